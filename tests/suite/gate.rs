//! The gate's clauses as data: each case says what is withheld, by which clause, until when – and which words may and
//! may not occur in the output.
//!
//! `gate.txt`: `withheld|partial|published KIND/ID`, below it the reasons as `  what [clause] day`, all of them
//! (`  ...` stands for any others); `absent WORDS` and `present WORDS` speak of every byte of the output, in any case.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::harness::{School, fixtures, folders};

#[test]
fn every_clause_does_what_its_cases_say() {
    let gate = fixtures().with_file_name("gate");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for clause in folders(&gate) {
        for case in folders(&gate.join(&clause)) {
            seen += 1;
            let folder = gate.join(&clause).join(&case);
            wrong.extend(
                troubles(&folder)
                    .into_iter()
                    .map(|t| format!("{clause}/{case}: {t}")),
            );
        }
    }
    assert!(seen > 30, "only {seen} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_clause_has_a_case() {
    let gate = fixtures().with_file_name("gate");
    let cases: BTreeSet<String> = folders(&gate).into_iter().collect();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/content/gate/clause");
    let clauses: BTreeSet<String> = fs::read_dir(sources)
        .unwrap()
        .filter_map(|f| fs::read_to_string(f.unwrap().path()).ok())
        .filter_map(|text| {
            let after = text.split_once("clause!(")?.1;
            Some(
                after
                    .trim_start()
                    .strip_prefix('"')?
                    .split('"')
                    .next()?
                    .to_owned(),
            )
        })
        .collect();
    assert!(clauses.len() > 15, "{clauses:?}");
    assert_eq!(cases, clauses);
}

fn troubles(case: &Path) -> Vec<String> {
    let (school, _) = School::of_case(case);
    let expect = fs::read_to_string(case.join("gate.txt")).unwrap();
    let mut out = Vec::new();
    let status = said(&school, &["status", "--format", "json"], &mut out);
    let Ok(mut status) = serde_json::from_str::<serde_json::Value>(&status) else {
        return out;
    };
    let status: Vec<serde_json::Value> = match status["entries"].take() {
        serde_json::Value::Array(entries) => entries,
        other => panic!("no entries: {other}"),
    };
    let public = school.root().join("public");
    let _ = said(&school, &["build", "--quiet"], &mut out);
    let bytes = all_text(&public);
    let mut lines = expect.lines().peekable();
    while let Some(line) = lines.next() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "absent" if bytes.contains(&rest.to_lowercase()) => {
                out.push(format!("«{rest}» came out"))
            }
            "present" if !bytes.contains(&rest.to_lowercase()) => {
                out.push(format!("«{rest}» did not come out"))
            }
            "absent" | "present" => {}
            state => {
                let mut reasons = BTreeSet::new();
                while let Some(reason) = lines.next_if(|l| l.starts_with("  ")) {
                    reasons.insert(reason.trim().to_owned());
                }
                out.extend(compared(&status, state, rest, reasons));
            }
        }
    }
    out
}

fn compared(
    status: &[serde_json::Value],
    state: &str,
    entry: &str,
    mut wanted: BTreeSet<String>,
) -> Option<String> {
    let (kind, id) = entry.split_once('/').unwrap();
    let Some(found) = status.iter().find(|e| e["kind"] == kind && e["id"] == id) else {
        return Some(format!("no {entry} in the status"));
    };
    let got: BTreeSet<String> = found["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            let day = r["until"]
                .as_str()
                .map(|d| format!(" {d}"))
                .unwrap_or_default();
            format!(
                "{} [{}]{day}",
                r["what"].as_str().unwrap(),
                r["clause"].as_str().unwrap()
            )
        })
        .collect();
    let others = wanted.remove("...");
    let same = if others {
        wanted.is_subset(&got)
    } else {
        wanted == got
    };
    let url_fits =
        (state == "withheld") == found["url"].is_null() || matches!(kind, "site" | "results");
    (found["state"] != state || !same || !url_fits).then(|| {
        format!(
            "{entry}: wanted {state} {wanted:#?}, got {} {got:#?} at {}",
            found["state"], found["url"]
        )
    })
}

fn said(school: &School, arguments: &[&str], out: &mut Vec<String>) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rubrika"))
        .args(arguments)
        .args(["--date", "2026-11-22"])
        .arg("--root")
        .arg(school.root())
        .output()
        .unwrap();
    if !output.status.success() {
        out.push(format!(
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    String::from_utf8(output.stdout).unwrap()
}

/// Every path and every byte of the output, in lower case.
fn all_text(folder: &Path) -> String {
    let mut out = String::new();
    let files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_file())
        .map(|e| e.into_path())
        .collect();
    for file in files {
        out.push_str(&file.strip_prefix(folder).unwrap().to_string_lossy());
        out.push_str(&String::from_utf8_lossy(&fs::read(&file).unwrap()));
    }
    out.to_lowercase().replace('\u{a0}', " ")
}
