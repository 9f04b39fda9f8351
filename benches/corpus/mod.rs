//! A school of any size, made of invented text: the same bytes for the same size, and not one error in them.
//!
//! Of so many entries 40 % are people, 30 % programmes with plans of 12 rows, the rest acts with files, practices, news,
//! methods and a few pages; one road map and the monitoring of one year. They refer to each other as a real school's do.

mod documents;
pub mod people;
mod programs;
mod section;
mod words;

use std::path::Path;

/// The day on which everything is looked at.
pub const TODAY: &str = "2026-11-22";

/// Where a file lies below `content`, and what is in it.
pub type Put<'a> = &'a mut dyn FnMut(&str, &[u8]);

/// How many entries there are of each kind.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    pub people: usize,
    pub programs: usize,
    pub acts: usize,
    pub practices: usize,
    pub news: usize,
    pub methods: usize,
    pub pages: usize,
}

impl Counts {
    /// Shares of so many entries, ten at least. The road map and the year of monitoring are counted too.
    pub fn of(entries: usize) -> Self {
        let entries = entries.max(20);
        let people = entries * 4 / 10;
        let programs = entries * 3 / 10;
        let rest = entries - people - programs - 2;
        let acts = (rest * 3 / 10).max(1);
        let practices = rest / 4;
        let methods = rest / 10;
        let pages = (rest / 30).min(20);
        Self {
            people,
            programs,
            acts,
            practices,
            methods,
            pages,
            news: rest - acts - practices - methods - pages,
        }
    }
}

/// Hands out every file of a school of about `entries` entries.
pub fn each(entries: usize, put: Put<'_>) {
    let counts = Counts::of(entries);
    section::each(&counts, put);
    people::each(&counts, put);
    programs::each(&counts, put);
    documents::each(&counts, put);
}

/// Writes it below `root/content`.
pub fn write(root: &Path, entries: usize) {
    let content = root.join("content");
    each(entries, &mut |path, bytes| {
        let path = content.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
    });
}
