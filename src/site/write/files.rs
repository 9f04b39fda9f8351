//! Single files and folders, each replaced and never written through.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use foldhash::HashSet;

use crate::diag::Error;

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

/// Whether the file has these bytes; `None` if there is no such file.
pub fn same_file(path: &Path, bytes: &[u8]) -> Option<bool> {
    let meta = fs::symlink_metadata(path).ok()?;
    if !meta.is_file() {
        return Some(false);
    }
    Some(meta.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes))
}

/// Whether both paths lead to the same file, or to two that hold the same.
pub fn one_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |path| fs::symlink_metadata(path).ok().map(|m| (m.dev(), m.ino()));
        if id(a).is_some_and(|one| id(b) == Some(one)) {
            return true;
        }
    }
    fs::read(a).is_ok_and(|bytes| same_file(b, &bytes) == Some(true))
}

/// When a file was written last.
pub fn written(path: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(path).and_then(|m| m.modified()).ok()
}

/// Whether an open file still lies at the path that it was opened by.
pub fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let here = file.metadata().map(|m| (m.dev(), m.ino()));
        let there = fs::symlink_metadata(path).map(|m| (m.dev(), m.ino()));
        here.is_ok_and(|here| there.is_ok_and(|there| here == there))
    }
    #[cfg(not(unix))]
    {
        // An open file cannot be taken away there.
        let _ = (file, path);
        true
    }
}

/// Files and folders, as paths below the folder that holds them.
pub type Tree = (HashSet<PathBuf>, BTreeSet<PathBuf>);

/// All files and all folders below a folder; links are not followed.
pub fn below(folder: &Path) -> Result<Tree, Error> {
    let (mut files, mut folders) = (HashSet::default(), BTreeSet::new());
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
pub fn carry_over(from: &Path, to: &Path) -> Result<(), Error> {
    remove(to)?;
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)
        .map(|_| ())
        .map_err(|e| Error::io("не могу скопировать", from, &e))
}

pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    // Never through the old file: it may be linked from elsewhere, or a server may be sending it.
    remove(path)?;
    create_file(path, bytes)
}

pub fn create_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|e| Error::io("не могу записать", path, &e))
}

pub fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(Error::io("не могу убрать", path, &e)),
    }
}

pub fn make_folder(path: &Path) -> Result<(), Error> {
    // Most are new, below one that is there.
    if fs::create_dir(path).is_ok() {
        return Ok(());
    }
    if fs::symlink_metadata(path).is_ok_and(|m| !m.is_dir()) {
        remove(path)?;
    }
    fs::create_dir_all(path).map_err(|e| Error::io("не могу создать папку", path, &e))
}

/// Generations change places; who may read a folder must not change with them.
#[cfg(unix)]
pub fn keep_mode(from: &Path, to: &Path) {
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
pub fn keep_mode(_: &Path, _: &Path) {}

/// One flush for the whole tree is enough: the exchange is ordered after it.
pub fn sync_folder(folder: &Path) -> Result<(), Error> {
    // Elsewhere there is no such flush, and perhaps no way to open a folder.
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let file = File::open(folder).map_err(|e| Error::io("не могу открыть папку", folder, &e))?;
    sync(&file, folder)
}

/// Flushes the disk that an open folder is on; `folder` is its name in a complaint.
#[cfg(target_os = "linux")]
pub fn sync(file: &File, folder: &Path) -> Result<(), Error> {
    rustix::fs::syncfs(file).map_err(|e| Error::io("не могу дописать на диск", folder, &e.into()))
}

#[cfg(not(target_os = "linux"))]
pub fn sync(_: &File, _: &Path) -> Result<(), Error> {
    Ok(())
}
