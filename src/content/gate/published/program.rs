use jiff::civil::Date;

use super::{Participant, PublishedBody, PublishedFile, PublishedProse, published};
use crate::vocab::{
    AmendmentKind, Direction, Form, MentoringKind, Mode, Model, Outcome, ProgramStatus,
};

published! {
    /// A programme that may be shown.
    PublishedProgram {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// The title, made up of the school year if none is written.
        title: String,
        /// The status on the day of the build.
        status: ProgramStatus,
        /// Forms of mentoring.
        forms: Vec<Form>,
        /// The model, unless it says something unkind.
        model: Option<Model>,
        /// Kinds of mentoring.
        kinds: Vec<MentoringKind>,
        /// Mode.
        mode: Option<Mode>,
        /// Directions.
        directions: Vec<Direction>,
        /// Mentors, named or not.
        mentors: Vec<Participant>,
        /// Mentees, named or not.
        mentees: Vec<Participant>,
        /// The curator.
        curator: Option<Participant>,
        /// The order that fixes the pair.
        order: Option<String>,
        /// When it was approved, and by whom.
        approved: Option<(Date, Option<String>)>,
        /// The first term.
        period: Option<(Date, Date)>,
        /// The last day as amended.
        end: Option<Date>,
        /// Changes.
        amendments: Vec<PublishedAmendment>,
        /// Goal.
        goal: Vec<PublishedProse>,
        /// Tasks.
        tasks: Vec<PublishedProse>,
        /// What the mentor does.
        mentor_activity: Vec<PublishedProse>,
        /// What the mentee does.
        mentee_activity: Vec<PublishedProse>,
        /// Planned results.
        expected_results: Vec<PublishedProse>,
        /// The plan.
        plan: Vec<PublishedPlanRow>,
        /// Fit for other schools.
        replicable: bool,
        /// How it ended.
        completion: Option<PublishedCompletion>,
        /// What came of it, after the embargo.
        results: Option<PublishedResults>,
        /// Results exist and are waiting for the end.
        results_awaited: bool,
        /// The explanatory note.
        body: PublishedBody,
        /// Practices about it.
        practices: Vec<String>,
        /// News about it.
        news: Vec<String>,
    }
}

published! {
    /// A change of a programme.
    PublishedAmendment {
        /// Kind.
        kind: AmendmentKind,
        /// When it was decided.
        date: Date,
        /// The new last day.
        to: Option<Date>,
        /// The order.
        order: Option<String>,
    }
}

published! {
    /// A row of the plan.
    PublishedPlanRow {
        /// Number.
        number: String,
        /// Direction.
        direction: Option<Direction>,
        /// What is done.
        activity: PublishedProse,
        /// When, in words.
        dates: Option<String>,
        /// When, by the calendar.
        period: Option<(Date, Date)>,
        /// Who is responsible.
        responsible: Vec<PublishedProse>,
        /// What is expected.
        result: Option<PublishedProse>,
        /// Fulfilled, after the embargo: on that day, or on a day that is not recorded.
        done: Option<Option<Date>>,
        /// Taken off the plan, after the embargo.
        cancelled: bool,
    }
}

published! {
    /// How a programme ended: the fact, and the note of a fulfilled one.
    PublishedCompletion {
        /// When.
        date: Date,
        /// The plan was fulfilled; otherwise it ended early, and nothing else is said.
        fulfilled: bool,
        /// Words for the page.
        note: Option<PublishedProse>,
    }
}

published! {
    /// The results of a completed programme.
    PublishedResults {
        /// Outcomes by category.
        outcomes: Vec<(Outcome, PublishedProse)>,
        /// Facts on the way.
        interim: Vec<(Date, PublishedProse)>,
        /// Figures before and after.
        measures: Vec<PublishedMeasure>,
        /// When the results were approved, and by whom.
        approved: Option<(Date, Option<String>)>,
        /// What participants said: id, name, words.
        feedback: Vec<(String, String, PublishedProse)>,
        /// Text.
        body: PublishedBody,
        /// Files.
        files: Vec<PublishedFile>,
    }
}

published! {
    /// A figure before and after.
    PublishedMeasure {
        /// What was measured.
        indicator: String,
        /// Before.
        before: Option<f64>,
        /// After.
        after: Option<f64>,
        /// Unit.
        unit: Option<String>,
        /// When.
        date: Option<Date>,
    }
}
