//! The folders of one write, as long as it lasts: the live one, the next one, and the one for pages that come early.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::SystemTime;

use foldhash::HashSet;
use rayon::prelude::*;

use crate::diag::Error;
use crate::source::OutPath;

use super::super::output::{self, Bundle, Inputs};
use super::Changes;
use super::files::{
    Tree, below, carry_over, create_file, keep_mode, make_folder, one_file, remove, same_file,
    sync, sync_folder, write_file, written,
};
use super::generations::{
    Foreign, HEADER, MANIFEST, Manifest, exchange, lock, read_manifest, recover, refuse_foreign,
    refuse_overlap,
};
use super::place::{checked, state_folder};

/// So many bytes are worth a flush of their own.
const FLUSH: usize = 6 << 20;

/// Where a page is that came before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The live folder has the same; when that file was written, before it was looked at.
    Live(Option<SystemTime>),
    /// In the folder for early pages; whether the live folder has another file of that path.
    Fresh(bool),
}

/// The folders of one write. Nobody else writes the same output as long as it is there.
pub struct Desk {
    /// The live folder.
    pub out: PathBuf,
    /// Its manifest, if it has one.
    pub live: Option<Manifest>,
    state: PathBuf,
    next: PathBuf,
    fresh: PathBuf,
    /// Folders that have been made there.
    made: Mutex<HashSet<PathBuf>>,
    /// Bytes that have been put since the disk was told to begin, and its work.
    unflushed: AtomicUsize,
    flushing: Mutex<Vec<JoinHandle<Result<(), Error>>>>,
    /// Whether part of a file may lie there: the disk has refused the rest.
    torn: AtomicBool,
    /// What is to be removed in the end if nothing comes of it: the folder for all this was not there before.
    new: bool,
    _lock: File,
}

impl Desk {
    /// Opens the folders, and locks them.
    pub fn open(root: &Path, out: &Path) -> Result<Self, Error> {
        let out = checked(root, out)?;
        let state = state_folder(&out)?;
        let new = !state.exists();
        // Before anything is made: beside a folder that is not ours, nothing of ours has to lie.
        if new {
            refuse_foreign(&out, read_manifest(&out)?.as_ref())?;
        }
        let lock = lock(&state)?;
        let (next, fresh) = (state.join("next"), state.join("fresh"));
        // Of a run that was ended by force.
        if fs::symlink_metadata(&fresh).is_ok() {
            fs::remove_dir_all(&fresh).map_err(|e| Error::io("не могу убрать", &fresh, &e))?;
        }
        recover(&next, &out)?;
        let live = read_manifest(&out)?;
        refuse_foreign(&out, live.as_ref())?;
        Ok(Self {
            out,
            live,
            state,
            next,
            fresh,
            made: Mutex::default(),
            unflushed: AtomicUsize::new(0),
            flushing: Mutex::default(),
            torn: AtomicBool::new(false),
            new,
            _lock: lock,
        })
    }

    /// Puts a page where it waits for the others.
    pub fn put(&self, path: &OutPath, bytes: &[u8]) -> Result<Put, Error> {
        let mut there = false;
        // A new section has nothing to compare with.
        if self.live.is_some() {
            let live = self.out.join(path.as_str());
            let when = written(&live);
            match same_file(&live, bytes) {
                Some(true) => return Ok(Put::Live(when)),
                state => there = state.is_some(),
            }
        }
        let place = self.fresh.join(path.as_str());
        let folder = place.parent().unwrap_or(&self.fresh);
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !made().contains(folder) {
            make_folder(folder)?;
            made().insert(folder.to_owned());
        }
        create_file(&place, bytes).inspect_err(|_| self.torn.store(true, Ordering::Relaxed))?;
        self.flush(bytes.len());
        Ok(Put::Fresh(there))
    }

    /// Lets the disk begin with what has been put, while the rest is made: in the end everything has to wait for it.
    fn flush(&self, bytes: usize) {
        if self.unflushed.fetch_add(bytes, Ordering::Relaxed) < FLUSH {
            return;
        }
        let mut flushing = self.flushing.lock().unwrap_or_else(PoisonError::into_inner);
        if flushing.last().is_none_or(JoinHandle::is_finished) {
            self.unflushed.store(0, Ordering::Relaxed);
            // By now: it may have another name when the thread begins.
            let folder = self.fresh.clone();
            if let Ok(file) = File::open(&folder) {
                flushing.push(std::thread::spawn(move || sync(&file, &folder)));
            }
        }
    }

    /// Waits until everything is on the disk. A system tells of what it could not write only once: the first error counts.
    fn flushed(&self) -> Result<(), Error> {
        let flushing = || self.flushing.lock().unwrap_or_else(PoisonError::into_inner);
        let early = std::mem::take(&mut *flushing());
        let early = early.into_iter().filter_map(|thread| thread.join().ok());
        early.collect::<Result<(), Error>>()?;
        sync_folder(&self.next)
    }

