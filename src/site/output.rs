//! What goes to the disk: a sorted map from paths to bytes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::source::OutPath;
use crate::vocab::Kind;

/// The entry that a file of the output belongs to.
pub type Origin = Option<(Kind, Arc<str>)>;

/// The whole output in memory.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    files: BTreeMap<OutPath, File>,
}

/// A file of the output.
#[derive(Clone, Debug)]
pub struct File {
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// The entry that it belongs to.
    pub origin: Origin,
    /// The BLAKE3 hash of the bytes, where a session remembers it.
    pub hash: Option<[u8; 32]>,
}

impl Bundle {
    /// Adds a file; the bytes of another file that is already there come back.
    pub fn insert(&mut self, path: OutPath, file: File) -> Result<(), Arc<[u8]>> {
        match self.files.entry(path) {
            Entry::Occupied(mut other) => {
                let other = other.get_mut();
                if other.bytes != file.bytes {
                    return Err(other.bytes.clone());
                }
                other.origin = file.origin.or_else(|| other.origin.take());
                other.hash = file.hash.or(other.hash);
            }
            Entry::Vacant(place) => {
                place.insert(file);
            }
        }
        Ok(())
    }

    /// The bytes at a path.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        let file = self.files.get(path);
        let file = file.or_else(|| self.files.get(&OutPath::new(path).ok()?));
        file.map(|file| &file.bytes)
    }

    /// All files by path, with what is known of them.
    pub fn files(&self) -> impl Iterator<Item = (&OutPath, &File)> {
        self.files.iter()
    }

    /// All files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Arc<[u8]>)> {
        self.files.iter().map(|(path, file)| (path, &file.bytes))
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
        self.files.values().map(|f| f.bytes.len() as u64).sum()
    }
}
