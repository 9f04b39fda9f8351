//! Общее для всех страниц: раздел, меню, подвал – и сведения о самой странице.

use serde::Serialize;

use super::parts::{
    DateView, ExternalLink, ImageView, LinkView, NeighbourView, PagerView, PhoneView,
};

/// Раздел: одинаков на всех страницах, в шаблоне – переменная `section`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// Название раздела: «Наставничество».
    pub title: String,
    /// Код языка для `<html lang>`.
    pub language: String,
    /// Организация.
    pub organization: OrganizationView,
    /// Эмблема школы. Название стоит рядом, поэтому описание у неё пустое.
    pub logo: Option<ImageView>,
    /// Ссылка на основной сайт школы.
    pub home: Option<ExternalLink>,
    /// Меню; части без содержания в нём нет.
    pub menu: Vec<MenuItem>,
    /// Служебные ссылки подвала: поиск, персональные данные, карта раздела.
    pub service: Vec<LinkView>,
    /// Страница поиска. Форма с полем `q`, отправленная туда методом `get`, ищет сразу.
    pub search: LinkView,
    /// Когда раздел обновлён.
    pub updated: Option<DateView>,
    /// Лента новостей (Atom).
    pub feed: Option<LinkView>,
    /// Файлы темы.
    pub assets: AssetsView,
}

/// Организация, как её видит посетитель.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrganizationView {
    /// Полное название.
    pub name: String,
    /// Краткое название для шапки.
    pub short_name: String,
    /// Адрес.
    pub address: Option<String>,
    /// Телефон.
    pub phone: Option<PhoneView>,
    /// Почта.
    pub email: Option<String>,
    /// Учредитель.
    pub founder: Option<String>,
}

/// Пункт меню.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenuItem {
    /// Ключ части; текущий пункт тот, чей ключ равен `page.part`.
    pub part: String,
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
}

/// Файлы темы, адреса от корня раздела.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssetsView {
    /// Таблица стилей: `assets/style.css`.
    pub style: String,
    /// Программа для удобств: `assets/site.js`; без неё всё работает.
    pub script: String,
    /// Цвет школы: `assets/accent.css`, если в `site.yaml` есть `accent`. Подключается после `style`.
    pub accent: Option<String>,
    /// Таблица стилей школы поверх темы: `assets/own.css`, если в теме есть `static/own.css`.
    pub own: Option<String>,
    /// Сценарий поиска: `assets/search.js`. Нужен только странице поиска, другие страницы обходятся без сценариев.
    pub search: String,
    /// Значок: `assets/favicon.svg`.
    pub favicon: String,
}

/// Страница: поле `page` есть у каждого представления.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageView {
    /// Адрес этой страницы от корня раздела.
    pub url: String,
    /// Заголовок страницы, он же `<h1>`.
    pub title: String,
    /// Описание для поисковых систем, без разметки.
    pub description: Option<String>,
    /// Путь к корню раздела: пусто, `../`, `../../`. Каждый внутренний адрес пишется `{{ root }}{{ адрес }}`.
    pub root: String,
    /// Ключ части, к которой относится страница.
    pub part: String,
    /// Полный адрес страницы, если известен адрес раздела.
    pub canonical: Option<String>,
    /// Путь от раздела до родителя страницы, без неё самой.
    pub breadcrumbs: Vec<LinkView>,
    /// Когда изменён текст страницы: по истории git, только у записи, из которой ничего не закрыто.
    pub updated: Option<DateView>,
    /// Страница, которую читают перед этой: новости, программы, практики, материалы, дорожные карты, годы мониторинга.
    pub previous: Option<NeighbourView>,
    /// Страница, которую читают после этой.
    pub next: Option<NeighbourView>,
    /// Страницы списка, если он занял больше одной.
    pub pager: Option<PagerView>,
    /// Полный адрес картинки, с которой страницей делятся.
    pub image: Option<String>,
    /// Данные schema.org для поисковых систем: JSON, который можно ставить в `<script type="application/ld+json">` как есть.
    pub structured: Option<String>,
}

impl PageView {
    /// Страница без описания, предков и дат; `root` следует из адреса.
    pub fn new(url: &str, part: &str, title: &str) -> Self {
        Self {
            url: url.to_owned(),
            title: title.to_owned(),
            description: None,
            root: "../".repeat(url.matches('/').count()),
            part: part.to_owned(),
            canonical: None,
            breadcrumbs: Vec::new(),
            updated: None,
            previous: None,
            next: None,
            pager: None,
            image: None,
            structured: None,
        }
    }
}
