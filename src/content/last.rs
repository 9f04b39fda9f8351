//! The content as a session has examined it last: after an edit of texts only what the edit can have changed is done anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::source::{FileId, Sources};

use super::Overrides;
use super::catalog::{self, Catalog};
use super::check;
use super::load::{Edit, Loaded};

/// The tables, and what was said of them.
pub struct Last {
    pub catalog: Arc<Catalog>,
    pub today: Date,
    overrides: Overrides,
    /// Complaints of putting documents into tables.
    tables: Vec<Diagnostic>,
    /// Complaints about what leads nowhere.
    leads: Vec<Diagnostic>,
    /// What each rule has said.
    rules: Vec<Vec<Diagnostic>>,
}

impl Last {
    /// Everything anew.
    pub fn afresh(
        loaded: &Loaded,
        overrides: &Overrides,
        today: impl FnOnce(Option<&str>) -> Date,
    ) -> Self {
        let sources = &loaded.sources;
        let documents = loaded.parsed.iter().filter_map(|p| p.document.clone());
        let unread = loaded.parsed.iter().filter_map(|p| p.unread.clone());
        let mut tables = Vec::new();
        let mut catalog =
            catalog::build(documents.collect(), unread.collect(), sources, &mut tables);
        let leads = catalog::leads(&catalog, sources, |_| true);
        catalog.set_aside(overrides);
        let today = day(&catalog, today);
        let rules = check::check(&check::Cx::new(&catalog, sources, today));
        Self {
            catalog: Arc::new(catalog),
            today,
            overrides: overrides.clone(),
            tables,
            leads,
            rules,
        }
    }

    /// Whether edits of texts can be put into these tables.
    pub fn allows(&self, edits: &[Edit], overrides: &Overrides) -> bool {
        self.overrides == *overrides && edits.iter().all(|e| self.catalog.holds(e))
    }

    /// The state after edits that it [allows](Self::allows).
    pub fn edited(mut self, loaded: &Loaded, today: impl FnOnce(Option<&str>) -> Date) -> Self {
        let sources: &Sources = &loaded.sources;
        let edits = loaded.edits.as_deref().unwrap_or_default();
        let files: BTreeSet<FileId> = edits.iter().map(|e| e.file).collect();
        let catalog = Arc::make_mut(&mut self.catalog);
        edits.iter().for_each(|edit| catalog.put_body(edit));
        let here = |d: &Diagnostic| d.file().is_some_and(|file| files.contains(&file));
        self.leads.retain(|d| !here(d));
        self.leads.extend(catalog::leads(catalog, sources, |file| {
            files.contains(&file)
        }));
        let today = day(catalog, today);
        if today == self.today {
            let cx = check::Cx::of_files(catalog, sources, today, &files);
            check::again(&cx, &files, &mut self.rules);
        } else {
            self.today = today;
            self.rules = check::check(&check::Cx::new(catalog, sources, today));
        }
        self
    }

    /// All that there is to complain about.
    pub fn diagnostics(&self, loaded: &Loaded) -> Vec<Diagnostic> {
        let parsed = loaded.parsed.iter().flat_map(|p| &p.diagnostics);
        let rules = self.rules.iter().flatten();
        let all = loaded.diagnostics.iter().chain(parsed);
        let all = all.chain(&self.tables).chain(&self.leads).chain(rules);
        all.cloned().collect()
    }
}

/// The day in the section's time zone.
fn day(catalog: &Catalog, today: impl FnOnce(Option<&str>) -> Date) -> Date {
    let zone = catalog.site.timezone.as_ref();
    today(zone.map(|zone| zone.value.as_str()))
}
