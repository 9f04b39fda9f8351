//! A page as a list of its elements: enough to ask what it links to and how it is built.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// A page, read by a tokenizer of the HTML standard.
#[derive(Debug, Default)]
pub struct Page {
    /// Every start tag, in order.
    pub tags: Vec<Tag>,
    /// All ids.
    pub ids: BTreeSet<String>,
    /// What is wrong with the page as HTML: parse errors, elements that do not nest, an id given twice.
    pub flaws: Vec<String>,
    /// The text, a line for each block; without `<title>`, which stands in `title`.
    pub lines: Vec<String>,
    /// The text of `<title>`.
    pub title: String,
}

/// A start tag.
#[derive(Debug)]
pub struct Tag {
    /// Name in lower case.
    pub name: String,
    /// Attributes, with character references resolved.
    pub attributes: BTreeMap<String, String>,
    /// Text of the element, and alternatives of pictures in it.
    pub text: String,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// Elements that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that do not break a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
];

impl Page {
    /// Reads a page.
    pub fn parse(html: &str) -> Self {
        let mut page = Self::default();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        // Places in `tags` of the elements that are open.
        let mut open: Vec<usize> = Vec::new();
        let mut line = String::new();
        let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    let drawn = open.iter().any(|i| page.tags[*i].name == "svg");
                    let name = named(lossy(&tag.name), drawn);
                    if !INLINE.contains(&name.as_str()) {
                        page.end_line(&mut line);
                    }
                    let attributes: BTreeMap<_, _> = tag
                        .attributes
                        .iter()
                        .map(|(k, v)| (lossy(k), lossy(v)))
                        .collect();
                    if let Some(id) = attributes.get("id")
                        && !page.ids.insert(id.clone())
                    {
                        page.flaws.push(format!("two elements with id=\"{id}\""));
                    }
                    if let Some(alt) = attributes.get("alt") {
                        open.iter().for_each(|i| page.tags[*i].text.push_str(alt));
                    }
                    let void = VOID.contains(&name.as_str());
                    page.tags.push(Tag {
                        name,
                        attributes,
                        text: String::new(),
                    });
                    if !void && !tag.self_closing {
                        open.push(page.tags.len() - 1);
                    }
                }
                Token::EndTag(tag) => {
                    let drawn = open.iter().any(|i| page.tags[*i].name == "svg");
                    let name = named(lossy(&tag.name), drawn);
                    match open.pop().map(|i| &page.tags[i].name) {
                        Some(inner) if *inner == name => {}
                        Some(inner) => {
                            let flaw = format!("</{name}> where <{inner}> is open");
                            page.flaws.push(flaw);
                        }
                        None => page.flaws.push(format!("</{name}> where nothing is open")),
                    }
                    if !INLINE.contains(&name.as_str()) {
                        page.end_line(&mut line);
                    }
                }
                Token::String(text) => {
                    let text = lossy(&text);
                    for i in &open {
                        page.tags[*i].text.push_str(&text);
                    }
                    match open.last().map(|i| page.tags[*i].name.as_str()) {
                        Some("title") if line.is_empty() && page.title.is_empty() => {
                            page.title = text;
                        }
                        _ => line.push_str(&text),
                    }
                }
                Token::Comment(_) => page.flaws.push("a comment".to_owned()),
                Token::Error(error) => page.flaws.push(format!("not valid HTML: {}", error.value)),
                Token::Doctype(_) => {}
            }
        }
        page.end_line(&mut line);
        for i in open {
            page.flaws
                .push(format!("<{}> is never closed", page.tags[i].name));
        }
        page
    }

    /// All tags of one name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Tag> {
        self.tags.iter().filter(move |t| t.name == name)
    }

    fn end_line(&mut self, line: &mut String) {
        let text = std::mem::take(line);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.lines.push(text);
        }
    }
}

/// The title of a shape is not the page's.
fn named(name: String, drawn: bool) -> String {
    match (name.as_str(), drawn) {
        ("title", true) => "svg:title".to_owned(),
        _ => name,
    }
}

/// The path that a relative address on a page leads to.
pub fn target(page: &str, address: &str) -> Option<String> {
    let address = address.split(['#', '?']).next()?;
    if address.is_empty() || address.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
