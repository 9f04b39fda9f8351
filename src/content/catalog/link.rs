//! Where a link of a body leads to.

use crate::source::{PathProblem, RelPath, Sources};
use crate::vocab::Kind;

use super::Catalog;

/// A link, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// http, https, mailto, tel.
    External,
    /// A place on the same page.
    Anchor(String),
    /// An entry, and a place on its page.
    Entry(Kind, String, Option<String>),
    /// A file beside the entry.
    File(RelPath),
}

/// A link that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// A scheme that is not allowed.
    Scheme(String),
    /// A path that may not be.
    Path(PathProblem),
    /// No file there; the nearest one that is.
    Nothing(Option<String>),
    /// Nothing is written in the place of the path.
    Empty,
    /// A path to a content file, and from `?` on what only addresses of sites have.
    Query(String),
}

/// Where the page of a programme shows its results: the theme's own place, apart from the headings of texts.
pub const RESULTS: &str = "s-results";

impl Catalog {
    /// Understands a link written in an entry whose folder is `folder`.
    pub fn link(
        &self,
        folder: &str,
        dest: &str,
        sources: &Sources,
    ) -> Result<LinkTarget, LinkProblem> {
        if let Some(anchor) = dest.strip_prefix('#') {
            return Ok(LinkTarget::Anchor(anchor.to_owned()));
        }
        if let Some((scheme, _)) = dest.split_once(':') {
            let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
            if is_scheme {
                return match scheme.to_ascii_lowercase().as_str() {
                    "http" | "https" | "mailto" | "tel" => Ok(LinkTarget::External),
                    other => Err(LinkProblem::Scheme(other.to_owned())),
                };
            }
        }
        if dest.starts_with("//") {
            return Ok(LinkTarget::External);
        }
        let (path, anchor) = match dest.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (dest, None),
        };
        if path.trim().is_empty() {
            return Err(LinkProblem::Empty);
        }
        if let Some(at) = path.find('?') {
            return Err(LinkProblem::Query(path[at..].to_owned()));
        }
        let path = RelPath::resolve(folder, &percent_decoded(path)).map_err(LinkProblem::Path)?;
        if !path.as_str().starts_with("content/") {
            return Err(LinkProblem::Path(PathProblem::Escapes));
        }
        let candidates = [
            "",
            "/index.md",
            "/index.yaml",
            "/index.yml",
            ".md",
            ".yaml",
            ".yml",
        ];
        for suffix in candidates {
            if let Some((kind, id)) = self.at_path(&format!("{path}{suffix}")) {
                let id = id.to_owned();
                return Ok(match (kind, anchor) {
                    (Kind::Results, None) => {
                        LinkTarget::Entry(Kind::Program, id, Some(RESULTS.to_owned()))
                    }
                    (Kind::Results, anchor) => LinkTarget::Entry(Kind::Program, id, anchor),
                    (kind, anchor) => LinkTarget::Entry(kind, id, anchor),
                });
            }
        }
        if sources.attachment(&path).is_some() {
            return Ok(LinkTarget::File(path));
        }
        let known = self
            .paths
            .keys()
            .map(String::as_str)
            .chain(sources.attachments().iter().map(|a| a.path.as_str()));
        let near = crate::text::suggest::nearest(path.as_str(), known);
        Err(LinkProblem::Nothing(near.map(|n| relative(folder, n))))
    }
}

/// `%20` and Cyrillic letters in percent signs: editors write links so.
fn percent_decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| path.get(i + 1..i + 3)).flatten();
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            // Dots, slashes and control characters stay encoded, and are refused as such.
            Some(b) if b >= 0x20 && !matches!(b, b'.' | b'/' | b'\\' | 0x7f) => {
                out.push(b);
                i += 3;
            }
            _ => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

/// `path` as one would write it from `folder`.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = vec![".."; from.len() - common];
    up.into_iter()
        .chain(to[common..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}
