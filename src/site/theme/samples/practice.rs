//! Best practices.

use super::super::super::view::{PracticeView, PracticesView, PresentedView};
use super::parts::{
    file, link, list, petrova, practices, s, short_body, some, some_date, t, texts,
};
use super::program::approval;
use super::{Sample, minimal_page, page};

impl Sample for PracticesView {
    const PATH: &'static str = "practices/index.html";

    fn full() -> Self {
        Self {
            page: page(Self::PATH, "practices", "Лучшие практики", &[]),
            intro: short_body(),
            before: 60,
            practices: practices(),
            exports: vec![file(
                "Реестр практик",
                "practices/practices.csv",
                "CSV",
                "2 КБ",
            )],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "practices", "Лучшие практики");
        Self {
            page,
            intro: None,
            before: 0,
            practices: vec![],
            exports: vec![],
        }
    }
}

impl Sample for PracticeView {
    const PATH: &'static str = "practices/zerkalnyj-urok/index.html";

    fn full() -> Self {
        Self {
            page: page(
                Self::PATH,
                "practices",
                "Зеркальный урок",
                &[("Лучшие практики", "practices/index.html")],
            ),
            authors: vec![petrova()],
            level: some("Муниципальный"),
            date: some_date("2026-04-14", "14 апреля 2026 года"),
            forms: list(["педагог – педагог"]),
            audience: list(["наставнику", "молодому учителю"]),
            tags: list(["урок", "наблюдение"]),
            approved: Some(approval()),
            problem: Some(t(
                "Разбор урока по памяти превращается в спор о впечатлениях.",
            )),
            steps: texts([
                "Готовят один план урока на двоих.",
                "Ведут его в параллельных классах с разницей в день.",
                "Сравнивают листы наблюдения и меняют план.",
            ]),
            outcome: Some(t(
                "Разговор идёт о решениях, а не о людях; план урока становится общим.",
            )),
            presented: vec![
                PresentedView {
                    place: s("Городская педагогическая конференция"),
                    date: some_date("2026-08-27", "27 августа 2026 года"),
                    href: some("https://imc.zarechny.example/august"),
                },
                PresentedView {
                    place: s("Педагогический совет"),
                    date: some_date("2026-03", "март 2026 года"),
                    href: None,
                },
            ],
            files: vec![file(
                "Лист сравнения",
                "practices/zerkalnyj-urok/list.pdf",
                "PDF",
                "80 КБ",
            )],
            programs: vec![link("Урок вдвоём", "programs/urok-vdvoem/index.html")],
            body: short_body(),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "practices", "Зеркальный урок"),
            authors: vec![],
            level: None,
            date: None,
            forms: vec![],
            audience: vec![],
            tags: vec![],
            approved: None,
            problem: None,
            steps: vec![],
            outcome: None,
            presented: vec![],
            files: vec![],
            programs: vec![],
            body: None,
        }
    }
}
