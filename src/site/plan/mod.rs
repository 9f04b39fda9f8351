//! Plan: a list of pages, each a pure function of its view. Feeds, calendar, sitemap, manifest and exports are pages of the same plan: there is no side exit.

mod cards;
mod cx;
mod documents;
mod draw;
mod export;
mod feeds;
mod manifest;
mod mentors;
mod monitoring;
mod news;
mod order;
mod pages;
mod parts;
mod people;
mod programs;
mod roadmaps;
mod search;
mod section;
mod sharing;
mod sheet;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::Value;

use crate::content::{Change, Published, PublishedBody, Readings};
use crate::site::render::highlight;
use crate::site::routes::Routes;
use crate::site::search::{Document, Index, Indexed};
use crate::site::theme::{Theme, ThemeError};
use crate::site::view::{PageView, SectionView, View};
use crate::text::colour::Colour;
use crate::vocab::Kind;

use cx::{Cx, Indexes};
use order::Order;

/// One file of the output.
pub struct Page {
    /// Path from the output's root.
    pub path: String,
    /// The entry that it is about.
    pub origin: Option<(Kind, String)>,
    /// What is in it.
    pub content: Content,
    /// What of it may be looked for.
    pub found: Option<Document>,
}

impl Page {
    /// A text as it is: a feed, an export.
    fn file(path: &str, text: String) -> Self {
        Self {
            path: path.to_owned(),
            origin: None,
            content: Content::Text(text),
            found: None,
        }
    }
}

/// What is in a file.
pub enum Content {
    /// A page of the theme.
    View(Box<dyn AnyView>),
    /// A text that is made here: feeds, exports.
    Text(String),
    /// Bytes as they are: attachments.
    Bytes(Arc<[u8]>),
}

/// A view of any template.
pub trait AnyView: Send + Sync {
    /// The page's HTML, in UTF-8.
    fn render(&self, theme: &Theme, section: &Value) -> Result<Vec<u8>, Box<ThemeError>>;
    /// What the page says of itself.
    fn page(&self) -> &PageView;
    /// The view as bytes: equal bytes give equal pages.
    fn bytes(&self) -> Vec<u8>;
}

impl<V: View + Serialize + Send + Sync> AnyView for V {
    fn render(&self, theme: &Theme, section: &Value) -> Result<Vec<u8>, Box<ThemeError>> {
        theme.render(V::TEMPLATE, self, section)
    }

    fn page(&self) -> &PageView {
        View::page(self)
    }

    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// What will be in the output, except the theme's own files: decided, and made page by page when it is asked for.
pub struct Plan<'a> {
    published: &'a Published,
    routes: &'a Routes,
    /// What all pages share.
    pub section: SectionView,
    /// The school's colour.
    pub accent: Option<Colour>,
}

/// Begins to make ready, on an idle core, what the pages will ask for late and wait for long: a core that waits for one
/// block of code at the end has nothing else to do.
pub fn prepare(published: &Published) {
    for language in languages(published) {
        rayon::spawn(move || highlight::prepare(language.as_str()));
    }
}

/// Plans the whole section.
pub fn plan<'a>(published: &'a Published, routes: &'a Routes) -> Plan<'a> {
    Plan {
        published,
        routes,
        section: section::section(published, routes),
        accent: *published.site().accent(),
    }
}

/// What came of one part of the plan: of a list, of an entry, of the feeds.
pub struct Unit<T> {
    /// What came of its pages.
    pub made: Vec<T>,
    found: Vec<Arc<Indexed>>,
    /// Whose texts and days it has read, and whether the days of all.
    readings: (BTreeSet<(Kind, String)>, bool),
}

/// What came of a whole plan.
pub struct Made<T> {
    /// Part by part, in the plan's order.
    pub units: Vec<Unit<T>>,
    /// Of the search, which reads all others.
    pub search: Vec<T>,
    index: Option<Index>,
    order: Arc<Order>,
}

impl<T> Made<T> {
    /// All of it.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        let units = self.units.iter().flat_map(|unit| &unit.made);
        units.chain(&self.search)
    }
}

/// Plans one part.
type Part<'j> = Box<dyn Fn(&Cx<'_>) -> Vec<Page> + Send + Sync + 'j>;

