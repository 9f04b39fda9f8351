//! Folders of output: what is in them, and how they make room.

use std::path::{Path, PathBuf};

/// How many files a folder holds, and megabytes in them; of one kind, if its ending is given.
pub fn size(folder: &Path, ending: &str) -> (usize, f64) {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|e| e.expect("a folder that can be read"))
        .filter(|e| e.file_type().is_file() && e.file_name().to_string_lossy().ends_with(ending));
    let lengths = files.map(|e| e.metadata().expect("a file").len());
    let (count, bytes) = lengths.fold((0, 0), |(n, sum), length| (n + 1, sum + length));
    (count, bytes as f64 / 1e6)
}

/// Moves a folder out of the way, if it is there. It is not deleted: making a tree anew right after deleting it is
/// several times dearer on ext4. Everything goes with the temporary folder, when all is measured.
pub fn set_aside(folder: &Path) {
    if folder.exists() {
        std::fs::rename(folder, free(folder)).expect("a folder that can be renamed");
    }
}

/// A path beside the given one where nothing lies yet.
pub fn free(path: &Path) -> PathBuf {
    let name = path.file_name().expect("a name").to_string_lossy();
    (0..)
        .map(|n| path.with_file_name(format!("old-{n}-{name}")))
        .find(|p| !p.exists())
        .expect("numbers do not end")
}
