//! What one reading gathers, and how much it may still unpack.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Piece, Reading, Trouble, sniff};

/// Unpacked bytes and gathered text together: above this nobody's document is honest.
pub const MAX_BYTES: usize = 200 * 1024 * 1024;
/// One unpacked member or stream.
pub const MAX_PART: usize = 64 * 1024 * 1024;
/// Operators and glyphs of PDF, events of XML: an honest file of five hundred dense pages has a third of it.
const MAX_WORK: usize = 16_000_000;
/// Archives inside archives.
const MAX_DEPTH: usize = 4;
/// Files inside all archives together.
const MAX_MEMBERS: usize = 20_000;

/// Pieces and trouble of one file, with everything nested in it.
pub struct Gather {
    pieces: Vec<Piece>,
    seen: HashSet<u64>,
    trouble: Option<Trouble>,
    left: usize,
    work: usize,
    members: usize,
    /// Names of the files that we are inside of.
    inside: Vec<String>,
}

impl Default for Gather {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            seen: HashSet::new(),
            trouble: None,
            left: MAX_BYTES,
            work: MAX_WORK,
            members: 0,
            inside: Vec::new(),
        }
    }
}

impl Gather {
    /// A text and its place. The same text at the same place is taken once; a blank one never.
    pub fn piece(&mut self, place: impl AsRef<str>, text: impl AsRef<str>) {
        let text = text.as_ref().trim();
        if text.is_empty() || !self.spend(text.len()) {
            return;
        }
        let place = self.placed(place.as_ref());
        let mut hasher = DefaultHasher::new();
        (&place, text).hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            self.pieces.push(Piece {
                place,
                text: text.to_owned(),
            });
        }
    }

    fn placed(&self, place: &str) -> String {
        match self.inside.as_slice() {
            [] => place.to_owned(),
            inside if place.is_empty() => inside.join(": "),
            inside => format!("{}: {place}", inside.join(": ")),
        }
    }

    /// A reason not to vouch for the file; the first is kept, but one that a password or a limit gives outweighs others.
    pub fn trouble(&mut self, trouble: Trouble) {
        let trouble = match trouble {
            Trouble::Damaged(how) => Trouble::Damaged(self.placed(&how)),
            Trouble::Unknown(what) if !self.inside.is_empty() => {
                Trouble::Unknown(format!("{what} ({})", self.placed("")))
            }
            other => other,
        };
        let weight = |t: &Trouble| match t {
            Trouble::TooBig => 3,
            Trouble::Encrypted => 2,
            Trouble::Damaged(_) | Trouble::Unknown(_) => 1,
            Trouble::Scan { .. } => 0,
        };
        if self
            .trouble
            .as_ref()
            .is_none_or(|old| weight(&trouble) > weight(old))
        {
            self.trouble = Some(trouble);
        }
    }

    /// Takes so many bytes off what may still be unpacked; `false` if there are not so many left.
    pub fn spend(&mut self, bytes: usize) -> bool {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                true
            }
            None => {
                self.left = 0;
                self.trouble(Trouble::TooBig);
                false
            }
        }
    }

    /// Takes so many steps off what may still be done; `false` if that is too much.
    pub fn work(&mut self, steps: usize) -> bool {
        self.work = self.work.saturating_sub(steps);
        if self.work == 0 {
            self.trouble(Trouble::TooBig);
        }
        self.work > 0
    }

    /// How large the next part may be when it is unpacked.
    pub fn allowance(&self) -> usize {
        self.left.min(MAX_PART)
    }

    /// Counts a member of an archive; `false` if there are too many.
    pub fn member(&mut self) -> bool {
        self.members += 1;
        if self.members > MAX_MEMBERS {
            self.trouble(Trouble::TooBig);
            return false;
        }
        true
    }

    /// Reads a file inside this one; its pieces stand at places that begin with `place`.
    pub fn nested(&mut self, place: &str, name: &str, bytes: &[u8]) {
        if self.inside.len() >= MAX_DEPTH {
            self.trouble(Trouble::TooBig);
            return;
        }
        self.inside.push(place.to_owned());
        sniff::read(self, name, bytes);
        self.inside.pop();
    }

    /// Reads something else of the same file at places that begin with `place`; of what troubles there only the limits
    /// count.
    pub fn aside(&mut self, place: &str, read: impl FnOnce(&mut Self)) {
        let trouble = self.trouble.clone();
        self.inside.push(place.to_owned());
        read(self);
        self.inside.pop();
        if self.trouble != Some(Trouble::TooBig) {
            self.trouble = trouble;
        }
    }

    /// The reading.
    pub fn finish(self) -> Reading {
        Reading {
            pieces: self.pieces,
            trouble: self.trouble,
        }
    }
}
