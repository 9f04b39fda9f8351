//! The live folder and the previous one: whose they are, and how they change places.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use foldhash::HashSet;
use rayon::prelude::*;

use crate::diag::Error;

use super::super::output::Bundle;
use super::files::{below, is_at};
use super::place::make_state;

/// Marks a folder as ours and lists what we put there: `hash  path`, one a line.
pub const MANIFEST: &str = ".rubrika-manifest";
/// Its first line.
pub const HEADER: &str = "rubrika 1";

/// What a crash between the renames of [`exchange`] has left.
pub fn recover(next: &Path, out: &Path) -> Result<(), Error> {
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

/// Keeps other runs from writing the same output, as long as the file is held. Makes the folder that it lies in.
pub fn lock(state: &Path) -> Result<File, Error> {
    let path = state.join("lock");
    // Another build of the same output is a matter of seconds: wait for it rather than refuse.
    for _ in 0..300 {
        make_state(state)?;
        let opened = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let file = match opened {
            Ok(file) => file,
            // One who has failed has just taken the folder away.
            Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
            Err(e) => return Err(Error::io("не могу создать", &path, &e)),
        };
        match file.try_lock() {
            // One who has failed takes it away, perhaps while we waited for it.
            Ok(()) if is_at(&file, &path) => return Ok(file),
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                std::thread::sleep(std::time::Duration::from_millis(100))
            }
            Err(fs::TryLockError::Error(e)) => return Err(Error::io("не могу занять", &path, &e)),
        }
    }
    Err(Error::new("в эту папку уже полминуты пишет другая сборка")
        .help("дождитесь её конца и повторите"))
}

/// Hashes of our files by their paths.
pub type Manifest = BTreeMap<String, String>;

/// The manifest of a folder; `None` if it has none.
pub fn read_manifest(folder: &Path) -> Result<Option<Manifest>, Error> {
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

/// The manifest of an output.
pub fn manifest(bundle: &Bundle) -> String {
    let files: Vec<_> = bundle.files().collect();
    let lines = files.into_par_iter().map(|(path, file)| {
        let hash = blake3::Hash::from_bytes(file.hash());
        format!("{hash}  {path}\n")
    });
    let lines: Vec<String> = lines.collect();
    format!("{HEADER}\n{}", lines.concat())
}

/// A folder with files and without our manifest belongs to somebody else.
pub fn refuse_foreign(out: &Path, manifest: Option<&Manifest>) -> Result<(), Error> {
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

/// What lies in the live folder and was not put there by us: not ours to lose. Paths below the folder.
#[derive(Default)]
pub struct Foreign {
    pub files: HashSet<PathBuf>,
    /// Folders without any file of ours.
    pub folders: BTreeSet<PathBuf>,
}

impl Foreign {
    /// Looks for it.
    pub fn of(out: &Path, live: Option<&Manifest>) -> Result<Self, Error> {
        let Some(live) = live else {
            return Ok(Self::default());
        };
        let ours: HashSet<&Path> = live.keys().map(Path::new).collect();
        let our_folders: HashSet<&Path> = ours.iter().flat_map(|p| p.ancestors().skip(1)).collect();
        let (mut files, mut folders) = below(out)?;
        files.retain(|p| p != Path::new(MANIFEST) && !ours.contains(p.as_path()));
        folders.retain(|p| !our_folders.contains(p.as_path()));
        Ok(Self { files, folders })
    }
}

/// Never write over a foreign file, nor a folder over a file or a file over a folder.
pub fn refuse_overlap(
    bundle: &Bundle,
    out: &Path,
    foreign: &Foreign,
    changed: &[String],
) -> Result<(), Error> {
    if foreign.files.is_empty() && foreign.folders.is_empty() {
        return Ok(());
    }
    let changed: HashSet<&Path> = changed.iter().map(Path::new).collect();
    let overlap = bundle.files().find_map(|(path, _)| {
        let path = Path::new(path.as_str());
        let above = path.ancestors().find(|p| foreign.files.contains(*p));
        above
            .filter(|p| *p != path || changed.contains(path))
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

/// The one step: `next` becomes the live folder, the live folder becomes the next one's base.
pub fn exchange(next: &Path, out: &Path) -> Result<(), Error> {
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
