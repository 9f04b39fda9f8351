//! Names of people in a text: forms of surnames with what stands around them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use crate::text::name::{FullName, forms, latin, words};

use super::blocks::Mode;
use super::tokens::{Case, Gap, Script, Token, Tokens, hash};

/// A person whom the guard knows.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: String,
    pub name: FullName,
    /// Forms that the school has added.
    pub forms: Vec<String>,
    /// Whether the name may not be said. Of others the guard has to know, to tell them from those.
    pub withheld: bool,
}

/// A name that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the withheld person.
    pub person: usize,
    /// The index of a published person who may be meant as well.
    pub other: Option<usize>,
    /// Where in the text.
    pub range: Range<usize>,
}

/// How much a form says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Nobody would take it for anything but a surname.
    Strong,
    /// A form of a typical surname that is a word too («волков»): a surname if it begins with a capital letter.
    Capital,
    /// A noun («мороз»): a surname if a capital stands inside a sentence, or a position beside it.
    Noun,
    /// A given name, an adjective, a particle («роман», «белый», «им»): only with a given name or initials.
    Context,
}

/// What is around a surname.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    /// Initials or a given name of this person.
    Confirms,
    /// Initials or a given name of somebody else.
    Contradicts,
    Nothing,
}

struct Known {
    given: BTreeSet<u64>,
    patronymic: BTreeSet<u64>,
    surname: BTreeSet<u64>,
    given_latin: BTreeSet<u64>,
    initials: (Option<char>, Option<char>),
    withheld: bool,
}

impl Known {
    /// Whether Latin letters are the initials, each of one letter or more: «mi», «yuya».
    fn has_latin_initials(&self, letters: &str) -> bool {
        let mut rest = letters;
        for initial in [self.initials.0, self.initials.1].into_iter().flatten() {
            if rest.is_empty() {
                break;
            }
            let whole = latin::romanised(initial.encode_utf8(&mut [0; 4]));
            let others: &[&str] = match initial {
                'ю' => &["iu", "ju"],
                'я' => &["ia", "ja"],
                _ => &[],
            };
            let spelt = std::iter::once(whole.as_str()).chain(others.iter().copied());
            rest = match spelt.filter_map(|s| rest.strip_prefix(s)).next() {
                Some(after) => after,
                None if rest.starts_with(|l| begins_latin(initial, l)) => &rest[1..],
                None => return false,
            };
        }
        rest.is_empty()
    }
}

