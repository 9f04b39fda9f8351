//! How long a section takes, and what of the machine: `cargo bench --bench build -- [ENTRIES …] [--only PART,…]`.
//!
//! Makes a school of invented text in a temporary folder (the same one every time) and measures, each in a process of
//! its own: the commands as they are typed ([`commands`]), an edit in a lasting session ([`edit`]), the preview from a
//! saved file to the message that reloads the page ([`preview`]). Prints tables for `benches/README.md`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

#[path = "../aids/measure.rs"]
mod measure;
#[path = "../aids/tree.rs"]
mod tree;

mod commands;
#[path = "../corpus/mod.rs"]
mod corpus;
mod edit;
mod preview;
mod tables;

use std::path::Path;

/// The program's own: what is measured inside this one is to cost the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "cargo bench --bench build -- [ENTRIES …] [--only PART,…]
parts: cold, cp, unchanged, check, no-render, edit, preview";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some(measure::MEASURED) => return measure::measure(&arguments[1..]),
        Some(edit::MODE) => return edit::run(Path::new(&arguments[1])),
        Some(preview::MODE) => return preview::run(Path::new(&arguments[1])),
        _ => {}
    }
    // `cargo test --all-targets` runs the benchmarks too, without this word.
    if !arguments.iter().any(|a| a == "--bench") {
        return println!("{USAGE}");
    }
    let (sizes, parts) = asked(&arguments).unwrap_or_else(|word| {
        eprintln!("«{word}»?\n{USAGE}");
        std::process::exit(2)
    });
    let mut tables = tables::Tables::default();
    // Kept until the end: deleting a tree makes the next one dearer.
    let mut folders = Vec::new();
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        corpus::write(folder.path(), size);
        eprintln!("{size}: {}", folder.path().display());
        let wants = |part| parts.contains(&part);
        // At 50 000 a run takes a minute.
        let runs = if size < 50_000 { 5 } else { 3 };
        tables.commands(size, &commands::run(folder.path(), runs, &wants));
        if wants(Part::Edit) || wants(Part::Preview) {
            edit::commit(folder.path());
        }
        if wants(Part::Edit) {
            tables.edit(size, &edit::measured(folder.path()));
        }
        if wants(Part::Preview) {
            tables.preview(size, &preview::measured(folder.path()));
        }
        folders.push(folder);
    }
    println!("{tables}");
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Cold,
    Cp,
    Unchanged,
    Check,
    NoRender,
    Edit,
    Preview,
}

impl Part {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Cold, "cold"),
        (Self::Cp, "cp"),
        (Self::Unchanged, "unchanged"),
        (Self::Check, "check"),
        (Self::NoRender, "no-render"),
        (Self::Edit, "edit"),
        (Self::Preview, "preview"),
    ];
}

/// Sizes and parts; the word that is neither.
fn asked(arguments: &[String]) -> Result<(Vec<usize>, Vec<Part>), String> {
    let mut sizes: Vec<usize> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let mut words = arguments.iter().filter(|a| *a != "--bench");
    while let Some(word) = words.next() {
        if word == "--only" {
            for name in words.next().ok_or(word)?.split(',') {
                let part = Part::ALL.iter().find(|(_, known)| *known == name);
                parts.push(part.ok_or(name)?.0);
            }
        } else {
            sizes.push(word.parse().map_err(|_| word)?);
        }
    }
    if sizes.is_empty() {
        sizes = vec![100, 1_000];
    }
    sizes.sort();
    if parts.is_empty() {
        parts = Part::ALL.map(|(part, _)| part).to_vec();
    }
    Ok((sizes, parts))
}
