//! Bundle → disk, in one step or not at all.
//!
//! Two generations lie beside each other: the live folder, and the previous one in a hidden folder next to it
//! (`.public.rubrika/next`). The previous one is brought up to date file by file – unchanged files are not rewritten,
//! nothing is deleted wholesale – flushed, and exchanged with the live one by a single rename. Whatever happens before
//! that rename, the live folder stays as it was. The manifest lies in the folder it describes, so the exchange carries it along.
//!
//! A file of the live folder that still holds is linked, not written again: it keeps its time in both generations, and
//! neither a web server nor rsync sees a change where there is none. So a file is never written through: it is replaced.

use std::collections::{BTreeMap, BTreeSet, HashSet};
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
    /// The bytes that changed files had.
    pub old: BTreeMap<String, Vec<u8>>,
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
    // Before anything is made: beside a folder that is not ours, nothing of ours has to lie.
    if !state.exists() {
        refuse_foreign(&out, read_manifest(&out)?.as_ref())?;
    }
    make_state(&state)?;
    let _lock = lock(&state)?;
    let next = state.join("next");
    recover(&next, &out)?;
    let live = read_manifest(&out)?;
    refuse_foreign(&out, live.as_ref())?;
    let mut changes = compare(bundle, &out, live.as_ref());
    changes.old = changes
        .changed
        .par_iter()
        .filter_map(|path| Some((path.clone(), fs::read(out.join(path)).ok()?)))
        .collect();
    if changes.is_empty() && live.is_some() {
        return Ok(changes);
    }
    let foreign = Foreign::of(&out, live.as_ref())?;
    refuse_overlap(bundle, &out, &foreign)?;
    prepare(bundle, (&out, &next), &foreign, &changes.added)?;
    exchange(&next, &out)?;
    Ok(changes)
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

/// Whether a file of the administrator's may lie at a path: in a folder that is there, and outside the output.
///
/// # Errors
/// It may not, and why.
pub fn check_outside(path: &Path, out: &Path) -> Result<(), Error> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = fs::canonicalize(folder).map_err(|e| {
        Error::io("не могу открыть папку", folder, &e).help("создайте её или укажите другой файл")
    })?;
    if fs::canonicalize(out).is_ok_and(|out| folder.starts_with(out)) {
        return Err(Error::new(format!(
            "файл «{}» лежит в папке вывода и попал бы на сайт",
            path.display()
        ))
        .help("укажите файл в другом месте"));
    }
    Ok(())
}

/// Adds lines to a text file of the administrator's; those that it has already are not repeated.
///
/// # Errors
/// The disk refuses.
pub fn append_lines(path: &Path, lines: &[String]) -> Result<(), Error> {
    let fail = |e| Error::io("не могу записать", path, &e);
    let old = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(fail(e)),
    };
    let known: BTreeSet<&str> = old.lines().map(str::trim).collect();
    let mut text = String::new();
    if !old.is_empty() && !old.ends_with('\n') {
        text.push('\n');
    }
    for line in lines.iter().filter(|l| !known.contains(l.as_str())) {
        text.push_str(&format!("{line}\n"));
    }
    File::options()
        .create(true)
        .append(true)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(fail)
}

/// A repository inside the output: whoever copies the folder to a server copies everything that was ever in it.
pub fn repository_within(out: &Path) -> Option<PathBuf> {
    let git = out.join(".git");
    fs::symlink_metadata(&git).is_ok().then_some(git)
}

