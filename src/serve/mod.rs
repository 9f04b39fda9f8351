//! Preview: the bundle in memory, rebuilt on every change, shown at once in every open tab.
//!
//! There is no folder to serve from, so no path can lead out of one. With errors the last good section stays up under
//! an overlay that shows them. The renderer knows nothing of all this: the script is put into pages on their way out.

mod server;
#[allow(clippy::disallowed_methods)] // asks for the real path of the watched folder
mod watch;

use std::net::IpAddr;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::content::Ledger;
use crate::diag::Error;
use crate::pipeline::{Compilation, Options, Session};
use crate::site::output::{Bundle, File};
use crate::source::disk::Touched;

use watch::Word;

/// What the command line wants to hear of.
pub enum News<'a> {
    /// The server listens.
    Listening(&'a Address),
    /// A build is done, well or not.
    Built(&'a Compilation, Duration),
    /// A build could not be done: the machine's trouble.
    Failed(&'a Error),
}

/// Where the preview can be seen.
pub struct Address {
    /// On this computer.
    pub own: String,
    /// In the network around, if that was asked for.
    pub network: Option<String>,
}

/// What the overlay says.
#[derive(Clone, Default, PartialEq)]
struct State {
    complaints: Vec<Value>,
    /// As long as the ledger stays, so does this.
    withheld: Arc<Vec<Value>>,
}

/// What open tabs see.
#[derive(Default)]
struct Shown {
    version: u64,
    bundle: Option<Arc<Bundle>>,
    state: State,
    /// Only style sheets have changed since the version before.
    styles_only: bool,
}

/// The board between the builder and the server.
#[derive(Default)]
struct Board {
    shown: Mutex<Shown>,
    changed: Condvar,
}

impl Board {
    fn lock(&self) -> std::sync::MutexGuard<'_, Shown> {
        self.shown
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Whether open tabs see just this.
    fn shows(&self, bundle: Option<&Bundle>, state: &State) -> bool {
        let shown = self.lock();
        let bundles =
            bundle.is_none_or(|new| shown.bundle.as_ref().is_some_and(|old| same(old, new)));
        bundles && shown.state == *state
    }

    fn show(&self, bundle: Option<Bundle>, state: State) {
        let mut shown = self.lock();
        let had_trouble = !shown.state.complaints.is_empty();
        if let Some(bundle) = bundle {
            let old = shown.bundle.replace(Arc::new(bundle));
            let new = shown.bundle.clone();
            shown.styles_only = !had_trouble
                && match (&old, &new) {
                    (Some(old), Some(new)) => only_styles_differ(old, new),
                    _ => false,
                };
        } else {
            shown.styles_only = false;
        }
        shown.state = state;
        shown.version += 1;
        self.changed.notify_all();
    }

    /// Waits until there is something newer than `version`, or for half a minute.
    fn wait(&self, version: u64) -> (u64, bool) {
        let limit = Duration::from_secs(25);
        let (shown, _) = self
            .changed
            .wait_timeout_while(self.lock(), limit, |shown| shown.version <= version)
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        (
            shown.version,
            shown.styles_only && shown.version == version + 1,
        )
    }
}

/// Whether two files hold the same.
fn alike(a: &File, b: &File) -> bool {
    match (a.bytes(), b.bytes()) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a == b,
        _ => a.hash() == b.hash(),
    }
}

/// Whether there is the same in both.
fn same(a: &Bundle, b: &Bundle) -> bool {
    let mut pairs = a.files().zip(b.files());
    a.len() == b.len() && pairs.all(|(a, b)| a.0 == b.0 && alike(a.1, b.1))
}

fn only_styles_differ(old: &Bundle, new: &Bundle) -> bool {
    let mut differ = 0;
    let mut pairs = old.files().zip(new.files());
    let only = pairs.all(|(old, new)| {
        let same = alike(old.1, new.1);
        differ += usize::from(!same);
        old.0 == new.0 && (same || new.0.as_str().ends_with(".css"))
    });
    only && old.len() == new.len() && differ > 0
}

/// Serves until the process is ended: to this computer, or at the given address to the network as well.
///
/// # Errors
/// No port is free, or the folder cannot be watched.
pub fn run(
    options: &Options,
    (host, port): (Option<IpAddr>, u16),
    hear: &(dyn Fn(News<'_>) + Sync),
) -> Result<(), Error> {
    let board = Arc::new(Board::default());
    let mut preview = Preview {
        options,
        board: board.clone(),
        session: Session::lasting(),
        withheld: None,
        hear,
    };
    // Before the first look: nothing is missed between the two.
    let changes = watch::watch(&options.root)?;
    preview.build(&Touched::Anything);
    let (server, address) = server::listen(host, port)?;
    hear(News::Listening(&address));
    let known = server::Known::new(host);
    std::thread::spawn(move || server::answer(&server, &board, known));
    // Since when nothing but touched files has been looked at.
    let mut since: Option<Instant> = None;
    loop {
        match changes.next(since.is_some()) {
            Word::Changed(touched) => {
                let late = since.is_some_and(|since| since.elapsed() > PATIENCE);
                let touched = if late { Touched::Anything } else { touched };
                preview.build(&touched);
                since = match touched {
                    Touched::Anything => None,
                    Touched::Only(_) => since.or_else(|| Some(Instant::now())),
                };
            }
            Word::Idle => {
                preview.look_over();
                since = None;
            }
            Word::End => return Ok(()),
        }
    }
}

/// How long the preview believes the watcher where it is never quiet.
const PATIENCE: Duration = Duration::from_secs(10);

/// The builder's side of a preview.
struct Preview<'p> {
    options: &'p Options,
    board: Arc<Board>,
    session: Session,
    /// What is withheld, as the overlay says it, with the ledger that it was made of.
    withheld: Option<(Arc<Ledger>, Arc<Vec<Value>>)>,
    hear: &'p (dyn Fn(News<'_>) + Sync),
}

