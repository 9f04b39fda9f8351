use crate::content::parse::field::record;
use crate::content::parse::value::*;
use crate::source::Sp;
use crate::vocab::{Audience, Form, Level};

use super::{AttachedFile, Person, Program};

record! {
    /// `content/practices/`: best practices («лучшие практики», «кейсы»).
    Practice {
        public title: Sp<String> = "title" "Название";
        public slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public authors: Vec<Sp<Ref<Person>>> = "authors" ["author"] "Авторы";
        public about: Vec<Sp<Ref<Program>>> = "about" "О каких программах: практика под их запретом";
        public forms: Vec<Sp<Word<Form>>> = "forms" ["form"] "Формы наставничества";
        public level: Option<Sp<Word<Level>>> = "level" "Уровень";
        public audience: Vec<Sp<Word<Audience>>> = "audience" "Кому пригодится";
        public problem: Vec<Sp<Prose>> = "problem" "Задача, которую решали";
        public steps: Vec<Sp<Prose>> = "steps" "Шаги";
        public outcome: Vec<Sp<Prose>> = "outcome" "Что получилось";
        public presented: Vec<Sp<Presented>> = "presented" "Где представлена";
        public tags: Vec<Sp<String>> = "tags" "Метки";
        public date: Option<Sp<Day>> = "date" "Дата";
        public approved: Option<Sp<Approval>> = "approved" "Кто и когда утвердил";
        public files: Vec<Sp<AttachedFile>> = "files" ["file"] "Файлы";
    }
}

record! {
    /// Where a practice was shown.
    Presented {
        public where_: Sp<String> = "where" "Где";
        public date: Option<Sp<YearOrDay>> = "date" "Когда";
        public link: Option<Sp<Url>> = "link" "Ссылка";
    }
}