type Index = HashMap<u64, Vec<(u32, Weight)>>;

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
            surnames: Index::new(),
            patronymics: Index::new(),
            latin_surnames: Index::new(),
            latin_patronymics: Index::new(),
            longest: 0,
        };
        for (i, person) in people.iter().enumerate() {
            names.add(i as u32, person);
        }
        names
    }

    fn add(&mut self, i: u32, person: &Person) {
        let mut surname = BTreeSet::new();
        for part in parts(&person.name.surname) {
            let typical = is_typical(&forms::folded(part));
            let all = forms::surname(part);
            for form in &all {
                self.surname(i, form, weight(form, part, typical), &mut surname);
            }
        }
        let mut given = forms::given(&person.name.given);
        given.extend(parts(&person.name.given).flat_map(forms::given));
        let mut patronymic = person
            .name
            .patronymic
            .as_deref()
            .map(forms::patronymic)
            .unwrap_or_default();
        for extra in &person.forms {
            let words: Vec<String> = extra.split_whitespace().map(forms::folded).collect();
            match &words[..] {
                // «Марьи Ивановны»
                [first, second] if looks_patronymic(second) => {
                    given.insert(first.clone());
                    patronymic.insert(second.clone());
                }
                words => {
                    for word in words.iter().filter(|w| w.chars().count() > 2) {
                        self.surname(i, word, Weight::Strong, &mut surname);
                    }
                }
            }
        }
        for form in &patronymic {
            push(&mut self.patronymics, hash(form), i, Weight::Strong);
            for skeleton in latin::skeletons(&latin::romanised(form)) {
                push(
                    &mut self.latin_patronymics,
                    hash(&skeleton),
                    i,
                    Weight::Strong,
                );
            }
        }
        let given_latin = given
            .iter()
            .flat_map(|g| latin::skeletons(&latin::romanised(g)))
            .map(|s| hash(&s))
            .collect();
        let hashes = |forms: &forms::Forms| forms.iter().map(|f| hash(f)).collect();
        let initial = |word: &str| forms::folded(word).chars().next();
        self.people.push(Known {
            given: hashes(&given),
            patronymic: hashes(&patronymic),
            surname,
            given_latin,
            initials: (
                initial(&person.name.given),
                person.name.patronymic.as_deref().and_then(initial),
            ),
            withheld: person.withheld,
        });
    }

    fn surname(&mut self, i: u32, form: &str, weight: Weight, own: &mut BTreeSet<u64>) {
        let letters = form.chars().count();
        if letters < 2 {
            return;
        }
        self.longest = self.longest.max(letters);
        own.insert(hash(form));
        push(&mut self.surnames, hash(form), i, weight);
        for skeleton in latin::skeletons(&latin::romanised(form)) {
            let weight = match skeleton.len() {
                0..4 => Weight::Context,
                _ => weight,
            };
            push(&mut self.latin_surnames, hash(&skeleton), i, weight);
        }
    }

    /// Whether anybody is to be guarded at all.
    pub fn is_empty(&self) -> bool {
        !self.people.iter().any(|p| p.withheld)
    }

    /// Finds withheld names.
    pub fn find(&self, tokens: &Tokens, mode: Mode, out: &mut Vec<Hit>) {
        let list = tokens.list();
        for (i, token) in list.iter().enumerate() {
            match token.script {
                Script::Cyrillic => {
                    self.surname_at(tokens, i, i, token.hash, out);
                    self.given_at(list, i, out);
                }
                Script::Latin => {
                    if let Some(twin) = token.twin {
                        self.surname_at(tokens, i, i, twin, out);
                    }
                    self.latin_at(tokens, i, mode, out);
                }
                Script::Digits => {}
            }
            if i > 0 && token.gap.has(BROKEN) {
                self.broken_at(tokens, i, out);
            }
        }
        self.spaced(tokens, out);
    }

    /// A surname at the words `first..=last`, whose letters have this hash.
    fn surname_at(
        &self,
        tokens: &Tokens,
        first: usize,
        last: usize,
        hash: u64,
        out: &mut Vec<Hit>,
    ) {
        let Some(candidates) = self.surnames.get(&hash) else {
            return;
        };
        let list = tokens.list();
        let letters: u16 = list[first..=last].iter().map(|t| t.letters).sum();
        let judged: Vec<(u32, Around, bool)> = candidates
            .iter()
            .map(|&(person, weight)| {
                let around = self.around(tokens, first, last, person);
                let named = match around {
                    Around::Confirms => true,
                    Around::Contradicts => false,
                    // «к» and «им» on two lines are two words, not «Ким».
                    Around::Nothing => {
                        (first == last || letters > 3) && bare(tokens, first, last, weight)
                    }
                };
                (person, around, named)
            })
            .collect();
        let range = list[first].start..list[last].end;
        self.decide(&judged, range, out);
    }

    /// Of all who may be meant, the withheld ones: unless it is clear that a published one is.
    fn decide(&self, judged: &[(u32, Around, bool)], range: Range<usize>, out: &mut Vec<Hit>) {
        let published = |confirmed: bool| {
            judged.iter().find(|(person, around, named)| {
                !self.people[*person as usize].withheld
                    && *named
                    && (!confirmed || *around == Around::Confirms)
            })
        };
        for (person, around, named) in judged {
            if !named || !self.people[*person as usize].withheld {
                continue;
            }
            // «Иванов Пётр» is the published Иванов, whoever else has that surname.
            if *around == Around::Nothing && published(true).is_some() {
                continue;
            }
            let other = published(*around == Around::Confirms);
            out.push(Hit {
                person: *person as usize,
                other: other.map(|(p, ..)| *p as usize),
                range: range.clone(),
            });
        }
    }

    /// Initials, given names and patronymics beside a surname.
    fn around(&self, tokens: &Tokens, first: usize, last: usize, person: u32) -> Around {
        let known = &self.people[person as usize];
        let list = tokens.list();
        let mut around = Around::Nothing;
        let mut note = |found: Around| {
            if around != Around::Confirms && found != Around::Nothing {
                around = found;
            }
        };
        // «Иванова-Петрова Мария»: the name stands behind the other half.
        let mut right = last + 1;
        while list.get(right).is_some_and(|t| {
            t.gap.only(Gap::HYPHEN.or(Gap::SEAM)) && t.gap.has(Gap::HYPHEN) && t.letters > 2
        }) {
            right += 1;
        }
        let mut left = first;
        while left > 0
            && list[left].gap.only(Gap::HYPHEN.or(Gap::SEAM))
            && list[left].gap.has(Gap::HYPHEN)
            && list[left - 1].letters > 2
        {
            left -= 1;
        }
        note(self.right_of(tokens, right, known));
        note(self.left_of(tokens, left, known));
        around
    }

    fn right_of(&self, tokens: &Tokens, at: usize, known: &Known) -> Around {
        let list = tokens.list();
        let Some(one) = list.get(at).filter(|t| t.gap.only(NEAR)) else {
            return Around::Nothing;
        };
        let two = list.get(at + 1).filter(|t| t.gap.only(NEAR.or(Gap::DOT)));
        if let Some(letter) = initial(tokens, one) {
            let dotted = |next: Option<&Token>| next.is_none_or(|t| t.gap.has(Gap::DOT));
            let second = two.and_then(|t| initial(tokens, t));
            return initials(known, letter, second, dotted(list.get(at + 1)), one.case);
        }
        if one.letters == 2 && one.case == Case::Upper {
            let mut letters = letters(tokens, one);
            if known.initials.0 == letters.next() && known.initials.1 == letters.next() {
                return Around::Confirms;
            }
        }
        let patronymic = list.get(at + 1).filter(|t| t.gap.only(NEAR));
        self.given_name(tokens, one, patronymic, known)
    }

    fn left_of(&self, tokens: &Tokens, at: usize, known: &Known) -> Around {
        let list = tokens.list();
        if at == 0 {
            return Around::Nothing;
        }
        let near = NEAR.or(Gap::DOT);
        let one = &list[at - 1];
        if !list[at].gap.only(near) {
            return Around::Nothing;
        }
        if let Some(letter) = initial(tokens, one) {
            let dotted = list[at].gap.has(Gap::DOT);
            let before = (at > 1)
                .then(|| &list[at - 2])
                .filter(|_| one.gap.only(near));
            let found = match before.and_then(|t| initial(tokens, t).map(|l| (l, t))) {
                // «М. И. Иванова»
                Some((first, token)) => initials(
                    known,
                    first,
                    Some(letter),
                    dotted && one.gap.has(Gap::DOT),
                    token.case,
                ),
                None => initials(known, letter, None, dotted, one.case),
            };
            // «5 А. Иванова», «приложение Б. Иванова»: a letter of a class or of an appendix.
            let numbered = before.is_some_and(|t| {
                t.script == Script::Digits
                    || matches!(
                        tokens.word(t),
                        "класс" | "класса" | "приложение" | "корпус" | "группа"
                    )
            });
            return match found {
                Around::Contradicts if numbered => Around::Nothing,
                found => found,
            };
        }
        if !list[at].gap.only(NEAR) {
            return Around::Nothing;
        }
        // «Марии Ивановне Ивановой», «Марии Ивановой»
        if known.patronymic.contains(&one.hash) || looks_patronymic(tokens.word(one)) {
            let given = (at > 1)
                .then(|| &list[at - 2])
                .filter(|_| one.gap.only(NEAR));
            return match given {
                Some(given) => self.given_name(tokens, given, Some(one), known),
                None if known.patronymic.contains(&one.hash) => Around::Confirms,
                None => Around::Nothing,
            };
        }
        self.given_name(tokens, one, None, known)
    }

    /// Whose given name this is.
    fn given_name(
        &self,
        tokens: &Tokens,
        given: &Token,
        patronymic: Option<&Token>,
        known: &Known,
    ) -> Around {
        let patronymic = patronymic.filter(|t| looks_patronymic(tokens.word(t)));
        if known.given.contains(&given.hash) {
            let other = patronymic.is_some_and(|p| {
                !known.patronymic.is_empty() && !known.patronymic.contains(&p.hash)
            });
            return if other {
                Around::Contradicts
            } else {
                Around::Confirms
            };
        }
        let named = given.case != Case::Small && words::is_given(tokens.word(given));
        match named {
            true => Around::Contradicts,
            false => Around::Nothing,
        }
    }

    /// «Марье Ивановне»: a given name and a patronymic without a surname.
    fn given_at(&self, list: &[Token], i: usize, out: &mut Vec<Hit>) {
        let Some(candidates) = self.patronymics.get(&list[i].hash) else {
            return;
        };
        if i == 0 || !list[i].gap.only(NEAR) {
            return;
        }
        let given = list[i - 1].hash;
        let surname_near = |known: &Known| {
            let after = list.get(i + 1).filter(|t| t.gap.only(NEAR));
            let before = (i > 1)
                .then(|| &list[i - 2])
                .filter(|_| list[i - 1].gap.only(NEAR));
            let own = |t: &&Token| known.surname.contains(&t.hash);
            if after.filter(own).or(before.filter(own)).is_some() {
                return Some(true);
            }
            let others = |t: &&Token| self.surnames.contains_key(&t.hash) && t.case != Case::Small;
            after
                .filter(others)
                .or(before.filter(others))
                .map(|_| false)
        };
        let judged: Vec<(u32, Around, bool)> = candidates
            .iter()
            .filter(|(person, _)| self.people[*person as usize].given.contains(&given))
            .map(|&(person, _)| {
                // With a surname beside it, the surname has been judged, or is somebody else's.
                let near = surname_near(&self.people[person as usize]);
                (person, Around::Confirms, near != Some(false))
            })
            .collect();
        self.decide(&judged, list[i - 1].start..list[i].end, out);
    }

    /// A name in Latin letters.
    fn latin_at(&self, tokens: &Tokens, i: usize, mode: Mode, out: &mut Vec<Hit>) {
        let list = tokens.list();
        let token = &list[i];
        if token.letters < 3 || (mode == Mode::Code && token.letters < 5) {
            return;
        }
        let word = tokens.word(token);
        let mut judged: Vec<(u32, Around, bool)> = Vec::new();
        for skeleton in latin::skeletons(word) {
            let Some(candidates) = self.latin_surnames.get(&hash(&skeleton)) else {
                continue;
            };
            for &(person, weight) in candidates {
                let around = self.latin_around(tokens, i, person);
                let named = match around {
                    Around::Confirms => true,
                    Around::Contradicts => false,
                    Around::Nothing => match weight {
                        Weight::Strong | Weight::Capital => {
                            mode == Mode::Address || token.case != Case::Small || token.letters > 5
                        }
                        Weight::Noun | Weight::Context => false,
                    },
                };
                judged.push((person, around, named));
            }
        }
        // «ivanovami», «mivanova»: initials without a gap.
        if judged.is_empty() && word.is_ascii() {
            for (letters, rest) in [
                (&word[word.len() - 1..], &word[..word.len() - 1]),
                (&word[word.len() - 2..], &word[..word.len() - 2]),
                (&word[..1], &word[1..]),
                (&word[..2], &word[2..]),
                (
                    &word[..word.len().min(4)],
                    word.get(4..).unwrap_or_default(),
                ),
            ] {
                self.glued(letters, rest, &mut judged);
            }
        }
        // «mariya-ivanovna»
        if i > 0 && list[i - 1].script == Script::Latin {
            for skeleton in latin::skeletons(word) {
                for &(person, _) in self
                    .latin_patronymics
                    .get(&hash(&skeleton))
                    .into_iter()
                    .flatten()
                {
                    let known = &self.people[person as usize];
                    let given = latin::skeletons(tokens.word(&list[i - 1]));
                    if given.iter().any(|g| known.given_latin.contains(&hash(g))) {
                        judged.push((person, Around::Confirms, true));
                    }
                }
            }
        }
        judged
            .sort_by_key(|(person, around, named)| (*person, *around != Around::Confirms, !named));
        judged.dedup_by_key(|(person, ..)| *person);
        self.decide(&judged, token.start..token.end, out);
    }

    fn glued(&self, letters: &str, rest: &str, judged: &mut Vec<(u32, Around, bool)>) {
        if rest.len() < 4 {
            return;
        }
        for skeleton in latin::skeletons(rest) {
            for &(person, weight) in self
                .latin_surnames
                .get(&hash(&skeleton))
                .into_iter()
                .flatten()
            {
                let known = &self.people[person as usize];
                if known.has_latin_initials(letters) && weight < Weight::Context {
                    judged.push((person, Around::Confirms, true));
                }
            }
        }
    }

    fn latin_around(&self, tokens: &Tokens, i: usize, person: u32) -> Around {
        let known = &self.people[person as usize];
        let list = tokens.list();
        let near = |t: &&Token| t.script == Script::Latin;
        let left = (i > 0).then(|| &list[i - 1]).filter(near);
        let right = list.get(i + 1).filter(near);
        let right_two = right.and(list.get(i + 2)).filter(near);
        let left_two = left
            .and_then(|_| (i > 1).then(|| &list[i - 2]))
            .filter(near);
        let mut around = Around::Nothing;
        for (one, two) in [(right, right_two), (left_two, left), (left, None)] {
            let Some(one) = one else { continue };
            let word = tokens.word(one);
            let fits = |word: &str, letter: Option<char>| {
                word.len() == 1 && letter.is_some_and(|c| word.starts_with(|l| begins_latin(c, l)))
            };
            if (2..5).contains(&one.letters) && known.has_latin_initials(word) {
                return Around::Confirms;
            }
            if one.letters == 1 {
                let second = two.filter(|t| t.letters == 1);
                if fits(word, known.initials.0)
                    && second.is_none_or(|t| fits(tokens.word(t), known.initials.1))
                {
                    return Around::Confirms;
                }
                if second.is_some() {
                    around = Around::Contradicts;
                }
            }
            if latin::skeletons(word)
                .iter()
                .any(|s| known.given_latin.contains(&hash(s)))
            {
                return Around::Confirms;
            }
        }
        around
    }

    /// A word cut in two or more by tags, line ends or hyphens.
    fn broken_at(&self, tokens: &Tokens, i: usize, out: &mut Vec<Hit>) {
        let list = tokens.list();
        let mut word = tokens.word(&list[i]).to_owned();
        let mut first = i;
        while first > 0 && list[first].gap.has(BROKEN) && i - first < 24 {
            first -= 1;
            word.insert_str(0, tokens.word(&list[first]));
            if word.chars().count() > self.longest {
                return;
            }
            self.surname_at(tokens, first, i, hash(&word), out);
        }
    }

    /// «И в а н о в а», «И.в.а.н.о.в.а»: letters one by one.
    fn spaced(&self, tokens: &Tokens, out: &mut Vec<Hit>) {
        let list = tokens.list();
        let mut from = 0;
        while from < list.len() {
            let single = |t: &Token| t.letters == 1 && t.script != Script::Digits;
            let mut to = from;
            while to < list.len() && single(&list[to]) {
                to += 1;
            }
            if to - from >= 4 {
                self.spaced_run(tokens, from, to, out);
            }
            from = to + 1;
        }
    }

    fn spaced_run(&self, tokens: &Tokens, from: usize, to: usize, out: &mut Vec<Hit>) {
        let list = tokens.list();
        for first in from..to {
            let mut word = String::new();
            for last in first..to.min(first + self.longest) {
                let token = &list[last];
                word.push_str(tokens.word(token));
                if last < first + 3 {
                    continue;
                }
                let strong = |c: &&Vec<(u32, Weight)>| c.iter().any(|(_, w)| *w < Weight::Context);
                if let Some(candidates) = self.surnames.get(&hash(&word)).filter(strong) {
                    let judged: Vec<_> = candidates
                        .iter()
                        .map(|(person, _)| (*person, Around::Nothing, true))
                        .collect();
                    self.decide(&judged, list[first].start..token.end, out);
                }
            }
        }
    }
}

