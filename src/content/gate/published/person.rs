use jiff::civil::Date;

use super::{DisplayName, PublishedBody, PublishedPicture, PublishedProse, published};
use crate::vocab::{Form, Level, MentoringKind, Mode, Qualification, Role};

published! {
    /// A person whose name is public, with what their consent opens.
    PublishedPerson {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// The name.
        name: DisplayName,
        /// Roles in mentoring.
        roles: Vec<Role>,
        /// Должность.
        position: Option<String>,
        /// Organisation, if it is another one.
        organization: Option<String>,
        /// Subjects taught.
        subjects: Vec<String>,
        /// Квалификационные категории.
        qualifications: Vec<Qualification>,
        /// Education, a line each.
        education: Vec<String>,
        /// Whole years of teaching.
        teaching_years: Option<u32>,
        /// Whole years of mentoring.
        mentoring_years: Option<u32>,
        /// What a mentor helps with.
        profile: Vec<PublishedProse>,
        /// What a mentor is ready for.
        availability: Option<PublishedAvailability>,
        /// A photo.
        photo: Option<PublishedPicture>,
        /// E-mail.
        email: Option<String>,
        /// Phone.
        phone: Option<String>,
        /// Personal pages: title and address.
        links: Vec<(String, String)>,
        /// Awards.
        awards: Vec<PublishedDeed>,
        /// Courses.
        training: Vec<PublishedDeed>,
        /// Talks and publications.
        presentations: Vec<PublishedDeed>,
        /// About the person.
        body: PublishedBody,
        /// Programmes that the person may be named with.
        programs: Vec<String>,
        /// Practices that the person is an author of.
        practices: Vec<String>,
        /// Methodical materials that the person is an author of.
        methods: Vec<String>,
    }
}

published! {
    /// What a mentor is ready for.
    PublishedAvailability {
        /// Forms.
        forms: Vec<Form>,
        /// Kinds.
        kinds: Vec<MentoringKind>,
        /// Modes.
        modes: Vec<Mode>,
        /// Ready to help other schools.
        external: bool,
    }
}

/// When something was: a day or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Only the year.
    Year(i16),
    /// The day.
    Day(Date),
}

impl When {
    /// «2024» or «2 сентября 2024 года».
    pub fn text(self) -> String {
        match self {
            Self::Year(y) => format!("{y}\u{a0}год"),
            Self::Day(d) => crate::text::date::long(d),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(y) => y,
            Self::Day(d) => d.year(),
        }
    }
}

published! {
    /// An award, a course, a talk.
    PublishedDeed {
        /// What.
        title: String,
        /// Where, or how many hours.
        detail: Option<String>,
        /// When.
        when: Option<When>,
        /// Level.
        level: Option<Level>,
    }
}

/// A participant of a programme, as the gate allows.
#[derive(Clone, Debug)]
pub enum Participant {
    /// Named.
    Named {
        /// The id.
        id: String,
        /// The name.
        name: DisplayName,
        /// The position, if the consent opens it.
        position: Option<String>,
    },
    /// «наставляемый 1», with a position only if enough people share it.
    Anonymous {
        /// The words that stand for the name.
        label: String,
        /// A position that enough people share.
        position: Option<String>,
    },
}
