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

use std::path::{Path, PathBuf};

use measure::{Cost, best, measured, median};

const USAGE: &str = "HUGO=PATH cargo bench --bench hugo -- [ENTRIES …]";

/// How many times both programs build.
const PAIRS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().map(String::as_str) == Some(measure::MEASURED) {
        return measure::measure(&arguments[1..]);
    }
    // `cargo test --all-targets` runs the benchmarks too, without this word.
    if !arguments.iter().any(|a| a == "--bench") {
        return println!("{USAGE}");
    }
    let hugo = std::env::var("HUGO").unwrap_or_else(|_| "hugo".into());
    let words = arguments.iter().filter(|a| *a != "--bench");
    let mut sizes: Vec<usize> = words
        .map(|a| {
            a.parse().unwrap_or_else(|_| {
                eprintln!("«{a}»?\n{USAGE}");
                std::process::exit(2)
            })
        })
        .collect();
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
            let runs: Vec<Run> = pairs.iter().map(|pair| pair[n]).collect();
            costs += &format!("| {size} | {} | {} |\n", side.name, cost(&runs));
            outputs += &format!("| {size} | {} | {} |\n", side.name, side.output());
        }
        costs += &format!("| {size} | ours / Hugo | {} |\n", ratios(&pairs));
        eprint!("{costs}");
        folders.push(folder);
    }
    println!(
        "| entries | program | wall, ms (best) | wall and flush, ms (best) | CPU, ms | peak memory, MB |\n|---|---|---|---|---|---|\n{costs}"
    );
    println!(
        "| entries | program | pages | MB of pages | KB of a programme | files | MB in all |\n|---|---|---|---|---|---|---|\n{outputs}"
    );
}

/// The best of the runs.
fn cost(runs: &[Run]) -> String {
    let costs: Vec<Cost> = runs.iter().map(|r| r.cost).collect();
    let Cost { wall, cpu, memory } = best(&costs);
    let flushed = runs.iter().map(|r| r.flushed).fold(f64::INFINITY, f64::min);
    format!("{wall:.0} | {flushed:.0} | {cpu:.0} | {memory:.0}")
}

/// What we take of what Hugo takes, the median of the pairs.
fn ratios(pairs: &[[Run; 2]]) -> String {
    let of: [fn(&Run) -> f64; 4] = [
        |r| r.cost.wall,
        |r| r.flushed,
        |r| r.cost.cpu,
        |r| r.cost.memory,
    ];
    let ratio = |of: fn(&Run) -> f64| {
        let all = pairs.iter().map(|[ours, hugo]| of(ours) / of(hugo));
        format!("{:.2}", median(all.collect()))
    };
    of.map(ratio).join(" | ")
}

/// One of the two programs with its school.
struct Side {
    name: &'static str,
    program: String,
    arguments: Vec<String>,
    out: PathBuf,
}

/// One build.
#[derive(Clone, Copy)]
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

    /// What has come out: anybody can judge how alike it is.
    fn output(&self) -> String {
        let (pages, page_bytes) = tree::size(&self.out, ".html");
        let (files, bytes) = tree::size(&self.out, "");
        // The list of programmes lies above them, in pieces or whole.
        let all = std::fs::read_dir(self.out.join("programs")).expect("programmes");
        let own = all.map(|e| e.expect("a folder that can be read"));
        let own = own.filter(|e| e.file_name().to_string_lossy().starts_with('g'));
        let sizes: Vec<f64> = own.map(|e| tree::size(&e.path(), ".html").1).collect();
        let program = sizes.iter().sum::<f64>() / sizes.len() as f64 * 1000.0;
        format!("{pages} | {page_bytes:.1} | {program:.1} | {files} | {bytes:.1}")
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
