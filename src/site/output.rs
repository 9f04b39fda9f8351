//! What goes to the disk: a sorted map from paths to files.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::source::OutPath;
use crate::vocab::Kind;

/// The entry that a file of the output belongs to.
pub type Origin = Option<(Kind, Arc<str>)>;

/// The whole output: all files by path, each in memory or on a [`Shelf`].
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    files: BTreeMap<OutPath, File>,
}

/// A file of the output.
#[derive(Clone, Debug)]
pub struct File {
    /// What is in it.
    pub body: Body,
    /// The entry that it belongs to.
    pub origin: Origin,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Body {
    /// In memory, with the BLAKE3 hash of it where somebody remembers it.
    Here(Arc<[u8]>, Option<[u8; 32]>),
    /// On a [`Shelf`]: so many bytes, with this BLAKE3 hash.
    Away(u64, [u8; 32]),
}

/// The fingerprint of all that an output and what is said of it follow from.
pub type Inputs = [u8; 32];

/// Where files go as soon as they may, so that they need not be in memory all together.
pub trait Shelf: Sync {
    /// Takes a file over; returns the BLAKE3 hash of its bytes. `None`: it has to stay where it is.
    fn take(&self, path: &OutPath, bytes: &[u8]) -> Option<[u8; 32]>;

    /// Whether all is already there that comes of these inputs, and there was nothing to say of it.
    fn holds(&self, _inputs: &Inputs) -> bool {
        false
    }
}

/// For those who only want to know whether all is well: a file that may go is gone.
pub struct Nowhere;

impl Shelf for Nowhere {
    fn take(&self, _: &OutPath, bytes: &[u8]) -> Option<[u8; 32]> {
        Some(*blake3::hash(bytes).as_bytes())
    }
}

impl File {
    /// What is in it, if it is in memory.
    pub fn bytes(&self) -> Option<&Arc<[u8]>> {
        match &self.body {
            Body::Here(bytes, _) => Some(bytes),
            Body::Away(..) => None,
        }
    }

    /// Bytes in it.
    pub fn size(&self) -> u64 {
        match &self.body {
            Body::Here(bytes, _) => bytes.len() as u64,
            Body::Away(size, _) => *size,
        }
    }

    /// The BLAKE3 hash of its bytes, if somebody has made it already.
    pub fn known(&self) -> Option<[u8; 32]> {
        match &self.body {
            Body::Here(_, known) => *known,
            Body::Away(_, hash) => Some(*hash),
        }
    }

    /// The BLAKE3 hash of its bytes.
    pub fn hash(&self) -> [u8; 32] {
        match &self.body {
            Body::Here(bytes, None) => *blake3::hash(bytes).as_bytes(),
            Body::Here(_, Some(hash)) | Body::Away(_, hash) => *hash,
        }
    }

    /// Whether there is the same in both.
    fn same(&self, other: &Self) -> bool {
        match (self.bytes(), other.bytes()) {
            (Some(one), Some(other)) => one == other,
            _ => self.hash() == other.hash(),
        }
    }
}

impl Bundle {
    /// Adds a file; `false` if another file is already there.
    pub fn insert(&mut self, path: OutPath, file: File) -> bool {
        match self.files.entry(path) {
            Entry::Occupied(mut other) => {
                let other = other.get_mut();
                if !other.same(&file) {
                    return false;
                }
                // One that has to stay stays.
                if file.bytes().is_some() {
                    other.body = file.body;
                }
                other.origin = file.origin.or_else(|| other.origin.take());
            }
            Entry::Vacant(place) => {
                place.insert(file);
            }
        }
        true
    }

    /// The file at a path.
    pub fn file(&self, path: &str) -> Option<&File> {
        let file = self.files.get(path);
        file.or_else(|| self.files.get(&OutPath::new(path).ok()?))
    }

    /// The bytes at a path, if they are in memory.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.file(path)?.bytes()
    }

    /// All files by path.
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, &File)> {
        self.files.iter()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Bytes in all.
    pub fn size(&self) -> u64 {
        self.files.values().map(File::size).sum()
    }
}
