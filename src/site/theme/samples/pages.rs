//! Home and single pages.

use super::super::super::view::{
    AwardRow, ExternalLink, FreePageView, HomeView, IncentivesView, IndexItem, IndexLetter,
    IndexView, Inline, LinkGroup, NotFoundView, PartCard, PartnersView, PrivacyRow, PrivacyView,
    SearchView,
};
use super::parts::{
    act, body, contents, event, link, news, programs, s, short_body, some, some_date, stat,
};
use super::people::{contacts, curator};
use super::{Sample, first, minimal_page, page, section};

impl Sample for HomeView {
    const PATH: &'static str = "index.html";

    fn full() -> Self {
        let part = |item: &crate::site::view::MenuItem| PartCard {
            title: item.title.clone(),
            url: item.url.clone(),
            description: s("Что здесь есть и кому это пригодится."),
            count: some("14 документов"),
        };
        let mut page = page(Self::PATH, "home", "Наставничество", &[]);
        page.breadcrumbs.clear();
        Self {
            page,
            lead: some(
                "В школе № 7 опытный учитель не оставляет нового коллегу одного: пара работает по общему плану, а её результаты становятся общими.",
            ),
            body: short_body(),
            stats: vec![
                stat("5", "наставников", Some("mentors/index.html"), None),
                stat("7", "наставляемых", Some("mentees/index.html"), None),
                stat("4", "программы идут", Some("programs/index.html"), None),
                stat(
                    "11",
                    "программ завершено",
                    Some("programs/index.html#completed"),
                    Some("с 2021 года"),
                ),
            ],
            curator: Some(curator()),
            upcoming: vec![event()],
            news: vec![
                news("otkrytyj-urok", "Открытый урок вдвоём"),
                news("nedelya", "Неделя взаимных посещений"),
            ],
            programs: programs(),
            acts: vec![act(
                "prikaz-218",
                "Об утверждении положения о системе наставничества педагогических работников",
                "Приказ",
                "in-force",
                "действует",
            )],
            parts: section().menu.iter().skip(1).map(part).collect(),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "home", "Наставничество"),
            lead: None,
            body: None,
            stats: vec![],
            curator: None,
            upcoming: vec![],
            news: vec![],
            programs: vec![],
            acts: vec![],
            parts: vec![],
        }
    }
}

impl Sample for IncentivesView {
    const PATH: &'static str = "incentives/index.html";

    fn full() -> Self {
        Self {
            page: page(Self::PATH, "incentives", "Поощрение наставников", &[]),
            body: short_body(),
            acts: vec![act(
                "prikaz-240",
                "О мерах стимулирования наставников",
                "Приказ",
                "in-force",
                "действует",
            )],
            awards: vec![AwardRow {
                title: s("Победитель конкурса «Лучший наставник»"),
                person: Inline::link("Петрова Анна Викторовна", "mentors/petrova-av/index.html"),
                level: some("муниципальный"),
                date: some_date("2026", "2026 год"),
            }],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "incentives", "Поощрение наставников");
        Self {
            page,
            body: None,
            acts: vec![],
            awards: vec![],
        }
    }
}

impl Sample for PartnersView {
    const PATH: &'static str = "partners/index.html";

    fn full() -> Self {
        let external = |title: &str, note: &str| ExternalLink {
            title: s(title),
            href: s("https://partner.example/"),
            note: some(note),
        };
        Self {
            page: page(Self::PATH, "partners", "Партнёры и ссылки", &[]),
            body: short_body(),
            groups: vec![
                LinkGroup {
                    title: some("Оператор и органы управления"),
                    links: vec![
                        external(
                            "Институт развития образования",
                            "региональный оператор наставничества",
                        ),
                        external("Отдел образования", "муниципальный куратор"),
                    ],
                },
                LinkGroup {
                    title: some("Сообщества"),
                    links: vec![external("Лицей № 2", "наставники по физике")],
                },
            ],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "partners", "Партнёры и ссылки");
        Self {
            page,
            body: None,
            groups: vec![],
        }
    }
}

