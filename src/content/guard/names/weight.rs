//! How much one form of a surname says by itself.

use crate::text::fold;
use crate::text::name::{forms, words};

/// How much a form says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Nobody would take it for anything but a surname.
    Strong,
    /// A form of a typical surname that is a word too («волков»): a surname if it begins with a capital letter.
    Capital,
    /// A noun («мороз»): a surname if a capital stands inside a sentence, or a position beside it.
    Noun,
    /// A given name, an adjective, a particle («роман», «белый», «им»): only with a given name or initials.
    Context,
}

/// The weight of a form of a surname.
pub fn weight(form: &str, surname: &str, typical: bool) -> Weight {
    let particle = form.chars().count() < 3;
    if particle || words::is_given(form) {
        return Weight::Context;
    }
    match (words::is_common(form), typical) {
        (false, _) => Weight::Strong,
        (true, true) => Weight::Capital,
        // «Черных» has no other form; an adjective stands there less often than a surname.
        (true, false) if surname.ends_with("ых") || surname.ends_with("их") => Weight::Noun,
        (true, false) if is_adjective(surname) || form.chars().count() < 4 => Weight::Context,
        (true, false) => Weight::Noun,
    }
}

/// The parts of a double surname that say something by themselves.
pub fn parts(surname: &str) -> impl Iterator<Item = &str> {
    const PARTICLES: &[&str] = &[
        "фон", "ван", "дер", "ден", "оглы", "кызы", "заде", "ибн", "бек",
    ];
    let all = || surname.split(|c: char| c.is_whitespace() || fold::is_dash(c));
    let alone = all().filter(|p| !p.is_empty()).count() < 2;
    all().filter(move |p| {
        let particle = p.chars().count() < 3 || PARTICLES.contains(&forms::folded(p).as_str());
        !p.is_empty() && (alone || !particle)
    })
}

/// Whether a surname is made as most surnames are.
pub fn is_typical(folded: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ов",
        "ев",
        "ин",
        "ын",
        "ова",
        "ева",
        "ина",
        "ына",
        "ский",
        "ская",
        "цкий",
        "цкая",
        "енко",
        "швили",
        "дзе",
        "ович",
        "евич",
    ];
    folded.chars().count() > 4 && ENDINGS.iter().any(|e| folded.ends_with(e))
}

/// Whether a surname is declined as an adjective.
fn is_adjective(surname: &str) -> bool {
    let ends = ["ый", "ий", "ой", "ая", "яя"];
    ends.iter().any(|e| surname.ends_with(e))
}