    /// What a bundle changes in the live folder; `taken` are the files that have been put already.
    pub fn compare(&self, bundle: &Bundle, taken: &BTreeMap<OutPath, Put>) -> Changes {
        let files: Vec<_> = bundle.files().collect();
        let states = files.into_par_iter().map(|(path, file)| {
            let state = match (taken.get(path), file.bytes()) {
                (Some(Put::Live(_)), _) => Some(true),
                (Some(Put::Fresh(there)), _) => there.then_some(false),
                (None, Some(bytes)) => same_file(&self.out.join(path.as_str()), bytes),
                (None, None) => None,
            };
            (path.as_str(), state)
        });
        let mut changes = Changes {
            total: bundle.len(),
            size: bundle.size(),
            ..Changes::default()
        };
        for (path, state) in states.collect::<Vec<_>>() {
            match state {
                None => changes.added.push(path.to_owned()),
                Some(false) => changes.changed.push(path.to_owned()),
                Some(true) => {}
            }
        }
        let kept: BTreeSet<&str> = bundle.files().map(|(p, _)| p.as_str()).collect();
        changes.removed = self
            .live
            .iter()
            .flatten()
            .map(|(p, _)| p.clone())
            .filter(|p| !kept.contains(p.as_str()))
            .collect();
        changes
    }

    /// Brings the next generation to what the bundle says, and exchanges it with the live one.
    pub fn bring(
        &self,
        bundle: &Bundle,
        taken: BTreeMap<OutPath, Put>,
        changes: &Changes,
        manifest: &str,
    ) -> Result<(), Error> {
        let foreign = Foreign::of(&self.out, self.live.as_ref())?;
        refuse_overlap(bundle, &self.out, &foreign, &changes.changed)?;
        self.prepare(bundle, taken, &foreign, &changes.added)?;
        write_file(&self.next.join(MANIFEST), manifest.as_bytes())?;
        self.flushed()?;
        exchange(&self.next, &self.out)
    }

    /// Makes `next` what the output will be: the bundle, and what is foreign in the live folder. `added` are the files
    /// that the live folder does not have.
    fn prepare(
        &self,
        bundle: &Bundle,
        taken: BTreeMap<OutPath, Put>,
        foreign: &Foreign,
        added: &[String],
    ) -> Result<(), Error> {
        let (out, next) = (self.out.as_path(), self.next.as_path());
        // The first time, the folder for early pages is what the next generation begins with.
        let begun = !next.exists() && self.fresh.exists();
        if begun {
            fs::rename(&self.fresh, next)
                .map_err(|e| Error::io("не могу поставить на место", next, &e))?;
        }
        make_folder(next)?;
        // Without a manifest a torn preparation is recognised as such.
        remove(&next.join(MANIFEST))?;
        let wanted: HashSet<&Path> = bundle
            .files()
            .map(|(p, _)| Path::new(p.as_str()))
            .chain(foreign.files.iter().map(PathBuf::as_path))
            .collect();
        let (files, folders) = match begun && !self.torn.load(Ordering::Relaxed) {
            true => early(&taken),
            false => below(next)?,
        };
        for stale in files.iter().filter(|p| !wanted.contains(p.as_path())) {
            remove(&next.join(stale))?;
        }
        self.folders(&wanted, foreign, &folders)?;
        for path in &foreign.files {
            carry_over(&out.join(path), &next.join(path))?;
        }
        let added: HashSet<&str> = added.iter().map(String::as_str).collect();
        let bring = |(path, file): (&OutPath, &output::File)| {
            let (target, live) = (next.join(path.as_str()), out.join(path.as_str()));
            // The disk is not asked for what is known to be absent: a new section would ask three times a file.
            let there = files.contains(Path::new(path.as_str()));
            match (taken.get(path), file.bytes()) {
                (Some(Put::Live(when)), _) if *when != written(&live) => {
                    return Err(Error::new(format!(
                        "файл «{}» изменили, пока раздел собирался",
                        live.display()
                    ))
                    .help("соберите раздел ещё раз"));
                }
                (Some(Put::Live(_)), _) if there && one_file(&live, &target) => {}
                (Some(Put::Live(_)), _) => carry_over(&live, &target)?,
                (Some(Put::Fresh(_)), _) if begun => {}
                (Some(Put::Fresh(_)), _) => {
                    let fresh = self.fresh.join(path.as_str());
                    fs::rename(&fresh, &target)
                        .map_err(|e| Error::io("не могу поставить на место", &target, &e))?;
                }
                (None, Some(bytes)) if there && same_file(&target, bytes) == Some(true) => {}
                (None, Some(bytes)) => {
                    let new = added.contains(path.as_str());
                    if !new && same_file(&live, bytes) == Some(true) {
                        carry_over(&live, &target)?;
                    } else if there {
                        write_file(&target, bytes)?;
                    } else {
                        create_file(&target, bytes)?;
                    }
                }
                (None, None) => {
                    return Err(Error::new(format!(
                        "страница «{path}» потерялась при сборке"
                    )));
                }
            }
            Ok(())
        };
        let entries: Vec<_> = bundle.files().collect();
        entries.into_par_iter().try_for_each(bring)
    }

