//! Load and parse: the folder as it is → documents, remembered as long as their files stay as they are.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::Error;
use crate::diag::{Diagnostic, Spot};
use crate::source::disk::{self, Touched};
use crate::source::{FileId, Place, RelPath, SourceFile, Sources};
use crate::vocab::Kind;

use super::parse::body::Body;
use super::parse::{self, Parsed};

/// What a session remembers of the folder: what was read, and what parsing gave.
#[derive(Default)]
pub struct ParseMemo {
    /// Whether it is asked again: one run alone has nothing to remember.
    lasting: bool,
    bundles: BTreeSet<String>,
    last: Option<Last>,
}

impl ParseMemo {
    /// A memo for a session that will run again.
    pub fn lasting() -> Self {
        Self {
            lasting: true,
            ..Self::default()
        }
    }

    /// Whether it is a memo for a session that will run again.
    pub fn is_lasting(&self) -> bool {
        self.lasting
    }
}

/// The folder as it was.
struct Last {
    sources: Arc<Sources>,
    /// What each file gave, in the order of the files.
    parsed: Vec<Arc<Parsed>>,
    diagnostics: Vec<Diagnostic>,
}

/// The folder, loaded and parsed.
pub struct Loaded {
    pub sources: Arc<Sources>,
    /// What each file gave, in the order of the files.
    pub parsed: Vec<Arc<Parsed>>,
    /// Complaints about files that could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// What has changed since the last time, if it is nothing but texts.
    pub edits: Option<Vec<Edit>>,
}

/// A change of a text that leaves everything else as it is: the record, where the text's links lead, which headings it
/// has, whether it says anything.
#[derive(Clone, Debug)]
pub struct Edit {
    pub kind: Kind,
    pub id: String,
    pub file: FileId,
    pub before: Arc<Body>,
    pub after: Arc<Body>,
}

/// What a file is, compared with the last time.
enum Fate {
    Same,
    Edited(Edit),
    Other,
}

/// Reads the folder and parses every file of it, with what is known of changes since the last time. `texts` stand for
/// those on the disk.
pub fn load(
    root: &Path,
    memo: &mut ParseMemo,
    touched: &Touched,
    texts: &[(RelPath, String)],
) -> Result<Loaded, Error> {
    let last = memo.last.take();
    let (mut sources, diagnostics) =
        disk::read_content(root, last.as_ref().map(|last| &*last.sources), touched)?;
    for (path, text) in texts {
        sources.put(path, text);
    }
    let sources = Arc::new(sources);
    let last_sources = last.as_ref().map(|last| &*last.sources);
    let alike = last_sources.is_some_and(|last| same_files(last, &sources));
    let before = std::mem::take(&mut memo.bundles);
    let afresh = (!alike).then(|| parse::bundles(&sources));
    let moved = afresh.as_ref().is_some_and(|afresh| *afresh != before);
    let bundles = afresh.as_ref().unwrap_or(&before);
    let files: Vec<(FileId, &SourceFile)> = sources.files().collect();
    let old = |at: FileId, file: &SourceFile| {
        let last = last.as_ref()?;
        let here = last.sources.file(at).path == file.path;
        let id = if here {
            at
        } else {
            last.sources.find(&file.path)?
        };
        Some((&last.sources.file(id).text, last.parsed.get(id.0 as usize)?))
    };
    let stays = |path: &RelPath| {
        let place = |bundles| parse::locate(path, bundles).map(|a| (a.kind, a.bundle));
        // Where a file stands among bundles decides what it is.
        !moved || place(&before) == place(bundles)
    };
    let read = |(id, file): &(FileId, &SourceFile)| {
        let Some((text, known)) = old(*id, file).filter(|_| stays(&file.path)) else {
            let parsed = parse::parse(*id, file, bundles);
            return (Arc::new(parsed), Fate::Other);
        };
        if Arc::ptr_eq(text, &file.text) || *text == file.text {
            return (rebound(known, *id), Fate::Same);
        }
        let parsed = parse::parse(*id, file, bundles);
        let edit = edit(known, &parsed, (text, &file.text));
        (Arc::new(parsed), edit.map_or(Fate::Other, Fate::Edited))
    };
    let (parsed, fates): (Vec<Arc<Parsed>>, Vec<Fate>) = files.par_iter().map(read).unzip();
    let said = |list: &[Diagnostic]| format!("{list:?}");
    let as_before = alike && last.is_some_and(|last| said(&last.diagnostics) == said(&diagnostics));
    let mut edits = as_before.then(Vec::new);
    for fate in fates {
        match (fate, &mut edits) {
            (Fate::Edited(edit), Some(edits)) => edits.push(edit),
            (Fate::Other, _) => edits = None,
            _ => {}
        }
    }
    if memo.lasting {
        memo.last = Some(Last {
            sources: sources.clone(),
            parsed: parsed.clone(),
            diagnostics: diagnostics.clone(),
        });
        memo.bundles = afresh.unwrap_or(before);
    }
    Ok(Loaded {
        sources,
        parsed,
        diagnostics,
        edits,
    })
}

/// Whether there are the same files, and no other attachments.
fn same_files(a: &Sources, b: &Sources) -> bool {
    let paths = |s: &Sources| s.files().count();
    paths(a) == paths(b)
        && a.files()
            .zip(b.files())
            .all(|((_, a), (_, b))| a.path == b.path)
        && a.unread() == b.unread()
        && (std::ptr::eq(a.attachments(), b.attachments())
            || a.attachments().len() == b.attachments().len()
                && (a.attachments().iter())
                    .zip(b.attachments())
                    .all(|(a, b)| a.is(b)))
}

/// The edit that leads from one state of a file to another, if nothing but the text has changed.
fn edit(before: &Parsed, after: &Parsed, texts: (&str, &str)) -> Option<Edit> {
    let (old, new) = (before.document.as_ref()?, after.document.as_ref()?);
    let (was, is) = (old.body.as_ref()?, new.body.as_ref()?);
    let front = |body: &Body| ..body.span.start as usize;
    let same = texts.0.as_bytes()[front(was)] == texts.1.as_bytes()[front(is)]
        && was.is_empty() == is.is_empty()
        && was
            .headings
            .iter()
            .map(|h| &h.id)
            .eq(is.headings.iter().map(|h| &h.id))
        && was
            .links
            .iter()
            .map(|l| &l.value)
            .eq(is.links.iter().map(|l| &l.value))
        && was
            .images
            .iter()
            .map(|i| &i.path)
            .eq(is.images.iter().map(|i| &i.path));
    same.then(|| Edit {
        kind: new.record.kind(),
        id: new.id.clone(),
        file: new.file,
        before: was.clone(),
        after: is.clone(),
    })
}

/// File ids are positions in the sorted list of files: they move when a file appears or goes.
fn rebound(known: &Arc<Parsed>, id: FileId) -> Arc<Parsed> {
    let here = |d: &Diagnostic| d.file().is_none_or(|file| file == id);
    let document = known.document.as_ref();
    if document.is_none_or(|d| d.file == id) && known.diagnostics.iter().all(here) {
        return known.clone();
    }
    let mut parsed = Parsed::clone(known);
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
    Arc::new(parsed)
}
