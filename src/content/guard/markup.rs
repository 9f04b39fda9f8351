//! HTML and XML as blocks of text: every byte between the angle brackets and inside them goes to one block or another.
//!
//! Not a browser's parser: it must not lose a byte, and it must be fast enough to read the whole section before it is
//! written. What it takes for text or for an attribute is all read; a mistake of its own only cuts a text in two.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use foldhash::quality::FixedState;

use super::MANY;
use super::blocks::{Blocks, Mode};
use super::names::Ready;
use super::tokens::SEAM;

/// Bytes of the longest tag that is known.
const LONGEST: usize = 1024;

/// Tags in whose attributes nothing was found, by the hash of the tag as it is written: most tags of a page stand on many
/// others.
#[derive(Default)]
pub struct Tags {
    known: HashMap<u64, Boundary, BuildHasherDefault<Ready>>,
    /// Set by whoever takes the blocks, when one of them has to be read wherever it stands.
    pub restless: Arc<AtomicBool>,
}

/// Reads markup.
pub fn read(source: &str, out: &mut Blocks<'_>) {
    let mut text = String::new();
    let mut rest = source;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        push_decoded(&rest[..at], &mut text);
        rest = &rest[at..];
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            nested(&comment[..end], out);
            comment.get(end + 3..).unwrap_or_default()
        } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").unwrap_or(data.len());
            flush(&mut text, out);
            nested(&data[..end], out);
            data.get(end + 3..).unwrap_or_default()
        } else {
            tag(rest, &mut text, out)
        };
    }
    push_decoded(rest, &mut text);
    flush(&mut text, out);
}

/// A page without its links to the pages before and after it, and these links: their titles tell of other pages.
pub fn apart(page: &str) -> (String, String) {
    let (mut own, mut links) = (String::new(), String::new());
    let mut rest = page;
    while let Some(at) = rest.find("<a ") {
        let opening = rest[at..].split('>').next().unwrap_or_default();
        let leads = [" rel=\"prev\"", " rel=\"next\""];
        let link = leads.iter().any(|rel| opening.contains(rel));
        let end = rest[at..].find("</a>").filter(|_| link);
        own.push_str(&rest[..at]);
        match end {
            // A line, so that what stands around the link does not grow together.
            Some(end) => {
                own.push_str("<hr>");
                links.push_str(&rest[at..at + end]);
                rest = &rest[at + end..];
            }
            None => {
                own.push_str("<a ");
                rest = &rest[at + 3..];
            }
        }
    }
    own.push_str(rest);
    (own, links)
}

/// A text that may hold markup itself: a comment, a feed's content.
fn nested(text: &str, out: &mut Blocks<'_>) {
    match text.contains('<') {
        true => read(text, out),
        false => out.put(Mode::Text, &decoded(text)),
    }
}

/// Reads what begins with `<`; returns what follows.
fn tag<'a>(rest: &'a str, text: &mut String, out: &mut Blocks<'_>) -> &'a str {
    let head = &rest.as_bytes()[..rest.len().min(LONGEST)];
    let whole = memchr::memchr(b'>', head).map(|end| &rest[..=end]);
    let key = whole.map(|whole| FixedState::default().hash_one(whole));
    let tags = out.tags.as_deref();
    let known = key.and_then(|key| tags.and_then(|tags| tags.known.get(&key).copied()));
    if let (Some(whole), Some(boundary)) = (whole, known) {
        bound(boundary, text, out);
        return &rest[whole.len()..];
    }
    let inside = &rest[1..];
    let closing = inside.starts_with('/');
    let named = inside.strip_prefix('/').unwrap_or(inside);
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?');
    if !named.starts_with(begins) {
        text.push('<');
        return inside;
    }
    let name_end = named
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(named.len());
    let name = &*lowercase(&named[..name_end]);
    if !name.is_ascii() {
        out.put(Mode::Text, name);
    }
    let boundary = boundary(name);
    bound(boundary, text, out);
    let restless = out.tags.as_ref().map(|tags| tags.restless.clone());
    let set = |value| match &restless {
        Some(restless) => restless.swap(value, Ordering::Relaxed),
        None => false,
    };
    // An attribute can hold a page with tags of its own: what was said before them stays said.
    let outer = set(!name.is_ascii());
    let after = attributes(&named[name_end..], name, out);
    let own = set(false);
    set(outer || own);
    if closing || !matches!(name, "script" | "style") {
        // Without a `>` inside quotes it ends where it seemed to; one that the end of the text has cut off is not whole.
        let ends = |whole: &str| after.len() + whole.len() == rest.len() && !after.is_empty();
        let ends = whole.is_some_and(ends);
        if let (Some(key), Some(tags)) = (key.filter(|_| ends), &mut out.tags)
            && !own
            && tags.known.len() < MANY
        {
            tags.known.insert(key, boundary);
        }
        return after;
    }
    let end = close_tag(after, name).unwrap_or(after.len());
    let content = &after[..end];
    match name {
        "script" if content.trim_start().starts_with(['{', '[']) => out.json(content),
        _ => out.code(content),
    }
    &after[end..]
}

