//! One thread's reading of files: each as what it is, each block of text once.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use foldhash::quality::FixedState;

use crate::attachment::{self, Reading};

use super::blocks::{self, Mode};
use super::markup::{self, Tags};
use super::names::Ready;
use super::{Find, GuardMemo, LeakGuard, Lines, MANY, Output, Said, Scratch, What};

/// One file read.
#[derive(Default)]
pub struct Done {
    pub finds: Vec<Find>,
    /// Of a file that will be remembered.
    pub hash: Option<[u8; 32]>,
    pub reading: Option<Arc<Reading>>,
    /// Closed surnames that a page says, whoever is meant.
    pub said: Said,
    /// Hashes of its texts in which nothing was found, if it is worth while to remember them.
    pub lines: Vec<u64>,
}

/// A script of more bytes is remembered text by text: the index of the search changes with every page, and most of it
/// stays.
const LONG: usize = 16 * 1024;

/// What a reader goes by.
#[derive(Clone, Copy)]
pub struct Orders<'g> {
    pub guard: LeakGuard<'g>,
    /// What was read the last time, if it still holds.
    pub known: Option<&'g GuardMemo>,
    /// Whether what is read will be remembered.
    pub keep: bool,
}

/// One thread's reader.
#[derive(Default)]
pub struct Reader {
    scratch: Scratch,
    /// Hashes of texts in which nothing was found: headers and menus are the same on every page.
    clean: Lines,
    /// The same of texts that say closed surnames without meaning their bearers.
    saying: HashMap<u64, Said, BuildHasherDefault<Ready>>,
    /// Tags in which nothing was found.
    tags: Tags,
    /// Of the script that is read, if its texts are remembered.
    lines: Option<Vec<u64>>,
    /// Closed surnames that the page says which is read.
    said: Option<BTreeSet<u32>>,
}

