//! The bank: mentors and mentees, and what they have agreed to.

use std::fmt::Write;

use super::words::{name, sentence};
use super::{Counts, Put};

const SUBJECTS: &[&str] = &[
    "математика",
    "физика",
    "русский язык",
    "история",
    "биология",
    "химия",
    "география",
];

pub fn each(counts: &Counts, put: Put<'_>) {
    for i in 0..counts.people {
        put(&format!("people/p{i}.md"), person(i).as_bytes());
    }
}

/// Whether a person's name is public on [`super::TODAY`]: six of ten.
pub fn named(i: usize) -> bool {
    matches!(i % 10, 0..=4 | 9)
}

/// Consents of every fate: given, expired, withdrawn, to the name alone, to nothing but taking part.
fn consents(i: usize) -> String {
    let mut out = String::from(
        "consents:\n  - kind: участие\n    date: 2025-08-20\n    signed_by: сам\n  - kind: обработка\n    date: 2025-08-20\n",
    );
    let all = "фио, должность, предметы, образование, стаж, о себе, пара, результаты";
    let dissemination = match i % 10 {
        0..=4 => Some((all, "")),
        5 => Some((all, "    until: 2026-08-31\n")),
        6 => Some((all, "    withdrawn: 2026-10-01\n")),
        9 => Some(("фио", "")),
        _ => None,
    };
    if let Some((fields, end)) = dissemination {
        let _ = write!(
            out,
            "  - kind: распространение\n    date: 2025-09-01\n    fields: [{fields}]\n{end}"
        );
    }
    out
}

fn person(i: usize) -> String {
    let role = if i.is_multiple_of(2) {
        "наставник"
    } else {
        "наставляемый"
    };
    format!(
        "---\nname: {}\nroles: [{role}]\nposition: учитель\nsubjects: [{}]\nteaching_since: {}\nprofile: [{}]\neducation: {}\njoined: 2025-08-20\n{}---\n\n{}.\n\n{}.\n",
        name(i),
        SUBJECTS[i % SUBJECTS.len()],
        1990 + i % 30,
        sentence(i, 6),
        sentence(i + 4, 5),
        consents(i),
        sentence(i + 1, 50),
        sentence(i + 2, 50),
    )
}
