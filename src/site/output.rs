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
    files: BTreeMap<OutPath, Arc<[u8]>>,
    origins: BTreeMap<OutPath, (Kind, String)>,
    /// Of pages that a lasting session remembers.
    hashes: BTreeMap<OutPath, [u8; 32]>,
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
            Some(other) if *other != bytes => Err(other.clone()),
            _ => {
                if let Some(origin) = origin {
                    self.origins.insert(path.clone(), origin);
                }
                self.files.insert(path, bytes);
                Ok(())
            }
        }
    }

    /// The bytes at a path.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        let path = OutPath::new(path).ok()?;
        self.files.get(&path)
    }

    /// Notes the hash of the bytes at a path, for those who would have to make it.
    pub(super) fn note_hash(&mut self, path: OutPath, hash: [u8; 32]) {
        self.hashes.insert(path, hash);
    }

    /// The BLAKE3 hash of the bytes at a path, where a session remembers it.
    pub fn hash(&self, path: &OutPath) -> Option<[u8; 32]> {
        self.hashes.get(path).copied()
    }

    /// All files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// The entry that a file belongs to.
    pub fn origin(&self, path: &OutPath) -> Option<(Kind, &str)> {
        self.origins
            .get(path)
            .map(|(kind, id)| (*kind, id.as_str()))
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
        self.files.values().map(|b| b.len() as u64).sum()
    }
}
