use crate::content::parse::field::record;
use crate::content::parse::value::*;
use crate::source::Sp;
use crate::vocab::{
    AmendmentKind, CompletionWay, Direction, Form, MentoringKind, Mode, Model, Outcome, Party,
};

use super::{Act, Person};

record! {
    /// `content/programs/<id>/index.md`: a personalised programme («персонализированная программа наставничества»).
    Program {
        public title: Option<Sp<String>> = "title" "Название";
        public slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public forms: Vec<Sp<Word<Form>>> = "forms" ["form"] "Формы наставничества";
        public model: Option<Sp<Word<Model>>> = "model" "Модель взаимодействия (стигматизирующие не публикуются)";
        public kinds: Vec<Sp<Word<MentoringKind>>> = "kinds" ["kind"] "Виды наставничества";
        public mode: Option<Sp<Word<Mode>>> = "mode" "Режим работы";
        public directions: Vec<Sp<Word<Direction>>> = "directions" ["direction"] "Направления";
        consent(Pairing) mentors: Vec<Sp<Ref<Person>>> = "mentors" ["mentor"] "Наставники";
        consent(Pairing) mentees: Vec<Sp<Ref<Person>>> = "mentees" ["mentee"] "Наставляемые";
        public curator: Option<Sp<Ref<Person>>> = "curator" "Куратор";
        public order: Option<Sp<Ref<Act>>> = "order" "Приказ о закреплении пары";
        public approved: Option<Sp<Approval>> = "approved" "Кто и когда утвердил";
        private acquainted: Option<Sp<Acquainted>> = "acquainted" "Когда наставляемый ознакомлен";
        private agreement: Option<Sp<Agreement>> = "agreement" "Дополнительное соглашение (ТК РФ ст. 351.8)";
        public period: Option<Sp<Period>> = "period" "Срок";
        public amendments: Vec<Sp<Amendment>> = "amendments" ["amendment"] "Изменения";
        private problem: Vec<Sp<String>> = "problem" "Описание проблемы";
        public goal: Vec<Sp<Prose>> = "goal" ["goals"] "Цель";
        public tasks: Vec<Sp<Prose>> = "tasks" ["task"] "Задачи";
        public mentor_activity: Vec<Sp<Prose>> = "mentor_activity" "Что делает наставник";
        public mentee_activity: Vec<Sp<Prose>> = "mentee_activity" "Что делает наставляемый";
        public expected_results: Vec<Sp<Prose>> = "expected_results" "Планируемые результаты";
        embargo interim_results: Vec<Sp<InterimResult>> = "interim_results" "Промежуточные результаты";
        private meetings: Vec<Sp<TextOr<Meeting>>> = "meetings" "Расписание встреч";
        private conditions: Vec<Sp<String>> = "conditions" "Условия обучения";
        public replicable: Option<Sp<bool>> = "replicable" "Годится для других организаций";
        public plan: Vec<Sp<PlanRow>> = "plan" "План мероприятий";
        embargo monitoring: Vec<Sp<Measure>> = "monitoring" "Показатели до и после";
        public completion: Option<Sp<Completion>> = "completion" "Завершение";
    }
}

record! {
    /// The mentee has read the programme.
    Acquainted {
        private date: Sp<Day> = "date" "Когда";
        private in_presence_of: Option<Sp<PersonOrText>> = "in_presence_of" "В чьём присутствии";
    }
}

record! {
    /// The labour agreement.
    Agreement {
        private number: Option<Sp<String>> = "number" "Номер";
        private date: Sp<Day> = "date" "Дата";
    }
}

record! {
    /// A change of an approved programme.
    Amendment {
        public kind: Sp<Word<AmendmentKind>> = "kind" "Вид";
        public date: Sp<Day> = "date" "Когда решено";
        public to: Option<Sp<Day>> = "to" "Новый последний день";
        public order: Option<Sp<Ref<Act>>> = "order" "Приказ";
        private agreed: Vec<Sp<Word<Party>>> = "agreed" "Кто согласен";
        private reason: Option<Sp<String>> = "reason" "Причина";
    }
}

