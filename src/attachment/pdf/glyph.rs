//! Names of glyphs → letters.

use lopdf::{Dictionary, Document, Encoding, Object};

/// Cyrillic letters of the T2A fonts of LaTeX, where they differ from one Latin letter after `CYR`.
const T2A: &[(&str, char)] = &[
    ("A", 'а'),
    ("B", 'б'),
    ("V", 'в'),
    ("G", 'г'),
    ("D", 'д'),
    ("E", 'е'),
    ("YO", 'ё'),
    ("ZH", 'ж'),
    ("Z", 'з'),
    ("I", 'и'),
    ("ISHRT", 'й'),
    ("K", 'к'),
    ("L", 'л'),
    ("M", 'м'),
    ("N", 'н'),
    ("O", 'о'),
    ("P", 'п'),
    ("R", 'р'),
    ("S", 'с'),
    ("T", 'т'),
    ("U", 'у'),
    ("F", 'ф'),
    ("H", 'х'),
    ("C", 'ц'),
    ("CH", 'ч'),
    ("SH", 'ш'),
    ("SHCH", 'щ'),
    ("HRDSN", 'ъ'),
    ("ERY", 'ы'),
    ("SFTSN", 'ь'),
    ("EREV", 'э'),
    ("YU", 'ю'),
    ("YA", 'я'),
];

/// The letters that a glyph's name stands for; `None` if the name says nothing (`g17`, `a5`, `glyph3`).
pub fn letters(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    // «.alt», «.sc» are shapes of the same letter; «f_i» are several.
    let name = name.split('.').next().filter(|n| !n.is_empty())?;
    name.split('_').map(letter).collect()
}

fn letter(name: &str) -> Option<String> {
    let hex = |digits: &str| {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
    };
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len().is_multiple_of(4)
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
    {
        return (0..digits.len() / 4)
            .map(|i| hex(&digits[i * 4..i * 4 + 4]))
            .collect();
    }
    if let Some(c) = name
        .strip_prefix('u')
        .filter(|d| (4..=6).contains(&d.len()))
        .and_then(hex)
    {
        return Some(c.into());
    }
    let latex = |prefix: &str| {
        let rest = name.strip_prefix(prefix)?;
        T2A.iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(rest))
            .map(|(_, c)| *c)
    };
    if let Some(c) = latex("CYR") {
        return Some(c.to_uppercase().collect());
    }
    if let Some(c) = latex("cyr") {
        return Some(c.into());
    }
    listed(name)
}

/// Adobe's list of names, as the parser of PDF knows it: asked through an encoding of one glyph.
fn listed(name: &str) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set(
        "Differences",
        vec![Object::Integer(1), Object::Name(name.into())],
    );
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    let doc = Document::new();
    let known: Encoding = font.get_font_encoding_with_limit(&doc, 0).ok()?;
    known
        .bytes_to_string(&[1])
        .ok()
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cyrillic_letters() {
        let names = [
            "afii10024",
            "uni0416",
            "Zhecyrillic",
            "u0416",
            "CYRZH",
            "uni04160416",
            "afii10024.sc",
            "f_i",
            "a5",
            "g17",
            "",
        ];
        let got: Vec<_> = names.iter().map(|n| letters(n.as_bytes())).collect();
        let zh = Some("Ж");
        let want = [
            zh,
            zh,
            zh,
            zh,
            zh,
            Some("ЖЖ"),
            zh,
            Some("fi"),
            None,
            None,
            None,
        ];
        assert_eq!(got, want.map(|w| w.map(str::to_owned)));
    }
}