/// What may stand between the parts of one name.
const NEAR: Gap = Gap::SPACE.or(Gap::NEWLINE).or(Gap::SEAM);
/// What may cut a word in two.
const BROKEN: Gap = Gap::NEWLINE.or(Gap::SEAM);

fn push(index: &mut Index, key: u64, person: u32, weight: Weight) {
    let list = index.entry(key).or_default();
    match list.iter_mut().find(|(p, _)| *p == person) {
        Some((_, known)) => *known = weight.min(*known),
        None => list.push((person, weight)),
    }
}

/// The parts of a double surname that say something by themselves.
fn parts(surname: &str) -> impl Iterator<Item = &str> {
    const PARTICLES: &[&str] = &[
        "фон", "ван", "дер", "ден", "оглы", "кызы", "заде", "ибн", "бек",
    ];
    let all = || surname.split(|c: char| c.is_whitespace() || crate::text::fold::is_dash(c));
    let alone = all().filter(|p| !p.is_empty()).count() < 2;
    all().filter(move |p| {
        let particle = p.chars().count() < 3 || PARTICLES.contains(&forms::folded(p).as_str());
        !p.is_empty() && (alone || !particle)
    })
}

/// Whether a surname is made as most surnames are.
fn is_typical(folded: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ов",
        "ев",
        "ин",
        "ын",
        "ова",
        "ева",
        "ина",
        "ына",
        "ский",
        "ская",
        "цкий",
        "цкая",
        "енко",
        "швили",
        "дзе",
        "ович",
        "евич",
    ];
    folded.chars().count() > 4 && ENDINGS.iter().any(|e| folded.ends_with(e))
}