record! {
    /// A fact before the end.
    InterimResult {
        embargo date: Sp<Day> = "date" "Когда";
        embargo text: Sp<Prose> = "text" "Что получилось";
    }
}

record! {
    /// A meeting.
    Meeting {
        private date: Sp<Day> = "date" "Когда";
        private topic: Option<Sp<String>> = "topic" "Тема";
        private mode: Option<Sp<Word<Mode>>> = "mode" "Режим";
        private place: Option<Sp<String>> = "place" "Где";
    }
}

record! {
    /// A row of the plan (S001 template; S004 п. 4.9).
    PlanRow {
        public number: Option<Sp<String>> = "number" "Номер";
        public direction: Option<Sp<Word<Direction>>> = "direction" "Направление";
        public activity: Sp<Prose> = "activity" "Мероприятие";
        public dates: Option<Sp<String>> = "dates" "Сроки словами";
        public date: Option<Sp<Day>> = "date" "День";
        public period: Option<Sp<Period>> = "period" "Период";
        public responsible: Vec<Sp<Prose>> = "responsible" "Ответственные";
        public result: Option<Sp<Prose>> = "result" "Планируемый результат";
        embargo done: Option<Sp<Done>> = "done" "Выполнено";
        embargo cancelled: Option<Sp<String>> = "cancelled" "Снято: почему";
    }
}

record! {
    /// A measured figure of the programme.
    Measure {
        embargo indicator: Sp<String> = "indicator" ["name"] "Показатель";
        embargo before: Option<Sp<Number>> = "before" "До";
        embargo after: Option<Sp<Number>> = "after" "После";
        embargo unit: Option<Sp<String>> = "unit" "Единица";
        embargo date: Option<Sp<Day>> = "date" "Когда измерено";
    }
}

record! {
    /// How the programme ended.
    Completion {
        public date: Sp<Day> = "date" "Когда";
        private way: Sp<Word<CompletionWay>> = "way" "Как: публикуется только «завершена» или «завершена досрочно»";
        private reason: Option<Sp<String>> = "reason" "Причина";
        private document: Option<Sp<String>> = "document" "Документ";
        embargo public_note: Option<Sp<Prose>> = "public_note" "Слова для страницы; только если план выполнен";
    }
}

record! {
    /// `results.md`: the results of a programme.
    Results {
        embargo outcomes: Vec<Sp<OutcomeText>> = "outcomes" "Результаты по категориям";
        embargo indicators: Vec<Sp<Measure>> = "indicators" "Показатели";
        embargo approved: Option<Sp<Approval>> = "approved" "Кто и когда утвердил";
        consent(Results) feedback: Vec<Sp<Feedback>> = "feedback" "Отзывы";
        embargo files: Vec<Sp<super::AttachedFile>> = "files" ["file"] "Файлы";
    }
}

record! {
    /// One outcome.
    OutcomeText {
        embargo category: Sp<Word<Outcome>> = "category" "Категория";
        embargo text: Sp<Prose> = "text" "Что получилось";
    }
}

record! {
    /// What a participant said.
    Feedback {
        consent(Results) person: Sp<Ref<Person>> = "person" "Кто";
        consent(Results) text: Sp<Prose> = "text" "Что сказал";
    }
}

impl Program {
    /// The title, or one made of the school year.
    pub fn shown_title(&self) -> String {
        match (&self.title, &self.period) {
            (Some(title), _) => title.value.clone(),
            (None, Some(period)) => format!(
                "Персонализированная программа наставничества на {} учебный год",
                crate::text::date::school_year(period.from.value.0)
            ),
            (None, None) => "Персонализированная программа наставничества".into(),
        }
    }
}
