//! Character data of XML as a person would read it: words cut by formatting are whole again.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::gather::{Gather, MAX_PART};

/// Where an element's end ends a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// After paragraphs, rows, cells: runs of text inside them are joined.
    Paragraphs,
    /// After every element: lists of properties.
    Elements,
}

/// What stands in a part.
#[derive(Default)]
pub struct Words {
    /// The text as it is now.
    pub text: String,
    /// Paragraphs as they were before tracked changes: with what is deleted, without what is inserted.
    pub former: String,
    /// Values of attributes that say something: element, attribute, value.
    pub attributes: Vec<(String, String, String)>,
    /// Comments of the markup.
    pub comments: String,
    /// The markup breaks off or is wrong.
    pub broken: bool,
    /// Cells repeat long strings beyond what may be unpacked.
    pub too_big: bool,
}

/// An event costs as much as so many glyphs of a page.
const STEPS: usize = 3;
/// Attributes whose values are written by people, or name them.
const SPEAKING: &[&str] = &[
    "author",
    "initials",
    "name",
    "descr",
    "title",
    "alt",
    "tooltip",
    "Target",
    "href",
    "displayName",
    "userId",
    "instr",
    "alias",
    "string-value",
    "text",
    "creator",
    "lastModifiedBy",
    "dataDascr",
    "prompt",
    "promptTitle",
    "error",
    "content",
    "formula",
    "string",
    "password",
    "address",
    "location",
];

/// Elements that end a line in a text.
const BLOCKS: &[&str] = &[
    "p",
    "h",
    "row",
    "si",
    "tr",
    "table-row",
    "comment",
    "title",
    "creator",
    "date",
    "li",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "annotation",
    "note",
    "footnote",
    "endnote",
    "tc",
    "td",
    "th",
    "table-cell",
    "c",
    "br",
    "definedName",
    "cr",
    "line-break",
    "f",
    "v",
    "text-box",
    "initials",
];

/// Reads a part. `shared` are the strings that cells of a sheet refer to; each that is used is told to `used`.
pub fn words(
    g: &mut Gather,
    bytes: &[u8],
    lines: Lines,
    shared: &[String],
    used: &mut Vec<usize>,
) -> Words {
    let text = super::plain::decode(bytes);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.check_comments = false;
    let mut walk = Walk {
        lines,
        shared,
        used,
        out: Words::default(),
        now: String::new(),
        before: String::new(),
        deleted: 0,
        inserted: 0,
        changed: false,
        shared_cell: false,
        in_value: false,
        repeated: 0,
    };
    while g.work(STEPS) {
        match reader.read_event() {
            Ok(Event::Start(e)) => walk.start(&e),
            Ok(Event::Empty(e)) => {
                walk.start(&e);
                walk.end(e.local_name().as_ref());
            }
            Ok(Event::End(e)) => walk.end(e.local_name().as_ref()),
            Ok(Event::Text(t)) => match t.decode() {
                Ok(t) => walk.text(&t),
                Err(_) => walk.out.broken = true,
            },
            Ok(Event::CData(t)) => walk.text(&String::from_utf8_lossy(&t)),
            Ok(Event::GeneralRef(r)) => {
                let name = String::from_utf8_lossy(&r).into_owned();
                match (
                    r.resolve_char_ref(),
                    quick_xml::escape::resolve_predefined_entity(&name),
                ) {
                    (Ok(Some(c)), _) => walk.text(c.encode_utf8(&mut [0; 4])),
                    (_, Some(known)) => walk.text(known),
                    _ => walk.text(&format!("&{name};")),
                }
            }
            Ok(Event::Comment(c)) => walk.out.comments.push_str(&String::from_utf8_lossy(&c)),
            Ok(Event::DocType(d)) => walk.out.comments.push_str(&String::from_utf8_lossy(&d)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                walk.out.broken = true;
                break;
            }
        }
    }
    walk.line();
    walk.out
}

