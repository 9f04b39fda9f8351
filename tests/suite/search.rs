//! The index of the search: what stands in it, and above all what does not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rubrika::site::search::{PATH as INDEX, words::words};
use rubrika::text::name::{FullName, forms};
use rubrika::text::stem::root;
use serde::Deserialize;

use crate::harness::{School, TODAY};
use crate::html::Page;
use crate::site::{DEMO, Tree, build, demo, expect, published, rubrika};

/// The index as the script of the page reads it.
#[derive(Deserialize)]
struct Index {
    digits: String,
    kinds: Vec<String>,
    /// Address, number of the kind, title, excerpt.
    pages: Vec<(String, usize, String, String)>,
    /// Rows of stems, and as many of their places.
    keys: Vec<String>,
    places: Vec<String>,
}

static DEMO_INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(&DEMO));

impl Index {
    fn of(tree: &Tree) -> Self {
        let text = String::from_utf8(tree[INDEX].clone()).expect("UTF-8");
        let value = text.strip_prefix("window.rubrikaIndex = ");
        let value = value.and_then(|v| v.strip_suffix(";\n"));
        serde_json::from_str(value.expect("one assignment")).expect("JSON")
    }

    /// Stem → address of a page → weight.
    fn places(&self) -> BTreeMap<&str, BTreeMap<&str, usize>> {
        assert_eq!(self.keys.len(), self.places.len());
        let keys = self.keys.iter().flat_map(|row| row.split('|'));
        let keys: Vec<&str> = keys.collect();
        let places = self.places.iter().flat_map(|row| row.split(' '));
        let places: Vec<&str> = places.collect();
        assert_eq!(keys.len(), places.len());
        assert!(keys.is_sorted());
        let read = |packed: &&str| {
            let (mut out, mut number, mut page) = (BTreeMap::new(), 0, 0);
            for c in packed.chars() {
                let digit = self.digits.find(c).expect("a digit");
                number = number << 5 | (digit & 31);
                if digit < 32 {
                    page += number >> 2;
                    out.insert(self.pages[page].0.as_str(), number & 3);
                    number = 0;
                }
            }
            out
        };
        keys.into_iter().zip(places.iter().map(read)).collect()
    }

    fn found(&self, word: &str) -> BTreeMap<&str, usize> {
        self.places()
            .remove(root(word).as_ref())
            .unwrap_or_default()
    }
}

#[test]
fn every_page_can_be_found() {
    let listed: BTreeSet<&str> = DEMO_INDEX.pages.iter().map(|p| p.0.as_str()).collect();
    // They lead to the others.
    let ways = ["404.html", "az/index.html", "search/index.html"];
    let pages = DEMO.keys().map(String::as_str);
    // The bank of mentors as one choice leaves it is found as the bank.
    let choice = |p: &str| p.starts_with("mentors/") && p != "mentors/index.html";
    let pages = pages.filter(|p| p.ends_with(".html") && !ways.contains(p) && !choice(p));
    assert_eq!(pages.collect::<BTreeSet<_>>(), listed);
}

#[test]
fn titles_weigh_more_than_names_and_names_more_than_texts() {
    let found = DEMO_INDEX.found("наставника");
    assert!(found.len() > 20 && found.values().any(|w| *w == 0));
    assert_eq!(found["mentors/index.html"], 2);
    let person = DEMO_INDEX.found("завьялову");
    assert_eq!(person["people/zavyalov-pa/index.html"], 2);
    assert_eq!(person["programs/fizika-2025/index.html"], 1);
    for number in ["р145", "145"] {
        assert_eq!(DEMO_INDEX.found(number)["documents/r-145/index.html"], 1);
    }
    assert!(DEMO_INDEX.found("python").len() > 1);
    assert_eq!(DEMO_INDEX.found("ещё"), BTreeMap::new(), "keys have no ё");
    assert!(!DEMO_INDEX.found("еще").is_empty());
}

