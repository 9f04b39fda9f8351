//! Catalog: a typed table for each kind, references resolved.

mod entry;
mod link;
mod participation;
mod resolve;
pub mod status;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use entry::{Entry, Table, fold_id};
pub use link::{LinkProblem, LinkTarget, RESULTS};
pub use participation::Lack;
pub use resolve::{leads, parse_mention};

use crate::diag::{self, Diagnostic, Spot};
use crate::source::{FileId, RelPath, Sources, Sp, Span};
use crate::vocab::Kind;

use super::load::Edit;
use super::parse::body::Body;
use super::parse::field::Doubts;
use super::parse::record::*;
use super::parse::value::{PersonOrText, Url};
use super::parse::{self, Address, Document, Record};

/// Everything that the files say, by kind.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub site: Entry<Site>,
    pub people: Table<Person>,
    pub programs: Table<Program>,
    pub results: Table<Results>,
    pub practices: Table<Practice>,
    pub acts: Table<Act>,
    pub methods: Table<Method>,
    pub news: Table<News>,
    pub roadmaps: Table<Roadmap>,
    pub monitoring: Table<Monitoring>,
    pub pages: Table<Page>,
    /// Path of a content file → what it holds.
    paths: BTreeMap<String, (Kind, String)>,
    /// What is written in files that could not be read, ids as they are compared.
    unread: BTreeSet<(Kind, String)>,
    /// The folders of those files.
    unread_folders: BTreeSet<String>,
    /// Act → the acts that replace it; and the other way round.
    replaced_by: BTreeMap<String, Vec<String>>,
    replaces: BTreeMap<String, Vec<String>>,
}

/// Calls a macro with every table of a catalog: the kinds are listed once.
macro_rules! each_table {
    ($catalog:expr, $entry:ident, $kind:ident => $body:expr) => {{
        let catalog = $catalog;
        {
            let $kind = $crate::vocab::Kind::Site;
            let $entry = &catalog.site;
            $body;
        }
        {
            let $kind = $crate::vocab::Kind::Person;
            for $entry in catalog.people.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Program;
            for $entry in catalog.programs.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Results;
            for $entry in catalog.results.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Practice;
            for $entry in catalog.practices.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Act;
            for $entry in catalog.acts.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Method;
            for $entry in catalog.methods.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::News;
            for $entry in catalog.news.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Roadmap;
            for $entry in catalog.roadmaps.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Monitoring;
            for $entry in catalog.monitoring.iter() {
                $body;
            }
        }
        {
            let $kind = $crate::vocab::Kind::Page;
            for $entry in catalog.pages.iter() {
                $body;
            }
        }
    }};
}
pub(in crate::content) use each_table;

