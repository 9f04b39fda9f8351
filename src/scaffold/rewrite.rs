//! Small edits of a text that somebody has written: the rest stays, byte for byte.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::diag::Error;
use crate::source::{Edit, RelPath, apply, apply_to_raw, disk};

/// Puts edits into a file of the content. `read` is the text that the edits were made for: a file that has changed since
/// is left alone. The file is replaced in one step and keeps its mode.
///
/// # Errors
/// The file has changed, or the disk refuses; in either case it is as it was.
pub fn rewrite(root: &Path, path: &RelPath, read: &str, edits: &[Edit]) -> Result<(), Error> {
    let path = root.join(path.as_str());
    let raw = disk::read_raw(&path)?;
    let edited = apply_to_raw(&raw, edits);
    if disk::normalised(&raw) != read || disk::normalised(&edited) != apply(read, edits) {
        return Err(Error::new(format!(
            "файл «{}» изменился, пока программа работала",
            path.display()
        ))
        .help("в нём ничего не изменено; повторите команду"));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.tmp"));
    let fail = |what: &str, e: std::io::Error| {
        let _ = fs::remove_file(&beside);
        Error::io(what, &path, &e).help("файл остался как был; проверьте права на него и на папку")
    };
    let written = fs::File::create(&beside).and_then(|mut file| {
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.write_all(edited.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|e| fail("не могу записать", e))?;
    fs::rename(&beside, &path).map_err(|e| fail("не могу поставить на место", e))
}
