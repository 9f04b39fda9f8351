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

/// The list. `titles` are the addresses and titles of all pages.
pub fn view(titles: &[(String, String)], bundle: &Bundle) -> UploadView {
    let addresses: BTreeSet<&str> = titles.iter().map(|(url, _)| url.as_str()).collect();
    let mut pages: Vec<UploadPage> = titles
        .iter()
        .filter(|(url, _)| url != NOT_FOUND)
        .map(|(url, title)| UploadPage {
            title: title.clone(),
            url: url.clone(),
            files: files(url, &addresses, bundle),
        })
        .collect();
    // The home page first, the rest by address.
    pages.sort_by(|a, b| (a.url != "index.html", &a.url).cmp(&(b.url != "index.html", &b.url)));
    UploadView {
        page: PageView::new(PATH, "", "Что куда загрузить"),
        pages,
    }
}

/// The files of the section that a page names, once each, in their order on the page.
fn files(page: &str, pages: &BTreeSet<&str>, bundle: &Bundle) -> Vec<UploadFile> {
    let html = bundle.get(page).map_or(&[][..], |bytes| &**bytes);
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out: Vec<UploadFile> = Vec::new();
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
            let url = path.as_str();
            let known = pages.contains(url) || out.iter().any(|file| file.url == url);
            if let (false, Some(bytes)) = (known, bundle.get(url)) {
                out.push(UploadFile {
                    size: number::file_size(bytes.len() as u64),
                    url: url.to_owned(),
                    link: address.to_owned(),
                });
            }
        }
    }
    out
}