fn weight(form: &str, surname: &str, typical: bool) -> Weight {
    let particle = form.chars().count() < 3;
    if particle || words::is_given(form) {
        return Weight::Context;
    }
    match (words::is_common(form), typical) {
        (false, _) => Weight::Strong,
        (true, true) => Weight::Capital,
        // «Черных» has no other form; an adjective stands there less often than a surname.
        (true, false) if surname.ends_with("ых") || surname.ends_with("их") => Weight::Noun,
        (true, false) if is_adjective(surname) || form.chars().count() < 4 => Weight::Context,
        (true, false) => Weight::Noun,
    }
}

/// Whether a surname is declined as an adjective.
fn is_adjective(surname: &str) -> bool {
    let ends = ["ый", "ий", "ой", "ая", "яя"];
    ends.iter().any(|e| surname.ends_with(e))
}

fn looks_patronymic(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ович",
        "овича",
        "овичу",
        "овичем",
        "овиче",
        "евич",
        "евича",
        "евичу",
        "евичем",
        "евиче",
        "овна",
        "овны",
        "овне",
        "овну",
        "овной",
        "евна",
        "евны",
        "евне",
        "евну",
        "евной",
        "ична",
        "ичны",
        "ичне",
        "ичну",
        "ичной",
        "ьича",
        "ьичу",
        "ьичем",
        "ьиче",
        "льич",
        "мич",
        "мича",
    ];
    ENDINGS.iter().any(|e| word.ends_with(e))
}

