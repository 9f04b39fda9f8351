//! Short makers of the parts that many samples share.

use super::super::super::view::{
    ActCard, BodyView, ChartView, DateView, DrawingView, EventView, FileView, ImageView, Inline,
    InlinePart, JumpView, LegendItem, LinkView, NeighbourView, NewsCard, PagerLink, PagerView,
    PeriodView, PersonCard, PracticeCard, ProgramCard, ShapeView, StatView, StateView, TocItem,
};

pub(super) fn s(text: &str) -> String {
    text.to_owned()
}

pub(super) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(super) fn list<const N: usize>(items: [&str; N]) -> Vec<String> {
    items.map(s).to_vec()
}

pub(super) fn t(text: &str) -> Inline {
    Inline::text(text)
}

pub(super) fn texts<const N: usize>(items: [&str; N]) -> Vec<Inline> {
    items.map(t).to_vec()
}

pub(super) fn date(iso: &str, text: &str) -> DateView {
    DateView {
        iso: s(iso),
        text: s(text),
    }
}

pub(super) fn some_date(iso: &str, text: &str) -> Option<DateView> {
    Some(date(iso, text))
}

pub(super) fn state(code: &str, label: &str) -> StateView {
    StateView {
        code: s(code),
        label: s(label),
    }
}

pub(super) fn link(title: &str, url: &str) -> LinkView {
    LinkView {
        title: s(title),
        url: s(url),
    }
}

/// The second of nine pages.
pub(super) fn pager(url: &str) -> PagerView {
    let page = |number, gap| PagerLink {
        number,
        url: s(url),
        current: number == 2,
        gap,
    };
    PagerView {
        number: 2,
        total: 9,
        pages: vec![
            page(1, false),
            page(2, false),
            page(3, false),
            page(9, true),
        ],
        previous: some(url),
        next: some(url),
    }
}

/// Groups of a list: the last one begins on another page.
pub(super) fn contents(groups: &[(&str, &str)], next: &str) -> Vec<JumpView> {
    let jump = |(at, (id, title)): (usize, &(&str, &str))| JumpView {
        title: s(title),
        url: (at + 1 == groups.len()).then(|| s(next)),
        id: s(id),
    };
    groups.iter().enumerate().map(jump).collect()
}

pub(super) fn neighbour(word: &str, title: &str, url: &str) -> NeighbourView {
    NeighbourView {
        word: s(word),
        title: s(title),
        url: s(url),
    }
}

/// Two columns and a dot; with a table or without.
pub(super) fn chart(title: &str, table: bool) -> ChartView {
    let shape = |kind: &str, class: &str, x, y, width, height, text: &str| ShapeView {
        kind: s(kind),
        class: s(class),
        x,
        y,
        width,
        height,
        text: some(text),
        anchor: some("middle"),
    };
    let row = |year: &str, share: &str| list([year, share]);
    ChartView {
        title: s(title),
        drawing: DrawingView {
            width: 320,
            height: 170,
            shapes: vec![
                shape("line", "axis", 34, 144, 286, 0, ""),
                shape("bar", "plan", 60, 60, 40, 84, "2025/2026: 60 %"),
                shape("bar", "fact", 104, 44, 40, 100, "2025/2026: 78 %"),
                shape("dot", "one", 200, 100, 9, 9, "1 октября 2026 года: урок"),
                shape("text", "label", 102, 160, 0, 0, "2025/2026"),
            ],
        },
        legend: vec![
            LegendItem {
                class: s("plan"),
                label: s("план"),
            },
            LegendItem {
                class: s("fact"),
                label: s("факт"),
            },
        ],
        head: if table {
            list(["Учебный год", "Доля"])
        } else {
            vec![]
        },
        rows: if table {
            vec![row("2024/2025", "60 %"), row("2025/2026", "78 %")]
        } else {
            vec![]
        },
    }
}

pub(super) fn school_year() -> PeriodView {
    PeriodView {
        from: date("2026-09-01", "1 сентября 2026 года"),
        to: date("2027-05-31", "31 мая 2027 года"),
        text: s("1 сентября 2026 года – 31 мая 2027 года"),
    }
}

/// Text with a link in the middle.
pub(super) fn mixed(before: &str, linked: &str, url: &str, after: &str) -> Inline {
    let part = |text: &str, url: Option<&str>| InlinePart {
        text: s(text),
        url: url.map(s),
    };
    Inline {
        parts: vec![
            part(before, None),
            part(linked, Some(url)),
            part(after, None),
        ],
    }
}

pub(super) fn stat(value: &str, label: &str, url: Option<&str>, note: Option<&str>) -> StatView {
    StatView {
        value: s(value),
        label: s(label),
        url: url.map(s),
        note: note.map(s),
    }
}

pub(super) fn body() -> Option<BodyView> {
    let titles = [
        ("why", "Зачем школе наставники"),
        ("how", "Как устроена работа"),
        ("who", "Кто участвует"),
        ("next", "Что дальше"),
    ];
    let text = "Новый учитель приходит в школу с хорошей подготовкой и с десятком вопросов, на которые не отвечает ни один учебник. Наставник помогает найти ответы раньше, чем вопросы станут трудностями.";
    let html = titles.iter().map(|(id, title)| format!(
        "<h2 id=\"{id}\">{title}</h2>\n<p>{text} Подробнее – в <a href=\"#how\">положении о наставничестве</a>.</p>\n<ul><li>посещение уроков друг у друга;</li><li>разбор трудных случаев;</li><li>совместный проект.</li></ul>\n"
    )).collect::<String>();
    let table = "<table><thead><tr><th>Этап</th><th>Месяц</th></tr></thead><tbody><tr><td>Подготовительный</td><td>сентябрь</td></tr><tr><td>Основной</td><td>октябрь–апрель</td></tr></tbody></table><blockquote><p>Хороший наставник больше спрашивает, чем рассказывает.</p></blockquote>";
    Some(BodyView {
        html: html + table,
        toc: titles
            .iter()
            .map(|(id, title)| TocItem {
                level: 2,
                id: s(id),
                title: s(title),
            })
            .collect(),
    })
}

