//! How long a section takes to build, and how much memory: `cargo bench --bench build -- [ENTRIES …]`.
//!
//! Makes a school of invented text in a temporary folder (the same one every time), then builds it cold, builds it
//! again over the unchanged output, and checks it. Each measurement runs in a process of its own, so that the peak
//! memory is its own too.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod corpus;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    if let [mode, root] = arguments.as_slice()
        && mode.starts_with("run-")
    {
        return run(mode, Path::new(root));
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() {
        vec![100, 1_000]
    } else {
        sizes
    };
    println!("| entries | what | wall, ms (best of 5) | peak memory, MB | files |");
    println!("|---|---|---|---|---|");
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        corpus::write(folder.path(), size);
        for (mode, name) in [
            ("run-cold", "cold build"),
            ("run-again", "unchanged build"),
            ("run-check", "check"),
        ] {
            let runs: Vec<(f64, f64, usize)> =
                (0..5).map(|_| measured(mode, folder.path())).collect();
            let wall = runs.iter().map(|r| r.0).fold(f64::INFINITY, f64::min);
            let memory = runs.iter().map(|r| r.1).fold(0.0, f64::max);
            println!(
                "| {size} | {name} | {wall:.0} | {memory:.0} | {} |",
                runs[0].2
            );
        }
    }
}

fn measured(mode: &str, root: &Path) -> (f64, f64, usize) {
    if mode == "run-cold" {
        // Moved aside, not deleted: making a tree anew right after deleting it is several times dearer on ext4.
        for name in ["public", ".public.rubrika"] {
            let aside = (0..)
                .map(|n| root.join(format!("old-{n}-{name}")))
                .find(|p| !p.exists());
            let _ = std::fs::rename(root.join(name), aside.expect("a free name"));
        }
    }
    let me = std::env::current_exe().expect("this program");
    let output = Command::new(me)
        .arg(mode)
        .arg(root)
        .output()
        .expect("this program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("numbers");
    let mut numbers = text
        .split_whitespace()
        .map(|n| n.parse::<f64>().expect("a number"));
    let mut next = || numbers.next().expect("three numbers");
    (next(), next(), next() as usize)
}

/// One measurement: milliseconds, peak megabytes, files.
fn run(mode: &str, root: &Path) {
    use rubrika::pipeline::{Options, Session};
    let started = Instant::now();
    let options = Options {
        root: root.to_owned(),
        date: rubrika::text::date::parse("2026-11-22"),
        now: jiff::Timestamp::UNIX_EPOCH,
        overrides: Default::default(),
        strict: false,
        show_names: false,
        render: true,
    };
    let compilation = Session::default()
        .compile(&options)
        .expect("the folder is there");
    let errors = compilation
        .diagnostics
        .iter()
        .filter(|d| d.severity == rubrika::diag::Severity::Error)
        .count();
    assert_eq!(
        errors,
        0,
        "the corpus is sound: {:?}",
        compilation.diagnostics.first()
    );
    let bundle = compilation
        .bundle
        .expect("no errors, so there is a section");
    if mode != "run-check" {
        rubrika::site::write::write(&bundle, root, &root.join("public"))
            .expect("the disk is willing");
    }
    let wall = started.elapsed().as_secs_f64() * 1000.0;
    println!("{wall} {} {}", peak_megabytes(), bundle.len());
}

/// The largest resident set so far; 0 where the system does not say.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|l| l.starts_with("VmHWM:"))
        .unwrap_or_default();
    let kilobytes: f64 = line
        .split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(0.0);
    kilobytes / 1024.0
}
