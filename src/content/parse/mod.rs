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
use crate::source::{FileId, RelPath, SourceFile, Sources};
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

impl Record {
    /// The kind of its entry.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Site(_) => Kind::Site,
            Self::Person(_) => Kind::Person,
            Self::Program(_) => Kind::Program,
            Self::Results(_) => Kind::Results,
            Self::Practice(_) => Kind::Practice,
            Self::Act(_) => Kind::Act,
            Self::Method(_) => Kind::Method,
            Self::News(_) => Kind::News,
            Self::Roadmap(_) => Kind::Roadmap,
            Self::Monitoring(_) => Kind::Monitoring,
            Self::Page(_) => Kind::Page,
        }
    }
}

/// What one file gave.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub document: Option<Document>,
    /// The entry that is written there, but could not be read.
    pub unread: Option<Address>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Which entry a file holds.
#[derive(Clone, Debug)]
pub struct Address {
    pub path: String,
    pub kind: Kind,
    pub id: String,
    /// The folder that attachments are named from, below the root.
    pub folder: String,
    /// The entry is a folder with `index.md`.
    pub bundle: bool,
}

/// Which folders are bundles: they hold an `index.md` or `index.yaml`.
pub fn bundles(sources: &Sources) -> BTreeSet<String> {
    let read = sources.files().map(|(_, f)| &f.path);
    read.chain(sources.unread())
        .filter(|path| matches!(path.file_name(), "index.md" | "index.yaml" | "index.yml"))
        .map(|path| path.folder().to_owned())
        .filter(|folder| folder.matches('/').count() > 1)
        .collect()
}

/// Decodes one file.
pub fn parse(id: FileId, file: &SourceFile, bundles: &BTreeSet<String>) -> Parsed {
    let mut out = Vec::new();
    let address = match locate(&file.path, bundles) {
        Ok(address) => address,
        Err(help) => {
            let path = file.path.as_str();
            let path = path.strip_prefix("content/").unwrap_or(path);
            let message = format!("файл «{path}» лежит не на своём месте");
            out.push(Diagnostic::at(&diag::STRAY_FILE, id, file.first_line(), message).help(help));
            return Parsed {
                diagnostics: out,
                ..Parsed::default()
            };
        }
    };
    let Some(parts) = front::split(id, file, &mut out) else {
        return Parsed {
            document: None,
            unread: Some(address),
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
            unread: Some(address),
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
    let record = decode(address.kind, &node, &mut Cx::new(id, &mut out));
    let body = parts
        .body
        .map(|span| Arc::new(body::outline(&file.text, span)));
    let Some(record) = record else {
        return Parsed {
            document: None,
            unread: Some(address),
            diagnostics: out,
        };
    };
    Parsed {
        document: Some(Document {
            file: id,
            id: address.id,
            folder: address.folder,
            bundle: address.bundle,
            record,
            body,
        }),
        unread: None,
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

/// The kind comes from the folder, the id from the path below it. The error is the way out.
pub fn locate(path: &RelPath, bundles: &BTreeSet<String>) -> Result<Address, String> {
    let folder = path.folder().to_owned();
    let name = path.file_name();
    let whole = path.as_str();
    let path = path
        .as_str()
        .strip_prefix("content/")
        .unwrap_or(path.as_str());
    let stem = |name: &str| {
        name.rsplit_once('.')
            .map_or(name, |(stem, _)| stem)
            .to_owned()
    };
    let alone = |kind, id: String| {
        Ok(Address {
            path: whole.to_owned(),
            kind,
            id,
            folder: folder.clone(),
            bundle: false,
        })
    };
    let Some((top, rest)) = path.split_once('/') else {
        return if path == "site.md" {
            Err("настройки раздела лежат в файле site.yaml".into())
        } else if stem(path) == "site" {
            alone(Kind::Site, "site".into())
        } else if path.ends_with(".md") {
            alone(Kind::Page, stem(path))
        } else {
            Err("в корне content лежат site.yaml и страницы .md".into())
        };
    };
    let Some(kind) = Kind::ALL.iter().copied().find(|k| k.folder() == top) else {
        let folders = Kind::ALL
            .iter()
            .map(|k| k.folder())
            .filter(|f| !f.is_empty());
        return Err(match crate::text::suggest::nearest(top, folders) {
            Some(near) => format!("возможно, папка должна называться «{near}»"),
            None => "папки видов: people, programs, practices, acts, methods, news, roadmaps, monitoring, pages".into(),
        });
    };
    let within = |kind, id: &str| {
        Ok(Address {
            path: whole.to_owned(),
            kind,
            id: id.to_owned(),
            folder: folder.clone(),
            bundle: true,
        })
    };
    let below = rest.rsplit_once('/').map(|(folder, _)| folder);
    if inside_a_bundle(&folder, bundles) {
        return Err("в папке записи лежат её index.md и вложения: другой текст положите отдельной записью или назовите его расширением .txt".into());
    }
    match (bundles.contains(&folder), stem(name).as_str(), below) {
        (true, "index", Some(id)) => within(kind, id),
        // Even without its programme: a rule says what is missing.
        (_, "results", Some(id)) if kind == Kind::Program => within(Kind::Results, id),
        (true, _, Some(_)) => Err(
            "в папке записи текст лежит в index.md, а результаты программы – в results.md".into(),
        ),
        _ => alone(kind, stem(rest)),
    }
}

/// Whether a folder lies in that of an entry.
fn inside_a_bundle(folder: &str, bundles: &BTreeSet<String>) -> bool {
    let above = folder.match_indices('/').map(|(i, _)| &folder[..i]);
    above.into_iter().any(|f| bundles.contains(f))
}
