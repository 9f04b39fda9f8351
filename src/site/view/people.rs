//! Люди: наставники, наставляемые, ответственные.

use serde::Serialize;

use super::cards::{MentorCard, PersonCard, PracticeCard, ProgramCard};
use super::parts::{
    BodyView, ContactsView, DateView, ExternalLink, FileView, ImageView, Inline, LinkView, StatView,
};
use super::section::PageView;

/// База наставников – `mentors.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentorsView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Наставники, которых можно назвать, по алфавиту.
    pub mentors: Vec<MentorCard>,
    /// Сколько ещё наставников и кто они по должности – одной фразой.
    pub unnamed: Option<String>,
    /// По чему отбирают; пусто, если отбирать нечего.
    pub filters: Vec<FilterGroup>,
    /// Назад ко всем – на странице отбора.
    pub all: Option<LinkView>,
    /// Файлы с той же базой.
    pub exports: Vec<FileView>,
}

/// Группа отбора: «Предмет».
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterGroup {
    /// Название.
    pub title: String,
    /// Из чего выбирают.
    pub options: Vec<FilterOption>,
}

/// Один выбор: ссылка на готовую страницу.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterOption {
    /// Ключ, как в `MentorCard.keys`.
    pub key: String,
    /// Слова.
    pub label: String,
    /// Скольких оставляет.
    pub count: String,
    /// Страница, на которой только они.
    pub url: String,
    /// Она открыта.
    pub current: bool,
}

/// Страница наставника – `mentor.html`. Каждое поле, кроме `page`, бывает пустым: согласие даётся по частям.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentorView {
    /// Страница; её заголовок – имя.
    pub page: PageView,
    /// Роли в наставничестве: «Наставник», «Член совета наставников».
    pub roles: Vec<String>,
    /// Буквы вместо фотографии.
    pub initials: String,
    /// Фотография.
    pub photo: Option<ImageView>,
    /// Должность.
    pub position: Option<String>,
    /// Организация, если она не своя.
    pub organization: Option<String>,
    /// Предметы.
    pub subjects: Vec<String>,
    /// Квалификационная категория.
    pub category: Option<String>,
    /// Образование, по строке на запись.
    pub education: Vec<String>,
    /// Педагогический стаж: «21 год».
    pub teaching: Option<String>,
    /// Наставнический стаж: «6 лет».
    pub mentoring: Option<String>,
    /// С чем помогает.
    pub profile: Vec<Inline>,
    /// Готовность работать.
    pub availability: Option<AvailabilityView>,
    /// Контакты.
    pub contacts: Option<ContactsView>,
    /// Страницы на других сайтах.
    pub links: Vec<ExternalLink>,
    /// Награды.
    pub awards: Vec<AchievementView>,
    /// Повышение квалификации.
    pub training: Vec<AchievementView>,
    /// Выступления.
    pub presentations: Vec<AchievementView>,
    /// О себе.
    pub body: Option<BodyView>,
    /// Программы, в которых его можно назвать.
    pub programs: Vec<ProgramCard>,
    /// Практики.
    pub practices: Vec<PracticeCard>,
}

/// На какую работу наставник согласен.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AvailabilityView {
    /// Формы наставничества.
    pub forms: Vec<String>,
    /// Виды наставничества.
    pub kinds: Vec<String>,
    /// Режимы работы.
    pub modes: Vec<String>,
    /// Фраза о других организациях: «Готов работать с педагогами других организаций».
    pub external: Option<String>,
}

/// Награда, курс или выступление.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AchievementView {
    /// Название.
    pub title: String,
    /// Подробность: организация, событие, «72 часа».
    pub detail: Option<String>,
    /// Уровень.
    pub level: Option<String>,
    /// Дата или год.
    pub date: Option<DateView>,
}

/// База наставляемых – `mentees.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenteesView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Числа: сколько наставляемых сейчас, сколько всего.
    pub totals: Vec<StatView>,
    /// Сколько по формам.
    pub by_form: Vec<CountView>,
    /// Сколько по учебным годам.
    pub by_year: Vec<CountView>,
    /// Названные по имени.
    pub named: Vec<MenteeRow>,
    /// Без имён.
    pub anonymous: Vec<MenteeRow>,
}

/// Число по признаку. Малые числа уже заменены словами.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountView {
    /// Признак: «педагог – педагог», «2025/26».
    pub label: String,
    /// Число словами или цифрами.
    pub count: String,
}

/// Наставляемый.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenteeRow {
    /// Кто: имя или «Наставляемый 1».
    pub person: PersonCard,
    /// Программы, на которые можно сослаться.
    pub programs: Vec<LinkView>,
}

/// «Кто отвечает» – `responsible.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResponsibleView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Ответственные по порядку: директор, куратор, системный администратор …
    pub people: Vec<ResponsibleCard>,
    /// Совет наставников (методическое объединение, комиссия).
    pub council: Vec<PersonCard>,
    /// Акт о совете.
    pub council_act: Option<LinkView>,
    /// Муниципальный куратор, региональный оператор и другие – ссылками.
    pub external: Vec<ExternalLink>,
}

/// Ответственный за часть работы.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResponsibleCard {
    /// Роль: «Куратор реализации программ наставничества».
    pub role: String,
    /// Человек; без согласия – только должность вместо имени.
    pub person: PersonCard,
    /// За что отвечает.
    pub duties: Vec<String>,
    /// Контакты.
    pub contacts: Option<ContactsView>,
    /// Акт о назначении.
    pub act: Option<LinkView>,
}
