use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::published;
use crate::vocab::{Kind, NameStyle};

/// A person's name that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayName {
    pub(in crate::content::gate) full: String,
    pub(in crate::content::gate) short: String,
    pub(in crate::content::gate) style: NameStyle,
}

impl DisplayName {
    /// As the section shows names.
    pub fn text(&self) -> &str {
        match self.style {
            NameStyle::Full => &self.full,
            NameStyle::Initials => &self.short,
        }
    }

    /// Surname and initials, for tables.
    pub fn short(&self) -> &str {
        &self.short
    }
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub(in crate::content::gate) kind: Kind,
    pub(in crate::content::gate) id: String,
    pub(in crate::content::gate) anchor: Option<String>,
}

impl Target {
    /// The kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }
    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }
    /// A place on the page.
    pub fn anchor(&self) -> Option<&str> {
        self.anchor.as_deref()
    }
}

/// A piece of text, with or without a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// A text that is out as it is written is the content's own.
    pub(in crate::content::gate) text: Arc<str>,
    pub(in crate::content::gate) target: Option<Box<Target>>,
}

impl Piece {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Where it leads.
    pub fn target(&self) -> Option<&Target> {
        self.target.as_deref()
    }
}

/// A text whose mentions are resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishedProse {
    pub(in crate::content::gate) pieces: Vec<Piece>,
}

impl PublishedProse {
    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text without links.
    pub fn plain(&self) -> String {
        self.pieces.iter().map(Piece::text).collect()
    }
}

/// What a link of a body leads to.
#[derive(Clone, Debug)]
pub enum BodyLink {
    /// An entry of the section.
    Entry(Target),
    /// A file, to be copied beside the page.
    File(PublishedFile),
}

/// What has been read of that which changes with a text: whatever is made of it changes too.
#[derive(Debug, Default)]
pub struct Readings {
    entries: RefCell<BTreeSet<(Kind, String)>>,
    days: Cell<bool>,
}

impl Readings {
    /// The entries whose texts or days have been read, and whether the days of all were.
    pub fn all(self) -> (BTreeSet<(Kind, String)>, bool) {
        (self.entries.into_inner(), self.days.get())
    }
}

/// When the texts of entries were last changed, where that is known and says nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublishedDays(pub(in crate::content::gate) BTreeMap<(Kind, String), Date>);

impl PublishedDays {
    /// The day of an entry. That it has been read is noted.
    pub fn of(&self, entry: &(Kind, String), readings: &Readings) -> Option<Date> {
        readings.entries.borrow_mut().insert(entry.clone());
        self.0.get(entry).copied()
    }

    /// The days of all entries. That they have been read is noted.
    pub fn all(&self, readings: &Readings) -> impl Iterator<Item = (&(Kind, String), Date)> {
        readings.days.set(true);
        self.0.iter().map(|(entry, day)| (entry, *day))
    }
}

/// A Markdown body from which everything withheld has been taken.
#[derive(Clone, Debug, Default)]
pub struct PublishedBody {
    /// The entry on whose page it stands.
    pub(in crate::content::gate) of: Option<(Kind, String)>,
    pub(in crate::content::gate) markdown: String,
    /// In the order of their destinations.
    pub(in crate::content::gate) links: Vec<(String, BodyLink)>,
    pub(in crate::content::gate) raw_html: bool,
}

impl PublishedBody {
    /// A body without links, for the tests of the renderer.
    #[cfg(test)]
    pub(crate) fn for_test(markdown: &str, raw_html: bool) -> Self {
        Self {
            of: None,
            markdown: markdown.to_owned(),
            links: Vec::new(),
            raw_html,
        }
    }

    /// The Markdown. That it has been read is noted.
    pub fn markdown(&self, readings: &Readings) -> &str {
        readings.entries.borrow_mut().extend(self.of.clone());
        &self.markdown
    }
    /// Where the destinations written in it lead; those that are not here lead outside.
    pub fn link(&self, destination: &str) -> Option<&BodyLink> {
        let at = self
            .links
            .binary_search_by(|(known, _)| known.as_str().cmp(destination));
        at.ok().map(|at| &self.links[at].1)
    }
    /// All links that lead somewhere in the section.
    pub fn links(&self) -> impl Iterator<Item = &BodyLink> {
        self.links.iter().map(|(_, link)| link)
    }
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.markdown.trim().is_empty()
    }
    /// Whether HTML is let through.
    pub fn raw_html(&self) -> bool {
        self.raw_html
    }
}

published! {
    /// A file that goes out with its entry.
    PublishedFile {
        /// The file name in the output.
        name: String,
        /// What it is called on the page.
        title: String,
        /// The extension, in lower case.
        extension: String,
        /// Size in bytes.
        size: u64,
        /// The bytes.
        bytes: Arc<[u8]>,
    }
}

impl PublishedFile {
    /// SHA-256 of the bytes, in hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

published! {
    /// A picture with its text alternative.
    PublishedPicture {
        /// The file.
        file: PublishedFile,
        /// What is on it.
        alt: String,
    }
}

/// A count of people: exact, or hidden because the group is too small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// The number, 0 or at least k.
    Exact(u32),
    /// Between 1 and k − 1: only that it is fewer than k.
    FewerThan(u32),
    /// Hidden so that a hidden neighbour cannot be computed from the sum.
    Hidden,
}

impl Count {
    pub(in crate::content::gate) fn of(n: u32, k: u32) -> Self {
        if n == 0 || n >= k {
            Self::Exact(n)
        } else {
            Self::FewerThan(k)
        }
    }

    /// Counts that are shown beside their sum: when exactly one of them is hidden, the smallest other one is hidden too.
    pub(in crate::content::gate) fn beside_sum(counts: &[u32], k: u32) -> Vec<Self> {
        let mut out: Vec<Self> = counts.iter().map(|&n| Self::of(n, k)).collect();
        let hidden = out
            .iter()
            .filter(|c| matches!(c, Self::FewerThan(_)))
            .count();
        let other = (0..counts.len())
            .filter(|&i| counts[i] > 0 && matches!(out[i], Self::Exact(_)))
            .min_by_key(|&i| counts[i]);
        if let (1, Some(i)) = (hidden, other) {
            out[i] = Self::Hidden;
        }
        out
    }

    /// «12» or «менее 3».
    pub fn text(self) -> String {
        match self {
            Self::Exact(n) => crate::text::number::grouped(i64::from(n)),
            Self::FewerThan(k) => format!("менее\u{a0}{k}"),
            Self::Hidden => "не\u{a0}показывается".to_owned(),
        }
    }

    /// The number, if it may be shown.
    pub fn exact(self) -> Option<u32> {
        match self {
            Self::Exact(n) => Some(n),
            Self::FewerThan(_) | Self::Hidden => None,
        }
    }
}
