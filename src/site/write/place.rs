//! Where an output may lie, and where what belongs to it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::Error;

use super::files::make_folder;

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

/// A repository inside the output: whoever copies the folder to a server copies everything that was ever in it.
pub fn repository_within(out: &Path) -> Option<PathBuf> {
    let git = out.join(".git");
    fs::symlink_metadata(&git).is_ok().then_some(git)
}

/// The output folder, absolute, if it may be one.
pub fn checked(root: &Path, out: &Path) -> Result<PathBuf, Error> {
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

pub fn state_folder(out: &Path) -> Result<PathBuf, Error> {
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
pub fn make_state(state: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(state).is_ok_and(|m| !m.is_dir()) {
        return Err(Error::new(format!(
            "«{}» – не папка, а это место нужно для сборки",
            state.display()
        ))
        .help("переименуйте или уберите этот файл"));
    }
    make_folder(state)
}
