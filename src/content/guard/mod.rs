//! Guard: every byte of the output is read once more before it is written.
//!
//! The gate decides what may go out; the guard looks whether something went out nevertheless: because somebody wrote a
//! name into a text, left it in a file's properties, quoted results that are still closed. It reads pages with their
//! attributes and comments, feeds, exports, styles, file names, and what is inside attachments – and knows nothing of
//! how they were made.

mod blocks;
mod contacts;
mod markup;
mod names;
mod origin;
mod runs;
mod themes;
mod tokens;
mod wards;

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::attachment::{self, Reading};
use crate::vocab::Kind;

pub use origin::{Evidence, complaints};
pub use wards::{Wards, wards};

use blocks::Mode;
use contacts::{Allowed, Contact};
use names::Names;
use runs::Runs;
use tokens::Tokens;

/// A file of the output.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    /// Path from the output's root.
    pub path: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
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
    /// Which file of the output.
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
    /// Hashes of files in which nothing was found.
    clean: HashSet<[u8; 32]>,
    readings: BTreeMap<[u8; 32], Arc<Reading>>,
}

/// The guard, ready to read.
pub struct LeakGuard<'w> {
    wards: &'w Wards,
    names: Names,
    runs: Runs,
    allowed: Allowed,
}

impl<'w> LeakGuard<'w> {
    /// Makes all forms of all names.
    pub fn new(wards: &'w Wards) -> Self {
        let mut runs = Runs::default();
        for (program, text) in &wards.closed {
            runs.text(*program, text);
        }
        if !runs.is_empty() {
            wards.open.iter().for_each(|text| runs.published(text));
        }
        for i in &wards.figures {
            let text = |t: &'w Option<String>| t.as_deref();
            runs.figures(
                i.program,
                &i.name,
                text(&i.unit),
                text(&i.before),
                text(&i.after),
            );
        }
        let mut allowed = Allowed::default();
        wards.contacts.iter().for_each(|c| allowed.add(c));
        Self {
            wards,
            names: Names::new(&wards.people),
            runs,
            allowed,
        }
    }

