//! Comparing words of the domain: case, ё/е, dashes, spaces and quotation marks mean nothing.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The form in which words are compared. Latin look-alikes inside a Cyrillic word are folded too; [`homoglyph_words`] tells.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for word in nfc(text).split_inclusive(|c: char| !is_word(c)) {
        let mixed = word.chars().any(is_cyrillic);
        for c in word.chars().flat_map(lower) {
            match c {
                '"'
                | '«'
                | '»'
                | '“'
                | '”'
                | '„'
                | '\''
                | '’'
                | '\u{ad}'
                | '\u{200b}'..='\u{200d}'
                | '\u{2060}' => {}
                c if is_dash(c) => {
                    out.truncate(out.trim_end().len());
                    out.push('-');
                    space = false;
                }
                c if c.is_whitespace() => space = !out.is_empty() && !out.ends_with('-'),
                c => {
                    if std::mem::take(&mut space) {
                        out.push(' ');
                    }
                    let c = if mixed {
                        cyrillic_twin(c).unwrap_or(c)
                    } else {
                        c
                    };
                    out.push(if c == 'ё' { 'е' } else { c });
                }
            }
        }
    }
    out
}

/// Latin letters that hide inside Cyrillic words: each word and its offset.
pub fn homoglyph_words(text: &str) -> Vec<(usize, &str)> {
    if !may_hold_homoglyphs(text.as_bytes()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_letter(c) {
            start.get_or_insert(i);
        } else if let Some(from) = start.take() {
            let word = &text[from..i];
            let cyrillic = word.chars().filter(|&c| is_cyrillic(c)).count();
            let latin = word.chars().filter(char::is_ascii_alphabetic).count();
            let twins = word
                .chars()
                .filter(|&c| c.is_ascii() && twin_any_case(c).is_some())
                .count();
            if cyrillic > 0 && latin > 0 && twins == latin {
                found.push((from, word));
            }
        }
    }
    found
}

/// Whether a letter of ASCII stands beside a character that is none, as it does in such a word. In blocks without a way out
/// of the middle: the compiler makes one step of many bytes.
fn may_hold_homoglyphs(bytes: &[u8]) -> bool {
    let latin = |b: u8| (b | 0x20).wrapping_sub(b'a') < 26;
    let beside = |a: u8, b: u8| latin(a) & (b > 0x7f) | latin(b) & (a > 0x7f);
    let after = bytes.get(1..).unwrap_or_default();
    bytes
        .chunks(256)
        .zip(after.chunks(256))
        .any(|(block, next)| {
            let pairs = block.iter().zip(next);
            pairs.fold(false, |found, (a, b)| found | beside(*a, *b))
        })
}

/// The word with its Latin look-alikes made Cyrillic.
pub fn to_cyrillic(word: &str) -> String {
    word.chars()
        .map(|c| twin_any_case(c).unwrap_or(c))
        .collect()
}

/// The text in normal form C; nearly every text is there already, and is told so at a glance.
pub fn nfc(text: &str) -> Cow<'_, str> {
    // None of these changes in normal form C, and none joins the character before it.
    let settled = |c: char| matches!(c, '\0'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '№');
    match text.chars().all(settled) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// The small letter, where it is one letter: all of Russian and English. Others are to be lowered in full.
pub fn small(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        'а'..='я' | 'ё' => Some(c),
        'А'..='Я' => char::from_u32(u32::from(c) + 0x20),
        'Ё' => Some('ё'),
        _ => None,
    }
}

/// The small letters of a character.
fn lower(c: char) -> impl Iterator<Item = char> {
    let one = small(c);
    let other = one.is_none().then(|| c.to_lowercase());
    one.into_iter().chain(other.into_iter().flatten())
}

/// Whether a character is a letter of any alphabet; of English and Russian it is told at a glance.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        c => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit of any alphabet; of English and Russian it is told at a glance.
pub fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        c => c.is_alphanumeric(),
    }
}

/// Whether a character is a Cyrillic letter.
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

/// Whether a character is any kind of dash or hyphen.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// The Cyrillic letter that a small Latin one looks like when it is a capital.
pub fn cyrillic_twin(lower: char) -> Option<char> {
    Some(match lower {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        _ => return None,
    })
}

fn twin_any_case(c: char) -> Option<char> {
    if c.is_ascii_uppercase() {
        let twin = cyrillic_twin(c.to_ascii_lowercase())?;
        return twin.to_uppercase().next();
    }
    // Small b, h, k, m, t do not look like their Cyrillic twins.
    if matches!(c, 'b' | 'h' | 'k' | 'm' | 't') {
        None
    } else {
        cyrillic_twin(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The glance must never differ from a look.
    #[test]
    fn at_a_glance_and_in_full() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            for text in [
                format!("{c}"),
                format!("и{c}"),
                format!("{c}\u{306}"),
                format!("e{c}a"),
            ] {
                assert_eq!(nfc(&text), text.nfc().collect::<String>(), "{text:?}");
            }
            assert_eq!(is_letter(c), c.is_alphabetic());
            assert_eq!(is_word(c), c.is_alphanumeric());
            if let Some(small) = small(c) {
                assert_eq!(small.to_string(), c.to_lowercase().to_string());
            }
        }
    }

    #[test]
    fn spellings_meet() {
        let same = [
            "педагог – педагог",
            "Педагог—педагог",
            "ПЕДАГОГ - ПЕДАГОГ",
            "«педагог-\u{a0}педагог»",
            "педагoг–педагог",
        ];
        for s in same {
            assert_eq!(fold(s), "педагог-педагог", "{s}");
        }
        assert_eq!(fold("Ещё  не\u{a0}вступил"), "еще не вступил");
    }

    #[test]
    fn hidden_latin_letters() {
        let found: Vec<_> = homoglyph_words("Наcтавник Р-145 CSS-стиль Zoom")
            .into_iter()
            .map(|f| f.1)
            .collect();
        assert_eq!(found, ["Наcтавник"]);
        assert_eq!(to_cyrillic("P"), "Р");
    }

    #[test]
    fn blocks_hide_no_homoglyphs() {
        for before in [0, 1, 253, 254, 255, 256, 257, 600] {
            for after in [0, 1, 300] {
                let text = format!("{}рaз{}", ".".repeat(before), ".".repeat(after));
                assert_eq!(homoglyph_words(&text), [(before, "рaз")]);
            }
        }
        assert!(homoglyph_words("раз, one; «two»").is_empty());
    }
}
