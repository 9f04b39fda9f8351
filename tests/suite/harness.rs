//! Schools in temporary folders, the program run on them, and expectations written at the spot.
//!
//! A case is a folder `tests/check/<rule>/<case>/` with only the files that differ from the sound school in
//! `tests/check/_base`; a file `X.delete` takes X away. What the program has to say stands in the files themselves,
//! on a line of its own below the line that it is about:
//!
//! ```text
//! mentros: [lugovaya-ni]
//! #! unknown-field 1-8: неизвестное поле «mentros» => возможно, имелось в виду «mentors»
//! ```
//!
//! That is: the rule (a severity may stand before it), the first column and the column after the last, in characters
//! from 1 (`5-3+2` ends in column 3 two lines further down), words of the message and, after `=>`, words of the help.
//! In a body the same stands in `<!--! … -->`. Such lines are taken out before the program sees the file, so they may
//! stand anywhere, inside a block scalar or a code block too, and every position is that of the file without them.
//! Complaints without a place are lines of `expect.txt` in the case's folder: `error not-utf8 content/x.md: words`.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// The day on which every fixture is looked at.
pub const TODAY: &str = "2026-11-22";

/// What the program said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complaint {
    pub rule: String,
    pub severity: String,
    pub message: String,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub help: Option<String>,
    pub source: String,
}

/// All complaints about a school. The one place that knows how the program is called.
pub fn check(root: &Path) -> Vec<Complaint> {
    complaints(&run(command(root)))
}

/// The call of the program, to be run as it is or as somebody else.
pub fn command(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rubrika"));
    command
        .args(["check", "--no-render", "--format", "json", "--date", TODAY])
        .arg("--root")
        .arg(root);
    command
}

/// The call that renders the section and reads it through.
pub fn rendering(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rubrika"));
    command
        .args(["check", "--format", "json", "--date", TODAY])
        .arg("--root")
        .arg(root);
    command
}

/// The JSON list that a call prints; the exit code must agree with it.
pub fn run(mut command: Command) -> String {
    let output = command.output().expect("the program starts");
    let stdout = String::from_utf8(output.stdout).expect("the output is UTF-8");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(
        matches!(code, Some(0 | 1)),
        "{command:?} ended with {code:?}\n{stderr}"
    );
    let errors = complaints(&stdout).iter().any(|c| c.severity == "error");
    assert_eq!(code, Some(i32::from(errors)), "{command:?}\n{stderr}");
    stdout
}

/// The complaints of a JSON list.
pub fn complaints(json: &str) -> Vec<Complaint> {
    serde_json::from_str(json).unwrap_or_else(|e| panic!("not a list of complaints: {e}\n{json}"))
}

/// The folder with the cases.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

/// A folder with `content/`, gone at the end of the test.
pub struct School {
    folder: tempfile::TempDir,
}

impl School {
    /// A folder without anything.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// The sound school.
    pub fn sound() -> Self {
        let school = Self::empty();
        let expected = school.overlay(&fixtures().join("_base"));
        assert!(expected.is_empty(), "the base school expects no complaints");
        school
    }

    /// The sound school under a case, and what the case expects.
    pub fn of_case(case: &Path) -> (Self, Vec<Expected>) {
        let school = Self::sound();
        let expected = school.overlay(case);
        (school, expected)
    }

    /// The folder to give to `--root`.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A place below the root, with the folders above it made.
    pub fn place(&self, path: &str) -> PathBuf {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("a path below the root")).expect("a folder");
        place
    }

    /// Writes a file below the root.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.place(path), bytes).expect("a file");
    }

    /// Reads a text below the root.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("a text")
    }

    /// The texts of the school, as paths below the root.
    pub fn texts(&self) -> Vec<String> {
        files(&self.root().join("content"))
            .iter()
            .filter(|f| is_text(f))
            .map(|f| slashed(f.strip_prefix(self.root()).expect("below the root")))
            .collect()
    }

    /// What the program says about it.
    pub fn check(&self) -> Vec<Complaint> {
        check(self.root())
    }

    fn overlay(&self, case: &Path) -> Vec<Expected> {
        let mut expected = Vec::new();
        for file in files(case) {
            let relative = file.strip_prefix(case).expect("below the case");
            let path = slashed(relative);
            if path == "expect.txt" {
                expected.extend(expect_txt(&file));
            } else if let Some(gone) = path.strip_suffix(".delete") {
                let gone = self.root().join(gone);
                let removed = if gone.is_dir() {
                    fs::remove_dir_all(&gone)
                } else {
                    fs::remove_file(&gone)
                };
                removed.unwrap_or_else(|e| panic!("{}: nothing to delete: {e}", file.display()));
            } else if is_text(&file) {
                let (kept, markers) = without_markers(&file, &path);
                expected.extend(markers);
                self.write(&path, kept);
            } else {
                self.write(&path, fs::read(&file).expect("a file"));
            }
        }
        expected
    }
}

/// A complaint that a fixture asks for.
#[derive(Clone, Debug)]
pub struct Expected {
    severity: Option<String>,
    /// The rule's name.
    pub rule: String,
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: String,
    help: Option<String>,
}

