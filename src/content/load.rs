//! Load and parse: the folder as it is → documents, remembered by the hash of their content.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::Error;
use crate::diag::{Diagnostic, Spot};
use crate::source::{FileId, Place, RelPath, Sources, disk};

use super::parse::{self, Parsed};

/// What parsing gave, by path, location among bundles, and content: the same bytes are not read twice.
#[derive(Default)]
pub struct ParseMemo {
    /// Whether it is asked again: one run alone has nothing to remember.
    lasting: bool,
    parsed: BTreeMap<String, ([u8; 32], Parsed)>,
}

impl ParseMemo {
    /// A memo for a session that will run again.
    pub fn lasting() -> Self {
        Self {
            lasting: true,
            ..Self::default()
        }
    }
}

/// Reads the folder and parses every file of it. `texts` stand for those on the disk.
pub fn load(
    root: &Path,
    memo: &mut ParseMemo,
    texts: &[(RelPath, String)],
) -> Result<(Sources, Vec<Parsed>, Vec<Diagnostic>), Error> {
    let (mut sources, diagnostics) = disk::read_content(root)?;
    for (path, text) in texts {
        sources.put(path, text);
    }
    let bundles = parse::bundles(&sources);
    let known = std::mem::take(&mut memo.parsed);
    let files: Vec<_> = sources.files().collect();
    let fresh: Vec<(String, [u8; 32], Parsed)> = files
        .par_iter()
        .map(|(id, file)| {
            if !memo.lasting {
                let path = file.path.as_str().to_owned();
                return (path, [0; 32], parse::parse(*id, file, &bundles));
            }
            let mut hasher = blake3::Hasher::new();
            hasher.update(file.text.as_bytes());
            // Where it stands among bundles decides what it is.
            let address = parse::locate(&file.path, &bundles).map(|a| (a.kind, a.bundle));
            hasher.update(format!("{address:?}").as_bytes());
            let hash = *hasher.finalize().as_bytes();
            let path = file.path.as_str();
            let parsed = match known.get(path) {
                Some((old, parsed)) if *old == hash => rebound(parsed.clone(), *id),
                _ => parse::parse(*id, file, &bundles),
            };
            (path.to_owned(), hash, parsed)
        })
        .collect();
    let mut all = Vec::with_capacity(fresh.len());
    for (path, hash, parsed) in fresh {
        if memo.lasting {
            memo.parsed.insert(path, (hash, parsed.clone()));
        }
        all.push(parsed);
    }
    Ok((sources, all, diagnostics))
}

/// File ids are positions in the sorted list of files: they move when a file appears or goes.
fn rebound(mut parsed: Parsed, id: FileId) -> Parsed {
    if let Some(document) = &mut parsed.document {
        document.file = id;
    }
    for d in &mut parsed.diagnostics {
        if let Spot::Text(Place { file, .. }) = &mut d.spot {
            *file = id;
        }
        for (place, _) in &mut d.related {
            place.file = id;
        }
    }
    parsed
}
