//! Gate: may it go out *today*? First the whole graph is decided, then what may go out is projected.

pub mod clause;
mod day;
mod decide;
mod desk;
mod explain;
mod guarded;
mod ledger;
mod links;
mod nameless;
mod project;
pub mod published;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

pub use clause::CLAUSES;
pub use decide::{Decided, Verdicts};
pub use desk::{MENTION, Shelf, public_name, role_word};
pub use explain::{Condition, explain};
pub use ledger::{Ledger, LedgerEntry, State};
pub use published::*;

use super::catalog::Catalog;
use super::guard::Wards;
use super::load::Edit;
use crate::diag::Diagnostic;
use crate::vocab::Kind;

/// What is written about one reason to withhold something.
#[derive(Debug, PartialEq)]
pub struct Clause {
    /// Kebab-case name.
    pub name: &'static str,
    /// One line.
    pub summary: &'static str,
    /// The long explanation, in paragraphs divided by an empty line.
    pub explanation: &'static str,
    /// What of an entry it keeps in.
    pub withholds: &'static str,
    /// What to do about it.
    pub way_out: &'static str,
    /// Where the demand comes from.
    pub source: &'static str,
}

/// Why something stays in.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The clause that closes it.
    pub clause: &'static Clause,
    /// One sentence about this case.
    pub message: String,
    /// The day on which it may open by itself.
    pub until: Option<Date>,
}

/// May it go out?
#[derive(Clone, Debug)]
pub enum Decision {
    /// Yes.
    Open,
    /// No, and why.
    Shut(Refusal),
}

impl Decision {
    /// Whether it may.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// The refusal, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Open => None,
            Self::Shut(refusal) => Some(refusal),
        }
    }

    /// Open only if both are.
    pub fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Open => other(),
            shut => shut,
        }
    }
}

/// What the gate lets out, and the account of what it does not.
#[derive(Clone)]
pub struct Gated {
    /// What may be published.
    pub published: Arc<Published>,
    /// What is withheld and why.
    pub ledger: Arc<Ledger>,
    /// Complaints that only the gate can make: a link to something withheld.
    pub diagnostics: Vec<Diagnostic>,
    /// What has changed since the gate was opened before in the same session.
    pub change: Change,
    /// What the guard has to watch over.
    pub(in crate::content) wards: Arc<Wards>,
}

/// What is new in what may be published.
#[derive(Clone, Debug)]
pub enum Change {
    /// Anything.
    Anything,
    /// Nothing but the texts of these entries, which said something before and do now, and perhaps their days.
    Texts {
        /// The entries.
        of: BTreeSet<(Kind, String)>,
        /// Whether a day is another.
        days: bool,
    },
}

impl Change {
    /// No change.
    pub fn none() -> Self {
        Self::Texts {
            of: BTreeSet::new(),
            days: false,
        }
    }

    /// This change and then another one.
    pub fn and_then(self, next: &Self) -> Self {
        match (self, next) {
            (
                Self::Texts { mut of, days },
                Self::Texts {
                    of: more,
                    days: other,
                },
            ) => {
                of.extend(more.iter().cloned());
                let days = days || *other;
                Self::Texts { of, days }
            }
            _ => Self::Anything,
        }
    }
}

/// A gate as it was left open: what a session remembers of it.
pub struct Left {
    gated: Gated,
    decided: Arc<Decided>,
    /// Complaints by the entry that they are about.
    complaints: Complaints,
}

/// Complaints of the gate by entry.
type Complaints = BTreeMap<(Kind, String), Vec<Diagnostic>>;

impl Left {
    /// What it has let out.
    pub fn gated(&self) -> &Gated {
        &self.gated
    }
}

/// Opens the gate.
///
/// # Errors
/// A file that is to be published cannot be read.
pub fn open(catalog: &Catalog, shelf: Shelf<'_>, today: Date) -> Result<Left, crate::Error> {
    let verdicts = decide::decide(catalog, shelf.sources, today);
    project::project(&verdicts, shelf)
}

/// Opens the gate again after nothing but texts have changed: only their entries are projected anew. `None` if more than
/// their texts and days comes out otherwise than before, or cannot be read.
pub fn again(left: Left, catalog: &Catalog, shelf: Shelf<'_>, edits: &[Edit]) -> Option<Left> {
    let verdicts = Verdicts {
        catalog,
        decided: left.decided.clone(),
    };
    project::again(left, &verdicts, shelf, edits)
}
