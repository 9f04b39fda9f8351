//! Names in Latin letters: addresses, file names, mail boxes.

use crate::text::name::latin;

use super::super::blocks::Mode;
use super::super::tokens::{Case, Script, Token, Tokens, hash};
use super::Names;
use super::around::Around;
use super::index::{Index, Known};
use super::search::{Judged, Search};
use super::weight::Weight;

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

impl Search<'_> {
    /// A name in Latin letters.
    pub fn latin_at(&mut self, i: usize) {
        let (names, tokens, mode) = (self.names, self.tokens, self.mode);
        let list = tokens.list();
        let token = &list[i];
        if token.letters < 3 || (mode == Mode::Code && token.letters < 5) {
            return;
        }
        if self.seen.plain.contains(&token.hash) {
            return;
        }
        let word = tokens.word(token);
        let skeletons = hashes(word);
        if !names.latin_may_be(word, &skeletons) {
            self.seen.plain.insert(token.hash);
            return;
        }
        let mut judged: Vec<Judged> = Vec::new();
        for skeleton in &skeletons {
            let Some(bearers) = names.latin_surnames.get(skeleton) else {
                continue;
            };
            for &(person, weight) in &bearers.all {
                let around = names.latin_around(tokens, i, person);
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
        if judged.is_empty() {
            for (letters, rest) in glued(word) {
                names.glued(letters, rest, &mut judged);
            }
        }
        // «mariya-ivanovna»
        if i > 0 && list[i - 1].script == Script::Latin {
            let given = hashes(tokens.word(&list[i - 1]));
            let bearers = skeletons
                .iter()
                .filter_map(|s| names.latin_patronymics.get(s));
            for &(person, _) in bearers.flat_map(|b| &b.all) {
                let known = &names.people[person as usize];
                if given.iter().any(|g| known.given_latin.has(*g)) {
                    judged.push((person, Around::Confirms, true));
                }
            }
        }
        judged
            .sort_by_key(|(person, around, named)| (*person, *around != Around::Confirms, !named));
        judged.dedup_by_key(|(person, ..)| *person);
        self.decide(&judged, token.start..token.end);
    }
}

impl Names {
    /// Whether a word can be a part of a watched name at all, whatever stands around it.
    fn latin_may_be(&self, word: &str, skeletons: &[u64]) -> bool {
        let watched = |index: &Index, key: &u64| index.get(key).is_some_and(|b| b.watched);
        skeletons
            .iter()
            .any(|key| watched(&self.latin_surnames, key) || watched(&self.latin_patronymics, key))
            || glued(word).any(|(_, rest)| {
                hashes(rest)
                    .iter()
                    .any(|key| watched(&self.latin_surnames, key))
            })
    }

    fn glued(&self, letters: &str, rest: &str, judged: &mut Vec<Judged>) {
        let keys = hashes(rest);
        let bearers = keys.iter().filter_map(|key| self.latin_surnames.get(key));
        for &(person, weight) in bearers.flat_map(|b| &b.all) {
            let known = &self.people[person as usize];
            if known.has_latin_initials(letters) && weight < Weight::Context {
                judged.push((person, Around::Confirms, true));
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
            if hashes(word).iter().any(|s| known.given_latin.has(*s)) {
                return Around::Confirms;
            }
        }
        around
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

/// A word as a surname with one to four letters of a name before or behind it: the letters, and the rest.
fn glued(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let behind = |n: usize| {
        word.len()
            .checked_sub(n)
            .and_then(|at| word.split_at_checked(at))
    };
    let behind = [1, 2]
        .into_iter()
        .filter_map(behind)
        .map(|(rest, letters)| (letters, rest));
    let before = [1, 2, 4]
        .into_iter()
        .filter_map(|n| word.split_at_checked(n));
    let all = behind.collect::<Vec<_>>().into_iter().chain(before);
    all.filter(|(_, rest)| word.is_ascii() && rest.len() > 3)
}

/// Hashes of the skeletons of a word.
fn hashes(word: &str) -> Vec<u64> {
    latin::skeletons(word).iter().map(|s| hash(s)).collect()
}
