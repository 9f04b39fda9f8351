use super::prelude::*;
use jiff::civil::Date;

use crate::content::check::texts::List;
use crate::vocab::{ActKind, Level, Vocabulary};

rule!(
    reads Texts,
    "misquoted-act",
    Warning,
    "Известный акт назван неверно",
    "Несколько федеральных актов о наставничестве знают все, и их чаще всего цитируют с ошибкой: распоряжение Минпросвещения № Р-145 называют постановлением, путают день. По неверному виду или дате акт не найти.\n\nПравило знает четыре акта с особенными номерами и то, что номер с «-ФЗ» бывает только у закона; остальное оно не проверяет.",
    OURS "вид, день и номер сверены с официальным опубликованием"
);

struct Known {
    number: &'static str,
    kind: ActKind,
    date: (i16, i8, i8),
}

const KNOWN: &[Known] = &[
    Known {
        number: "Р-145",
        kind: ActKind::Directive,
        date: (2019, 12, 25),
    },
    Known {
        number: "3273-р",
        kind: ActKind::Directive,
        date: (2019, 12, 31),
    },
    Known {
        number: "1264-р",
        kind: ActKind::Directive,
        date: (2025, 5, 21),
    },
    Known {
        number: "АЗ-1128/08",
        kind: ActKind::Letter,
        date: (2021, 12, 21),
    },
];

/// Words that name the kind of an act in a sentence; other kinds are not compared.
const KINDS: &[(&str, ActKind)] = &[
    ("постановлен", ActKind::Resolution),
    ("распоряжен", ActKind::Directive),
    ("приказ", ActKind::Order),
    ("письм", ActKind::Letter),
    ("закон", ActKind::Law),
];

/// With which people write the numbers.
const DASHES: [&str; 3] = ["-", "‑", "–"];

/// What is looked for: every number with every dash.
pub fn numbers() -> Vec<String> {
    let numbers = KNOWN.iter().flat_map(|known| {
        let number = known.number.to_lowercase();
        DASHES.map(|dash| number.replace('-', dash))
    });
    numbers.collect()
}

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    records(cx, out);
    for text in cx.texts() {
        for (number, found) in text.found(List::Numbers) {
            let known = &KNOWN[number / DASHES.len()];
            let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
            if whole(text.text[..found.start].chars().next_back())
                && whole(text.text[found.end..].chars().next())
                && let Some((start, why)) = misquoted(&text.text[..found.start], known)
            {
                let span = text.part(cx, start..found.end);
                out.push(RULE.at(text.file, span, why).help(right(known)));
            }
        }
    }
}

/// The records of acts: the kind and the day of a known number.
fn records(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        let Some(number) = &act.number else { continue };
        if act.doubtful(&["kind", "level", "number", "date"]) || act.level.value.0 != Level::Federal
        {
            continue;
        }
        let kind = act.kind.value.0;
        let folded = fold::fold(number);
        let nameable = KINDS.iter().any(|(_, k)| *k == kind);
        if folded.ends_with("-фз") && nameable && kind != ActKind::Law {
            out.push(
                RULE.at(
                    act.file,
                    act.kind.span,
                    "номер с «-ФЗ» бывает только у закона",
                )
                .help("kind: закон"),
            );
        }
        let Some(known) = KNOWN.iter().find(|k| fold::fold(k.number) == folded) else {
            continue;
        };
        if nameable && kind != known.kind {
            out.push(
                RULE.at(
                    act.file,
                    act.kind.span,
                    format!("№ {} – это {}", known.number, known.kind),
                )
                .help(right(known)),
            );
        }
        if let Some(day) = &act.date
            && day.value.0 != known.day()
        {
            out.push(
                RULE.at(
                    act.file,
                    day.span,
                    format!("№ {} – от другого дня", known.number),
                )
                .help(right(known)),
            );
        }
    }
}

impl Known {
    fn day(&self) -> Date {
        let (year, month, day) = self.date;
        Date::constant(year, month, day)
    }
}

fn right(known: &Known) -> String {
    let kind = known.kind.label();
    format!(
        "верно: {kind} от {} № {}",
        date::long(known.day()),
        known.number
    )
}

/// Where a quotation begins and what is wrong with it, by the words before the number: «постановление … от … №».
fn misquoted(before: &str, known: &Known) -> Option<(usize, String)> {
    // Another number, a bracket or a comma belongs to another act or another thought.
    let from = before
        .trim_end_matches(['№', 'N', ' ', '\u{a0}'])
        .rfind(['№', ',', ';', '(', ')', '!', '?', '|', '*', '#'])
        .map_or(0, |i| {
            i + before[i..].chars().next().map_or(1, char::len_utf8)
        });
    let words = words(&before[from..]);
    let (position, (at, _, kind)) =
        words.iter().enumerate().rev().find_map(|(i, (at, word))| {
            let (_, kind) = KINDS.iter().find(|(stem, _)| word.starts_with(stem))?;
            Some((i, (*at, word, *kind)))
        })?;
    if words.len() - position > 9 {
        return None;
    }
    let start = from + at;
    if kind != known.kind {
        return Some((
            start,
            format!("№ {} – это {}, а не {kind}", known.number, known.kind),
        ));
    }
    let quoted = date_in(&before[start..])?;
    (quoted != known.day()).then(|| {
        let message = format!("№ {} – не от {}", known.number, date::long(quoted));
        (start, message)
    })
}

/// Words in lower case with their offsets.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut at = 0;
    let mut out = Vec::new();
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            out.push((at, word.to_lowercase()));
        }
        at += part.len();
    }
    out
}

/// The only date of a few words, in figures or with the month in words.
fn date_in(text: &str) -> Option<Date> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let figures = tokens
        .iter()
        .filter_map(|t| date::parse(t.get(..10).unwrap_or(t)));
    let in_words = tokens
        .windows(3)
        .filter_map(|w| date::in_words(w[0], w[1], w[2]));
    let found: Vec<Date> = figures.chain(in_words).collect();
    match found[..] {
        [only] => Some(only),
        _ => None,
    }
}