fn letters<'t>(tokens: &'t Tokens, token: &Token) -> impl Iterator<Item = char> + use<'t> {
    // Initials in Latin letters look the same.
    let latin = token.script == Script::Latin;
    tokens.word(token).chars().map(move |c| match (latin, c) {
        (true, 'a') => 'а',
        (true, 'b') => 'в',
        (true, 'c') => 'с',
        (true, 'e') => 'е',
        (true, 'h') => 'н',
        (true, 'k') => 'к',
        (true, 'm') => 'м',
        (true, 'o') => 'о',
        (true, 'p') => 'р',
        (true, 't') => 'т',
        (true, 'x') => 'х',
        (_, c) => c,
    })
}

fn initial(tokens: &Tokens, token: &Token) -> Option<char> {
    (token.letters == 1 && token.script != Script::Digits)
        .then(|| letters(tokens, token).next())
        .flatten()
}

/// What initials say. Only capital letters with dots contradict: «и» and «в» are words.
fn initials(known: &Known, first: char, second: Option<char>, dotted: bool, case: Case) -> Around {
    let fits = |wanted: Option<char>, got: char| wanted.is_none_or(|w| w == got);
    if known.initials.0 == Some(first) && second.is_none_or(|s| fits(known.initials.1, s)) {
        // «Иванова и …» is no initial, though it is the right letter.
        return match dotted || case != Case::Small || second.is_some() {
            true => Around::Confirms,
            false => Around::Nothing,
        };
    }
    match dotted && case != Case::Small {
        true => Around::Contradicts,
        false => Around::Nothing,
    }
}

