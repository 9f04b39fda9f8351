//! A text as the words that are searched for. The script of the search page reads queries by the same rules.

use crate::text::fold;

/// Words that are on every page and tell nothing; single letters are left out as well.
pub const STOP: &[&str] = &[
    "во", "для", "до", "за", "из", "или", "их", "как", "ко", "на", "не", "но", "об", "он", "от",
    "по", "под", "при", "со", "то", "что", "это",
];

/// All words of a text, folded, in order. A number with a sign in it is there whole and in parts: «Р-145» is `р145` and
/// `145`, «5а» is `5а` and `5`.
pub fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    each(text, |word| out.push(word.to_owned()));
    out
}

/// Tells of all words of a text, as [`words`] lists them.
pub fn each(text: &str, mut note: impl FnMut(&str)) {
    let text = folded(text);
    let mut chain: Vec<&str> = Vec::new();
    let mut rest = text.as_str();
    loop {
        let start = rest.find(is_letter).unwrap_or(rest.len());
        let gap = &rest[..start];
        if !joins(gap) {
            close(&mut chain, &mut note);
        }
        rest = &rest[start..];
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        chain.push(&rest[..end]);
        rest = &rest[end..];
    }
    close(&mut chain, &mut note);
}

/// Small letters without marks, `е` for `ё`, Latin look-alikes in Cyrillic words made Cyrillic.
fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in fold::nfc(text).chars() {
        let mut push = |c: char| {
            if !is_mark(c) {
                plain.push(if c == 'ё' { 'е' } else { c });
            }
        };
        match c {
            // Nearly all.
            'а'..='я' | ' '..='@' | 'a'..='z' => plain.push(c),
            c => match fold::small(c) {
                Some(small) => push(small),
                None => c.to_lowercase().for_each(push),
            },
        }
    }
    if !plain.bytes().any(|b| b.is_ascii_lowercase()) {
        return plain;
    }
    let mut out = String::with_capacity(plain.len());
    for piece in plain.split_inclusive(|c| !is_letter(c)) {
        let mixed = piece.chars().any(fold::is_cyrillic);
        let twin = |c| fold::cyrillic_twin(c).filter(|_| mixed).unwrap_or(c);
        out.extend(piece.chars().map(twin));
    }
    out
}

/// What a word is made of.
fn is_letter(c: char) -> bool {
    matches!(c, '0'..='9' | 'a'..='z' | 'ß'..='ö' | 'ø'..='\u{24f}' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// What is inside a word and no part of it: stress marks, soft hyphens, characters without width.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// What joins the parts of a number.
fn joins(gap: &str) -> bool {
    let mut chars = gap.chars();
    let first = chars.next().is_none_or(|c| c == '/' || fold::is_dash(c));
    first && chars.next().is_none()
}

fn close(chain: &mut Vec<&str>, note: &mut impl FnMut(&str)) {
    let digits = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
    let mut note = |word: &str| {
        if counts(word) {
            note(word);
        }
    };
    if chain.len() > 1 && chain.iter().any(|piece| digits(piece)) {
        note(&chain.concat());
    }
    for piece in chain.drain(..) {
        note(piece);
        if digits(piece) && !piece.bytes().all(|b| b.is_ascii_digit()) {
            parts(piece, &mut note);
        }
    }
}

/// Runs of digits and runs of letters.
fn parts(piece: &str, note: &mut impl FnMut(&str)) {
    let mut rest = piece;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit);
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        note(run);
        rest = after;
    }
}

/// Whether a word is looked for at all.
fn counts(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let single = chars.next().is_none();
    !(single && !first.is_some_and(|c| c.is_ascii_digit()) || STOP.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        assert_eq!(words("Ещё  ЕЩЕ еще\u{301}"), ["еще"; 3]);
        assert_eq!(words("настав\u{ad}ник наcтавник"), ["наставник"; 2]);
        assert_eq!(words("педагог–педагог"), ["педагог"; 2]);
        assert_eq!(words("Дом у моря, а не в лесу"), ["дом", "моря", "лесу"]);
        assert!(words("– … «»").is_empty());
    }

    #[test]
    fn numbers_are_whole_and_in_parts() {
        assert_eq!(words("Р-145"), ["р145", "145"]);
        assert_eq!(words("273-ФЗ от"), ["273фз", "273", "фз"]);
        assert_eq!(words("АЗ-1128/08"), ["аз112808", "аз", "1128", "08"]);
        assert_eq!(words("5А класс"), ["5а", "5", "класс"]);
        assert_eq!(words("2025/2026"), ["20252026", "2025", "2026"]);
        assert_eq!(words("п. 4.15"), ["4", "15"]);
        assert_eq!(words("Zoom и Яндекс"), ["zoom", "яндекс"]);
        assert_eq!(words("7 – 9"), ["7", "9"]);
    }
}
