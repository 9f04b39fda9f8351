//! When the texts were last changed, as git remembers it.
//!
//! git is asked and never needed. Without it, without a repository, in one that git itself refuses, in a shallow copy
//! (where every file looks as old as the last commit) no file has a day, and nobody hears of it: a day is a courtesy
//! to the reader.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::RelPath;
use crate::text::date;

/// Path below the root → the day on which its text was last changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Days(BTreeMap<String, Date>);

impl Days {
    /// The day of a file; none if it was never committed, or has been changed since.
    pub fn of(&self, path: &RelPath) -> Option<Date> {
        self.0.get(path.as_str()).copied()
    }
}

/// The history of one folder, asked again only when there is a new commit: it takes longer the older a school is.
#[derive(Default)]
pub struct History {
    known: Option<(PathBuf, String, Days)>,
}

impl History {
    /// The days of the files in `root/content`.
    pub fn days(&mut self, root: &Path) -> Days {
        let folder = root.join("content");
        self.ask(&folder).unwrap_or_default()
    }

    fn ask(&mut self, folder: &Path) -> Option<Days> {
        // Most schools have no repository: a look is cheaper than a process.
        let here = std::path::absolute(folder).ok()?;
        here.ancestors().find(|above| above.join(".git").exists())?;
        let answer = git(folder, &["rev-parse", "--is-shallow-repository", "HEAD"])?;
        let head = answer.strip_prefix("false\n")?;
        let fresh = self.known.as_ref().filter(|k| k.0 == folder && k.1 == head);
        let mut days = match fresh {
            Some((.., days)) => days.clone(),
            None => {
                let days = log(folder)?;
                self.known = Some((folder.to_owned(), head.to_owned(), days.clone()));
                days
            }
        };
        let edited = edited(folder)?;
        days.0.retain(|path, _| !edited.contains(path));
        Some(days)
    }
}

/// The whole history at once: a day, marked with a slash as no relative path is, then the paths of its commit.
fn log(folder: &Path) -> Option<Days> {
    // A merge that solved a conflict has changed the file too: `-c`.
    let arguments = ["log", "-c", "--format=/%as", "--name-only", "-z"];
    let answer = git(folder, &[&arguments[..], &PLAIN, &["--", "."]].concat())?;
    let mut days = BTreeMap::new();
    let mut today = None;
    for record in answer.split('\0') {
        // The names begin on a line of their own.
        let record = record.strip_prefix('\n').unwrap_or(record);
        if let Some(day) = record.strip_prefix('/') {
            today = Some(date::parse(day)?);
        } else if !record.is_empty() {
            let newest = days.entry(below_root(record)).or_insert(today?);
            *newest = today?.max(*newest);
        }
    }
    Some(Days(days))
}

/// The files that are not as the last commit has them.
fn edited(folder: &Path) -> Option<BTreeSet<String>> {
    let arguments = ["diff", "HEAD", "--name-only", "-z"];
    let answer = git(folder, &[&arguments[..], &PLAIN, &["--", "."]].concat())?;
    let paths = answer.split('\0').filter(|path| !path.is_empty());
    Some(paths.map(below_root).collect())
}

fn below_root(path: &str) -> String {
    format!("content/{path}").nfc().collect()
}

/// What a person's settings could change in a list of names.
const PLAIN: [&str; 4] = ["--no-renames", "--relative", "--no-color", "--no-ext-diff"];

/// What a person's settings could add to an answer, and what could run another program or reach the network.
const SETTINGS: [&str; 5] = [
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "log.mailmap=false",
    "core.fsmonitor=false",
];

/// What git answers in a folder; none if it does not.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        // Another repository, other settings, a trace: nothing of the caller's is ours.
        if name
            .to_string_lossy()
            .to_ascii_uppercase()
            .starts_with("GIT_")
        {
            command.env_remove(name);
        }
    }
    command.args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]);
    SETTINGS.iter().for_each(|setting| {
        command.args(["-c", setting]);
    });
    let output = command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("LC_ALL", "C")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(answer)
}
