//! References, mentions, links and file names: each must lead somewhere.

use rayon::prelude::*;
use std::borrow::Cow;

use crate::content::parse::body::Body;
use crate::content::parse::field::{Decode, Visibility, Visitor};
use crate::diag::{self, Diagnostic};
use crate::source::{FileId, PathProblem, RelPath, Sources, Span};
use crate::text::{markdown, plural, suggest};
use crate::vocab::Kind;

use super::{Catalog, Entry, LinkProblem, LinkTarget, RESULTS, each_table};

/// Complains about everything in some files that leads nowhere.
pub fn leads(
    catalog: &Catalog,
    sources: &Sources,
    wanted: impl Fn(FileId) -> bool,
) -> Vec<Diagnostic> {
    let cyrillic = catalog.people.ids().into_iter();
    let cyrillic: Vec<&str> = cyrillic.filter(|id| !id.is_ascii()).collect();
    let cyrillic = cyrillic.as_slice();
    let mut entries: Vec<Box<dyn Fn() -> Vec<Diagnostic> + Send + Sync + '_>> = Vec::new();
    each_table!(catalog, entry, _kind => if wanted(entry.file) {
        entries.push(Box::new(move || {
            let mut out = Vec::new();
            entry_leads(catalog, entry, sources, cyrillic, &mut out);
            out
        }));
    });
    entries.par_iter().flat_map_iter(|leads| leads()).collect()
}

fn entry_leads<T: Decode>(
    catalog: &Catalog,
    entry: &Entry<T>,
    sources: &Sources,
    cyrillic: &[&str],
    out: &mut Vec<Diagnostic>,
) {
    let mut walk = Walk {
        catalog,
        sources,
        cyrillic,
        file: entry.file,
        folder: &entry.folder,
        out,
    };
    entry
        .record
        .visit(Span::default(), Visibility::Public, &mut walk);
    if let Some(body) = &entry.body {
        body_leads(body, &mut walk);
    }
}

struct Walk<'a> {
    catalog: &'a Catalog,
    sources: &'a Sources,
    /// Ids of people that are not Latin.
    cyrillic: &'a [&'a str],
    file: FileId,
    folder: &'a str,
    out: &'a mut Vec<Diagnostic>,
}

impl<'r> Visitor<'r> for Walk<'_> {
    fn reference(&mut self, kind: Kind, id: &str, span: Span) {
        // An empty one has been refused.
        if !id.is_empty() && !known(self.catalog, kind, id) {
            self.out
                .push(unknown_id(self.catalog, self.file, kind, id, span));
        }
    }

    fn text(&mut self, text: Cow<'r, str>, span: Span, visibility: Visibility, mentions: bool) {
        if !mentions || visibility == Visibility::Private {
            return;
        }
        for m in markdown::mentions(&text) {
            let place = self.sources.part(self.file, span, &text, m.range.clone());
            mention(self.catalog, self.file, m.target, place, self.out);
        }
    }

    fn person_or_text(&mut self, text: &'r str, span: Span, visibility: Visibility) {
        if like_an_id(self.cyrillic, text) && !known(self.catalog, Kind::Person, text) {
            self.out.push(unknown_id(
                self.catalog,
                self.file,
                Kind::Person,
                text,
                span,
            ));
        }
        self.text(text.into(), span, visibility, true);
    }

    fn path(&mut self, path: &str, span: Span) {
        if path.is_empty() {
            return;
        }
        match RelPath::resolve(self.folder, path) {
            Ok(resolved) if resolved.as_str().starts_with("content/") => {
                let refused = self.sources.unread().contains(&resolved);
                if self.sources.attachment(&resolved).is_none() && !refused {
                    let here = self
                        .sources
                        .attachments()
                        .iter()
                        .filter(|a| a.path.folder() == resolved.folder());
                    let near =
                        suggest::nearest(resolved.file_name(), here.map(|a| a.path.file_name()));
                    let mut d = Diagnostic::at(
                        &diag::MISSING_FILE,
                        self.file,
                        span,
                        format!("нет файла «{}»", path),
                    );
                    d.help = Some(match near {
                        Some(name) => format!("рядом лежит «{name}»: возможно, имелся в виду он"),
                        None => format!("положите его сюда: {resolved}"),
                    });
                    self.out.push(d);
                }
            }
            Ok(_) => self
                .out
                .push(path_problem(self.file, span, PathProblem::Escapes)),
            Err(problem) => self.out.push(path_problem(self.file, span, problem)),
        }
    }
}

