use jiff::civil::Date;

use super::{PublishedProse, published};
use crate::vocab::{Level, RowState, Stage, Unit};

published! {
    /// A road map.
    PublishedRoadmap {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// Title.
        title: String,
        /// Level.
        level: Option<Level>,
        /// The act that approves it.
        act: Option<String>,
        /// Term.
        period: Option<(Date, Date)>,
        /// Goal.
        goal: Vec<PublishedProse>,
        /// Tasks.
        tasks: Vec<PublishedProse>,
        /// Allowed deviation from the plan, in percent of it.
        tolerance: f64,
        /// Blocks of rows.
        sections: Vec<(String, Vec<PublishedRow>)>,
        /// Targets.
        targets: Vec<PublishedTarget>,
        /// Text.
        body: super::PublishedBody,
    }
}

published! {
    /// A row.
    PublishedRow {
        /// Number.
        number: String,
        /// What is done.
        activity: PublishedProse,
        /// The form of the result.
        result: Option<PublishedProse>,
        /// When, in words.
        dates: Option<String>,
        /// First day.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Who is responsible.
        responsible: Vec<PublishedProse>,
        /// Unit of the plan.
        unit: Option<Unit>,
        /// Plan and fact by year.
        years: Vec<PublishedYear>,
        /// When it was done.
        done: Option<Date>,
        /// Why it was taken off.
        cancelled: Option<String>,
        /// Stage.
        stage: Option<Stage>,
        /// State on the day of the build.
        state: RowState,
    }
}

published! {
    /// Plan and fact of one year.
    PublishedYear {
        /// The year.
        year: i16,
        /// Plan.
        plan: Option<f64>,
        /// Fact.
        fact: Option<f64>,
        /// Whether the fact meets the plan; `None` while there is nothing to compare.
        met: Option<bool>,
    }
}

/// How a target compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Не менее.
    AtLeast,
    /// Не более.
    AtMost,
    /// Ровно.
    Equals,
}

impl Bound {
    /// «не менее», «не более», «ровно».
    pub fn label(self) -> &'static str {
        match self {
            Self::AtLeast => "не менее",
            Self::AtMost => "не более",
            Self::Equals => "ровно",
        }
    }
}

published! {
    /// A target by year.
    PublishedTarget {
        /// What is counted.
        title: PublishedProse,
        /// Unit.
        unit: Option<Unit>,
        /// How it compares.
        bound: Bound,
        /// Plan and fact by year.
        years: Vec<PublishedYear>,
        /// Where the fact comes from.
        source: Option<PublishedProse>,
    }
}
