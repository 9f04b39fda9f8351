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

use jiff::civil::Date;

pub use clause::CLAUSES;
pub use decide::Verdicts;
pub use desk::{MENTION, Shelf, public_name, role_word};
pub use explain::{Condition, explain};
pub use ledger::{Ledger, LedgerEntry, State};
pub use published::*;

use super::catalog::Catalog;
use super::guard::Wards;
use crate::diag::Diagnostic;

/// What is written about one reason to withhold something.
#[derive(Debug)]
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
pub struct Gated {
    /// What may be published.
    pub published: Published,
    /// What is withheld and why.
    pub ledger: Ledger,
    /// Complaints that only the gate can make: a link to something withheld.
    pub diagnostics: Vec<Diagnostic>,
    /// What the guard has to watch over.
    pub(in crate::content) wards: Wards,
}

/// Opens the gate.
///
/// # Errors
/// A file that is to be published cannot be read.
pub fn open(catalog: &Catalog, shelf: Shelf<'_>, today: Date) -> Result<Gated, crate::Error> {
    let verdicts = decide::decide(catalog, shelf.sources, today);
    project::project(&verdicts, shelf)
}
