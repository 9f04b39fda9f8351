//! Lists of words without what stands around them: the index of the search.
//!
//! Whether a surname is meant depends on what stands around it, and in a list nothing does: «пушкин» is there because
//! some page speaks of the poet. So a list is compared with the pages, which have been read with everything around: what
//! is of a closed surname there and on no page came from elsewhere. Words may be cut to their stems.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use crate::text::name::forms;
use crate::text::stem::root;

use super::names::Person;
use super::{Find, Output, What, blocks};

/// A list of words in a line of a script: three or more, with bars between them.
pub struct List<'t> {
    words: Vec<&'t str>,
    /// What else there is in the line: before the first word and after the last.
    pub around: [&'t str; 2],
}

impl<'t> List<'t> {
    /// The list in a line, if there is one.
    pub fn read(line: &'t str) -> Option<Self> {
        let mut words: Vec<&str> = line.split('|').collect();
        let [first, inner @ .., last] = words.as_mut_slice() else {
            return None;
        };
        let word = |w: &&str| !w.is_empty() && w.chars().all(char::is_alphanumeric);
        if inner.is_empty() || !inner.iter().all(word) {
            return None;
        }
        let letters = |w: &str| w.len() - w.trim_start_matches(char::is_alphanumeric).len();
        let begins = first.trim_end_matches(char::is_alphanumeric).len();
        let (before, one) = first.split_at(begins);
        let (other, after) = last.split_at(letters(last));
        (*first, *last) = (one, other);
        let around = [before, after];
        Some(Self { words, around })
    }
}

/// Closed surnames by the stems of all their forms. Short ones are stems of too much else.
#[derive(Default)]
pub struct Surnames {
    /// Stem → its own number, and whose it is, by their numbers.
    owners: HashMap<String, (u32, Vec<usize>)>,
    /// How the stems begin: a bit for each [`head`].
    heads: Vec<u64>,
}

/// Letters of the shortest stem.
const SHORTEST: usize = 3;

