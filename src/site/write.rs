//! Bundle → disk, in one step or not at all.
//!
//! Two generations lie beside each other: the live folder, and the previous one in a hidden folder next to it
//! (`.public.rubrika/next`). The previous one is brought up to date file by file – unchanged files are not rewritten,
//! nothing is deleted wholesale – flushed, and exchanged with the live one by a single rename. Whatever happens before
//! that rename, the live folder stays as it was. The manifest lies in the folder it describes, so the exchange carries it along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::Error;

use super::output::Bundle;

/// Marks a folder as ours and lists what we put there: `hash  path`, one a line.
const MANIFEST: &str = ".rubrika-manifest";
const HEADER: &str = "rubrika 1";

/// What a write has changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were not there.
    pub added: Vec<String>,
    /// Files whose bytes are new.
    pub changed: Vec<String>,
    /// Files that are gone.
    pub removed: Vec<String>,
    /// Files in all.
    pub total: usize,
}

impl Changes {
    /// Whether the output was already as it should be.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Brings the folder `out` to what the bundle says.
///
/// # Errors
/// The folder is not ours, is one that must not be an output, another run is writing it, or the disk refuses.
/// In every case the folder is as it was.
pub fn write(bundle: &Bundle, root: &Path, out: &Path) -> Result<Changes, Error> {
    let out = checked(root, out)?;
    let state = state_folder(&out)?;
    make_folder(&state)?;
    let _lock = lock(&state)?;
    let live = read_manifest(&out)?;
    refuse_foreign(&out, live.as_ref())?;
    let changes = compare(bundle, &out, live.as_ref());
    if changes.is_empty() && live.is_some() {
        return Ok(changes);
    }
    let next = state.join("next");
    prepare(bundle, &out, &next, live.as_ref())?;
    exchange(&next, &out)?;
    Ok(changes)
}

/// The output folder, absolute, if it may be one.
fn checked(root: &Path, out: &Path) -> Result<PathBuf, Error> {
    let absolute =
        |p: &Path| std::path::absolute(p).map_err(|e| Error::io("не могу понять путь", p, &e));
    let out_path = normal(&absolute(out)?);
    if fs::symlink_metadata(&out_path).is_ok_and(|m| m.file_type().is_symlink()) {
        return Err(Error::new(format!(
            "папка вывода «{}» – символическая ссылка",
            out.display()
        ))
        .help("укажите саму папку: --out ПАПКА"));
    }
    // Compare real paths: the output may not exist yet, its parent must.
    let parent = out_path.parent().unwrap_or(Path::new("/")).to_path_buf();
    let parent = fs::canonicalize(&parent).map_err(|e| {
        Error::io("не могу открыть папку", &parent, &e)
            .help("создайте её или укажите другую: --out ПАПКА")
    })?;
    let Some(name) = out_path.file_name() else {
        return Err(refused(out, "это корень диска"));
    };
    let real = parent.join(name);
    let root = fs::canonicalize(root).map_err(|e| Error::io("не могу открыть папку", root, &e))?;
    if root.starts_with(&real) {
        return Err(refused(out, "в ней лежит сам проект"));
    }
    for own in ["content", "themes", ".git", "src"] {
        if real.starts_with(root.join(own)) {
            return Err(refused(out, &format!("это внутри папки {own}")));
        }
    }
    let home = std::env::var_os("HOME")
        .or_else(|| std::env::var_os("USERPROFILE"))
        .map(PathBuf::from);
    if home
        .and_then(|h| fs::canonicalize(h).ok())
        .is_some_and(|h| h.starts_with(&real))
    {
        return Err(refused(out, "это ваша домашняя папка"));
    }
    Ok(real)
}

fn refused(out: &Path, why: &str) -> Error {
    Error::new(format!("в папку «{}» писать нельзя: {why}", out.display()))
        .help("укажите отдельную папку: --out ПАПКА")
}

/// `.` and `..` resolved by text.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

fn state_folder(out: &Path) -> Result<PathBuf, Error> {
    let name = out
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let parent = out
        .parent()
        .ok_or_else(|| refused(out, "это корень диска"))?;
    Ok(parent.join(format!(".{name}.rubrika")))
}

fn lock(state: &Path) -> Result<File, Error> {
    let path = state.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|e| Error::io("не могу создать", &path, &e))?;
    // Another build of the same output is a matter of seconds: wait for it rather than refuse.
    for _ in 0..300 {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) => {
                std::thread::sleep(std::time::Duration::from_millis(100))
            }
            Err(fs::TryLockError::Error(e)) => return Err(Error::io("не могу занять", &path, &e)),
        }
    }
    Err(Error::new("в эту папку уже полминуты пишет другая сборка")
        .help("дождитесь её конца и повторите"))
}