/// Puts documents into tables; [`leads`] is the other half of it. `unread` are the entries that are there, but could not be
/// decoded: what points to them is not called dangling.
pub fn build(
    documents: Vec<Document>,
    unread: Vec<Address>,
    sources: &Sources,
    out: &mut Vec<Diagnostic>,
) -> Catalog {
    let mut site: Option<Entry<Site>> = None;
    let mut catalog = Catalog {
        site: Entry::absent(),
        people: Table::default(),
        programs: Table::default(),
        results: Table::default(),
        practices: Table::default(),
        acts: Table::default(),
        methods: Table::default(),
        news: Table::default(),
        roadmaps: Table::default(),
        monitoring: Table::default(),
        pages: Table::default(),
        paths: BTreeMap::new(),
        unread: BTreeSet::new(),
        unread_folders: BTreeSet::new(),
        replaced_by: BTreeMap::new(),
        replaces: BTreeMap::new(),
    };
    for d in documents {
        let c = &mut catalog;
        let path = sources.file(d.file).path.as_str().to_owned();
        let Document {
            file,
            id,
            folder,
            bundle,
            record,
            body,
        } = d;
        let entry = Shell {
            id,
            file,
            folder,
            bundle,
            body,
        };
        let kind = match record {
            Record::Site(r) => {
                let entry = entry.with(r);
                match &site {
                    Some(first) => out.push(entry::duplicate(&entry, first.file)),
                    None => site = Some(entry),
                }
                continue;
            }
            Record::Person(r) => c.people.insert(entry.with(r), out),
            Record::Program(r) => c.programs.insert(entry.with(r), out),
            Record::Results(r) => c.results.insert(entry.with(r), out),
            Record::Practice(r) => c.practices.insert(entry.with(r), out),
            Record::Act(r) => c.acts.insert(entry.with(r), out),
            Record::Method(r) => c.methods.insert(entry.with(r), out),
            Record::News(r) => c.news.insert(entry.with(r), out),
            Record::Roadmap(r) => c.roadmaps.insert(entry.with(r), out),
            Record::Monitoring(r) => c.monitoring.insert(entry.with(r), out),
            Record::Page(r) => c.pages.insert(entry.with(r), out),
        };
        if let Some((kind, id)) = kind {
            c.paths.insert(path, (kind, id));
        }
    }
    let bundles = parse::bundles(sources);
    let refused = sources.unread().iter();
    let refused = refused.filter(|p| matches!(p.extension().as_str(), "md" | "yaml" | "yml"));
    let refused = refused.filter_map(|p| parse::locate(p, &bundles).ok());
    for address in unread.into_iter().chain(refused) {
        catalog
            .unread
            .insert((address.kind, fold_id(&address.id).into_owned()));
        catalog.unread_folders.insert(address.folder);
        catalog
            .paths
            .insert(address.path, (address.kind, address.id));
    }
    match site {
        Some(site) => catalog.site = site,
        None if catalog.is_unread(Kind::Site, "site") => {
            Arc::make_mut(&mut catalog.site.record).doubts = Doubts::all();
        }
        None => {
            let path = RelPath::resolve("content", "site.yaml").expect("a constant path");
            out.push(
                Diagnostic::new(&diag::MISSING_FILE, Spot::File(path), "нет файла content/site.yaml с настройками раздела")
                    .help("создайте его; для начала хватит двух строк: «organization:» и под ней «  name: Полное название школы»"),
            );
        }
    }
    status::link_acts(&mut catalog);
    catalog
}

struct Shell {
    id: String,
    file: FileId,
    folder: String,
    bundle: bool,
    body: Option<Arc<super::parse::body::Body>>,
}

impl Shell {
    fn with<T>(self, record: Arc<T>) -> Entry<T> {
        Entry {
            id: self.id,
            file: self.file,
            folder: self.folder,
            bundle: self.bundle,
            record,
            body: self.body,
        }
    }
}

impl Catalog {
    /// Puts settings of the command line in the place of those of `site.yaml`.
    pub fn set_aside(&mut self, overrides: &crate::content::Overrides) {
        let site = Arc::make_mut(&mut self.site.record);
        if let Some(url) = &overrides.base_url {
            let span = site.base_url.as_ref().map_or(WHOLE, |u| u.span);
            site.base_url = Some(Sp::new(Url(url.clone()), span));
        }
        if let Some(theme) = &overrides.theme {
            site.theme = Some(Sp::new(theme.clone(), WHOLE));
        }
    }

    /// The person that a text names, if it is the id of one.
    pub fn person_of(&self, written: &PersonOrText) -> Option<&Entry<Person>> {
        self.people.get(&written.0)
    }

    /// Whether an entry is written in a file that could not be read: nothing can be said about it.
    pub fn is_unread(&self, kind: Kind, id: &str) -> bool {
        self.unread.contains(&(kind, fold_id(id).into_owned()))
    }

    /// Whether a text of this folder could not be read.
    pub fn is_folder_unread(&self, folder: &str) -> bool {
        self.unread_folders.contains(folder)
    }

    /// Whether the entry that an edit speaks of is the one in the table: its id may have been taken by another file.
    pub fn holds(&self, edit: &Edit) -> bool {
        self.origin(edit.kind, &edit.id) == Some(edit.file)
    }

    /// Puts another text in the place of an entry's; all else that is known of the entry stays true.
    pub fn put_body(&mut self, edit: &Edit) {
        fn put<T: parse::value::Target>(table: &mut Table<T>, edit: &Edit) {
            if let Some(entry) = table.get_mut(&edit.id) {
                entry.body = Some(edit.after.clone());
            }
        }
        match edit.kind {
            Kind::Site => {}
            Kind::Person => put(&mut self.people, edit),
            Kind::Program => put(&mut self.programs, edit),
            Kind::Results => put(&mut self.results, edit),
            Kind::Practice => put(&mut self.practices, edit),
            Kind::Act => put(&mut self.acts, edit),
            Kind::Method => put(&mut self.methods, edit),
            Kind::News => put(&mut self.news, edit),
            Kind::Roadmap => put(&mut self.roadmaps, edit),
            Kind::Monitoring => put(&mut self.monitoring, edit),
            Kind::Page => put(&mut self.pages, edit),
        }
    }