impl Surnames {
    /// Of all people whose names are closed.
    pub fn new(people: &[Person]) -> Self {
        let withheld = people.par_iter().enumerate().filter(|(_, p)| p.withheld);
        let stems: Vec<(usize, BTreeSet<String>)> = withheld.map(|(n, p)| (n, stems(p))).collect();
        let mut out = Self::default();
        for (person, stems) in stems {
            for stem in stems {
                if let Some(head) = head(&stem) {
                    out.heads.resize(HEADS / 64, 0);
                    out.heads[head / 64] |= 1 << (head % 64);
                }
                let number = out.owners.len() as u32;
                let (_, owners) = out.owners.entry(stem).or_insert((number, Vec::new()));
                owners.push(person);
            }
        }
        out
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// The number of the stem of a word, if it is that of a closed surname; the letters have to be [`forms::folded`].
    pub fn number(&self, word: &str) -> Option<u32> {
        self.known(word).map(|(_, number)| number)
    }

    /// The stem of a word and its number, if it is that of a closed surname.
    fn known(&self, word: &str) -> Option<(&str, u32)> {
        // A stem is the beginning of its word: most words are not worth a stem.
        let head = head(word)?;
        let known = self.heads.get(head / 64)? & (1 << (head % 64)) != 0;
        let worth = known.then(|| root(word))?;
        let (stem, (number, _)) = self.owners.get_key_value(&*worth)?;
        Some((stem, *number))
    }
}

/// As many letters as the shortest stem has, each by its lowest bits: as many as an alphabet wants.
const HEADS: usize = 1 << (SHORTEST * LETTER);
const LETTER: usize = 5;

/// The first letters of a word as a number below [`HEADS`]; `None` if there are fewer.
fn head(word: &str) -> Option<usize> {
    let mut letters = word.chars();
    (0..SHORTEST).try_fold(0, |head, _| {
        let letter = letters.next()? as usize % (1 << LETTER);
        Some(head << LETTER | letter)
    })
}

/// Whether lists are looked for in a file.
pub fn is_script(path: &str) -> bool {
    path.ends_with(".js") || path.ends_with(".mjs")
}

/// Closed surnames in the lists of an output that none of its pages says; `said` are the numbers of those that one does.
pub fn strays(surnames: &Surnames, outputs: &[Output<'_>], said: &HashSet<u32>) -> Vec<Find> {
    if surnames.is_empty() {
        return Vec::new();
    }
    // The first file stands for all.
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, output) in outputs.iter().enumerate() {
        if !is_script(output.path) || output.ours {
            continue;
        }
        let Ok(text) = simdutf8::basic::from_utf8(output.bytes) else {
            continue;
        };
        let text = blocks::unescaped(text);
        let lists = text.lines().filter_map(List::read);
        let words: Vec<&str> = lists.flat_map(|l| l.words).collect();
        let found = words.par_iter().with_min_len(1024);
        let found = found.filter_map(|word| surnames.known(&forms::folded(word)));
        let strays = found.filter(|(_, number)| !said.contains(number));
        let strays: Vec<&str> = strays.map(|(stem, _)| stem).collect();
        for stem in strays {
            listed.entry(stem).or_insert(number);
        }
    }
    let finds = listed.into_iter().flat_map(|(stem, output)| {
        let owners = surnames.owners[stem].1.iter();
        owners.map(move |person| Find {
            what: What::Name(*person, None),
            words: stem.to_owned(),
            output,
            inside: None,
            name: false,
        })
    });
    let mut finds: Vec<Find> = finds.collect();
    finds.sort_by_key(|find| find.what);
    finds
}

/// The stems of all forms of a surname.
fn stems(person: &Person) -> BTreeSet<String> {
    let parts = super::names::surname_parts(&person.name.surname);
    let made = parts.flat_map(forms::surname);
    let own = person.forms.iter().flat_map(|f| f.split_whitespace());
    let all = made.chain(own.map(forms::folded));
    let stems = all.map(|form| root(&form).into_owned());
    stems.filter(|s| s.chars().count() >= SHORTEST).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::reader::{Orders, Reader};
    use super::super::{LeakGuard, Prepared, Wards};
    use super::*;
    use crate::text::name::FullName;

    fn found(names: &[&str], files: &[(&str, &str)]) -> Vec<String> {
        let people: Vec<Person> = names
            .iter()
            .map(|name| Person {
                id: (*name).to_owned(),
                name: FullName::parse(name).unwrap(),
                forms: Vec::new(),
                withheld: true,
                paired: false,
            })
            .collect();
        let outputs: Vec<Output<'_>> = files
            .iter()
            .map(|(path, text)| Output {
                path,
                bytes: text.as_bytes(),
                hash: None,
                origin: None,
                ours: false,
            })
            .collect();
        let wards = Wards {
            people,
            ..Wards::default()
        };
        let prepared = Prepared::of_people(&Arc::new(wards));
        let orders = Orders {
            guard: LeakGuard::new(&prepared),
            known: None,
            keep: false,
        };
        let mut reader = Reader::default();
        let read = outputs.iter().map(|output| reader.output(&orders, output));
        let said = read.flat_map(|done| done.said.into_vec()).collect();
        let finds = strays(&prepared.surnames, &outputs, &said);
        finds.into_iter().map(|f| f.words).collect()
    }

    #[test]
    fn a_closed_surname_in_a_list_is_found_by_its_stem() {
        let names = &["Щукина Юлия Яковлевна", "Толстая Анна Петровна"];
        let index = "x = {\n\"keys\": \"145|толст|урок|щукин\",\n}";
        assert_eq!(
            found(names, &[("search/index.js", index)]),
            ["щукин", "толст"]
        );
        let whole = "[\"145|урок|Щукиной|юг\"]";
        assert_eq!(found(names, &[("a.js", whole)]), ["щукин"]);
        assert!(found(names, &[("a.js", "урок Щукиной")]).is_empty());
    }

    #[test]
    fn what_a_page_says_is_judged_there() {
        let index = ("search/index.js", "\"мороз|пушкин|урок|январ\"");
        let names = &["Пушкин Олег Ильич", "Мороз Анна Петровна"];
        let page = ("a.html", "<p>А. С. <b>Пушкина</b>: «Мороз и солнце»");
        assert!(found(names, &[page, index]).is_empty());
        let other = ("a.html", "<p>пушка стреляет");
        assert_eq!(found(names, &[other, index]).len(), 2);
    }

    #[test]
    fn lists_are_told_from_other_lines() {
        let list = List::read("\"keys\": \"аз|буки|веди\",").expect("a list");
        assert_eq!(list.words, ["аз", "буки", "веди"]);
        assert_eq!(list.around, ["\"keys\": \"", "\","]);
        for other in ["| а | б | в |", "a || b || c", "а|б", ""] {
            assert!(List::read(other).is_none(), "{other}");
        }
    }
}
