//! Новости и анонсы.

use serde::Serialize;

use super::cards::{EventView, NewsCard, PersonCard};
use super::parts::{BodyView, DateView, FileView, ImageView, LinkView};
use super::section::PageView;

/// Новости – `news.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsListView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Предстоящие события, ближайшее первым.
    pub upcoming: Vec<NewsCard>,
    /// Свежие новости, новая первой.
    pub news: Vec<NewsCard>,
    /// Архив: прошлые события и старые новости по годам, новый год первым.
    pub archive: Vec<NewsYear>,
    /// Календарь событий (`events.ics`).
    pub calendar: Option<LinkView>,
}

/// Архив одного года.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsYear {
    /// Год.
    pub year: String,
    /// Новости и прошлые события года.
    pub items: Vec<NewsCard>,
}

/// Новость – `news_item.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsView {
    /// Страница.
    pub page: PageView,
    /// Дата публикации.
    pub date: DateView,
    /// Событие, если это анонс.
    pub event: Option<EventView>,
    /// Главная картинка.
    pub image: Option<ImageView>,
    /// Текст.
    pub body: Option<BodyView>,
    /// Фотографии.
    pub gallery: Vec<ImageView>,
    /// Файлы.
    pub files: Vec<FileView>,
    /// О каких программах.
    pub programs: Vec<LinkView>,
    /// О ком.
    pub people: Vec<PersonCard>,
    /// Метки.
    pub tags: Vec<String>,
}
