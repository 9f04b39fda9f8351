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

/// What one thread has made: namesakes share the forms of their names.
#[derive(Default)]
pub struct Shared {
    /// A folded word → the hashes of its Latin skeletons, and their lengths.
    latin: HashMap<String, Vec<(u64, usize)>>,
    given: HashMap<String, forms::Forms>,
    patronymic: HashMap<String, forms::Forms>,
}

impl Shared {
    fn latin(&mut self, word: &str) -> &[(u64, usize)] {
        if !self.latin.contains_key(word) {
            let skeletons = latin::skeletons(&latin::romanised(word)).into_iter();
            let hashes = skeletons.map(|s| (hash(&s), s.len())).collect();
            self.latin.insert(word.to_owned(), hashes);
        }
        &self.latin[word]
    }

    fn all_latin(&mut self, words: &forms::Forms) -> Forms {
        let mut hashes: Vec<u64> = Vec::new();
        for word in words {
            hashes.extend(self.latin(word).iter().map(|(hash, _)| *hash));
        }
        hashes.into_iter().collect()
    }

    fn given(&mut self, name: &str) -> forms::Forms {
        let made = self.given.entry(name.to_owned()).or_insert_with(|| {
            let mut given = forms::given(name);
            given.extend(parts(name).flat_map(forms::given));
            given
        });
        made.clone()
    }

    fn patronymic(&mut self, name: &str) -> forms::Forms {
        let made = self.patronymic.entry(name.to_owned());
        made.or_insert_with(|| forms::patronymic(name)).clone()
    }
}

impl Made {
    /// Makes them.
    pub fn of(shared: &mut Shared, person: &Person) -> Self {
        let mut surname: Vec<(String, Weight)> = Vec::new();
        for part in parts(&person.name.surname) {
            let typical = is_typical(&forms::folded(part));
            let all = forms::surname(part).into_iter();
            surname.extend(all.map(|form| {
                let weight = weight(&form, part, typical);
                (form, weight)
            }));
        }
        let mut given = shared.given(&person.name.given);
        let patronymic = person.name.patronymic.as_deref();
        let mut patronymic = patronymic.map_or_else(Default::default, |p| shared.patronymic(p));
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
        let mut surname_latin = Vec::new();
        for (form, weight) in &surname {
            let skeletons = shared.latin(form).iter();
            surname_latin.extend(skeletons.map(|(hash, letters)| match letters {
                0..4 => (*hash, Weight::Context),
                _ => (*hash, *weight),
            }));
        }
        let initial = |word: &str| forms::folded(word).chars().next();
        Self {
            known: Known {
                given: Forms::of(&given),
                patronymic: Forms::of(&patronymic),
                surname: surname.iter().map(|(form, _)| hash(form)).collect(),
                given_latin: shared.all_latin(&given),
                initials: (
                    initial(&person.name.given),
                    person.name.patronymic.as_deref().and_then(initial),
                ),
                withheld: person.withheld,
                paired: person.paired,
            },
            surname_latin,
            patronymic_latin: shared.all_latin(&patronymic),
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
