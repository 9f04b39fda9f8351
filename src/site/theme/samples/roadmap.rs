//! Road maps.

use super::super::super::view::{
    ProgressView, RoadmapCard, RoadmapRow, RoadmapSection, RoadmapView, RoadmapsView, StateCount,
    TargetRow, YearCell,
};
use super::parts::{chart, link, list, mixed, s, school_year, short_body, some, state, t, texts};
use super::{Sample, minimal_page, page};

fn progress() -> ProgressView {
    let count = |code: &str, label: &str, count| StateCount {
        state: state(code, label),
        count,
    };
    ProgressView {
        done: 12,
        total: 18,
        text: s("Выполнено 12 мероприятий из 18"),
        counts: vec![
            count("done", "выполнено", 11),
            count("late", "выполнено с опозданием", 1),
            count("active", "в работе", 3),
            count("upcoming", "не наступил срок", 2),
            count("missed", "не выполнено", 1),
            count("cancelled", "снято", 1),
        ],
    }
}

impl Sample for RoadmapsView {
    const PATH: &'static str = "roadmaps/index.html";

    fn full() -> Self {
        Self {
            page: page(Self::PATH, "roadmaps", "Дорожные карты", &[]),
            intro: short_body(),
            roadmaps: vec![RoadmapCard {
                title: s("Комплекс мер («дорожная карта») внедрения наставничества, 2025–2027"),
                url: s("roadmaps/2025-2027/index.html"),
                level: some("Школьный"),
                period: Some(school_year()),
                progress: Some(progress()),
            }],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "roadmaps", "Дорожные карты");
        Self {
            page,
            intro: None,
            roadmaps: vec![],
        }
    }
}

impl Sample for RoadmapView {
    const PATH: &'static str = "roadmaps/2025-2027/index.html";

    fn full() -> Self {
        let cell =
            |year: &str, plan: Option<&str>, fact: Option<&str>, verdict: (&str, &str)| YearCell {
                year: s(year),
                plan: plan.map(s),
                fact: fact.map(s),
                verdict: Some(state(verdict.0, verdict.1)),
            };
        let row = |number: &str, activity: &str, code: &str, label: &str, years| RoadmapRow {
            number: s(number),
            activity: t(activity),
            result: Some(mixed(
                "приказ, ",
                "положение",
                "documents/prikaz-218/index.html",
                "",
            )),
            dates: some("до 1 октября ежегодно"),
            responsible: Some(t("директор, куратор")),
            state: state(code, label),
            stage: some("подготовительный"),
            years,
        };
        let years = || {
            vec![
                cell("2025", Some("25"), Some("27"), ("done", "достигнуто")),
                cell("2026", Some("35"), None, ("upcoming", "год не закончился")),
            ]
        };
        let target = |title: &str, unit: &str| TargetRow {
            title: s(title),
            unit: some(unit),
            source: some("муниципальная дорожная карта, п. 6.1"),
            years: vec![
                cell(
                    "2025",
                    Some("не менее 25"),
                    Some("27"),
                    ("done", "достигнуто"),
                ),
                cell(
                    "2026",
                    Some("не менее 35"),
                    Some("30"),
                    ("missed", "не достигнуто"),
                ),
                cell(
                    "2027",
                    Some("не менее 45"),
                    Some("нет данных"),
                    ("none", "нет данных"),
                ),
            ],
        };
        Self {
            page: page(
                Self::PATH,
                "roadmaps",
                "Комплекс мер («дорожная карта») внедрения наставничества, 2025–2027",
                &[("Дорожная карта", "roadmaps/index.html")],
            ),
            level: some("Школьный"),
            act: Some(link(
                "Приказ № 218 о-д от 1 сентября 2026 года",
                "documents/prikaz-218/index.html",
            )),
            period: Some(school_year()),
            goal: Some(t("Сделать наставничество постоянной частью работы школы.")),
            tasks: texts(["подготовить документы", "собрать базу наставников"]),
            progress: Some(progress()),
            sections: vec![
                RoadmapSection {
                    title: some("1. Нормативное обеспечение"),
                    rows: vec![
                        row(
                            "1.1",
                            "Разработка и утверждение положения о наставничестве",
                            "done",
                            "выполнено",
                            vec![],
                        ),
                        row(
                            "1.2",
                            "Мониторинг пакета локальных актов",
                            "late",
                            "выполнено с опозданием",
                            vec![],
                        ),
                    ],
                },
                RoadmapSection {
                    title: some("2. Работа с участниками"),
                    rows: vec![
                        row(
                            "2.1",
                            "Разработка персонализированных программ",
                            "active",
                            "в работе",
                            years(),
                        ),
                        row(
                            "2.2",
                            "Неделя взаимных посещений уроков",
                            "upcoming",
                            "не наступил срок",
                            vec![],
                        ),
                        row(
                            "2.3",
                            "Городской конкурс пар",
                            "missed",
                            "не выполнено",
                            vec![],
                        ),
                        row("2.4", "Выезд в базовую школу", "cancelled", "снято", vec![]),
                    ],
                },
            ],
            years: list(["2025", "2026", "2027"]),
            targets: vec![
                target("Программ в банке", "шт."),
                target("Доля молодых педагогов с наставником", "%"),
            ],
            charts: vec![chart("Доля педагогов с наставником, %", false)],
            tolerance: some("Показатель считается достигнутым при отклонении не больше 1 %"),
            body: short_body(),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "roadmaps", "Дорожная карта"),
            level: None,
            act: None,
            period: None,
            goal: None,
            tasks: vec![],
            progress: None,
            sections: vec![],
            years: vec![],
            targets: vec![],
            charts: vec![],
            tolerance: None,
            body: None,
        }
    }
}
