//! How well the guard finds names: `cargo bench --bench guard [-- PEOPLE [FOLDER]]`.
//!
//! **Recall**: so many invented people with surnames of every declension, all withheld; every case form of each in every
//! layout and every disguise stands in a news item. Whatever the guard does not name at its line is printed.
//! **Precision**: two hundred withheld people with frequent surnames and 2 MB of ordinary text without any of them; and,
//! if a folder is given, the texts in it. Every complaint about a name is a false one.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

#[path = "../../tests/aids/names.rs"]
mod names;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use rubrika::diag::{Diagnostic, location};
use rubrika::pipeline::{Compilation, Options, Session};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    let count = arguments
        .next()
        .and_then(|a| a.parse().ok())
        .unwrap_or(1000);
    let folder = arguments.next();
    let missed = recall(count);
    let false_ones = precision(folder.as_deref());
    if missed > 0 || false_ones {
        std::process::exit(1);
    }
}

/// Builds the school of all the people and their lines; the number of lines in which somebody was not found.
fn recall(count: usize) -> usize {
    let people = names::people(count);
    let root = tempfile::tempdir().expect("a temporary folder");
    school(root.path());
    // Where each line stands: file, first and last line, whose name, which disguise.
    let mut placed: Vec<(String, usize, usize, &str, &str, String)> = Vec::new();
    for person in &people {
        let name = format!("{} {} {}", person.surname, person.given, person.patronymic);
        write(
            root.path(),
            &format!("people/{}.yaml", person.id),
            &format!("name: {name}\nroles: [наставник]\n"),
        );
        let mut text = news();
        let mut alone = 0;
        for line in person.lines() {
            let ends = line.text.matches('\n').count();
            // What shows only in the rendered page is blamed on the whole text: one text a line.
            if line.text.contains('&') || line.text.contains("](") {
                alone += 1;
                let path = format!("news/{}-{alone}.md", person.id);
                write(root.path(), &path, &format!("{}{}\n", news(), line.text));
                placed.push((
                    format!("content/{path}"),
                    1,
                    9,
                    &person.id,
                    line.disguise,
                    line.text,
                ));
                continue;
            }
            let at = text.matches('\n').count() + 1;
            let _ = write!(text, "{}\n\n", line.text);
            let path = format!("content/news/{}.md", person.id);
            placed.push((path, at, at + ends, &person.id, line.disguise, line.text));
        }
        write(root.path(), &format!("news/{}.md", person.id), &text);
    }
    let started = Instant::now();
    let compilation = compile(root.path());
    let time = started.elapsed();
    let mut found: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for d in leaks(&compilation) {
        let place = location(d, compilation.examined.sources());
        let (file, line) = place
            .rsplit_once(':')
            .and_then(|(p, _)| p.rsplit_once(':'))
            .expect("file:line:column");
        found
            .entry(file.to_owned())
            .or_default()
            .push((line.parse().expect("a line"), d.message.clone()));
    }
    let mut by_disguise: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for (file, first, last, id, disguise, text) in &placed {
        let whose = format!("person/{id}");
        let hit = found.get(file).is_some_and(|list| {
            list.iter()
                .any(|(line, message)| (*first..=*last).contains(line) && mentions(message, &whose))
        });
        let (all, hits) = by_disguise.entry(disguise).or_default();
        *all += 1;
        *hits += usize::from(hit);
        if !hit {
            missed.push(format!("  {id} {disguise}: {}", text.replace('\n', "⏎")));
        }
    }
    println!(
        "Recall: {} people, {} lines, compiled in {:.1} s\n",
        people.len(),
        placed.len(),
        time.as_secs_f64()
    );
    println!("| disguise | lines | found |\n|---|---|---|");
    for (disguise, (all, hits)) in &by_disguise {
        println!("| {disguise} | {all} | {hits} |");
    }
    println!(
        "\nFound {} of {} ({:.3} %)",
        placed.len() - missed.len(),
        placed.len(),
        100.0 * (placed.len() - missed.len()) as f64 / placed.len() as f64
    );
    for line in missed.iter().take(60) {
        println!("{line}");
    }
    missed.len()
}

/// Whether a message names just this person: `person/p0001` is not `person/p00012`.
fn mentions(message: &str, whose: &str) -> bool {
    message.match_indices(whose).any(|(at, _)| {
        !message[at + whose.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    })
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

fn leaks(c: &Compilation) -> impl Iterator<Item = &Diagnostic> {
    let names = ["name-leak", "name-ambiguous"];
    c.diagnostics
        .iter()
        .filter(move |d| names.contains(&d.rule.name))
}

fn compile(root: &Path) -> Compilation {
    let options = Options {
        root: root.to_owned(),
        date: rubrika::text::date::parse("2026-11-22"),
        now: jiff::Timestamp::UNIX_EPOCH,
        overrides: Default::default(),
        strict: false,
        render: true,
        show_names: true,
    };
    let compilation = Session::default()
        .compile(&options)
        .expect("the school compiles");
    let other = compilation.diagnostics.iter().find(|d| {
        d.severity == rubrika::diag::Severity::Error
            && !d.rule.name.starts_with("name-")
            && d.rule.name != "contact-leak"
    });
    if let Some(d) = other {
        panic!(
            "the made school is not sound: {} at {}",
            d.message,
            location(d, compilation.examined.sources())
        );
    }
    compilation
}

fn school(root: &Path) {
    write(
        root,
        "site.yaml",
        "title: Наставничество\norganization: { name: Школа }\n",
    );
    write(
        root,
        "index.md",
        "---\ntitle: Наставничество\n---\n\nРаздел.\n",
    );
}

fn news() -> String {
    "---\ntitle: Встреча\ndate: 2026-09-08\n---\n\n".to_owned()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
