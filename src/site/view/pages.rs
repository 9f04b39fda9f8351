//! Главная и отдельные страницы: поощрение, партнёры, персональные данные, карта раздела, свободная страница.

use serde::Serialize;

use super::cards::{ActCard, NewsCard, ProgramCard};
use super::parts::{
    BodyView, ContactsView, DateView, ExternalLink, FileView, Inline, JumpView, LinkView, StatView,
};
use super::people::ResponsibleCard;
use super::section::PageView;

/// Главная страница раздела – `home.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HomeView {
    /// Страница.
    pub page: PageView,
    /// Одна-две фразы под заголовком.
    pub lead: Option<String>,
    /// О наставничестве в этой школе.
    pub body: Option<BodyView>,
    /// Числа.
    pub stats: Vec<StatView>,
    /// Куратор.
    pub curator: Option<ResponsibleCard>,
    /// Предстоящие события, не больше трёх.
    pub upcoming: Vec<NewsCard>,
    /// Последние новости, не больше трёх.
    pub news: Vec<NewsCard>,
    /// Программы, которые идут, не больше четырёх.
    pub programs: Vec<ProgramCard>,
    /// Главные локальные акты.
    pub acts: Vec<ActCard>,
    /// Части раздела, что в них и сколько.
    pub parts: Vec<PartCard>,
}

/// Часть раздела на главной странице.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartCard {
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Что там.
    pub description: String,
    /// Сколько, словами: «14 документов».
    pub count: Option<String>,
}

/// Меры поощрения – `incentives.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IncentivesView {
    /// Страница.
    pub page: PageView,
    /// Текст о мерах.
    pub body: Option<BodyView>,
    /// Акты о стимулировании.
    pub acts: Vec<ActCard>,
    /// Награды наставников, которые можно назвать.
    pub awards: Vec<AwardRow>,
}

/// Награда наставника.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AwardRow {
    /// Награда.
    pub title: String,
    /// Кому.
    pub person: Inline,
    /// Уровень.
    pub level: Option<String>,
    /// Дата или год.
    pub date: Option<DateView>,
}

/// Партнёры и ссылки – `partners.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartnersView {
    /// Страница.
    pub page: PageView,
    /// Текст.
    pub body: Option<BodyView>,
    /// Ссылки по группам; если групп нет, группа одна и без заголовка.
    pub groups: Vec<LinkGroup>,
}

/// Группа ссылок.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkGroup {
    /// Заголовок.
    pub title: Option<String>,
    /// Ссылки.
    pub links: Vec<ExternalLink>,
}

/// Персональные данные – `privacy.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrivacyView {
    /// Страница.
    pub page: PageView,
    /// Текст школы.
    pub body: Option<BodyView>,
    /// Условия и запреты людей, которые названы в разделе.
    pub people: Vec<PrivacyRow>,
    /// Кому направить требование: «директору школы».
    pub addressee: String,
    /// Куда направить требование; обычно контакты организации.
    pub contacts: Option<ContactsView>,
    /// Почтовый адрес для требования.
    pub address: Option<String>,
    /// За сколько прекратят: «3 рабочих дней» – стоит после слов «не позднее».
    pub term: String,
}

/// Условия обработки данных одного человека.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrivacyRow {
    /// Кто.
    pub person: Inline,
    /// Условия и запреты, как в согласии.
    pub conditions: String,
}

/// Карта раздела – `index_az.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexView {
    /// Страница.
    pub page: PageView,
    /// Буквы всего указателя, сколько бы страниц он ни занял.
    pub contents: Vec<JumpView>,
    /// Буквы этой страницы по алфавиту, пустых нет.
    pub letters: Vec<IndexLetter>,
}

/// Буква указателя.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexLetter {
    /// Буква: «А».
    pub letter: String,
    /// Якорь латиницей.
    pub id: String,
    /// Страницы на эту букву.
    pub items: Vec<IndexItem>,
}

/// Строка указателя.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexItem {
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Что это: «программа», «документ».
    pub kind: String,
}

/// Поиск – `search.html`.
///
/// Сценарий [`AssetsView::search`](super::AssetsView::search) находит на странице форму `[data-search]` с полем `q`,
/// прячет `[data-search-fallback]`, список пишет в `[data-search-results]`, сколько нашлось – в `[data-search-status]`,
/// а если ничего, показывает `[data-search-empty]`. Корень раздела он берёт из `data-root` формы.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchView {
    /// Страница.
    pub page: PageView,
    /// Текст школы над формой.
    pub intro: Option<BodyView>,
    /// Указатель слов – сценарий, который подключают до сценария поиска. Его нет, пока искать нечего.
    pub index: Option<String>,
    /// Указатель А–Я: для тех, у кого сценарии выключены, и тех, кто ничего не нашёл.
    pub az: LinkView,
}

/// Страница не найдена – `404.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotFoundView {
    /// Страница. Её могут отдать по любому адресу: если известен адрес раздела, `root` – полный путь к нему.
    pub page: PageView,
    /// Куда пойти.
    pub suggestions: Vec<LinkView>,
}

/// Свободная страница – `page.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FreePageView {
    /// Страница.
    pub page: PageView,
    /// Текст.
    pub body: Option<BodyView>,
    /// Файлы.
    pub files: Vec<FileView>,
}