impl Expected {
    fn met_by(&self, c: &Complaint) -> bool {
        let place = (&c.file, c.line, c.column, c.end_line, c.end_column);
        let wanted = (
            &self.file,
            self.line,
            self.column,
            self.end_line,
            self.end_column,
        );
        c.rule == self.rule
            && place == wanted
            && self.severity.as_ref().is_none_or(|s| *s == c.severity)
            && plain(&c.message).contains(&self.message)
            && self
                .help
                .as_ref()
                .is_none_or(|h| c.help.as_ref().is_some_and(|help| plain(help).contains(h)))
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = range(self.line, self.column, self.end_line, self.end_column);
        write!(f, "{}:{}: ", self.file, self.line)?;
        if let Some(severity) = &self.severity {
            write!(f, "{severity} ")?;
        }
        write!(f, "{} {range}: {}", self.rule, self.message)?;
        self.help
            .iter()
            .try_for_each(|help| write!(f, " => {help}"))
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = range(self.line, self.column, self.end_line, self.end_column);
        write!(
            f,
            "{}:{}: {} {} {range}: {}",
            self.file, self.line, self.severity, self.rule, self.message
        )?;
        self.help
            .iter()
            .try_for_each(|help| write!(f, " => {help}"))
    }
}

/// Fixtures are typed with ordinary spaces.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// A range as fixtures write it.
fn range(line: usize, column: usize, end_line: usize, end_column: usize) -> String {
    match end_line - line {
        0 => format!("{column}-{end_column}"),
        lines => format!("{column}-{end_column}+{lines}"),
    }
}

/// What is wrong with the complaints of a case: nothing, or both lists of what has no counterpart.
pub fn differences(school: &School, expected: &[Expected], got: &[Complaint]) -> Option<String> {
    let mut extra: Vec<&Complaint> = got.iter().collect();
    let mut unmet = Vec::new();
    for e in expected {
        match extra.iter().position(|c| e.met_by(c)) {
            Some(i) => {
                extra.remove(i);
            }
            None => unmet.push(e),
        }
    }
    if unmet.is_empty() && extra.is_empty() {
        return None;
    }
    let mut out = String::new();
    for e in unmet {
        out.push_str(&format!("  expected, not said: {e}\n"));
    }
    for c in extra {
        out.push_str(&format!("  said, not expected: {c}\n"));
        let line = fs::read_to_string(school.root().join(&c.file))
            .ok()
            .and_then(|t| t.lines().nth(c.line - 1).map(str::to_owned));
        if let Some(line) = line {
            out.push_str(&format!("{:23}│ {line}\n", ""));
        }
    }
    Some(out)
}

/// Takes the expectations out of a text.
fn without_markers(file: &Path, path: &str) -> (String, Vec<Expected>) {
    let text = text(file);
    let mut kept = String::new();
    let mut lines = 0;
    let mut expected = Vec::new();
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim();
        let marker = bare.strip_prefix("#!").or_else(|| {
            bare.strip_prefix("<!--!")
                .and_then(|m| m.strip_suffix("-->"))
        });
        match marker {
            None => {
                kept.push_str(line);
                lines += 1;
            }
            Some(marker) => expected.push(at_the_spot(marker, path, lines).unwrap_or_else(|| {
                panic!("{}:{}: not an expectation: {bare}", file.display(), i + 1)
            })),
        }
    }
    (kept, expected)
}

/// `[severity] rule from-to[+lines]: message [=> help]`
fn at_the_spot(marker: &str, file: &str, line: usize) -> Option<Expected> {
    let (head, message, help) = sentence(marker)?;
    let (severity, rule, range) = head_words(head)?;
    let (column, end) = range.split_once('-')?;
    let (end_column, further) = end.split_once('+').unwrap_or((end, "0"));
    Some(Expected {
        severity,
        rule: rule.to_owned(),
        file: file.to_owned(),
        line,
        column: column.parse().ok()?,
        end_line: line + further.parse::<usize>().ok()?,
        end_column: end_column.parse().ok()?,
        message,
        help,
    })
}

/// `[severity] rule file: message [=> help]`, one a line; `#` begins a comment.
fn expect_txt(file: &Path) -> Vec<Expected> {
    let read = |line: &str| {
        about_a_file(line)
            .unwrap_or_else(|| panic!("{}: not an expectation: {line}", file.display()))
    };
    let text = text(file);
    let lines = text.lines().map(str::trim);
    lines
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(read)
        .collect()
}

fn about_a_file(line: &str) -> Option<Expected> {
    let (head, message, help) = sentence(line)?;
    let (severity, rule, file) = head_words(head)?;
    Some(Expected {
        severity,
        rule: rule.to_owned(),
        file: file.to_owned(),
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 1,
        message,
        help,
    })
}

fn sentence(text: &str) -> Option<(&str, String, Option<String>)> {
    let (head, words) = text.split_once(':')?;
    let (message, help) = match words.split_once("=>") {
        Some((message, help)) => (message, Some(help.trim().to_owned())),
        None => (words, None),
    };
    Some((head, message.trim().to_owned(), help))
}

/// `[severity] rule place`; only a file's name has spaces in it.
fn head_words(head: &str) -> Option<(Option<String>, &str, &str)> {
    let head = head.trim();
    let severity = head
        .split_once(' ')
        .map(|(word, _)| word)
        .filter(|word| matches!(*word, "error" | "warning"));
    let rest = severity.map_or(head, |s| head[s.len()..].trim_start());
    let (rule, place) = rest.split_once(' ')?;
    Some((severity.map(str::to_owned), rule, place.trim()))
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// The folders right below a folder, sorted, by name.
pub fn folders(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A fixture's text; git may have checked it out with CRLF.
fn text(file: &Path) -> String {
    fs::read_to_string(file)
        .unwrap_or_else(|e| panic!("{}: {e}", file.display()))
        .replace("\r\n", "\n")
}

fn is_text(path: &Path) -> bool {
    matches!(
        path.extension().and_then(|e| e.to_str()),
        Some("md" | "yaml" | "yml")
    )
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|p| p.to_string_lossy()).collect();
    parts.join("/")
}
