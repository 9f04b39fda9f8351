use super::prelude::*;
use std::ops::Range;

rule!(
    reads Texts,
    "mojibake",
    Warning,
    "Буквы испорчены перекодировкой",
    "«в„–» вместо «№», «РќР°СЃС‚Р°РІРЅРёРє» вместо «Наставник»: текст в UTF-8 прочитали как windows-1251 и так сохранили. Восстановить его может только источник.",
    OURS "такие тексты встречаются в настоящих разделах"
);

/// Signs of Russian typography as they come out of a wrong encoding.
const SIGNS: &[&str] = &["в„–", "вЂ“", "вЂ”", "вЂњ", "вЂќ", "вЂ¦", "\u{fffd}"];

/// Two letters might meet by chance, three pairs in a row do not.
const PAIRS: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in cx.texts() {
        for range in spoilt(&text.text) {
            out.push(
                RULE.at(
                    text.file,
                    text.part(cx, range.clone()),
                    format!("«{}» – испорченные буквы", &text.text[range]),
                )
                .help("скопируйте это место из источника заново и сохраните файл в UTF-8"),
            );
        }
    }
}

/// Spoilt places: signs, and runs of pairs; what touches is one place.
fn spoilt(text: &str) -> Vec<Range<usize>> {
    if !may_be_spoilt(text) {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = SIGNS
        .iter()
        .flat_map(|sign| text.match_indices(sign))
        .map(|(at, sign)| at..at + sign.len())
        .collect();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut i = 0;
    while i < chars.len() {
        let mut n = 0;
        while let (Some((_, lead)), Some((_, tail))) =
            (chars.get(i + 2 * n), chars.get(i + 2 * n + 1))
        {
            if !matches!(lead, 'Р' | 'С') || !is_tail(*tail) {
                break;
            }
            n += 1;
        }
        if n >= PAIRS {
            let end = chars.get(i + 2 * n).map_or(text.len(), |(at, _)| *at);
            found.push(chars[i].0..end);
        }
        i += (2 * n).max(1);
    }
    joined(found)
}

/// Whether it is worth looking: a sign or a pair shows by its first two characters.
fn may_be_spoilt(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let odd = match before {
            'в' => matches!(c, '„' | 'Ђ'),
            'Р' | 'С' => !c.is_ascii() && !matches!(c, 'А'..='я') && is_tail(c),
            _ => false,
        };
        before = c;
        odd || c == '\u{fffd}'
    })
}

/// What touches, together.
fn joined(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|r| r.start);
    found.dedup_by(|next, first| {
        let touches = next.start <= first.end;
        if touches {
            first.end = first.end.max(next.end);
        }
        touches
    });
    found
}

/// What the second byte of a Russian letter (0x80–0xBF) looks like in windows-1251.
fn is_tail(c: char) -> bool {
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\u{98}".contains(c)
}
