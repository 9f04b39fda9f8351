//! What the guard has to look for, made once and kept as long as only texts change.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::catalog::{Catalog, fold_id};
use crate::content::load::Edit;
use crate::vocab::Kind;

use super::ClosedFile;
use super::contacts::Allowed;
use super::lists::Surnames;
use super::names::Names;
use super::runs::{self, Runs};
use super::wards::{Texts, Wards, titles};

/// All forms of all names, all runs of closed texts and files.
pub struct Prepared {
    pub(super) wards: Arc<Wards>,
    pub(super) names: Names,
    pub(super) runs: Runs,
    pub(super) allowed: Allowed,
    pub(super) closed: Vec<ClosedFile>,
    pub(super) surnames: Surnames,
    /// Who may not be named in an entry, by the numbers of [`Wards::pairs`].
    pub(super) pairs: BTreeMap<Kind, HashMap<String, Vec<usize>>>,
    /// Equal for equal names, figures, contacts.
    print: u64,
}

impl Prepared {
    /// Makes everything.
    pub fn new(wards: &Arc<Wards>, catalog: &Catalog, closed: Vec<ClosedFile>) -> Self {
        let runs = runs_of(wards, catalog, &closed);
        Self::with(wards.clone(), runs, closed)
    }

    /// Only names: closed texts are not looked for.
    pub fn of_people(wards: &Arc<Wards>) -> Self {
        Self::with(wards.clone(), Runs::default(), Vec::new())
    }

    fn with(wards: Arc<Wards>, mut runs: Runs, closed: Vec<ClosedFile>) -> Self {
        for i in &wards.figures {
            runs.figures(
                i.program,
                &i.name,
                i.unit.as_deref(),
                i.before.as_deref(),
                i.after.as_deref(),
            );
        }
        let mut allowed = Allowed::default();
        wards.contacts.iter().for_each(|c| allowed.add(c));
        let mut pairs: BTreeMap<Kind, HashMap<String, Vec<usize>>> = BTreeMap::new();
        for (number, pair) in wards.pairs.iter().enumerate() {
            for (kind, id) in &pair.entries {
                let of_kind = pairs.entry(*kind).or_default();
                of_kind.entry(id.clone()).or_default().push(number);
            }
        }
        Self {
            names: Names::new(&wards.people),
            surnames: Surnames::new(&wards.people),
            print: print(&wards),
            runs,
            allowed,
            closed,
            pairs,
            wards,
        }
    }

    /// The same after edits of texts, if they leave what is closed as it was.
    pub fn after(mut self, wards: &Arc<Wards>, edits: &[Edit]) -> Option<Self> {
        if !Arc::ptr_eq(&self.wards, wards) {
            return None;
        }
        let shut = |id: &str| wards.programs.iter().any(|p| fold_id(p) == fold_id(id));
        for edit in edits {
            match edit.kind {
                Kind::Results if shut(&edit.id) => return None,
                Kind::Program | Kind::Results => {
                    let (before, after) = (edit.before.text(), edit.after.text());
                    self.runs.publish(&self.runs.common(before), false);
                    self.runs.publish(&self.runs.common(after), true);
                }
                // Nothing that other texts say is forgiven to closed ones.
                _ => {}
            }
        }
        Some(self)
    }

    /// Equal for guards that find the same.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.print, self.runs.fingerprint()).hash(&mut hasher);
        for file in &self.closed {
            (file.program, file.hash).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Of what does not follow from texts.
fn print(wards: &Wards) -> u64 {
    let Wards {
        people,
        pairs,
        programs,
        figures,
        contacts,
        // They are told apart by what is in them.
        files: _,
    } = wards;
    let mut hasher = DefaultHasher::new();
    format!("{people:?} {pairs:?} {programs:?} {figures:?} {contacts:?}").hash(&mut hasher);
    hasher.finish()
}

/// Runs of what is closed; those of them that may be published are noted.
fn runs_of(wards: &Wards, catalog: &Catalog, files: &[ClosedFile]) -> Runs {
    let mut out = Runs::default();
    for file in files {
        for piece in &file.reading.pieces {
            out.long_text(file.program, &piece.text);
        }
    }
    let numbers = wards.programs.iter().enumerate();
    let numbers: BTreeMap<&str, usize> = numbers.map(|(n, id)| (id.as_str(), n)).collect();
    let texts = |id: &str| Texts::of(catalog, id, !numbers.contains_key(id));
    let shut: Vec<(usize, Vec<Vec<u64>>)> = wards
        .programs
        .par_iter()
        .enumerate()
        .map(|(number, id)| {
            let closed = texts(id).closed;
            let runs = closed.iter().map(|text| runs::runs_of(text, true));
            (number, runs.collect())
        })
        .collect();
    let any = shut.iter().any(|(_, texts)| !texts.is_empty());
    for (number, texts) in shut {
        texts.into_iter().for_each(|runs| out.closed(number, runs));
    }
    if out.is_wordless() {
        return out;
    }
    let programs = catalog.programs.ids();
    let common = programs.par_iter().flat_map_iter(|id| {
        let open = texts(id).public;
        open.into_iter().flat_map(|text| out.common(&text))
    });
    let mut open: Vec<u64> = common.collect();
    if any {
        open.extend(titles(catalog).iter().flat_map(|text| out.common(text)));
    }
    out.publish(&open, true);
    out
}