/// The output folder, absolute, if it may be one.
fn checked(root: &Path, out: &Path) -> Result<PathBuf, Error> {
    let absolute =
        |p: &Path| std::path::absolute(p).map_err(|e| Error::io("не могу понять путь", p, &e));
    let out_path = normal(&absolute(out)?);
    match fs::symlink_metadata(&out_path) {
        Ok(meta) if meta.is_symlink() => {
            return Err(Error::new(format!(
                "папка вывода «{}» – символическая ссылка",
                out.display()
            ))
            .help("укажите саму папку: --out ПАПКА"));
        }
        Ok(meta) if !meta.is_dir() => return Err(refused(out, "это файл, а не папка")),
        _ => {}
    }
    // Compare real paths: the output may not exist yet, its parent must.
    let parent = out_path.parent().unwrap_or(Path::new("/")).to_path_buf();
    let parent = fs::canonicalize(&parent).map_err(|e| {
        Error::io("не могу открыть папку", &parent, &e)
            .help("создайте её или укажите другую: --out ПАПКА")
    })?;
    if !parent.is_dir() {
        return Err(refused(out, "она оказалась бы внутри файла"));
    }
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

/// Our folder beside the output; somebody's file or link of that name is not ours to remove.
fn make_state(state: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(state).is_ok_and(|m| !m.is_dir()) {
        return Err(Error::new(format!(
            "«{}» – не папка, а это место нужно для сборки",
            state.display()
        ))
        .help("переименуйте или уберите этот файл"));
    }
    make_folder(state)
}

/// What a crash between the renames of [`exchange`] has left.
fn recover(next: &Path, out: &Path) -> Result<(), Error> {
    let aside = aside(next);
    if fs::symlink_metadata(&aside).is_err() {
        return Ok(());
    }
    let place = if out.exists() { next } else { out };
    let recovered = match place.exists() {
        true => fs::remove_dir_all(&aside),
        false => fs::rename(&aside, place),
    };
    recovered.map_err(|e| Error::io("не могу вернуть на место", &aside, &e))
}

/// Where the live folder waits while `next` takes its place in two steps.
fn aside(next: &Path) -> PathBuf {
    next.with_file_name("previous")
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
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::InvalidData
            ) =>
        {
            return Ok(None);
        }
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

/// What lies in the live folder and was not put there by us: not ours to lose. Paths below the folder.
#[derive(Default)]
struct Foreign {
    files: BTreeSet<PathBuf>,
    /// Folders without any file of ours.
    folders: BTreeSet<PathBuf>,
}

impl Foreign {
    fn of(out: &Path, live: Option<&Manifest>) -> Result<Self, Error> {
        let Some(live) = live else {
            return Ok(Self::default());
        };
        let ours: BTreeSet<&Path> = live.keys().map(Path::new).collect();
        let our_folders: BTreeSet<&Path> =
            ours.iter().flat_map(|p| p.ancestors().skip(1)).collect();
        let (mut files, mut folders) = below(out)?;
        files.retain(|p| p != Path::new(MANIFEST) && !ours.contains(p.as_path()));
        folders.retain(|p| !our_folders.contains(p.as_path()));
        Ok(Self { files, folders })
    }
}

/// Never write over a foreign file, nor a folder over a file or a file over a folder.
fn refuse_overlap(bundle: &Bundle, out: &Path, foreign: &Foreign) -> Result<(), Error> {
    let overlap = bundle.iter().find_map(|(path, bytes)| {
        let path = Path::new(path.as_str());
        let above = path.ancestors().find(|p| foreign.files.contains(*p));
        above
            .filter(|p| *p != path || same_file(&out.join(path), bytes) != Some(true))
            .or_else(|| foreign.folders.get(path).map(PathBuf::as_path))
    });
    match overlap {
        None => Ok(()),
        Some(path) => Err(Error::new(format!(
            "«{}» – чужое, а на этом месте должно лежать наше",
            out.join(path).display()
        ))
        .help("переименуйте или уберите: чужое программа не удаляет и не перезаписывает")),
    }
}

/// Makes `next` what the output will be: the bundle, and what is foreign in the live folder. `added` are the files that
/// the live folder does not have.
fn prepare(
    bundle: &Bundle,
    (out, next): (&Path, &Path),
    foreign: &Foreign,
    added: &[String],
) -> Result<(), Error> {
    let added: HashSet<&str> = added.iter().map(String::as_str).collect();
    make_folder(next)?;
    // Without a manifest a torn preparation is recognised as such.
    remove(&next.join(MANIFEST))?;
    let wanted: BTreeSet<&Path> = bundle
        .iter()
        .map(|(p, _)| Path::new(p.as_str()))
        .chain(foreign.files.iter().map(PathBuf::as_path))
        .collect();
    let (files, folders) = below(next)?;
    for stale in files.iter().filter(|p| !wanted.contains(p.as_path())) {
        remove(&next.join(stale))?;
    }
    let wanted_folders: BTreeSet<&Path> = wanted
        .iter()
        .filter_map(|p| p.parent())
        .chain(foreign.folders.iter().map(PathBuf::as_path))
        .flat_map(Path::ancestors)
        .collect();
    // The innermost first; all their files that are not wanted are gone already.
    for stale in folders.iter().rev() {
        if !wanted_folders.contains(stale.as_path()) {
            let stale = next.join(stale);
            fs::remove_dir(&stale).map_err(|e| Error::io("не могу убрать", &stale, &e))?;
        }
    }
    // The outer ones first.
    let mut levels: BTreeMap<usize, Vec<&Path>> = BTreeMap::new();
    for folder in wanted_folders {
        let depth = folder.components().count();
        levels.entry(depth).or_default().push(folder);
    }
    for level in levels.values() {
        level.par_iter().try_for_each(|folder| {
            let (live, next) = (out.join(folder), next.join(folder));
            if !folders.contains(*folder) {
                make_folder(&next)?;
            }
            keep_mode(&live, &next);
            Ok::<(), Error>(())
        })?;
    }
    for path in &foreign.files {
        carry_over(&out.join(path), &next.join(path))?;
    }
    let entries: Vec<_> = bundle.iter().collect();
    let lines: Result<Vec<String>, Error> = entries
        .into_par_iter()
        .map(|(path, bytes)| {
            let (target, live) = (next.join(path.as_str()), out.join(path.as_str()));
            // The disk is not asked for what is known to be absent: a new section would ask three times a file.
            let there = files.contains(Path::new(path.as_str()));
            let new = added.contains(path.as_str());
            if !there || same_file(&target, bytes) != Some(true) {
                if !new && same_file(&live, bytes) == Some(true) {
                    carry_over(&live, &target)?;
                } else if there {
                    write_file(&target, bytes)?;
                } else {
                    create_file(&target, bytes)?;
                }
            }
            Ok(format!("{}  {path}\n", blake3::hash(bytes).to_hex()))
        })
        .collect();
    let manifest = format!("{HEADER}\n{}", lines?.concat());
    write_file(&next.join(MANIFEST), manifest.as_bytes())?;
    sync_folder(next)
}

/// All files and all folders below a folder, as paths below it; links are not followed.
fn below(folder: &Path) -> Result<(BTreeSet<PathBuf>, BTreeSet<PathBuf>), Error> {
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_owned();
            let io = e
                .into_io_error()
                .unwrap_or_else(|| io::Error::other("петля в папках"));
            Error::io("не могу прочитать", &path, &io)
        })?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        match entry.file_type().is_dir() {
            true => folders.insert(path.to_owned()),
            false => files.insert(path.to_owned()),
        };
    }
    Ok((files, folders))
}

