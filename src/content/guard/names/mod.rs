//! Names of people in a text: forms of surnames with what stands around them.

mod around;
mod bare;
mod latin;
mod weight;

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use rayon::prelude::*;

use crate::text::name::{FullName, forms, latin as letters};

use super::blocks::Mode;
use super::tokens::{Case, Gap, Script, Token, Tokens, hash};
use around::{Around, Sides, looks_patronymic};
use weight::{Weight, is_typical, parts, weight};

pub use weight::parts as surname_parts;

/// A person whom the guard knows.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub name: FullName,
    /// Forms that the school has added.
    pub forms: Vec<String>,
    /// Whether the name may not be said. Of others the guard has to know, to tell them from those.
    pub withheld: bool,
    /// Whether there are entries in which the name may not be said, though it may elsewhere.
    pub paired: bool,
}

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the person who may not be named.
    pub person: usize,
    /// The index of a published person who may be meant as well.
    pub other: Option<usize>,
    /// Where in the text.
    pub range: Range<usize>,
}

/// Hashes of the forms of a name, in order.
#[derive(Default)]
struct Forms(Vec<u64>);

impl Forms {
    fn of(words: &forms::Forms) -> Self {
        words.iter().map(|word| hash(word)).collect()
    }

    fn has(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }

    fn is_empty(&self) -> bool {
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
struct Known {
    given: Forms,
    patronymic: Forms,
    surname: Forms,
    given_latin: Forms,
    initials: (Option<char>, Option<char>),
    withheld: bool,
    paired: bool,
}

/// Who has a form, and how much it says.
#[derive(Default)]
struct Bearers {
    all: Vec<(u32, Weight)>,
    /// Whether one of them may not be named, here or anywhere: of the others nothing is to be found.
    watched: bool,
}

type Index = HashMap<u64, Bearers, BuildHasherDefault<Ready>>;

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

/// What is remembered from text to text.
#[derive(Default)]
pub struct Seen {
    /// Latin words that are no part of anybody's name: most addresses are made of a few.
    plain: HashSet<u64, BuildHasherDefault<Ready>>,
    /// Whether the last answer depends on where the text stands.
    pub depends: bool,
}

/// One of those who may be meant: what stands around, and whether it is a name at all.
type Judged = (u32, Around, bool);

/// All forms of one person's name.
struct Made {
    known: Known,
    surname: Vec<(u64, Weight)>,
    surname_latin: Vec<(u64, Weight)>,
    patronymic_latin: Forms,
    /// How many letters the longest form of the surname has.
    longest: usize,
}

impl Made {
    fn of(person: &Person) -> Self {
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
        let in_latin = |word: &str| letters::skeletons(&letters::romanised(word));
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

/// All the people, ready to be looked for.
pub struct Names {
    people: Vec<Known>,
    surnames: Index,
    patronymics: Index,
    latin_surnames: Index,
    latin_patronymics: Index,
    longest: usize,
}

impl Names {
    /// Makes all the forms.
    pub fn new(people: &[Person]) -> Self {
        let mut names = Self {
            people: Vec::with_capacity(people.len()),
            surnames: Index::default(),
            patronymics: Index::default(),
            latin_surnames: Index::default(),
            latin_patronymics: Index::default(),
            longest: 0,
        };
        let made: Vec<Made> = people.par_iter().map(Made::of).collect();
        for (i, made) in made.into_iter().enumerate() {
            names.add(i as u32, made);
        }
        names
    }

    fn add(&mut self, i: u32, made: Made) {
        let watched = made.known.withheld || made.known.paired;
        for (hash, weight) in made.surname {
            push(&mut self.surnames, hash, i, weight, watched);
        }
        for (hash, weight) in made.surname_latin {
            push(&mut self.latin_surnames, hash, i, weight, watched);
        }
        for hash in &made.known.patronymic.0 {
            push(&mut self.patronymics, *hash, i, Weight::Strong, watched);
        }
        for hash in &made.patronymic_latin.0 {
            push(
                &mut self.latin_patronymics,
                *hash,
                i,
                Weight::Strong,
                watched,
            );
        }
        self.longest = self.longest.max(made.longest);
        self.people.push(made.known);
    }

    /// Whether anybody is to be guarded at all.
    pub fn is_empty(&self) -> bool {
        !self.people.iter().any(|p| p.withheld || p.paired)
    }

    /// Finds names that may not be said: withheld ones, and those of the people closed `here` alone.
    pub fn find(
        &self,
        tokens: &Tokens,
        mode: Mode,
        here: &[usize],
        seen: &mut Seen,
        out: &mut Vec<Hit>,
    ) {
        seen.depends = false;
        let mut search = Search {
            names: self,
            tokens,
            mode,
            here,
            seen,
            out,
        };
        search.text();
    }
}

/// One text searched.
struct Search<'s> {
    names: &'s Names,
    tokens: &'s Tokens,
    mode: Mode,
    here: &'s [usize],
    seen: &'s mut Seen,
    out: &'s mut Vec<Hit>,
}

impl Search<'_> {
    fn text(&mut self) {
        let list = self.tokens.list();
        for (i, token) in list.iter().enumerate() {
            match token.script {
                Script::Cyrillic => {
                    self.surname_at(i, i, token.hash);
                    self.given_at(i);
                }
                Script::Latin => {
                    if let Some(twin) = token.twin {
                        self.surname_at(i, i, twin);
                    }
                    self.latin_at(i);
                }
                Script::Digits => {}
            }
            if i > 0 && token.gap.has(BROKEN) {
                self.broken_at(i);
            }
        }
        self.spaced();
    }

    /// A surname at the words `first..=last`, whose letters have this hash.
    fn surname_at(&mut self, first: usize, last: usize, hash: u64) {
        let (names, tokens) = (self.names, self.tokens);
        let Some(bearers) = names.surnames.get(&hash).filter(|b| b.watched) else {
            return;
        };
        let list = tokens.list();
        let letters: u16 = list[first..=last].iter().map(|t| t.letters).sum();
        let sides = Sides::read(tokens, first, last);
        let mut known: Option<(Weight, bool)> = None;
        let mut is_bare = |weight| match known {
            Some((w, bare)) if w == weight => bare,
            _ => {
                // «к» and «им» on two lines are two words, not «Ким».
                let whole = first == last || letters > 3;
                let bare = whole && bare::bare(tokens, first, last, weight);
                known = Some((weight, bare));
                bare
            }
        };
        let judge = |&(person, weight): &(u32, Weight)| {
            let around = sides.judge(&names.people[person as usize]);
            let named = match around {
                Around::Confirms => true,
                Around::Contradicts => false,
                Around::Nothing => is_bare(weight),
            };
            (person, around, named)
        };
        let judged: Vec<Judged> = bearers.all.iter().map(judge).collect();
        let range = list[first].start..list[last].end;
        self.decide(&judged, range);
    }

    /// Of all who may be meant, the closed ones: unless it is clear that a published one is.
    fn decide(&mut self, judged: &[Judged], range: Range<usize>) {
        let people = &self.names.people;
        self.seen.depends |= judged.iter().any(|(p, ..)| people[*p as usize].paired);
        let closed = |person: u32| {
            people[person as usize].withheld || self.here.contains(&(person as usize))
        };
        let published = |confirmed: bool| {
            judged.iter().find(|(person, around, named)| {
                !closed(*person) && *named && (!confirmed || *around == Around::Confirms)
            })
        };
        for (person, around, named) in judged {
            if !named || !closed(*person) {
                continue;
            }
            // «Иванов Пётр» is the published Иванов, whoever else has that surname.
            if *around == Around::Nothing && published(true).is_some() {
                continue;
            }
            let other = published(*around == Around::Confirms);
            self.out.push(Hit {
                person: *person as usize,
                other: other.map(|(p, ..)| *p as usize),
                range: range.clone(),
            });
        }
    }

    /// «Марье Ивановне»: a given name and a patronymic without a surname.
    fn given_at(&mut self, i: usize) {
        let (names, list) = (self.names, self.tokens.list());
        if i == 0 || !list[i].gap.only(NEAR) {
            return;
        }
        let bearers = names.patronymics.get(&list[i].hash);
        let Some(bearers) = bearers.filter(|b| b.watched) else {
            return;
        };
        let given = list[i - 1].hash;
        let surname_near = |known: &Known| {
            let after = list.get(i + 1).filter(|t| t.gap.only(NEAR));
            let before = (i > 1)
                .then(|| &list[i - 2])
                .filter(|_| list[i - 1].gap.only(NEAR));
            let own = |t: &&Token| known.surname.has(t.hash);
            if after.filter(own).or(before.filter(own)).is_some() {
                return Some(true);
            }
            let others = |t: &&Token| names.surnames.contains_key(&t.hash) && t.case != Case::Small;
            after
                .filter(others)
                .or(before.filter(others))
                .map(|_| false)
        };
        let judged: Vec<Judged> = bearers
            .all
            .iter()
            .filter(|(person, _)| names.people[*person as usize].given.has(given))
            .map(|&(person, _)| {
                // With a surname beside it, the surname has been judged, or is somebody else's.
                let near = surname_near(&names.people[person as usize]);
                (person, Around::Confirms, near != Some(false))
            })
            .collect();
        self.decide(&judged, list[i - 1].start..list[i].end);
    }

    /// A word cut in two or more by tags, line ends or hyphens.
    fn broken_at(&mut self, i: usize) {
        let (tokens, list) = (self.tokens, self.tokens.list());
        let mut word = tokens.word(&list[i]).to_owned();
        let mut first = i;
        while first > 0 && list[first].gap.has(BROKEN) && i - first < 24 {
            first -= 1;
            word.insert_str(0, tokens.word(&list[first]));
            if word.chars().count() > self.names.longest {
                return;
            }
            self.surname_at(first, i, hash(&word));
        }
    }

    /// «И в а н о в а», «И.в.а.н.о.в.а»: letters one by one.
    fn spaced(&mut self) {
        let list = self.tokens.list();
        let mut from = 0;
        while from < list.len() {
            let single = |t: &Token| t.letters == 1 && t.script != Script::Digits;
            let mut to = from;
            while to < list.len() && single(&list[to]) {
                to += 1;
            }
            if to - from >= 4 {
                self.spaced_run(from, to);
            }
            from = to + 1;
        }
    }

    fn spaced_run(&mut self, from: usize, to: usize) {
        let (names, tokens, list) = (self.names, self.tokens, self.tokens.list());
        for first in from..to {
            let mut word = String::new();
            for last in first..to.min(first + names.longest) {
                let token = &list[last];
                word.push_str(tokens.word(token));
                if last < first + 3 {
                    continue;
                }
                let strong = |b: &&Bearers| b.all.iter().any(|(_, w)| *w < Weight::Context);
                if let Some(bearers) = names.surnames.get(&hash(&word)).filter(strong) {
                    let judged: Vec<Judged> = bearers
                        .all
                        .iter()
                        .map(|(person, _)| (*person, Around::Nothing, true))
                        .collect();
                    self.decide(&judged, list[first].start..token.end);
                }
            }
        }
    }
}

/// What may stand between the parts of one name.
const NEAR: Gap = Gap::SPACE.or(Gap::NEWLINE).or(Gap::SEAM);
/// What may cut a word in two.
const BROKEN: Gap = Gap::NEWLINE.or(Gap::SEAM);

/// Notes who has a form; people come one after another.
fn push(index: &mut Index, key: u64, person: u32, weight: Weight, watched: bool) {
    let bearers = index.entry(key).or_default();
    bearers.watched |= watched;
    match bearers.all.last_mut().filter(|(p, _)| *p == person) {
        Some((_, known)) => *known = weight.min(*known),
        None => bearers.all.push((person, weight)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(withheld: &[&str], published: &[&str]) -> Names {
        let person = |name: &&str, withheld| Person {
            id: (*name).to_owned(),
            name: FullName::parse(name).unwrap(),
            forms: Vec::new(),
            withheld,
            paired: false,
        };
        let people: Vec<Person> = withheld
            .iter()
            .map(|n| person(n, true))
            .chain(published.iter().map(|n| person(n, false)))
            .collect();
        Names::new(&people)
    }

    fn found(names: &Names, mode: Mode, text: &str) -> Vec<Hit> {
        let mut tokens = Tokens::default();
        tokens.read(text);
        let mut out = Vec::new();
        names.find(&tokens, mode, &[], &mut Seen::default(), &mut out);
        out
    }

    const IVANOVA: &[&str] = &["Иванова Мария Игоревна"];

    #[test]
    fn a_name_is_found_in_any_layout() {
        let names = names(IVANOVA, &[]);
        for text in [
            "работа Ивановой М. И.",
            "М.И.Иванова",
            "М. И. Ивановой",
            "Иванова М И",
            "Иванова МИ",
            "ИВАНОВОЙ",
            "об Иванове",
            "Ивановы",
            "всех Ивановых",
            "Сидорова-Иванова",
            "Иванова-Петрова Мария",
            "И\u{2060}ванова",
            "Ива-\nнова",
            "И в а н о в а",
            "И. в. а. н. о. в. а.",
            "И\u{2060}в\u{2060}а\u{2060}н\u{2060}о\u{2060}в\u{2060}а",
            "Ивa\u{ad}нoвa",
            "ИвановаМария",
            "Марье Игоревне".replace("Марье", "Марии").as_str(),
            "спросите Марию Игоревну",
            "иванову",
            "Мария Иванова",
        ] {
            assert!(!found(&names, Mode::Text, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_name_is_found_in_addresses() {
        let names = names(&["Щукина Юлия Яковлевна", "Мороз Анна Петровна"], &[]);
        for text in [
            "/files/shchukina.pdf",
            "schukina-yu-ya",
            "Shhukina_YuYa.jpg",
            "yuschukina@mail.ru",
            "news/o-shchukinoj/",
            "yuliya-yakovlevna",
            "foto-moroz-a-p",
            "moroz_anna",
            "ap-moroz",
        ] {
            assert!(!found(&names, Mode::Address, text).is_empty(), "{text}");
        }
        for text in ["moroz-i-solnce", "news/moroz", "schuka", "yuliya"] {
            assert!(found(&names, Mode::Address, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_ordinary_word_needs_a_name_beside_it() {
        let names = names(
            &[
                "Мороз Анна Петровна",
                "Зима Олег Ильич",
                "Белый Пётр Ильич",
                "Волков Олег Ильич",
                "Роман Илья Петрович",
            ],
            &[],
        );
        for text in [
            "Мороз крепчает",
            "«Мороз, Красный нос»",
            "сильный мороз и зимой",
            "Дед Мороз пришёл",
            "МОРОЗ И СОЛНЦЕ",
            "Белый снег",
            "Большой Белый дом",
            "стая волков",
            "Роман Пушкина",
            "Зима. Крестьянин, торжествуя",
            "ул. Волкова",
            "школа имени Волкова",
        ] {
            assert!(found(&names, Mode::Text, text).is_empty(), "{text}");
        }
        for text in [
            "урок вела Мороз",
            "Мороз А. П. провела урок",
            "А. П. Мороз",
            "Мороз, учитель физики, провела урок",
            "УЧИТЕЛЬ МОРОЗ",
            "Анна Мороз",
            "Зиме О. И.",
            "Петру Белому",
            "Волков провёл урок",
            "Роман И. П.",
        ] {
            assert!(!found(&names, Mode::Text, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn somebody_else_is_somebody_else() {
        let names = names(&["Крылов Пётр Сергеевич"], &[]);
        for text in [
            "И. А. Крылов",
            "басни Ивана Крылова",
            "Крылов Иван Андреевич",
            "Крылова И. А.",
        ] {
            assert!(found(&names, Mode::Text, text).is_empty(), "{text}");
        }
        for text in [
            "5 А. Крылов пришёл",
            "Крылов и Пётр",
            "Крылов. В школе",
            "Крылов В школе",
            "П. Крылов",
        ] {
            assert!(!found(&names, Mode::Text, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_published_namesake_makes_it_ambiguous() {
        let names = names(IVANOVA, &["Иванов Пётр Сергеевич"]);
        let one = found(&names, Mode::Text, "спасибо Иванову");
        assert_eq!(one[0].other, Some(1));
        for text in [
            "Иванов Пётр Сергеевич",
            "Иванова П. С.",
            "Петра Иванова",
            "П. С. Иванову",
        ] {
            assert!(found(&names, Mode::Text, text).is_empty(), "{text}");
        }
        assert_eq!(found(&names, Mode::Text, "Ивановой М. И.")[0].other, None);
        let same = names_same();
        assert_eq!(found(&same, Mode::Text, "Иванова М. И.")[0].other, Some(1));
        // The published one's own patronymic beside her own surname.
        assert!(found(&same, Mode::Text, "Иванова Марина Ильинична").is_empty());
    }

    fn names_same() -> Names {
        names(IVANOVA, &["Иванова Марина Ильинична"])
    }
}
