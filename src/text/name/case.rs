//! The case in which an author has put a name, told by its patronymic, and a neutral word in the same case.

use super::forms::folded;

/// A case, as far as a masculine noun for a person tells it: its genitive is its accusative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Instrumental,
    Prepositional,
}

/// Prepositions with which «-не» is the prepositional case; without one of them it is the dative.
const PREPOSITIONS: &[&str] = &["о", "об", "обо", "при", "на", "в", "во"];

/// The case of a name, if its patronymic stands among the words; `before` is the text in front of them.
pub fn of_name(patronymic: &str, words: &str, before: &str) -> Option<Case> {
    use Case::{Dative, Genitive, Instrumental, Nominative, Prepositional};
    let patronymic = folded(patronymic);
    let (stem, endings): (&str, &[(&str, Case)]) = if patronymic.ends_with("ич") {
        let endings = &[
            ("", Nominative),
            ("а", Genitive),
            ("у", Dative),
            ("ем", Instrumental),
            ("ом", Instrumental),
            ("е", Prepositional),
        ];
        (&patronymic, endings)
    } else {
        let endings = &[
            ("а", Nominative),
            ("ы", Genitive),
            ("у", Genitive),
            ("е", Dative),
            ("ой", Instrumental),
            ("ою", Instrumental),
        ];
        (
            patronymic.strip_suffix('а').filter(|s| s.ends_with('н'))?,
            endings,
        )
    };
    let letters = |c: char| !c.is_alphabetic();
    let case = words.split(letters).find_map(|word| {
        let word = folded(word);
        let ending = word.strip_prefix(stem)?;
        endings.iter().find(|(e, _)| *e == ending).map(|(_, c)| *c)
    })?;
    let last = before.trim_end().rsplit(letters).next().map(folded);
    let prepositional = last.is_some_and(|w| PREPOSITIONS.contains(&w.as_str()));
    Some(match case {
        Dative if prepositional && !patronymic.ends_with("ич") => Prepositional,
        case => case,
    })
}

/// A masculine noun for a person in a case: «наставник» → «наставнику», «руководитель» → «руководителю».
pub fn decline(noun: &str, case: Case) -> String {
    let (stem, endings) = match noun.strip_suffix('ь') {
        Some(stem) => (stem, ["ь", "я", "ю", "ем", "е"]),
        None => (noun, ["", "а", "у", "ом", "е"]),
    };
    format!("{stem}{}", endings[case as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patronymic_tells_the_case() {
        let woman = |words, before| of_name("Викторовна", words, before);
        assert_eq!(
            woman("Анне Викторовне Петровой", "помогли "),
            Some(Case::Dative)
        );
        assert_eq!(
            woman("Анне Викторовне", "рассказ об "),
            Some(Case::Prepositional)
        );
        assert_eq!(
            woman("Анну Викторовну", "благодарим "),
            Some(Case::Genitive)
        );
        assert_eq!(woman("Анной Викторовной", "с "), Some(Case::Instrumental));
        assert_eq!(woman("Анна Викторовна", ""), Some(Case::Nominative));
        assert_eq!(woman("Анне", "помогли "), None);
        let man = |words| of_name("Ильич", words, "при ");
        assert_eq!(man("Петру Ильичу"), Some(Case::Dative));
        assert_eq!(man("Петре Ильиче"), Some(Case::Prepositional));
        assert_eq!(man("ПЕТРА ИЛЬИЧА"), Some(Case::Genitive));
        assert_eq!(man("Петром Ильичом"), Some(Case::Instrumental));
        assert_eq!(of_name("Гасан оглы", "Гасану оглы", ""), None);
    }

    #[test]
    fn neutral_words_follow() {
        assert_eq!(decline("наставник", Case::Dative), "наставнику");
        assert_eq!(decline("педагог", Case::Instrumental), "педагогом");
        assert_eq!(decline("руководитель", Case::Genitive), "руководителя");
        assert_eq!(decline("куратор", Case::Prepositional), "кураторе");
    }
}