impl Plan<'_> {
    /// Every page, handed to `make` as soon as its view is there, on all threads. The views of a large section do not fit
    /// beside its pages, so that none is kept. Of `earlier` everything stays that has read nothing of what has changed.
    pub fn pages<T: Send>(
        &self,
        earlier: Option<Made<T>>,
        change: &Change,
        make: impl Fn(Page) -> T + Sync,
    ) -> Made<T> {
        let p = self.published;
        let parts = parts_of(p);
        let stays = |unit: &Unit<T>| match change {
            Change::Anything => false,
            Change::Texts { of, days } => {
                let (entries, all) = &unit.readings;
                of.is_disjoint(entries) && !(*days && *all)
            }
        };
        let earlier = earlier.filter(|_| matches!(change, Change::Texts { .. }));
        let (known, index, order) = match earlier {
            Some(made) if made.units.len() == parts.len() => {
                (made.units, made.index, Some(made.order))
            }
            _ => Default::default(),
        };
        let indexes = Indexes::new(p, self.routes, &self.section, order);
        let mut known: Vec<Option<Unit<T>>> = known.into_iter().map(Some).collect();
        known.resize_with(parts.len(), || None);
        let unit = |(part, known): (&Part<'_>, Option<Unit<T>>)| {
            if let Some(unit) = known.filter(&stays) {
                return unit;
            }
            let cx = Cx::new(&indexes);
            let mut found = Vec::new();
            let mut made = Vec::new();
            for mut page in part(&cx) {
                found.extend(page.found.take().map(|d| Arc::new(d.read())));
                made.push(make(page));
            }
            let readings = cx.readings.all();
            Unit {
                made,
                found,
                readings,
            }
        };
        // In small lots: else one thread is left alone with many pages at the end.
        let pairs = parts.par_iter().zip(known).with_max_len(8);
        let units: Vec<Unit<T>> = pairs.map(unit).collect();
        let found: Vec<Arc<Indexed>> = units.iter().flat_map(|u| &u.found).cloned().collect();
        let (search, index) = search::search(&Cx::new(&indexes), &found, index);
        let search = search.into_iter().map(make).collect();
        Made {
            units,
            search,
            index,
            order: indexes.order,
        }
    }
}

/// The parts of the plan, each by itself, in their order.
fn parts_of<'p>(p: &'p Published) -> Vec<Part<'p>> {
    let lists: [fn(&Cx<'_>) -> Vec<Page>; 21] = [
        parts::home,
        documents::documents,
        people::responsible,
        mentors::mentors,
        people::mentees,
        programs::programs,
        documents::practices,
        documents::methods,
        news::news,
        roadmaps::roadmaps,
        monitoring::monitoring,
        parts::incentives,
        parts::partners,
        parts::privacy,
        parts::index,
        parts::not_found,
        feeds::feeds,
        feeds::sitemap,
        export::export,
        manifest::manifest,
        section::logo,
    ];
    let mut all: Vec<Part<'p>> = Vec::new();
    all.extend(lists.map(|list| Box::new(list) as Part<'p>));
    /// Pages of the entries of one kind.
    macro_rules! entries {
        ($entries:expr, $pages:path) => {
            for x in $entries {
                all.push(Box::new(move |cx| $pages(cx, x)));
            }
        };
    }
    entries!(p.people(), people::person);
    entries!(p.programs(), programs::program);
    entries!(p.practices(), documents::practice);
    entries!(p.acts(), documents::act);
    entries!(p.methods(), documents::method);
    entries!(p.news(), news::item);
    entries!(p.roadmaps(), roadmaps::roadmap);
    entries!(p.monitoring(), monitoring::year);
    entries!(p.pages(), parts::free);
    all
}

/// The languages of fenced code, roughly: good enough to make ready for them.
fn languages(p: &Published) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    // No page comes of it.
    let readings = Readings::default();
    let mut note = |body: &PublishedBody| {
        let fences = body.markdown(&readings).split("\n```").skip(1);
        let words = fences.filter_map(|rest| rest.lines().next()?.split_whitespace().next());
        out.extend(words.map(str::to_owned));
    };
    p.people().iter().for_each(|x| note(x.body()));
    p.programs().iter().for_each(|x| note(x.body()));
    p.practices().iter().for_each(|x| note(x.body()));
    p.acts().iter().for_each(|x| note(x.body()));
    p.methods().iter().for_each(|x| note(x.body()));
    p.news().iter().for_each(|x| note(x.body()));
    p.roadmaps().iter().for_each(|x| note(x.body()));
    p.pages().iter().for_each(|x| note(x.body()));
    out
}
