//! Search without a server: what a visitor may look for, packed into one script that the search page loads.
//!
//! The index is made of what pages show ([`Document`]s come from the plan, beside the views) and knows nothing that they
//! do not. It holds stems with numbers of pages, no texts beyond titles and excerpts, and the same bytes for the same
//! pages. It works from a disk and under `default-src 'self'`: a script that assigns one global.

mod pack;
pub mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use crate::text::stem::root;

/// Where the index lies, from the section's root.
pub const PATH: &str = "search/index.js";

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
#[derive(Debug, Default)]
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

/// A page as the index keeps it: no texts, but their words.
#[derive(Debug, Default)]
pub struct Indexed {
    /// Address from the section's root.
    pub url: String,
    kind: &'static str,
    /// The address as the script says it.
    address: String,
    /// The title and the excerpt as the script says them, with a comma between.
    told: String,
    /// Every word once, with spaces between them.
    words: String,
    /// The weight of the best place of each.
    weights: Vec<Weight>,
}

impl Document {
    /// Reads the texts.
    pub fn read(self) -> Indexed {
        let mut best: HashMap<String, Weight> = HashMap::new();
        let title = (Weight::Title, &self.title);
        let texts = self.texts.iter().map(|(weight, text)| (*weight, text));
        for (weight, text) in texts.chain([title, (Weight::Body, &self.excerpt)]) {
            words::each(text, |word| match best.get_mut(word) {
                Some(best) => *best = weight.max(*best),
                None => {
                    best.insert(word.to_owned(), weight);
                }
            });
        }
        let mut words = String::with_capacity(best.keys().map(|w| w.len() + 1).sum());
        for word in best.keys() {
            words.push_str(word);
            words.push(' ');
        }
        Indexed {
            address: pack::json(&self.url),
            told: format!("{},{}", pack::json(&self.title), pack::json(&self.excerpt)),
            url: self.url,
            kind: self.kind,
            words,
            weights: best.into_values().collect(),
        }
    }
}

impl Indexed {
    /// Every word with the weight of its best place, in no order.
    fn words(&self) -> impl Iterator<Item = (&str, Weight)> {
        let words = self.words.split_terminator(' ');
        words.zip(self.weights.iter().copied())
    }
}

/// The pages that hold a stem, in their order, each once with the weight of its best place.
type Pages = Vec<(usize, Weight)>;

/// The index of some pages: it can be kept, and changed page by page.
#[derive(Default)]
pub struct Index {
    documents: Vec<Arc<Indexed>>,
    stems: BTreeMap<String, Places>,
}

/// The pages of a stem, and how they are written.
#[derive(Default)]
struct Places {
    pages: Pages,
    text: String,
}

impl Places {
    fn new(pages: Pages) -> Self {
        let text = pack::numbers(&pages);
        Self { pages, text }
    }
}

/// With more changed pages an index is better made anew.
const FEW: usize = 100;

impl Index {
    /// The index of these pages, from what is left of an earlier one if few of them have changed.
    pub fn of(documents: Vec<Arc<Indexed>>, earlier: Option<Self>) -> Self {
        let alike = |earlier: &Self| {
            let mut pairs = earlier.documents.iter().zip(&documents);
            let same = earlier.documents.len() == documents.len();
            same && pairs.by_ref().filter(|(a, b)| !Arc::ptr_eq(a, b)).count() < FEW
        };
        match earlier.filter(alike) {
            Some(earlier) => earlier.changed(documents),
            None => Self::afresh(documents),
        }
    }

    fn afresh(documents: Vec<Arc<Indexed>>) -> Self {
        let mut words: HashMap<&str, Pages> = HashMap::new();
        for (number, document) in documents.iter().enumerate() {
            for (word, weight) in document.words() {
                match words.get_mut(word) {
                    Some(pages) => pages.push((number, weight)),
                    None => {
                        words.insert(word, vec![(number, weight)]);
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
        let stems: Vec<(String, Places)> = stems
            .into_par_iter()
            .map(|(stem, mut pages)| {
                pages.sort_unstable_by_key(|(number, weight)| (*number, Reverse(*weight)));
                pages.dedup_by_key(|(number, _)| *number);
                (stem, Places::new(pages))
            })
            .collect();
        Self {
            stems: stems.into_iter().collect(),
            documents,
        }
    }

    /// The index after some of its pages have changed their words.
    fn changed(mut self, documents: Vec<Arc<Indexed>>) -> Self {
        for (number, after) in documents.iter().enumerate() {
            let before = self.documents[number].clone();
            if Arc::ptr_eq(&before, after) {
                continue;
            }
            let (old, new) = (stems(&before), stems(after));
            for stem in old.keys().filter(|stem| !new.contains_key(*stem)) {
                self.set(stem, number, None);
            }
            for (stem, weight) in new {
                if old.get(&stem) != Some(&weight) {
                    self.set(&stem, number, Some(weight));
                }
            }
        }
        self.documents = documents;
        self
    }

    /// Notes the weight that a stem has on a page.
    fn set(&mut self, stem: &str, number: usize, weight: Option<Weight>) {
        let places = self.stems.entry(stem.to_owned()).or_default();
        let at = places.pages.binary_search_by_key(&number, |(n, _)| *n);
        match (at, weight) {
            (Ok(at), Some(weight)) => places.pages[at].1 = weight,
            (Ok(at), None) => {
                places.pages.remove(at);
            }
            (Err(at), Some(weight)) => places.pages.insert(at, (number, weight)),
            (Err(_), None) => {}
        }
        if places.pages.is_empty() {
            self.stems.remove(stem);
        } else {
            places.text = pack::numbers(&places.pages);
        }
    }

    /// The index as a script.
    pub fn script(&self) -> String {
        pack::script(&self.documents, &self.stems)
    }
}

/// The stems of a page, each with the weight of its best place.
fn stems(document: &Indexed) -> BTreeMap<String, Weight> {
    let mut out = BTreeMap::new();
    for (word, weight) in document.words() {
        let best = out.entry(root(word).into_owned()).or_insert(weight);
        *best = weight.max(*best);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(title: &str, text: &str) -> Arc<Indexed> {
        let document = Document {
            title: title.into(),
            texts: vec![(Weight::Body, text.into())],
            ..Document::default()
        };
        Arc::new(document.read())
    }

    #[test]
    fn a_changed_index_is_the_index_of_what_it_was_changed_to() {
        let before = vec![
            page("Первая", "уроки физики"),
            page("Вторая", "урок музыки"),
        ];
        let other = page("Вторая физика", "музыка и хор");
        let after = vec![before[0].clone(), other];
        let kept = Index::of(after.clone(), Some(Index::of(before.clone(), None)));
        let afresh = Index::of(after, None);
        assert_eq!(kept.script(), afresh.script());
        assert!(kept.script().contains("хор"));
        let back = Index::of(before.clone(), Some(kept));
        assert_eq!(back.script(), Index::of(before, None).script());
    }
}
