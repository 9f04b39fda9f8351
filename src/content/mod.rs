//! The private half, and its door.
//!
//! Everything below is private: the public half can neither name an unpublished type nor look inside one. What this
//! file makes `pub` is the whole door; `tests/suite` keeps the list, so that widening it shows in review.

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod canary;
mod catalog;
mod check;
mod fingerprint;
mod forecast;
mod gate;
mod guard;
mod last;
mod load;
mod parse;
mod pictures;
mod reference;
mod schema;
mod skeleton;
mod withdrawal;

pub use forecast::Coming;
pub use reference::reference;
pub use schema::schema;
pub use skeleton::skeleton;
pub use withdrawal::{Ended, Withdrawal};

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

pub use gate::{
    BodyLink, Bound, Change, CheckState, Clause, Condition, Count, Gated, Ledger, LedgerEntry,
    Participant, Published, PublishedAct, PublishedBody, PublishedCriterion, PublishedDeed,
    PublishedEvent, PublishedFile, PublishedMeasure, PublishedMethod, PublishedMonitoring,
    PublishedNews, PublishedPage, PublishedPerson, PublishedPicture, PublishedPlanRow,
    PublishedPractice, PublishedProgram, PublishedProse, PublishedQuarter, PublishedQuestion,
    PublishedResults, PublishedRoadmap, PublishedRow, PublishedTarget, PublishedValue,
    PublishedYear, Readings, State, Target, When,
};

use crate::Error;
use crate::diag::{self, Diagnostic, Rule, Severity};
use crate::source::disk::Touched;
use crate::source::git::Days;
use crate::source::{Place, RelPath, Sources};
use crate::vocab::Kind;

/// The scheme under which published Markdown holds its mentions.
pub use gate::MENTION;
/// A file of the output, for the guard to read; and what the school has written of the theme.
pub use guard::{Output, ThemeFile};

/// What a session remembers between runs of this half.
#[derive(Default)]
pub struct Memo {
    parse: load::ParseMemo,
    /// The content as it was examined last, in a session that will run again.
    last: Option<last::Last>,
    /// The gate as it was left open, and with which days.
    gate: Option<(gate::Left, Days)>,
    /// What has been edited since: nothing but texts, or anything.
    ungated: Option<Vec<load::Edit>>,
    /// The same, since the guard has read.
    unguarded: Option<Vec<load::Edit>>,
    /// Only a session that will run again keeps this.
    guard: Option<guard::GuardMemo>,
    pictures: pictures::PictureMemo,
}

impl Memo {
    /// A memo that is worth its memory: for a session that will run again.
    pub fn lasting() -> Self {
        Self {
            parse: load::ParseMemo::lasting(),
            guard: Some(guard::GuardMemo::default()),
            ..Self::default()
        }
    }
}

/// Content that has been loaded, parsed, put into tables and checked.
pub struct Examined {
    sources: Arc<Sources>,
    catalog: Arc<catalog::Catalog>,
    today: Date,
    diagnostics: Vec<Diagnostic>,
}

/// What the command line puts in the place of what is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// The section's full address.
    pub base_url: Option<String>,
    /// The theme's name.
    pub theme: Option<String>,
    /// Texts of files, to look at an edit before it is written.
    pub texts: Vec<(RelPath, String)>,
}