/// Whether a Latin letter may begin what the Cyrillic one becomes.
fn begins_latin(cyrillic: char, latin: char) -> bool {
    let letters = match cyrillic {
        'ю' | 'я' => "yij",
        'е' | 'э' => "ey",
        'ж' => "zj",
        'х' => "khx",
        'ц' => "tc",
        'ч' => "c",
        'ш' | 'щ' => "s",
        'и' | 'й' => "iyj",
        'к' => "kc",
        'в' => "vw",
        c => return latin::romanised(c.encode_utf8(&mut [0; 4])).starts_with(latin),
    };
    letters.contains(latin)
}

/// Whether a surname without a name or initials is one.
fn bare(tokens: &Tokens, first: usize, last: usize, weight: Weight) -> bool {
    let list = tokens.list();
    let token = &list[first];
    let surname = match weight {
        Weight::Strong => true,
        Weight::Capital => token.case != Case::Small,
        Weight::Noun => {
            let inside = token.case == Case::Title && !begins_sentence(tokens, first);
            inside && !in_phrase(tokens, first)
                || (token.case != Case::Small && beside_position(tokens, first, last))
        }
        Weight::Context => false,
    };
    surname && !eponym(tokens, first)
}

fn begins_sentence(tokens: &Tokens, i: usize) -> bool {
    let list = tokens.list();
    let gap = list[i].gap;
    if i == 0
        || gap.has(
            Gap::START
                .or(Gap::OPENING)
                .or(Gap::END)
                .or(Gap::OTHER)
                .or(Gap::NEWLINE),
        )
    {
        return true;
    }
    // «А. Мороз» goes on; «Кончилось. Мороз» does not.
    gap.has(Gap::DOT) && list[i - 1].letters > 1
}

