//! The search page, and the index that it loads.

use std::sync::Arc;

use crate::site::routes::part_url;
use crate::site::search::{self, Document};
use crate::site::view::*;
use crate::vocab::Part;

use super::cx::{Cx, part_heading};
use super::{Content, Page};

/// The search page and the index of what pages have to be found by: of entries, and of the parts that menus lead to.
/// Without anything to find there is no index, and the page says so.
pub fn search(cx: &Cx<'_>, pages: &[Document]) -> Vec<Page> {
    let section = cx.section;
    let told = |d: &Document| {
        section.menu.iter().any(|item| item.url == d.url) || cx.routes.is_entry(&d.url)
    };
    let service = |d: &Document| section.service.iter().any(|link| link.url == d.url);
    let any = pages.iter().any(told);
    let home = part_url(Part::Home);
    let found: Vec<&Document> = pages
        .iter()
        .filter(|d| told(d) || service(d) || d.url == home)
        .collect();
    let mut sheet = cx.list(Part::Search, part_heading(Part::Search));
    sheet.found = None;
    let intro = cx.intro(Part::Search).and_then(|i| sheet.body(i.body()));
    let mut out = sheet.finish(|page| SearchView {
        page,
        intro,
        index: any.then(|| search::INDEX.to_owned()),
        az: LinkView {
            title: part_heading(Part::Index).into(),
            url: part_url(Part::Index),
        },
    });
    if any {
        let script = search::script(&found);
        out.push(Page {
            path: search::INDEX.to_owned(),
            origin: None,
            content: Content::Bytes(Arc::from(script.into_bytes())),
            found: None,
        });
    }
    out
}
