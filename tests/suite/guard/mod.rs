//! A leak planted in every place that a visitor or a machine can read: the build refuses it, with the right rule and at
//! the place where it is written. The same school with a harmless word there is built, and the word does come out at
//! that very place: that shows that the place is one through which a leak could have gone.

mod attachments;
mod texts;

use super::harness::School;
use super::session::Outcome;

/// What may not come out, and the rule that says so.
const NAME: (&str, &str) = ("name-leak", "Жмыховой");
const NAME_IN_LATIN: (&str, &str) = ("name-leak", "zhmykhova");
const LEAKS: [(&str, &str); 4] = [
    NAME,
    ("results-leak", "уверенно ведёт уроки с опытами в двух"),
    ("results-leak", "качество знаний теперь 67 %"),
    ("contact-leak", "kvitok77@pochta.example"),
];

/// What may.
const HARMLESS: &str = "бурундучина";
const HARMLESS_IN_LATIN: &str = "burunduchina";

/// A school with somebody who is not named, and a programme whose results are closed.
fn school() -> School {
    let school = School::sound();
    school.write(
        "content/people/m-07.md",
        "---\nname: Жмыхова Ульяна Платоновна\nroles: [наставляемый]\nposition: Учитель физики\n---\n",
    );
    school.write(
        "content/programs/pervyi-god/results.md",
        "---\noutcomes:\n  - category: образовательные результаты\n    text: Наставляемая уверенно ведёт уроки с опытами в двух параллелях.\nindicators:\n  - { name: Качество знаний по химии, before: 52, after: 67, unit: \"%\" }\n---\n",
    );
    school
}

/// What is wrong with a refusal: it has to be there, by this rule, and to blame this place only.
fn refusal((complaints, files): &Outcome, rule: &str, place: &str, words: &str) -> Vec<String> {
    let leaks = |c: &&String| {
        let of = |rule: &str| c.contains(&format!(" {rule} "));
        [
            "name-leak",
            "name-ambiguous",
            "results-leak",
            "contact-leak",
            "unreadable-attachment",
        ]
        .into_iter()
        .any(of)
    };
    let right = |c: &&String| c.starts_with(place) && c.contains(&format!(" {rule} "));
    let leaks: Vec<&String> = complaints.iter().filter(leaks).collect();
    match files.is_empty() && leaks.iter().any(|c| c.contains(words)) && leaks.iter().all(right) {
        true => Vec::new(),
        false => vec![format!("not {rule} at {place} {words}: {complaints:#?}")],
    }
}
