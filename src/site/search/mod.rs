//! Search without a server: what a visitor may look for, packed into one script that the search page loads.
//!
//! The index is made of what pages show ([`Document`]s come from the plan, beside the views) and knows nothing that they
//! do not. It holds stems with numbers of pages, no texts beyond titles and excerpts, and the same bytes for the same
//! pages. It works from a disk and under `default-src 'self'`: a script that assigns one global.

mod pack;
pub mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use crate::text::stem::root;

/// Where the index lies, from the section's root.
pub const INDEX: &str = "search/index.js";

/// How much a word says of its page by the place where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// In the text.
    Body,
    /// In a heading, a tag, a number, the name of somebody.
    Heading,
    /// In the title.
    Title,
}

/// A page as the search sees it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Address from the section's root.
    pub url: String,
    /// Title.
    pub title: String,
    /// What it is: «программа».
    pub kind: &'static str,
    /// A few words about it.
    pub excerpt: String,
    /// All that may be looked for, besides the title.
    pub texts: Vec<(Weight, String)>,
}

/// The pages that hold a stem, in their order, each once with the weight of its best place.
type Pages = Vec<(usize, Weight)>;

/// The index of some pages, as a script.
pub fn script(documents: &[&Document]) -> String {
    let read: Vec<Vec<(String, Weight)>> = documents.par_iter().map(|d| d.words()).collect();
    let mut words: HashMap<&str, Pages> = HashMap::new();
    for (number, document) in read.iter().enumerate() {
        for (word, weight) in document {
            match words.get_mut(word.as_str()) {
                Some(pages) => pages.push((number, *weight)),
                None => {
                    words.insert(word, vec![(number, *weight)]);
                }
            }
        }
    }
    let mut stems: BTreeMap<String, Pages> = BTreeMap::new();
    for (word, pages) in words {
        stems
            .entry(root(word).into_owned())
            .or_default()
            .extend(pages);
    }
    stems.par_iter_mut().for_each(|(_, pages)| {
        pages.sort_unstable_by_key(|(number, weight)| (*number, Reverse(*weight)));
        pages.dedup_by_key(|(number, _)| *number);
    });
    pack::script(documents, &stems)
}

impl Document {
    /// Every word with the weight of its best place, in no order.
    fn words(&self) -> Vec<(String, Weight)> {
        let mut out: HashMap<String, Weight> = HashMap::new();
        let title = (Weight::Title, &self.title);
        let texts = self.texts.iter().map(|(weight, text)| (*weight, text));
        for (weight, text) in texts.chain([title, (Weight::Body, &self.excerpt)]) {
            words::each(text, |word| match out.get_mut(word) {
                Some(best) => *best = weight.max(*best),
                None => {
                    out.insert(word.to_owned(), weight);
                }
            });
        }
        out.into_iter().collect()
    }
}
