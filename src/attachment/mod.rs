//! Attachments: what a person or a machine could read in them, and pictures without their metadata.
//!
//! A file is known by its first bytes, and only then by its name. Whatever can be read becomes [`Piece`]s with a place
//! in Russian; what cannot be vouched for becomes [`Trouble`]. Nothing is trusted: what is unpacked, how deep and how
//! many members there are is limited (`gather.rs`), and no walk follows a reference twice.

mod archive;
mod gather;
mod markup;
mod office;
mod ole;
mod pdf;
mod picture;
mod plain;
mod rtf;
mod sniff;
#[cfg(test)]
mod tests;
mod xml;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::text::plural;

use gather::Gather;

/// What could be read of a file.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Every text in it, in the order of the file.
    pub pieces: Vec<Piece>,
    /// Why the pieces may be not all that is there.
    pub trouble: Option<Trouble>,
}

/// A text inside a file, and where it stands: «страница 3», «скрытый лист «Пары»», «EXIF: автор».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The place, in Russian, with a small first letter.
    pub place: String,
    /// The text.
    pub text: String,
}

/// Why a file (or a part of it) cannot be vouched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A password is needed.
    Encrypted,
    /// Pages without a text layer.
    Scan {
        /// Pages in all.
        pages: usize,
        /// Pages that show something, but have no text.
        without_text: usize,
    },
    /// The file breaks the rules of its format; how.
    Damaged(String),
    /// A format that nobody here can read, or not to the end; which.
    Unknown(String),
    /// Too much to unpack, or too deep.
    TooBig,
}

impl Trouble {
    /// One sentence with a small first letter and without a full stop.
    pub fn sentence(&self) -> String {
        match self {
            Self::Encrypted => "файл закрыт паролем".into(),
            Self::Scan {
                pages: 1,
                without_text: 1,
            } => "это скан: на единственной странице нет текста, который можно прочитать".into(),
            Self::Scan {
                pages,
                without_text,
            } => format!(
                "похоже на скан: {} из {pages} без текста, который можно прочитать",
                plural::count(*without_text, "страница", "страницы", "страниц")
            ),
            Self::Damaged(how) => format!("файл повреждён: {how}"),
            Self::Unknown(what) => format!("программа не умеет читать {what}"),
            Self::TooBig => {
                "в файле слишком много данных или вложенных друг в друга архивов".into()
            }
        }
    }
}

/// Whether a file with this extension (in lower case) should be a raster picture.
pub fn is_picture_name(extension: &str) -> bool {
    [
        "jpg", "jpeg", "png", "webp", "gif", "avif", "heic", "bmp", "tif", "tiff",
    ]
    .contains(&extension)
}

/// Reads everything that a person or a machine could read in the file. Never panics, whatever the bytes.
pub fn read(name: &str, bytes: &[u8]) -> Reading {
    // A slip must not pass for a file without text.
    guarded(|| read_unguarded(name, bytes)).unwrap_or_else(|| Reading {
        pieces: Vec::new(),
        trouble: Some(Trouble::Damaged("программа споткнулась на нём".into())),
    })
}

/// The parsers of PDF, OLE, ZIP and pictures are others' code that meets hostile bytes here: a slip of theirs must not
/// stop the build. `None` if they slipped.
fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    READING.set(true);
    let read = catch_unwind(AssertUnwindSafe(read));
    READING.set(false);
    read.ok()
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a file whose slips are caught: then there is nothing to print about them.
pub fn is_reading() -> bool {
    READING.get()
}

fn read_unguarded(name: &str, bytes: &[u8]) -> Reading {
    let mut g = Gather::default();
    sniff::read(&mut g, name, bytes);
    g.finish()
}

/// A raster picture without metadata, upright: EXIF orientation applied, then EXIF, GPS, IPTC, XMP, comments, thumbnails
/// and trailing bytes gone. `None` if the bytes are no raster picture that we know.
pub fn clean_picture(bytes: &[u8]) -> Option<Result<Vec<u8>, String>> {
    guarded(|| picture::clean(bytes)).unwrap_or_else(|| Some(Err("картинка повреждена".into())))
}
