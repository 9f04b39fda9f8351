//! Monitoring by school years.

use super::super::super::view::{
    CheckItem, CriterionView, IndicatorView, MonitoringCard, MonitoringView, MonitoringYearView,
    ParticipantsRow, QuarterFormRow, QuarterRow, ScaleStep, StatView, SurveyAnswer, SurveyView,
};
use super::parts::{chart, date, file, link, mixed, s, short_body, some, stat, state, texts};
use super::{Sample, minimal_page, page};

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
            charts: vec![chart("Доля педагогов в наставничестве", true)],
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
            charts: vec![],
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
        let quarter = |iso: &str, text: &str, mentees: &str, completed: &str| QuarterRow {
            date: date(iso, text),
            short: s("30.09.2025"),
            programs: s("6"),
            mentors: s("6"),
            mentees: s(mentees),
            completed: s(completed),
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
                    mentors_share: Some(71),
                    mentees_share: Some(100),
                },
                ParticipantsRow {
                    form: s("работодатель – студент педагогического вуза или колледжа"),
                    mentors: s("менее 3"),
                    mentees: s("менее 3"),
                    mentors_share: None,
                    mentees_share: None,
                },
            ],
            quarters: vec![
                quarter("2025-09-30", "30 сентября 2025 года", "12", "0"),
                quarter("2025-12-31", "31 декабря 2025 года", "менее 3", "4"),
            ],
            quarters_chart: Some(chart("Участники на последний день квартала", false)),
            quarters_note: some("Группу меньше 3 человек мы не называем числом."),
            quarter_forms: vec![QuarterFormRow {
                form: s("педагог – педагог"),
                programs: vec![s("5"), s("0")],
            }],
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
            quarters: vec![],
            quarters_chart: None,
            quarters_note: None,
            quarter_forms: vec![],
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
