//! Beside Hugo: `HUGO=PATH cargo bench --bench hugo -- [ENTRIES …]`.
//!
//! Writes the school of the other benchmark twice, for us and for Hugo, whose site lies in `benches/hugo/site`, and
//! builds both by turns into empty places. Hugo checks nothing and guards nothing; see `benches/README.md`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

#[path = "../aids/measure.rs"]
mod measure;
#[path = "../aids/tree.rs"]
mod tree;

mod content;
#[path = "../corpus/mod.rs"]
mod corpus;

use std::fmt::Write;
use std::path::Path;

use measure::{Cost, best, measured, median};

const PAIRS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().map(String::as_str) == Some(measure::MEASURED) {
        return measure::measure(&arguments[1..]);
    }
    // `cargo test --all-targets` runs the benchmarks too, without this word.
    if !arguments.iter().any(|a| a == "--bench") {
        return println!("HUGO=PATH cargo bench --bench hugo -- [ENTRIES …]");
    }
    let hugo = std::env::var("HUGO").unwrap_or_else(|_| "hugo".into());
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![100, 1_000];
    }
    println!("{}\n", measured(&hugo, &["version"]).1.trim());
    let (mut costs, mut outputs) = (String::new(), String::new());
    // Kept until the end: deleting a tree makes the next one dearer.
    let mut folders = Vec::new();
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        eprintln!("{size}: {}", folder.path().display());
        let sides = [
            Side::ours(folder.path(), size),
            Side::hugo(folder.path(), size, &hugo),
        ];
        let pairs: Vec<[Run; 2]> = (0..PAIRS)
            .map(|_| sides.each_ref().map(Side::build))
            .collect();
        for (n, side) in sides.iter().enumerate() {
            let runs: Vec<Cost> = pairs.iter().map(|pair| pair[n].cost).collect();
            let Cost { wall, cpu, memory } = best(&runs);
            let flushed = pairs.iter().map(|pair| pair[n].flushed);
            let flushed = flushed.fold(f64::INFINITY, f64::min);
            let name = side.name;
            let _ = writeln!(
                costs,
                "| {size} | {name} | {wall:.0} | {flushed:.0} | {cpu:.0} | {memory:.0} |"
            );
            let (pages, page_bytes) = tree::size(&side.out, ".html");
            let (files, bytes) = tree::size(&side.out, "");
            let program = tree::size(&side.out.join("programs/g0"), ".html").1 * 1000.0;
            let _ = writeln!(
                outputs,
                "| {size} | {name} | {pages} | {page_bytes:.1} | {program:.1} | {files} | {bytes:.1} |"
            );
        }
        let ratio = |of: fn(&Run) -> f64| {
            format!(
                "{:.2}",
                median(
                    pairs
                        .iter()
                        .map(|[ours, hugo]| of(ours) / of(hugo))
                        .collect()
                )
            )
        };
        let _ = writeln!(
            costs,
            "| {size} | ours / Hugo, median of pairs | {} | {} | {} | {} |",
            ratio(|r| r.cost.wall),
            ratio(|r| r.flushed),
            ratio(|r| r.cost.cpu),
            ratio(|r| r.cost.memory),
        );
        folders.push(folder);
    }
    println!(
        "| entries | program | wall, ms (best) | wall and flush, ms | CPU, ms | peak memory, MB |\n|---|---|---|---|---|---|\n{costs}"
    );
    println!(
        "| entries | program | pages | MB of pages | KB of one programme | files | MB in all |\n|---|---|---|---|---|---|---|\n{outputs}"
    );
}

/// One of the two programs with its school.
struct Side {
    name: &'static str,
    program: String,
    arguments: Vec<String>,
    out: std::path::PathBuf,
}

/// One build.
struct Run {
    cost: Cost,
    /// Milliseconds with the wait until the output is on the disk: we always wait, Hugo leaves it to the system.
    flushed: f64,
}

impl Side {
    fn ours(folder: &Path, entries: usize) -> Self {
        let root = folder.join("ours");
        corpus::write(&root, entries);
        let given = ["build", "--quiet", "--date", corpus::TODAY, "--root"];
        let mut arguments: Vec<String> = given.map(str::to_owned).to_vec();
        arguments.push(root.display().to_string());
        Self {
            name: "rubrika",
            program: env!("CARGO_BIN_EXE_rubrika").to_owned(),
            arguments,
            out: root.join("public"),
        }
    }

    fn hugo(folder: &Path, entries: usize, program: &str) -> Self {
        let root = folder.join("hugo");
        let content = root.join("content");
        content::write(&content, entries);
        let out = root.join("public");
        let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/hugo/site");
        let pairs = [
            ("--source", site),
            ("--contentDir", content),
            ("--destination", out.clone()),
            ("--cacheDir", root.join("cache")),
        ];
        let mut arguments = vec!["build".to_owned(), "--quiet".into(), "--noBuildLock".into()];
        for (name, path) in pairs {
            arguments.extend([name.to_owned(), path.display().to_string()]);
        }
        Self {
            name: "Hugo",
            program: program.to_owned(),
            arguments,
            out,
        }
    }

    /// Builds into an empty place.
    fn build(&self) -> Run {
        tree::set_aside(&self.out);
        tree::set_aside(&self.out.with_file_name(".public.rubrika"));
        let (cost, _) = measured(&self.program, &self.arguments);
        Run {
            cost,
            flushed: cost.wall + measure::flush(),
        }
    }
}
