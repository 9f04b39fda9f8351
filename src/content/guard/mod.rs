//! Guard: every byte of the output is read once more before it is written.
//!
//! The gate decides what may go out; the guard looks whether something went out nevertheless: because somebody wrote a
//! name into a text, left it in a file's properties, quoted results that are still closed. It reads pages with their
//! attributes and comments, feeds, exports, styles, file names, and what is inside attachments – and knows nothing of
//! how they were made.

mod attached;
mod blocks;
mod closed;
mod contacts;
mod json;
mod lists;
mod markup;
mod names;
mod origin;
mod prepared;
mod reader;
mod round;
mod runs;
mod themes;
mod tokens;
mod wards;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::sync::Arc;

use crate::attachment::Reading;
use crate::vocab::Kind;

pub use closed::{ClosedFile, closed_files};
pub use lists::is_script;
pub use origin::{Evidence, complaints};
pub use prepared::Prepared;
pub use round::Round;
pub use wards::{Wards, wards};

use blocks::Mode;
use contacts::Contact;
use tokens::Tokens;

/// A file of the output.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    /// Path from the output's root.
    pub path: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// The BLAKE3 hash of the bytes, if somebody has made it already.
    pub hash: Option<[u8; 32]>,
    /// The entry that it belongs to.
    pub origin: Option<(Kind, &'a str)>,
    /// A file of the default theme as it is inside the program: nobody has written anything into it.
    pub ours: bool,
}

/// A file of the theme that the school has written itself.
#[derive(Clone, Debug)]
pub struct ThemeFile<'a> {
    /// Path from the root: `themes/ours/static/search.js`.
    pub path: String,
    /// What is in it.
    pub bytes: &'a [u8],
    /// The file of the output that it becomes; a template becomes none.
    pub output: Option<&'a str>,
}

/// What must not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The name of a person; perhaps that of another, published one.
    Name(usize, Option<usize>),
    /// The name of a participant who has not agreed to be named with the programme: the number of [`Wards::pairs`].
    Pair(usize),
    /// Words or figures from the closed results of a programme.
    Results(usize),
    /// A contact or a number of a document.
    Contact(Contact),
    /// Something inside a file that cannot be read.
    Unread,
}

/// One thing found.
#[derive(Clone, Debug)]
pub struct Find {
    pub what: What,
    /// The words themselves; for [`What::Unread`] why it cannot be read.
    pub words: String,
    /// Which file of the output; 0 until the round is over, and all of them are known.
    pub output: usize,
    /// Where inside an attachment; `None` in a file of our own making.
    pub inside: Option<String>,
    /// In the file's name.
    pub name: bool,
}

/// What a lasting session remembers of the guard's work.
#[derive(Default)]
pub struct GuardMemo {
    /// What the guard watched over when the rest was true.
    wards: u64,
    /// Hashes of files in which nothing was found, with the closed surnames that they say all the same.
    clean: HashMap<[u8; 32], Said>,
    /// Hashes of the texts of long scripts in which nothing was found.
    lines: Lines,
    readings: BTreeMap<[u8; 32], Arc<Reading>>,
    /// Readings of files of closed results.
    closed: BTreeMap<[u8; 32], Arc<Reading>>,
    prepared: Option<Prepared>,
}

/// How many texts and tags a reader knows: more take more time to look for than to read again.
const MANY: usize = 1 << 16;

/// Numbers of stems in [`lists::Surnames`].
type Said = Box<[u32]>;

/// Hashes of texts, as [`reader::Reader`] makes them.
type Lines = HashSet<u64, BuildHasherDefault<names::Ready>>;

impl GuardMemo {
    /// Takes out what was prepared the last time.
    pub fn take_prepared(&mut self) -> Option<Prepared> {
        self.prepared.take()
    }
}

/// The guard, ready to read.
#[derive(Clone, Copy)]
pub struct LeakGuard<'w> {
    wards: &'w Wards,
    prepared: &'w Prepared,
}

impl<'w> LeakGuard<'w> {
    /// A guard that looks for what was prepared.
    pub fn new(prepared: &'w Prepared) -> Self {
        Self {
            wards: &prepared.wards,
            prepared,
        }
    }

    /// Says which entry the next texts belong to.
    fn stand(&self, entry: Option<(Kind, &str)>, scratch: &mut Scratch) {
        // Results stand on the programme's page.
        let entry = entry.map(|(kind, id)| match kind {
            Kind::Results => (Kind::Program, id),
            kind => (kind, id),
        });
        let pairs = entry.and_then(|(kind, id)| self.prepared.pairs.get(&kind)?.get(id));
        scratch.pairs = pairs.cloned().unwrap_or_default();
        let people = scratch.pairs.iter().map(|n| self.wards.pairs[*n].person);
        scratch.here = people.collect();
    }

    /// Everything found in one text: what, and where.
    fn text(&self, mode: Mode, text: &str, scratch: &mut Scratch) {
        let Prepared {
            names,
            runs,
            allowed,
            ..
        } = self.prepared;
        scratch.found.clear();
        if !names.is_empty() || !runs.is_empty() {
            scratch.tokens.read(text);
        }
        if !names.is_empty() {
            scratch.hits.clear();
            names.find(
                &scratch.tokens,
                mode,
                &scratch.here,
                &mut scratch.seen,
                &mut scratch.hits,
            );
            for hit in scratch.hits.drain(..) {
                let pair = scratch.here.iter().position(|p| *p == hit.person);
                let what = match pair {
                    Some(at) => What::Pair(scratch.pairs[at]),
                    None => What::Name(hit.person, hit.other),
                };
                scratch.found.push((what, hit.range));
            }
        }
        if mode == Mode::Address {
            merge(&mut scratch.found);
            return;
        }
        if mode == Mode::Text && !runs.is_empty() {
            let mut found = Vec::new();
            runs.find(text, &scratch.tokens, &mut found);
            scratch.found.extend(
                found
                    .into_iter()
                    .map(|(p, range)| (What::Results(p), range)),
            );
        }
        let mut found = Vec::new();
        contacts::find(text, allowed, &mut found);
        // Numbers of a program are no telephone numbers.
        found.retain(|(c, _)| mode == Mode::Text || *c == Contact::Email);
        scratch.found.extend(
            found
                .into_iter()
                .map(|(c, range)| (What::Contact(c), range)),
        );
        merge(&mut scratch.found);
    }
}

/// Finds of one kind that overlap are one find: «Рябинин» inside «Р я б и н и н у».
fn merge(found: &mut Vec<(What, Range<usize>)>) {
    found.sort_by_key(|(what, range)| (*what, range.start, range.end));
    found.dedup_by(|(what, range), (kept, whole)| {
        let same = *what == *kept && range.start < whole.end;
        if same {
            whole.end = whole.end.max(range.end);
        }
        same
    });
}

/// What is used again from text to text.
#[derive(Default)]
struct Scratch {
    tokens: Tokens,
    hits: Vec<names::Hit>,
    seen: names::Seen,
    /// The pairs of the entry that is being read, and the people of them.
    pairs: Vec<usize>,
    here: Vec<usize>,
    found: Vec<(What, Range<usize>)>,
}
