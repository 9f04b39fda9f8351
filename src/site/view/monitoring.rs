//! Мониторинг по учебным годам.

use serde::Serialize;

use super::chart::ChartView;
use super::parts::{BodyView, DateView, FileView, Inline, LinkView, StatView, StateView};
use super::section::PageView;

/// Мониторинг – `monitoring.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonitoringView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Учебные годы, новый первым.
    pub years: Vec<MonitoringCard>,
    /// Показатели по годам.
    pub charts: Vec<ChartView>,
    /// Файлы со статистикой.
    pub exports: Vec<FileView>,
}

/// Учебный год в списке.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonitoringCard {
    /// Название: «2025/26 учебный год».
    pub title: String,
    /// Адрес от корня раздела.
    pub url: String,
    /// Главные числа.
    pub stats: Vec<StatView>,
}

/// Мониторинг за учебный год – `monitoring_year.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonitoringYearView {
    /// Страница.
    pub page: PageView,
    /// На какой день числа.
    pub as_of: Option<DateView>,
    /// Педагоги, молодые специалисты, охват.
    pub stats: Vec<StatView>,
    /// Участники по формам.
    pub participants: Vec<ParticipantsRow>,
    /// Статистика на последний день каждого квартала, который уже прошёл.
    pub quarters: Vec<QuarterRow>,
    /// Наставники и наставляемые по кварталам; пусто, если показать нечего.
    pub quarters_chart: Option<ChartView>,
    /// Что значат скрытые числа; пусто, если таких нет.
    pub quarters_note: Option<String>,
    /// Программы по формам; столбцы – кварталы в том же порядке.
    pub quarter_forms: Vec<QuarterFormRow>,
    /// Семь критериев.
    pub criteria: Vec<CriterionView>,
    /// Анкета.
    pub survey: Vec<SurveyView>,
    /// Выводы.
    pub conclusions: Vec<Inline>,
    /// Рекомендации.
    pub recommendations: Vec<Inline>,
    /// Самопроверка по восьми пунктам.
    pub checklist: Vec<CheckItem>,
    /// Аналитический отчёт и выгрузки.
    pub files: Vec<FileView>,
    /// Текст.
    pub body: Option<BodyView>,
}

/// Квартал: сколько программ и участников было в его последний день.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuarterRow {
    /// Последний день квартала.
    pub date: DateView,
    /// Тот же день цифрами, для тесных мест: «30.09.2025».
    pub short: String,
    /// Программ реализуется.
    pub programs: String,
    /// Наставников в них, или «менее 3».
    pub mentors: String,
    /// Наставляемых в них, или «менее 3».
    pub mentees: String,
    /// Программ завершено за квартал.
    pub completed: String,
}

/// Программы одной формы наставничества по кварталам.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuarterFormRow {
    /// Форма: «педагог – педагог».
    pub form: String,
    /// Программ на последний день каждого квартала.
    pub programs: Vec<String>,
}

/// Участники одной формы наставничества.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ParticipantsRow {
    /// Форма: «педагог – педагог».
    pub form: String,
    /// Наставников.
    pub mentors: String,
    /// Наставляемых.
    pub mentees: String,
    /// Доля от наибольшего числа таблицы в процентах, 0–100: длина столбика наставников.
    pub mentors_share: Option<u8>,
    /// То же для наставляемых.
    pub mentees_share: Option<u8>,
}

/// Критерий эффективности.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriterionView {
    /// Номер, 1–7.
    pub number: u8,
    /// Название критерия.
    pub title: String,
    /// Показатели.
    pub indicators: Vec<IndicatorView>,
}

/// Показатель критерия.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndicatorView {
    /// Показатель.
    pub title: String,
    /// Уровень: «Образовательная организация».
    pub level: Option<String>,
    /// Способ оценки.
    pub method: Option<String>,
    /// Значение: «67 %», «Имеется, доступно», «нет данных».
    pub value: String,
    /// Ступени шкалы от лучшей к худшей.
    pub scale: Vec<ScaleStep>,
    /// Чем подтверждается.
    pub evidence: Option<Inline>,
    /// Примечание: как посчитано или почему нет данных.
    pub note: Option<String>,
}

/// Ступень шкалы.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScaleStep {
    /// Слова ступени: «79–60 %».
    pub label: String,
    /// На этой ступени показатель сейчас.
    pub current: bool,
}

/// Вопрос анкеты.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyView {
    /// Вопрос.
    pub question: String,
    /// Сколько ответили, фразой: «Ответили 18 человек».
    pub total: String,
    /// Ответы.
    pub answers: Vec<SurveyAnswer>,
}

/// Ответ анкеты.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SurveyAnswer {
    /// Ответ.
    pub text: String,
    /// Сколько раз, или «менее 3».
    pub count: String,
    /// Доля в процентах, 0–100, если её можно показать.
    pub percent: Option<u8>,
}

/// Пункт самопроверки.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckItem {
    /// Номер, 1–8.
    pub number: u8,
    /// Что проверяется.
    pub title: String,
    /// `present` имеется · `absent` отсутствует · `not-applicable` не применимо.
    pub state: StateView,
    /// Почему не применимо.
    pub reason: Option<String>,
    /// Чем подтверждается.
    pub evidence: Vec<LinkView>,
}
