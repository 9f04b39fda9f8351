//! What a rule is.

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::content::check::texts::{self, Text};
use crate::diag::{Diagnostic, Rule};
use crate::source::{FileId, Sources, Span};

/// A rule: what is written about it, and its code.
pub struct CheckRule {
    pub rule: Rule,
    pub check: fn(&Cx<'_>, &mut Vec<Diagnostic>),
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
    texts: OnceLock<Vec<Text>>,
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

    /// Texts that may be published some day, gathered once for all the rules that read them.
    pub fn texts(&self) -> &[Text] {
        self.texts.get_or_init(|| texts::all(self.catalog))
    }
}

/// Declares a rule in its file.
macro_rules! rule {
    ($name:literal, $severity:ident, $summary:literal, $explanation:literal, $($source:tt)+) => {
        pub static RULE: $crate::content::check::CheckRule = $crate::content::check::CheckRule {
            rule: $crate::diag::Rule {
                name: $name,
                severity: $crate::diag::Severity::$severity,
                summary: $summary,
                explanation: $explanation,
                source: $crate::diag::source!($($source)+),
            },
            check,
        };
    };
}
pub(in crate::content::check) use rule;
