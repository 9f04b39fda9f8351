//! What of a Russian word stays in all its forms: «наставник», «наставника» and «наставниками» are one word to a search.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// The stem of a folded word (small letters, `е` for `ё`). Words of other alphabets and numbers stay as they are.
///
/// The script of the search page makes the same stems: a change here is a change there.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.chars().all(|c| matches!(c, 'а'..='я')) {
        Stemmer::create(Algorithm::Russian).stem(word)
    } else {
        Cow::Borrowed(word)
    }
}

/// The stem of the stem, as long as three letters are left. One stem is not enough: «Завьялову» gives «завьялов», and
/// «Завьялов» itself «завьял»; «опыта» gives «опыт», and «опыт» only «оп».
pub fn root(word: &str) -> Cow<'_, str> {
    let mut root = Cow::Borrowed(word);
    loop {
        let next = stem(&root).into_owned();
        if next == root || next.chars().count() < 3 {
            return root;
        }
        root = Cow::Owned(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        for forms in [
            &["наставник", "наставника", "наставниками"][..],
            &["программа", "программы", "программой"],
            &["учебный", "учебная", "учебных"],
            &["завьялов", "завьялову", "завьялова", "завьяловым"],
            &["опыт", "опыта", "опытом"],
            &["завершена", "завершены", "завершен"],
        ] {
            assert!(forms.iter().all(|f| root(f) == root(forms[0])), "{forms:?}");
        }
        for same in ["145", "zoom", "фз1", "әби", ""] {
            assert_eq!(root(same), same);
        }
    }
}
