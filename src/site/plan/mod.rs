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

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use tera::Value;

use crate::content::Published;
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

/// Everything that will be in the output, except the theme's own files.
pub struct Plan {
    /// What all pages share.
    pub section: SectionView,
    /// The school's colour.
    pub accent: Option<Colour>,
    /// The pages.
    pub pages: Vec<Page>,
}

/// Plans the whole section.
pub fn plan(p: &Published, routes: &Routes) -> Plan {
    let section = section::section(p, routes);
    let cx = Cx::new(p, routes, &section);
    let mut pages: Vec<Page> = Vec::new();
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
    pages.par_extend(lists.par_iter().flat_map_iter(|list| list(&cx)));
    pages.par_extend(
        p.people()
            .par_iter()
            .flat_map_iter(|x| people::person(&cx, x)),
    );
    pages.par_extend(
        p.programs()
            .par_iter()
            .flat_map_iter(|x| programs::program(&cx, x)),
    );
    pages.par_extend(
        p.practices()
            .par_iter()
            .flat_map_iter(|x| documents::practice(&cx, x)),
    );
    pages.par_extend(
        p.acts()
            .par_iter()
            .flat_map_iter(|x| documents::act(&cx, x)),
    );
    pages.par_extend(
        p.methods()
            .par_iter()
            .flat_map_iter(|x| documents::method(&cx, x)),
    );
    pages.par_extend(p.news().par_iter().flat_map_iter(|x| news::item(&cx, x)));
    pages.par_extend(
        p.roadmaps()
            .par_iter()
            .flat_map_iter(|x| roadmaps::roadmap(&cx, x)),
    );
    pages.par_extend(
        p.monitoring()
            .par_iter()
            .flat_map_iter(|x| monitoring::year(&cx, x)),
    );
    pages.par_extend(p.pages().par_iter().flat_map_iter(|x| parts::free(&cx, x)));
    let (found, files) = rayon::join(
        || search::search(&cx, &pages),
        || rayon::join(|| feeds::feeds(&cx), || export::export(&cx)),
    );
    // Words for the search are many, and nobody needs them any more.
    pages.iter_mut().for_each(|page| page.found = None);
    pages.extend(found);
    pages.extend(files.0);
    pages.extend(files.1);
    pages.extend(manifest::manifest(&cx));
    pages.extend(section::logo(p));
    Plan {
        section,
        accent: *p.site().accent(),
        pages,
    }
}