    /// The body of an entry.
    pub fn body(&self, kind: Kind, id: &str) -> Option<&Body> {
        fn of<'t, T: parse::value::Target>(table: &'t Table<T>, id: &str) -> Option<&'t Arc<Body>> {
            table.get(id)?.body.as_ref()
        }
        let body = match kind {
            Kind::Site | Kind::Roadmap | Kind::Monitoring => None,
            Kind::Person => of(&self.people, id),
            Kind::Program => of(&self.programs, id),
            Kind::Results => of(&self.results, id),
            Kind::Practice => of(&self.practices, id),
            Kind::Act => of(&self.acts, id),
            Kind::Method => of(&self.methods, id),
            Kind::News => of(&self.news, id),
            Kind::Page => of(&self.pages, id),
        };
        body.map(|b| &**b)
    }

    /// The kind and id of the content file at a path.
    pub fn at_path(&self, path: &str) -> Option<(Kind, &str)> {
        self.paths.get(path).map(|(kind, id)| (*kind, id.as_str()))
    }

    /// Ids of a kind, in their order.
    pub fn ids(&self, kind: Kind) -> Vec<&str> {
        match kind {
            Kind::Site => vec!["site"],
            Kind::Person => self.people.ids(),
            Kind::Program => self.programs.ids(),
            Kind::Results => self.results.ids(),
            Kind::Practice => self.practices.ids(),
            Kind::Act => self.acts.ids(),
            Kind::Method => self.methods.ids(),
            Kind::News => self.news.ids(),
            Kind::Roadmap => self.roadmaps.ids(),
            Kind::Monitoring => self.monitoring.ids(),
            Kind::Page => self.pages.ids(),
        }
    }

    /// The id as the file has it, for an id written in any case.
    pub fn canonical(&self, kind: Kind, id: &str) -> Option<&str> {
        match kind {
            Kind::Site => (id == "site").then_some("site"),
            Kind::Person => self.people.get(id).map(|e| e.id.as_str()),
            Kind::Program => self.programs.get(id).map(|e| e.id.as_str()),
            Kind::Results => self.results.get(id).map(|e| e.id.as_str()),
            Kind::Practice => self.practices.get(id).map(|e| e.id.as_str()),
            Kind::Act => self.acts.get(id).map(|e| e.id.as_str()),
            Kind::Method => self.methods.get(id).map(|e| e.id.as_str()),
            Kind::News => self.news.get(id).map(|e| e.id.as_str()),
            Kind::Roadmap => self.roadmaps.get(id).map(|e| e.id.as_str()),
            Kind::Monitoring => self.monitoring.get(id).map(|e| e.id.as_str()),
            Kind::Page => self.pages.get(id).map(|e| e.id.as_str()),
        }
    }

    /// Where an entry begins: for complaints about the entry as a whole.
    pub fn origin(&self, kind: Kind, id: &str) -> Option<FileId> {
        match kind {
            Kind::Site => Some(self.site.file),
            Kind::Person => self.people.get(id).map(|e| e.file),
            Kind::Program => self.programs.get(id).map(|e| e.file),
            Kind::Results => self.results.get(id).map(|e| e.file),
            Kind::Practice => self.practices.get(id).map(|e| e.file),
            Kind::Act => self.acts.get(id).map(|e| e.file),
            Kind::Method => self.methods.get(id).map(|e| e.file),
            Kind::News => self.news.get(id).map(|e| e.file),
            Kind::Roadmap => self.roadmaps.get(id).map(|e| e.file),
            Kind::Monitoring => self.monitoring.get(id).map(|e| e.file),
            Kind::Page => self.pages.get(id).map(|e| e.file),
        }
    }
}

/// An empty span: for complaints about a file as a whole.
pub const WHOLE: Span = Span { start: 0, end: 0 };
