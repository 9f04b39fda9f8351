//! Words of the domain. Each vocabulary is an enum with one table: label, synonyms, description.
//! Parsing with «did you mean», the schema, the documentation and the labels on pages all come from that table.

mod act;
mod consent;
mod kind;
mod method;
mod monitoring;
mod person;
mod program;
mod roadmap;
mod state;

pub use act::*;
pub use consent::*;
pub use kind::*;
pub use method::*;
pub use monitoring::*;
pub use person::*;
pub use program::*;
pub use roadmap::*;
pub use state::*;

use std::collections::BTreeMap;

use crate::text::fold::fold;

/// One word of a vocabulary.
#[derive(Debug)]
pub struct Term {
    /// The canonical word, as content files and pages have it.
    pub label: &'static str,
    /// Other spellings met in documents; each stands for the canonical one.
    pub synonyms: &'static [&'static str],
    /// What it means, for the reference page.
    pub description: &'static str,
}

/// A closed list of words.
pub trait Vocabulary: Copy + Eq + 'static {
    /// What the list is called: «форма наставничества».
    const NAME: &'static str;
    /// The table, in the order of the variants.
    const TERMS: &'static [Term];
    /// The variants, in the order of the table.
    const ALL: &'static [Self];

    /// The position in the table.
    fn index(self) -> usize;

    /// The canonical word.
    fn label(self) -> &'static str {
        Self::TERMS[self.index()].label
    }

    /// Every accepted spelling, folded → position in the table. Made once.
    fn spellings() -> &'static BTreeMap<String, usize>;

    /// The variant that a written word means, in any accepted spelling.
    fn parse(written: &str) -> Option<Self> {
        Self::spellings().get(&fold(written)).map(|&i| Self::ALL[i])
    }
}

/// Folds every spelling of a table.
fn folded(terms: &[Term]) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for (i, term) in terms.iter().enumerate() {
        for word in std::iter::once(&term.label).chain(term.synonyms) {
            out.entry(fold(word)).or_insert(i);
        }
    }
    out
}

/// Declares a vocabulary: the enum, its table and its [`Vocabulary`] impl.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident, $ru:literal { $( $variant:ident $label:literal [$($synonym:literal),* $(,)?] $description:literal; )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( #[doc = $label] $variant, )+ }

        impl $crate::vocab::Vocabulary for $name {
            const NAME: &'static str = $ru;
            const TERMS: &'static [$crate::vocab::Term] = &[
                $( $crate::vocab::Term { label: $label, synonyms: &[$($synonym),*], description: $description }, )+
            ];
            const ALL: &'static [Self] = &[$( Self::$variant, )+];
            fn index(self) -> usize { self as usize }
            fn spellings() -> &'static std::collections::BTreeMap<String, usize> {
                static FOLDED: std::sync::OnceLock<std::collections::BTreeMap<String, usize>> = std::sync::OnceLock::new();
                FOLDED.get_or_init(|| $crate::vocab::folded(Self::TERMS))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str($crate::vocab::Vocabulary::label(*self))
            }
        }
    };
}
use vocabulary;

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings_are_unambiguous<V: Vocabulary>() {
        let mut seen = std::collections::BTreeMap::new();
        for term in V::TERMS {
            for word in std::iter::once(&term.label).chain(term.synonyms) {
                if let Some(other) = seen.insert(fold(word), term.label) {
                    assert_eq!(other, term.label, "«{word}» in «{}»", V::NAME);
                }
            }
            assert!(!term.description.is_empty());
        }
        for (i, v) in V::ALL.iter().enumerate() {
            assert_eq!(v.index(), i);
            assert!(V::parse(v.label()) == Some(*v));
        }
    }

    #[test]
    fn every_spelling_means_one_thing() {
        spellings_are_unambiguous::<Form>();
        spellings_are_unambiguous::<MentoringKind>();
        spellings_are_unambiguous::<Model>();
        spellings_are_unambiguous::<Mode>();
        spellings_are_unambiguous::<Direction>();
        spellings_are_unambiguous::<CompletionWay>();
        spellings_are_unambiguous::<AmendmentKind>();
        spellings_are_unambiguous::<Party>();
        spellings_are_unambiguous::<Outcome>();
        spellings_are_unambiguous::<Role>();
        spellings_are_unambiguous::<Qualification>();
        spellings_are_unambiguous::<MenteeGroup>();
        spellings_are_unambiguous::<ConsentKind>();
        spellings_are_unambiguous::<Category>();
        spellings_are_unambiguous::<SignedBy>();
        spellings_are_unambiguous::<Level>();
        spellings_are_unambiguous::<ActKind>();
        spellings_are_unambiguous::<Covers>();
        spellings_are_unambiguous::<Audience>();
        spellings_are_unambiguous::<Stage>();
        spellings_are_unambiguous::<OrganizationLevel>();
        spellings_are_unambiguous::<NameStyle>();
        spellings_are_unambiguous::<Part>();
        spellings_are_unambiguous::<Unit>();
    }

    #[test]
    fn forms_as_met_in_documents() {
        for written in [
            "педагог–педагог",
            "\"педагог-педагог\"",
            "ПЕДАГОГ – ПЕДАГОГ",
            "учитель – учитель",
            "Учитель–учитель",
        ] {
            assert_eq!(
                Form::parse(written),
                Some(Form::TeacherTeacher),
                "{written}"
            );
        }
        assert_eq!(
            Form::parse("работодатель – студент педагогического вуза/ колледжа"),
            Some(Form::EmployerStudent)
        );
        assert_eq!(
            MentoringKind::parse("Традиционная форма наставничества («один-на-один»)"),
            Some(MentoringKind::Traditional)
        );
    }
}