/// Ends or goes on with the text before a tag.
fn bound(boundary: Boundary, text: &mut String, out: &mut Blocks<'_>) {
    match boundary {
        Boundary::Seam => text.push(SEAM),
        Boundary::Cell => text.push('\t'),
        Boundary::Line => text.push('\n'),
        Boundary::Block => flush(text, out),
    }
}

/// In small Latin letters, as most names are anyway.
pub fn lowercase(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

/// Where `</name` begins.
fn close_tag(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|&at| {
        text.get(at + 2..at + 2 + name.len())
            .is_some_and(|n| n.eq_ignore_ascii_case(name))
    })
}

#[derive(Clone, Copy)]
enum Boundary {
    /// A word goes on over the tag, or ends at it.
    Seam,
    /// A cell of a row: another text, but the same matter.
    Cell,
    Line,
    Block,
}

fn boundary(name: &str) -> Boundary {
    match name {
        "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "data" | "del" | "dfn" | "em"
        | "font" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "samp" | "small" | "span"
        | "strong" | "sub" | "sup" | "time" | "tspan" | "u" | "var" | "wbr" => Boundary::Seam,
        "td" | "th" | "dt" | "dd" => Boundary::Cell,
        "br" => Boundary::Line,
        _ => Boundary::Block,
    }
}

/// Reads the inside of a tag up to its `>`; returns what follows.
fn attributes<'a>(source: &'a str, tag: &str, out: &mut Blocks<'_>) -> &'a str {
    let mut rest = source;
    let mut name = "";
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let Some(first) = rest.chars().next() else {
            return rest;
        };
        match first {
            '>' => return &rest[1..],
            '=' => {
                rest = rest[1..].trim_start();
                let (value, after) = value(rest);
                out.attribute(tag, name, &decoded(value));
                name = "";
                rest = after;
            }
            '"' | '\'' => {
                let (value, after) = value(rest);
                out.put(Mode::Text, &decoded(value));
                rest = after;
            }
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '"' | '\''))
                    .unwrap_or(rest.len());
                name = &rest[..end];
                if !name.is_ascii() {
                    out.put(Mode::Text, name);
                }
                rest = &rest[end..];
            }
        }
    }
}

/// A value with or without quotes, and what follows.
fn value(rest: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = rest.strip_prefix(quote) {
            return match inside.find(quote) {
                Some(end) => (&inside[..end], &inside[end + 1..]),
                None => (inside, ""),
            };
        }
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '>')
        .unwrap_or(rest.len());
    (&rest[..end], &rest[end..])
}

fn flush(text: &mut String, out: &mut Blocks<'_>) {
    if !text.trim().is_empty() {
        out.put(Mode::Text, text);
        // A feed holds pages as text.
        if text.contains("</") {
            read(text, out);
        }
    }
    text.clear();
}

/// A text with its character references resolved.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    push_decoded(text, &mut out);
    Cow::Owned(out)
}

fn push_decoded(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .unwrap_or(rest.len())
            .min(40);
        let known = rest.get(..end).and_then(reference);
        match known {
            Some(text) => {
                out.push_str(&text);
                rest = &rest[end..];
                rest = rest.strip_prefix(';').unwrap_or(rest);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
}

/// What `#1048`, `#x418` or `Icy` stands for.
fn reference(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some(Cow::Owned(char::from_u32(code)?.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_neighbours_are_set_apart() {
        let page = "<p>Раз</p><a class=\"x\" rel=\"prev\" href=\"a\"><span>Два</span></a><a rel=\"next\" href=\"b\">Три</a>\
                    <a href=\"c\">Четыре</a><a rel=\"next\">Пять";
        let (own, links) = apart(page);
        for (word, leads) in [
            ("Раз", false),
            ("Два", true),
            ("Три", true),
            ("Четыре", false),
            ("Пять", false),
        ] {
            assert_eq!(
                (own.contains(word), links.contains(word)),
                (!leads, leads),
                "{word}"
            );
        }
        let plain = "<a href=\"c\">Четыре</a> &lt;a rel=\"next\">";
        assert_eq!(apart(plain), (plain.to_owned(), String::new()));
    }
}
