//! What is typed, printed and returned: `tests/cmd/*.md`, each in a fresh copy of the sound school of `tests/check/_base`,
//! or of the one that `<!-- tests/build/embargo -->` on its first line names.
//!
//! ````text
//! ```md content/pages/stranitsa.md
//! (a file that is written there first)
//! ```
//! ```console
//! $ rubrika check --date 2026-11-22 | head -3
//! both outputs; [..] stands for anything within a line, a line ... for any lines
//! ? 1
//! ```
//! ````
//!
//! The exit code stands after `?` and is 0 if there is none. `UPDATE=1` rewrites what differs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::School;
use crate::site::{copy_folder, program, repository, run};

#[test]
fn commands_answer_as_written() {
    let files = files();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    for file in files {
        let written = fs::read_to_string(&file).expect("a transcript");
        let written = written.replace("\r\n", "\n");
        let got = replay(&written, &school(&written));
        if got == written {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, got).expect("a transcript");
        } else {
            let shown = crate::golden::lines_that_differ(&written, &got, "  ");
            wrong.push(format!("{}\n{shown}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 accepts:\n{}", wrong.join("\n"));
}

/// Help that names no command, or a command that no transcript shows.
#[test]
fn every_command_has_a_transcript() {
    let all: String = files()
        .iter()
        .map(|f| fs::read_to_string(f).expect("a transcript"))
        .collect();
    let help = run(program().arg("--help")).stdout;
    let section = help.split("Команды:\n").nth(1).expect("a list of commands");
    let commands: Vec<&str> = section
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() >= 7, "{commands:?}");
    for command in commands.into_iter().filter(|c| *c != "serve") {
        let typed = format!("$ rubrika {command} ");
        assert!(all.contains(&typed), "nobody types rubrika {command}");
    }
}

fn school(written: &str) -> School {
    let first = written.lines().next().unwrap_or_default();
    let named = first
        .strip_prefix("<!-- ")
        .and_then(|l| l.strip_suffix(" -->"));
    match named {
        None => School::sound(),
        Some("empty") => School::empty(),
        Some(path) => {
            let school = School::empty();
            let content = repository().join(path).join("content");
            copy_folder(&content, &school.root().join("content"));
            school
        }
    }
}

fn files() -> Vec<PathBuf> {
    let folder = repository().join("tests/cmd");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the transcripts")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

/// The transcript as it is now: expectations that hold are kept word for word.
fn replay(written: &str, school: &School) -> String {
    let mut out = String::new();
    let mut lines = written.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(&format!("{line}\n"));
        let Some(fence) = line.strip_prefix("```").filter(|f| !f.is_empty()) else {
            continue;
        };
        let mut block = Vec::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            block.push(line);
        }
        if fence == "console" {
            out.push_str(&console(&block, school));
        } else {
            let text: String = block.iter().map(|line| format!("{line}\n")).collect();
            if let Some((_, path)) = fence.split_once(' ') {
                school.write(path, &text);
            }
            out.push_str(&text);
        }
        out.push_str("```\n");
    }
    out
}

fn console(block: &[&str], school: &School) -> String {
    let mut out = String::new();
    let mut rest = block;
    while let [typed, tail @ ..] = rest {
        let command = typed.strip_prefix("$ ");
        let command = command.unwrap_or_else(|| panic!("not a command: {typed}"));
        let length = tail.iter().position(|line| line.starts_with("$ "));
        let (expected, following) = tail.split_at(length.unwrap_or(tail.len()));
        let printed = printed(command, school.root());
        out.push_str(&format!("{typed}\n"));
        let kept = match matches(
            expected,
            &printed.iter().map(String::as_str).collect::<Vec<_>>(),
        ) {
            true => expected.iter().map(|line| (*line).to_owned()).collect(),
            false => printed,
        };
        kept.iter()
            .for_each(|line| out.push_str(&format!("{line}\n")));
        rest = following;
    }
    out
}

/// What a command prints to both outputs, and its exit code if that is not 0.
fn printed(typed: &str, folder: &Path) -> Vec<String> {
    let (typed, head) = match typed.split_once(" | head -") {
        Some((typed, count)) => (typed, count.parse().expect("a number")),
        None => (typed, usize::MAX),
    };
    let mut words = words(typed).into_iter();
    let mut command = match words.next().as_deref() {
        Some("rubrika") => program(),
        other => panic!("not our command: {other:?}"),
    };
    command.args(words).current_dir(folder);
    let (code, text) = both_outputs(command);
    let real = fs::canonicalize(folder).expect("the school");
    let text = text
        .replace(&*real.to_string_lossy(), "[..]")
        .replace('\u{a0}', " ");
    let mut lines: Vec<String> = text.lines().map(steady).take(head).collect();
    if code != 0 {
        lines.push(format!("? {code}"));
    }
    lines
}

/// A command line in its words; quotation marks keep spaces.
fn words(typed: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quote = None;
    for c in typed.chars() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(q)) if c == q => quote = None,
            (' ', None) => out.push(String::new()),
            (c, _) => out.last_mut().expect("never empty").push(c),
        }
    }
    out
}

/// The outputs together, in the order of writing.
fn both_outputs(mut command: Command) -> (i32, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("printed");
    let file = fs::File::create(&path).expect("a file");
    let second = file.try_clone().expect("a second handle");
    command.stdin(Stdio::null()).stdout(file).stderr(second);
    let status = command.status().expect("the program starts");
    let text = fs::read_to_string(path).expect("the program prints UTF-8");
    (status.code().expect("an exit code"), text)
}

/// A line without what every run has its own of.
fn steady(line: &str) -> String {
    let line = line.trim_end().replace(env!("CARGO_PKG_VERSION"), "[..]");
    match line.rsplit_once(" за ") {
        Some((head, time)) if time.ends_with(" мс") || time.ends_with(" с") => {
            format!("{head} за [..]")
        }
        _ => line,
    }
}

fn matches(expected: &[&str], got: &[&str]) -> bool {
    match (expected, got) {
        ([], []) => true,
        (["...", rest @ ..], _) => (0..=got.len()).any(|skip| matches(rest, &got[skip..])),
        ([e, expected @ ..], [g, got @ ..]) => line_matches(e, g) && matches(expected, got),
        _ => false,
    }
}

fn line_matches(expected: &str, got: &str) -> bool {
    let Some((head, tail)) = expected.split_once("[..]") else {
        return expected == got;
    };
    let Some(rest) = got.strip_prefix(head) else {
        return false;
    };
    (0..=rest.len()).any(|i| rest.is_char_boundary(i) && line_matches(tail, &rest[i..]))
}
