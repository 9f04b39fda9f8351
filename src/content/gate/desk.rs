//! The desk at which one entry is projected: texts, bodies, files and names pass through here and nowhere else.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Error;
use crate::attachment;
use crate::content::catalog::{Entry, LinkTarget, parse_mention};
use crate::content::parse::body::Body;
use crate::content::parse::record::{AttachedFile, Person, Picture, Program};
use crate::content::parse::value::{PersonOrText, Prose, Ref};
use crate::content::pictures::PictureMemo;
use crate::diag::{self, Diagnostic, Spot};
use crate::source::git::Days;
use crate::source::{FileId, RelPath, Sources, Sp, Span};
use crate::text::name::case;
use crate::text::{markdown, slug};
use crate::vocab::{Kind, NameStyle, Role};

use super::decide::Verdicts;
use super::published::{
    BodyLink, DisplayName, Piece, PublishedBody, PublishedFile, PublishedPicture, PublishedProse,
    Target,
};
use super::{Ledger, Refusal};

/// The files beside the content, the pictures among them as they go out, and the days of all files.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    pub sources: &'a Sources,
    pub pictures: &'a PictureMemo,
    pub days: &'a Days,
}

impl<'a> Shelf<'a> {
    /// What stands beside the content.
    pub fn new(sources: &'a Sources, pictures: &'a PictureMemo, days: &'a Days) -> Self {
        Self {
            sources,
            pictures,
            days,
        }
    }
}

/// Everything that projecting one entry needs and leaves behind.
pub struct Desk<'a> {
    pub v: &'a Verdicts<'a>,
    pub shelf: Shelf<'a>,
    pub kind: Kind,
    pub id: &'a str,
    pub file: FileId,
    folder: &'a str,
    /// Programmes that the entry tells about: their participants are named only if they agreed to the pairing.
    about: Vec<&'a Entry<Program>>,
    /// Files that have gone out with the entry.
    pub taken: Vec<RelPath>,
    /// Figures that speak of few people have been hidden: no line of the ledger tells of them.
    pub blurred: bool,
    pub ledger: Ledger,
    pub diagnostics: Vec<Diagnostic>,
    pub error: Option<Error>,
}

impl<'a> Desk<'a> {
    /// A desk for one entry.
    pub fn new<T>(v: &'a Verdicts<'a>, shelf: Shelf<'a>, kind: Kind, entry: &'a Entry<T>) -> Self {
        Self {
            v,
            shelf,
            kind,
            id: &entry.id,
            file: entry.file,
            folder: &entry.folder,
            about: Vec::new(),
            taken: Vec::new(),
            blurred: false,
            ledger: Ledger::default(),
            diagnostics: Vec::new(),
            error: None,
        }
    }

    /// Says which programmes the entry tells about.
    pub fn about(mut self, programs: Vec<&'a Entry<Program>>) -> Self {
        self.about = programs;
        self
    }