/// «Дед Мороз» is nobody's surname.
fn in_phrase(tokens: &Tokens, i: usize) -> bool {
    i > 0
        && matches!(
            tokens.word(&tokens.list()[i - 1]),
            "дед" | "деда" | "деду" | "дедом" | "деде" | "деды"
        )
}

/// «учитель Мороз», «Мороз, учитель физики».
fn beside_position(tokens: &Tokens, first: usize, last: usize) -> bool {
    let list = tokens.list();
    let position = |t: &Token| positions().contains(&t.hash);
    let same_sentence = |t: &Token| !t.gap.has(Gap::END.or(Gap::START));
    let left = list[..first].iter().enumerate().rev().take(3);
    let left = left
        .take_while(|(at, _)| same_sentence(&list[at + 1]) && !list[at + 1].gap.has(Gap::DOT))
        .any(|(_, t)| position(t));
    let right = list[last + 1..]
        .iter()
        .take(2)
        .take_while(|t| same_sentence(t));
    left || right.into_iter().any(position)
}

fn positions() -> &'static BTreeSet<u64> {
    static FORMS: OnceLock<BTreeSet<u64>> = OnceLock::new();
    const WORDS: &[&str] = &[
        "учитель",
        "учительница",
        "педагог",
        "наставник",
        "наставница",
        "наставляемый",
        "директор",
        "завуч",
        "куратор",
        "заместитель",
        "методист",
        "воспитатель",
        "психолог",
        "логопед",
        "дефектолог",
        "преподаватель",
        "библиотекарь",
        "тьютор",
        "специалист",
        "коллега",
        "ученик",
        "ученица",
        "студент",
        "студентка",
        "товарищ",
        "господин",
        "госпожа",
    ];
    FORMS.get_or_init(|| {
        let forms = WORDS.iter().flat_map(|w| forms::common(w));
        forms.map(|f| hash(&f)).collect()
    })
}

/// «улица Гагарина», «имени Токарева», «теорема Виета»: named after somebody, not him.
fn eponym(tokens: &Tokens, i: usize) -> bool {
    const BEFORE: &[&str] = &[
        "улица",
        "улице",
        "улицы",
        "улицу",
        "проспект",
        "проспекта",
        "проспекте",
        "площадь",
        "площади",
        "переулок",
        "переулка",
        "переулке",
        "бульвар",
        "бульвара",
        "бульваре",
        "шоссе",
        "набережная",
        "набережной",
        "имени",
        "теорема",
        "теореме",
        "теоремы",
        "теорему",
        "теоремой",
        "формула",
        "формулы",
        "формуле",
        "формулу",
        "закон",
        "закона",
        "закону",
        "законом",
        "законы",
        "законов",
        "таблица",
        "таблице",
        "таблицы",
        "премия",
        "премии",
        "премию",
        "медаль",
        "медали",
        "орден",
        "ордена",
    ];
    const SHORT: &[&str] = &["ул", "просп", "пл", "пер", "им"];
    let list = tokens.list();
    i > 0
        && list[i].gap.only(NEAR.or(Gap::DOT).or(Gap::OPENING))
        && match list[i].gap.has(Gap::DOT) {
            true => SHORT.contains(&tokens.word(&list[i - 1])),
            false => BEFORE.contains(&tokens.word(&list[i - 1])),
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
        names.find(&tokens, mode, &mut out);
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
