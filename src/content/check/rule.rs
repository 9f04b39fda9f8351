//! What a rule is.

use jiff::civil::Date;

use crate::content::catalog::Catalog;
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
