//! Watching `content` and `themes`: editors' own files are not changes, and a folder may go and come back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::diag::Error;
use crate::source::disk::{Touched, is_editors_own};

/// How long the disk must be quiet before a rebuild: one save is often several events.
const QUIET: Duration = Duration::from_millis(60);

/// How long nothing has to happen before what the watcher may have missed is looked for.
const IDLE: Duration = Duration::from_secs(1);

/// What the watcher has to tell.
pub enum Word {
    /// Something that matters has been touched.
    Changed(Touched),
    /// Nothing has happened for a while.
    Idle,
    /// There will be nothing more.
    End,
}

/// A stream of what has been touched.
pub struct Changes {
    root: PathBuf,
    debouncer: std::cell::RefCell<Debouncer<RecommendedWatcher, RecommendedCache>>,
    events: Receiver<DebounceEventResult>,
}

/// Starts watching.
pub fn watch(root: &Path) -> Result<Changes, Error> {
    let root =
        std::fs::canonicalize(root).map_err(|e| Error::io("не могу открыть папку", root, &e))?;
    let trouble = |e: &notify::Error| {
        Error::new(format!(
            "не могу следить за папкой «{}»: {e}",
            root.display()
        ))
    };
    let (sender, events) = channel();
    let mut debouncer = new_debouncer(QUIET, None, sender).map_err(|e| trouble(&e))?;
    debouncer
        .watch(&root, RecursiveMode::NonRecursive)
        .map_err(|e| trouble(&e))?;
    let changes = Changes {
        root,
        debouncer: std::cell::RefCell::new(debouncer),
        events,
    };
    changes.watch_folders();
    Ok(changes)
}

impl Changes {
    /// Waits for the next change that matters; if `restless`, no longer than a moment without any.
    pub fn next(&self, restless: bool) -> Word {
        // What is none of ours does not put it off.
        let end = Instant::now() + IDLE;
        loop {
            let batch = match restless {
                true => {
                    let left = end.saturating_duration_since(Instant::now());
                    self.events.recv_timeout(left)
                }
                false => self.events.recv().map_err(RecvTimeoutError::from),
            };
            match batch.map(|batch| self.touched(batch)) {
                Ok(Some(touched)) => return Word::Changed(touched),
                Ok(None) => {}
                Err(RecvTimeoutError::Timeout) => return Word::Idle,
                Err(RecvTimeoutError::Disconnected) => return Word::End,
            }
        }
    }

    /// What a lot of events has touched below the watched folders; `None` if it was nothing of ours.
    fn touched(&self, batch: DebounceEventResult) -> Option<Touched> {
        let Ok(events) = batch else {
            return Some(Touched::Anything);
        };
        let mut paths = BTreeSet::new();
        let mut missed = false;
        for event in events {
            missed |= event.need_rescan();
            if matches!(event.kind, notify::EventKind::Access(_)) {
                continue;
            }
            for path in &event.paths {
                let Ok(below) = path.strip_prefix(&self.root) else {
                    continue;
                };
                let mut parts = below.iter().map(|p| p.to_string_lossy().into_owned());
                let top = parts.next().unwrap_or_default();
                if !matches!(top.as_str(), "content" | "themes") {
                    continue;
                }
                if below.iter().count() == 1 {
                    // The folder itself has gone or come back: its watch went with it.
                    self.watch_folders();
                    missed = true;
                }
                if !parts.any(|p| is_editors_own(&p)) {
                    paths.insert(below.to_owned());
                }
            }
        }
        match missed {
            true => Some(Touched::Anything),
            false => (!paths.is_empty()).then_some(Touched::Only(paths)),
        }
    }

    fn watch_folders(&self) {
        for name in ["content", "themes"] {
            let folder = self.root.join(name);
            let mut debouncer = self.debouncer.borrow_mut();
            let _ = debouncer.unwatch(&folder);
            if folder.is_dir() {
                let _ = debouncer.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }
}
