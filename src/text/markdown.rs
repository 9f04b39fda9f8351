//! How Markdown is read, said once: the outline and the renderer must agree.

use std::collections::BTreeMap;

use pulldown_cmark::Options;

/// CommonMark with tables, footnotes, task lists, strikethrough and heading ids.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Gives every heading of one page an id of its own.
#[derive(Default)]
pub struct HeadingIds {
    seen: BTreeMap<String, usize>,
}

impl HeadingIds {
    /// The id of the next heading: its own, or made of its text.
    pub fn next(&mut self, own: Option<&str>, text: &str) -> String {
        let base = match own {
            Some(id) => super::slug::slug(id),
            None => super::slug::slug(text),
        };
        let base = if base.is_empty() {
            "razdel".to_owned()
        } else {
            base
        };
        let mut n = self.seen.get(&base).copied().unwrap_or(0) + 1;
        let mut id = if n == 1 {
            base.clone()
        } else {
            format!("{base}-{n}")
        };
        // «x», «x», «x-2»: the third must not meet the second.
        while n > 1 && self.seen.contains_key(&id) {
            n += 1;
            id = format!("{base}-{n}");
        }
        self.seen.insert(base, n);
        if n > 1 {
            self.seen.insert(id.clone(), 1);
        }
        id
    }
}

/// Text made safe to stand inside Markdown: every ASCII punctuation mark is escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// One `[[mention]]`: byte offsets into the scanned text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawMention<'a> {
    /// From `[[` to `]]`.
    pub range: std::ops::Range<usize>,
    /// What stands before the bar: an id, or `kind:id`.
    pub target: &'a str,
    /// The author's own words, after the bar.
    pub words: Option<&'a str>,
}

/// All `[[mentions]]` of a text. An escaped bar (`\|`, as tables want it) divides too.
pub fn mentions(text: &str) -> Vec<RawMention<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = opening(&text[at..]).map(|i| i + at) {
        let inner = open + 2;
        let Some(close) = text[inner..].find("]]").map(|i| i + inner) else {
            break;
        };
        let content = &text[inner..close];
        if content.contains("[[") {
            at = open + 1;
            continue;
        }
        if content.contains("\n\n") {
            at = inner;
            continue;
        }
        let (target, words) = match content.split_once('|') {
            Some((target, words)) => (target.trim_end_matches('\\'), Some(words.trim())),
            None => (content, None),
        };
        found.push(RawMention {
            range: open..close + 2,
            target: target.trim(),
            words: words.filter(|w| !w.is_empty()),
        });
        at = close + 2;
    }
    found
}

/// Where the first `[[` stands. Most texts have no bracket at all, and one character is found faster than two.
fn opening(text: &str) -> Option<usize> {
    let mut brackets = text.match_indices('[').map(|(at, _)| at);
    brackets.find(|at| text[at + 1..].starts_with('['))
}

/// Every `[[` that begins no mention, with the word behind it: somebody forgot the `]]`. An escaped one is meant so.
pub fn unclosed(text: &str) -> Vec<std::ops::Range<usize>> {
    if opening(text).is_none() {
        return Vec::new();
    }
    let found = mentions(text);
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("[[") {
        let inside = found.iter().any(|m| m.range.contains(&at));
        // `[[[` is one beginning.
        let same = out.last().is_some_and(|r| at < r.end);
        if inside || same || text[..at].ends_with('\\') {
            continue;
        }
        let rest = &text[at..];
        let end = rest.find(|c: char| c.is_whitespace()).unwrap_or(rest.len());
        out.push(at..at + end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_never_meet() {
        let mut ids = HeadingIds::default();
        let got: Vec<_> = ["Цель", "Цель", "Цель-2", "Цель", "!!!"]
            .iter()
            .map(|h| ids.next(None, h))
            .collect();
        assert_eq!(got, ["tsel", "tsel-2", "tsel-2-2", "tsel-3", "razdel"]);
    }

    #[test]
    fn mentions_that_nobody_closed() {
        let found = |text: &'static str| -> Vec<&str> {
            let ranges = unclosed(text);
            ranges.into_iter().map(|r| &text[r]).collect()
        };
        assert_eq!(found("a [[p|Анне и [[b]] и [[c"), ["[[p|Анне", "[[c"]);
        assert_eq!(found("[[a] и [[b]] \\[[c"), ["[[a]"]);
        assert_eq!(found("[[a\n\nb]]"), ["[[a"]);
        assert!(found("[[a]] [[p|Анне Викторовне]]").is_empty());
    }

    #[test]
    fn mentions_with_and_without_words() {
        let text = "a [[petrova-av]] b [[act:x|приказ № 1]] | [[p\\|Анне]] [[не закрыто";
        let got: Vec<_> = mentions(text).iter().map(|m| (m.target, m.words)).collect();
        assert_eq!(
            got,
            [
                ("petrova-av", None),
                ("act:x", Some("приказ № 1")),
                ("p", Some("Анне"))
            ]
        );
    }
}