    /// Reads the whole output. The finds come in the order of the files.
    pub fn read(&self, outputs: &[Output<'_>], memo: Option<&mut GuardMemo>) -> Vec<Find> {
        let wards = memo.as_ref().map_or(0, |_| self.wards.fingerprint());
        let known = memo.as_deref().filter(|m| m.wards == wards);
        let keep = memo.is_some();
        let size = outputs.len() / (rayon::current_num_threads() * 4) + 1;
        let numbered: Vec<(usize, &Output<'_>)> = outputs.iter().enumerate().collect();
        let read: Vec<Vec<Done>> = numbered
            .par_chunks(size)
            .map(|chunk| {
                let mut reader = Reader::new(self);
                chunk
                    .iter()
                    .map(|(i, output)| reader.output(*i, output, keep, known))
                    .collect()
            })
            .collect();
        let mut finds = Vec::new();
        let mut fresh = GuardMemo {
            wards,
            ..GuardMemo::default()
        };
        for done in read.into_iter().flatten() {
            if let Some(hash) = done.hash {
                if done.finds.is_empty() {
                    fresh.clean.insert(hash);
                }
                fresh.readings.extend(done.reading.map(|r| (hash, r)));
            }
            finds.extend(done.finds);
        }
        if let Some(memo) = memo {
            *memo = fresh;
        }
        finds
    }

    /// Everything found in one text: what, and where.
    fn text(&self, mode: Mode, text: &str, scratch: &mut Scratch) {
        scratch.found.clear();
        if !self.names.is_empty() || !self.runs.is_empty() {
            scratch.tokens.read(text);
        }
        if !self.names.is_empty() {
            scratch.hits.clear();
            self.names
                .find(&scratch.tokens, mode, &mut scratch.seen, &mut scratch.hits);
            for hit in scratch.hits.drain(..) {
                scratch
                    .found
                    .push((What::Name(hit.person, hit.other), hit.range));
            }
        }
        if mode == Mode::Address {
            merge(&mut scratch.found);
            return;
        }
        if mode == Mode::Text && !self.runs.is_empty() {
            let mut found = Vec::new();
            self.runs.find(text, &scratch.tokens, &mut found);
            scratch.found.extend(
                found
                    .into_iter()
                    .map(|(p, range)| (What::Results(p), range)),
            );
        }
        let mut found = Vec::new();
        contacts::find(text, &self.allowed, &mut found);
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
    found: Vec<(What, Range<usize>)>,
}

/// One file read.
struct Done {
    finds: Vec<Find>,
    hash: Option<[u8; 32]>,
    reading: Option<Arc<Reading>>,
}

/// One thread's reader.
struct Reader<'g, 'w> {
    guard: &'g LeakGuard<'w>,
    scratch: Scratch,
    /// Hashes of texts in which nothing was found: headers and menus are the same on every page.
    clean: HashSet<u64, BuildHasherDefault<names::Ready>>,
}

impl<'g, 'w> Reader<'g, 'w> {
    fn new(guard: &'g LeakGuard<'w>) -> Self {
        Self {
            guard,
            scratch: Scratch::default(),
            clean: HashSet::default(),
        }
    }

    fn output(
        &mut self,
        number: usize,
        output: &Output<'_>,
        keep: bool,
        known: Option<&GuardMemo>,
    ) -> Done {
        let mut done = Done {
            finds: Vec::new(),
            hash: None,
            reading: None,
        };
        let mut finds = Vec::new();
        self.block(Mode::Address, output.path, &mut |what, words| {
            finds.push(Find {
                what,
                words: words.to_owned(),
                output: number,
                inside: None,
                name: true,
            });
        });
        done.finds = finds;
        if output.ours {
            return done;
        }
        done.hash = keep.then(|| *blake3::hash(output.bytes).as_bytes());
        let remembered = done.hash.zip(known);
        done.reading = remembered.and_then(|(hash, known)| known.readings.get(&hash).cloned());
        if remembered.is_some_and(|(hash, known)| known.clean.contains(&hash)) {
            return done;
        }
        let mut finds = Vec::new();
        let mut note = |what, words: &str, inside: Option<&str>| {
            finds.push(Find {
                what,
                words: words.to_owned(),
                output: number,
                inside: inside.map(str::to_owned),
                name: false,
            });
        };
        let extension = output.path.rsplit_once('.').map_or("", |(_, e)| e);
        let text = blocks::of_text_file(extension, output.bytes, &mut |mode, text| {
            self.block(mode, text, &mut |what, words| note(what, words, None));
        });
        if !text {
            let name = output.path.rsplit('/').next().unwrap_or(output.path);
            let reading = match &done.reading {
                Some(reading) => reading.clone(),
                None => Arc::new(attachment::read(name, output.bytes)),
            };
            for piece in &reading.pieces {
                blocks::of_text(&piece.text, &mut |mode, text| {
                    self.block(mode, text, &mut |what, words| {
                        note(what, words, Some(&piece.place));
                    });
                });
            }
            if let Some(trouble) = &reading.trouble {
                note(What::Unread, &trouble.sentence(), None);
            }
            done.reading = Some(reading);
        }
        done.finds.extend(finds);
        done
    }

    fn block(&mut self, mode: Mode, text: &str, note: &mut dyn FnMut(What, &str)) {
        let mut key = DefaultHasher::new();
        (mode, text).hash(&mut key);
        let key = key.finish();
        if self.clean.contains(&key) {
            return;
        }
        self.guard.text(mode, text, &mut self.scratch);
        if self.scratch.found.is_empty() {
            self.clean.insert(key);
        }
        for (what, range) in &self.scratch.found {
            note(*what, &text[range.clone()]);
        }
    }
}

impl Wards {
    /// Equal for wards that find the same.
    fn fingerprint(&self) -> u64 {
        tokens::hash(&format!("{self:?}"))
    }
}
