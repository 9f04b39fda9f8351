use jiff::civil::Date;

use super::{PublishedBody, PublishedFile, PublishedProse, When, published};
use crate::vocab::{ActKind, ActState, Audience, Covers, Form, Level};

published! {
    /// A normative act.
    PublishedAct {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// The title that may be shown.
        title: String,
        /// Kind.
        kind: ActKind,
        /// Level.
        level: Level,
        /// Issuer.
        issuer: Option<String>,
        /// Number.
        number: Option<String>,
        /// Date.
        date: Option<Date>,
        /// In force from.
        force_from: Option<Date>,
        /// In force until.
        force_until: Option<Date>,
        /// State on the day of the build.
        state: ActState,
        /// Acts that replace it.
        replaced_by: Vec<String>,
        /// Acts that it replaces.
        replaces: Vec<String>,
        /// Acts that it amends.
        amends: Vec<String>,
        /// Items of the checklist that it proves.
        covers: Vec<Covers>,
        /// Files.
        files: Vec<PublishedFile>,
        /// Official publication.
        source: Option<String>,
        /// Signature as recorded: a line of text.
        signature: Option<PublishedSignature>,
        /// Summary.
        body: PublishedBody,
        /// Programmes whose pairs it fixes.
        programs: Vec<String>,
    }
}

published! {
    /// An electronic signature as recorded.
    PublishedSignature {
        /// Who.
        signer: String,
        /// Position.
        position: Option<String>,
        /// When.
        date: Option<Date>,
        /// Key.
        key: Option<String>,
    }
}

published! {
    /// A methodical material.
    PublishedMethod {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// The title that may be shown.
        title: String,
        /// Kind.
        kind: Option<ActKind>,
        /// Level.
        level: Option<Level>,
        /// Issuer.
        issuer: Option<String>,
        /// Number.
        number: Option<String>,
        /// Date.
        date: Option<Date>,
        /// Authors: id if they have a name, words otherwise.
        authors: Vec<(Option<String>, String)>,
        /// For whom.
        audience: Vec<Audience>,
        /// Files.
        files: Vec<PublishedFile>,
        /// Where it was published.
        source: Option<String>,
        /// Tags.
        tags: Vec<String>,
        /// Text.
        body: PublishedBody,
    }
}

published! {
    /// A best practice.
    PublishedPractice {
        /// The id.
        id: String,
        /// The address instead of the id.
        slug: Option<String>,
        /// Title.
        title: String,
        /// Authors: id if they have a name, words otherwise.
        authors: Vec<(Option<String>, String)>,
        /// Programmes that it tells about.
        about: Vec<String>,
        /// Forms.
        forms: Vec<Form>,
        /// Level.
        level: Option<Level>,
        /// For whom.
        audience: Vec<Audience>,
        /// The problem.
        problem: Vec<PublishedProse>,
        /// The steps.
        steps: Vec<PublishedProse>,
        /// The outcome.
        outcome: Vec<PublishedProse>,
        /// Where it was shown: place, time, address.
        presented: Vec<(String, Option<When>, Option<String>)>,
        /// Tags.
        tags: Vec<String>,
        /// Date.
        date: Option<Date>,
        /// When it was approved, and by whom.
        approved: Option<(Date, Option<String>)>,
        /// Files.
        files: Vec<PublishedFile>,
        /// Text.
        body: PublishedBody,
    }
}