type Manifest = BTreeMap<String, String>;

/// The manifest of a folder; `None` if it has none.
fn read_manifest(folder: &Path) -> Result<Option<Manifest>, Error> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Error::io("не могу прочитать", &path, &e)),
    };
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return Ok(None);
    }
    Ok(Some(
        lines
            .filter_map(|l| l.split_once("  "))
            .map(|(hash, path)| (path.to_owned(), hash.to_owned()))
            .collect(),
    ))
}

/// A folder with files and without our manifest belongs to somebody else.
fn refuse_foreign(out: &Path, manifest: Option<&Manifest>) -> Result<(), Error> {
    if manifest.is_some() {
        return Ok(());
    }
    match fs::read_dir(out) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Error::new(format!("в папке «{}» лежат чужие файлы", out.display()))
                .help("укажите пустую или новую папку: --out ПАПКА; чужое программа не удаляет и не перезаписывает")),
        },
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(Error::io("не могу открыть папку", out, &e)),
    }
}

fn compare(bundle: &Bundle, out: &Path, live: Option<&Manifest>) -> Changes {
    let states: Vec<(&str, Option<bool>)> = bundle
        .iter()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(path, bytes)| (path.as_str(), same_file(&out.join(path.as_str()), bytes)))
        .collect();
    let mut changes = Changes {
        total: bundle.len(),
        ..Changes::default()
    };
    for (path, state) in states {
        match state {
            None => changes.added.push(path.to_owned()),
            Some(false) => changes.changed.push(path.to_owned()),
            Some(true) => {}
        }
    }
    let kept: BTreeSet<&str> = bundle.iter().map(|(p, _)| p.as_str()).collect();
    changes.removed = live
        .into_iter()
        .flatten()
        .map(|(p, _)| p.clone())
        .filter(|p| !kept.contains(p.as_str()))
        .collect();
    changes
}

/// Whether the file has these bytes; `None` if there is no such file.
fn same_file(path: &Path, bytes: &[u8]) -> Option<bool> {
    let meta = fs::symlink_metadata(path).ok()?;
    if !meta.is_file() {
        return Some(false);
    }
    Some(meta.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes))
}

/// Makes `next` what the output will be: the bundle, and the foreign files of the live folder.
fn prepare(bundle: &Bundle, out: &Path, next: &Path, live: Option<&Manifest>) -> Result<(), Error> {
    make_folder(next)?;
    // Without a manifest a torn preparation is recognised as such.
    remove(&next.join(MANIFEST))?;
    let foreign = foreign_files(out, live)?;
    let wanted: BTreeSet<&str> = bundle
        .iter()
        .map(|(p, _)| p.as_str())
        .chain(foreign.iter().map(String::as_str))
        .collect();
    for stale in files_below(next)? {
        if !wanted.contains(stale.as_str()) {
            remove(&next.join(&stale))?;
        }
    }
    let folders: BTreeSet<PathBuf> = wanted
        .iter()
        .filter_map(|p| next.join(p).parent().map(Path::to_path_buf))
        .collect();
    for folder in &folders {
        make_folder(folder)?;
    }
    for path in &foreign {
        carry_over(&out.join(path), &next.join(path))?;
    }
    let entries: Vec<_> = bundle.iter().collect();
    let lines: Result<Vec<String>, Error> = entries
        .into_par_iter()
        .map(|(path, bytes)| {
            let target = next.join(path.as_str());
            if same_file(&target, bytes) != Some(true) {
                write_file(&target, bytes)?;
            }
            Ok(format!("{}  {path}\n", blake3::hash(bytes).to_hex()))
        })
        .collect();
    prune_folders(next, &folders)?;
    let manifest = format!("{HEADER}\n{}", lines?.concat());
    write_file(&next.join(MANIFEST), manifest.as_bytes())?;
    sync_folder(next)
}

