//! Персонализированные программы наставничества.

use serde::Serialize;

use super::cards::{NewsCard, PersonCard, PracticeCard, ProgramCard};
use super::chart::{BarRow, ChartView};
use super::parts::{
    ApprovalView, BodyView, ComparisonView, DateView, FileView, Inline, JumpView, LinkView,
    PeriodView, StateView,
};
use super::section::PageView;

/// Банк программ – `programs.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgramsView {
    /// Страница.
    pub page: PageView,
    /// Вводный текст.
    pub intro: Option<BodyView>,
    /// Группы всего списка, сколько бы страниц он ни занял.
    pub contents: Vec<JumpView>,
    /// Группы по порядку; пустых нет.
    pub groups: Vec<ProgramGroup>,
    /// Сколько программ какой формы; пусто, если форма одна.
    pub forms: Vec<BarRow>,
    /// Программы, которые годятся для других организаций; они же стоят и в своих группах.
    pub replicable: Vec<LinkView>,
    /// Файлы с тем же банком.
    pub exports: Vec<FileView>,
}

/// Программы в одном состоянии.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgramGroup {
    /// Якорь: `active`, `announced`, `overdue`, `completed`.
    pub id: String,
    /// Заголовок: «Реализуются».
    pub title: String,
    /// Пояснение под заголовком.
    pub note: Option<String>,
    /// Программы.
    pub programs: Vec<ProgramCard>,
}

/// Страница программы – `program.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgramView {
    /// Страница; её заголовок – название программы.
    pub page: PageView,
    /// Код и слово состояния, как в `ProgramCard`.
    pub state: StateView,
    /// Годится ли для других организаций.
    pub replicable: bool,
    /// Формы.
    pub forms: Vec<String>,
    /// Виды.
    pub kinds: Vec<String>,
    /// Модель взаимодействия, если её можно назвать.
    pub model: Option<String>,
    /// Режим работы.
    pub mode: Option<String>,
    /// Направления.
    pub directions: Vec<String>,
    /// Сроки с учётом изменений.
    pub period: PeriodView,
    /// Срок программы и то, что в нём запланировано, на одной линии; те же дни стоят в плане.
    pub timeline: Option<ChartView>,
    /// Наставники: по имени или «Наставник».
    pub mentors: Vec<PersonCard>,
    /// Наставляемые: по имени или «Наставляемый 1».
    pub mentees: Vec<PersonCard>,
    /// Куратор.
    pub curator: Option<PersonCard>,
    /// Приказ о закреплении.
    pub order: Option<LinkView>,
    /// Кто и когда утвердил.
    pub approved: Option<ApprovalView>,
    /// Изменения.
    pub amendments: Vec<AmendmentView>,
    /// Цель.
    pub goal: Option<Inline>,
    /// Задачи.
    pub tasks: Vec<Inline>,
    /// Что делает наставник.
    pub mentor_activity: Option<Inline>,
    /// Что делает наставляемый.
    pub mentee_activity: Option<Inline>,
    /// Планируемые результаты.
    pub expected_results: Vec<Inline>,
    /// План мероприятий; если направления не указаны, группа одна и без заголовка.
    pub plan: Vec<PlanGroup>,
    /// Показывать ли столбец «Отметка»: до завершения программы его нет.
    pub plan_marks: bool,
    /// Промежуточные результаты; до завершения пусто.
    pub interim: Vec<InterimView>,
    /// Показатели до и после; до завершения пусто.
    pub monitoring: Vec<ComparisonView>,
    /// Завершение.
    pub completion: Option<CompletionView>,
    /// Результаты.
    pub results: Option<ResultsView>,
    /// Почему результатов нет: «Результаты появятся здесь после завершения программы».
    pub results_note: Option<String>,
    /// Пояснительная записка.
    pub note: Option<BodyView>,
    /// Практики, которые выросли из программы.
    pub practices: Vec<PracticeCard>,
    /// Новости о программе.
    pub news: Vec<NewsCard>,
    /// Строки для подписей на бумаге.
    pub signatures: Vec<SignatureLine>,
}

/// Изменение программы.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AmendmentView {
    /// Вид: «Продление».
    pub kind: String,
    /// Дата изменения.
    pub date: DateView,
    /// Новый последний день.
    pub to: Option<DateView>,
    /// Приказ.
    pub order: Option<LinkView>,
    /// Кто согласен: «наставник и наставляемый».
    pub agreed: Option<String>,
}

/// Строки плана одного направления.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanGroup {
    /// Направление.
    pub direction: Option<String>,
    /// Строки.
    pub rows: Vec<PlanRow>,
}

/// Строка плана мероприятий.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// Номер: «1», «2.3».
    pub number: String,
    /// Мероприятие.
    pub activity: Inline,
    /// Сроки словами.
    pub dates: Option<String>,
    /// Ответственные.
    pub responsible: Option<Inline>,
    /// Планируемый результат.
    pub result: Option<Inline>,
    /// `planned` запланировано · `done` выполнено · `cancelled` снято; только когда отметки можно показать.
    pub state: Option<StateView>,
    /// Примечание к отметке: день выполнения, причина снятия.
    pub mark: Option<String>,
}

/// Промежуточный результат.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InterimView {
    /// День.
    pub date: Option<DateView>,
    /// Текст.
    pub text: Inline,
}

/// Завершение программы. Кто попросил и почему, не публикуется никогда.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompletionView {
    /// День.
    pub date: DateView,
    /// Фраза: «Завершена: план выполнен полностью».
    pub wording: String,
    /// Документ о завершении.
    pub document: Option<Inline>,
    /// Примечание для всех.
    pub note: Option<Inline>,
}

/// Результаты программы.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ResultsView {
    /// Итоги по категориям.
    pub outcomes: Vec<OutcomeGroup>,
    /// Показатели до и после.
    pub indicators: Vec<ComparisonView>,
    /// Кто и когда утвердил результаты.
    pub approved: Option<ApprovalView>,
    /// Отзывы.
    pub feedback: Vec<FeedbackView>,
    /// Рассказ.
    pub body: Option<BodyView>,
    /// Файлы.
    pub files: Vec<FileView>,
}

/// Итоги одной категории.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeGroup {
    /// Категория: «Качество и темпы адаптации».
    pub category: String,
    /// Итоги.
    pub texts: Vec<Inline>,
}

/// Отзыв.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedbackView {
    /// Кто сказал.
    pub person: PersonCard,
    /// Слова.
    pub text: Inline,
}

/// Строка для подписи.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignatureLine {
    /// Роль: «Наставник».
    pub role: String,
    /// Имя, если его можно назвать.
    pub name: Option<String>,
}
