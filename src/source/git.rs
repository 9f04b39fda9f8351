//! When the texts were last changed, as git remembers it.
//!
//! git is asked and never needed. Without it, without a repository, in one that git itself refuses, in a shallow copy
//! (where every file looks as old as the last commit) no file has a day, and nobody hears of it: a day is a courtesy
//! to the reader.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::RelPath;
use super::disk::Touched;
use super::path::is_within;
use crate::text::date;

/// Path below the root → the day on which its text was last changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Days {
    committed: Arc<BTreeMap<String, Date>>,
    /// What has been changed since.
    edited: BTreeSet<String>,
}

impl Days {
    /// The day of a file; none if it was never committed, or has been changed since.
    pub fn of(&self, path: &RelPath) -> Option<Date> {
        let edited = self.edited.contains(path.as_str());
        let day = self.committed.get(path.as_str());
        day.filter(|_| !edited).copied()
    }

    /// All that is known, as text: equal for equal days.
    pub fn told(&self) -> String {
        let committed = self.committed.iter();
        let mut out: String = committed
            .map(|(path, day)| format!("{day} {path}\n"))
            .collect();
        out.extend(self.edited.iter().map(|path| format!("{path}\n")));
        out
    }

    /// The files whose days are others than before; `None` if any can be.
    pub fn changed_since<'d>(&'d self, before: &'d Self) -> Option<Vec<&'d str>> {
        let changed = || self.edited.symmetric_difference(&before.edited);
        let same = self.committed == before.committed;
        same.then(|| changed().map(String::as_str).collect())
    }
}

/// The history of one folder, asked again only when there is a new commit: it takes longer the older a school is.
#[derive(Default)]
pub struct History {
    known: Option<Known>,
}

/// The history as it was.
struct Known {
    folder: PathBuf,
    /// The newest commit.
    head: String,
    days: Days,
}

impl History {
    /// The days of the files in `root/content`, with what is known of changes since the last time.
    pub fn days(&mut self, root: &Path, touched: &Touched) -> Days {
        let folder = root.join("content");
        self.known = self.ask(&folder, touched);
        let known = self.known.as_ref();
        known.map_or_else(Days::default, |known| known.days.clone())
    }

    fn ask(&mut self, folder: &Path, touched: &Touched) -> Option<Known> {
        let known = self.known.take();
        // Most schools have no repository: a look is cheaper than a process.
        let here = std::path::absolute(folder).ok()?;
        here.ancestors().find(|above| above.join(".git").exists())?;
        let answer = git(folder, &["rev-parse", "--is-shallow-repository", "HEAD"])?;
        let head = answer.strip_prefix("false\n")?.to_owned();
        let known = known.filter(|k| k.folder == folder && k.head == head);
        let days = match (known, touched) {
            (Some(mut known), Touched::Only(paths)) => {
                let edited = &mut known.days.edited;
                match touched_below(paths) {
                    Some(paths) if paths.is_empty() => {}
                    Some(paths) => {
                        let names: Vec<String> = paths.iter().map(|p| below_root(p)).collect();
                        edited.retain(|path| !names.iter().any(|name| is_within(path, name)));
                        edited.extend(self::edited(folder, &paths)?);
                    }
                    None => *edited = self::edited(folder, &["."])?,
                }
                known.days
            }
            (Some(Known { days, .. }), Touched::Anything) => Days {
                edited: edited(folder, &["."])?,
                ..days
            },
            (None, _) => Days {
                committed: Arc::new(log(folder)?),
                edited: edited(folder, &["."])?,
            },
        };
        Some(Known {
            folder: folder.to_owned(),
            head,
            days,
        })
    }
}

/// More paths than this are not asked about one by one.
const FEW: usize = 100;

/// The touched paths below the content, as git is asked about them; `None` if it cannot be.
fn touched_below(paths: &BTreeSet<PathBuf>) -> Option<Vec<&str>> {
    let below = paths.iter().filter_map(|p| p.strip_prefix("content").ok());
    let below: Option<Vec<&str>> = below.map(Path::to_str).collect();
    // An empty one is the whole folder.
    below.filter(|list| list.len() <= FEW && !list.contains(&""))
}

/// The whole history at once: a day, marked with a slash as no relative path is, then the paths of its commit.
fn log(folder: &Path) -> Option<BTreeMap<String, Date>> {
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
    Some(days)
}

/// The files at or below these paths that are not as the last commit has them.
fn edited(folder: &Path, below: &[&str]) -> Option<BTreeSet<String>> {
    let arguments = ["diff", "HEAD", "--name-only", "-z"];
    let answer = git(folder, &[&arguments[..], &PLAIN, &["--"], below].concat())?;
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