fn path_problem(file: FileId, span: Span, problem: PathProblem) -> Diagnostic {
    Diagnostic::at(&diag::PATH_ESCAPES, file, span, problem.to_string())
        .help("пишите имя файла, который лежит рядом с записью, например prikaz.pdf")
}

fn body_leads(body: &Body, walk: &mut Walk<'_>) {
    for m in &body.mentions {
        mention(walk.catalog, walk.file, &m.target, m.span, walk.out);
    }
    for link in &body.links {
        match walk.catalog.link(walk.folder, link, walk.sources) {
            Ok(LinkTarget::Anchor(anchor)) => {
                let places: Vec<&str> = body.headings.iter().map(|h| h.id.as_str()).collect();
                missing_anchor(&anchor, &places, link.span, walk);
            }
            Ok(LinkTarget::Entry(kind, id, Some(anchor))) => {
                let mut bodies = vec![walk.catalog.body(kind, &id)];
                let mut places = Vec::new();
                if kind == Kind::Program {
                    // One page shows both.
                    bodies.push(walk.catalog.body(Kind::Results, &id));
                    places.push(RESULTS);
                }
                let bodies: Vec<&Body> = bodies.into_iter().flatten().collect();
                places.extend(
                    bodies
                        .iter()
                        .flat_map(|b| &b.headings)
                        .map(|h| h.id.as_str()),
                );
                if !bodies.is_empty() {
                    missing_anchor(&anchor, &places, link.span, walk);
                }
            }
            Ok(_) => {}
            Err(problem) => walk
                .out
                .push(link_problem(walk.file, link.span, link, problem)),
        }
    }
    for image in &body.images {
        if image.alt.trim().is_empty() {
            walk.out.push(
                Diagnostic::at(
                    &diag::MISSING_ALT,
                    walk.file,
                    image.span,
                    "у картинки нет текстового описания",
                )
                .help("напишите, что на ней: ![описание](файл)"),
            );
        }
        match walk.catalog.link(walk.folder, &image.path, walk.sources) {
            Ok(LinkTarget::File(_)) => {}
            Ok(LinkTarget::External) => walk.out.push(
                Diagnostic::at(
                    &diag::EXTERNAL_RESOURCE,
                    walk.file,
                    image.span,
                    "картинка загружается с чужого сайта",
                )
                .help("сохраните её рядом с записью и сошлитесь на файл"),
            ),
            Ok(_) => walk.out.push(Diagnostic::at(
                &diag::DANGLING_LINK,
                walk.file,
                image.span,
                "это не картинка",
            )),
            Err(problem) => {
                walk.out
                    .push(link_problem(walk.file, image.span, &image.path, problem))
            }
        }
    }
    if let Some(span) = body.unclosed_comment {
        walk.out.push(
            Diagnostic::at(
                &diag::RAW_HTML,
                walk.file,
                span,
                "комментарий не закрыт: всё после него не выйдет на страницу",
            )
            .help("поставьте в конце комментария «-->»"),
        );
    }
    let site = &walk.catalog.site;
    let raw_html = site.raw_html.as_ref().is_some_and(|r| r.value);
    if !raw_html && !site.doubtful(&["raw_html"]) {
        for &span in &body.html {
            walk.out.push(
                Diagnostic::at(
                    &diag::RAW_HTML,
                    walk.file,
                    span,
                    "HTML будет показан как обычный текст",
                )
                .help("замените его разметкой Markdown"),
            );
        }
    }
}

fn missing_anchor(anchor: &str, places: &[&str], span: Span, walk: &mut Walk<'_>) {
    if places.contains(&anchor) {
        return;
    }
    let mut d = Diagnostic::at(
        &diag::MISSING_ANCHOR,
        walk.file,
        span,
        format!("на странице нет места «#{anchor}»"),
    );
    d.help = suggest::nearest(anchor, places.iter().copied())
        .map(|n| format!("возможно, имелось в виду «#{n}»"));
    walk.out.push(d);
}

