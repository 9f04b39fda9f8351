use crate::content::parse::field::record;
use crate::content::parse::value::*;
use crate::source::Sp;
use crate::vocab::{Level, Stage, Unit};

use super::Act;

record! {
    /// `content/roadmaps/`: road maps («дорожная карта», «комплекс мер»).
    Roadmap {
        public title: Sp<String> = "title" "Название";
        public slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public level: Option<Sp<Word<Level>>> = "level" "Уровень";
        public act: Option<Sp<Ref<Act>>> = "act" "Каким актом утверждена";
        public period: Option<Sp<Period>> = "period" "Срок";
        public goal: Vec<Sp<Prose>> = "goal" ["goals"] "Цель";
        public tasks: Vec<Sp<Prose>> = "tasks" ["task"] "Задачи";
        public tolerance: Option<Sp<Number>> = "tolerance" "Допустимое отклонение от плана, %";
        public sections: Vec<Sp<RoadmapSection>> = "sections" "Разделы";
        public targets: Vec<Sp<RoadmapTarget>> = "targets" "Целевые показатели";
    }
}

record! {
    /// A block of rows.
    RoadmapSection {
        public title: Sp<String> = "title" "Название";
        public items: Vec<Sp<RoadmapItem>> = "items" "Строки";
    }
}

record! {
    /// A row.
    RoadmapItem {
        public number: Option<Sp<String>> = "number" "Номер";
        public activity: Sp<Prose> = "activity" "Мероприятие";
        public result: Option<Sp<Prose>> = "result" "Форма результата";
        public dates: Option<Sp<String>> = "dates" "Сроки словами";
        public from: Option<Sp<Day>> = "from" "Первый день";
        public to: Option<Sp<Day>> = "to" "Последний день";
        public responsible: Vec<Sp<Prose>> = "responsible" "Ответственные: роли; люди – упоминанием";
        public unit: Option<Sp<Word<Unit>>> = "unit" "Единица плана";
        public plan: Option<Sp<ByYear>> = "plan" "План по годам";
        public fact: Option<Sp<ByYear>> = "fact" "Факт по годам";
        public done: Option<Sp<Done>> = "done" "Выполнено";
        public cancelled: Option<Sp<String>> = "cancelled" "Снято: почему";
        public stage: Option<Sp<Word<Stage>>> = "stage" "Этап";
    }
    ordered from to
}

record! {
    /// A target by year.
    RoadmapTarget {
        public title: Sp<Prose> = "title" "Показатель";
        public unit: Option<Sp<Word<Unit>>> = "unit" "Единица";
        public at_least: Option<Sp<ByYear>> = "at_least" "Не менее, по годам";
        public at_most: Option<Sp<ByYear>> = "at_most" "Не более, по годам";
        public equals: Option<Sp<ByYear>> = "equals" "Ровно, по годам";
        public fact: Option<Sp<ByYear>> = "fact" "Факт по годам";
        public source: Option<Sp<Prose>> = "source" "Откуда берётся факт";
    }
}
