//! Документы и методические материалы.

use serde::Serialize;

use super::cards::{ActCard, MethodCard, PersonCard, ProgramCard};
use super::parts::{BodyView, DateView, ExternalLink, FileView, JumpView, LinkView, StateView};
use super::section::PageView;

/// Список нормативных актов – `documents.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentsView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Группы всего списка, сколько бы страниц он ни занял.
    pub contents: Vec<JumpView>,
    /// Уровни по порядку: федеральный, региональный, муниципальный, локальный; пустых нет.
    pub groups: Vec<ActGroup>,
}

/// Акты одного уровня.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActGroup {
    /// Якорь: `federal`, `regional`, `municipal`, `local`.
    pub id: String,
    /// Заголовок: «Локальные акты».
    pub title: String,
    /// Акты.
    pub acts: Vec<ActCard>,
}

/// Страница акта – `act.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActView {
    /// Страница.
    pub page: PageView,
    /// Вид: «Приказ».
    pub kind: String,
    /// Уровень: «Локальный».
    pub level: String,
    /// Номер без знака №.
    pub number: Option<String>,
    /// Дата акта.
    pub date: Option<DateView>,
    /// Кто принял.
    pub issuer: Option<String>,
    /// `in-force` действует · `expired` утратил силу · `upcoming` ещё не вступил в силу.
    pub state: StateView,
    /// Срок действия фразой: «с 1 сентября 2026 года».
    pub in_force: Option<String>,
    /// Краткое содержание.
    pub summary: Option<BodyView>,
    /// Файлы акта.
    pub files: Vec<FileView>,
    /// Подпись, как она записана; ничего не придумывается.
    pub signature: Option<SignatureView>,
    /// Чем заменён.
    pub replaced_by: Option<LinkView>,
    /// Что заменил.
    pub replaces: Vec<LinkView>,
    /// Что изменил.
    pub amends: Vec<LinkView>,
    /// Чем изменён.
    pub amended_by: Vec<LinkView>,
    /// Официальная публикация.
    pub source: Option<ExternalLink>,
    /// Что подтверждает в самопроверке: «Положение о наставничестве».
    pub covers: Vec<String>,
    /// Программы, которые закреплены этим актом.
    pub programs: Vec<ProgramCard>,
}

/// Подпись документа по записи школы.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureView {
    /// Кто подписал.
    pub signer: String,
    /// Должность.
    pub position: Option<String>,
    /// Когда.
    pub date: Option<DateView>,
    /// Ключ или отпечаток подписи.
    pub key: Option<String>,
}

/// Методическая копилка – `methods.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodsView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Группы всего списка, сколько бы страниц он ни занял.
    pub contents: Vec<JumpView>,
    /// Материалы по тому, кому они нужны; пустых групп нет.
    pub groups: Vec<MethodGroup>,
}

/// Материалы для одного круга читателей.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodGroup {
    /// Якорь: `mentor`, `mentee`, `curator`, `head`, `all`.
    pub id: String,
    /// Заголовок: «Наставнику».
    pub title: String,
    /// Материалы.
    pub methods: Vec<MethodCard>,
}

/// Методический материал – `method.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodView {
    /// Страница.
    pub page: PageView,
    /// Вид: «Методические рекомендации».
    pub kind: Option<String>,
    /// Авторы.
    pub authors: Vec<PersonCard>,
    /// Кому: «наставнику», «куратору».
    pub audience: Vec<String>,
    /// Номер без знака №.
    pub number: Option<String>,
    /// Дата.
    pub date: Option<DateView>,
    /// Кто подготовил.
    pub issuer: Option<String>,
    /// Файлы.
    pub files: Vec<FileView>,
    /// Где опубликовано.
    pub source: Option<ExternalLink>,
    /// Метки.
    pub tags: Vec<String>,
    /// Текст.
    pub body: Option<BodyView>,
}
