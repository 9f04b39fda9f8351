//! One text searched for everything that may be a name.

use std::ops::Range;

use super::super::blocks::Mode;
use super::super::tokens::{Case, Gap, Script, Token, Tokens, hash};
use super::around::{Around, Sides};
use super::bare;
use super::index::{Bearers, Known};
use super::weight::Weight;
use super::{Hit, NEAR, Names, Seen};

/// One of those who may be meant: what stands around, and whether it is a name at all.
pub type Judged = (u32, Around, bool);

/// One text searched.
pub struct Search<'s> {
    pub names: &'s Names,
    pub tokens: &'s Tokens,
    pub mode: Mode,
    pub here: &'s [usize],
    pub seen: &'s mut Seen,
    pub out: &'s mut Vec<Hit>,
}

impl Search<'_> {
    /// Reads it from the first word to the last.
    pub fn text(&mut self) {
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
    pub fn decide(&mut self, judged: &[Judged], range: Range<usize>) {
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
        let pair = (list[i].hash, given);
        let namesakes = self.seen.namesakes.entry(pair).or_insert_with(|| {
            let people = bearers.all.iter().map(|(person, _)| *person);
            people
                .filter(|person| names.people[*person as usize].given.has(given))
                .collect()
        });
        let judged: Vec<Judged> = namesakes
            .iter()
            .map(|&person| {
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

/// What may cut a word in two.
const BROKEN: Gap = Gap::NEWLINE.or(Gap::SEAM);
