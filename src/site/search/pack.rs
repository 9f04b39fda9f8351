//! The index as text: a line a page, one line of stems, one line of the pages of each stem.
//!
//! The guard reads this file like any other: stems stand whole, with a bar between them, and numbers are written without
//! vowels, so that no run of them looks like a name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Indexed, Places, Weight, words};

/// The first half ends a number, the second goes on; five bits each.
const DIGITS: &str = "bcdfghklmnpqrstvwxz0123456789!#$BCDFGHKLMNPQRSTVWXZ%()+,-:;=?[]^";

/// The script.
pub fn script(documents: &[Arc<Indexed>], stems: &BTreeMap<String, Places>) -> String {
    let mut kinds: Vec<&str> = documents.iter().map(|d| d.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut out = "window.rubrikaIndex = {\n".to_owned();
    for (name, value) in [
        ("digits", json(&DIGITS)),
        ("stop", json(&words::STOP.join("|"))),
        ("kinds", json(&kinds)),
    ] {
        out.push_str(&format!("\"{name}\": {value},\n"));
    }
    out.push_str("\"pages\": [\n");
    for (number, document) in documents.iter().enumerate() {
        let kind = kinds.binary_search(&document.kind).unwrap_or_default();
        out.push_str(if number > 0 { ",\n[" } else { "[" });
        out.push_str(&document.address);
        out.push_str(&format!(",{kind},"));
        out.push_str(&document.told);
        out.push(']');
    }
    // Stems are letters and figures, and [`DIGITS`] are chosen so: nothing of them has to be escaped.
    out.push_str("\n],\n\"keys\": \"");
    joined(stems.keys(), '|', &mut out);
    out.push_str("\",\n\"places\": \"");
    joined(stems.values().map(|p| &p.text), ' ', &mut out);
    out.push_str("\"\n};\n");
    out
}

fn joined<'t>(parts: impl Iterator<Item = &'t String>, between: char, out: &mut String) {
    for (number, part) in parts.enumerate() {
        if number > 0 {
            out.push(between);
        }
        out.push_str(part);
    }
}

/// Pages by the distance from the one before, with the weight in the lowest two bits.
pub fn numbers(pages: &[(usize, Weight)]) -> String {
    let digits = DIGITS.as_bytes();
    let mut out = String::new();
    let mut last = 0;
    for (page, weight) in pages {
        let number = (page - last) << 2 | *weight as usize;
        last = *page;
        let mut shift = (usize::BITS - number.leading_zeros()).saturating_sub(1) / 5 * 5;
        while shift > 0 {
            out.push(char::from(digits[32 + (number >> shift & 31)]));
            shift -= 5;
        }
        out.push(char::from(digits[number & 31]));
    }
    out
}

/// JSON that is a script too: older browsers end a line at these two characters.
pub fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("plain values");
    text.replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::*;

    #[test]
    fn numbers_come_back() {
        assert_eq!(DIGITS.len(), 64);
        let pages = [0, 1, 7, 8, 300, 40_000].map(|n| (n, Weight::Heading));
        let (mut read, mut number, mut page) = (Vec::new(), 0, 0);
        for c in numbers(&pages).chars() {
            let digit = DIGITS.find(c).expect("a digit");
            number = number << 5 | (digit & 31);
            if digit < 32 {
                page += number >> 2;
                assert_eq!(number & 3, Weight::Heading as usize);
                read.push(page);
                number = 0;
            }
        }
        assert_eq!(read, pages.map(|(n, _)| n));
    }

    #[test]
    fn nothing_ends_the_script() {
        let odd = Document {
            title: "</script> \" \\ \u{2028}".into(),
            ..Document::default()
        };
        let text = script(&[Arc::new(odd.read())], &BTreeMap::new());
        assert!(text.contains(r#""</script> \" \\ \u2028""#), "{text}");
    }
}
