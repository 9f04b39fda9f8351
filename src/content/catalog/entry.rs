//! An entry of a table, and the table.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::content::parse::body::Body;
use crate::content::parse::value::{Ref, Target};
use crate::diag::{self, Diagnostic};
use crate::source::{FileId, Span};
use crate::vocab::Kind;

/// One entity as written.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    pub id: String,
    pub file: FileId,
    /// The folder that its file names start from, below the root.
    pub folder: String,
    /// A folder of its own, with attachments.
    pub bundle: bool,
    pub record: Arc<T>,
    pub body: Option<Arc<Body>>,
}

impl<T: Default> Entry<T> {
    /// Stands in for an entry that could not be read; an error has been reported.
    pub fn absent() -> Self {
        Self {
            id: String::new(),
            file: FileId::NONE,
            folder: "content".into(),
            bundle: false,
            record: Arc::new(T::default()),
            body: None,
        }
    }
}

impl<T> Deref for Entry<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.record
    }
}

/// Entries of one kind, sorted by id.
#[derive(Clone, Debug)]
pub struct Table<T> {
    entries: BTreeMap<String, Entry<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
        }
    }
}

/// The form in which ids are compared: NFC, without case.
pub fn fold_id(id: &str) -> Cow<'_, str> {
    // As almost all ids are written.
    if id.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(id);
    }
    Cow::Owned(id.nfc().flat_map(char::to_lowercase).collect())
}

/// Complains about an entry whose id is taken by that of another file.
pub fn duplicate<T>(entry: &Entry<T>, first: FileId) -> Diagnostic {
    Diagnostic::at(
        &diag::DUPLICATE_ID,
        entry.file,
        Span::new(0, 0),
        format!("идентификатор «{}» уже занят", entry.id),
    )
    .related(first, Span::new(0, 0), "другая запись с ним")
    .help("переименуйте один из файлов")
}

impl<T: Target> Table<T> {
    /// Adds an entry; a second one with the same id is a complaint. Returns the kind and id under which it can be found.
    pub fn insert(&mut self, entry: Entry<T>, out: &mut Vec<Diagnostic>) -> Option<(Kind, String)> {
        let key = fold_id(&entry.id).into_owned();
        if let Some(first) = self.entries.get(&key) {
            out.push(duplicate(&entry, first.file));
            return None;
        }
        let id = entry.id.clone();
        self.entries.insert(key, entry);
        Some((T::KIND, id))
    }

    /// The entry with an id, written in any case.
    pub fn get(&self, id: &str) -> Option<&Entry<T>> {
        self.entries.get(fold_id(id).as_ref())
    }

    /// The entry with an id, to be changed.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Entry<T>> {
        self.entries.get_mut(fold_id(id).as_ref())
    }

    /// The entry that a reference points to.
    pub fn of(&self, reference: &Ref<T>) -> Option<&Entry<T>> {
        self.get(&reference.id)
    }

    /// The entries that references point to; those that point nowhere have been reported.
    pub fn all_of<'t, 'r>(
        &'t self,
        references: impl IntoIterator<Item = &'r crate::source::Sp<Ref<T>>>,
    ) -> Vec<&'t Entry<T>>
    where
        T: 'r,
    {
        references.into_iter().filter_map(|r| self.of(r)).collect()
    }

    /// All entries by id.
    pub fn iter(&self) -> impl Iterator<Item = &Entry<T>> {
        self.entries.values()
    }

    /// All ids.
    pub fn ids(&self) -> Vec<&str> {
        self.iter().map(|e| e.id.as_str()).collect()
    }
}
