//! Sample views of an invented school: everything filled, and nothing filled.
//!
//! Tests render every template with both; `examples/theme_preview.rs` draws them to be looked at.

mod documents;
mod monitoring;
mod news;
mod pages;
mod parts;
mod people;
mod practice;
mod program;
mod roadmap;
mod upload;

use tera::Value;

use super::super::view::{
    ActView, DocumentsView, FreePageView, HomeView, IncentivesView, IndexView, MenteesView,
    MentorView, MentorsView, MethodView, MethodsView, MonitoringView, MonitoringYearView,
    NewsListView, NewsView, NotFoundView, PartnersView, PracticeView, PracticesView, PrivacyView,
    ProgramView, ProgramsView, ResponsibleView, RoadmapView, RoadmapsView, SearchView, UploadView,
};
use super::super::view::{
    AssetsView, ExternalLink, MenuItem, OrganizationView, PageView, PhoneView, SectionView,
    Template, View,
};
use parts::{date, link, neighbour, s, some};

/// A view that can show itself.
pub trait Sample: View {
    /// Where the sample page lies, from the section's root.
    const PATH: &'static str;

    /// Every option filled, every list with items.
    fn full() -> Self;

    /// Every option empty, every list empty.
    fn minimal() -> Self;
}

/// A sample page ready to render.
#[derive(Debug, Clone)]
pub struct SamplePage {
    /// Which template.
    pub template: Template,
    /// Where it lies, from the section's root.
    pub path: &'static str,
    /// The view.
    pub view: Value,
}

/// Every template with everything filled.
pub fn full() -> Vec<SamplePage> {
    samples(true)
}

/// Every template with nothing filled.
pub fn minimal() -> Vec<SamplePage> {
    samples(false)
}

/// The section of the full samples.
pub fn section() -> SectionView {
    let menu = [
        ("home", "О наставничестве", "index.html"),
        ("documents", "Документы", "documents/index.html"),
        ("responsible", "Кто отвечает", "responsible/index.html"),
        ("mentors", "Наставники", "mentors/index.html"),
        ("mentees", "Наставляемые", "mentees/index.html"),
        ("programs", "Программы", "programs/index.html"),
        ("practices", "Лучшие практики", "practices/index.html"),
        ("methods", "Методическая копилка", "methods/index.html"),
        ("news", "Новости и события", "news/index.html"),
        ("roadmaps", "Дорожная карта", "roadmaps/index.html"),
        ("monitoring", "Мониторинг", "monitoring/index.html"),
        ("incentives", "Поощрение", "incentives/index.html"),
        ("partners", "Партнёры и ссылки", "partners/index.html"),
        ("about", "О проекте", "about/index.html"),
    ];
    SectionView {
        title: s("Наставничество"),
        language: s("ru"),
        organization: OrganizationView {
            name: s(
                "Муниципальное общеобразовательное учреждение «Средняя школа №\u{a0}7 города Заречного»",
            ),
            short_name: s("Школа №\u{a0}7 Заречного"),
            address: some("666000, Иркутская область, г. Заречный, ул. Садовая, 14"),
            phone: Some(PhoneView {
                text: s("8 (395-00) 5-12-34"),
                tel: s("+73950051234"),
            }),
            email: some("school7@zarechny.example"),
            founder: some("Администрация города Заречного"),
        },
        logo: Some(parts::image("assets/logo.svg", "")),
        home: Some(ExternalLink {
            title: s("Сайт школы №\u{a0}7"),
            href: s("https://school7.zarechny.example/"),
            note: None,
        }),
        menu: menu
            .map(|(part, title, url)| MenuItem {
                part: s(part),
                title: s(title),
                url: s(url),
            })
            .to_vec(),
        service: vec![
            link("Поиск", "search/index.html"),
            link("Персональные данные", "privacy/index.html"),
            link("Карта раздела", "map/index.html"),
        ],
        search: link("Поиск", "search/index.html"),
        updated: Some(date("2026-11-20", "20 ноября 2026 года")),
        feed: Some(link("Новости наставничества", "feed.xml")),
        assets: AssetsView {
            accent: some("assets/accent.css"),
            own: some("assets/own.css"),
            ..assets()
        },
    }
}

/// The section of the minimal samples.
pub fn minimal_section() -> SectionView {
    SectionView {
        title: s("Наставничество"),
        language: s("ru"),
        organization: OrganizationView {
            name: s("Школа №\u{a0}7"),
            short_name: s("Школа №\u{a0}7"),
            address: None,
            phone: None,
            email: None,
            founder: None,
        },
        logo: None,
        home: None,
        menu: vec![],
        service: vec![],
        search: link("Поиск", "search/index.html"),
        updated: None,
        feed: None,
        assets: assets(),
    }
}

fn assets() -> AssetsView {
    AssetsView {
        style: s("assets/style.css"),
        script: s("assets/site.js"),
        accent: None,
        own: None,
        search: s("assets/search.js"),
        favicon: s("assets/favicon.svg"),
    }
}

/// A page with everything filled.
fn page(path: &str, part: &str, title: &str, parents: &[(&str, &str)]) -> PageView {
    let breadcrumbs = [("Наставничество", "index.html")].iter().chain(parents);
    PageView {
        description: some(&format!(
            "{title}: наставничество в школе № 7 города Заречного."
        )),
        canonical: Some(format!("https://school7.zarechny.example/mentoring/{path}")),
        breadcrumbs: breadcrumbs.map(|(title, url)| link(title, url)).collect(),
        updated: Some(date("2026-11-18", "18 ноября 2026 года")),
        previous: Some(neighbour(
            "Раньше",
            "Раздел открыт",
            "news/arhiv/index.html",
        )),
        next: Some(neighbour(
            "Позже",
            "Неделя взаимных посещений",
            "news/nedelya/index.html",
        )),
        pager: Some(parts::pager(path)),
        image: some("https://school7.zarechny.example/mentoring/photo.jpg"),
        structured: some("{\"@context\":\"https://schema.org\"}"),
        ..PageView::new(path, part, title)
    }
}

/// The first page of a list has what the others have not.
fn first(page: PageView) -> PageView {
    PageView {
        pager: None,
        ..page
    }
}

fn minimal_page(path: &str, part: &str, title: &str) -> PageView {
    PageView::new(path, part, title)
}

macro_rules! sample_pages {
    ($full:ident: $($view:ident,)*) => {
        vec![$(SamplePage {
            template: <$view as View>::TEMPLATE,
            path: <$view as Sample>::PATH,
            view: Value::from_serializable(&if $full { $view::full() } else { $view::minimal() }),
        }),*]
    };
}

fn samples(full: bool) -> Vec<SamplePage> {
    sample_pages![full:
        HomeView, DocumentsView, ActView, ResponsibleView, MentorsView, MentorView, MenteesView,
        ProgramsView, ProgramView, PracticesView, PracticeView, MethodsView, MethodView, NewsListView,
        NewsView, RoadmapsView, RoadmapView, MonitoringView, MonitoringYearView, IncentivesView,
        PartnersView, PrivacyView, IndexView, SearchView, NotFoundView, FreePageView, UploadView,
    ]
}
