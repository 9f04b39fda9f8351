use jiff::civil::Date;

use super::{Count, PublishedProse, published};
use crate::vocab::{Criterion, Form, Indicator, Level};

published! {
    /// The monitoring of a school year.
    PublishedMonitoring {
        /// The id: «2025-2026».
        id: String,
        /// Teachers, young specialists, students, and the day of the count.
        staff: Option<PublishedStaff>,
        /// Hired and stayed.
        young_specialists: Option<(Count, Count)>,
        /// Values by criterion, in the order of the built-in list.
        criteria: Vec<PublishedCriterion>,
        /// Survey.
        survey: Vec<PublishedQuestion>,
        /// Participants by form: mentors and mentees.
        participants: Vec<(Form, Option<Count>, Option<Count>)>,
        /// Conclusions.
        conclusions: Vec<PublishedProse>,
        /// Recommendations.
        recommendations: Vec<PublishedProse>,
        /// The checklist of the school.
        checklist: Vec<PublishedCheck>,
        /// Quarters of the year that are over, the oldest first.
        quarters: Vec<PublishedQuarter>,
    }
}

published! {
    /// The section on the last day of a quarter.
    PublishedQuarter {
        /// The last day.
        day: Date,
        /// Programmes at work on that day.
        programs: u32,
        /// Programmes that ended in the quarter.
        completed: u32,
        /// Mentors of the programmes at work.
        mentors: Count,
        /// Mentees of the programmes at work.
        mentees: Count,
        /// The same by form; forms without programmes are left out.
        forms: Vec<PublishedQuarterForm>,
    }
}

published! {
    /// One form of mentoring on the last day of a quarter.
    PublishedQuarterForm {
        /// The form.
        form: Form,
        /// Programmes at work.
        programs: u32,
        /// Their mentors.
        mentors: Count,
        /// Their mentees.
        mentees: Count,
    }
}

published! {
    /// Counts of the staff.
    PublishedStaff {
        /// Teachers.
        teachers: Option<Count>,
        /// Young specialists.
        young_specialists: Option<Count>,
        /// Students.
        students: Option<Count>,
        /// On which day.
        as_of: Option<Date>,
    }
}

/// The value of an indicator, as it may be shown.
#[derive(Clone, Debug)]
pub enum PublishedValue {
    /// A word of the scale.
    Word(String),
    /// A number.
    Number(f64),
    /// A share: numerator, denominator, percent, band.
    Share(u32, u32, f64, &'static str),
    /// The group is smaller than this: the share is not shown.
    Suppressed(u32),
    /// The denominator is 0, or nothing was recorded.
    NoData,
    /// Counts by level.
    Levels(Vec<(Level, u32)>),
}

published! {
    /// One indicator with its value.
    PublishedCriterion {
        /// The criterion.
        criterion: &'static Criterion,
        /// The indicator.
        indicator: &'static Indicator,
        /// Level.
        level: Option<Level>,
        /// How it was found out.
        method: String,
        /// The value.
        reading: PublishedValue,
        /// What proves it.
        evidence: Vec<PublishedProse>,
    }
}

published! {
    /// A question of the survey.
    PublishedQuestion {
        /// The question.
        question: String,
        /// Answers and counts; empty if too few people answered.
        answers: Vec<(String, Count)>,
        /// How many answered.
        total: Count,
    }
}

/// The state of an item of the checklist (S002: «имеется», «отсутствует»; S000: «при наличии»).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Имеется.
    Present,
    /// Отсутствует.
    Absent,
    /// Не применимо, и почему.
    NotApplicable(String),
}

published! {
    /// An item of the checklist.
    PublishedCheck {
        /// What is asked for.
        title: &'static str,
        /// Whether it is there.
        state: CheckState,
        /// Acts that prove it.
        acts: Vec<String>,
    }
}
