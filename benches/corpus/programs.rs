//! Programmes: every other one is over and has results, the others go on.

use std::fmt::Write;

use super::words::sentence;
use super::{Counts, Put, people};

/// A pair that has had one programme takes another direction in the next.
const DIRECTIONS: &[&str] = &[
    "методическое",
    "предметно-профессиональное",
    "психолого-педагогическое",
];

pub fn each(counts: &Counts, put: Put<'_>) {
    for i in 0..counts.programs {
        put(
            &format!("programs/g{i}/index.md"),
            program(i, counts).as_bytes(),
        );
        if is_over(i) {
            put(
                &format!("programs/g{i}/results.md"),
                results(i, counts).as_bytes(),
            );
        }
    }
}

/// Whether a programme is completed, so that its results may be shown.
pub fn is_over(i: usize) -> bool {
    i.is_multiple_of(2)
}

/// The mentor; the next person is the mentee.
fn mentor(i: usize, counts: &Counts) -> usize {
    i * 2 % (counts.people / 2 * 2)
}

fn program(i: usize, counts: &Counts) -> String {
    let over = is_over(i);
    let mentor = mentor(i, counts);
    let mentee = mentor + 1;
    let (approved, from, to) = match over {
        true => ("2025-08-30", "2025-09-01", "2026-05-31"),
        false => ("2026-08-30", "2026-09-01", "2027-05-31"),
    };
    let mut out = format!(
        "---\ntitle: Программа номер {i}\nform: педагог – педагог\nkinds: [традиционное]\nmode: очный\ndirections: [{}]\nmentors: [p{mentor}]\nmentees: [p{mentee}]\norder: a{}\napproved: {{ date: {approved}, by: директор }}\nperiod: {{ from: {from}, to: {to} }}\nproblem: {}\ngoal: {}\ntasks:\n",
        DIRECTIONS[i / (counts.people / 2) % DIRECTIONS.len()],
        i % counts.acts,
        sentence(i, 10),
        sentence(i + 3, 12),
    );
    for n in 0..4 {
        let _ = writeln!(out, "  - {}", sentence(i + n, 8));
    }
    out.push_str("plan:\n");
    for n in 0..12 {
        let _ = writeln!(
            out,
            "  - number: {}\n    activity: {}\n    dates: один раз в месяц\n    responsible: [наставник, наставляемый]\n    result: {}{}",
            n + 1,
            sentence(i * 13 + n, 14),
            sentence(i * 17 + n, 9),
            if over { "\n    done: 2026-05-15" } else { "" },
        );
    }
    if over {
        out.push_str("completion: { date: 2026-05-30, way: план выполнен }\n");
    }
    let _ = write!(
        out,
        "---\n\n{}.\n\n## Как мы работали\n\n{}: [[p{mentor}]].\n\n{}.\n",
        sentence(i + 5, 80),
        sentence(i + 6, 60),
        sentence(i + 7, 80)
    );
    if i.is_multiple_of(20) {
        out.push_str("\n```python\nfor ученик in класс:\n    print(ученик.имя)\n```\n");
    }
    out
}

fn results(i: usize, counts: &Counts) -> String {
    let mentor = mentor(i, counts);
    let feedback = match people::named(mentor) {
        true => format!(
            "feedback:\n  - {{ person: p{mentor}, text: {} }}\n",
            sentence(i + 8, 20)
        ),
        false => String::new(),
    };
    format!(
        "---\noutcomes:\n  - category: образовательные результаты\n    text: {}\nindicators:\n  - {{ name: доля, before: 40, after: 60, unit: '%' }}\napproved: {{ date: 2026-06-01, by: директор }}\n{feedback}---\n\n{}.\n",
        sentence(i, 20),
        sentence(i + 9, 60)
    )
}
