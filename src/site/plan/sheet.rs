//! A page being made: its head, and whatever goes out with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::*;
use crate::site::render::markdown;
use crate::site::routes::part_url;
use crate::site::search::{Document, Weight};
use crate::site::view::*;
use crate::text::markdown::HeadingIds;
use crate::text::{csv, number, typography};
use crate::vocab::{Kind, Part};

use super::cx::{Cx, part_heading};
use super::sharing;
use super::{AnyView, Content, Page};

/// A page being made: its head, its heading ids, and the files that go out beside it.
pub struct Sheet<'a, 'c> {
    pub cx: &'c Cx<'a>,
    pub page: PageView,
    /// The entry that the page is about.
    pub origin: Option<(Kind, String)>,
    /// What the search has to know; `None` if the page is not for finding.
    pub found: Option<Document>,
    ids: HeadingIds,
    files: BTreeMap<String, Arc<[u8]>>,
    /// What search engines are told besides the path back.
    pub told: Vec<serde_json::Value>,
}

impl<'a, 'c> Sheet<'a, 'c> {
    /// An empty sheet for a page.
    pub fn new(cx: &'c Cx<'a>, page: PageView) -> Self {
        Self {
            cx,
            page,
            origin: None,
            found: None,
            ids: HeadingIds::default(),
            files: BTreeMap::new(),
            told: Vec::new(),
        }
    }

    /// Adds a part to the path back.
    pub fn crumb(&mut self, part: Part) {
        if matches!(part, Part::Page | Part::Home) {
            return;
        }
        let title = self
            .cx
            .part_title(part)
            .map_or_else(|| part_heading(part).to_owned(), str::to_owned);
        self.page.breadcrumbs.push(LinkView {
            title,
            url: part_url(part),
        });
    }

    /// A text, with links and pictures right for this page.
    pub fn body(&mut self, body: &PublishedBody) -> Option<BodyView> {
        let Self {
            cx,
            page,
            ids,
            files,
            ..
        } = self;
        let folder = folder_of(&page.url).to_owned();
        let root = page.root.clone();
        let view = markdown::render(
            body,
            &cx.readings,
            &cx.blocks,
            ids,
            &mut |link| match link {
                BodyLink::Entry(target) => {
                    let url = cx.routes.target(target)?;
                    let (path, anchor) = url
                        .split_once('#')
                        .map_or((url.as_str(), None), |(p, a)| (p, Some(a)));
                    Some(match anchor {
                        Some(anchor) if path == page.url => format!("#{anchor}"),
                        _ => format!("{root}{url}"),
                    })
                }
                BodyLink::File(file) => {
                    files.insert(format!("{folder}{}", file.name()), file.bytes().clone());
                    Some(file.name().clone())
                }
            },
        )?;
        self.find(Weight::Body, [markdown::plain(&view.html)]);
        self.find(Weight::Heading, view.toc.iter().map(|h| &h.title));
        Some(view)
    }

    /// Words of this page that may be looked for. Title, description, bodies and files come of themselves.
    pub fn find<S: Into<String>>(&mut self, weight: Weight, texts: impl IntoIterator<Item = S>) {
        if let Some(found) = &mut self.found {
            let texts = texts.into_iter().map(|text| (weight, text.into()));
            found.texts.extend(texts);
        }
    }

