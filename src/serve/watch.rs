//! Watching `content` and `themes`: editors' own files are not changes, and a folder may go and come back.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use crate::diag::Error;
use crate::source::disk::is_editors_own;

/// How long the disk must be quiet before a rebuild: one save is often several events.
const QUIET: Duration = Duration::from_millis(60);

/// A stream of «something has changed».
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
    /// Waits for the next change that matters; `false` when there will be none.
    pub fn next(&self) -> bool {
        while let Ok(batch) = self.events.recv() {
            let Ok(events) = batch else { return true };
            let mut matters = false;
            for event in events {
                use notify::EventKind;
                if matches!(event.kind, EventKind::Access(_)) {
                    continue;
                }
                for path in &event.paths {
                    let Ok(below) = path.strip_prefix(&self.root) else {
                        continue;
                    };
                    let mut parts = below.iter().map(|p| p.to_string_lossy().into_owned());
                    let top = parts.next().unwrap_or_default();
                    if matches!(top.as_str(), "content" | "themes") {
                        if below.iter().count() == 1 {
                            // The folder itself has gone or come back: its watch went with it.
                            self.watch_folders();
                        }
                        matters |= !parts.any(|p| is_editors_own(&p));
                    }
                }
            }
            if matters {
                return true;
            }
        }
        false
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
