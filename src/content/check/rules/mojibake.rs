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
    let bytes = text.as_bytes();
    let sign = |sign: &str| memchr::memmem::find(bytes, sign.as_bytes()).is_some();
    // How «Р» and «С» end in UTF-8.
    let mut leads = memchr::memchr2_iter(0xa0, 0xa1, bytes);
    let pair = |at: usize| {
        let led = at > 0 && bytes[at - 1] == 0xd0;
        let next = || text[at + 1..].chars().next();
        led && next().is_some_and(|c| !c.is_ascii() && !matches!(c, 'А'..='я') && is_tail(c))
    };
    sign("в„") || sign("вЂ") || sign("\u{fffd}") || leads.any(pair)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_passed_over_that_is_worth_looking_at() {
        fn plainly(text: &str) -> bool {
            let chars: Vec<char> = text.chars().collect();
            let odd = |pair: &[char]| match pair[0] {
                'в' => matches!(pair[1], '„' | 'Ђ'),
                'Р' | 'С' => {
                    !pair[1].is_ascii() && !matches!(pair[1], 'А'..='я') && is_tail(pair[1])
                }
                _ => false,
            };
            text.contains('\u{fffd}') || chars.windows(2).any(odd)
        }
        let mut texts = vec![String::new()];
        for _ in 0..3 {
            let longer = texts.iter().flat_map(|text| {
                let letters = [
                    'в', '„', 'Ђ', 'Р', 'С', '°', 'а', 'р', '\u{fffd}', '\u{a0}', 'x',
                ];
                letters.map(|c| format!("{text}{c}"))
            });
            texts = longer.collect();
            for text in &texts {
                assert_eq!(may_be_spoilt(text), plainly(text), "{text:?}");
            }
        }
    }
}