    /// Makes the folders of `next` those that are wanted: `there` are those that it has.
    fn folders(
        &self,
        wanted: &HashSet<&Path>,
        foreign: &Foreign,
        there: &BTreeSet<PathBuf>,
    ) -> Result<(), Error> {
        let wanted: HashSet<&Path> = wanted.iter().filter_map(|p| p.parent()).collect();
        let wanted: HashSet<&Path> = wanted
            .into_iter()
            .chain(foreign.folders.iter().map(PathBuf::as_path))
            .flat_map(Path::ancestors)
            .collect();
        // The innermost first; all their files that are not wanted are gone already.
        for stale in there.iter().rev() {
            if !wanted.contains(stale.as_path()) {
                let stale = self.next.join(stale);
                fs::remove_dir(&stale).map_err(|e| Error::io("не могу убрать", &stale, &e))?;
            }
        }
        let first = !self.out.exists();
        // The outer ones first.
        let mut levels: BTreeMap<usize, Vec<&Path>> = BTreeMap::new();
        for folder in wanted {
            let depth = folder.components().count();
            levels.entry(depth).or_default().push(folder);
        }
        for level in levels.values() {
            level.par_iter().try_for_each(|folder| {
                let (live, next) = (self.out.join(folder), self.next.join(folder));
                if !there.contains(*folder) {
                    make_folder(&next)?;
                }
                if !first {
                    keep_mode(&live, &next);
                }
                Ok::<(), Error>(())
            })?;
        }
        Ok(())
    }

    /// Whether this is the manifest of the live folder.
    pub fn says(&self, manifest: &str) -> bool {
        fs::read(self.out.join(MANIFEST)).is_ok_and(|said| said == manifest.as_bytes())
    }

    fn seal_path(&self) -> PathBuf {
        self.state.join("seal")
    }

    /// Says nothing any more of what the live folder was made of.
    pub fn unseal(&self) -> Result<(), Error> {
        remove(&self.seal_path())
    }

    /// Notes what the live folder was made of, and its manifest.
    pub fn seal(&self, inputs: &Inputs, manifest: &str) {
        // A run without it only takes longer.
        let _ = create_file(
            &self.seal_path(),
            seal(inputs, manifest.as_bytes()).as_bytes(),
        );
    }

    /// The bytes of the live folder, if it was made of these inputs and is still what it was.
    pub fn sealed(&self, inputs: &Inputs) -> Option<u64> {
        let manifest = fs::read(self.out.join(MANIFEST)).ok()?;
        let said = fs::read_to_string(self.seal_path()).ok()?;
        if said != seal(inputs, &manifest) {
            return None;
        }
        let files: Vec<(&String, &String)> = self.live.as_ref()?.iter().collect();
        let sizes = files.into_par_iter().map(|(path, hash)| {
            let path = self.out.join(path);
            let whole = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
            let bytes = fs::read(path).ok().filter(|_| whole)?;
            let same = blake3::hash(&bytes).to_hex().as_str() == hash;
            same.then_some(bytes.len() as u64)
        });
        sizes.sum()
    }

    /// The output is as it should be: what lies beside it stays.
    pub fn keep(&mut self) {
        self.new = false;
    }
}

/// What a seal says.
fn seal(inputs: &Inputs, manifest: &[u8]) -> String {
    let [inputs, manifest] = [blake3::Hash::from_bytes(*inputs), blake3::hash(manifest)];
    format!("{HEADER}\n{inputs}\n{manifest}\n")
}

/// The files and folders of early pages.
fn early(taken: &BTreeMap<OutPath, Put>) -> Tree {
    let fresh = taken.iter().filter(|(_, put)| matches!(put, Put::Fresh(_)));
    let files: HashSet<PathBuf> = fresh.map(|(path, _)| path.as_str().into()).collect();
    let folders: HashSet<&Path> = files.iter().filter_map(|path| path.parent()).collect();
    let folders: HashSet<&Path> = folders.into_iter().flat_map(Path::ancestors).collect();
    let folders = folders
        .into_iter()
        .filter(|folder| *folder != Path::new(""));
    let folders = folders.map(Path::to_owned).collect();
    (files, folders)
}

impl Drop for Desk {
    fn drop(&mut self) {
        // Nothing depends on it: the next run begins with the same.
        let _ = fs::remove_dir_all(&self.fresh);
        if self.new && cfg!(unix) {
            let _ = fs::remove_file(self.state.join("lock"));
            let _ = fs::remove_dir(&self.state);
        }
    }
}
