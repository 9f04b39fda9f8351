//! What stands beside a surname: initials, a given name, a patronymic – and whose they are.

use crate::text::fold;
use crate::text::name::words;

use super::super::tokens::{Case, Gap, Script, Token, Tokens};
use super::NEAR;
use super::index::Known;

/// What is around a surname.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Initials or a given name of this person.
    Confirms,
    /// Initials or a given name of somebody else.
    Contradicts,
    Nothing,
}

/// Whether a word ends as patronymics do, in any case.
pub fn looks_patronymic(word: &str) -> bool {
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

/// What stands on both sides of a surname, read once for all the people who have it.
pub struct Sides {
    left: Beside,
    right: Beside,
}

/// What stands on one side.
enum Beside {
    Nothing,
    /// «М. И.», «М»
    Initials {
        first: char,
        second: Option<char>,
        dotted: bool,
        case: Case,
        /// «5 А. Иванова», «приложение Б. Иванова»: the letter of a class or of an appendix contradicts nobody.
        numbered: bool,
    },
    /// «МИ», or a name of two letters.
    Glued(Option<char>, Option<char>, Given),
    /// A word that may be a given name.
    Given(Given),
    /// A word that looks like a patronymic, or is one for those who have it; and what is then the given name.
    Patronymic {
        hash: u64,
        looks: bool,
        given: Option<Given>,
        alone: Given,
    },
}

/// A word that may be a given name.
#[derive(Clone, Copy)]
struct Given {
    hash: u64,
    /// Whether it is one: of somebody, whoever that is.
    somebody: bool,
    patronymic: Option<u64>,
}

impl Sides {
    /// Reads what stands around the words `first..=last`.
    pub fn read(tokens: &Tokens, first: usize, last: usize) -> Self {
        let list = tokens.list();
        // «Иванова-Петрова Мария»: the name stands behind the other half.
        let hyphen = |t: &Token| t.gap.only(Gap::HYPHEN.or(Gap::SEAM)) && t.gap.has(Gap::HYPHEN);
        let mut right = last + 1;
        while list.get(right).is_some_and(|t| hyphen(t) && t.letters > 2) {
            right += 1;
        }
        let mut left = first;
        while left > 0 && hyphen(&list[left]) && list[left - 1].letters > 2 {
            left -= 1;
        }
        Self {
            left: left_of(tokens, left),
            right: right_of(tokens, right),
        }
    }

    /// What that says about one of the people.
    pub fn judge(&self, known: &Known) -> Around {
        match (self.left.judge(known), self.right.judge(known)) {
            (Around::Confirms, _) | (_, Around::Confirms) => Around::Confirms,
            (Around::Contradicts, _) | (_, Around::Contradicts) => Around::Contradicts,
            (Around::Nothing, Around::Nothing) => Around::Nothing,
        }
    }
}

impl Beside {
    fn judge(&self, known: &Known) -> Around {
        match *self {
            Self::Nothing => Around::Nothing,
            Self::Initials {
                first,
                second,
                dotted,
                case,
                numbered,
            } => match initials(known, first, second, dotted, case) {
                Around::Contradicts if numbered => Around::Nothing,
                found => found,
            },
            Self::Glued(first, second, given) => match known.initials == (first, second) {
                true => Around::Confirms,
                false => given.judge(known),
            },
            Self::Given(given) => given.judge(known),
            Self::Patronymic {
                hash,
                looks,
                given,
                alone,
            } => {
                let own = known.patronymic.has(hash);
                match given {
                    _ if !own && !looks => alone.judge(known),
                    Some(given) => given.judge(known),
                    None if own => Around::Confirms,
                    None => Around::Nothing,
                }
            }
        }
    }
}

impl Given {
    fn read(tokens: &Tokens, given: &Token, patronymic: Option<&Token>) -> Self {
        let patronymic = patronymic.filter(|t| looks_patronymic(tokens.word(t)));
        Self {
            hash: given.hash,
            somebody: given.case != Case::Small && words::is_given(tokens.word(given)),
            patronymic: patronymic.map(|t| t.hash),
        }
    }

    fn judge(&self, known: &Known) -> Around {
        if known.given.has(self.hash) {
            let other = self
                .patronymic
                .is_some_and(|p| !known.patronymic.is_empty() && !known.patronymic.has(p));
            return match other {
                true => Around::Contradicts,
                false => Around::Confirms,
            };
        }
        match self.somebody {
            true => Around::Contradicts,
            false => Around::Nothing,
        }
    }
}

fn right_of(tokens: &Tokens, at: usize) -> Beside {
    let list = tokens.list();
    let Some(one) = list.get(at).filter(|t| t.gap.only(NEAR)) else {
        return Beside::Nothing;
    };
    let two = list.get(at + 1).filter(|t| t.gap.only(NEAR.or(Gap::DOT)));
    if let Some(first) = initial(tokens, one) {
        return Beside::Initials {
            first,
            second: two.and_then(|t| initial(tokens, t)),
            dotted: list.get(at + 1).is_none_or(|t| t.gap.has(Gap::DOT)),
            case: one.case,
            numbered: false,
        };
    }
    let given = Given::read(tokens, one, two.filter(|t| t.gap.only(NEAR)));
    if one.letters == 2 && one.case == Case::Upper {
        let mut letters = letters(tokens, one);
        return Beside::Glued(letters.next(), letters.next(), given);
    }
    Beside::Given(given)
}

fn left_of(tokens: &Tokens, at: usize) -> Beside {
    let list = tokens.list();
    let near = NEAR.or(Gap::DOT);
    if at == 0 || !list[at].gap.only(near) {
        return Beside::Nothing;
    }
    let one = &list[at - 1];
    let before = (at > 1).then(|| &list[at - 2]);
    if let Some(letter) = initial(tokens, one) {
        let before = before.filter(|_| one.gap.only(near));
        let dotted = list[at].gap.has(Gap::DOT);
        let (first, second, dotted, case) =
            match before.and_then(|t| initial(tokens, t).map(|l| (l, t.case))) {
                // «М. И. Иванова»
                Some((first, case)) => (first, Some(letter), dotted && one.gap.has(Gap::DOT), case),
                None => (letter, None, dotted, one.case),
            };
        const NUMBERED: &[&str] = &["класс", "класса", "приложение", "корпус", "группа"];
        return Beside::Initials {
            first,
            second,
            dotted,
            case,
            numbered: before
                .is_some_and(|t| t.script == Script::Digits || NUMBERED.contains(&tokens.word(t))),
        };
    }
    if !list[at].gap.only(NEAR) {
        return Beside::Nothing;
    }
    // «Марии Ивановне Ивановой», «Марии Ивановой»
    let before = before.filter(|_| one.gap.only(NEAR));
    Beside::Patronymic {
        hash: one.hash,
        looks: looks_patronymic(tokens.word(one)),
        given: before.map(|given| Given::read(tokens, given, Some(one))),
        alone: Given::read(tokens, one, None),
    }
}

fn letters<'t>(tokens: &'t Tokens, token: &Token) -> impl Iterator<Item = char> + use<'t> {
    // Initials in Latin letters look the same.
    let latin = token.script == Script::Latin;
    let letters = tokens.word(token).chars();
    letters.map(move |c| match latin {
        true => fold::cyrillic_twin(c).unwrap_or(c),
        false => c,
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
