//! News and events.

use super::super::super::view::{NewsCard, NewsListView, NewsView, NewsYear};
use super::parts::{body, event, image, link, list, news, petrova, s, short_body};
use super::{Sample, minimal_page, page};

impl Sample for NewsListView {
    const PATH: &'static str = "news/index.html";

    fn full() -> Self {
        let pictured = NewsCard {
            image: Some(image(
                "news/otkrytyj-urok/urok.svg",
                "Двое учителей у доски",
            )),
            ..news("otkrytyj-urok", "Открытый урок вдвоём")
        };
        let old = |title: &str| NewsCard {
            summary: None,
            ..news("arhiv", title)
        };
        Self {
            page: page(Self::PATH, "news", "Новости и события", &[]),
            intro: short_body(),
            upcoming: vec![NewsCard {
                image: None,
                ..event()
            }],
            news: vec![
                pictured,
                news("nedelya", "Неделя взаимных посещений"),
                news(
                    "sovet",
                    "Совет наставников утвердил план на вторую четверть",
                ),
            ],
            archive: vec![
                NewsYear {
                    year: s("2026"),
                    items: vec![
                        old("Итоги учебного года"),
                        NewsCard {
                            image: None,
                            summary: None,
                            ..event()
                        },
                    ],
                },
                NewsYear {
                    year: s("2025"),
                    items: vec![old("Раздел открыт")],
                },
            ],
            calendar: Some(link("Добавить события в календарь", "events.ics")),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "news", "Новости и события"),
            intro: None,
            upcoming: vec![],
            news: vec![],
            archive: vec![],
            calendar: None,
        }
    }
}

impl Sample for NewsView {
    const PATH: &'static str = "news/den-nastavnika/index.html";

    fn full() -> Self {
        let card = event();
        Self {
            page: page(
                Self::PATH,
                "news",
                &card.title,
                &[("Новости и события", "news/index.html")],
            ),
            date: card.date,
            event: card.event,
            image: card.image,
            body: body(),
            gallery: vec![
                image("news/den-nastavnika/1.svg", "Наставники за столом"),
                image("news/den-nastavnika/2.svg", "Работа в группах"),
                image("news/den-nastavnika/3.svg", "Общее фото"),
            ],
            files: vec![super::parts::file(
                "Программа дня",
                "news/den-nastavnika/programma.pdf",
                "PDF",
                "40 КБ",
            )],
            programs: vec![link("Урок вдвоём", "programs/urok-vdvoem/index.html")],
            people: vec![petrova()],
            tags: list(["события", "молодые учителя"]),
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "news", "Круглый стол"),
            date: news("x", "x").date,
            event: None,
            image: None,
            body: None,
            gallery: vec![],
            files: vec![],
            programs: vec![],
            people: vec![],
            tags: vec![],
        }
    }
}
