//! The account of everything withheld: what, which clause, why, until when. It never goes into the output.

use jiff::civil::Date;

use crate::vocab::Kind;

use super::{Clause, Refusal};

/// How much of an entry is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// All that could be.
    Published,
    /// A part of it.
    Partial,
    /// Nothing.
    Withheld,
}

impl State {
    /// For machine-readable output.
    pub fn code(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Partial => "partial",
            Self::Withheld => "withheld",
        }
    }
}

/// One thing withheld.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerEntry {
    /// The kind of the entry that it belongs to.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// What of it: «запись целиком», «результаты», «фото» …
    pub what: String,
    /// By which clause.
    pub clause: &'static Clause,
    /// Why, in one sentence.
    pub message: String,
    /// The day on which it may open by itself.
    pub until: Option<Date>,
}

/// Everything withheld, and which entries are out at all.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: Vec<LedgerEntry>,
    all: Vec<(Kind, String, bool)>,
}

impl Ledger {
    pub(super) fn note(
        &mut self,
        kind: Kind,
        id: &str,
        what: impl Into<String>,
        refusal: &Refusal,
    ) {
        self.entries.push(LedgerEntry {
            kind,
            id: id.to_owned(),
            what: what.into(),
            clause: refusal.clause,
            message: refusal.message.clone(),
            until: refusal.until,
        });
    }

    pub(super) fn entry(&mut self, kind: Kind, id: &str, out: bool) {
        self.all.push((kind, id.to_owned(), out));
    }

    pub(super) fn absorb(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.all.extend(other.all);
    }

    pub(super) fn finish(&mut self) {
        self.entries.sort_by(|a, b| {
            (a.kind, &a.id, &a.what, a.clause.name).cmp(&(b.kind, &b.id, &b.what, b.clause.name))
        });
        // The same picture at two places of an entry is one thing withheld.
        self.entries.dedup_by(|a, b| {
            (a.kind, &a.id, &a.what, a.clause.name, &a.message)
                == (b.kind, &b.id, &b.what, b.clause.name, &b.message)
        });
        self.all.sort();
    }

    /// Everything withheld, by kind and id.
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.entries
    }

    /// What is withheld of one entry.
    pub fn of<'a>(&'a self, kind: Kind, id: &'a str) -> impl Iterator<Item = &'a LedgerEntry> {
        let start = self
            .entries
            .partition_point(|e| (e.kind, e.id.as_str()) < (kind, id));
        self.entries[start..]
            .iter()
            .take_while(move |e| e.kind == kind && e.id == id)
    }

    /// Every entry of the content with its state, by kind and id.
    pub fn states(&self) -> impl Iterator<Item = (Kind, &str, State)> {
        self.all.iter().map(|(kind, id, out)| {
            let state = match (out, self.of(*kind, id).next().is_some()) {
                (false, _) => State::Withheld,
                (true, true) => State::Partial,
                (true, false) => State::Published,
            };
            (*kind, id.as_str(), state)
        })
    }
}
