//! Programmes.

use super::super::super::view::{
    AmendmentView, ApprovalView, BarRow, ComparisonView, CompletionView, FeedbackView, InterimView,
    OutcomeGroup, PlanGroup, PlanRow, ProgramGroup, ProgramView, ProgramsView, ResultsView,
    SignatureLine,
};
use super::parts::{
    anonymous, chart, contents, date, file, link, list, mixed, news, petrova, practices, program,
    programs, s, school_year, short_body, some, some_date, state, t, texts,
};
use super::{Sample, minimal_page, page};

pub(super) fn approval() -> ApprovalView {
    ApprovalView {
        date: date("2026-09-01", "1 сентября 2026 года"),
        by: some("директор школы № 7"),
    }
}

impl Sample for ProgramsView {
    const PATH: &'static str = "programs/index.html";

    fn full() -> Self {
        let group = |id: &str, title: &str, note: &str, programs| ProgramGroup {
            id: s(id),
            title: s(title),
            note: some(note),
            programs,
        };
        let completed = program("urok-vdvoem", "Урок вдвоём", "completed", "завершена");
        Self {
            page: page(Self::PATH, "programs", "Программы наставничества", &[]),
            intro: short_body(),
            contents: contents(
                &[
                    ("active", "Реализуются"),
                    ("announced", "Готовятся"),
                    ("overdue", "Срок истёк"),
                    ("completed", "Завершены"),
                ],
                Self::PATH,
            ),
            groups: vec![
                group(
                    "active",
                    "Реализуются",
                    "Результаты появятся после завершения.",
                    programs(),
                ),
                group(
                    "announced",
                    "Готовятся",
                    "Утверждены, но ещё не начались.",
                    vec![program(
                        "himiya-2027",
                        "Лаборатория без страха",
                        "announced",
                        "начнётся 11 января 2027 года",
                    )],
                ),
                group(
                    "overdue",
                    "Срок истёк",
                    "Итоги ещё не подведены.",
                    vec![program(
                        "angl-2025",
                        "Английский: первый выпуск",
                        "overdue",
                        "срок истёк",
                    )],
                ),
                group("completed", "Завершены", "С результатами.", vec![completed]),
            ],
            forms: vec![
                BarRow {
                    label: s("педагог – педагог"),
                    value: s("4"),
                    share: Some(100),
                },
                BarRow {
                    label: s("руководитель – педагог"),
                    value: s("менее 3"),
                    share: None,
                },
            ],
            replicable: vec![link("Урок вдвоём", "programs/urok-vdvoem/index.html")],
            exports: vec![file(
                "Банк программ",
                "programs/programs.csv",
                "CSV",
                "6 КБ",
            )],
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "programs", "Программы наставничества"),
            intro: None,
            contents: vec![],
            groups: vec![],
            forms: vec![],
            replicable: vec![],
            exports: vec![],
        }
    }
}

impl Sample for ProgramView {
    const PATH: &'static str = "programs/urok-vdvoem/index.html";

