//! What a rule is.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::content::check::texts::{self, Text};
#[cfg(doc)]
use crate::content::load::Edit;
use crate::diag::{Diagnostic, Rule};
use crate::source::{FileId, Sources, Span};

/// A rule: what is written about it, and its code.
pub struct CheckRule {
    pub rule: Rule,
    pub reads: Reads,
    pub check: fn(&Cx<'_>, &mut Vec<Diagnostic>),
}

/// What a rule looks at: when only texts have changed, most rules have nothing new to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Records, attachments and the day; no text of a body.
    Records,
    /// The texts, each by itself; a complaint stands in the text that it is about.
    Texts,
    /// Records, and of bodies whether they are empty and where they lead, without the places: see [`Edit`].
    Links,
    /// Bodies, or texts beside each other.
    Bodies,
}

impl CheckRule {
    /// A complaint of this rule.
    pub fn at(&'static self, file: FileId, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(&self.rule, file, span, message)
    }
}

/// What rules look at.
pub struct Cx<'a> {
    pub catalog: &'a Catalog,
    pub sources: &'a Sources,
    pub today: Date,
    texts: OnceLock<Vec<Text<'a>>>,
}

impl<'a> Cx<'a> {
    /// What there is to look at on a day.
    pub fn new(catalog: &'a Catalog, sources: &'a Sources, today: Date) -> Self {
        Self {
            catalog,
            sources,
            today,
            texts: OnceLock::new(),
        }
    }

    /// The same, where only the texts of some entries are of interest: the files that they are written in.
    pub fn of_files(
        catalog: &'a Catalog,
        sources: &'a Sources,
        today: Date,
        files: &BTreeSet<FileId>,
    ) -> Self {
        let cx = Self::new(catalog, sources, today);
        let texts = texts::of(catalog, |file| files.contains(&file));
        // Nobody else knows of it yet.
        let _ = cx.texts.set(texts);
        cx
    }

    /// Texts that may be published some day, gathered once for all the rules that read them.
    pub fn texts(&self) -> &[Text<'a>] {
        self.texts.get_or_init(|| texts::of(self.catalog, |_| true))
    }
}

/// Declares a rule in its file. One that looks at bodies says so first: `reads Texts`, `reads Links` or `reads Bodies`.
macro_rules! rule {
    ($name:literal, $($rest:tt)+) => { rule!(reads Records, $name, $($rest)+); };
    (reads $reads:ident, $name:literal, $severity:ident, $summary:literal, $explanation:literal, $($source:tt)+) => {
        pub static RULE: $crate::content::check::CheckRule = $crate::content::check::CheckRule {
            rule: $crate::diag::Rule {
                name: $name,
                severity: $crate::diag::Severity::$severity,
                summary: $summary,
                explanation: $explanation,
                source: $crate::diag::source!($($source)+),
            },
            reads: $crate::content::check::Reads::$reads,
            check,
        };
    };
}
pub(in crate::content::check) use rule;
