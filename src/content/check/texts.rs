//! All texts of the content, for rules that read texts.

use std::ops::Range;

use crate::content::catalog::{Catalog, each_table};
use crate::content::parse::body::Body;
use crate::content::parse::field::{Decode, Visibility, Visitor};
use crate::source::{FileId, Span};
use crate::vocab::Kind;

use super::Cx;

/// One piece of text.
pub struct Text {
    pub kind: Kind,
    pub id: String,
    pub file: FileId,
    pub text: String,
    pub span: Span,
    /// Whether it is a body, whose offsets are those of the file.
    pub body: bool,
    pub visibility: Visibility,
}

impl Text {
    /// The span of a part of the text.
    pub fn part(&self, cx: &Cx<'_>, part: Range<usize>) -> Span {
        if self.body {
            return Span::new(part.start, part.end).shifted(self.span.start as usize);
        }
        cx.sources.part(self.file, self.span, &self.text, part)
    }

    /// Whether the school itself says it, today: a page or a methodical material, and not an act, a road map or the
    /// news of its day, in which old names and old promises are right.
    pub fn is_own(&self, cx: &Cx<'_>) -> bool {
        let path = cx.sources.file(self.file).path.as_str();
        OWN.iter().any(|p| path.starts_with(p))
    }
}

const OWN: &[&str] = &[
    "content/pages/",
    "content/index.md",
    "content/incentives.md",
    "content/methods/",
];

/// Every place where a text holds `words` (given in lower case), in any case; places do not overlap.
pub fn find_all(text: &str, words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let Some(first) = words.chars().next() else {
        return found;
    };
    // Only where the first letter stands, small or capital, is the rest compared: most places fall out at once.
    let capital = first.to_uppercase().next().unwrap_or(first);
    for (start, _) in text.match_indices([first, capital]) {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        if let Some(len) = begins(&text[start..], words) {
            found.push(start..start + len);
        }
    }
    found
}

/// How many bytes of a text are `words` in any case: letters may change their length with it.
fn begins(text: &str, words: &str) -> Option<usize> {
    let mut wanted = words.chars();
    for (i, c) in text.char_indices() {
        if wanted.as_str().is_empty() {
            return Some(i);
        }
        for lower in c.to_lowercase() {
            if wanted.next() != Some(lower) {
                return None;
            }
        }
    }
    wanted.as_str().is_empty().then_some(text.len())
}

/// Texts that may be published some day: fields that are not private, and bodies.
pub fn all(catalog: &Catalog) -> Vec<Text> {
    let mut out = Vec::new();
    each_table!(catalog, entry, kind => {
        let mut walk = Walk { kind, id: &entry.id, file: entry.file, out: &mut out };
        entry.record.visit(Span::default(), Visibility::Public, &mut walk);
        if let Some(body) = &entry.body {
            out.push(Text {
                kind,
                id: entry.id.clone(),
                file: entry.file,
                text: without_comments(body),
                span: body.span,
                body: true,
                visibility: Visibility::Public,
            });
        }
    });
    out
}

/// The text of a body with blanks for comments, which are not published.
fn without_comments(body: &Body) -> String {
    let mut text = body.text.clone();
    for comment in &body.comments {
        let comment = comment.start as usize - body.span.start as usize
            ..comment.end as usize - body.span.start as usize;
        text.replace_range(comment.clone(), &" ".repeat(comment.len()));
    }
    text
}

struct Walk<'a> {
    kind: Kind,
    id: &'a str,
    file: FileId,
    out: &'a mut Vec<Text>,
}

impl Visitor for Walk<'_> {
    fn text(&mut self, text: &str, span: Span, visibility: Visibility, _: bool) {
        if visibility != Visibility::Private {
            self.out.push(Text {
                kind: self.kind,
                id: self.id.to_owned(),
                file: self.file,
                text: text.to_owned(),
                span,
                body: false,
                visibility,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_may_grow_in_lower_case() {
        assert_eq!(find_all("İİ Zoom, zOOM", "zoom"), [5..9, 11..15]);
        assert_eq!(find_all("____ ________", "____"), [0..4, 5..9, 9..13]);
        assert!(find_all("İ", "i").is_empty());
        assert_eq!(find_all("Вайбер и вайбер", "вайбер"), [0..12, 16..28]);
    }
}
