//! The search page, and the index that it loads.

use std::sync::Arc;

use crate::site::routes::part_url;
use crate::site::search::{self, Index, Indexed};
use crate::site::view::*;
use crate::vocab::Part;

use super::Page;
use super::cx::{Cx, part_heading};

/// The search page and the index of what pages have to be found by: of entries, and of the parts that menus lead to.
/// Without anything to find there is no index, and the page says so.
pub fn search(
    cx: &Cx<'_>,
    pages: &[Arc<Indexed>],
    earlier: Option<Index>,
) -> (Vec<Page>, Option<Index>) {
    let section = cx.section;
    let told = |d: &Arc<Indexed>| {
        section.menu.iter().any(|item| item.url == d.url) || cx.routes.is_entry(&d.url)
    };
    let service = |d: &Arc<Indexed>| section.service.iter().any(|link| link.url == d.url);
    let any = pages.iter().any(told);
    let home = part_url(Part::Home);
    let found: Vec<Arc<Indexed>> = pages
        .iter()
        .filter(|d| told(d) || service(d) || d.url == home)
        .cloned()
        .collect();
    let mut sheet = cx.list(Part::Search, part_heading(Part::Search));
    sheet.found = None;
    let intro = cx.intro(Part::Search).and_then(|i| sheet.body(i.body()));
    let mut out = sheet.finish(|page| SearchView {
        page,
        intro,
        index: any.then(|| search::PATH.to_owned()),
        az: LinkView {
            title: part_heading(Part::Index).into(),
            url: part_url(Part::Index),
        },
    });
    let index = any.then(|| Index::of(found, earlier));
    let script = |index: &Index| Page::file(search::PATH, index.script());
    out.extend(index.as_ref().map(script));
    (out, index)
}
