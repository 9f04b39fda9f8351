//! All forms of all names, each with the people who have it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::name::{forms, latin};

use super::super::tokens::hash;
use super::Person;
use super::around::looks_patronymic;
use super::weight::{Weight, is_typical, parts, weight};

/// Hashes of the forms of a name, in order.
#[derive(Default)]
pub struct Forms(pub Vec<u64>);

impl Forms {
    /// Of words.
    pub fn of(words: &forms::Forms) -> Self {
        words.iter().map(|word| hash(word)).collect()
    }

    /// Whether a word with this hash is one of them.
    pub fn has(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<u64> for Forms {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let mut all: Vec<u64> = hashes.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }
}

/// What is compared of one person.
pub struct Known {
    pub given: Forms,
    pub patronymic: Forms,
    pub surname: Forms,
    pub given_latin: Forms,
    pub initials: (Option<char>, Option<char>),
    pub withheld: bool,
    pub paired: bool,
}

/// Who has a form, and how much it says.
#[derive(Default)]
pub struct Bearers {
    pub all: Vec<(u32, Weight)>,
    /// Whether one of them may not be named, here or anywhere: of the others nothing is to be found.
    pub watched: bool,
}

/// Hash of a form → its bearers.
pub type Index = HashMap<u64, Bearers, BuildHasherDefault<Ready>>;

/// Passes on what is a hash already.
#[derive(Clone, Copy, Default)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// All forms of one person's name.
pub struct Made {
    pub known: Known,
    pub surname: Vec<(u64, Weight)>,
    pub surname_latin: Vec<(u64, Weight)>,
    pub patronymic_latin: Forms,
    /// How many letters the longest form of the surname has.
    pub longest: usize,
}

impl Made {
    /// Makes them.
    pub fn of(person: &Person) -> Self {
        let mut surname: Vec<(String, Weight)> = Vec::new();
        for part in parts(&person.name.surname) {
            let typical = is_typical(&forms::folded(part));
            let all = forms::surname(part).into_iter();
            surname.extend(all.map(|form| {
                let weight = weight(&form, part, typical);
                (form, weight)
            }));
        }
        let mut given = forms::given(&person.name.given);
        given.extend(parts(&person.name.given).flat_map(forms::given));
        let patronymic = person.name.patronymic.as_deref().map(forms::patronymic);
        let mut patronymic = patronymic.unwrap_or_default();
        for extra in &person.forms {
            let words: Vec<String> = extra.split_whitespace().map(forms::folded).collect();
            match &words[..] {
                // «Марьи Ивановны»
                [first, second] if looks_patronymic(second) => {
                    given.insert(first.clone());
                    patronymic.insert(second.clone());
                }
                words => {
                    let long = words.iter().filter(|w| w.chars().count() > 2);
                    surname.extend(long.map(|word| (word.clone(), Weight::Strong)));
                }
            }
        }
        surname.retain(|(form, _)| form.chars().count() > 1);
        let in_latin = |word: &str| latin::skeletons(&latin::romanised(word));
        let surname_latin = surname.iter().flat_map(|(form, weight)| {
            in_latin(form)
                .into_iter()
                .map(|skeleton| match skeleton.len() {
                    0..4 => (hash(&skeleton), Weight::Context),
                    _ => (hash(&skeleton), *weight),
                })
        });
        let all_latin = |words: &forms::Forms| -> Forms {
            let skeletons = words.iter().flat_map(|word| in_latin(word));
            skeletons.map(|skeleton| hash(&skeleton)).collect()
        };
        let initial = |word: &str| forms::folded(word).chars().next();
        Self {
            known: Known {
                given: Forms::of(&given),
                patronymic: Forms::of(&patronymic),
                surname: surname.iter().map(|(form, _)| hash(form)).collect(),
                given_latin: all_latin(&given),
                initials: (
                    initial(&person.name.given),
                    person.name.patronymic.as_deref().and_then(initial),
                ),
                withheld: person.withheld,
                paired: person.paired,
            },
            surname_latin: surname_latin.collect(),
            patronymic_latin: all_latin(&patronymic),
            longest: surname
                .iter()
                .map(|(form, _)| form.chars().count())
                .max()
                .unwrap_or(0),
            surname: surname
                .into_iter()
                .map(|(form, weight)| (hash(&form), weight))
                .collect(),
        }
    }
}

/// Notes who has a form; people come one after another.
pub fn push(index: &mut Index, key: u64, person: u32, weight: Weight, watched: bool) {
    let bearers = index.entry(key).or_default();
    bearers.watched |= watched;
    match bearers.all.last_mut().filter(|(p, _)| *p == person) {
        Some((_, known)) => *known = weight.min(*known),
        None => bearers.all.push((person, weight)),
    }
}
