//! The contract of the theme, `themes/CONTRACT.md`: told by the source of the views, so that it cannot lag behind it.
//! `UPDATE=1` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use rubrika::site::theme::{samples, words};
use serde_json::Value;

use crate::site::repository;

#[test]
fn the_contract_is_fresh() {
    let fresh = contract();
    let path = repository().join("themes/CONTRACT.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    let written = source("themes/CONTRACT.md");
    let shown = crate::golden::lines_that_differ(&written, &fresh, "  ");
    assert!(
        written == fresh,
        "themes/CONTRACT.md is stale; UPDATE=1 writes it anew:\n{shown}"
    );
}

/// What is known of a view is learnt from its full sample: what is empty there, no theme could be checked for.
#[test]
fn every_field_is_filled_in_some_full_sample() {
    let views = Views::read();
    let mut filled = BTreeSet::new();
    let section = serde_json::to_value(samples::section()).unwrap();
    views.fill("SectionView", &section, &mut filled);
    for (sample, (template, view)) in samples::full().iter().zip(&views.templates) {
        assert_eq!(sample.template.file(), template, "another order");
        let value = serde_json::to_value(&sample.view).unwrap();
        views.fill(view, &value, &mut filled);
    }
    let all = views.structs.iter();
    let all = all.flat_map(|(name, s)| s.fields.iter().map(move |f| format!("{name}.{}", f.name)));
    // A programme has either results or a word of why there are none; the word is plain text.
    let apart = "ProgramView.results_note";
    let empty = all.filter(|field| !filled.contains(field) && field != apart);
    let empty: Vec<String> = empty.collect();
    assert!(empty.is_empty(), "no full sample fills {empty:?}");
}

fn contract() -> String {
    let views = Views::read();
    let mut parts = BTreeMap::new();
    parts.insert("templates", views.table_of_templates());
    parts.insert("views", views.chapters(true));
    parts.insert("parts", views.chapters(false));
    parts.insert("blocks", blocks());
    parts.insert("components", components());
    parts.insert("filters", list(words::FILTERS));
    parts.insert("tests", list(words::TESTS));
    parts.insert("functions", list(words::FUNCTIONS));
    let mut out = String::new();
    for line in source("tests/suite/contract.md").lines() {
        let part = line.strip_prefix("[[").and_then(|l| l.strip_suffix("]]"));
        match part {
            Some(name) => out.push_str(parts[name].trim_end()),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

struct Field {
    name: String,
    kind: Kind,
    doc: String,
}

/// The type of a field, as a template meets it.
#[derive(Clone)]
enum Kind {
    Text,
    Number,
    Flag,
    Part(String),
    List(Box<Kind>),
    Maybe(Box<Kind>),
}

struct Struct {
    doc: String,
    fields: Vec<Field>,
}

struct Views {
    structs: BTreeMap<String, Struct>,
    /// Names in the order of the files, as they were written.
    order: Vec<String>,
    /// File and view.
    templates: Vec<(String, String)>,
}

impl Views {
    fn read() -> Self {
        let mut views = Self {
            structs: BTreeMap::new(),
            order: Vec::new(),
            templates: Vec::new(),
        };
        let folder = repository().join("src/site/view");
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|f| f.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            views.read_file(&fs::read_to_string(&file).unwrap());
        }
        assert!(views.templates.len() > 20, "the table of templates is lost");
        views
    }

    /// The views are plain and formatted: a struct a block, a field a line, each under its doc comment. What looks
    /// otherwise stops the test.
    fn read_file(&mut self, text: &str) {
        let mut doc = Vec::new();
        let mut open: Option<String> = None;
        let mut table = false;
        for line in text.lines().map(str::trim) {
            if let Some(said) = line.strip_prefix("///") {
                doc.push(said.trim().to_owned());
                continue;
            }
            if line.starts_with("#[") {
                continue;
            }
            let said = paragraph(&std::mem::take(&mut doc));
            if let Some(rest) = line.strip_prefix("pub struct ") {
                let name = rest.strip_suffix(" {");
                let name = name.unwrap_or_else(|| panic!("not a view with named fields: {line}"));
                let doc = said.unwrap_or_else(|| panic!("{name} has no doc comment"));
                let fields = Vec::new();
                self.order.push(name.to_owned());
                self.structs.insert(name.to_owned(), Struct { doc, fields });
                open = Some(name.to_owned());
            } else if line == "templates! {" {
                table = true;
            } else if line == "}" {
                open = None;
                table = false;
            } else if let Some(name) = &open {
                let field = field(name, line, said);
                self.structs.get_mut(name).unwrap().fields.push(field);
            } else if table {
                let row = line.strip_suffix(',').and_then(row);
                self.templates
                    .push(row.unwrap_or_else(|| panic!("not a row of templates: {line}")));
            }
        }
    }

    fn table_of_templates(&self) -> String {
        let mut out = String::from("| Файл | Представление | Что это |\n|---|---|---|\n");
        for (file, view) in &self.templates {
            let what = self.structs[view].doc.split(" – `").next().unwrap();
            out.push_str(&format!("| `{file}` | {} | {what} |\n", link(view)));
        }
        out
    }

    /// Chapters of the views that templates get, or of all the others.
    fn chapters(&self, of_templates: bool) -> String {
        let given: Vec<&String> = self.templates.iter().map(|(_, view)| view).collect();
        let others = self
            .order
            .iter()
            .filter(|name| !given.contains(name))
            .collect();
        let mut out = String::new();
        for name in if of_templates { given } else { others } {
            let s = &self.structs[name];
            out.push_str(&format!("### {name}\n\n{}\n\n", s.doc));
            out.push_str("| Поле | Тип | Что это |\n|---|---|---|\n");
            for field in &s.fields {
                let kind = field.kind.words();
                out.push_str(&format!("| `{}` | {kind} | {} |\n", field.name, field.doc));
            }
            out.push('\n');
        }
        out
    }

    /// Marks the fields that a value fills.
    fn fill(&self, name: &str, value: &Value, filled: &mut BTreeSet<String>) {
        for field in &self.structs[name].fields {
            let value = value.get(&field.name);
            let value = value.unwrap_or_else(|| panic!("{name}.{} is not serialised", field.name));
            if self.fill_kind(&field.kind, value, filled) {
                filled.insert(format!("{name}.{}", field.name));
            }
        }
    }

    fn fill_kind(&self, kind: &Kind, value: &Value, filled: &mut BTreeSet<String>) -> bool {
        match kind {
            Kind::Maybe(inner) => !value.is_null() && self.fill_kind(inner, value, filled),
            Kind::List(item) => {
                let items = value.as_array().expect("a list");
                let each = items.iter().map(|v| self.fill_kind(item, v, filled));
                each.fold(false, |any, one| any | one)
            }
            Kind::Part(name) => {
                self.fill(name, value, filled);
                true
            }
            Kind::Text => value.is_string(),
            Kind::Number => value.is_number(),
            Kind::Flag => value.is_boolean(),
        }
    }
}

impl Kind {
    fn words(&self) -> String {
        match self {
            Self::Text => "строка".to_owned(),
            Self::Number => "число".to_owned(),
            Self::Flag => "да или нет".to_owned(),
            Self::Part(name) => link(name),
            Self::List(item) => match &**item {
                Self::Text => "список строк".to_owned(),
                item => format!("список: {}", item.words()),
            },
            Self::Maybe(inner) => format!("{}, может не быть", inner.words()),
        }
    }
}

fn link(name: &str) -> String {
    format!("[`{name}`](#{})", name.to_lowercase())
}

/// `Variant View "file"` of the table in `template.rs`.
fn row(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let (_, view, file) = (words.next()?, words.next()?, words.next()?);
    Some((file.trim_matches('"').to_owned(), view.to_owned()))
}

/// `pub name: Type,`
fn field(view: &str, line: &str, doc: Option<String>) -> Field {
    let written = line.strip_prefix("pub ").and_then(|l| l.strip_suffix(','));
    let (name, ty) = written
        .and_then(|l| l.split_once(": "))
        .unwrap_or_else(|| panic!("{view}: not a field: {line}"));
    let place = format!("{view}.{name}");
    Field {
        doc: doc.unwrap_or_else(|| panic!("{place} has no doc comment")),
        kind: kind(ty).unwrap_or_else(|| panic!("{place}: what is {ty} in words?")),
        name: name.to_owned(),
    }
}

/// A doc comment in one paragraph; names in brackets are links of rustdoc only.
fn paragraph(lines: &[String]) -> Option<String> {
    let text = lines.join(" ");
    let text = text
        .replace("[`", "`")
        .replace("`]", "`")
        .replace('|', "\\|");
    (!text.trim().is_empty()).then_some(text)
}

fn kind(ty: &str) -> Option<Kind> {
    let inside = |word: &str| ty.strip_prefix(word)?.strip_suffix('>');
    if let Some(item) = inside("Vec<") {
        return Some(Kind::List(Box::new(kind(item)?)));
    }
    if let Some(inner) = inside("Option<") {
        return Some(Kind::Maybe(Box::new(kind(inner)?)));
    }
    Some(match ty {
        "String" => Kind::Text,
        "bool" => Kind::Flag,
        "u8" | "u16" | "u32" | "u64" | "usize" | "i64" => Kind::Number,
        name if name.chars().all(char::is_alphanumeric) => Kind::Part(name.to_owned()),
        _ => return None,
    })
}

/// What each block of `base.html` is for. A block without words here, or words without a block, fail the test.
const BLOCKS: &[(&str, &str)] = &[
    ("head", "В конце `<head>`; пусто"),
    (
        "kicker",
        "Строка над заголовком страницы: вид документа, дата новости",
    ),
    (
        "lead",
        "Под заголовком: вступление, состояние, предупреждение",
    ),
    ("main", "Содержание страницы"),
    (
        "pager",
        "Номера страниц списка, если он занял больше одной; без них до остальных страниц не дойти",
    ),
    ("after", "Что стоит под списком и его номерами страниц"),
];

fn blocks() -> String {
    let base = source("themes/default/templates/base.html");
    let found: BTreeSet<&str> = base
        .match_indices("block ")
        .filter(|(at, _)| base[..*at].trim_end_matches(['-', ' ']).ends_with("{%"))
        .filter_map(|(at, word)| base[at + word.len()..].split([' ', '%', '-']).next())
        .collect();
    let named: BTreeSet<&str> = BLOCKS.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, named, "blocks of base.html and their words");
    let mut out = String::from("| Блок | Что в нём |\n|---|---|\n");
    for (name, words) in BLOCKS {
        out.push_str(&format!("| `{name}` | {words} |\n"));
    }
    out
}

/// Components with their arguments, from every template of the default theme.
fn components() -> String {
    let folder = repository().join("themes/default/templates");
    let mut rows = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for (at, word) in text.match_indices("{% component ") {
            let head = &text[at + word.len()..];
            let (name, rest) = head.split_once('(').expect("arguments");
            let arguments = rest.split(')').next().unwrap();
            let definition = rest.split("endcomponent").next().unwrap();
            let body = if definition.contains("{{ body }}") {
                "да"
            } else {
                ""
            };
            rows.insert(
                name.trim().to_owned(),
                (arguments.replace('|', "\\|"), body),
            );
        }
    }
    assert!(rows.len() > 10, "the components are lost");
    let mut out = String::from("| Компонент | Аргументы | С телом |\n|---|---|---|\n");
    for (name, (arguments, body)) in rows {
        let arguments: Vec<String> = arguments.split(", ").map(|a| format!("`{a}`")).collect();
        let row = format!("| `{name}` | {} | {body} |\n", arguments.join(", "));
        out.push_str(&row.replace("|  |", "| |"));
    }
    out
}

fn list(words: &[words::Word]) -> String {
    let lines = words
        .iter()
        .map(|(name, meaning)| format!("- `{name}` – {meaning}\n"));
    lines.collect()
}

fn source(path: &str) -> String {
    fs::read_to_string(repository().join(path))
        .unwrap_or_default()
        .replace("\r\n", "\n")
}
