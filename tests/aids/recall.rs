//! Schools of invented people, compiled, and what the guard says about them: for the test and for the measurement.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use rubrika::diag::{Diagnostic, Severity, location};
use rubrika::pipeline::{Compilation, Options, Session};

use super::names;

/// What was found of what was written.
pub struct Recall {
    pub lines: usize,
    /// Disguise → lines, found ones.
    pub disguises: BTreeMap<&'static str, (usize, usize)>,
    /// Lines in which nobody was named.
    pub missed: Vec<String>,
}

/// Builds the school of so many people and all their lines.
pub fn recall(count: usize) -> Recall {
    let people = names::people(count);
    let root = tempfile::tempdir().expect("a temporary folder");
    school(root.path());
    // Where each line stands: file, first and last line, whose name, which disguise.
    let mut placed: Vec<(String, usize, usize, &str, &'static str, String)> = Vec::new();
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
    let compilation = compile(root.path());
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
    let mut disguises: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for (file, first, last, id, disguise, text) in &placed {
        let whose = format!("person/{id}");
        let hit = found.get(file).is_some_and(|list| {
            list.iter()
                .any(|(line, message)| (*first..=*last).contains(line) && mentions(message, &whose))
        });
        let (all, hits) = disguises.entry(disguise).or_default();
        *all += 1;
        *hits += usize::from(hit);
        if !hit {
            missed.push(format!("  {id} {disguise}: {}", text.replace('\n', "⏎")));
        }
    }
    Recall {
        lines: placed.len(),
        disguises,
        missed,
    }
}

/// Whether a message names just this person: `person/p0001` is not `person/p00012`.
fn mentions(message: &str, whose: &str) -> bool {
    message.match_indices(whose).any(|(at, _)| {
        !message[at + whose.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// Complaints about names.
pub fn leaks(c: &Compilation) -> impl Iterator<Item = &Diagnostic> {
    let names = ["name-leak", "name-ambiguous"];
    c.diagnostics
        .iter()
        .filter(move |d| names.contains(&d.rule.name))
}

/// The section of a school, read through by the guard.
pub fn compile(root: &Path) -> Compilation {
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
        d.severity == Severity::Error
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

/// The least that a school needs.
pub fn school(root: &Path) {
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

/// Writes a file of the content.
pub fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}
