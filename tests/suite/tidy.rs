//! The house in order: what the door lets out is listed, so that widening it shows in review.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::site::{program, run};

#[test]
fn the_door_lets_out_what_is_listed() {
    let text = source("src/content/mod.rs");
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices("pub ") {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &text[at + 4..];
        if rest.starts_with('(') {
            continue;
        }
        if let Some(list) = rest.strip_prefix("use ") {
            let list = list.split(';').next().unwrap();
            let list = list.rsplit_once("::").map_or(list, |(path, last)| {
                if list.contains('{') {
                    list.split_once('{').unwrap().1
                } else {
                    let _ = path;
                    last
                }
            });
            names.extend(
                list.trim_end_matches('}')
                    .split(',')
                    .map(|n| n.trim().to_owned())
                    .filter(|n| !n.is_empty()),
            );
        } else {
            let name: String = rest
                .trim_start_matches("fn ")
                .trim_start_matches("struct ")
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            names.insert(name);
        }
    }
    let listed: BTreeSet<String> = source("tests/suite/door.txt")
        .lines()
        .map(str::to_owned)
        .collect();
    assert_eq!(
        names, listed,
        "what the door lets out has changed: judge it, then change tests/suite/door.txt"
    );
}

/// After an edit of a text only those rules are asked again that say that they look at texts.
#[test]
fn rules_say_what_they_read() {
    let mut told = 0;
    for file in fs::read_dir(root().join("src/content/check/rules")).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let reads = ["Texts", "Links", "Bodies"];
        let declared = reads
            .iter()
            .find(|r| text.contains(&format!("rule!(\n    reads {r},")));
        let looks = ["texts()", ".body", ".link("]
            .iter()
            .any(|w| text.contains(w));
        assert!(
            !looks || declared.is_some(),
            "{}: looks at texts",
            path.display()
        );
        // Places inside bodies move with every edit.
        let places = ["link.span", "span)) in links", "l.span", "m.span"];
        let placed = places.iter().any(|w| text.contains(w));
        assert!(declared != Some(&"Links") || !placed, "{}", path.display());
        told += usize::from(declared.is_some());
    }
    assert!(told > 10, "{told} rules look at texts");
}

#[test]
fn the_private_half_is_private() {
    let lib = source("src/lib.rs");
    assert!(
        lib.contains("\nmod content;"),
        "`content` must stay a private module"
    );
    let door = source("src/content/mod.rs");
    for room in ["catalog", "check", "gate", "load", "parse"] {
        assert!(
            door.contains(&format!("\nmod {room};")),
            "`content::{room}` must stay private"
        );
    }
    for published in walkdir::WalkDir::new(root().join("src/content/gate/published"))
        .into_iter()
        .flatten()
    {
        if published.file_type().is_file() {
            let text = fs::read_to_string(published.path()).unwrap();
            for forbidden in ["Deserialize", "Default for", "HashMap<String, Value>"] {
                assert!(
                    !text.contains(forbidden),
                    "{}: {forbidden}",
                    published.path().display()
                );
            }
        }
    }
}

/// A reader must be able to look up where a demand comes from, and to tell a document from our own decision.
#[test]
fn sources_can_be_looked_up() {
    let mut sources = Vec::new();
    for folder in ["src/content/check/rules", "src/content/gate/clause"] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.display().to_string();
            let Some(after) = text.split_once("rule!(").or(text.split_once("clause!(")) else {
                continue;
            };
            let declared = after.1.split_once("\n);").expect("an end").0;
            sources.push((name, declared.lines().last().unwrap().to_owned()));
        }
    }
    let codes = source("src/diag/code.rs");
    let listed = codes.split("codes! {").nth(1).expect("the list");
    for line in listed.lines().filter(|l| l.trim_start().starts_with('[')) {
        sources.push(("src/diag/code.rs".to_owned(), line.to_owned()));
    }
    sources.push((
        "src/diag/document.rs".to_owned(),
        source("src/diag/document.rs"),
    ));
    assert!(sources.len() > 100, "only {} sources", sources.len());
    for (file, source) in &sources {
        for word in ["дело", "дела", "решение", "решения", "раздел"] {
            let numbered = source.match_indices(word).any(|(at, _)| {
                let rest = source[at + word.len()..].trim_start();
                rest.starts_with(|c: char| c.is_ascii_digit())
            });
            assert!(
                !numbered,
                "{file}: «{word}» with a number means nothing to a reader"
            );
        }
        let code = source
            .match_indices("S00")
            .any(|(at, _)| source[at + 3..].starts_with(|c: char| c.is_ascii_digit()));
        assert!(!code, "{file}: name the document instead of its code");
    }
}

/// The page that lists all rules and clauses is printed by the program: nobody writes it by hand. `UPDATE=1` prints it anew.
#[test]
fn the_page_of_rules_is_fresh() {
    let printed = run(program().args(["explain", "--markdown"]));
    assert_eq!(printed.code, Some(0), "{}", printed.stderr);
    let path = root().join("docs/rules.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(root().join("docs")).unwrap();
        fs::write(&path, &printed.stdout).unwrap();
    }
    let written = source("docs/rules.md");
    let shown = crate::golden::lines_that_differ(&written, &printed.stdout, "  ");
    assert!(
        written == printed.stdout,
        "docs/rules.md is stale; UPDATE=1 prints it anew:\n{shown}"
    );
}

fn source(path: &str) -> String {
    fs::read_to_string(root().join(path))
        .unwrap()
        .replace("\r\n", "\n")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
