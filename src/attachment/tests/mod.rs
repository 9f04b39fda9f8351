//! Every place where a word can stand, with the word planted there; and bytes spoilt in every way.

mod hostile;
#[path = "../../../tests/aids/files.rs"]
mod make;
mod office;
mod others;
mod pdf;
mod pictures;

use super::{Reading, Trouble, read_unguarded};

/// A word that no file holds by chance.
pub const WORD: &str = "Жюхваща";

/// The places where the word stands.
pub fn places(reading: &Reading) -> Vec<&str> {
    let with_word = reading.pieces.iter().filter(|p| p.text.contains(WORD));
    with_word.map(|p| p.place.as_str()).collect()
}

/// Asserts that the word is found at a place; gives what troubles the file.
#[track_caller]
pub fn found(name: &str, bytes: &[u8], place: &str) -> Option<Trouble> {
    let reading = read_unguarded(name, bytes);
    let places = places(&reading);
    assert!(
        places.contains(&place),
        "{name}: «{place}» is not among {places:?}\n{reading:#?}"
    );
    reading.trouble
}

/// As [`found`], and that the file can be vouched for.
#[track_caller]
pub fn found_whole(name: &str, bytes: &[u8], place: &str) {
    assert_eq!(found(name, bytes, place), None);
}

/// The whole text of a piece.
#[track_caller]
pub fn text(bytes: &[u8], place: &str) -> String {
    let reading = read_unguarded("", bytes);
    let piece = reading.pieces.iter().find(|p| p.place == place);
    piece
        .unwrap_or_else(|| panic!("no «{place}»: {reading:#?}"))
        .text
        .clone()
}

#[test]
fn troubles_are_sentences() {
    let all = [
        Trouble::Encrypted,
        Trouble::Scan {
            pages: 1,
            without_text: 1,
        },
        Trouble::Scan {
            pages: 21,
            without_text: 3,
        },
        Trouble::Damaged("он обрывается".into()),
        Trouble::Unknown("архивы RAR".into()),
        Trouble::TooBig,
    ];
    for trouble in all {
        let sentence = trouble.sentence();
        assert!(
            sentence.chars().next().is_some_and(char::is_lowercase),
            "{sentence}"
        );
        assert!(!sentence.ends_with('.'), "{sentence}");
    }
    let scan = Trouble::Scan {
        pages: 21,
        without_text: 3,
    }
    .sentence();
    assert!(scan.contains("3\u{a0}страницы из 21"), "{scan}");
}
