//! One thread's reading of files: each as what it is, each block of text once.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::Arc;

use foldhash::quality::FixedState;

use crate::attachment::{self, Reading};

use super::blocks::{self, Mode};
use super::{Find, GuardMemo, LeakGuard, Output, Scratch, What, markup, names};

/// One file read.
pub struct Done {
    pub finds: Vec<Find>,
    pub hash: Option<[u8; 32]>,
    pub reading: Option<Arc<Reading>>,
}

/// One thread's reader.
pub struct Reader<'g, 'w> {
    guard: &'g LeakGuard<'w>,
    scratch: Scratch,
    /// Hashes of texts in which nothing was found: headers and menus are the same on every page.
    clean: HashSet<u64, BuildHasherDefault<names::Ready>>,
}

impl<'g, 'w> Reader<'g, 'w> {
    /// A reader that has seen nothing yet.
    pub fn new(guard: &'g LeakGuard<'w>) -> Self {
        Self {
            guard,
            scratch: Scratch::default(),
            clean: HashSet::default(),
        }
    }

    /// Reads one file: its name and all that is in it.
    pub fn output(
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
        let guard = self.guard;
        guard.stand(output.origin, &mut self.scratch);
        done.hash = (keep && !output.ours).then(|| {
            let content = output.hash.map(blake3::Hash::from_bytes);
            let content = content.unwrap_or_else(|| blake3::hash(output.bytes));
            let mut hasher = blake3::Hasher::new();
            hasher.update(content.as_bytes());
            for pair in &self.scratch.pairs {
                hasher.update(&pair.to_le_bytes());
            }
            hasher.update(output.path.as_bytes());
            *hasher.finalize().as_bytes()
        });
        let remembered = done.hash.zip(known);
        done.reading = remembered.and_then(|(hash, known)| known.readings.get(&hash).cloned());
        if remembered.is_some_and(|(hash, known)| known.clean.contains(&hash)) {
            return done;
        }
        self.block(Mode::Address, output.path, &mut |what, words| {
            done.finds.push(Find {
                what,
                words: words.to_owned(),
                output: number,
                inside: None,
                name: true,
            });
        });
        if output.ours {
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
        let mut plain = |what, words: &str| note(what, words, None);
        let page = (extension == "html" && !self.scratch.pairs.is_empty())
            .then(|| simdutf8::basic::from_utf8(output.bytes).ok())
            .flatten();
        let text = match page.map(markup::apart) {
            Some((own, links)) => {
                self.text(extension, own.as_bytes(), &mut plain);
                // They lead away from what this page tells about.
                guard.stand(None, &mut self.scratch);
                self.text(extension, links.as_bytes(), &mut plain)
            }
            None => self.text(extension, output.bytes, &mut plain),
        };
        let copies = guard.closed.iter().filter(|f| f.size == output.bytes.len());
        for copy in copies.filter(|f| f.hash == *blake3::hash(output.bytes).as_bytes()) {
            note(What::Results(copy.program), "файл целиком", None);
        }
        if !text {
            let name = file_name(output.path);
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

    /// Reads a file that is text; `false` if it is none.
    fn text(&mut self, extension: &str, bytes: &[u8], note: &mut dyn FnMut(What, &str)) -> bool {
        blocks::of_text_file(extension, bytes, &mut |mode, text| {
            self.block(mode, text, note);
        })
    }

    fn block(&mut self, mode: Mode, text: &str, note: &mut dyn FnMut(What, &str)) {
        let key = FixedState::default().hash_one((mode, text));
        if self.clean.contains(&key) {
            return;
        }
        self.guard.text(mode, text, &mut self.scratch);
        if self.scratch.found.is_empty() && !self.scratch.seen.depends {
            self.clean.insert(key);
        }
        for (what, range) in &self.scratch.found {
            note(*what, &text[range.clone()]);
        }
    }
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
