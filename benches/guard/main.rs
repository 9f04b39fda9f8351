//! How well the guard finds names: `cargo bench --bench guard [-- PEOPLE [FOLDER]]`.
//!
//! **Recall**: so many invented people with surnames of every declension, all withheld; every case form of each in every
//! layout and every disguise stands in a news item. Whatever the guard does not name at its line is printed.
//! **Precision**: two hundred withheld people with frequent surnames and 2 MB of ordinary text without any of them; and,
//! if a folder is given, the texts in it. Every complaint about a name is a false one.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

#[path = "../../tests/aids/names.rs"]
mod names;
#[path = "../../tests/aids/recall.rs"]
mod recall;
mod texts;

use std::collections::BTreeSet;
use std::fs;
use std::time::Instant;

use rubrika::diag::location;

use recall::{compile, leaks, school, write};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    let count = arguments
        .next()
        .and_then(|a| a.parse().ok())
        .unwrap_or(1000);
    let folder = arguments.next();
    let missed = measure_recall(count);
    let false_ones = precision(folder.as_deref());
    if missed || false_ones {
        std::process::exit(1);
    }
}

/// Whether somebody was not found.
fn measure_recall(count: usize) -> bool {
    let started = Instant::now();
    let recall = recall::recall(count);
    println!(
        "Recall: {count} people, {} lines, {:.1} s\n",
        recall.lines,
        started.elapsed().as_secs_f64()
    );
    println!("| disguise | lines | found |\n|---|---|---|");
    for (disguise, (all, hits)) in &recall.disguises {
        println!("| {disguise} | {all} | {hits} |");
    }
    let found = recall.lines - recall.missed.len();
    println!(
        "\nFound {found} of {} ({:.3} %)",
        recall.lines,
        100.0 * found as f64 / recall.lines as f64
    );
    recall
        .missed
        .iter()
        .take(60)
        .for_each(|line| println!("{line}"));
    !recall.missed.is_empty()
}

/// Whether there was more than one false complaint for 100 KB.
fn precision(folder: Option<&str>) -> bool {
    let own: Vec<(String, String)> = (0..220)
        .map(|i| (format!("text-{i}"), texts::school_text(10_000, 7 + i)))
        .collect();
    let mut bad = measure("made text", &own);
    if let Some(folder) = folder {
        let mut given = Vec::new();
        for entry in fs::read_dir(folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            if let Ok(text) = fs::read_to_string(&path) {
                given.push((format!("given-{}", given.len()), escaped(&text)));
            }
        }
        bad |= measure(folder, &given);
    }
    bad
}

fn measure(what: &str, texts: &[(String, String)]) -> bool {
    let root = tempfile::tempdir().expect("a temporary folder");
    school(root.path());
    let given = [
        "Пётр Ильич",
        "Анна Юрьевна",
        "Олег Викторович",
        "Нина Фёдоровна",
        "Глеб Русланович",
        "Зоя Эдуардовна",
    ];
    for (i, surname) in texts::FREQUENT.iter().enumerate() {
        let female = i % 2 == 1;
        let typical = ["ов", "ев", "ёв", "ин"]
            .iter()
            .any(|e| surname.ends_with(e));
        let ending = if female && typical { "а" } else { "" };
        let name = format!("{surname}{ending} {}", given[i % given.len()]);
        write(
            root.path(),
            &format!("people/p{i:03}.yaml"),
            &format!("name: {name}\nroles: [наставник]\n"),
        );
    }
    let mut bytes = 0;
    for (id, text) in texts {
        bytes += text.len();
        write(
            root.path(),
            &format!("pages/{id}.md"),
            &format!("---\ntitle: Текст\n---\n\n{text}"),
        );
    }
    let compilation = compile(root.path());
    let false_ones: BTreeSet<String> = leaks(&compilation)
        .map(|d| {
            format!(
                "  {}: {}",
                location(d, compilation.examined.sources()),
                d.message
            )
        })
        .collect();
    let share = false_ones.len() as f64 * 102_400.0 / bytes as f64;
    println!(
        "\nPrecision on {what}: {} KB, {} people withheld, {} complaints: {share:.2} for 100 KB",
        bytes / 1024,
        texts::FREQUENT.len(),
        false_ones.len()
    );
    for line in false_ones.iter().take(40) {
        println!("{line}");
    }
    share >= 1.0
}

/// A text of somebody's as Markdown without surprises.
fn escaped(text: &str) -> String {
    text.replace(['<', '[', ']', '#', '\\'], " ")
}
