//! Bytes as text: known encodings, a guess, and runs of letters in anything.

use encoding_rs::{IBM866, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// A run shorter than this says nothing.
const MIN_LETTERS: usize = 4;

/// A text file as text: UTF-8, UTF-16, or the likely Russian encoding.
pub fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(rest).into_owned();
    }
    if bytes.starts_with(b"\xff\xfe") {
        return UTF_16LE.decode(bytes).0.into_owned();
    }
    if bytes.starts_with(b"\xfe\xff") {
        return UTF_16BE.decode(bytes).0.into_owned();
    }
    if let Some(wide) = wide(bytes) {
        return wide;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"ru"), chardetng::Utf8Detection::Deny);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without its mark: Cyrillic and Latin text has the same byte in every other place.
fn wide(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let narrow = |at: usize| {
        let high = head.iter().skip(at).step_by(2);
        high.filter(|b| matches!(b, 0 | 4)).count() * 10 >= head.len() / 2 * 9
    };
    if head.len() < 4 || !head.contains(&0) && !head.contains(&4) {
        None
    } else if narrow(1) {
        Some(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
    } else if narrow(0) {
        Some(UTF_16BE.decode_without_bom_handling(bytes).0.into_owned())
    } else {
        None
    }
}

/// A short text of an unknown encoding: UTF-8, else windows-1251 where it looks like Russian, else Latin letters.
pub fn short(bytes: &[u8]) -> String {
    if bytes.starts_with(b"\xff\xfe") {
        return UTF_16LE.decode(bytes).0.into_owned();
    }
    if bytes.starts_with(b"\xfe\xff") {
        return UTF_16BE.decode(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1251
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// A name in an archive: UTF-8, else the code page that DOS and Windows archivers write in Russia.
pub fn member_name(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => IBM866.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Runs of at least four letters in bytes of no known format: as UTF-8, as UTF-16 of both kinds, as windows-1251.
pub fn runs(bytes: &[u8]) -> String {
    let mut out = Runs::default();
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| out.push(c));
        out.end(Run::any);
    }
    for skip in [0, 1] {
        let units = || bytes.get(skip..).unwrap_or_default().chunks_exact(2);
        units().for_each(|u| out.unit(u16::from_le_bytes([u[0], u[1]])));
        out.end(Run::any);
        units().for_each(|u| out.unit(u16::from_be_bytes([u[0], u[1]])));
        out.end(Run::any);
    }
    for &b in bytes {
        match b {
            0xc0.. => out.push(char::from_u32(0x410 + u32::from(b - 0xc0)).unwrap_or(' ')),
            0xa8 => out.push('Ё'),
            0xb8 => out.push('ё'),
            b' ' | b'-' | b'.' if !out.run.text.is_empty() => out.push(char::from(b)),
            _ => out.end(Run::plausible),
        }
    }
    out.end(Run::plausible);
    out.text
}

#[derive(Default)]
struct Runs {
    text: String,
    run: Run,
}

#[derive(Default)]
struct Run {
    text: String,
    letters: usize,
}

impl Runs {
    /// A character of a run, or the end of it.
    fn push(&mut self, c: char) {
        if readable(c) {
            self.run.letters += usize::from(c.is_alphabetic());
            self.run.text.push(c);
        } else {
            self.end(Run::any);
        }
    }

    /// A unit of UTF-16: only the alphabets that a Russian school writes in, else any bytes would be letters.
    fn unit(&mut self, unit: u16) {
        match unit {
            0x20..0x7f | 0xa0..0x180 | 0x400..0x530 | 0x2010..0x2040 | 0x2116 => {
                self.push(char::from_u32(unit.into()).unwrap_or(' '));
            }
            _ => self.end(Run::any),
        }
    }

    fn end(&mut self, keep: fn(&Run) -> bool) {
        if self.run.letters >= MIN_LETTERS && keep(&self.run) {
            self.text.push_str(self.run.text.trim());
            self.text.push('\n');
        }
        self.run.text.clear();
        self.run.letters = 0;
    }
}

impl Run {
    fn any(&self) -> bool {
        true
    }

    /// Whether some word has four letters and the case of a word: a quarter of random bytes are Cyrillic letters.
    fn plausible(&self) -> bool {
        self.text
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.chars().count() >= MIN_LETTERS)
            .any(|w| w.chars().skip(1).all(char::is_lowercase) || w.chars().all(char::is_uppercase))
    }
}

fn readable(c: char) -> bool {
    c.is_alphanumeric()
        || c == ' '
        || c.is_ascii_graphic()
        || matches!(c, '«' | '»' | '–' | '—' | '№' | '\u{a0}' | '\u{301}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_texts() {
        let text = "Наставник Жюхваща Анна ведёт кружок";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&b"\xff\xfe"[..], &le].concat();
        let cp1251 = WINDOWS_1251.encode(text).0.into_owned();
        for bytes in [text.as_bytes(), &le, &be, &marked, &cp1251] {
            assert_eq!(decode(bytes), text);
        }
        assert_eq!(member_name(&IBM866.encode("Жюхваща.doc").0), "Жюхваща.doc");
    }

    #[test]
    fn runs_in_any_bytes() {
        let word = "Жюхваща";
        let le: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cp1251 = WINDOWS_1251.encode(word).0.into_owned();
        for bytes in [word.as_bytes(), &le, &be, &cp1251] {
            for head in [&b"\0\x01"[..], b"\0\x01\x02"] {
                let all = [head, bytes, b"\0\xff\0"].concat();
                assert!(runs(&all).contains(word), "{all:x?}");
            }
        }
        assert_eq!(runs(b"\x01\x02abc\xff\0\xd0\xd1"), "");
    }
}
