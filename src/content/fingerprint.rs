//! The fingerprint of a content: as long as it is the same, the same comes of it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::source::git::Days;
use crate::source::{Attachment, RelPath, SourceFile};

use super::Examined;
use super::guard::Wards;

/// The fingerprint of a content that the gate has been opened to, BLAKE3: the day, the days of the files, every text, and
/// what anybody looks at of the attachments. `own` is what else its output follows from.
pub fn of<'o>(
    examined: &Examined,
    wards: &Wards,
    days: &Days,
    own: impl Iterator<Item = &'o [u8]>,
) -> [u8; 32] {
    let mut whole = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        whole.update(&(bytes.len() as u64).to_le_bytes());
        whole.update(bytes);
    };
    own.for_each(&mut part);
    part(examined.today.to_string().as_bytes());
    part(days.told().as_bytes());
    let files: Vec<&SourceFile> = examined.sources.files().map(|(_, file)| file).collect();
    let texts = files.par_iter().map(|file| file.text.as_bytes());
    let hashes: Vec<blake3::Hash> = texts.map(blake3::hash).collect();
    for (file, hash) in files.iter().zip(hashes) {
        part(file.path.as_str().as_bytes());
        part(hash.as_bytes());
    }
    // The gate has asked for those that are published, the guard will for those that are closed; of the others nobody
    // knows more than their names and sizes.
    let closed: BTreeSet<&RelPath> = wards.files.iter().map(|(_, path)| path).collect();
    let hash = |file: &Attachment| {
        let looked_at = file.is_read() || closed.contains(&file.path);
        let bytes = looked_at.then(|| file.bytes().ok()).flatten();
        bytes.map_or([0; 32], |bytes| *blake3::hash(&bytes).as_bytes())
    };
    let attachments = examined.sources.attachments();
    let hashes: Vec<[u8; 32]> = attachments.par_iter().map(hash).collect();
    for (file, hash) in attachments.iter().zip(hashes) {
        part(file.path.as_str().as_bytes());
        part(&file.size.to_le_bytes());
        part(&hash);
    }
    *whole.finalize().as_bytes()
}