/// Reads and checks `root/content`; `touched` is what is known of changes since the memo's last reading. `today` is asked
/// once, with the section's time zone.
///
/// # Errors
/// The folder cannot be read. What is wrong *in* it comes as diagnostics.
pub fn examine(
    root: &Path,
    memo: &mut Memo,
    touched: &Touched,
    overrides: &Overrides,
    today: impl FnOnce(Option<&str>) -> Date,
) -> Result<Examined, Error> {
    let loaded = load::load(root, &mut memo.parse, touched, &overrides.texts)?;
    let last = match (memo.last.take(), &loaded.edits) {
        (Some(last), Some(edits)) if last.allows(edits, overrides) => {
            for list in [&mut memo.ungated, &mut memo.unguarded] {
                list.iter_mut()
                    .for_each(|list| list.extend_from_slice(edits));
            }
            last.edited(&loaded, today)
        }
        _ => {
            (memo.ungated, memo.unguarded) = (None, None);
            last::Last::afresh(&loaded, overrides, today)
        }
    };
    let examined = Examined {
        sources: loaded.sources.clone(),
        catalog: last.catalog.clone(),
        today: last.today,
        diagnostics: last.diagnostics(&loaded),
    };
    if memo.parse.is_lasting() {
        memo.last = Some(last);
    }
    Ok(examined)
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

    /// The seal: content without errors. The gate opens only to it.
    pub fn sound<'a>(&'a self, complaints: &[Diagnostic]) -> Option<Sound<'a>> {
        (!diag::has_errors(complaints)).then_some(Sound { examined: self })
    }

    /// The conditions of an entry's publication, each met or not; `None` if there is no such entry.
    pub fn explain(&self, kind: Kind, id: &str) -> Option<Vec<Condition>> {
        gate::explain(&self.catalog, &self.sources, self.today, kind, id)
    }

    /// What will change by itself after today.
    pub fn coming(&self, ledger: &Ledger) -> Vec<Coming> {
        forecast::forecast(&self.catalog, ledger, self.today)
    }

    /// The name of the theme that `site.yaml` or the command line chooses.
    pub fn theme(&self) -> Option<&str> {
        let theme = self.catalog.site.theme.as_ref();
        theme.map(|theme| theme.value.as_str())
    }

    /// The ids of a kind.
    pub fn ids(&self, kind: Kind) -> Vec<&str> {
        self.catalog.ids(kind)
    }

    /// Where an entry is written: path below the root.
    pub fn origin(&self, kind: Kind, id: &str) -> Option<&str> {
        self.catalog
            .origin(kind, id)
            .map(|file| self.sources.file(file).path.as_str())
    }

    /// Whether an entry is written in a file that could not be read.
    pub fn is_unread(&self, kind: Kind, id: &str) -> bool {
        self.catalog.is_unread(kind, id)
    }

    /// What a person's demand to stop dissemination, received today, does to their file; `None` if there is no such
    /// person.
    pub fn withdrawal(&self, person: &str) -> Option<Withdrawal> {
        withdrawal::withdrawal(&self.catalog, &self.sources, person, self.today)
    }

    /// Whether this content, which holds the edits of a withdrawal, says what it has to; `before` is without them.
    pub fn records(&self, withdrawal: &Withdrawal, before: &Self) -> bool {
        withdrawal.holds(&before.catalog, &self.catalog, self.today)
    }

    /// Every `[[mention]]` of a person outside their own file.
    pub fn mentions(&self, person: &str) -> Vec<Place> {
        withdrawal::mentions(&self.catalog, &self.sources, person)
    }

    /// Where an edit was made: path below the root.
    fn path(&self, edit: &load::Edit) -> &str {
        self.sources.file(edit.file).path.as_str()
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

/// Content that has no errors; nothing else can make one.
pub struct Sound<'a> {
    examined: &'a Examined,
}

impl Sound<'_> {
    /// Opens the gate: what may go out today, and the account of what may not. `days` are those of the files, where known.
    ///
    /// # Errors
    /// A file that is to be published cannot be read.
    pub fn gate(&self, memo: &mut Memo, days: &Days) -> Result<Gated, Error> {
        let e = self.examined;
        let left = memo.gate.take().zip(memo.ungated.take());
        let left = left.filter(|((left, then), edits)| {
            let edited = |path: &str| edits.iter().any(|edit| e.path(edit) == path);
            let days = days.changed_since(then);
            let known = days.is_some_and(|changed| changed.into_iter().all(edited));
            known && *left.gated().published.today() == e.today
        });
        let again = left.and_then(|((left, _), edits)| {
            let shelf = gate::Shelf::new(&e.sources, &memo.pictures, days);
            gate::again(left, &e.catalog, shelf, &edits)
        });
        let left = match again {
            Some(left) => left,
            None => {
                memo.unguarded = None;
                memo.pictures.turn_over();
                let shelf = gate::Shelf::new(&e.sources, &memo.pictures, days);
                gate::open(&e.catalog, shelf, e.today)?
            }
        };
        let gated = left.gated().clone();
        if memo.parse.is_lasting() {
            memo.gate = Some((left, days.clone()));
            memo.ungated = Some(Vec::new());
        }
        Ok(gated)
    }

    /// The fingerprint of all that what may be published and the guard's complaints follow from; `days` and `overrides` are
    /// those that it was read with, `own` what else it follows from.
    pub fn fingerprint(
        &self,
        gated: &Gated,
        days: &Days,
        overrides: &Overrides,
        own: &[&[u8]],
    ) -> [u8; 32] {
        let overrides = format!("{overrides:?}");
        let own = own.iter().copied().chain([overrides.as_bytes()]);
        fingerprint::of(self.examined, &gated.wards, days, own)
    }

    /// Sends the guard on its round: it knows now what must not be in the output.
    pub fn guard<'s>(&'s self, gated: &'s Gated, memo: &mut Memo) -> Round<'s> {
        let e = self.examined;
        let edits = memo.unguarded.take();
        let known = memo.guard.as_mut().and_then(|m| m.take_prepared());
        let prepared = known
            .zip(edits)
            .and_then(|(prepared, edits)| prepared.after(&gated.wards, &edits));
        let prepared = prepared.unwrap_or_else(|| {
            let closed = guard::closed_files(&gated.wards, &e.sources, memo.guard.as_mut());
            guard::Prepared::new(&gated.wards, &e.catalog, closed)
        });
        Round {
            examined: e,
            gated,
            round: guard::Round::new(prepared, memo.guard.take()),
        }
    }
}

