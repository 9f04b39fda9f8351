//! The built demo section in real Chromium, as a reader meets it: on a web server below a sub-folder, and from a disk.
//!
//! Ignored by a plain `cargo test`: run `cargo test --test browser -- --ignored` where Chromium, Node and Java are
//! installed (`CHROMIUM` names another than `/usr/bin/chromium`). Here the section is built and what was printed is
//! read again; everything seen in a browser is in the `.mjs` files beside, `run.mjs` first.

#![allow(clippy::disallowed_methods)]

mod forms;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rubrika::attachment;
use serde::Deserialize;

const TODAY: &str = "2026-11-22";

/// A section lives in a sub-folder: the normal case. Chromium is told where this host is.
const BASE: &str = "http://localhost/some/school/section/";

#[ignore = "needs Chromium, Node and Java"]
#[test]
fn the_section_in_a_browser() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    build(&folder.path().join("public"));
    fs::write(folder.path().join("forms.json"), forms::forms()).expect("the forms");
    install();
    // It says what it finds as it goes.
    let status = Command::new("node")
        .arg(tests().join("run.mjs"))
        .arg(folder.path())
        .status();
    assert!(status.expect("Node").success(), "see what was found above");
    let wrong = sheets(&folder.path().join("public.print"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let spoilt = sheets(&folder.path().join("spoilt.print"));
    for words in ["has not «", "has «"] {
        assert!(spoilt.iter().any(|w| w.contains(words)), "{spoilt:?}");
    }
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn run(command: &mut Command) -> Output {
    let output = command.output();
    output.unwrap_or_else(|e| panic!("{}: {e}", command.get_program().display()))
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(out).into_owned() + &String::from_utf8_lossy(err)
}

fn build(public: &Path) {
    let output = run(Command::new(env!("CARGO_BIN_EXE_rubrika"))
        .args(["build", "--quiet", "--date", TODAY, "--base-url", BASE])
        .args(["--root", env!("CARGO_MANIFEST_DIR"), "--out"])
        .arg(public)
        .env_remove("SOURCE_DATE_EPOCH"));
    assert!(output.status.success(), "{}", said(&output));
}

/// What the lock file names, unless it is there already. No browsers come with it.
fn install() {
    if tests().join("node_modules/playwright-core").exists() {
        return;
    }
    let output = run(Command::new("npm").arg("ci").current_dir(tests()));
    assert!(output.status.success(), "{}", said(&output));
}

/// What stood on a page when it was printed, and what only belongs on a screen.
#[derive(Deserialize)]
struct Printed {
    words: Vec<String>,
    absent: Vec<String>,
}

/// Reads every PDF again: all that stood on the page is in it.
fn sheets(folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut read = 0;
    for entry in fs::read_dir(folder).expect("what was printed") {
        let file = entry.expect("what was printed").path();
        if file.extension().is_none_or(|e| e != "pdf") {
            continue;
        }
        let bytes = fs::read(&file).expect("a file");
        let beside = fs::read(file.with_extension("pdf.json")).expect("its words");
        let page: Printed = serde_json::from_slice(&beside).expect("its words");
        let name = file.display();
        let reading = attachment::read(&name.to_string(), &bytes);
        let text: String = reading.pieces.iter().map(|p| bare(&p.text)).collect();
        let missing = page.words.iter().filter(|w| !text.contains(&bare(w)));
        wrong.extend(missing.map(|word| format!("{name} has not «{word}»")));
        let extra = page.absent.iter().filter(|l| text.contains(&bare(l)));
        wrong.extend(extra.map(|line| format!("{name} has «{line}»")));
        assert!(page.words.len() > 100, "little to look for in {name}");
        read += 1;
    }
    assert!(read > 0, "nothing was printed");
    wrong
}

/// Letters and digits only: where lines are broken is the printer's business.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
