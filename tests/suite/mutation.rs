//! A school with everything that may be withheld, spoilt at random: never a panic, and whenever the spoilt school is
//! published, nothing that the whole one withholds comes out – unless the change itself has permitted it, which is worked
//! out from the files (`canaries.rs`) and not asked of the program.

mod canaries;
mod mutants;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use rayon::prelude::*;
use rubrika::attachment;
use rubrika::pipeline::Session;

use crate::harness::School;
use crate::session::{Outcome, Random, outcome};
use crate::site::{below, repository, walk};
use canaries::{Canary, Verdict, listed, normal};
use mutants::{Files, mutate};

/// How many schools in an ordinary run.
const SOME: u64 = 1_000;
const ALL: u64 = 20_000;

#[test]
fn spoilt_schools_give_nothing_away() {
    run(SOME);
}

/// `cargo test --release --test suite mutation -- --ignored --nocapture`
#[test]
#[ignore = "minutes: for a release build"]
fn spoilt_schools_give_nothing_away_all() {
    run(ALL);
}

/// What has come of one spoilt school.
enum Outcomes {
    Refused,
    Published(Vec<(String, Verdict)>),
}

fn run(count: u64) {
    let school = school();
    let list = fs::read_to_string(fixture().join("canaries.txt")).expect("the list");
    let canaries = listed(&list, &school);
    let (complaints, whole) = built(&School::empty(), &school);
    assert!(!whole.is_empty(), "the school is sound: {complaints:#?}");
    let looked_at = prepared(&whole, &Files::new());
    let came_out: Vec<_> = canaries.iter().filter(|c| is_out(c, &looked_at)).collect();
    assert!(came_out.is_empty(), "withheld, and yet out: {came_out:#?}");

    let threads = rayon::current_num_threads() as u64;
    let results: Vec<(u64, String, Outcomes)> = (0..threads)
        .into_par_iter()
        .flat_map_iter(|thread| {
            let place = School::empty();
            write(place.root(), &Files::new(), &school);
            (thread..count)
                .step_by(threads as usize)
                .map(|seed| {
                    let mut random = Random(seed * 7919 + 1);
                    let mut spoilt = school.clone();
                    let how = mutate(&mut spoilt, &mut random);
                    write(place.root(), &school, &spoilt);
                    let outcomes = judged(&place, &spoilt, &whole, &canaries)
                        .unwrap_or_else(|| panic!("seed {seed}: a panic after {how}"));
                    write(place.root(), &spoilt, &school);
                    (seed, how, outcomes)
                })
                .collect::<Vec<_>>()
        })
        .collect();
    report(&results);
}

/// `None` is a panic.
fn judged(place: &School, spoilt: &Files, whole: &Files, canaries: &[Canary]) -> Option<Outcomes> {
    let compile = || outcome(&mut Session::default(), place.root()).1;
    let files = catch_unwind(AssertUnwindSafe(compile)).ok()?;
    if files.is_empty() {
        return Some(Outcomes::Refused);
    }
    let files = prepared(&files, whole);
    let out = canaries.iter().filter(|c| is_out(c, &files));
    Some(Outcomes::Published(
        out.map(|c| (format!("{:?} {}", c.class, c.words[0]), c.verdict(spoilt)))
            .collect(),
    ))
}

fn report(results: &[(u64, String, Outcomes)]) {
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let mut permitted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut published = 0;
    let mut leaks = Vec::new();
    for (seed, how, outcomes) in results {
        let Outcomes::Published(out) = outcomes else {
            continue;
        };
        published += 1;
        for (canary, verdict) in out {
            *counts.entry(verdict.clone()).or_default() += 1;
            match verdict {
                Verdict::Leak => leaks.push(format!("seed {seed}: {canary} after {how}")),
                Verdict::Permitted => {
                    let class = canary.split([' ', '(']).next().unwrap_or_default();
                    *permitted.entry(class).or_default() += 1;
                }
                Verdict::Moved | Verdict::Renamed => {}
            }
        }
    }
    println!(
        "{} schools, {published} published; canaries out: {counts:?}; permitted: {permitted:?}",
        results.len()
    );
    assert!(
        leaks.is_empty(),
        "{} leaks:\n{}",
        leaks.len(),
        leaks.join("\n")
    );
    // The test would prove nothing if every school were refused, or every leak excused.
    assert!(
        published * 10 > results.len(),
        "only {published} schools are published"
    );
    let excused = counts.get(&Verdict::Moved).copied().unwrap_or(0)
        + counts.get(&Verdict::Renamed).copied().unwrap_or(0);
    assert!(
        excused * 25 < published,
        "too many excuses: {excused} of {published}"
    );
}

/// A file of the output: everything in which a canary could be.
struct Prepared<'a> {
    bytes: &'a [u8],
    /// Its name, its text, and what can be read inside it.
    text: String,
}

/// The files of an output that are not the same in one where they have been looked at.
fn prepared<'a>(files: &'a Files, looked_at: &Files) -> Vec<Prepared<'a>> {
    let fresh = files
        .iter()
        .filter(|(path, bytes)| looked_at.get(*path) != Some(bytes));
    let prepare = |(path, bytes): (&String, &'a Vec<u8>)| {
        let mut text = normal(path) + "\n" + &normal(&String::from_utf8_lossy(bytes));
        if !is_text(path) {
            for piece in attachment::read(path, bytes).pieces {
                text.push_str(&normal(&piece.text));
            }
        }
        Prepared { bytes, text }
    };
    fresh.map(prepare).collect()
}

fn is_out(canary: &Canary, files: &[Prepared<'_>]) -> bool {
    files.iter().any(|f| canary.is_in(&f.text, f.bytes))
}

fn is_text(path: &str) -> bool {
    ["html", "xml", "json", "ics", "csv", "css", "svg"]
        .iter()
        .any(|e| path.ends_with(&format!(".{e}")))
}

fn built(place: &School, school: &Files) -> Outcome {
    write(place.root(), &Files::new(), school);
    outcome(&mut Session::default(), place.root())
}

/// Makes a folder that holds one set of files hold another.
fn write(root: &Path, from: &Files, to: &Files) {
    for path in from.keys().filter(|p| !to.contains_key(*p)) {
        fs::remove_file(root.join(path)).expect("it was written");
    }
    for (path, bytes) in to.iter().filter(|(p, b)| from.get(*p) != Some(b)) {
        let place = root.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, bytes).expect("a file");
    }
}

fn fixture() -> std::path::PathBuf {
    repository().join("tests/mutation")
}

/// The texts of the fixture, and three photos.
fn school() -> Files {
    let root = fixture();
    let mut files: Files = walk(&root.join("content"))
        .iter()
        .map(|path| (below(path, &root), fs::read(path).expect("a file")))
        .collect();
    let photos = [
        "news/nachalo/zakryto.jpg",
        "news/nachalo/otkryto.jpg",
        "people/n-01/n-01.jpg",
    ];
    for (seed, path) in (1..).zip(photos) {
        files.insert(format!("content/{path}"), photo(seed));
    }
    files
}

/// A picture of noise: every one has its own bytes.
fn photo(seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    let noise = RgbImage::from_fn(24, 24, |_, _| {
        Rgb([0, 1, 2].map(|_| random.below(256) as u8))
    });
    let mut out = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(noise)
        .write_to(&mut out, ImageFormat::Jpeg)
        .expect("a picture");
    out.into_inner()
}