/// The same file in both generations: a link, or a copy where the disk has no links.
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
    // Never through the old file: it may be linked from elsewhere, or a server may be sending it.
    remove(path)?;
    create_file(path, bytes)
}

fn create_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|e| Error::io("не могу записать", path, &e))
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

/// Generations change places; who may read a folder must not change with them.
#[cfg(unix)]
fn keep_mode(from: &Path, to: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path| fs::symlink_metadata(path).map(|m| m.permissions().mode() & 0o7777);
    if let Ok(from) = mode(from)
        && let Ok(old) = mode(to)
    {
        // We have to be able to write there ourselves. A mode that the disk does not keep is none of the text's trouble.
        let mode = from | 0o700;
        if mode != old {
            let _ = fs::set_permissions(to, fs::Permissions::from_mode(mode));
        }
    }
}

#[cfg(not(unix))]
fn keep_mode(_: &Path, _: &Path) {}

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
    let fail = |e: io::Error| {
        let error = Error::io("не могу поставить на место", out, &e);
        match e.kind() {
            io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
                error.help("похоже, это отдельный диск: укажите папку внутри него: --out ПАПКА")
            }
            _ => error,
        }
    };
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
    let aside = aside(next);
    fs::rename(out, &aside).map_err(fail)?;
    if let Err(e) = fs::rename(next, out) {
        let _ = fs::rename(&aside, out);
        return Err(fail(e));
    }
    fs::rename(&aside, next).map_err(fail)
}