impl Sample for PrivacyView {
    const PATH: &'static str = "privacy/index.html";

    fn full() -> Self {
        Self {
            page: first(page(Self::PATH, "privacy", "Персональные данные", &[])),
            body: short_body(),
            people: vec![PrivacyRow {
                person: Inline::link("Петрова Анна Викторовна", "mentors/petrova-av/index.html"),
                conditions: super::parts::s(
                    "Передача третьим лицам без нового согласия запрещена.",
                ),
            }],
            addressee: s("директору школы"),
            contacts: Some(contacts()),
            address: some("г. Заречный, ул. Садовая, 14"),
            term: s("3 рабочих дней"),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "privacy", "Персональные данные"),
            body: None,
            people: vec![],
            addressee: s("директору школы"),
            contacts: None,
            address: None,
            term: s("3 рабочих дней"),
        }
    }
}

impl Sample for IndexView {
    const PATH: &'static str = "map/index.html";

    fn full() -> Self {
        let letter = |letter: &str, id: &str, items: &[(&str, &str, &str)]| IndexLetter {
            letter: s(letter),
            id: s(id),
            items: items
                .iter()
                .map(|(title, url, kind)| IndexItem {
                    title: s(title),
                    url: s(url),
                    kind: s(kind),
                })
                .collect(),
        };
        Self {
            page: page(Self::PATH, "index", "Карта раздела", &[]),
            contents: contents(
                &[("b", "Б"), ("z", "З"), ("k", "К"), ("u", "У"), ("ya", "Я")],
                "map/page-3/index.html",
            ),
            letters: vec![
                letter(
                    "Б",
                    "b",
                    &[("База наставников", "mentors/index.html", "раздел")],
                ),
                letter(
                    "З",
                    "z",
                    &[(
                        "Зеркальный урок",
                        "practices/zerkalnyj-urok/index.html",
                        "практика",
                    )],
                ),
                letter(
                    "К",
                    "k",
                    &[
                        (
                            "Как посещать урок",
                            "methods/poseshenie/index.html",
                            "методика",
                        ),
                        ("Кто отвечает", "responsible/index.html", "раздел"),
                    ],
                ),
                letter(
                    "У",
                    "u",
                    &[(
                        "Урок вдвоём",
                        "programs/urok-vdvoem/index.html",
                        "программа",
                    )],
                ),
            ],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "index", "Карта раздела");
        Self {
            page,
            contents: vec![],
            letters: vec![],
        }
    }
}

impl Sample for SearchView {
    const PATH: &'static str = "search/index.html";

    fn full() -> Self {
        Self {
            page: page(Self::PATH, "search", "Поиск", &[]),
            intro: short_body(),
            index: some("search/index.js"),
            az: link("Карта раздела", "map/index.html"),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "search", "Поиск"),
            intro: None,
            index: None,
            az: link("Карта раздела", "map/index.html"),
        }
    }
}

impl Sample for NotFoundView {
    const PATH: &'static str = "404.html";

    fn full() -> Self {
        let mut page = page(Self::PATH, "404", "Страница не найдена", &[]);
        page.updated = None;
        page.previous = None;
        page.next = None;
        page.pager = None;
        Self {
            page,
            suggestions: vec![
                link("Программы", "programs/index.html"),
                link("Карта раздела", "map/index.html"),
            ],
        }
    }

    fn minimal() -> Self {
        let page = minimal_page(Self::PATH, "404", "Страница не найдена");
        Self {
            page,
            suggestions: vec![],
        }
    }
}

impl Sample for FreePageView {
    const PATH: &'static str = "about/index.html";

    fn full() -> Self {
        Self {
            page: page(Self::PATH, "about", "О проекте", &[]),
            body: body(),
            files: vec![super::parts::file(
                "Памятка",
                "about/pamiatka.pdf",
                "PDF",
                "40 КБ",
            )],
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "about", "О проекте"),
            body: None,
            files: vec![],
        }
    }
}
