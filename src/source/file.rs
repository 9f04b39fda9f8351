//! What the load phase hands on: texts in memory, attachments by size.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use super::disk::{self, Stamp};
use super::{FileId, Place, Position, RelPath, Span};

/// Everything read from one root, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
    attachments: Arc<[Attachment]>,
    unread: Vec<RelPath>,
    nothing: Arc<SourceFile>,
    /// When the reading began, if it was one of a disk.
    begun: Option<SystemTime>,
    /// Whether a text stands in the place of a file's.
    put: bool,
}

impl Sources {
    /// Takes files and attachments in any order and sorts them. `unread` is what is there, but was refused:
    /// each has been complained about.
    pub fn new(
        mut files: Vec<SourceFile>,
        mut attachments: Vec<Attachment>,
        mut unread: Vec<RelPath>,
    ) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        attachments.sort_by(|a, b| a.path.cmp(&b.path));
        unread.sort();
        Self {
            files: files.into_iter().map(Arc::new).collect(),
            attachments: attachments.into(),
            unread,
            ..Self::default()
        }
    }

    /// The same with other texts in the place of those at their paths.
    pub(super) fn with(&self, texts: Vec<SourceFile>) -> Self {
        let mut all = self.clone();
        for file in texts {
            if let Some(id) = self.find(&file.path) {
                all.files[id.0 as usize] = Arc::new(file);
            }
        }
        all
    }

    /// The same, read from a disk since that moment.
    pub(super) fn begun(mut self, begun: SystemTime) -> Self {
        self.begun = Some(begun);
        self
    }

    /// When the reading of the disk began.
    pub(super) fn when(&self) -> Option<SystemTime> {
        self.begun
    }

    /// Puts a text in the place of a file's: to look at an edit before it is written.
    pub fn put(&mut self, path: &RelPath, text: &str) {
        if let Some(file) = self.files.iter_mut().find(|f| f.path == *path) {
            *file = Arc::new(SourceFile::new(path.clone(), text));
            self.put = true;
        }
    }

    /// Whether everything could be read, as far as it was asked for, and every text is that of its file.
    pub(super) fn is_whole(&self) -> bool {
        let failed = self.attachments.iter().any(Attachment::has_failed);
        self.unread.is_empty() && !self.put && !failed
    }

    /// Whether something that was read, or refused, lies at a path or below it.
    pub(super) fn holds(&self, path: &RelPath) -> bool {
        let files = self.files.iter().map(|f| &f.path);
        let others = self.attachments.iter().map(|a| &a.path);
        let mut all = files.chain(others).chain(&self.unread);
        all.any(|p| super::path::is_within(p.as_str(), path.as_str()))
    }

    /// The paths of what was refused.
    pub fn unread(&self) -> &[RelPath] {
        &self.unread
    }

    /// Text files with their ids, in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(i, f)| (FileId(i as u32), &**f))
    }

    /// The file behind an id; an empty one behind [`FileId::NONE`].
    pub fn file(&self, id: FileId) -> &SourceFile {
        self.files.get(id.0 as usize).unwrap_or(&self.nothing)
    }

    /// All other files: pictures, documents.
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// The attachment at a path.
    pub fn attachment(&self, path: &RelPath) -> Option<&Attachment> {
        self.attachments
            .binary_search_by(|a| a.path.cmp(path))
            .ok()
            .map(|i| &self.attachments[i])
    }

    /// The text file at a path.
    pub fn find(&self, path: &RelPath) -> Option<FileId> {
        self.files
            .binary_search_by(|f| f.path.cmp(path))
            .ok()
            .map(|i| FileId(i as u32))
    }

    /// The span of a part of `value`, which stands at `span`. If the source says it in other characters (escapes, folded
    /// lines), the part is looked for by itself; failing that it is the whole value.
    pub fn part(
        &self,
        file: FileId,
        span: Span,
        value: &str,
        part: std::ops::Range<usize>,
    ) -> Span {
        let source = self.file(file).text.get(span.range()).unwrap_or_default();
        let words = &value[part.clone()];
        let start = match source.find(value) {
            Some(at) => Some(at + part.start),
            None => {
                let before = value[..part.start].matches(words).count();
                source.match_indices(words).nth(before).map(|(at, _)| at)
            }
        };
        match start {
            Some(at) => Span::new(at, at + words.len()).shifted(span.start as usize),
            None => span,
        }
    }

    /// Where a place begins and ends, as people count.
    pub fn positions(&self, place: Place) -> (Position, Position) {
        let file = self.file(place.file);
        (
            file.position(place.span.start),
            file.position(place.span.end),
        )
    }
}

