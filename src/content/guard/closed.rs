//! Files of closed results: a copy of one, or its text by the page, must not go out under another name.

use std::sync::Arc;

use rayon::prelude::*;

use crate::attachment::{self, Reading};
use crate::source::{RelPath, Sources};

use super::reader::file_name;
use super::{GuardMemo, Wards};

/// A file of closed results.
pub struct ClosedFile {
    pub(super) program: usize,
    pub(super) size: usize,
    pub(super) hash: [u8; 32],
    pub(super) reading: Arc<Reading>,
}

/// Reads the files of closed results, those that the memo does not remember.
pub fn closed_files(
    wards: &Wards,
    sources: &Sources,
    memo: Option<&mut GuardMemo>,
) -> Vec<ClosedFile> {
    let known = memo.as_ref().map(|m| &m.closed);
    let read = |(program, path): &(usize, RelPath)| {
        // A file that cannot be read is complained about where it is named.
        let bytes = sources.attachment(path)?.bytes().ok()?;
        let hash = *blake3::hash(&bytes).as_bytes();
        let reading = known.and_then(|k| k.get(&hash).cloned());
        Some(ClosedFile {
            program: *program,
            size: bytes.len(),
            hash,
            reading: reading
                .unwrap_or_else(|| Arc::new(attachment::read(file_name(path.as_str()), &bytes))),
        })
    };
    let files: Vec<ClosedFile> = wards.files.par_iter().filter_map(read).collect();
    if let Some(memo) = memo {
        memo.closed = files.iter().map(|f| (f.hash, f.reading.clone())).collect();
    }
    files
}
