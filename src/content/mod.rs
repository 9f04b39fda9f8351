//! The private half, and its door.
//!
//! Everything below is private: the public half can neither name an unpublished type nor look inside one. What this
//! file makes `pub` is the whole door; `tests/suite` keeps the list, so that widening it shows in review.

mod catalog;
mod check;
mod gate;
mod load;
mod parse;

use std::path::Path;

use jiff::civil::Date;

use crate::Error;
use crate::diag::{self, Diagnostic, Rule, Severity};
use crate::source::Sources;

/// What a session remembers between runs of this half.
#[derive(Default)]
pub struct Memo {
    parse: load::ParseMemo,
}

/// Content that has been loaded, parsed, put into tables and checked.
pub struct Examined {
    sources: Sources,
    catalog: catalog::Catalog,
    today: Date,
    diagnostics: Vec<Diagnostic>,
}

/// Reads and checks `root/content`. `today` is asked once, with the section's time zone.
///
/// # Errors
/// The folder cannot be read. What is wrong *in* it comes as diagnostics.
pub fn examine(
    root: &Path,
    memo: &mut Memo,
    today: impl FnOnce(Option<&str>) -> Date,
) -> Result<Examined, Error> {
    let (sources, parsed, mut diagnostics) = load::load(root, &mut memo.parse)?;
    let mut documents = Vec::with_capacity(parsed.len());
    for p in parsed {
        diagnostics.extend(p.diagnostics);
        documents.extend(p.document);
    }
    let catalog = catalog::build(documents, &sources, &mut diagnostics);
    let today = today(catalog.site.timezone.as_ref().map(|z| z.value.as_str()));
    diagnostics.extend(check::check(&check::Cx {
        catalog: &catalog,
        sources: &sources,
        today,
    }));
    Ok(Examined {
        sources,
        catalog,
        today,
        diagnostics,
    })
}

impl Examined {
    /// Takes the complaints out: `--strict` makes errors of warnings.
    pub fn take_diagnostics(&mut self, strict: bool) -> Vec<Diagnostic> {
        let mut all = std::mem::take(&mut self.diagnostics);
        if strict {
            all.iter_mut().for_each(|d| d.severity = Severity::Error);
        }
        diag::sort(&mut all);
        all
    }

    /// The files, to show complaints in.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The day that everything was judged by.
    pub fn today(&self) -> Date {
        self.today
    }
}

/// What is written about every complaint of this half and of the early phases, by name.
pub fn rules() -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = diag::CODES.to_vec();
    all.extend(check::RULES.iter().map(|r| &r.rule));
    all.sort_by_key(|r| r.name);
    all
}