    /// Texts of this page that may be looked for.
    pub fn find_prose<'p>(&mut self, texts: impl IntoIterator<Item = &'p PublishedProse>) {
        self.find(Weight::Body, texts.into_iter().map(PublishedProse::plain));
    }

    /// People of this page who may be looked for: those who are named.
    pub fn find_people<'p>(&mut self, people: impl IntoIterator<Item = &'p Participant>) {
        let named = people.into_iter().filter_map(|x| match x {
            Participant::Named { name, .. } => Some(name.text()),
            Participant::Anonymous { .. } => None,
        });
        self.find(Weight::Heading, named);
    }

    /// The first words of a text, for a description.
    pub fn describe(&mut self, text: Option<String>) {
        self.page.description = text
            .map(|t| typography::excerpt(&t, 200))
            .filter(|t| !t.is_empty());
    }

    /// A file that goes out beside this page.
    pub fn file(&mut self, file: &PublishedFile) -> FileView {
        let url = format!("{}{}", folder_of(&self.page.url), file.name());
        self.files.insert(url.clone(), file.bytes().clone());
        self.find(Weight::Body, [file.title()]);
        let mut view = file_view(file, url);
        view.sha256 = Some(file.sha256());
        view
    }

    /// A table that goes out beside this page.
    pub fn table(&mut self, title: &str, name: &str, rows: &[Vec<String>]) -> FileView {
        let bytes = csv::table(rows);
        let url = format!("{}{name}", folder_of(&self.page.url));
        let size = number::file_size(bytes.len() as u64);
        self.files.insert(url.clone(), bytes.into());
        FileView {
            title: title.into(),
            url,
            kind: "CSV".into(),
            size,
            date: None,
            sha256: None,
            note: None,
        }
    }

    /// Files that go out beside this page.
    pub fn files(&mut self, files: &[PublishedFile]) -> Vec<FileView> {
        files.iter().map(|f| self.file(f)).collect()
    }

    /// A picture that goes out beside this page.
    pub fn picture(&mut self, picture: &PublishedPicture) -> ImageView {
        let url = format!("{}{}", folder_of(&self.page.url), picture.file().name());
        self.files
            .insert(url.clone(), picture.file().bytes().clone());
        image_view(picture, url)
    }

    /// The picture by which the page is known where people share it.
    pub fn face(&mut self, image: Option<&ImageView>) {
        let base = self.cx.p.site().base_url().as_deref();
        self.page.image = base.zip(image).map(|(base, i)| format!("{base}{}", i.url));
    }

    /// The page and its files.
    pub fn finish<V: AnyView + 'static>(mut self, view: impl FnOnce(PageView) -> V) -> Vec<Page> {
        let told = std::mem::take(&mut self.told);
        self.page.structured = sharing::structured(self.cx, &self.page, told);
        let origin = self.origin;
        let path = self.page.url.clone();
        let found = self.found.map(|found| Document {
            url: path.clone(),
            title: self.page.title.clone(),
            excerpt: excerpt(&self.page, &found),
            ..found
        });
        let mut out: Vec<Page> = self
            .files
            .into_iter()
            .map(|(path, bytes)| Page {
                path,
                origin: origin.clone(),
                content: Content::Bytes(bytes),
                found: None,
            })
            .collect();
        out.push(Page {
            path,
            origin,
            content: Content::View(Box::new(view(self.page))),
            found,
        });
        out
    }
}

/// What the search shows of a page: its description, else its first words.
fn excerpt(page: &PageView, found: &Document) -> String {
    let body = found.texts.iter().find(|(w, _)| *w == Weight::Body);
    let text = page.description.as_ref().or(body.map(|(_, text)| text));
    typography::excerpt(text.map_or("", String::as_str), 160)
}

/// The folder of an address, with a slash at the end.
pub fn folder_of(url: &str) -> &str {
    url.rfind('/').map_or("", |i| &url[..=i])
}

/// A file as a list shows it.
pub fn file_view(file: &PublishedFile, url: String) -> FileView {
    FileView {
        title: file.title().clone(),
        url,
        kind: file.extension().to_uppercase(),
        size: number::file_size(*file.size()),
        date: None,
        sha256: None,
        note: None,
    }
}

/// A picture at an address.
pub fn image_view(picture: &PublishedPicture, url: String) -> ImageView {
    let size = crate::site::render::image_size(picture.file().bytes());
    ImageView {
        url,
        alt: picture.alt().clone(),
        width: size.map(|s| s.0),
        height: size.map(|s| s.1),
        caption: None,
    }
}