    /// The programmes that the entry tells about.
    pub fn programs(&self) -> Vec<&'a Entry<Program>> {
        self.about.clone()
    }

    /// Notes that something is withheld.
    pub fn withhold(&mut self, what: impl Into<String>, refusal: &Refusal) {
        self.ledger.note(self.kind, self.id, what, refusal);
    }

    /// A text with its mentions resolved.
    pub fn prose(&mut self, text: &Sp<Prose>) -> PublishedProse {
        self.mentions(&text.value.0)
    }

    /// Texts with their mentions resolved.
    pub fn proses(&mut self, texts: &[Sp<Prose>]) -> Vec<PublishedProse> {
        texts.iter().map(|t| self.prose(t)).collect()
    }

    fn mentions(&mut self, text: &Arc<str>) -> PublishedProse {
        // Most texts are one piece.
        let mut pieces = Vec::with_capacity(1);
        let mut at = 0;
        for m in markdown::mentions(text) {
            if m.range.start > at {
                pieces.push(Piece {
                    text: text[at..m.range.start].into(),
                    target: None,
                });
            }
            pieces.push(self.mention(m.target, m.words, &text[..m.range.start]));
            at = m.range.end;
        }
        if at < text.len() {
            pieces.push(Piece {
                text: if at == 0 {
                    text.clone()
                } else {
                    text[at..].into()
                },
                target: None,
            });
        }
        PublishedProse { pieces }
    }

    /// What stands for a mention: the author's words and a link, or a neutral word and nothing else.
    fn mention(&self, target: &str, words: Option<&str>, before: &str) -> Piece {
        let neutral = |text: String| Piece {
            text: text.into(),
            target: None,
        };
        let Some((kind, id)) = parse_mention(target) else {
            return neutral(String::new());
        };
        let Some(id) = self.v.catalog.canonical(kind, id) else {
            return neutral(String::new());
        };
        let own = self.own_words(kind, id);
        match own {
            Some(own) => Piece {
                text: words.map_or_else(|| own.into(), Arc::from),
                target: Some(Box::new(Target {
                    kind,
                    id: id.to_owned(),
                    anchor: None,
                })),
            },
            None => neutral(self.neutral_word(kind, id, words, before)),
        }
    }

    /// What a public thing is called; `None` if it is withheld.
    fn own_words(&self, kind: Kind, id: &str) -> Option<String> {
        let c = self.v.catalog;
        if kind == Kind::Person {
            let person = c.people.get(id)?;
            return self
                .v
                .names_within(person, &self.about)
                .is_open()
                .then(|| self.display_name(person).text().to_owned());
        }
        if !self.v.target(kind, id).is_open() {
            return None;
        }
        Some(match kind {
            Kind::Program => c.programs.get(id)?.shown_title(),
            Kind::Practice => c.practices.get(id)?.title.value.clone(),
            Kind::Act => c.acts.get(id)?.shown_title().to_owned(),
            Kind::Method => c.methods.get(id)?.shown_title().to_owned(),
            Kind::News => c.news.get(id)?.title.value.clone(),
            Kind::Roadmap => c.roadmaps.get(id)?.title.value.clone(),
            Kind::Page => c
                .pages
                .get(id)?
                .title
                .as_ref()
                .map_or_else(|| "страница".into(), |t| t.value.clone()),
            Kind::Monitoring => format!("мониторинг за {id} учебный год"),
            Kind::Site | Kind::Results | Kind::Person => return None,
        })
    }

    /// The word for something withheld; for a person in the case of the author's words, where that can be told.
    fn neutral_word(&self, kind: Kind, id: &str, words: Option<&str>, before: &str) -> String {
        let word = match kind {
            Kind::Person => {
                let person = self.v.catalog.people.get(id);
                let patronymic = person.and_then(|p| p.name.value.0.patronymic.as_deref());
                let case = patronymic
                    .zip(words)
                    .and_then(|(patronymic, words)| case::of_name(patronymic, words, before));
                let word = person.map_or("педагог", role_word);
                return case.map_or_else(|| word.to_owned(), |case| case::decline(word, case));
            }
            Kind::Program | Kind::Results => "программа",
            Kind::Practice => "практика",
            Kind::Act => "документ",
            Kind::Method => "методический материал",
            Kind::News => "новость",
            Kind::Roadmap => "дорожная карта",
            Kind::Monitoring => "мониторинг",
            Kind::Page | Kind::Site => "страница",
        };
        word.to_owned()
    }

    /// The name as the section shows names. Only for people whose name is open.
    pub fn display_name(&self, person: &Entry<Person>) -> DisplayName {
        display_name(self.v, person)
    }

    /// A person in the context of this entry: id and name, or the words that stand for them.
    pub fn person(&mut self, person: &Entry<Person>) -> (Option<String>, String) {
        match self.v.names_within(person, &self.about) {
            super::Decision::Open => (
                Some(person.id.clone()),
                self.display_name(person).text().to_owned(),
            ),
            super::Decision::Shut(refusal) => {
                self.withhold(format!("имя участника «{}»", person.id), &refusal);
                (None, role_word(person).to_owned())
            }
        }
    }

    /// People in the context of this entry.
    pub fn people(&mut self, references: &[Sp<Ref<Person>>]) -> Vec<(Option<String>, String)> {
        let people = self.v.catalog.people.all_of(references);
        people.into_iter().map(|p| self.person(p)).collect()
    }

    /// A person of the bank or a text, in words.
    pub fn person_or_text(&mut self, written: &Sp<PersonOrText>) -> (Option<String>, String) {
        match self.v.catalog.person_of(written) {
            Some(person) => self.person(person),
            None => (
                None,
                self.mentions(&written.value.0.as_str().into()).plain(),
            ),
        }
    }

    /// A body without comments, with mentions resolved and links understood.
    pub fn body(&mut self, body: Option<&Body>) -> PublishedBody {
        let Some(body) = body else {
            return PublishedBody::default();
        };
        let (base, whole) = (body.span.start as usize, body.text());
        let mut links = BTreeMap::new();
        let mut edits: Vec<(Span, String)> = body
            .comments
            .iter()
            .map(|&span| (span, String::new()))
            .collect();
        for m in &body.mentions {
            let before = &whole[..m.span.start as usize - base];
            let piece = self.mention(&m.target, m.words.as_deref(), before);
            // The key of an unlinked mention is known to the renderer too: its words are no part of a heading's id.
            let key = match piece.target {
                Some(target) => {
                    let key = format!("{}{}", MENTION, links.len() + 1);
                    links.insert(key.clone(), BodyLink::Entry(*target));
                    key
                }
                None => MENTION.to_owned(),
            };
            edits.push((
                m.span,
                format!("[{}]({key})", markdown::escape(&piece.text)),
            ));
        }
        edits.sort_by_key(|(span, _)| *span);
        let mut text = String::with_capacity(whole.len() + 64);
        let mut at = 0;
        for (span, replacement) in edits {
            let (start, end) = (span.start as usize - base, span.end as usize - base);
            if start < at {
                continue;
            }
            text.push_str(&whole[at..start]);
            text.push_str(&replacement);
            at = end;
        }
        text.push_str(&whole[at..]);
        let images = body.images.iter().map(|i| (i.path.as_str(), i.span));
        for (dest, span) in body
            .links
            .iter()
            .map(|l| (l.value.as_str(), l.span))
            .chain(images)
        {
            if let Some(link) = self.body_link(dest, span) {
                links.insert(dest.to_owned(), link);
            }
        }
        let raw_html = self
            .v
            .catalog
            .site
            .raw_html
            .as_ref()
            .is_some_and(|r| r.value);
        PublishedBody {
            of: Some((self.kind, self.id.to_owned())),
            markdown: text,
            links: links.into_iter().collect(),
            raw_html,
        }
    }

    fn body_link(&mut self, dest: &str, span: Span) -> Option<BodyLink> {
        match self
            .v
            .catalog
            .link(self.folder, dest, self.shelf.sources)
            .ok()?
        {
            LinkTarget::External | LinkTarget::Anchor(_) => None,
            LinkTarget::Entry(kind, id, anchor) => {
                let decision = match (kind, self.v.catalog.people.get(&id)) {
                    (Kind::Person, Some(person)) => self.v.names_within(person, &self.about),
                    _ => self.v.target(kind, &id),
                };
                match decision.refusal() {
                    Some(refusal) => {
                        self.link_to_withheld(
                            span,
                            &refusal.message,
                            &format!("{}:{id}", kind.code()),
                        );
                        None
                    }
                    None => Some(BodyLink::Entry(Target { kind, id, anchor })),
                }
            }
            LinkTarget::File(path) => {
                if let Some(refusal) = self.v.guarded(&path) {
                    let message = refusal.message.clone();
                    self.diagnostics.push(
                        Diagnostic::at(
                            &diag::LINK_TO_WITHHELD,
                            self.file,
                            span,
                            format!("файл «{}» закрыт: {message}", path.file_name()),
                        )
                        .help("уберите ссылку до тех пор, пока файл закрыт"),
                    );
                    return None;
                }
                self.load(&path, None).map(BodyLink::File)
            }
        }
    }

    fn link_to_withheld(&mut self, span: Span, why: &str, target: &str) {
        self.diagnostics.push(
            Diagnostic::at(&diag::LINK_TO_WITHHELD, self.file, span, format!("ссылка ведёт на то, что не опубликовано: {why}"))
                .help(format!("напишите упоминанием: [[{target}|слова]] – пока запись закрыта, на его месте будет нейтральное слово")),
        );
    }

    /// A file beside the entry, under its public name; a picture without what the camera and the editor wrote into it.
    pub fn load(&mut self, path: &RelPath, title: Option<&str>) -> Option<PublishedFile> {
        let attachment = self.shelf.sources.attachment(path)?;
        let bytes = match attachment.bytes() {
            Ok(bytes) => self.cleaned(path, bytes)?,
            Err(error) => {
                self.error.get_or_insert(error);
                return None;
            }
        };
        let nameless = self.v.is_nameless(path);
        let name = match nameless {
            true => {
                let hash = blake3::hash(&bytes).to_hex();
                format!("foto-{}.{}", &hash[..10], slug::slug(&path.extension()))
            }
            false => public_name(path),
        };
        let file_name = path.file_name();
        let stem = file_name
            .rsplit_once('.')
            .map_or(file_name, |(stem, _)| stem);
        let own = if nameless { "Снимок" } else { stem };
        self.taken.push(path.clone());
        Some(PublishedFile {
            name,
            title: title.unwrap_or(own).to_owned(),
            extension: path.extension(),
            size: bytes.len() as u64,
            bytes,
        })
    }

    /// A picture cleaned, any other file as it is; a picture that cannot be cleaned stays in.
    fn cleaned(&mut self, path: &RelPath, bytes: Arc<[u8]>) -> Option<Arc<[u8]>> {
        let why = match self.shelf.pictures.clean(&bytes) {
            Some(Ok(cleaned)) => return Some(cleaned),
            Some(Err(why)) => why,
            None if attachment::is_picture_name(&path.extension()) => {
                "по имени это снимок, а внутри что-то другое".to_owned()
            }
            None => return Some(bytes),
        };
        self.diagnostics.push(
            Diagnostic::new(
                &diag::BROKEN_PICTURE,
                Spot::File(path.clone()),
                format!("снимок «{}» нельзя опубликовать: {why}", path.file_name()),
            )
            .help("откройте снимок в любом редакторе и сохраните заново в JPEG или PNG"),
        );
        None
    }

    /// Files of an entry: each unless it is guarded; an extract in the place of its original.
    pub fn files(&mut self, files: &[Sp<AttachedFile>]) -> Vec<PublishedFile> {
        let mut out = Vec::new();
        for file in files {
            let record = &file.value.record;
            let title = record.title.as_ref().map(|t| t.value.as_str());
            let Ok(path) = RelPath::resolve(self.folder, &record.path.value.0) else {
                continue;
            };
            let refusal = self.v.guarded(&path).cloned();
            if let Some(refusal) = &refusal {
                self.withhold(format!("файл «{}»", path.file_name()), refusal);
            }
            match (&record.public_extract, refusal) {
                (Some(extract), _) => {
                    if let Ok(path) = RelPath::resolve(self.folder, &extract.value.0)
                        && self.v.guarded(&path).is_none()
                    {
                        out.extend(self.load(&path, title));
                    }
                }
                (None, None) => out.extend(self.load(&path, title)),
                (None, Some(_)) => {}
            }
        }
        out
    }

    /// A picture, unless somebody in it has not agreed.
    pub fn picture(&mut self, picture: &Picture) -> Option<PublishedPicture> {
        let path = RelPath::resolve(self.folder, &picture.path.value.0).ok()?;
        if let Some(refusal) = self.v.guarded(&path).cloned() {
            self.withhold(format!("снимок «{}»", path.file_name()), &refusal);
            if picture.on_withheld.is_none() && self.is_portrait(picture, &path) {
                self.diagnostics.push(
                    Diagnostic::at(
                        &diag::PICTURE_WITHHELD,
                        self.file,
                        picture.path.span,
                        format!("снимок закрыт: {}", refusal.message),
                    )
                    .help("уберите или замените снимок; если запись может выйти без него, добавьте on_withheld: drop"),
                );
            }
            return None;
        }
        let alt = self.prose(&picture.alt).plain();
        let file = self.load(&path, None)?;
        Some(PublishedPicture { file, alt })
    }

    /// Whether a picture shows one person: a text beside it speaks of that person.
    fn is_portrait(&self, picture: &Picture, path: &RelPath) -> bool {
        let alone = picture.persons.as_ref().is_some_and(|p| p.len() == 1);
        let own = |p: &Entry<Person>| {
            let photo = p
                .photo
                .as_ref()
                .map(|f| RelPath::resolve(&p.folder, &f.value.0));
            photo.is_some_and(|photo| photo.as_ref() == Ok(path))
        };
        alone || self.v.catalog.people.iter().any(own)
    }

    /// A photo of a person whose photo is open.
    pub fn photo(&mut self, path: &str, alt: String) -> Option<PublishedPicture> {
        let path = RelPath::resolve(self.folder, path).ok()?;
        // The same file may be the closed photo of somebody else.
        if self.v.guarded(&path).is_some() {
            return None;
        }
        let file = self.load(&path, None)?;
        Some(PublishedPicture { file, alt })
    }
}

/// What a file is called in the output.
pub fn public_name(path: &RelPath) -> String {
    let file_name = path.file_name();
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let extension = path.extension();
    let mut name = slug::slug(stem);
    if name.is_empty() {
        name.push_str("file");
    }
    if !extension.is_empty() {
        name = format!("{name}.{}", slug::slug(&extension));
    }
    name
}

/// The scheme of mentions in published Markdown.
pub const MENTION: &str = "mention:";

/// The name as the section shows names.
pub fn display_name(v: &Verdicts<'_>, person: &Entry<Person>) -> DisplayName {
    let style = v
        .catalog
        .site
        .names
        .as_ref()
        .map_or(NameStyle::Full, |n| n.value.0);
    let name = &person.name.value.0;
    DisplayName {
        full: name.full(),
        short: name.initials(),
        style,
    }
}

/// The word that stands for a person who is not named. A mentee is a «педагог»: being a mentee is a datum too.
pub fn role_word(person: &Entry<Person>) -> &'static str {
    let has = |role| person.roles.iter().any(|r| r.value.0 == role);
    if has(Role::Head) {
        "руководитель"
    } else if has(Role::Curator) {
        "куратор"
    } else if has(Role::Mentor) {
        "наставник"
    } else {
        "педагог"
    }
}
