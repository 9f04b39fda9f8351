//! What goes where when the section is pasted into another system: each page with the files that it names.

use std::collections::BTreeSet;

use crate::site::output::Bundle;
use crate::site::view::{PageView, UploadFile, UploadPage, UploadView};
use crate::source::RelPath;
use crate::text::number;

/// Where the list lies.
pub const PATH: &str = "upload.html";

/// The page that servers show in the place of a missing one: nobody pastes it.
const NOT_FOUND: &str = "404.html";

/// A page of the list.
#[derive(Clone)]
pub struct Listed {
    url: String,
    title: String,
    /// What it names inside the section, once each, in the order of the page: the path from the root, and as it is written.
    links: Vec<(String, String)>,
}

impl Listed {
    /// What the list will say of a page; `html` is the page as it is rendered.
    pub fn new(url: &str, page: &PageView, html: &[u8]) -> Self {
        Self {
            url: url.to_owned(),
            title: page.title.clone(),
            links: links(url, html),
        }
    }
}

/// The list.
pub fn view(listed: &[&Listed], bundle: &Bundle) -> UploadView {
    let addresses: BTreeSet<&str> = listed.iter().map(|page| page.url.as_str()).collect();
    let mut pages: Vec<UploadPage> = listed
        .iter()
        .filter(|page| page.url != NOT_FOUND)
        .map(|page| UploadPage {
            title: page.title.clone(),
            url: page.url.clone(),
            files: files(page, &addresses, bundle),
        })
        .collect();
    // The home page first, the rest by address.
    pages.sort_by(|a, b| (a.url != "index.html", &a.url).cmp(&(b.url != "index.html", &b.url)));
    UploadView {
        page: PageView::new(PATH, "", "Что куда загрузить"),
        pages,
    }
}

/// The files of the section that a page names.
fn files(page: &Listed, pages: &BTreeSet<&str>, bundle: &Bundle) -> Vec<UploadFile> {
    let links = page.links.iter();
    let links = links.filter(|(url, _)| !pages.contains(url.as_str()));
    let files = links.filter_map(|(url, link)| {
        Some(UploadFile {
            size: number::file_size(bundle.file(url)?.size()),
            url: url.clone(),
            link: link.clone(),
        })
    });
    files.collect()
}

/// What a page names inside the section.
fn links(page: &str, html: &[u8]) -> Vec<(String, String)> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out: Vec<(String, String)> = Vec::new();
    for token in html5gum::Tokenizer::new(html).flatten() {
        let html5gum::Token::StartTag(tag) = token else {
            continue;
        };
        for name in ["href", "src"] {
            let Some(link) = tag.attributes.get(name.as_bytes()) else {
                continue;
            };
            let link = String::from_utf8_lossy(link).into_owned();
            let address = link.split(['#', '?']).next().unwrap_or_default();
            let Ok(path) = RelPath::resolve(folder, address) else {
                continue;
            };
            if !out.iter().any(|(url, _)| url == path.as_str()) {
                out.push((path.as_str().to_owned(), address.to_owned()));
            }
        }
    }
    out
}
