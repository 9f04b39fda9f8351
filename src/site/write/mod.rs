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
//! Beside the generations lies a seal: the fingerprint of what the live folder was made of, and of its manifest. As long as
//! both hold, and every file is what the manifest says, nothing has to be made again.
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
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use crate::diag::Error;
use crate::source::OutPath;

use super::output::{Bundle, Inputs, Shelf};

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
    /// Bytes in all.
    pub size: u64,
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
    /// Opened when it is asked for the first time: content with errors does not get that far. What was not there before
    /// and comes to nothing is removed again.
    desk: OnceLock<Result<Desk, Error>>,
    taken: Mutex<BTreeMap<OutPath, Put>>,
    /// Bytes of an output that was found to hold.
    size: AtomicU64,
}

impl Writer {
    /// Will bring the folder `out` of the project in `root` to what a bundle says.
    pub fn new(root: &Path, out: &Path) -> Self {
        Self {
            root: root.to_owned(),
            out: out.to_owned(),
            desk: OnceLock::new(),
            taken: Mutex::default(),
            size: AtomicU64::new(0),
        }
    }

    fn desk(&self) -> &Result<Desk, Error> {
        self.desk.get_or_init(|| Desk::open(&self.root, &self.out))
    }

    fn open(&mut self) -> Result<Desk, Error> {
        let opened = std::mem::take(&mut self.desk).into_inner();
        opened.unwrap_or_else(|| Desk::open(&self.root, &self.out))
    }

    /// Brings the folder to what the bundle says. `inputs` is the fingerprint of what it was made of, if the next run may
    /// take its word for it: see [`Shelf::holds`].
    ///
    /// # Errors
    /// The folder is not ours, is one that must not be an output, another run is writing it, or the disk refuses.
    /// In every case the folder is as it was.
    pub fn write(mut self, bundle: &Bundle, inputs: Option<&Inputs>) -> Result<Changes, Error> {
        let mut desk = self.open()?;
        let taken = std::mem::take(&mut self.taken);
        let taken = taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut changes = desk.compare(bundle, &taken);
        let read = |path: &String| fs::read(desk.out.join(path)).ok();
        let old: Vec<Option<Vec<u8>>> = changes.changed.par_iter().map(read).collect();
        desk.unseal()?;
        let manifest = generations::manifest(bundle);
        if !changes.is_empty() || !desk.says(&manifest) {
            desk.bring(bundle, taken, &changes, &manifest)?;
        }
        let new: Vec<Option<Vec<u8>>> = changes.changed.par_iter().map(read).collect();
        let changed = changes.changed.iter().zip(old.into_iter().zip(new));
        changes.bytes = changed
            .filter_map(|(path, (old, new))| Some((path.clone(), (old?, new?))))
            .collect();
        if let Some(inputs) = inputs {
            desk.seal(inputs, &manifest);
        }
        desk.keep();
        Ok(changes)
    }

    /// Leaves the folder as it is, because [`Shelf::holds`] said so.
    ///
    /// # Errors
    /// The folder cannot be opened after all.
    pub fn leave(mut self) -> Result<Changes, Error> {
        let mut desk = self.open()?;
        desk.keep();
        Ok(Changes {
            total: desk.live.as_ref().map_or(0, |live| live.len()),
            size: self.size.load(Ordering::Relaxed),
            ..Changes::default()
        })
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

    fn holds(&self, inputs: &Inputs) -> bool {
        let desk = self.desk().as_ref().ok();
        let size = desk.and_then(|desk| desk.sealed(inputs));
        self.size.store(size.unwrap_or_default(), Ordering::Relaxed);
        size.is_some()
    }
}

/// Brings the folder `out` to what a bundle says that is in memory.
///
/// # Errors
/// Those of [`Writer::write`].
pub fn write(bundle: &Bundle, root: &Path, out: &Path) -> Result<Changes, Error> {
    Writer::new(root, out).write(bundle, None)
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
