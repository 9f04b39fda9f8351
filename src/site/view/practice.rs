//! Лучшие практики.

use serde::Serialize;

use super::cards::{PersonCard, PracticeCard};
use super::parts::{ApprovalView, BodyView, DateView, FileView, Inline, LinkView};
use super::section::PageView;

/// Практики и их реестр – `practices.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PracticesView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Сколько практик на страницах перед этой: с них продолжается нумерация реестра.
    pub before: u32,
    /// Практики; из них же собирается таблица реестра.
    pub practices: Vec<PracticeCard>,
    /// Реестр файлом.
    pub exports: Vec<FileView>,
}

/// Страница практики – `practice.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PracticeView {
    /// Страница.
    pub page: PageView,
    /// Авторы.
    pub authors: Vec<PersonCard>,
    /// Уровень.
    pub level: Option<String>,
    /// Дата.
    pub date: Option<DateView>,
    /// Формы наставничества.
    pub forms: Vec<String>,
    /// Кому пригодится.
    pub audience: Vec<String>,
    /// Метки.
    pub tags: Vec<String>,
    /// Кто и когда утвердил.
    pub approved: Option<ApprovalView>,
    /// Что было трудно.
    pub problem: Option<Inline>,
    /// Что сделали, по шагам.
    pub steps: Vec<Inline>,
    /// Что получилось.
    pub outcome: Option<Inline>,
    /// Где представлена.
    pub presented: Vec<PresentedView>,
    /// Файлы.
    pub files: Vec<FileView>,
    /// Программы.
    pub programs: Vec<LinkView>,
    /// Подробный рассказ.
    pub body: Option<BodyView>,
}

/// Где практика представлена.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PresentedView {
    /// Место или издание.
    pub place: String,
    /// Когда.
    pub date: Option<DateView>,
    /// Страница на другом сайте.
    pub href: Option<String>,
}
