//! All texts of the content, for rules that read texts.

use std::borrow::Cow;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rayon::prelude::*;

use crate::content::catalog::{Catalog, Entry, each_table};
use crate::content::parse::body::Body;
use crate::content::parse::field::{Decode, Visibility, Visitor};
use crate::source::{FileId, Span};
use crate::vocab::Kind;

use super::Cx;
use super::rules::{foreign_messenger, misquoted_act, placeholder};

/// One piece of text.
pub struct Text<'c> {
    pub kind: Kind,
    pub id: &'c str,
    pub file: FileId,
    pub text: Cow<'c, str>,
    pub span: Span,
    /// Whether it is a body, whose offsets are those of the file.
    pub body: bool,
    pub visibility: Visibility,
    /// Places of [`LISTS`], in the order of the lists and of their words.
    found: Vec<(List, usize, Range<usize>)>,
}

/// A list of words that a rule looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Foreign services.
    Services,
    /// Numbers of acts that everybody knows.
    Numbers,
    /// What is left of a form that nobody has filled in.
    Blanks,
}

/// A rule's words.
type Listed = fn() -> Vec<String>;

/// The words of every list, in lower case: all of them are looked for in one pass over a text.
const LISTS: &[(List, Listed)] = &[
    (List::Services, foreign_messenger::names),
    (List::Numbers, misquoted_act::numbers),
    (List::Blanks, placeholder::marks),
];

impl Text<'_> {
    /// Every place where the text holds a word of a list, in any case: the word's number, and the range; in the order of
    /// the words. Places of one word do not overlap.
    pub fn found(&self, list: List) -> impl Iterator<Item = (usize, Range<usize>)> {
        let of = self.found.iter().filter(move |(of, ..)| *of == list);
        of.map(|(_, word, range)| (*word, range.clone()))
    }

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

/// Words that are looked for all at once, in any case.
struct Words {
    searcher: AhoCorasick,
}

impl Words {
    /// Of words in lower case.
    fn new<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Self {
        let mut builder = AhoCorasick::builder();
        let searcher = builder.kind(Some(AhoCorasickKind::DFA)).build(words);
        Self {
            searcher: searcher.expect("a few short words"),
        }
    }

    /// Every place where a text holds one of them.
    fn find(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let lower = lowered(text);
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for hit in self.searcher.find_overlapping_iter(lower.as_ref()) {
            let word = hit.pattern().as_usize();
            let last = found.iter().rev().find(|(w, _)| *w == word);
            if last.is_none_or(|(_, last)| last.end <= hit.start()) {
                found.push((word, hit.range()));
            }
        }
        found.sort_by_key(|(word, range)| (*word, range.start));
        found
    }
}

/// Every place where a text holds `words` (given in lower case), in any case; places do not overlap.
pub fn find_all(text: &str, words: &str) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let lower = lowered(text);
    let found = lower.match_indices(words);
    found.map(|(at, word)| at..at + word.len()).collect()
}

/// A text in lower case, letter under letter: one that would change its length stays as it is.
fn lowered(text: &str) -> Cow<'_, str> {
    let is_small =
        |c: char| matches!(c, 'а'..='я' | 'ё') || (c.is_ascii() && !c.is_ascii_uppercase());
    if text.chars().all(is_small) {
        return Cow::Borrowed(text);
    }
    let lower = |c: char| match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        'а'..='я' => c,
        c => {
            let mut all = c.to_lowercase();
            match (all.next(), all.next()) {
                (Some(lower), None) if lower.len_utf8() == c.len_utf8() => lower,
                _ => c,
            }
        }
    };
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| out.push(lower(c)));
    Cow::Owned(out)
}

/// Texts of some files that may be published some day: fields that are not private, and bodies.
pub fn of<'c>(catalog: &'c Catalog, wanted: impl Fn(FileId) -> bool) -> Vec<Text<'c>> {
    let lists = LISTS.iter().flat_map(|(list, words)| {
        let words = words().into_iter().enumerate();
        words.map(|(number, word)| ((*list, number), word))
    });
    let (owners, words): (Vec<(List, usize)>, Vec<String>) = lists.unzip();
    let words = Words::new(words);
    let mut entries: Vec<Box<dyn Fn() -> Vec<Text<'c>> + Send + Sync + '_>> = Vec::new();
    each_table!(catalog, entry, kind => if wanted(entry.file) {
        entries.push(Box::new(move || of_entry(kind, entry)));
    });
    let texts = entries.par_iter().flat_map_iter(|texts| texts());
    texts
        .map(|mut text| {
            let found = words.find(&text.text).into_iter();
            let found = found.map(|(word, range)| (owners[word].0, owners[word].1, range));
            text.found = found.collect();
            text
        })
        .collect()
}

fn of_entry<T: Decode>(kind: Kind, entry: &Entry<T>) -> Vec<Text<'_>> {
    let mut out = Vec::new();
    let mut walk = Walk {
        kind,
        id: &entry.id,
        file: entry.file,
        out: &mut out,
    };
    entry
        .record
        .visit(Span::default(), Visibility::Public, &mut walk);
    if let Some(body) = &entry.body {
        out.push(Text {
            kind,
            id: &entry.id,
            file: entry.file,
            text: without_comments(body),
            span: body.span,
            body: true,
            visibility: Visibility::Public,
            found: Vec::new(),
        });
    }
    out
}

/// The text of a body with blanks for comments, which are not published.
fn without_comments(body: &Body) -> Cow<'_, str> {
    if body.comments.is_empty() {
        return Cow::Borrowed(body.text());
    }
    let mut text = body.text().to_owned();
    for comment in &body.comments {
        let comment = comment.start as usize - body.span.start as usize
            ..comment.end as usize - body.span.start as usize;
        text.replace_range(comment.clone(), &" ".repeat(comment.len()));
    }
    Cow::Owned(text)
}

struct Walk<'a, 'c> {
    kind: Kind,
    id: &'c str,
    file: FileId,
    out: &'a mut Vec<Text<'c>>,
}

impl<'c> Visitor<'c> for Walk<'_, 'c> {
    fn text(&mut self, text: Cow<'c, str>, span: Span, visibility: Visibility, _: bool) {
        if visibility != Visibility::Private {
            self.out.push(Text {
                kind: self.kind,
                id: self.id,
                file: self.file,
                text,
                span,
                body: false,
                visibility,
                found: Vec::new(),
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

    #[test]
    fn many_words_are_found_as_one_by_one() {
        let words = ["____", "zoom", "зум", "зумер"];
        let text = "Zoom, ЗУМ и зумеры ________ İ zOOM";
        let one_by_one = words
            .iter()
            .enumerate()
            .flat_map(|(i, w)| find_all(text, w).into_iter().map(move |r| (i, r)));
        let all = Words::new(words).find(text);
        assert!(all.iter().any(|(word, _)| *word == 3));
        assert_eq!(all, one_by_one.collect::<Vec<_>>());
    }
}
