//! Bundle → disk, in one step or not at all.
//!
//! Two generations lie beside each other: the live folder, and the previous one in a hidden folder next to it
//! (`.public.rubrika/next`). The previous one is brought up to date file by file – unchanged files are not rewritten,
//! nothing is deleted wholesale – flushed, and exchanged with the live one by a single rename. Whatever happens before
//! that rename, the live folder stays as it was. The manifest lies in the folder it describes, so the exchange carries it along.
//!
//! A page does not wait in memory until all others are there: as soon as it may go it is put into a third folder
//! (`fresh`), from which it goes into the next generation by a rename. If the section does not come about, that folder is
//! removed, and neither generation has been touched.
//!
//! A file of the live folder that still holds is linked, not written again: it keeps its time in both generations, and
//! neither a web server nor rsync sees a change where there is none. So a file is never written through: it is replaced.

mod desk;
mod files;
mod generations;
mod place;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::diag::Error;
use crate::source::OutPath;

use super::output::{Bundle, Shelf};

pub use files::append_lines;
pub use place::{check_outside, repository_within};

use desk::{Desk, Put};
use files::remove;
use generations::{MANIFEST, lock};
use place::{checked, state_folder};

/// What a write has changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there.
    pub added: Vec<String>,
    /// Files whose bytes are new.
    pub changed: Vec<String>,
    /// Files that are gone.
    pub removed: Vec<String>,
    /// The bytes that changed files had, and those that they have.
    pub bytes: BTreeMap<String, (Vec<u8>, Vec<u8>)>,
    /// Files in all.
    pub total: usize,
}

impl Changes {
    /// Whether the output was already as it should be.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// A section on its way to the disk. What it has taken and not written is gone with it.
pub struct Writer {
    root: PathBuf,
    out: PathBuf,
    /// Opened when the first page comes: a section with errors leaves no trace.
    desk: OnceLock<Result<Desk, Error>>,
    taken: Mutex<BTreeMap<OutPath, Put>>,
}

impl Writer {
    /// Will bring the folder `out` of the project in `root` to what a bundle says.
    pub fn new(root: &Path, out: &Path) -> Self {
        Self {
            root: root.to_owned(),
            out: out.to_owned(),
            desk: OnceLock::new(),
            taken: Mutex::default(),
        }
    }

    fn desk(&self) -> &Result<Desk, Error> {
        self.desk.get_or_init(|| Desk::open(&self.root, &self.out))
    }

    /// Brings the folder to what the bundle says.
    ///
    /// # Errors
    /// The folder is not ours, is one that must not be an output, another run is writing it, or the disk refuses.
    /// In every case the folder is as it was.
    pub fn write(mut self, bundle: &Bundle) -> Result<Changes, Error> {
        let _ = self.desk();
        let mut desk = match self.desk.take() {
            Some(desk) => desk?,
            None => return Ok(Changes::default()),
        };
        let taken = std::mem::take(&mut self.taken);
        let taken = taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut changes = desk.compare(bundle, &taken);
        let read = |path: &String| fs::read(desk.out.join(path)).ok();
        let old: Vec<Option<Vec<u8>>> = changes.changed.par_iter().map(read).collect();
        if !changes.is_empty() || desk.live.is_none() {
            desk.bring(bundle, taken, &changes)?;
        }
        let new: Vec<Option<Vec<u8>>> = changes.changed.par_iter().map(read).collect();
        let changed = changes.changed.iter().zip(old.into_iter().zip(new));
        changes.bytes = changed
            .filter_map(|(path, (old, new))| Some((path.clone(), (old?, new?))))
            .collect();
        desk.keep();
        Ok(changes)
    }
}

impl Shelf for Writer {
    fn take(&self, path: &OutPath, bytes: &[u8]) -> Option<[u8; 32]> {
        let desk = self.desk().as_ref().ok()?;
        let put = desk.put(path, bytes).ok()?;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.insert(path.clone(), put);
        Some(*blake3::hash(bytes).as_bytes())
    }
}

/// Brings the folder `out` to what a bundle says that is in memory.
///
/// # Errors
/// Those of [`Writer::write`].
pub fn write(bundle: &Bundle, root: &Path, out: &Path) -> Result<Changes, Error> {
    Writer::new(root, out).write(bundle)
}

/// Takes files out of the previous generation: what has just been withdrawn from the site is not kept beside it.
///
/// # Errors
/// The disk refuses.
pub fn forget<'p>(
    root: &Path,
    out: &Path,
    paths: impl IntoIterator<Item = &'p str>,
) -> Result<(), Error> {
    let state = state_folder(&checked(root, out)?)?;
    let _lock = lock(&state)?;
    let previous = state.join("next");
    // What is no longer whole does not pass for a generation.
    remove(&previous.join(MANIFEST))?;
    paths
        .into_iter()
        .try_for_each(|path| remove(&previous.join(path)))
}