    fn full() -> Self {
        let row = |number: &str, activity, code: &str, label: &str, mark: &str| PlanRow {
            number: s(number),
            activity,
            dates: some("один раз в четверть"),
            responsible: Some(t("наставник, наставляемый")),
            result: Some(t("лист наблюдения и вывод в три строки")),
            state: Some(state(code, label)),
            mark: some(mark),
        };
        let comparison = |name: &str| ComparisonView {
            name: s(name),
            before: some("3"),
            after: some("8"),
            unit: some("урока"),
            date: some_date("2026-05-20", "20 мая 2026 года"),
        };
        Self {
            page: page(
                Self::PATH,
                "programs",
                "Урок вдвоём",
                &[("Программы", "programs/index.html")],
            ),
            state: state("completed", "завершена"),
            replicable: true,
            forms: list(["педагог – педагог"]),
            kinds: list(["традиционное («один на один»)", "реверсивное"]),
            model: some("опытный педагог – молодой специалист"),
            mode: some("смешанный"),
            directions: list(["методические", "психолого-педагогические"]),
            period: school_year(),
            timeline: Some(chart("Срок программы и её план", false)),
            mentors: vec![petrova()],
            mentees: vec![anonymous("Наставляемый 1"), anonymous("Наставляемый 2")],
            curator: Some(petrova()),
            order: Some(link(
                "Приказ № 221 о-д от 1 сентября 2026 года",
                "documents/prikaz-221/index.html",
            )),
            approved: Some(approval()),
            amendments: vec![AmendmentView {
                kind: s("Продление"),
                date: date("2027-05-20", "20 мая 2027 года"),
                to: some_date("2027-08-31", "31 августа 2027 года"),
                order: Some(link("Приказ № 90 о-д", "documents/prikaz-90/index.html")),
                agreed: some("наставник и наставляемый"),
            }],
            goal: Some(t(
                "Помочь молодому учителю уверенно вести урок с первого звонка до последнего.",
            )),
            tasks: texts([
                "освоить планирование урока от результата",
                "научиться видеть класс целиком",
                "подготовить открытый урок",
            ]),
            mentor_activity: Some(t(
                "Посещает уроки, показывает свои, разбирает трудные случаи, не давая готовых рецептов.",
            )),
            mentee_activity: Some(t(
                "Ведёт дневник наблюдений, пробует приёмы в классе, готовит открытый урок.",
            )),
            expected_results: texts(["уверенное планирование урока", "открытый урок для коллег"]),
            plan: vec![
                PlanGroup {
                    direction: some("Методические вопросы"),
                    rows: vec![
                        row(
                            "1",
                            mixed(
                                "Взаимное посещение уроков по листу из ",
                                "методической копилки",
                                "methods/poseshenie/index.html",
                                "",
                            ),
                            "done",
                            "выполнено",
                            "12 октября 2026 года",
                        ),
                        row(
                            "2",
                            t("Совместное планирование темы «Квадратные уравнения»"),
                            "cancelled",
                            "снято",
                            "тема перенесена",
                        ),
                    ],
                },
                PlanGroup {
                    direction: some("Психолого-педагогические вопросы"),
                    rows: vec![row(
                        "3",
                        t("Разбор трудных случаев общения с родителями"),
                        "planned",
                        "запланировано",
                        "весна",
                    )],
                },
            ],
            plan_marks: true,
            interim: vec![InterimView {
                date: some_date("2026-12-25", "25 декабря 2026 года"),
                text: t("Проведены три урока по общему плану."),
            }],
            monitoring: vec![comparison("Уроков с рефлексией в неделю")],
            completion: Some(CompletionView {
                date: date("2027-05-31", "31 мая 2027 года"),
                wording: s("Завершена: план выполнен полностью"),
                document: Some(mixed(
                    "протокол совета наставников, ",
                    "приказ № 120 о-д",
                    "documents/prikaz-120/index.html",
                    "",
                )),
                note: Some(t("Программа рекомендована другим парам.")),
            }),
            results: Some(ResultsView {
                outcomes: vec![OutcomeGroup {
                    category: s("Качество и темпы адаптации"),
                    texts: texts(["Открытый урок проведён на четыре месяца раньше плана."]),
                }],
                indicators: vec![comparison("Самостоятельно спланированных уроков")],
                approved: Some(approval()),
                feedback: vec![FeedbackView {
                    person: petrova(),
                    text: t("Я сама стала иначе смотреть на свои уроки."),
                }],
                body: short_body(),
                files: vec![file(
                    "Итоговый отчёт",
                    "programs/urok-vdvoem/otchet.pdf",
                    "PDF",
                    "310 КБ",
                )],
            }),
            results_note: None,
            note: short_body(),
            practices: practices(),
            news: vec![news("otkrytyj-urok", "Открытый урок вдвоём")],
            signatures: vec![
                SignatureLine {
                    role: s("Наставник"),
                    name: some("А. В. Петрова"),
                },
                SignatureLine {
                    role: s("Наставляемый"),
                    name: None,
                },
                SignatureLine {
                    role: s("Куратор"),
                    name: some("Е. С. Громова"),
                },
            ],
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "programs", "Урок вдвоём"),
            state: state("active", "реализуется"),
            replicable: false,
            forms: vec![],
            kinds: vec![],
            model: None,
            mode: None,
            directions: vec![],
            period: school_year(),
            timeline: None,
            mentors: vec![],
            mentees: vec![],
            curator: None,
            order: None,
            approved: None,
            amendments: vec![],
            goal: None,
            tasks: vec![],
            mentor_activity: None,
            mentee_activity: None,
            expected_results: vec![],
            plan: vec![],
            plan_marks: false,
            interim: vec![],
            monitoring: vec![],
            completion: None,
            results: None,
            results_note: None,
            note: None,
            practices: vec![],
            news: vec![],
            signatures: vec![],
        }
    }
}