/// Whatever the index is made of, it says of a page only what the page says itself: so what the guard has read in the
/// pages with all that stands around is all that there is.
#[test]
fn the_index_says_of_a_page_only_what_the_page_says() {
    let mut said: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (path, ..) in &DEMO_INDEX.pages {
        let page = Page::parse(std::str::from_utf8(&DEMO[path]).expect("UTF-8"));
        let described = page.all("meta").filter_map(|t| t.get("content"));
        let described: Vec<&str> = described.collect();
        let mut text = page.lines.join("\n") + "\n" + &described.join("\n");
        // Words of neighbours that only the style keeps apart.
        for tag in page
            .tags
            .iter()
            .filter(|t| t.name == "a" || t.name == "span")
        {
            text.push_str(&format!("\n{}", tag.text));
        }
        let stems = words(&text).iter().map(|w| root(w).into_owned()).collect();
        said.insert(path, stems);
    }
    let mut wrong = Vec::new();
    for (key, pages) in DEMO_INDEX.places() {
        let silent = pages.keys().filter(|page| !said[*page].contains(key));
        wrong.extend(silent.map(|page| format!("{key} is not on {page}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        DEMO_INDEX
            .pages
            .iter()
            .all(|p| !DEMO_INDEX.kinds[p.1].is_empty())
    );
}

#[test]
fn no_stem_of_a_withheld_surname_is_a_key() {
    let places = DEMO_INDEX.places();
    let school = demo();
    let mut closed = 0;
    for path in school.texts().iter().filter(|p| p.contains("/people/")) {
        let text = school.read(path);
        let name = text.lines().find_map(|line| line.strip_prefix("name: "));
        let Some(name) = name.and_then(|name| FullName::parse(name.trim())) else {
            continue;
        };
        let id = path.trim_start_matches("content/people/");
        let id = id.split(['/', '.']).next().expect("an id");
        let open = DEMO.contains_key(&format!("people/{id}/index.html"));
        let all = forms::surname(&name.surname);
        let found = all
            .iter()
            .any(|form| places.contains_key(root(form).as_ref()));
        assert_eq!(found, open, "{path}");
        closed += usize::from(!open);
    }
    assert!(closed > 3, "only {closed}");
}

/// Someone who is not named, and a news item that names her in plain words.
fn planted() -> School {
    let school = School::sound();
    school.write(
        "content/people/m-07.md",
        "---\nname: Жмыхова Ульяна Платоновна\nroles: [наставляемый]\nposition: Учитель физики\n---\n",
    );
    school.write(
        "content/news/vecher.md",
        "---\ntitle: Вечер\ndate: 2026-11-01\ndescription: Был вечер.\n---\nПришли все.\n\nПесню спела Ульяна Жмыхова.\n",
    );
    school
}

#[test]
fn the_guard_reads_the_index_when_the_page_is_silent() {
    let school = planted();
    let refused = |school: &School| {
        let said = expect(rubrika(school, &["build", "--date", TODAY]), 1);
        assert!(said.contains("ошибка[name-leak]"), "{said}");
        assert!(said.contains("content/news/vecher.md:8"), "{said}");
    };
    refused(&school);
    // A theme of the school that leaves the text out: only the index would tell.
    school.write(
        "themes/default/templates/news_item.html",
        "{% extends \"base.html\" %}\n",
    );
    refused(&school);
    let text = school.read("content/news/vecher.md");
    school.write("content/news/vecher.md", text.replace("Жмыхова", "Она"));
    build(&school);
    let index = Index::of(&published(&school));
    assert_eq!(index.found("песня").len(), 1);
}

#[test]
fn a_school_with_nothing_to_find_says_so() {
    let school = School::empty();
    school.write(
        "content/site.yaml",
        "title: Наставничество\norganization: { name: Школа № 5, short_name: Школа № 5 }\n",
    );
    build(&school);
    let tree = published(&school);
    assert!(!tree.contains_key(INDEX));
    let page = String::from_utf8(tree["search/index.html"].clone()).expect("UTF-8");
    assert!(page.contains("пока нечего искать"), "{page}");
    assert!(!page.contains("search.js"), "{page}");
}