impl Preview<'_> {
    /// Builds after what has been touched, and shows what comes of it.
    fn build(&mut self, touched: &Touched) {
        self.built(touched, true);
    }

    /// Looks at the whole disk: a watcher can miss something, and what is shown must not stay behind. What is shown
    /// already is not told of again.
    fn look_over(&mut self) {
        self.built(&Touched::Anything, false);
    }

    fn built(&mut self, touched: &Touched, tell: bool) {
        let started = Instant::now();
        match self.session.compile_touched(self.options, touched) {
            Ok(mut compilation) => {
                let bundle = compilation.bundle.take();
                let state = self.state(&compilation);
                if tell || !self.board.shows(bundle.as_ref(), &state) {
                    self.board.show(bundle, state);
                    (self.hear)(News::Built(&compilation, started.elapsed()));
                }
            }
            Err(error) => {
                let complaint = json!({ "severity": "error", "message": error.to_string(), "help": error.way_out(), "place": "" });
                let state = State {
                    complaints: vec![complaint],
                    ..State::default()
                };
                if tell || !self.board.shows(None, &state) {
                    self.board.show(None, state);
                    (self.hear)(News::Failed(&error));
                }
            }
        }
    }

    /// Complaints with their places, and what is withheld.
    fn state(&mut self, c: &Compilation) -> State {
        let sources = c.examined.sources();
        let complaints = c.diagnostics.iter().map(|d| {
            json!({
                "severity": d.severity.code(),
                "rule": d.rule.name,
                "message": d.message,
                "help": d.help,
                "place": crate::diag::location(d, sources),
            })
        });
        let withheld = match (&c.gated, &self.withheld) {
            (None, _) => Arc::default(),
            (Some((_, ledger)), Some((known, list))) if Arc::ptr_eq(ledger, known) => list.clone(),
            (Some((_, ledger)), _) => {
                let list = Arc::new(withheld(ledger));
                self.withheld = Some((ledger.clone(), list.clone()));
                list
            }
        };
        State {
            complaints: complaints.collect(),
            withheld,
        }
    }
}

fn withheld(ledger: &Ledger) -> Vec<Value> {
    let entries = ledger.entries().iter();
    let told = entries.map(|e| {
        json!({
            "entry": format!("{}/{}", e.kind.code(), e.id),
            "what": e.what,
            "why": e.message,
        })
    });
    told.collect()
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use super::*;

    #[test]
    fn what_the_watcher_has_missed_is_shown_later_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let base = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check/_base");
        for entry in walkdir::WalkDir::new(base) {
            let entry = entry.unwrap();
            let place = folder.path().join(entry.path().strip_prefix(base).unwrap());
            match entry.file_type().is_dir() {
                true => std::fs::create_dir_all(place).unwrap(),
                false => std::fs::copy(entry.path(), place).map(drop).unwrap(),
            }
        }
        let page = folder.path().join("content/index.md");
        let write = |words: &str| {
            std::fs::write(&page, format!("---\ntitle: Раздел\n---\n\n{words}\n")).unwrap();
        };
        write("Как было.");
        let options = Options {
            root: folder.path().to_owned(),
            date: crate::text::date::parse("2026-11-22"),
            now: jiff::Timestamp::UNIX_EPOCH,
            overrides: Default::default(),
            strict: false,
            render: true,
            show_names: false,
        };
        let board = Arc::new(Board::default());
        let mut preview = Preview {
            options: &options,
            board: board.clone(),
            session: Session::lasting(),
            withheld: None,
            hear: &|_| {},
        };
        let shown = || {
            let shown = board.lock();
            let bundle = shown.bundle.as_ref().expect("a section");
            let page = bundle.get("index.html").expect("a page").to_vec();
            (shown.version, String::from_utf8(page).unwrap())
        };
        preview.build(&Touched::Anything);
        let (first, before) = shown();
        write("Как стало.");
        // Something else was touched, as far as the watcher knows.
        preview.build(&Touched::Only(["content/a.md.new".into()].into()));
        let (second, same) = shown();
        assert!(second > first && same == before && before.contains("Как было."));
        preview.look_over();
        let (third, after) = shown();
        assert!(third > second && after.contains("Как стало."));
        preview.look_over();
        assert!(shown() == (third, after));
    }
}