impl Reader {
    /// Reads one file: its name and all that is in it. The finds do not know yet which file that is.
    pub fn output(&mut self, orders: &Orders<'_>, output: &Output<'_>) -> Done {
        let mut done = Done::default();
        let &Orders { guard, known, keep } = orders;
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
        let long = done.hash.is_some() && output.path.ends_with(".js") && output.bytes.len() > LONG;
        done.reading = remembered.and_then(|(hash, known)| known.readings.get(&hash).cloned());
        if let Some(said) = remembered.and_then(|(hash, known)| known.clean.get(&hash)) {
            done.said = said.clone();
            return done;
        }
        self.block(orders, Mode::Address, output.path, &mut |what, words| {
            done.finds.push(Find {
                what,
                words: words.to_owned(),
                output: 0,
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
                output: 0,
                inside: inside.map(str::to_owned),
                name: false,
            });
        };
        let extension = output.path.rsplit_once('.').map_or("", |(_, e)| e);
        self.lines = long.then(Vec::new);
        self.said = (extension == "html").then(BTreeSet::new);
        let mut plain = |what, words: &str| note(what, words, None);
        let page = (extension == "html" && !self.scratch.pairs.is_empty())
            .then(|| simdutf8::basic::from_utf8(output.bytes).ok())
            .flatten();
        let text = match page.map(markup::apart) {
            Some((own, links)) => {
                self.text(orders, extension, own.as_bytes(), &mut plain);
                // They lead away from what this page tells about.
                guard.stand(None, &mut self.scratch);
                self.text(orders, extension, links.as_bytes(), &mut plain)
            }
            None => self.text(orders, extension, output.bytes, &mut plain),
        };
        done.lines = self.lines.take().unwrap_or_default();
        done.said = self.said.take().into_iter().flatten().collect();
        let copies = guard
            .prepared
            .closed
            .iter()
            .filter(|f| f.size == output.bytes.len());
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
                    self.block(orders, mode, text, &mut |what, words| {
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
    fn text(
        &mut self,
        orders: &Orders<'_>,
        extension: &str,
        bytes: &[u8],
        note: &mut dyn FnMut(What, &str),
    ) -> bool {
        let mut tags = std::mem::take(&mut self.tags);
        let restless = tags.restless.clone();
        let mut out = |mode, text: &str| {
            if !self.block(orders, mode, text, note) {
                restless.store(true, Ordering::Relaxed);
            }
        };
        let known = blocks::of_text_file_knowing(extension, bytes, &mut out, Some(&mut tags));
        self.tags = tags;
        known
    }

    /// Reads a text; `false` if another place of it has to be read again.
    fn block(
        &mut self,
        orders: &Orders<'_>,
        mode: Mode,
        text: &str,
        note: &mut dyn FnMut(What, &str),
    ) -> bool {
        let key = FixedState::default().hash_one((mode, text));
        let known = orders.known.filter(|_| self.lines.is_some());
        if self.clean.contains(&key) || known.is_some_and(|known| known.lines.contains(&key)) {
            self.lines.iter_mut().for_each(|lines| lines.push(key));
            return true;
        }
        if let Some(numbers) = self.saying.get(&key) {
            self.said.iter_mut().for_each(|said| said.extend(numbers));
            self.lines.iter_mut().for_each(|lines| lines.push(key));
            return false;
        }
        orders.guard.text(mode, text, &mut self.scratch);
        let numbers = self.numbers(orders);
        self.said.iter_mut().for_each(|said| said.extend(&numbers));
        let clean = self.scratch.found.is_empty() && !self.scratch.seen.depends;
        if clean {
            self.lines.iter_mut().for_each(|lines| lines.push(key));
            // What all pages share has been met by then.
            match numbers.is_empty() {
                true if self.clean.len() < MANY => drop(self.clean.insert(key)),
                false if self.saying.len() < MANY => {
                    self.saying.insert(key, numbers.iter().copied().collect());
                }
                _ => {}
            }
        }
        for (what, range) in &self.scratch.found {
            note(*what, &text[range.clone()]);
        }
        clean && numbers.is_empty()
    }

    /// Closed surnames that the text says which has just been read.
    fn numbers(&self, orders: &Orders<'_>) -> BTreeSet<u32> {
        let surnames = &orders.guard.prepared.surnames;
        let tokens = &self.scratch.tokens;
        if surnames.is_empty() {
            return BTreeSet::new();
        }
        let words = tokens.list().iter().map(|token| tokens.word(token));
        words.filter_map(|word| surnames.number(word)).collect()
    }
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::super::names::Person;
    use super::super::{Prepared, Round, Wards};
    use super::*;
    use crate::text::name::FullName;

    fn prepared() -> Prepared {
        let person = Person {
            id: "shchukina".into(),
            name: FullName::parse("Щукина Юлия Яковлевна").unwrap(),
            forms: Vec::new(),
            withheld: true,
            paired: false,
        };
        Prepared::of_people(&Arc::new(Wards {
            people: vec![person],
            ..Wards::default()
        }))
    }

    #[test]
    fn a_tag_that_is_known_hides_nothing() {
        let prepared = prepared();
        let orders = Orders {
            guard: LeakGuard::new(&prepared),
            known: None,
            keep: false,
        };
        let mut reader = Reader::default();
        let mut found = |page: &str| {
            let output = Output {
                path: "a.html",
                bytes: page.as_bytes(),
                hash: None,
                origin: None,
                ours: false,
            };
            reader.output(&orders, &output).finds.len()
        };
        let clean = "<p class=\"a\" title=\"урок\">Урок <b>и ещё</b></p>";
        let pages = [
            (clean, 0),
            ("<p class=\"a\" title=\"Юлия Щукина\">Урок</p>", 1),
            ("<p class=\"a\" title=\"урок > Юлия Щукина\">Урок</p>", 1),
            (
                "<p title=\"Юлия Щукина\" srcdoc=\"<b id='x'>урок</b>\">Урок</p>",
                1,
            ),
            (
                "<p srcdoc=\"<b title='Юлия Щукина'>урок</b>\" title=\"урок\">Урок</p>",
                1,
            ),
            ("<Щукина>Урок</p>", 1),
            (
                "<p class=\"a\" title=\"урок\">Юлия <b>и ещё</b> Щукина</p>",
                1,
            ),
            ("<p class=\"a\" title=\"урок\">Юлия <b>Щук</b>ина</p>", 1),
        ];
        // A tag that the end of a comment has cut off is not the same tag elsewhere.
        let address = "%D0%A9%D1%83%D0%BA%D0%B8%D0%BD%D0%B0";
        let cut = format!("<a href=\"x>/{address}\">Урок</a>");
        let more = [("<!--<a href=\"x>-->", 0), (cut.as_str(), 1)];
        let pages: Vec<_> = pages.into_iter().chain(more).collect();
        for time in ["first", "once more", "again"] {
            for &(page, finds) in &pages {
                assert_eq!(found(page), finds, "{time}: {page}");
            }
        }
    }

    #[test]
    fn of_a_long_script_only_new_lines_are_read_and_nothing_in_them_is_missed() {
        let mut memo = Some(GuardMemo::default());
        let line = |n: usize| format!("  [\"страница {n}\", \"урок и ещё урок\"],\n");
        let mut lines: Vec<String> = (0..400).map(line).collect();
        let mut found = |lines: &[String]| {
            let text = lines.concat();
            assert!(text.len() > LONG);
            let output = Output {
                path: "search/index.js",
                bytes: text.as_bytes(),
                hash: None,
                origin: None,
                ours: false,
            };
            let mut round = Round::new(prepared(), memo.take());
            let finds = round.finish(&[output]);
            memo = round.end();
            let kept = memo.as_ref().map_or(0, |memo| memo.lines.len());
            (finds.into_iter().map(|f| f.words).collect::<Vec<_>>(), kept)
        };
        let (none, kept) = found(&lines);
        assert!(none.is_empty() && kept >= lines.len(), "{none:?} {kept}");
        assert_eq!(found(&lines), (vec![], kept), "the same once more");
        lines[200] = "  [\"Юлия Щукина\", \"урок\"],\n".into();
        // A line is read as a program and as words for people.
        let both = vec!["Щукина".to_owned(), "Щукина".to_owned()];
        let (finds, less) = found(&lines);
        assert!(finds == both && less < kept, "{finds:?} {less}");
        assert_eq!(found(&lines).0, both, "what was found is found again");
        lines[200] = line(200);
        assert_eq!(found(&lines), (vec![], kept), "taken back");
    }
}
