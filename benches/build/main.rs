//! How long a section takes to build, and how much memory: `cargo bench --bench build -- [ENTRIES …]`.
//!
//! Makes a school of invented text in a temporary folder (the same one every time), then builds it cold, builds it
//! again over the unchanged output, and checks it. Each measurement runs in a process of its own, so that the peak
//! memory is its own too. A second table tells how long each phase of the cold build takes, and the guard's share.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod corpus;

use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
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
    let mut totals = String::new();
    let mut phases = String::new();
    for size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        corpus::write(folder.path(), size);
        for (mode, name) in [
            ("run-cold", "cold build"),
            ("run-again", "unchanged build"),
            ("run-check", "check"),
        ] {
            let runs: Vec<Run> = (0..5).map(|_| measured(mode, folder.path())).collect();
            let best = |of: fn(&Run) -> f64| runs.iter().map(of).fold(f64::INFINITY, f64::min);
            let wall = best(|r| r.wall);
            let memory = runs.iter().map(|r| r.memory).fold(0.0, f64::max);
            let files = runs[0].files;
            totals += &format!("| {size} | {name} | {wall:.0} | {memory:.0} | {files} |\n");
            if mode == "run-cold" {
                let fastest = runs.iter().min_by(|a, b| a.wall.total_cmp(&b.wall));
                let [examine, gate, render, guard] = fastest.expect("five runs").phases;
                let write = wall - examine - gate - render - guard;
                let share = guard / wall * 100.0;
                phases += &format!(
                    "| {size} | {examine:.0} | {gate:.0} | {render:.0} | {guard:.0} | {write:.0} | {share:.1} % |\n"
                );
            }
        }
    }
    println!("| entries | what | wall, ms (best of 5) | peak memory, MB | files |");
    println!("|---|---|---|---|---|\n{totals}");
    println!("| entries | examine, ms | gate | render | guard | write | guard's share |");
    println!("|---|---|---|---|---|---|---|\n{phases}");
}

/// One measurement.
struct Run {
    /// Milliseconds.
    wall: f64,
    /// Peak megabytes.
    memory: f64,
    files: usize,
    /// Milliseconds of each of [`PHASES`].
    phases: [f64; PHASES.len()],
}

const PHASES: [&str; 4] = ["examine", "gate", "render", "guard"];

fn measured(mode: &str, root: &Path) -> Run {
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
    let mut next = || numbers.next().expect("all the numbers");
    Run {
        wall: next(),
        memory: next(),
        files: next() as usize,
        phases: PHASES.map(|_| next()),
    }
}

/// One measurement, printed.
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
    let (sender, marks) = mpsc::channel();
    let mut session = Session::listened_to(move |phase| {
        sender
            .send((phase, Instant::now()))
            .expect("somebody listens");
    });
    let compilation = session.compile(&options).expect("the folder is there");
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
    let marks: Vec<(&str, Instant)> = marks.try_iter().collect();
    let took = PHASES.map(|phase| {
        let of = marks.windows(2).filter(|pair| pair[0].0 == phase);
        of.map(|pair| (pair[1].1 - pair[0].1).as_secs_f64() * 1000.0)
            .sum::<f64>()
    });
    let took = took.map(|ms| ms.to_string()).join(" ");
    println!("{wall} {} {} {took}", peak_megabytes(), bundle.len());
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