/// The guard on its round through an output: every byte is read once more.
pub struct Round<'s> {
    examined: &'s Examined,
    gated: &'s Gated,
    round: guard::Round,
}

impl Round<'_> {
    /// Whether a file has to be there until the end of the round: what it lists is compared with all pages.
    pub fn reads_last(&self, path: &str) -> bool {
        guard::is_script(path)
    }

    /// Reads files as soon as they are made. `true`: there is nothing in it, and the end of the round need not see it
    /// again.
    pub fn files(&self, outputs: &[Output<'_>]) -> Vec<bool> {
        self.round.files(outputs)
    }

    /// Reads the rest, and ends the round: what must not be there is a complaint at the place that it comes from.
    /// `outputs` is all but the files that need not be seen again. `show_names` prints the words themselves, not only
    /// whose they are.
    pub fn finish(
        mut self,
        outputs: &[Output<'_>],
        theme: &[ThemeFile<'_>],
        show_names: bool,
        memo: &mut Memo,
    ) -> Vec<Diagnostic> {
        let finds = self.round.finish(outputs);
        let evidence = guard::Evidence {
            catalog: &self.examined.catalog,
            sources: &self.examined.sources,
            ledger: &self.gated.ledger,
            theme,
            today: self.examined.today,
            show_names,
        };
        let complaints = guard::complaints(&self.round.guard(), &finds, outputs, &evidence);
        self.end(memo);
        complaints
    }

    /// Ends the round where it is, because there is no output after all.
    pub fn end(self, memo: &mut Memo) {
        memo.guard = self.round.end();
        memo.unguarded = memo.guard.is_some().then(Vec::new);
    }
}

impl Gated {
    /// Those who must not be named today.
    pub fn watch(&self) -> Watch {
        Watch(Arc::new(guard::Wards {
            people: self.wards.people.clone(),
            ..guard::Wards::default()
        }))
    }
}

/// Those who must not be named today: to look for them in what was published before.
pub struct Watch(Arc<guard::Wards>);

impl Watch {
    /// Which of the files name whom: the file's number and the person's id.
    pub fn named(&self, files: &[Output<'_>]) -> BTreeSet<(usize, String)> {
        let prepared = guard::Prepared::of_people(&self.0);
        let finds = guard::Round::new(prepared, None).finish(files);
        finds
            .into_iter()
            .filter_map(|f| match f.what {
                guard::What::Name(person, _) => Some((f.output, self.0.people[person].id.clone())),
                _ => None,
            })
            .collect()
    }
}

/// What is written about every clause of the gate, by name.
pub fn clauses() -> &'static [&'static Clause] {
    gate::CLAUSES
}

/// What is written about every complaint of this half and of the early phases, by name.
pub fn rules() -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = diag::CODES.to_vec();
    all.extend(check::RULES.iter().map(|r| &r.rule));
    all.sort_by_key(|r| r.name);
    all
}
