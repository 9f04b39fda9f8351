//! Mentors, mentees, people in charge.

use super::super::super::view::{
    AchievementView, AvailabilityView, ContactsView, CountView, ExternalLink, FilterGroup,
    FilterOption, ImageView, MenteeRow, MenteesView, MentorCard, MentorView, MentorsView,
    PersonCard, PhoneView, ResponsibleCard, ResponsibleView,
};
use super::parts::{
    anonymous, file, link, list, petrova, practices, programs, s, short_body, some, some_date,
    stat, texts,
};
use super::{Sample, first, minimal_page, page};

fn photo() -> ImageView {
    let alt = s("Анна Викторовна Петрова");
    ImageView {
        url: s("mentors/petrova-av/photo.svg"),
        alt,
        width: Some(320),
        height: Some(320),
        caption: None,
    }
}

pub(super) fn contacts() -> ContactsView {
    ContactsView {
        email: some("petrova@zarechny.example"),
        phone: Some(PhoneView {
            text: s("8 (395-00) 5-12-35"),
            tel: s("+73950051235"),
        }),
    }
}

impl Sample for MentorsView {
    const PATH: &'static str = "mentors/index.html";

    fn full() -> Self {
        let card = |name: &str, initials: &str, position: &str, photo| MentorCard {
            keys: list(["predmet-algebra", "forma-pedagog-pedagog"]),
            person: PersonCard {
                name: s(name),
                named: !initials.is_empty(),
                url: (!initials.is_empty()).then(|| s("mentors/petrova-av/index.html")),
                position: some(position),
                organization: None,
            },
            initials: s(initials),
            photo,
            subjects: list(["алгебра", "геометрия"]),
            category: some("высшая категория"),
            mentoring: some("6 лет"),
            profile: list(["работа с классом", "подготовка к ОГЭ"]),
            workload: some("ведёт 2 программы"),
        };
        Self {
            page: page(Self::PATH, "mentors", "База наставников", &[]),
            intro: short_body(),
            mentors: vec![
                MentorCard {
                    person: petrova(),
                    ..card("", "АП", "", Some(photo()))
                },
                card(
                    "Белозерский-Константинопольский Владислав Константинович",
                    "ВБ",
                    "учитель физики и астрономии",
                    None,
                ),
                card("Шарипова Гузель Рустамовна", "ГШ", "педагог-психолог", None),
            ],
            unnamed: some("Ещё 2 наставника не названы: согласия на это нет."),
            filters: vec![FilterGroup {
                title: s("Предмет"),
                options: vec![FilterOption {
                    key: s("predmet-algebra"),
                    label: s("алгебра"),
                    count: s("2"),
                    url: s("mentors/predmet-algebra/index.html"),
                    current: true,
                }],
            }],
            all: Some(link("Все наставники", "mentors/index.html")),
            exports: vec![file(
                "База наставников",
                "mentors/mentors.csv",
                "CSV",
                "4 КБ",
            )],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "mentors", "База наставников");
        Self {
            page,
            intro: None,
            mentors: vec![],
            unnamed: None,
            filters: vec![],
            all: None,
            exports: vec![],
        }
    }
}

impl Sample for MentorView {
    const PATH: &'static str = "mentors/petrova-av/index.html";

    fn full() -> Self {
        let achievement = |title: &str, detail: &str| AchievementView {
            title: s(title),
            detail: some(detail),
            level: some("муниципальный"),
            date: some_date("2026-03-02", "2 марта 2026 года"),
        };
        Self {
            page: page(
                Self::PATH,
                "mentors",
                "Петрова Анна Викторовна",
                &[("Наставники", "mentors/index.html")],
            ),
            roles: list(["Наставник", "Член совета наставников"]),
            initials: s("АП"),
            photo: Some(photo()),
            position: some("учитель математики"),
            organization: some("Лицей № 2"),
            subjects: list(["алгебра", "геометрия"]),
            category: some("высшая, педагог-наставник"),
            education: list([
                "высшее, Иркутский государственный университет, математика, 2003",
                "профессиональная переподготовка, 2018",
            ]),
            teaching: some("23 года"),
            mentoring: some("6 лет"),
            profile: texts([
                "работа с классом в первые месяцы",
                "подготовка к экзаменам без натаскивания",
            ]),
            availability: Some(AvailabilityView {
                forms: list(["педагог – педагог"]),
                kinds: list(["традиционное", "реверсивное"]),
                modes: list(["очный", "смешанный"]),
                external: some("Готова работать с педагогами других организаций."),
            }),
            contacts: Some(contacts()),
            links: vec![ExternalLink {
                title: s("Блог учителя"),
                href: s("https://blog.example/petrova"),
                note: some("разборы уроков"),
            }],
            awards: vec![achievement(
                "Победитель конкурса «Лучший наставник»",
                "город Заречный",
            )],
            training: vec![achievement(
                "Наставник в школе: от опыта к системе",
                "72 часа, институт развития образования",
            )],
            presentations: vec![achievement(
                "Зеркальный урок как приём наставника",
                "августовская конференция",
            )],
            body: short_body(),
            programs: programs(),
            practices: practices(),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "mentors", "Петрова Анна Викторовна"),
            roles: vec![],
            initials: String::new(),
            photo: None,
            position: None,
            organization: None,
            subjects: vec![],
            category: None,
            education: vec![],
            teaching: None,
            mentoring: None,
            profile: vec![],
            availability: None,
            contacts: None,
            links: vec![],
            awards: vec![],
            training: vec![],
            presentations: vec![],
            body: None,
            programs: vec![],
            practices: vec![],
        }
    }
}

