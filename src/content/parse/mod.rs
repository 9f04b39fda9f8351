//! Parse: one file → one [`Document`]: a record with places, and the outline of its body.

pub mod body;
pub mod field;
pub mod front;
pub mod record;
pub mod tree;
pub mod value;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::{self, Diagnostic};
use crate::source::{FileId, SourceFile, Sources};
use crate::vocab::Kind;

use body::Body;
use field::{Cx, Decode};
use record::*;
use tree::{Node, Value};

/// One file, decoded.
#[derive(Clone, Debug)]
pub struct Document {
    pub file: FileId,
    pub id: String,
    /// The folder that attachments are named from, below the root.
    pub folder: String,
    /// The entry is a folder with `index.md`.
    pub bundle: bool,
    pub record: Record,
    pub body: Option<Arc<Body>>,
}

/// The record of any kind.
#[derive(Clone, Debug)]
pub enum Record {
    Site(Arc<Site>),
    Person(Arc<Person>),
    Program(Arc<Program>),
    Results(Arc<Results>),
    Practice(Arc<Practice>),
    Act(Arc<Act>),
    Method(Arc<Method>),
    News(Arc<News>),
    Roadmap(Arc<Roadmap>),
    Monitoring(Arc<Monitoring>),
    Page(Arc<Page>),
}

/// What one file gave.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub document: Option<Document>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Which folders are bundles: they hold an `index.md` or `index.yaml`.
pub fn bundles(sources: &Sources) -> BTreeSet<String> {
    sources
        .files()
        .filter(|(_, f)| matches!(f.path.file_name(), "index.md" | "index.yaml" | "index.yml"))
        .map(|(_, f)| f.path.folder().to_owned())
        .filter(|folder| folder != "content")
        .collect()
}

/// Decodes one file.
pub fn parse(id: FileId, file: &SourceFile, bundles: &BTreeSet<String>) -> Parsed {
    let mut out = Vec::new();
    let Some(address) = locate(id, file, bundles, &mut out) else {
        return Parsed {
            document: None,
            diagnostics: out,
        };
    };
    let Some(parts) = front::split(id, file, &mut out) else {
        return Parsed {
            document: None,
            diagnostics: out,
        };
    };
    let front = &file.text[parts.front.range()];
    let before = out.len();
    let node = tree::read(id, front, parts.front.start as usize, &mut out);
    let syntax_error = out[before..].iter().any(|d| {
        std::ptr::eq(d.rule, &diag::YAML_SYNTAX) || std::ptr::eq(d.rule, &diag::YAML_TOO_DEEP)
    });
    if syntax_error && node.is_none() {
        return Parsed {
            document: None,
            diagnostics: out,
        };
    }
    let node = node.unwrap_or(Node {
        span: parts.front,
        value: Value::Mapping(Vec::new()),
    });
    let node = match node.value {
        Value::Null => Node {
            span: node.span,
            value: Value::Mapping(Vec::new()),
        },
        _ => node,
    };
    let record = decode(
        address.kind,
        &node,
        &mut Cx {
            file: id,
            out: &mut out,
        },
    );
    let body = parts
        .body
        .map(|span| Arc::new(body::outline(&file.text[span.range()], span.start as usize)));
    let document = record.map(|record| Document {
        file: id,
        id: address.id,
        folder: address.folder,
        bundle: address.bundle,
        record,
        body,
    });
    Parsed {
        document,
        diagnostics: out,
    }
}

fn decode(kind: Kind, node: &Node, cx: &mut Cx<'_>) -> Option<Record> {
    Some(match kind {
        Kind::Site => Record::Site(Arc::new(Site::decode(node, cx)?)),
        Kind::Person => Record::Person(Arc::new(Person::decode(node, cx)?)),
        Kind::Program => Record::Program(Arc::new(Program::decode(node, cx)?)),
        Kind::Results => Record::Results(Arc::new(Results::decode(node, cx)?)),
        Kind::Practice => Record::Practice(Arc::new(Practice::decode(node, cx)?)),
        Kind::Act => Record::Act(Arc::new(Act::decode(node, cx)?)),
        Kind::Method => Record::Method(Arc::new(Method::decode(node, cx)?)),
        Kind::News => Record::News(Arc::new(News::decode(node, cx)?)),
        Kind::Roadmap => Record::Roadmap(Arc::new(Roadmap::decode(node, cx)?)),
        Kind::Monitoring => Record::Monitoring(Arc::new(Monitoring::decode(node, cx)?)),
        Kind::Page => Record::Page(Arc::new(Page::decode(node, cx)?)),
    })
}

struct Address {
    kind: Kind,
    id: String,
    folder: String,
    bundle: bool,
}

/// The kind comes from the folder, the id from the path below it.
fn locate(
    id: FileId,
    file: &SourceFile,
    bundles: &BTreeSet<String>,
    out: &mut Vec<Diagnostic>,
) -> Option<Address> {
    let path = file
        .path
        .as_str()
        .strip_prefix("content/")
        .unwrap_or(file.path.as_str());
    let folder = file.path.folder().to_owned();
    let mut stray = |help: String| {
        out.push(
            Diagnostic::at(
                &diag::STRAY_FILE,
                id,
                file.first_line(),
                format!("файл «{path}» лежит не на своём месте"),
            )
            .help(help),
        );
        None
    };
    let stem = |name: &str| {
        name.rsplit_once('.')
            .map_or(name, |(stem, _)| stem)
            .to_owned()
    };
    let Some((top, rest)) = path.split_once('/') else {
        return if stem(path) == "site" {
            if path == "site.md" {
                return stray("настройки раздела лежат в файле site.yaml".into());
            }
            Some(Address {
                kind: Kind::Site,
                id: "site".into(),
                folder,
                bundle: false,
            })
        } else if path.ends_with(".md") {
            Some(Address {
                kind: Kind::Page,
                id: stem(path),
                folder,
                bundle: false,
            })
        } else {
            stray("в корне content лежат site.yaml и страницы .md".into())
        };
    };
    let Some(kind) = Kind::ALL.iter().copied().find(|k| k.folder() == top) else {
        let folders = Kind::ALL
            .iter()
            .map(|k| k.folder())
            .filter(|f| !f.is_empty());
        let help = match crate::text::suggest::nearest(top, folders) {
            Some(near) => format!("возможно, папка должна называться «{near}»"),
            None => "папки видов: people, programs, practices, acts, methods, news, roadmaps, monitoring, pages".into(),
        };
        return stray(help);
    };
    let name = file.path.file_name();
    let in_bundle = bundles.contains(file.path.folder()) && folder != format!("content/{top}");
    let below = rest.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    match (in_bundle, stem(name).as_str(), below) {
        (true, "index", Some(id)) => Some(Address {
            kind,
            id,
            folder,
            bundle: true,
        }),
        (true, "results", Some(id)) if kind == Kind::Program => Some(Address {
            kind: Kind::Results,
            id,
            folder,
            bundle: true,
        }),
        (true, _, _) => stray(
            "в папке записи текст лежит в index.md, а результаты программы – в results.md".into(),
        ),
        _ => Some(Address {
            kind,
            id: stem(rest),
            folder,
            bundle: false,
        }),
    }
}
