//! The default theme inside the binary.

use include_dir::{Dir, include_dir};

use super::Layer;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// All files of the default theme.
pub(super) fn layer() -> Layer {
    let mut files = Layer::new();
    collect(&DEFAULT, &mut files);
    files
}

fn collect(dir: &Dir<'_>, files: &mut Layer) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, file.contents().to_vec());
    }
    for child in dir.dirs() {
        collect(child, files);
    }
}