impl Sample for MenteesView {
    const PATH: &'static str = "mentees/index.html";

    fn full() -> Self {
        let count = |label: &str, count: &str| CountView {
            label: s(label),
            count: s(count),
        };
        let programs = vec![link(
            "Первый год в школе: математика",
            "programs/matematika-2026/index.html",
        )];
        let row = |name: &str, programs| MenteeRow {
            person: anonymous(name),
            programs,
        };
        Self {
            page: first(page(Self::PATH, "mentees", "База наставляемых", &[])),
            intro: short_body(),
            totals: vec![
                stat(
                    "7",
                    "наставляемых сейчас",
                    None,
                    Some("на 22 ноября 2026 года"),
                ),
                stat("24", "с 2021 года", None, None),
            ],
            by_form: vec![
                count("педагог – педагог", "5"),
                count("руководитель – педагог", "менее 3"),
            ],
            by_year: vec![count("2026/27", "7"), count("2025/26", "9")],
            named: vec![MenteeRow {
                person: PersonCard {
                    name: s("Орлов Тимур Андреевич"),
                    named: true,
                    position: some("учитель информатики"),
                    ..anonymous("")
                },
                programs: programs.clone(),
            }],
            anonymous: vec![
                row("Наставляемый 1", programs),
                row("Наставляемый 2", vec![]),
            ],
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "mentees", "База наставляемых"),
            intro: None,
            totals: vec![],
            by_form: vec![],
            by_year: vec![],
            named: vec![],
            anonymous: vec![],
        }
    }
}

pub(super) fn curator() -> ResponsibleCard {
    ResponsibleCard {
        role: s("Куратор программ наставничества"),
        person: PersonCard {
            organization: None,
            position: some("заместитель директора по учебной работе"),
            name: s("Громова Елена Сергеевна"),
            ..petrova()
        },
        duties: list([
            "разрабатывает программы вместе с участниками",
            "раз в год обновляет список педагогов, которым нужен наставник",
            "готовит итоговый отчёт",
        ]),
        contacts: Some(contacts()),
        act: Some(link(
            "Приказ № 219 о-д от 1 сентября 2026 года",
            "documents/prikaz-219/index.html",
        )),
    }
}

impl Sample for ResponsibleView {
    const PATH: &'static str = "responsible/index.html";

    fn full() -> Self {
        let director = ResponsibleCard {
            role: s("Директор"),
            person: PersonCard {
                url: None,
                position: None,
                organization: None,
                ..petrova()
            },
            duties: list(["утверждает куратора, наставников и дорожную карту"]),
            contacts: None,
            act: None,
        };
        let administrator = ResponsibleCard {
            role: s("Системный администратор"),
            person: anonymous("Инженер школы"),
            duties: list(["вместе с куратором наполняет раздел и банк программ"]),
            contacts: None,
            act: None,
        };
        Self {
            page: page(Self::PATH, "responsible", "Кто отвечает", &[]),
            intro: short_body(),
            people: vec![director, curator(), administrator],
            council: vec![petrova(), anonymous("Учитель русского языка")],
            council_act: Some(link("Приказ № 220 о-д", "documents/prikaz-220/index.html")),
            external: vec![ExternalLink {
                title: s("Отдел образования города Заречного"),
                href: s("https://edu.zarechny.example/"),
                note: some("муниципальный куратор"),
            }],
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "responsible", "Кто отвечает"),
            intro: None,
            people: vec![],
            council: vec![],
            council_act: None,
            external: vec![],
        }
    }
}
