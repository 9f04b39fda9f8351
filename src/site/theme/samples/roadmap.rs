//! Road maps and monitoring.

use super::super::super::view::{
    CheckItem, CriterionView, IndicatorView, MonitoringCard, MonitoringView, MonitoringYearView,
    ParticipantsRow, ProgressView, RoadmapCard, RoadmapRow, RoadmapSection, RoadmapView,
    RoadmapsView, ScaleStep, StatView, StateCount, SurveyAnswer, SurveyView, TargetRow, YearCell,
};
use super::parts::{
    date, file, link, list, mixed, s, school_year, short_body, some, stat, state, t, texts,
};
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
            tolerance: None,
            body: None,
        }
    }
}

fn stats() -> Vec<StatView> {
    vec![
        stat(
            "64",
            "педагога в школе",
            None,
            Some("на 1 октября 2026 года"),
        ),
        stat("8", "молодых специалистов", None, None),
        stat(
            "19 %",
            "педагогов включены в наставничество",
            Some("mentors/index.html"),
            None,
        ),
        stat("менее 3", "студентов на практике", None, None),
    ]
}

impl Sample for MonitoringView {
    const PATH: &'static str = "monitoring/index.html";

    fn full() -> Self {
        Self {
            page: page(Self::PATH, "monitoring", "Мониторинг", &[]),
            intro: short_body(),
            years: vec![MonitoringCard {
                title: s("2025/26 учебный год"),
                url: s("monitoring/2025-2026/index.html"),
                stats: stats(),
            }],
            exports: vec![file(
                "Статистика на 30 сентября 2026 года",
                "monitoring/2026-q3.csv",
                "CSV",
                "1 КБ",
            )],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "monitoring", "Мониторинг");
        Self {
            page,
            intro: None,
            years: vec![],
            exports: vec![],
        }
    }
}

impl Sample for MonitoringYearView {
    const PATH: &'static str = "monitoring/2025-2026/index.html";

    fn full() -> Self {
        let scale = |steps: &[&str], current: usize| {
            steps
                .iter()
                .enumerate()
                .map(|(i, step)| ScaleStep {
                    label: s(step),
                    current: i == current,
                })
                .collect()
        };
        let indicator = |title: &str, value: &str, scale| IndicatorView {
            title: s(title),
            level: some("образовательная организация"),
            method: some("анкетирование педагогических работников"),
            value: s(value),
            scale,
            evidence: Some(mixed(
                "положение, ",
                "приказ № 218 о-д",
                "documents/prikaz-218/index.html",
                "",
            )),
            note: some("Приняты 6, остались 4."),
        };
        let bands = &["100–80 %", "79–60 %", "59–40 %", "39 % и ниже"];
        let check =
            |number, title: &str, code: &str, label: &str, reason: Option<&str>| CheckItem {
                number,
                title: s(title),
                state: state(code, label),
                reason: reason.map(s),
                evidence: vec![link("Приказ № 218 о-д", "documents/prikaz-218/index.html")],
            };
        let answer = |text: &str, count: &str, percent| SurveyAnswer {
            text: s(text),
            count: s(count),
            percent,
        };
        Self {
            page: page(
                Self::PATH,
                "monitoring",
                "2025/26 учебный год",
                &[("Мониторинг", "monitoring/index.html")],
            ),
            as_of: Some(date("2026-10-01", "1 октября 2026 года")),
            stats: stats(),
            participants: vec![
                ParticipantsRow {
                    form: s("педагог – педагог"),
                    mentors: s("5"),
                    mentees: s("7"),
                },
                ParticipantsRow {
                    form: s("работодатель – студент педагогического вуза или колледжа"),
                    mentors: s("менее 3"),
                    mentees: s("менее 3"),
                },
            ],
            criteria: vec![
                CriterionView {
                    number: 2,
                    title: s("Условия для устранения дефицитов"),
                    indicators: vec![indicator(
                        "На уровне организации",
                        "Имеется, доступно",
                        scale(
                            &[
                                "Имеется, доступно",
                                "Имеется, недоступно",
                                "Не имеется, недоступно",
                            ],
                            0,
                        ),
                    )],
                },
                CriterionView {
                    number: 4,
                    title: s("Закрепляемость молодых учителей"),
                    indicators: vec![
                        indicator("Приняты и отработали 3–5 лет", "67 %", scale(bands, 1)),
                        indicator("Стаж до 3 лет к числу всех", "нет данных", vec![]),
                    ],
                },
            ],
            survey: vec![SurveyView {
                question: s("Помогла ли вам программа наставничества?"),
                total: s("Ответили 18 человек"),
                answers: vec![
                    answer("да", "12", Some(67)),
                    answer("скорее да", "6", Some(33)),
                    answer("нет", "менее 3", None),
                ],
            }],
            conclusions: texts([
                "Программы выполняются в срок.",
                "Не хватает наставников по физике.",
            ]),
            recommendations: texts([
                "Пригласить наставника из лицея № 2.",
                "Провести неделю взаимных посещений дважды в год.",
            ]),
            checklist: vec![
                check(
                    1,
                    "Раздел о наставничестве на сайте",
                    "present",
                    "имеется",
                    None,
                ),
                check(
                    2,
                    "Положение о системе наставничества",
                    "present",
                    "имеется",
                    None,
                ),
                check(3, "Дорожная карта", "absent", "отсутствует", None),
                check(
                    7,
                    "Меры стимулирования",
                    "not-applicable",
                    "не применимо",
                    Some("Стимулирование описано в коллективном договоре."),
                ),
            ],
            files: vec![file(
                "Аналитический отчёт за 2025/26 учебный год",
                "monitoring/2025-2026/otchet.pdf",
                "PDF",
                "520 КБ",
            )],
            body: short_body(),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "monitoring", "2025/26 учебный год"),
            as_of: None,
            stats: vec![],
            participants: vec![],
            criteria: vec![],
            survey: vec![],
            conclusions: vec![],
            recommendations: vec![],
            checklist: vec![],
            files: vec![],
            body: None,
        }
    }
}
