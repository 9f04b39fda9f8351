//! Мелкие части, из которых сложены представления: даты, ссылки, состояния, файлы, тексты.

use serde::Serialize;

/// Дата: машинная запись и та же дата словами.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// Запись для `<time datetime>`: `2026-11-22`, `2026-11-22T15:00` или только год.
    pub iso: String,
    /// Слова: «22 ноября 2026 года».
    pub text: String,
}

/// Срок: обе границы и готовая фраза.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PeriodView {
    /// Первый день.
    pub from: DateView,
    /// Последний день, включительно.
    pub to: DateView,
    /// Фраза: «1 сентября 2025 года – 31 мая 2026 года».
    pub text: String,
}

/// Состояние: код для класса CSS и слово для читателя. Коды перечислены в `CONTRACT.md` у каждого поля.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateView {
    /// Код латиницей: становится классом `state--КОД`.
    pub code: String,
    /// Слово, которое видит читатель; цвет его только повторяет.
    pub label: String,
}

/// Текст со ссылками внутри раздела: упоминания людей, программ, актов.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Inline {
    /// Куски по порядку; пробелы между ними уже внутри кусков.
    pub parts: Vec<InlinePart>,
}

/// Кусок текста, с адресом или без.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InlinePart {
    /// Текст без разметки.
    pub text: String,
    /// Адрес от корня раздела, если кусок – ссылка.
    pub url: Option<String>,
}

impl Inline {
    /// Текст без ссылок.
    pub fn text(text: impl Into<String>) -> Self {
        let part = InlinePart {
            text: text.into(),
            url: None,
        };
        Self { parts: vec![part] }
    }

    /// Один текст, который весь – ссылка.
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        let part = InlinePart {
            text: text.into(),
            url: Some(url.into()),
        };
        Self { parts: vec![part] }
    }
}

/// Ссылка на страницу или файл раздела.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Текст ссылки.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
}

/// Соседняя страница: ссылка и слово о том, какая она. Ссылке ставят `rel="prev"` или `rel="next"`: тогда проверка на
/// утечки знает, что её заголовок рассказывает не об этой странице.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeighbourView {
    /// «Раньше», «Следующая программа».
    pub word: String,
    /// Заголовок страницы.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
}

/// Страницы длинного списка. Их номера стоят под списком, на каждой его странице.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PagerView {
    /// Номер этой страницы, с единицы. Вводный текст, итоги и файлы есть только на первой.
    pub number: u32,
    /// Сколько всего страниц.
    pub total: u32,
    /// Первая, последняя и соседние страницы.
    pub pages: Vec<PagerLink>,
    /// Адрес предыдущей страницы от корня раздела. Ссылке ставят `rel="prev"`.
    pub previous: Option<String>,
    /// Адрес следующей страницы от корня раздела. Ссылке ставят `rel="next"`.
    pub next: Option<String>,
}

/// Одна страница списка.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PagerLink {
    /// Номер.
    pub number: u32,
    /// Адрес от корня раздела.
    pub url: String,
    /// Она открыта.
    pub current: bool,
    /// Перед ней пропущены другие: здесь ставят многоточие.
    pub gap: bool,
}

/// Где начинается группа списка: ссылка для тех, кому нужна не первая.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JumpView {
    /// Заголовок группы.
    pub title: String,
    /// Адрес той страницы списка, на которой она начинается, от корня раздела; нет, если это открытая страница.
    pub url: Option<String>,
    /// Якорь группы без `#`.
    pub id: String,
}

/// Ссылка на чужой сайт.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExternalLink {
    /// Текст ссылки.
    pub title: String,
    /// Полный адрес со схемой.
    pub href: String,
    /// Пояснение рядом со ссылкой.
    pub note: Option<String>,
}

/// Готовый текст из Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyView {
    /// Безопасный HTML, верный для этой страницы; заголовки в нём начинаются со второго уровня, их якоря не начинаются с `s-`: такие у шаблонов. Печатается с `| safe`.
    pub html: String,
    /// Заголовки текста по порядку.
    pub toc: Vec<TocItem>,
}

/// Заголовок внутри текста.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TocItem {
    /// Уровень заголовка, 2–6.
    pub level: u8,
    /// Якорь без `#`.
    pub id: String,
    /// Текст заголовка.
    pub title: String,
}

/// Картинка.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageView {
    /// Адрес от корня раздела.
    pub url: String,
    /// Замена для тех, кто картинку не видит.
    pub alt: String,
    /// Ширина в точках, если известна.
    pub width: Option<u32>,
    /// Высота в точках, если известна.
    pub height: Option<u32>,
    /// Подпись под картинкой.
    pub caption: Option<String>,
}

/// Файл для скачивания.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileView {
    /// Название файла для читателя.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Тип словом: «PDF», «DOCX», «CSV».
    pub kind: String,
    /// Размер словами: «245 КБ».
    pub size: String,
    /// Дата файла.
    pub date: Option<DateView>,
    /// Контрольная сумма SHA-256, 64 шестнадцатеричных знака.
    pub sha256: Option<String>,
    /// Примечание: «Публичная выписка», «Проверено 12 мая 2026 года».
    pub note: Option<String>,
}

/// Кто и когда утвердил.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApprovalView {
    /// День утверждения.
    pub date: DateView,
    /// Кем утверждено, словами.
    pub by: Option<String>,
}

/// Число с подписью. Малые числа уже заменены словами «менее 3», «нет данных».
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatView {
    /// Значение: «12», «67 %», «нет данных».
    pub value: String,
    /// Подпись в нужном числе: «наставников».
    pub label: String,
    /// Страница, где об этом подробно.
    pub url: Option<String>,
    /// Пояснение: «на 1 октября 2026 года».
    pub note: Option<String>,
}

/// Строка «до и после».
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparisonView {
    /// Показатель.
    pub name: String,
    /// Значение до.
    pub before: Option<String>,
    /// Значение после.
    pub after: Option<String>,
    /// Единица.
    pub unit: Option<String>,
    /// День измерения.
    pub date: Option<DateView>,
}

/// Почта и телефон, на публикацию которых есть согласие или которые принадлежат организации.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactsView {
    /// Адрес почты.
    pub email: Option<String>,
    /// Телефон, как его читают.
    pub phone: Option<PhoneView>,
}

/// Телефон.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhoneView {
    /// Номер для читателя: «8 (395-35) 5-12-34».
    pub text: String,
    /// Номер для `tel:`: `+73953551234`.
    pub tel: String,
}
