use crate::content::parse::field::record;
use crate::content::parse::value::*;
use crate::source::Sp;
use crate::vocab::{
    Category, ConsentKind, Form, Level, MentoringKind, Mode, Qualification, Role, SignedBy,
};

record! {
    /// `content/people/`: the bank of mentors and mentees («персонифицированный учёт»).
    Person {
        consent(Name) name: Sp<PersonName> = "name" "Фамилия Имя Отчество";
        consent(Name) slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public roles: Vec<Sp<Word<Role>>> = "roles" ["role"] "Роли";
        consent(Position) position: Option<Sp<String>> = "position" "Должность";
        consent(Position) organization: Option<Sp<String>> = "organization" "Организация, если не своя";
        consent(Subjects) subjects: Vec<Sp<String>> = "subjects" ["subject"] "Предметы";
        consent(Qualification) category: Vec<Sp<Word<Qualification>>> = "category" "Квалификационная категория";
        consent(Education) education: Vec<Sp<TextOr<Education>>> = "education" "Образование";
        consent(Experience) teaching_since: Option<Sp<YearOrDay>> = "teaching_since" "С какого года преподаёт";
        consent(Experience) mentoring_since: Option<Sp<YearOrDay>> = "mentoring_since" "С какого года наставник";
        consent(Subjects) profile: Vec<Sp<Prose>> = "profile" "С чем наставник помогает";
        consent(Subjects) availability: Option<Sp<Availability>> = "availability" "Готовность быть наставником";
        consent(Photo) photo: Option<Sp<FilePath>> = "photo" "Фотография";
        consent(Contacts) contacts: Option<Sp<Contacts>> = "contacts" "Почта и телефон";
        consent(Contacts) links: Vec<Sp<super::Link>> = "links" "Личные страницы";
        consent(Achievements) awards: Vec<Sp<Award>> = "awards" "Награды";
        consent(Education) training: Vec<Sp<Training>> = "training" "Повышение квалификации";
        consent(Achievements) presentations: Vec<Sp<Presentation>> = "presentations" "Выступления и публикации";
        private group: Vec<Sp<String>> = "group" "Категория наставляемого";
        private needs: Vec<Sp<String>> = "needs" "Затруднения";
        private birth_year: Option<Sp<Year>> = "birth_year" "Год рождения";
        private minor: Option<Sp<bool>> = "minor" "Несовершеннолетний";
        private joined: Option<Sp<Day>> = "joined" "Когда вошёл в банк";
        private left: Option<Sp<Day>> = "left" "Когда выбыл из банка";
        private removed: Option<Sp<Day>> = "removed" "Запись снята; имя остаётся под защитой";
        private forms: Vec<Sp<String>> = "forms" "Формы имени, в которых программа ошибается";
        private consents: Vec<Sp<Consent>> = "consents" ["consent"] "Согласия";
    }
}

record! {
    /// An education.
    Education {
        consent(Education) level: Option<Sp<String>> = "level" "Уровень";
        consent(Education) institution: Option<Sp<String>> = "institution" "Где получено";
        consent(Education) speciality: Option<Sp<String>> = "speciality" "Специальность";
        consent(Education) year: Option<Sp<Year>> = "year" "Год окончания";
    }
}

record! {
    /// What a mentor is ready for.
    Availability {
        consent(Subjects) forms: Vec<Sp<Word<Form>>> = "forms" ["form"] "Формы наставничества";
        consent(Subjects) kinds: Vec<Sp<Word<MentoringKind>>> = "kinds" ["kind"] "Виды наставничества";
        consent(Subjects) modes: Vec<Sp<Word<Mode>>> = "modes" ["mode"] "Режимы работы";
        consent(Subjects) external: Option<Sp<bool>> = "external" "Готов помогать другим школам";
    }
}

record! {
    /// Personal contacts.
    Contacts {
        consent(Contacts) email: Option<Sp<String>> = "email" "Почта";
        consent(Contacts) phone: Option<Sp<String>> = "phone" "Телефон";
    }
}

record! {
    /// An award.
    Award {
        consent(Achievements) title: Sp<String> = "title" "Название";
        consent(Achievements) date: Option<Sp<YearOrDay>> = "date" "Когда";
        consent(Achievements) level: Option<Sp<Word<Level>>> = "level" "Уровень";
    }
}

record! {
    /// A course.
    Training {
        consent(Education) title: Sp<String> = "title" "Название";
        consent(Education) hours: Option<Sp<u32>> = "hours" "Часов";
        consent(Education) date: Option<Sp<YearOrDay>> = "date" "Когда";
        consent(Education) organization: Option<Sp<String>> = "organization" "Где";
    }
}

record! {
    /// A talk or a publication.
    Presentation {
        consent(Achievements) title: Sp<String> = "title" "Тема";
        consent(Achievements) event: Option<Sp<String>> = "event" "Где";
        consent(Achievements) date: Option<Sp<YearOrDay>> = "date" "Когда";
        consent(Achievements) level: Option<Sp<Word<Level>>> = "level" "Уровень";
    }
}

record! {
    /// A consent: three kinds of document, kept apart.
    Consent {
        private kind: Sp<Word<ConsentKind>> = "kind" "Вид согласия";
        private document: Option<Sp<String>> = "document" "Номер или название документа";
        private date: Sp<Day> = "date" "Дата согласия";
        private received: Option<Sp<Day>> = "received" "Когда получено школой";
        private until: Option<Sp<Day>> = "until" "До какого дня действует";
        private withdrawn: Option<Sp<Day>> = "withdrawn" "Когда получено требование прекратить распространение";
        private fields: Vec<Sp<Word<Category>>> = "fields" "Какие данные можно распространять";
        private signed_by: Option<Sp<Word<SignedBy>>> = "signed_by" "Кто подписал";
        private resource: Option<Sp<Url>> = "resource" "Адрес ресурса, для которого дано согласие";
        consent(Name) conditions: Option<Sp<String>> = "conditions" "Условия и запреты: публикуются на странице о персональных данных";
    }
}

impl Person {
    /// Whether the person is under 18: as written, or by the year of birth (until the end of the 18th year, to be careful).
    pub fn is_minor(&self, today: jiff::civil::Date) -> bool {
        let by_year = self
            .birth_year
            .as_ref()
            .is_some_and(|y| today.year() - y.value.0 <= 18);
        self.minor.as_ref().map_or(by_year, |m| m.value)
    }

    /// Whether another consent takes over from this one in time, for longer, and opens no less.
    pub fn is_renewed(&self, old: &Consent) -> bool {
        let Some(end) = old.until.as_ref().map(|u| u.value.0) else {
            return false;
        };
        self.consents.iter().any(|new| {
            // One that could not be read may be the new one.
            if new.doubtful(&["kind", "date", "until", "withdrawn", "fields"]) {
                return !std::ptr::eq(&new.value, old);
            }
            let opens = |field| new.fields.iter().any(|f| f.value == field);
            new.kind.value.0 == ConsentKind::Dissemination
                && new.withdrawn.is_none()
                && new.date.value.0 <= crate::text::date::add_days(end, 1)
                && new.until.as_ref().is_none_or(|u| u.value.0 > end)
                && old.fields.iter().all(|f| opens(f.value))
        })
    }
}