/// A text file of the content: UTF-8, line ends normalised to LF, no byte-order mark.
#[derive(Debug, Default)]
pub struct SourceFile {
    /// Path below the root, e.g. `content/people/petrova-av.md`.
    pub path: RelPath,
    /// The text that spans point into.
    pub text: Arc<str>,
    line_starts: OnceLock<Vec<u32>>,
    /// What the disk said of the file when it was read.
    pub(super) stamp: Option<Stamp>,
}

impl SourceFile {
    /// A file from its path and text.
    pub fn new(path: RelPath, text: impl Into<Arc<str>>) -> Self {
        Self {
            path,
            text: text.into(),
            line_starts: OnceLock::new(),
            stamp: None,
        }
    }

    /// The same file with what the disk says of it.
    pub(super) fn stamped(mut self, stamp: Option<Stamp>) -> Self {
        self.stamp = stamp;
        self
    }

    /// A span of the whole first line: for complaints about the file itself.
    pub fn first_line(&self) -> Span {
        Span::new(0, self.text.find('\n').unwrap_or(self.text.len()))
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let starts = self.line_starts.get_or_init(|| {
            std::iter::once(0)
                .chain(self.text.match_indices('\n').map(|(i, _)| i as u32 + 1))
                .collect()
        });
        let line = starts.partition_point(|&s| s <= offset) - 1;
        let start = starts[line] as usize;
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        Position {
            line: line + 1,
            column: self.text[start..end].chars().count() + 1,
        }
    }
}

/// A file that is not content itself: its bytes are read when something published names it.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Path below the root.
    pub path: RelPath,
    /// Size in bytes when the folder was walked.
    pub size: u64,
    on_disk: PathBuf,
    /// What the disk said of the file when it was found.
    pub(super) stamp: Option<Stamp>,
    bytes: Arc<OnceLock<Result<Arc<[u8]>, crate::Error>>>,
}

impl Attachment {
    /// An attachment found on disk.
    pub fn new(path: RelPath, size: u64, on_disk: PathBuf) -> Self {
        Self {
            path,
            size,
            on_disk,
            stamp: None,
            bytes: Arc::default(),
        }
    }

    /// The same file with what the disk says of it.
    pub(super) fn stamped(mut self, stamp: Option<Stamp>) -> Self {
        self.stamp = stamp;
        self
    }

    /// Whether this is the same reading of the same file as another one: neither has been found again since.
    pub fn is(&self, other: &Self) -> bool {
        self.path == other.path && Arc::ptr_eq(&self.bytes, &other.bytes)
    }

    /// Whether somebody has asked for its bytes.
    pub fn is_read(&self) -> bool {
        self.bytes.get().is_some()
    }

    /// Whether its bytes were asked for and could not be read.
    pub fn has_failed(&self) -> bool {
        matches!(self.bytes.get(), Some(Err(_)))
    }

    /// The bytes, read once.
    ///
    /// # Errors
    /// The file cannot be read, or has changed its size since the walk.
    pub fn bytes(&self) -> Result<Arc<[u8]>, crate::Error> {
        self.bytes
            .get_or_init(|| disk::read_attachment(&self.on_disk, self.size))
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let file = SourceFile::new(RelPath::resolve("", "a.md").unwrap(), "ёж\nстол: x\n");
        let at = |o| file.position(o);
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(2), Position { line: 1, column: 2 });
        assert_eq!(at(5), Position { line: 2, column: 1 });
        assert_eq!(at(15), Position { line: 2, column: 7 });
    }
}
