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

use crate::content::{Published, PublishedBody};
use crate::site::render::highlight;
use crate::site::routes::Routes;
use crate::site::search::Document;
use crate::site::theme::{Theme, ThemeError};
use crate::site::view::{PageView, SectionView, View};
use crate::text::colour::Colour;
use crate::vocab::Kind;

use cx::Cx;

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
            content: Content::Bytes(Arc::from(text.into_bytes())),
            found: None,
        }
    }
}

/// What is in a file.
pub enum Content {
    /// A page of the theme.
    View(Box<dyn AnyView>),
    /// Bytes as they are: attachments, feeds, exports.
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

/// Plans the whole section.
pub fn plan<'a>(published: &'a Published, routes: &'a Routes) -> Plan<'a> {
    Plan {
        published,
        routes,
        section: section::section(published, routes),
        accent: *published.site().accent(),
    }
}

impl Plan<'_> {
    /// Every page, handed to `make` as soon as its view is there, on all threads; what came of them, in the plan's order.
    /// The views of a large section do not fit beside its pages, so that none is kept.
    pub fn pages<T: Send>(&self, make: impl Fn(Page) -> T + Sync) -> Vec<T> {
        let p = self.published;
        // Before all others: a core that waits for one block of code at the end has nothing else to do.
        for language in languages(p) {
            rayon::spawn(move || highlight::prepare(language.as_str()));
        }
        let cx = Cx::new(p, self.routes, &self.section);
        let take = |mut page: Page| {
            let found = page.found.take();
            (make(page), found)
        };
        let lists: Vec<fn(&Cx<'_>) -> Vec<Page>> = vec![
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
        ];
        let mut made: Vec<(T, Option<Document>)> = Vec::new();
        made.par_extend(lists.par_iter().flat_map_iter(|list| list(&cx)).map(take));
        /// Pages of the entries of one kind.
        macro_rules! entries {
            ($entries:expr, $pages:path) => {
                made.par_extend(
                    $entries
                        .par_iter()
                        .flat_map_iter(|x| $pages(&cx, x))
                        .map(take),
                );
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
        let (mut out, found): (Vec<T>, Vec<Option<Document>>) = made.into_iter().unzip();
        let found: Vec<Document> = found.into_iter().flatten().collect();
        let (search, (feeds, exports)) = rayon::join(
            || search::search(&cx, &found),
            || rayon::join(|| feeds::feeds(&cx), || export::export(&cx)),
        );
        drop(found);
        let rest = search.into_iter().chain(feeds).chain(exports);
        let rest = rest.chain(manifest::manifest(&cx)).chain(section::logo(p));
        out.extend(rest.map(make));
        out
    }
}

/// The languages of fenced code, roughly: good enough to make ready for them.
fn languages(p: &Published) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut note = |body: &PublishedBody| {
        let fences = body.markdown().split("\n```").skip(1);
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
