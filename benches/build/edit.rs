//! One edit of a programme's text in a session that remembers: from `compile` to the section on the disk.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rubrika::pipeline::{Compilation, Options, Session};
use rubrika::site::write::{self, Changes};
use rubrika::source::disk::Touched;

use crate::commands::PHASES;
use crate::measure::{self, median};
use crate::{corpus, tree};

/// The first argument of the process that edits.
pub const MODE: &str = "edit-here";

/// How many edits a median is taken of.
pub const EDITS: usize = 9;

/// What an edit costs.
pub struct Edit {
    /// Milliseconds from the beginning of `compile` to the section on the disk.
    pub whole: f64,
    /// Milliseconds of each of [`PHASES`]; the last one with the flush to the disk.
    pub phases: [f64; PHASES.len()],
    /// Files that an edit has changed.
    pub files: usize,
    /// The most memory of the session, megabytes.
    pub memory: f64,
}

/// Puts the school into a repository, as schools are kept: every edit is one of a committed file. Without git it stays as
/// it is.
pub fn commit(root: &Path) {
    let git = |arguments: &[&str]| {
        let call = Command::new("git")
            .arg("-C")
            .arg(root)
            .args([
                "-c",
                "user.name=bench",
                "-c",
                "user.email=bench@school.example",
            ])
            .args(["-c", "commit.gpgSign=false", "-c", "gc.auto=0"])
            .args(arguments)
            .status();
        call.is_ok_and(|status| status.success())
    };
    let done = git(&["init", "--quiet"])
        && git(&["add", "content"])
        && git(&["commit", "--quiet", "--message", "Школа"]);
    if !done {
        eprintln!("no git: edits are measured without a history");
    }
}

/// Edits in a process of its own.
pub fn measured(root: &Path) -> Edit {
    for name in ["public", ".public.rubrika"] {
        tree::set_aside(&root.join(name));
    }
    let [whole, files, memory, phases @ ..] = numbers_of::<{ 3 + PHASES.len() }>(MODE, root);
    Edit {
        whole,
        phases,
        files: files as usize,
        memory,
    }
}

/// The numbers that this program prints when it is called for one thing.
pub fn numbers_of<const N: usize>(mode: &str, root: &Path) -> [f64; N] {
    measure::flush();
    let me = std::env::current_exe().expect("this program");
    let output = Command::new(me)
        .args([mode.as_ref(), root.as_os_str()])
        .output()
        .expect("this program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let text = String::from_utf8(output.stdout).expect("numbers");
    let numbers = text
        .split_whitespace()
        .map(|n| n.parse().expect("a number"));
    let numbers: Vec<f64> = numbers.collect();
    numbers
        .try_into()
        .expect("as many numbers as were asked for")
}

/// The other side of [`measured`].
pub fn run(root: &Path) {
    let options = options(root);
    let out = root.join("public");
    let (sender, marks) = mpsc::channel();
    let mut session = Session::lasting().telling(move |_, before| {
        sender
            .send((Instant::now(), before))
            .expect("somebody listens");
    });
    let first = compiled(&mut session, &options, &Touched::Anything);
    write::write(bundle(&first), root, &out).expect("the disk is willing");
    drop(first);
    let mut whole = Vec::new();
    let mut phases: [Vec<f64>; PHASES.len()] = Default::default();
    let mut files = 0;
    for (edit, program) in programs(root).into_iter().enumerate() {
        let file = Path::new("content").join(&program).join("index.md");
        append(&root.join(&file), edit);
        measure::flush();
        marks.try_iter().for_each(drop);
        let started = Instant::now();
        let touched = Touched::Only([file].into());
        let compilation = compiled(&mut session, &options, &touched);
        let changes = write::write(bundle(&compilation), root, &out).expect("the disk is willing");
        let ended = Instant::now();
        whole.push((ended - started).as_secs_f64() * 1000.0);
        let begun: Vec<_> = marks.try_iter().chain([(ended, Duration::ZERO)]).collect();
        assert_eq!(begun.len(), PHASES.len() + 1, "a phase after another");
        let early: Duration = begun.iter().map(|(_, before)| *before).sum();
        for ((times, pair), phase) in phases.iter_mut().zip(begun.windows(2)).zip(PHASES) {
            let time = pair[1].0 - pair[0].0 + pair[0].1;
            // What the guard has read while pages were made is not theirs.
            let others = if phase == "render" {
                early
            } else {
                Duration::ZERO
            };
            times.push(time.saturating_sub(others).as_secs_f64() * 1000.0);
        }
        check_changes(&changes, &format!("{program}/index.html"));
        files = changes.changed.len();
    }
    let memory = measure::peak();
    same_as_afresh(&mut session, &options);
    let phases = phases.map(|times| median(times).to_string()).join(" ");
    println!("{} {files} {memory} {phases}", median(whole));
}

/// Exactly what has to change did: the page of the programme, and what the search knows.
fn check_changes(changes: &Changes, page: &str) {
    let Changes {
        added,
        changed,
        removed,
        ..
    } = changes;
    assert!(
        added.is_empty() && removed.is_empty(),
        "{added:?}, {removed:?}"
    );
    assert!(changed.iter().any(|p| p == page), "{page}: {changed:?}");
    let mut others = changed.iter().filter(|p| *p != page);
    assert!(others.all(|p| p.starts_with("search/")), "{changed:?}");
}

/// What a session has come to after all the edits is what a new one comes to at once.
fn same_as_afresh(session: &mut Session, options: &Options) {
    let lasting = compiled(session, options, &Touched::Anything);
    let afresh = compiled(&mut Session::default(), options, &Touched::Anything);
    let files = |c| bundle(c).files().map(|(path, file)| (path, file.bytes()));
    assert!(files(&lasting).eq(files(&afresh)));
}

/// How the folder is compiled here.
pub fn options(root: &Path) -> Options {
    Options {
        root: root.to_owned(),
        date: rubrika::text::date::parse(corpus::TODAY),
        now: jiff::Timestamp::UNIX_EPOCH,
        overrides: Default::default(),
        strict: false,
        show_names: false,
        render: true,
    }
}

fn compiled(session: &mut Session, options: &Options, touched: &Touched) -> Compilation {
    let compilation = session.compile_touched(options, touched);
    let compilation = compilation.expect("the folder is there");
    let first = compilation.diagnostics.first();
    assert!(
        compilation.bundle.is_some(),
        "the school is sound: {first:?}"
    );
    compilation
}

fn bundle(compilation: &Compilation) -> &rubrika::site::output::Bundle {
    compilation.bundle.as_ref().expect("a section")
}

/// Programmes from all over the school, as folders below `content`.
pub fn programs(root: &Path) -> Vec<String> {
    let folder = root.join("content/programs");
    let count = fs::read_dir(folder).expect("programmes").count();
    (0..EDITS)
        .map(|n| format!("programs/g{}", n * count / EDITS))
        .collect()
}

/// Adds a paragraph to a text.
pub fn append(path: &Path, edit: usize) {
    let mut file = File::options().append(true).open(path).expect("a text");
    writeln!(file, "\nПравка номер {edit}.").expect("a text that can be edited");
}
