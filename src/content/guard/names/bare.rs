//! Whether a surname that stands alone is one: capitals, positions beside it, and what is only named after somebody.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::name::forms;

use super::super::tokens::{Case, Gap, Token, Tokens, hash};
use super::NEAR;
use super::weight::Weight;

/// Whether a surname without a name or initials is one.
pub fn bare(tokens: &Tokens, first: usize, last: usize, weight: Weight) -> bool {
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
