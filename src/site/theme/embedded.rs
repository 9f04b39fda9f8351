//! The themes inside the binary: the default one, and those that lie over it.

use include_dir::{Dir, include_dir};

use super::Layer;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

static STRICT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/strict");

/// All files of the default theme.
pub(super) fn layer() -> Layer {
    files_of(&DEFAULT)
}

/// What the theme of this name lays over the default one, if the binary knows it.
pub(super) fn named(name: &str) -> Option<Layer> {
    match name {
        "default" => Some(Layer::new()),
        "strict" => Some(files_of(&STRICT)),
        _ => None,
    }
}

fn files_of(dir: &Dir<'_>) -> Layer {
    let mut files = Layer::new();
    collect(dir, &mut files);
    files
}

/// Whether a file of the output is one of the default theme's, byte for byte.
pub(super) fn holds(path: &str, bytes: &[u8]) -> bool {
    path.strip_prefix("assets/")
        .and_then(|rest| DEFAULT.get_file(format!("static/{rest}")))
        .is_some_and(|f| f.contents() == bytes)
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
