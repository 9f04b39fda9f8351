//! Projection: what the decisions leave open becomes [`Published`], the rest a line of the ledger.

mod documents;
mod monitoring;
mod news;
pub mod person;
mod program;
mod quarters;
mod roadmap;
mod section;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::Error;
use crate::content::catalog::{Entry, Table};
use crate::content::guard;
use crate::content::parse::value::Target;
use crate::diag::Diagnostic;
use crate::vocab::Kind;

use super::day;
use super::decide::Verdicts;
use super::desk::{Desk, Shelf};
use super::{Gated, Ledger, Published};

/// Projects everything.
pub fn project(v: &Verdicts<'_>, shelf: Shelf<'_>) -> Result<Gated, Error> {
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
        updated: sum.updated,
    };
    Ok(Gated {
        published,
        ledger: sum.ledger,
        diagnostics: sum.diagnostics,
        wards: guard::wards(v),
    })
}

/// What the desks leave behind, put together in the order of the entries.
#[derive(Default)]
struct Sum {
    ledger: Ledger,
    updated: BTreeMap<(Kind, String), Date>,
    diagnostics: Vec<Diagnostic>,
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
        self.diagnostics.extend(desk.diagnostics);
        self.error = self.error.take().or(desk.error);
    }
}
