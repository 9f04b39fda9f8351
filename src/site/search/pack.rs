//! The index as text: a line a page, lines of stems, and as many lines of the pages of each stem.
//!
//! Where a line of stems ends, its last stem says: a stem more or less changes one line and leaves all others as they
//! are, and whoever has read them before need not read them again.
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
    let rows = rows(stems.keys());
    let keys = stems.keys().map(String::as_str);
    let places = stems.values().map(|p| p.text.as_str());
    out.push_str("\n],\n\"keys\": ");
    lines(keys, &rows, '|', &mut out);
    out.push_str(",\n\"places\": ");
    lines(places, &rows, ' ', &mut out);
    out.push_str("\n};\n");
    out
}

/// A row has no fewer stems than this: a line has to be worth its quotation marks, and the guard takes three words and more
/// for a list.
const SHORTEST: usize = 32;
/// How many stems more it has on an average.
const MORE: u32 = 64;

/// How many stems each row has.
fn rows<'s>(stems: impl Iterator<Item = &'s String>) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut row = 0;
    for stem in stems {
        row += 1;
        let hash = |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte));
        let ends = stem.bytes().fold(7, hash).rotate_right(7) % MORE == 0;
        if ends && row >= SHORTEST {
            rows.push(std::mem::take(&mut row));
        }
    }
    match rows.last_mut() {
        Some(last) if row < SHORTEST => *last += row,
        _ => rows.push(row),
    }
    rows
}

/// An array with a text a row. Stems are letters and figures, and [`DIGITS`] are chosen so: nothing has to be escaped.
fn lines<'t>(
    mut parts: impl Iterator<Item = &'t str>,
    rows: &[usize],
    between: char,
    out: &mut String,
) {
    out.push('[');
    for (number, row) in rows.iter().enumerate() {
        out.push_str(if number > 0 { ",\n\"" } else { "\n\"" });
        for (at, part) in parts.by_ref().take(*row).enumerate() {
            if at > 0 {
                out.push(between);
            }
            out.push_str(part);
        }
        out.push('"');
    }
    out.push_str("\n]");
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
    fn a_stem_more_changes_one_row() {
        let stems: Vec<String> = (0..2_000)
            .map(|n| format!("{:05}", n * 37 % 99_991))
            .collect();
        let mut stems: Vec<&String> = stems.iter().collect();
        stems.sort();
        let all = rows(stems.iter().copied());
        assert!(
            all.len() > 10 && all.iter().sum::<usize>() == stems.len(),
            "{all:?}"
        );
        assert!(all.iter().all(|row| *row >= SHORTEST), "{all:?}");
        let more = String::from("50000x");
        let at = stems.partition_point(|stem| **stem < more);
        stems.insert(at, &more);
        let again = rows(stems.iter().copied());
        let same = all.iter().filter(|row| again.contains(row)).count();
        assert!(same + 3 > all.len(), "{all:?} {again:?}");
        assert_eq!(rows([].into_iter()), [0]);
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
