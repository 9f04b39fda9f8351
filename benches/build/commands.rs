//! The commands as they are typed: the program that cargo has built, its start and its end included.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::Part;
use crate::measure::{self, Cost, measured};
use crate::{corpus, tree};

/// The phases of a build, as `--timings` lists them.
pub const PHASES: [&str; 6] = ["examine", "gate", "compare", "render", "guard", "write"];

/// A section built into an empty place.
#[derive(Clone, Copy, Debug)]
pub struct Cold {
    pub cost: Cost,
    /// Milliseconds of each of [`PHASES`].
    pub phases: [f64; PHASES.len()],
}

/// The same output copied right after it was built.
#[derive(Clone, Copy, Debug)]
pub struct Copy {
    pub built: f64,
    /// `cp -r`, which leaves the files to the system to write when it likes.
    pub copied: f64,
    /// With the wait until they are on the disk; a build always waits.
    pub flushed: f64,
}

/// All that has been measured of one size; empty lists for what was not asked for.
#[derive(Debug, Default)]
pub struct Commands {
    pub cold: Vec<Cold>,
    pub copies: Vec<Copy>,
    pub others: Vec<(Part, Vec<Cost>)>,
    /// Files of the output, and megabytes.
    pub output: (usize, f64),
}

/// Measures what is wanted, so many times.
pub fn run(root: &Path, times: usize, wants: &dyn Fn(Part) -> bool) -> Commands {
    let mut out = Commands::default();
    let public = root.join("public");
    if wants(Part::Cold) || wants(Part::Cp) {
        for _ in 0..times {
            let cold = cold(root);
            if wants(Part::Cp) {
                out.copies.push(copy(&public, cold.cost.wall));
            }
            out.cold.push(cold);
        }
    }
    if wants(Part::Unchanged) {
        if !public.exists() {
            cold(root);
        }
        let runs = (0..times).map(|_| unchanged(root)).collect();
        out.others.push((Part::Unchanged, runs));
    }
    for (part, arguments) in [
        (Part::Check, &["check"][..]),
        (Part::NoRender, &["check", "--no-render"]),
    ] {
        if wants(part) {
            let runs = (0..times).map(|_| rubrika(root, arguments).0).collect();
            out.others.push((part, runs));
        }
    }
    if public.exists() {
        out.output = tree::size(&public, "");
    }
    out
}

fn cold(root: &Path) -> Cold {
    for name in ["public", ".public.rubrika"] {
        tree::set_aside(&root.join(name));
    }
    let (cost, answer) = rubrika(root, &["build", "--timings"]);
    Cold {
        cost,
        phases: phases(&answer),
    }
}

/// Nothing may be written, neither into the section nor into what is kept beside it.
fn unchanged(root: &Path) -> Cost {
    let folders = ["public", ".public.rubrika/next"].map(|name| root.join(name));
    let folders: Vec<_> = folders.into_iter().filter(|f| f.exists()).collect();
    let before = times(&folders);
    let (cost, _) = rubrika(root, &["build"]);
    let after = times(&folders);
    assert_eq!(before, after, "an unchanged section is not written again");
    cost
}

/// When every file was last written: two such lists differ if one was written in between.
fn times(folders: &[PathBuf]) -> BTreeMap<PathBuf, SystemTime> {
    let entries = folders.iter().flat_map(walkdir::WalkDir::new);
    let entries = entries.map(|e| e.expect("a folder that can be read"));
    entries
        .map(|e| {
            let time = e.metadata().expect("a file").modified();
            (e.into_path(), time.expect("a file has a time"))
        })
        .collect()
}

fn copy(public: &Path, built: f64) -> Copy {
    let to = tree::free(&public.with_file_name("copy"));
    let copied = measured("cp", &[Path::new("-r"), public, &to]).0.wall;
    Copy {
        built,
        copied,
        flushed: copied + measure::flush(),
    }
}

fn rubrika(root: &Path, arguments: &[&str]) -> (Cost, String) {
    let root = root.to_str().expect("a folder with a plain name");
    let all = [arguments, &["--root", root, "--date", corpus::TODAY]].concat();
    measured(env!("CARGO_BIN_EXE_rubrika"), &all)
}

/// The table of `--timings`: a row a phase, milliseconds in the end.
fn phases(answer: &str) -> [f64; PHASES.len()] {
    let took: Vec<f64> = answer
        .lines()
        .filter_map(|line| line.strip_suffix("\u{a0}мс"))
        .filter_map(|row| row.split(' ').next_back()?.parse().ok())
        .collect();
    took.try_into()
        .unwrap_or_else(|took| panic!("not the phases that we know: {took:?}"))
}
