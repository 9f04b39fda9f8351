//! Check: is it *right*? One rule, one small file, one explicit list.

mod rule;
mod rules;
pub mod texts;

pub use rule::{CheckRule, Cx};
pub use rules::RULES;

use rayon::prelude::*;

use crate::diag::Diagnostic;

/// Runs every rule.
pub fn check(cx: &Cx<'_>) -> Vec<Diagnostic> {
    // Before the rules, so that none of them waits for another to gather them.
    cx.texts();
    RULES
        .par_iter()
        .map(|rule| {
            let mut out = Vec::new();
            (rule.check)(cx, &mut out);
            out
        })
        .collect::<Vec<_>>()
        .concat()
}
