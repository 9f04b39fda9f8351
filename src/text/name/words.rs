//! Two lists of words: given names, and ordinary words that are surnames too.

use foldhash::HashSet;
use std::sync::OnceLock;

use super::forms::{self, Forms};

static GIVEN: OnceLock<HashSet<String>> = OnceLock::new();
static COMMON: OnceLock<HashSet<String>> = OnceLock::new();

/// Makes both lists: it takes longer than to read a small school, and can be done beside other work.
pub fn prepare() {
    is_given("");
    is_common("");
}

/// Whether a folded word is a form of some given name.
pub fn is_given(folded: &str) -> bool {
    GIVEN
        .get_or_init(|| all(include_str!("given.txt"), forms::given))
        .contains(folded)
}

/// Whether a folded word is a form of an ordinary word that is a surname too: «зимой», «волков», «белая».
pub fn is_common(folded: &str) -> bool {
    COMMON
        .get_or_init(|| all(include_str!("common.txt"), forms::common))
        .contains(folded)
}

fn all(list: &str, forms: fn(&str) -> Forms) -> HashSet<String> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .flat_map(forms)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_forms() {
        assert!(is_given("марии") && is_given("льву") && !is_given("ивановой"));
        assert!(is_common("зимой") && is_common("волков") && is_common("белых"));
        for surname in ["иванов", "шмидт", "коваль", "шевченко", "смирновой"]
        {
            assert!(!is_common(surname), "{surname}");
        }
    }
}