struct Walk<'a> {
    lines: Lines,
    shared: &'a [String],
    used: &'a mut Vec<usize>,
    out: Words,
    /// The line as it is, and as it was.
    now: String,
    before: String,
    deleted: usize,
    inserted: usize,
    changed: bool,
    shared_cell: bool,
    in_value: bool,
    /// Bytes that cells have taken from the table of strings.
    repeated: usize,
}

impl Walk<'_> {
    fn start(&mut self, e: &BytesStart<'_>) {
        let local = e.local_name();
        let element = String::from_utf8_lossy(local.as_ref());
        match element.as_ref() {
            "del" | "moveFrom" => self.deleted += 1,
            "ins" | "moveTo" => self.inserted += 1,
            "tab" | "s" if self.lines == Lines::Paragraphs => self.both(" "),
            "noBreakHyphen" => self.both("-"),
            "v" => self.in_value = true,
            "c" => self.shared_cell = false,
            _ => {}
        }
        for attribute in e.attributes().with_checks(false).flatten() {
            let name = attribute.key.local_name();
            let key = String::from_utf8_lossy(name.as_ref());
            let value = match attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0) {
                Ok(value) => value,
                Err(_) => String::from_utf8_lossy(&attribute.value),
            };
            if element == "c" && key == "t" && value == "s" {
                self.shared_cell = true;
            }
            let speaks = SPEAKING.contains(&key.as_ref()) && value.chars().any(char::is_alphabetic);
            if speaks || value.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
                let said = (element.to_string(), key.into_owned(), value.into_owned());
                if self.out.attributes.last() != Some(&said) {
                    self.out.attributes.push(said);
                }
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"del" | b"moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            b"ins" | b"moveTo" => self.inserted = self.inserted.saturating_sub(1),
            b"v" => self.in_value = false,
            _ => {}
        }
        let block = || std::str::from_utf8(name).is_ok_and(|n| BLOCKS.contains(&n));
        if self.lines == Lines::Elements || block() {
            self.line();
        }
    }

    fn text(&mut self, text: &str) {
        if self.shared_cell && self.in_value {
            let index = text.trim().parse::<usize>().ok();
            if let Some((index, string)) = index.and_then(|i| Some((i, self.shared.get(i)?))) {
                self.used.push(index);
                self.repeated += string.len();
                if self.repeated > MAX_PART {
                    self.out.too_big = true;
                    return;
                }
                self.now.push_str(string);
                return;
            }
        }
        if self.inserted == 0 && self.deleted == 0 {
            self.both(text);
            return;
        }
        self.changed = true;
        if self.deleted == 0 {
            self.now.push_str(text);
        }
        if self.inserted == 0 {
            self.before.push_str(text);
        }
    }

    fn both(&mut self, text: &str) {
        self.now.push_str(text);
        self.before.push_str(text);
    }

    fn line(&mut self) {
        push_line(&mut self.out.text, &self.now);
        if self.changed {
            push_line(&mut self.out.former, &self.before);
        }
        self.now.clear();
        self.before.clear();
        self.changed = false;
    }
}

fn push_line(out: &mut String, line: &str) {
    let line = line.trim_matches(['\n', '\r', ' ', '\t']);
    if !line.is_empty() {
        out.push_str(line);
        out.push('\n');
    }
}

/// The strings of a workbook's table, one a `si`.
pub fn shared_strings(bytes: &[u8]) -> Vec<String> {
    let text = super::plain::decode(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut out = Vec::new();
    let mut current = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) if e.local_name().as_ref() == b"si" => current.clear(),
            Ok(Event::Empty(e)) if e.local_name().as_ref() == b"si" => out.push(String::new()),
            Ok(Event::End(e)) if e.local_name().as_ref() == b"si" => {
                out.push(std::mem::take(&mut current))
            }
            Ok(Event::Text(t)) => current.push_str(&t.decode().unwrap_or_default()),
            Ok(Event::CData(t)) => current.push_str(&String::from_utf8_lossy(&t)),
            Ok(Event::GeneralRef(r)) => {
                let name = String::from_utf8_lossy(&r).into_owned();
                match r.resolve_char_ref() {
                    Ok(Some(c)) => current.push(c),
                    _ => current.push_str(
                        quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default(),
                    ),
                }
            }
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}
