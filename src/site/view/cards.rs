//! Карточки: краткий вид человека, программы, акта, практики, новости – для списков на разных страницах.

use serde::Serialize;

use super::parts::{DateView, FileView, ImageView, Inline, PeriodView, StateView};

/// Человек в списке или в программе: с именем, если его можно назвать, иначе с ролью.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonCard {
    /// Имя или роль: «Петрова Анна Викторовна», «Наставляемый 1».
    pub name: String,
    /// Назван ли человек по имени.
    pub named: bool,
    /// Страница человека, если она есть.
    pub url: Option<String>,
    /// Должность.
    pub position: Option<String>,
    /// Организация, если она не своя.
    pub organization: Option<String>,
}

/// Карточка наставника.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MentorCard {
    /// Ключи отбора, которым карточка отвечает; пусто вне базы наставников.
    pub keys: Vec<String>,
    /// Кто это.
    pub person: PersonCard,
    /// Буквы вместо фотографии: «АП»; пусто, если имени нет.
    pub initials: String,
    /// Фотография.
    pub photo: Option<ImageView>,
    /// Предметы.
    pub subjects: Vec<String>,
    /// Квалификационная категория.
    pub category: Option<String>,
    /// Наставнический стаж словами: «6 лет».
    pub mentoring: Option<String>,
    /// С чем помогает, коротко.
    pub profile: Vec<String>,
    /// Сколько программ ведёт сейчас, словами; пусто, если говорить об этом нельзя.
    pub workload: Option<String>,
}

/// Карточка программы.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgramCard {
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// `announced` готовится · `active` реализуется · `extended` продлена · `overdue` срок истёк · `completed` завершена · `ended-early` завершена досрочно.
    pub state: StateView,
    /// Формы наставничества.
    pub forms: Vec<String>,
    /// Сроки.
    pub period: PeriodView,
    /// Наставники одной строкой.
    pub mentors: Inline,
    /// Наставляемые одной строкой.
    pub mentees: Inline,
    /// Годится ли для других организаций.
    pub replicable: bool,
}

/// Карточка акта.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActCard {
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Вид: «Приказ».
    pub kind: String,
    /// Номер без знака №.
    pub number: Option<String>,
    /// Дата.
    pub date: Option<DateView>,
    /// Кто принял.
    pub issuer: Option<String>,
    /// `in-force` · `expired` · `upcoming`.
    pub state: StateView,
    /// Главный файл.
    pub file: Option<FileView>,
}

/// Карточка методического материала.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MethodCard {
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Вид.
    pub kind: Option<String>,
    /// Кто подготовил.
    pub issuer: Option<String>,
    /// Дата.
    pub date: Option<DateView>,
    /// Первые слова.
    pub summary: Option<String>,
    /// Главный файл.
    pub file: Option<FileView>,
}

/// Карточка практики.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PracticeCard {
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Коротко о чём.
    pub summary: Option<String>,
    /// Авторы.
    pub authors: Inline,
    /// Уровень: «Муниципальный».
    pub level: Option<String>,
    /// Формы наставничества.
    pub forms: Vec<String>,
    /// Дата.
    pub date: Option<DateView>,
    /// Программы, из которых выросла практика.
    pub programs: Inline,
}

/// Карточка новости или события.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewsCard {
    /// Заголовок.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Дата публикации.
    pub date: DateView,
    /// Первые слова.
    pub summary: Option<String>,
    /// Картинка.
    pub image: Option<ImageView>,
    /// Событие, если это анонс.
    pub event: Option<EventView>,
}

/// Событие.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// Начало.
    pub starts: DateView,
    /// Конец.
    pub ends: Option<DateView>,
    /// Когда, одной фразой: «22 ноября 2026 года, 15:00–16:30».
    pub when: String,
    /// День для листка календаря: «22».
    pub day: String,
    /// Месяц для листка календаря: «ноября».
    pub month: String,
    /// Место.
    pub place: Option<String>,
    /// Страница события на другом сайте.
    pub href: Option<String>,
    /// `upcoming` предстоит · `past` прошло.
    pub state: StateView,
}