/// Files of the live folder that we did not put there: they are not ours to lose.
fn foreign_files(out: &Path, live: Option<&Manifest>) -> Result<Vec<String>, Error> {
    let Some(live) = live else {
        return Ok(Vec::new());
    };
    Ok(files_below(out)?
        .into_iter()
        .filter(|p| p != MANIFEST && !live.contains_key(p))
        .collect())
}

fn files_below(folder: &Path) -> Result<Vec<String>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
    {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_owned();
            let io = e
                .into_io_error()
                .unwrap_or_else(|| io::Error::other("петля в папках"));
            Error::io("не могу прочитать", &path, &io)
        })?;
        if !entry.file_type().is_dir() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = below
                .iter()
                .map(|p| p.to_string_lossy().into_owned())
                .collect();
            files.push(parts.join("/"));
        }
    }
    Ok(files)
}

fn carry_over(from: &Path, to: &Path) -> Result<(), Error> {
    remove(to)?;
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|e| Error::io("не могу скопировать", from, &e))
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fail = |e: io::Error| Error::io("не могу записать", path, &e);
    // A hard link to a foreign file, or a folder in the place of a file, must not be written through.
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(path).map_err(fail)?,
        Ok(meta) if !meta.is_file() || links(&meta) > 1 => fs::remove_file(path).map_err(fail)?,
        _ => {}
    }
    let mut file = File::create(path).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    Ok(())
}

#[cfg(unix)]
fn links(meta: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(meta)
}

#[cfg(not(unix))]
fn links(_: &fs::Metadata) -> u64 {
    1
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(Error::io("не могу убрать", path, &e)),
    }
}

fn make_folder(path: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_ok_and(|m| !m.is_dir()) {
        remove(path)?;
    }
    fs::create_dir_all(path).map_err(|e| Error::io("не могу создать папку", path, &e))
}

/// Empty folders of things that are gone.
fn prune_folders(next: &Path, wanted: &BTreeSet<PathBuf>) -> Result<(), Error> {
    let folders: Vec<PathBuf> = walkdir::WalkDir::new(next)
        .min_depth(1)
        .contents_first(true)
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_dir())
        .map(|e| e.into_path())
        .collect();
    for folder in folders {
        if !wanted.contains(&folder) {
            // Fails for a folder that holds something, which is what we want.
            let _ = fs::remove_dir(&folder);
        }
    }
    Ok(())
}

/// One flush for the whole tree is enough: the exchange is ordered after it.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    #[cfg(target_os = "linux")]
    {
        let file =
            File::open(folder).map_err(|e| Error::io("не могу открыть папку", folder, &e))?;
        rustix::fs::syncfs(&file)
            .map_err(|e| Error::io("не могу дописать на диск", folder, &e.into()))?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
    Ok(())
}

/// The one step: `next` becomes the live folder, the live folder becomes the next one's base.
fn exchange(next: &Path, out: &Path) -> Result<(), Error> {
    let fail = |e: io::Error| Error::io("не могу поставить на место", out, &e);
    if !out.exists() {
        return fs::rename(next, out).map_err(fail);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, next, CWD, out, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // A file system without it: two renames, with the way back.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
            Err(e) => return Err(fail(e.into())),
        }
    }
    let aside = next.with_file_name("previous");
    fs::rename(out, &aside).map_err(fail)?;
    if let Err(e) = fs::rename(next, out) {
        let _ = fs::rename(&aside, out);
        return Err(fail(e));
    }
    fs::rename(&aside, next).map_err(fail)
}
