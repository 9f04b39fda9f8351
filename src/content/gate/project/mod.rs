//! Projection: what the decisions leave open becomes [`Published`], the rest a line of the ledger.

mod documents;
mod monitoring;
mod news;
pub mod person;
mod program;
mod quarters;
mod roadmap;
mod section;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::Error;
use crate::content::catalog::{Entry, Table};
use crate::content::guard;
use crate::content::load::Edit;
use crate::content::parse::value::Target;
use crate::vocab::Kind;

use super::day;
use super::decide::Verdicts;
use super::desk::{Desk, Shelf};
use super::published::*;
use super::{Change, Complaints, Gated, Ledger, Left};

/// Projects everything.
pub fn project(v: &Verdicts<'_>, shelf: Shelf<'_>) -> Result<Left, Error> {
    let mut sum = Sum::default();
    let c = v.catalog;
    let people = sum.table(v, shelf, &c.people, person::person);
    let programs = sum.table(v, shelf, &c.programs, program::program);
    let practices = sum.table(v, shelf, &c.practices, documents::practice);
    let acts = sum.table(v, shelf, &c.acts, documents::act);
    let methods = sum.table(v, shelf, &c.methods, documents::method);
    let news = sum.table(v, shelf, &c.news, news::news);
    let roadmaps = sum.table(v, shelf, &c.roadmaps, roadmap::roadmap);
    let monitoring = sum.table(v, shelf, &c.monitoring, monitoring::monitoring);
    let pages = sum.table(v, shelf, &c.pages, section::page);
    let mut desk = Desk::new(v, shelf, Kind::Site, &c.site);
    let site = section::site(&mut desk);
    let conditions = person::conditions(v);
    sum.close(desk, true);
    let bank = person::bank(v);
    if let Some(error) = sum.error {
        return Err(error);
    }
    sum.ledger.finish();
    let published = Published {
        today: v.today,
        site,
        people,
        bank,
        programs,
        practices,
        acts,
        methods,
        news,
        roadmaps,
        monitoring,
        pages,
        conditions,
        updated: PublishedDays(sum.updated),
    };
    let gated = Gated {
        published: Arc::new(published),
        ledger: Arc::new(sum.ledger),
        diagnostics: sum.complaints.values().flatten().cloned().collect(),
        change: Change::Anything,
        wards: Arc::new(guard::wards(v)),
    };
    Ok(Left {
        gated,
        decided: v.decided.clone(),
        complaints: sum.complaints,
    })
}

/// Projects the entries anew whose texts have been edited; `None` if anything but a text
/// or its day comes out otherwise.
pub fn again(mut left: Left, v: &Verdicts<'_>, shelf: Shelf<'_>, edits: &[Edit]) -> Option<Left> {
    let c = v.catalog;
    // Results stand on the programme's page.
    let entry = |edit: &Edit| match edit.kind {
        Kind::Results => (Kind::Program, c.results.get(&edit.id).map(|r| r.id.clone())),
        kind => (kind, Some(edit.id.clone())),
    };
    let entries: BTreeSet<(Kind, Option<String>)> = edits.iter().map(entry).collect();
    let mut texts = BTreeSet::new();
    let mut other_days = false;
    for (kind, id) in entries {
        let id = id?;
        let (old, ledger) = (&mut left.gated.published, &left.gated.ledger);
        /// Puts the new projection of an entry in the place of the old one.
        macro_rules! put {
            ($table:ident, $project:path, $said:expr) => {{
                let entry = c.$table.get(&id)?;
                let mut desk = Desk::new(v, shelf, kind, entry);
                let new = $project(&mut desk, entry);
                let list = &old.$table;
                let at = list.iter().position(|x| x.id == entry.id);
                match (new, at) {
                    (Some(new), Some(at)) if $said(&list[at]) == $said(&new) => {
                        Arc::make_mut(old).$table[at] = new;
                        texts.insert((kind, entry.id.clone()));
                        (desk, true)
                    }
                    (None, None) => (desk, false),
                    _ => return None,
                }
            }};
        }
        let (desk, out) = match kind {
            Kind::Person => put!(people, person::person, |x: &PublishedPerson| x
                .body
                .is_empty()),
            Kind::Program => put!(programs, program::program, |x: &PublishedProgram| {
                let results = x.results.as_ref().map(|r| r.body.is_empty());
                (x.body.is_empty(), results)
            }),
            Kind::Practice => put!(practices, documents::practice, |x: &PublishedPractice| x
                .body
                .is_empty()),
            Kind::Act => put!(acts, documents::act, |x: &PublishedAct| x.body.is_empty()),
            Kind::Method => put!(methods, documents::method, |x: &PublishedMethod| x
                .body
                .is_empty()),
            Kind::News => put!(news, news::news, |x: &PublishedNews| x.body.is_empty()),
            Kind::Roadmap => put!(roadmaps, roadmap::roadmap, |x: &PublishedRoadmap| x
                .body
                .is_empty()),
            Kind::Page => put!(pages, section::page, |x: &PublishedPage| x.body.is_empty()),
            Kind::Site | Kind::Results | Kind::Monitoring => return None,
        };
        let key = (kind, desk.id.to_owned());
        let day = day::of(&desk).filter(|_| out);
        let another = day.as_ref() != old.updated.0.get(&key);
        let mut own = desk.ledger;
        own.finish();
        let said = own.entries().iter().eq(ledger.of(kind, &key.1));
        if desk.error.is_some() || !said {
            return None;
        }
        if another {
            let days = &mut Arc::make_mut(old).updated.0;
            match day {
                Some(day) => days.insert(key.clone(), day),
                None => days.remove(&key),
            };
            other_days = true;
        }
        left.complaints.insert(key, desk.diagnostics);
    }
    left.gated.diagnostics = left.complaints.values().flatten().cloned().collect();
    left.gated.change = Change::Texts {
        of: texts,
        days: other_days,
    };
    Some(left)
}

/// What the desks leave behind, put together in the order of the entries.
#[derive(Default)]
struct Sum {
    ledger: Ledger,
    updated: BTreeMap<(Kind, String), Date>,
    complaints: Complaints,
    error: Option<Error>,
}

impl Sum {
    /// Projects a table, in parallel.
    fn table<'a, T: Target + Sync + Send, P: Send>(
        &mut self,
        v: &'a Verdicts<'a>,
        shelf: Shelf<'a>,
        table: &'a Table<T>,
        project: impl Fn(&mut Desk<'a>, &'a Entry<T>) -> Option<P> + Sync,
    ) -> Vec<P> {
        let entries: Vec<&Entry<T>> = table.iter().collect();
        let projected: Vec<(Desk<'a>, Option<P>)> = entries
            .par_iter()
            .map(|entry| {
                let mut desk = Desk::new(v, shelf, T::KIND, *entry);
                let published = project(&mut desk, entry);
                (desk, published)
            })
            .collect();
        let mut out = Vec::with_capacity(projected.len());
        for (desk, published) in projected {
            self.close(desk, published.is_some());
            out.extend(published);
        }
        out
    }

    fn close(&mut self, desk: Desk<'_>, out: bool) {
        if let Some(day) = day::of(&desk).filter(|_| out) {
            self.updated.insert((desk.kind, desk.id.to_owned()), day);
        }
        self.ledger.entry(desk.kind, desk.id, out);
        self.ledger.absorb(desk.ledger);
        if !desk.diagnostics.is_empty() {
            let key = (desk.kind, desk.id.to_owned());
            self.complaints.insert(key, desk.diagnostics);
        }
        self.error = self.error.take().or(desk.error);
    }
}
