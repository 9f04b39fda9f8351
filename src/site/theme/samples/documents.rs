//! Documents and methods.

use super::super::super::view::{
    ActGroup, ActView, DocumentsView, ExternalLink, MethodCard, MethodGroup, MethodView,
    MethodsView, SignatureView,
};
use super::parts::{
    act, contents, date, file, link, list, programs, s, short_body, some, some_date, state,
};
use super::{Sample, minimal_page, page};

impl Sample for DocumentsView {
    const PATH: &'static str = "documents/index.html";

    fn full() -> Self {
        let group = |id: &str, title: &str, acts| ActGroup {
            id: s(id),
            title: s(title),
            acts,
        };
        Self {
            page: page(Self::PATH, "documents", "Документы", &[]),
            intro: short_body(),
            contents: contents(
                &[
                    ("federal", "Федеральные акты"),
                    ("municipal", "Муниципальные акты"),
                    ("local", "Локальные акты"),
                ],
                Self::PATH,
            ),
            groups: vec![
                group(
                    "federal",
                    "Федеральные акты",
                    vec![act(
                        "rp-1264",
                        "Об утверждении Концепции развития наставничества в Российской Федерации на период до 2030 года",
                        "Распоряжение",
                        "in-force",
                        "действует",
                    )],
                ),
                group(
                    "municipal",
                    "Муниципальные акты",
                    vec![act(
                        "rasp-75",
                        "О комплексе мер по внедрению системы наставничества",
                        "Распоряжение",
                        "expired",
                        "утратил силу",
                    )],
                ),
                group(
                    "local",
                    "Локальные акты",
                    vec![
                        act(
                            "prikaz-218",
                            "Об утверждении положения о системе наставничества педагогических работников",
                            "Приказ",
                            "in-force",
                            "действует",
                        ),
                        act(
                            "prikaz-301",
                            "О назначении куратора персонализированных программ наставничества",
                            "Приказ",
                            "upcoming",
                            "ещё не вступил в силу",
                        ),
                    ],
                ),
            ],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "documents", "Документы");
        Self {
            page,
            intro: None,
            contents: vec![],
            groups: vec![],
        }
    }
}

impl Sample for ActView {
    const PATH: &'static str = "documents/prikaz-218/index.html";

    fn full() -> Self {
        let title = "Об утверждении положения о системе наставничества педагогических работников";
        Self {
            page: page(
                Self::PATH,
                "documents",
                title,
                &[("Документы", "documents/index.html")],
            ),
            kind: s("Приказ"),
            level: s("Локальный"),
            number: some("218 о-д"),
            date: some_date("2026-09-01", "1 сентября 2026 года"),
            issuer: some("Директор школы № 7"),
            state: state("in-force", "действует"),
            in_force: some("с 2 сентября 2026 года"),
            summary: short_body(),
            files: vec![
                file(
                    "Приказ № 218 о-д с положением",
                    "documents/prikaz-218/prikaz.pdf",
                    "PDF",
                    "245 КБ",
                ),
                file(
                    "Положение для чтения с экрана",
                    "documents/prikaz-218/polozhenie.docx",
                    "DOCX",
                    "38 КБ",
                ),
            ],
            signature: Some(SignatureView {
                signer: s("Соколов Игорь Львович"),
                position: some("директор"),
                date: some_date("2026-09-01", "1 сентября 2026 года"),
                key: some("01D9 4C2A 77F0 11AB"),
            }),
            replaced_by: Some(link(
                "Приказ № 40 о-д от 12 января 2027 года",
                "documents/prikaz-40/index.html",
            )),
            replaces: vec![link(
                "Приказ № 112 о-д от 9 сентября 2021 года",
                "documents/prikaz-112/index.html",
            )],
            amends: vec![
                link("Приказ № 12 о-д", "documents/prikaz-12/index.html"),
                link("Приказ № 13 о-д", "documents/prikaz-13/index.html"),
            ],
            amended_by: vec![link("Приказ № 230 о-д", "documents/prikaz-230/index.html")],
            source: Some(ExternalLink {
                title: s("Официальное опубликование"),
                href: s("https://publication.example/218"),
                note: some("портал правовой информации"),
            }),
            covers: list(["внедрение наставничества", "положение о наставничестве"]),
            programs: programs(),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "documents", "О наставничестве"),
            kind: s("Приказ"),
            level: s("Локальный"),
            number: None,
            date: None,
            issuer: None,
            state: state("in-force", "действует"),
            in_force: None,
            summary: None,
            files: vec![],
            signature: None,
            replaced_by: None,
            replaces: vec![],
            amends: vec![],
            amended_by: vec![],
            source: None,
            covers: vec![],
            programs: vec![],
        }
    }
}

impl Sample for MethodsView {
    const PATH: &'static str = "methods/index.html";

    fn full() -> Self {
        let card = |slug: &str, title: &str| MethodCard {
            title: s(title),
            url: format!("methods/{slug}/index.html"),
            kind: some("Методические рекомендации"),
            issuer: some("Совет наставников школы № 7"),
            date: some_date("2026-10-12", "12 октября 2026 года"),
            summary: some(
                "Что посмотреть на уроке, о чём спросить после него и как записать вывод в три строки.",
            ),
            file: Some(file(
                "Памятка",
                "methods/pamyatka/pamyatka.pdf",
                "PDF",
                "120 КБ",
            )),
        };
        let group = |id: &str, title: &str, methods| MethodGroup {
            id: s(id),
            title: s(title),
            methods,
        };
        Self {
            page: page(Self::PATH, "methods", "Методическая копилка", &[]),
            intro: short_body(),
            contents: contents(
                &[("mentor", "Наставнику"), ("mentee", "Наставляемому")],
                Self::PATH,
            ),
            groups: vec![
                group(
                    "mentor",
                    "Наставнику",
                    vec![
                        card("poseshenie", "Как посещать урок"),
                        card("beseda", "Беседа после урока"),
                    ],
                ),
                group(
                    "mentee",
                    "Наставляемому",
                    vec![card("pervaya-chetvert", "Первая четверть по неделям")],
                ),
            ],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "methods", "Методическая копилка");
        Self {
            page,
            intro: None,
            contents: vec![],
            groups: vec![],
        }
    }
}

impl Sample for MethodView {
    const PATH: &'static str = "methods/poseshenie/index.html";

    fn full() -> Self {
        Self {
            page: page(
                Self::PATH,
                "methods",
                "Как посещать урок",
                &[("Методическая копилка", "methods/index.html")],
            ),
            kind: some("Методические рекомендации"),
            authors: vec![super::parts::petrova()],
            audience: list(["наставнику", "куратору"]),
            number: some("4"),
            date: Some(date("2026-10-12", "12 октября 2026 года")),
            issuer: some("Совет наставников школы № 7"),
            files: vec![file(
                "Лист наблюдения",
                "methods/poseshenie/list.pdf",
                "PDF",
                "96 КБ",
            )],
            source: Some(ExternalLink {
                title: s("Сайт методического центра"),
                href: s("https://imc.zarechny.example/"),
                note: some("раздел «Наставничество»"),
            }),
            tags: list(["урок"]),
            body: super::parts::body(),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "methods", "Как посещать урок"),
            kind: None,
            authors: vec![],
            audience: vec![],
            number: None,
            date: None,
            issuer: None,
            files: vec![],
            source: None,
            tags: vec![],
            body: None,
        }
    }
}
