//! What goes to the disk: a sorted map from paths to bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::OutPath;
use crate::vocab::Kind;

/// The entry that a file of the output belongs to.
pub type Origin = Option<(Kind, String)>;

/// The whole output in memory.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    files: BTreeMap<OutPath, File>,
}

/// A file of the output.
#[derive(Clone, Debug)]
struct File {
    bytes: Arc<[u8]>,
    origin: Origin,
    /// Of a page that a lasting session remembers.
    hash: Option<[u8; 32]>,
}

impl Bundle {
    /// Adds a file; the bytes of another file that is already there come back.
    pub fn insert(
        &mut self,
        path: OutPath,
        bytes: Arc<[u8]>,
        origin: Origin,
    ) -> Result<(), Arc<[u8]>> {
        match self.files.get(&path) {
            Some(other) if other.bytes != bytes => Err(other.bytes.clone()),
            other => {
                let file = File {
                    bytes,
                    origin: origin.or_else(|| other?.origin.clone()),
                    hash: None,
                };
                self.files.insert(path, file);
                Ok(())
            }
        }
    }

    /// The bytes at a path.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        let path = OutPath::new(path).ok()?;
        self.files.get(&path).map(|file| &file.bytes)
    }

    /// Notes the hash of the bytes at a path, for those who would have to make it.
    pub(super) fn note_hash(&mut self, path: &OutPath, hash: [u8; 32]) {
        if let Some(file) = self.files.get_mut(path) {
            file.hash = Some(hash);
        }
    }

    /// The BLAKE3 hash of the bytes at a path, where a session remembers it.
    pub fn hash(&self, path: &OutPath) -> Option<[u8; 32]> {
        self.files.get(path)?.hash
    }

    /// All files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Arc<[u8]>)> {
        self.files.iter().map(|(path, file)| (path, &file.bytes))
    }

    /// The entry that a file belongs to.
    pub fn origin(&self, path: &OutPath) -> Option<(Kind, &str)> {
        let origin = self.files.get(path)?.origin.as_ref();
        origin.map(|(kind, id)| (*kind, id.as_str()))
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