pub(super) fn short_body() -> Option<BodyView> {
    let html = "<p>Здесь собраны материалы о том, как в школе устроено наставничество: кто за что отвечает, какие программы идут сейчас и чем закончились прошлые.</p>";
    Some(BodyView {
        html: s(html),
        toc: vec![],
    })
}

pub(super) fn file(title: &str, url: &str, kind: &str, size: &str) -> FileView {
    FileView {
        title: s(title),
        url: s(url),
        kind: s(kind),
        size: s(size),
        date: some_date("2026-09-02", "2 сентября 2026 года"),
        sha256: some("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        note: some("Публичная выписка"),
    }
}

pub(super) fn image(url: &str, alt: &str) -> ImageView {
    ImageView {
        url: s(url),
        alt: s(alt),
        width: Some(960),
        height: Some(640),
        caption: some("Открытый урок в октябре"),
    }
}

pub(super) fn petrova() -> PersonCard {
    PersonCard {
        name: s("Петрова Анна Викторовна"),
        named: true,
        url: some("mentors/petrova-av/index.html"),
        position: some("учитель математики"),
        organization: some("Лицей № 2"),
    }
}

pub(super) fn anonymous(name: &str) -> PersonCard {
    PersonCard {
        name: s(name),
        named: false,
        url: None,
        position: None,
        organization: None,
    }
}

pub(super) fn program(slug: &str, title: &str, code: &str, label: &str) -> ProgramCard {
    ProgramCard {
        title: s(title),
        url: format!("programs/{slug}/index.html"),
        state: state(code, label),
        forms: list(["педагог – педагог"]),
        period: school_year(),
        mentors: Inline::link("Петрова Анна Викторовна", "mentors/petrova-av/index.html"),
        mentees: t("Наставляемый 1"),
        replicable: code == "completed",
    }
}

pub(super) fn programs() -> Vec<ProgramCard> {
    vec![
        program(
            "matematika-2026",
            "Первый год в школе: математика",
            "active",
            "реализуется",
        ),
        program(
            "klassnoe-rukovodstvo",
            "Классное руководство с нуля",
            "extended",
            "продлена до 31 августа 2027 года",
        ),
    ]
}

pub(super) fn act(slug: &str, title: &str, kind: &str, code: &str, label: &str) -> ActCard {
    ActCard {
        title: s(title),
        url: format!("documents/{slug}/index.html"),
        kind: s(kind),
        number: some("218 о-д"),
        date: some_date("2026-09-01", "1 сентября 2026 года"),
        issuer: some("Школа № 7"),
        state: state(code, label),
        file: Some(file(
            "Приказ с приложением",
            "documents/prikaz-218/prikaz.pdf",
            "PDF",
            "245 КБ",
        )),
    }
}

pub(super) fn practices() -> Vec<PracticeCard> {
    let card = |slug: &str, title: &str| PracticeCard {
        title: s(title),
        url: format!("practices/{slug}/index.html"),
        summary: some(
            "Два учителя готовят один урок, ведут его в разных классах и сравнивают, что получилось.",
        ),
        authors: Inline::link("Петрова Анна Викторовна", "mentors/petrova-av/index.html"),
        level: some("Муниципальный"),
        forms: list(["педагог – педагог"]),
        date: some_date("2026-04-14", "14 апреля 2026 года"),
        programs: Inline::link("Урок вдвоём", "programs/urok-vdvoem/index.html"),
    };
    vec![
        card("zerkalnyj-urok", "Зеркальный урок"),
        card("dnevnik", "Дневник наблюдений: десять минут после урока"),
    ]
}

pub(super) fn news(slug: &str, title: &str) -> NewsCard {
    NewsCard {
        title: s(title),
        url: format!("news/{slug}/index.html"),
        date: date("2026-11-10", "10 ноября 2026 года"),
        summary: some(
            "Наставники и молодые учителя обменялись уроками и обсудили, что взять с собой в следующую четверть.",
        ),
        image: None,
        event: None,
    }
}

pub(super) fn event() -> NewsCard {
    NewsCard {
        event: Some(EventView {
            starts: date("2026-12-03T15:00", "3 декабря 2026 года, 15:00"),
            ends: some_date("2026-12-03T16:30", "3 декабря 2026 года, 16:30"),
            when: s("3 декабря 2026 года, 15:00–16:30"),
            day: s("3"),
            month: s("декабря"),
            place: some("Актовый зал школы № 7"),
            href: some("https://events.zarechny.example/mentor-day"),
            state: state("upcoming", "предстоит"),
        }),
        image: Some(image(
            "news/den-nastavnika/zal.svg",
            "Учителя за круглым столом",
        )),
        ..news("den-nastavnika", "Круглый стол «Первый год в школе»")
    }
}