fn link_problem(file: FileId, span: Span, dest: &str, problem: LinkProblem) -> Diagnostic {
    match problem {
        LinkProblem::Scheme(scheme) => Diagnostic::at(
            &diag::UNSAFE_LINK,
            file,
            span,
            format!("ссылка со схемой «{scheme}:» не допускается"),
        )
        .help("можно http, https, mailto и tel"),
        LinkProblem::Path(problem) => path_problem(file, span, problem),
        LinkProblem::Nothing(near) => {
            let mut d = Diagnostic::at(
                &diag::DANGLING_LINK,
                file,
                span,
                format!("ссылка «{dest}» никуда не ведёт"),
            );
            d.help = Some(match near {
                Some(near) => format!("возможно, имелось в виду «{near}»"),
                None => "укажите путь к файлу содержимого, например ../acts/prikaz.md".into(),
            });
            d
        }
        LinkProblem::Empty => Diagnostic::at(
            &diag::DANGLING_LINK,
            file,
            span,
            "пустая ссылка никуда не ведёт",
        )
        .help("укажите в скобках адрес или путь к файлу содержимого, например ../acts/prikaz.md"),
        LinkProblem::Query(query) => Diagnostic::at(
            &diag::DANGLING_LINK,
            file,
            span,
            format!("в ссылке на файл содержимого не бывает «{query}»"),
        )
        .help("уберите всё, начиная со знака «?»: место на странице называют после «#»"),
    }
}

/// Whether a reference leads somewhere, or may: an entry that could not be read has been complained about itself.
fn known(catalog: &Catalog, kind: Kind, id: &str) -> bool {
    catalog.canonical(kind, id).is_some() || catalog.is_unread(kind, id)
}

fn mention(catalog: &Catalog, file: FileId, target: &str, span: Span, out: &mut Vec<Diagnostic>) {
    match parse_mention(target) {
        Some((_, "")) => out.push(
            Diagnostic::at(
                &diag::UNKNOWN_ID,
                file,
                span,
                "в упоминании не сказано, о ком или о чём оно",
            )
            .help(mention_help()),
        ),
        Some((kind, id)) if known(catalog, kind, id) => {}
        Some((kind, id)) => out.push(unknown_id(catalog, file, kind, id, span)),
        None => {
            let kind = target.split(':').next().unwrap_or(target);
            out.push(
                Diagnostic::at(
                    &diag::UNKNOWN_ID,
                    file,
                    span,
                    format!("в упоминании неизвестный вид «{kind}»"),
                )
                .help(mention_help()),
            );
        }
    }
}

/// How mentions are written.
pub fn mention_help() -> &'static str {
    "пишите [[человек]], [[program:…]], [[act:…]], [[practice:…]], [[news:…]], [[method:…]], [[roadmap:…]] или [[page:…]]"
}

/// The kind and id that a mention means: without a kind it is a person.
pub fn parse_mention(target: &str) -> Option<(Kind, &str)> {
    match target.split_once(':') {
        None => Some((Kind::Person, target)),
        Some((kind, id)) => Kind::ALL
            .iter()
            .copied()
            .find(|k| k.code() == kind.trim())
            .filter(|k| !matches!(k, Kind::Site | Kind::Results))
            .map(|k| (k, id.trim())),
    }
}

/// Whether a text means a person of the bank: one Latin word, or a Cyrillic one that is nearly an id.
fn like_an_id(cyrillic: &[&str], text: &str) -> bool {
    let in_an_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    !text.is_empty()
        && text.chars().all(in_an_id)
        && (text.is_ascii() || suggest::nearest(text, cyrillic.iter().copied()).is_some())
}

fn unknown_id(catalog: &Catalog, file: FileId, kind: Kind, id: &str, span: Span) -> Diagnostic {
    let known = catalog.ids(kind);
    let what = match kind {
        Kind::Person => "человека",
        Kind::Program => "программы",
        Kind::Practice => "практики",
        Kind::Act => "акта",
        Kind::Method => "методического материала",
        Kind::News => "новости",
        Kind::Roadmap => "дорожной карты",
        Kind::Monitoring => "мониторинга",
        Kind::Page => "страницы",
        Kind::Results => "результатов",
        Kind::Site => "раздела",
    };
    let mut d = Diagnostic::at(
        &diag::UNKNOWN_ID,
        file,
        span,
        format!("нет {what} с идентификатором «{id}»"),
    );
    d.help = Some(match suggest::nearest(id, known.iter().copied()) {
        Some(near) => format!("возможно, имелось в виду «{near}»"),
        None if known.is_empty() => format!("в папке content/{} пока пусто", kind.folder()),
        None => {
            let near: Vec<_> = suggest::ranked(id, known.iter().copied(), 3)
                .iter()
                .map(|n| format!("«{n}»"))
                .collect();
            format!("ближайшие: {}", plural::list(&near))
        }
    });
    d
}
