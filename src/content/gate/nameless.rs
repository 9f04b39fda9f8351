//! Pictures whose own file name may not go out: a name such as `zhukova.jpg` says who is on it.

use std::collections::BTreeSet;

use crate::content::parse::record::{AttachedFile, Person};
use crate::content::parse::value::Ref;
use crate::source::{RelPath, Sp};
use crate::vocab::Category;

use super::decide::Verdicts;

/// Pictures that show somebody whose name is withheld today. (The photo of such a person's own page is guarded whole.)
pub fn pictures(v: &Verdicts<'_>) -> BTreeSet<RelPath> {
    let mut out = BTreeSet::new();
    let mut note = |folder: &str, path: &str, persons: &Option<Vec<Sp<Ref<Person>>>>| {
        let shown = v.catalog.people.all_of(persons.iter().flatten());
        if shown.into_iter().any(|p| !v.opens(p, Category::Name)) {
            out.extend(RelPath::resolve(folder, path));
        }
    };
    let mut files = |folder: &str, files: &[Sp<AttachedFile>]| {
        for file in files {
            note(folder, &file.record.path.value.0, &file.record.persons);
        }
    };
    macro_rules! attached {
        ($($table:ident),*) => {
            $( v.catalog.$table.iter().for_each(|entry| files(&entry.folder, &entry.files)); )*
        };
    }
    attached!(acts, methods, practices, news, results, pages);
    for news in v.catalog.news.iter() {
        for picture in news.image.iter().chain(&news.gallery) {
            note(&news.folder, &picture.path.value.0, &picture.persons);
        }
    }
    out
}
