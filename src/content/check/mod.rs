//! Check: is it *right*? One rule, one small file, one explicit list.

mod rule;
mod rules;
pub mod texts;

pub use rule::{CheckRule, Cx, Reads};
pub use rules::RULES;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::source::FileId;

/// Runs every rule: what each has to say, in the order of [`RULES`].
pub fn check(cx: &Cx<'_>) -> Vec<Vec<Diagnostic>> {
    // Before the rules, so that none of them waits for another to gather them.
    cx.texts();
    RULES.par_iter().map(|rule| said(rule, cx)).collect()
}

/// Brings what the rules have said up to date after a change of nothing but the bodies in some files. `cx` has the texts
/// of these files.
pub fn again(cx: &Cx<'_>, files: &BTreeSet<FileId>, complaints: &mut [Vec<Diagnostic>]) {
    let here = |d: &Diagnostic| d.file().is_some_and(|file| files.contains(&file));
    let rules = RULES.par_iter().zip(complaints.par_iter_mut());
    rules.for_each(|(rule, complaints)| match rule.reads {
        Reads::Records | Reads::Links => {}
        Reads::Bodies => *complaints = said(rule, cx),
        Reads::Texts => {
            complaints.retain(|d| !here(d));
            complaints.extend(said(rule, cx).into_iter().filter(here));
        }
    });
}

fn said(rule: &CheckRule, cx: &Cx<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    (rule.check)(cx, &mut out);
    out
}
