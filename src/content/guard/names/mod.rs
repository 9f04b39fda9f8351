//! Names of people in a text: forms of surnames with what stands around them.

mod around;
mod bare;
mod index;
mod latin;
mod search;
mod weight;

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;

use rayon::prelude::*;

use crate::text::name::FullName;

use super::blocks::Mode;
use super::tokens::{Gap, Tokens};
pub use index::Ready;
use index::{Index, Known, Made, Shared, push};
use search::Search;
use weight::Weight;

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

/// What is remembered from text to text.
#[derive(Default)]
pub struct Seen {
    /// Latin words that are no part of anybody's name: most addresses are made of a few.
    plain: HashSet<u64, BuildHasherDefault<Ready>>,
    /// Hashes of a patronymic and of the word before it → those whose names both are: half a town may have one patronymic.
    namesakes: HashMap<(u64, u64), Vec<u32>>,
    /// Whether the last answer depends on where the text stands.
    pub depends: bool,
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
        let made: Vec<Made> = people
            .par_iter()
            .with_min_len(64)
            .map_init(Shared::default, Made::of)
            .collect();
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

/// What may stand between the parts of one name.
const NEAR: Gap = Gap::SPACE.or(Gap::NEWLINE).or(Gap::SEAM);

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
