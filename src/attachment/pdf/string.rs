//! Text strings outside of pages.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

/// A text string: UTF-16 or UTF-8 by its mark; else UTF-8, windows-1251 where Russian programs wrote it, Latin letters.
pub fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return UTF_16BE.decode_without_bom_handling(rest).0.into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return UTF_16LE.decode_without_bom_handling(rest).0.into_owned();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let upper = bytes.iter().filter(|b| **b >= 0xc0).count();
    let latin = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let encoding = if upper > latin {
        WINDOWS_1251
    } else {
        WINDOWS_1252
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether a string is words rather than bytes: no control characters but white space.
pub fn is_words(text: &str) -> bool {
    let odd = text
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace() || *c == '\u{fffd}')
        .count();
    odd * 20 <= text.chars().count()
}

/// Latin letters of windows-1252 as the Cyrillic ones that the same bytes are in windows-1251: old programs name the
/// wrong encoding. `None` if there are not enough such letters.
pub fn mistaken(text: &str) -> Option<String> {
    let accented = text.chars().filter(|c| ('À'..='ÿ').contains(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if accented < 4 || accented * 3 < letters {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let mut buffer = [0; 4];
        match WINDOWS_1252.encode(c.encode_utf8(&mut buffer)) {
            (_, _, true) => out.push(c),
            (byte, ..) => out.push_str(&WINDOWS_1251.decode_without_bom_handling(&byte).0),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_every_kind() {
        let be: Vec<u8> = "\u{feff}Жюхваща"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let cp1251 = WINDOWS_1251.encode("Жюхваща").0.into_owned();
        for bytes in [&be[..], "Жюхваща".as_bytes(), &cp1251] {
            assert_eq!(text(bytes), "Жюхваща");
        }
        assert_eq!(text(b"na\xefve"), "naïve");
        let wrong = WINDOWS_1252
            .decode_without_bom_handling(&cp1251)
            .0
            .into_owned();
        assert_eq!(mistaken(&wrong).as_deref(), Some("Жюхваща"));
        assert_eq!(mistaken("naïve words"), None);
    }
}
