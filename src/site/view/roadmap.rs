//! Дорожные карты.

use serde::Serialize;

use super::chart::ChartView;
use super::parts::{BodyView, Inline, LinkView, PeriodView, StateView};
use super::section::PageView;

/// Дорожные карты – `roadmaps.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoadmapsView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Карты, действующие первыми.
    pub roadmaps: Vec<RoadmapCard>,
}

/// Дорожная карта в списке.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoadmapCard {
    /// Название.
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Уровень.
    pub level: Option<String>,
    /// Срок.
    pub period: Option<PeriodView>,
    /// Ход выполнения.
    pub progress: Option<ProgressView>,
}

/// Ход выполнения.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressView {
    /// Сколько выполнено.
    pub done: u32,
    /// Сколько всего, не ноль; снятые не считаются.
    pub total: u32,
    /// Фраза: «Выполнено 12 мероприятий из 18».
    pub text: String,
    /// По состояниям; состояний без мероприятий нет.
    pub counts: Vec<StateCount>,
}

/// Сколько мероприятий в состоянии.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateCount {
    /// Состояние, коды как в `RoadmapRow`.
    pub state: StateView,
    /// Число.
    pub count: u32,
}

/// Страница дорожной карты – `roadmap.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoadmapView {
    /// Страница.
    pub page: PageView,
    /// Уровень.
    pub level: Option<String>,
    /// Акт, которым утверждена.
    pub act: Option<LinkView>,
    /// Срок.
    pub period: Option<PeriodView>,
    /// Цель.
    pub goal: Option<Inline>,
    /// Задачи.
    pub tasks: Vec<Inline>,
    /// Ход выполнения.
    pub progress: Option<ProgressView>,
    /// Разделы карты.
    pub sections: Vec<RoadmapSection>,
    /// Годы, по которым есть показатели.
    pub years: Vec<String>,
    /// Показатели; в каждой строке ячейки стоят в порядке `years`.
    pub targets: Vec<TargetRow>,
    /// План и факт по годам: по рисунку на показатель; те же цифры стоят в таблице `targets`.
    pub charts: Vec<ChartView>,
    /// Допуск словами: «Показатель считается достигнутым при отклонении не больше 1 %».
    pub tolerance: Option<String>,
    /// Текст.
    pub body: Option<BodyView>,
}

/// Раздел дорожной карты.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoadmapSection {
    /// Заголовок раздела.
    pub title: Option<String>,
    /// Мероприятия.
    pub rows: Vec<RoadmapRow>,
}

/// Мероприятие дорожной карты.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoadmapRow {
    /// Номер: «2.3».
    pub number: String,
    /// Мероприятие.
    pub activity: Inline,
    /// Форма представления результата.
    pub result: Option<Inline>,
    /// Сроки словами.
    pub dates: Option<String>,
    /// Ответственные: роли, а имена – только с согласия.
    pub responsible: Option<Inline>,
    /// `upcoming` не наступил срок · `active` в работе · `done` выполнено · `late` выполнено с опозданием · `missed` не выполнено · `cancelled` снято.
    pub state: StateView,
    /// Этап: «Основной».
    pub stage: Option<String>,
    /// План и факт по годам.
    pub years: Vec<YearCell>,
}

/// Показатель по годам.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetRow {
    /// Показатель.
    pub title: String,
    /// Единица: «%», «шт.»; пусто, если показатель отвечает «есть» или «нет».
    pub unit: Option<String>,
    /// Откуда показатель.
    pub source: Option<String>,
    /// Значения по годам.
    pub years: Vec<YearCell>,
}

/// План и факт за год.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearCell {
    /// Год.
    pub year: String,
    /// План: «не менее 25».
    pub plan: Option<String>,
    /// Факт: «27», «нет данных».
    pub fact: Option<String>,
    /// `done` достигнуто · `missed` не достигнуто · `upcoming` год не закончился · `none` нет данных.
    pub verdict: Option<StateView>,
}
