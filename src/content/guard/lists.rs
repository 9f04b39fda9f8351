//! Lists of words without what stands around them: the index of the search.
//!
//! Whether a surname is meant depends on what stands around it, and in a list nothing does: «пушкин» is there because
//! some page speaks of the poet. So a list is compared with the pages, which have been read with everything around: what
//! is of a closed surname there and on no page came from elsewhere. Words may be cut to their stems.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::text::name::forms;
use crate::text::stem::root;

use super::names::Person;
use super::tokens::Tokens;
use super::{Find, Output, What, blocks};

/// A list of words in a line of a script: three or more, with bars between them.
pub struct List<'t> {
    words: Vec<&'t str>,
    /// What else there is in the line: before the first word and after the last.
    pub around: [&'t str; 2],
}

impl<'t> List<'t> {
    /// The list in a line, if there is one.
    pub fn read(line: &'t str) -> Option<Self> {
        let mut words: Vec<&str> = line.split('|').collect();
        let [first, inner @ .., last] = words.as_mut_slice() else {
            return None;
        };
        let word = |w: &&str| !w.is_empty() && w.chars().all(char::is_alphanumeric);
        if inner.is_empty() || !inner.iter().all(word) {
            return None;
        }
        let letters = |w: &str| w.len() - w.trim_start_matches(char::is_alphanumeric).len();
        let begins = first.trim_end_matches(char::is_alphanumeric).len();
        let (before, one) = first.split_at(begins);
        let (other, after) = last.split_at(letters(last));
        (*first, *last) = (one, other);
        let around = [before, after];
        Some(Self { words, around })
    }
}

/// Closed surnames in the lists of an output that none of its pages says.
pub fn strays(people: &[Person], outputs: &[Output<'_>]) -> Vec<Find> {
    // The first file stands for all.
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for (number, output) in outputs.iter().enumerate() {
        let script = output.path.ends_with(".js") || output.path.ends_with(".mjs");
        if !script || output.ours {
            continue;
        }
        let Ok(text) = std::str::from_utf8(output.bytes) else {
            continue;
        };
        let text = blocks::unescaped(text);
        for word in text.lines().filter_map(List::read).flat_map(|l| l.words) {
            let stem = root(&forms::folded(word)).into_owned();
            listed.entry(stem).or_insert(number);
        }
    }
    if listed.is_empty() || !people.iter().any(|p| p.withheld) {
        return Vec::new();
    }
    let withheld = people.par_iter().enumerate().filter(|(_, p)| p.withheld);
    let mut finds: Vec<Find> = withheld
        .flat_map_iter(|(person, p)| {
            let found = stems(p)
                .into_iter()
                .filter_map(|s| listed.get_key_value(&s));
            found.map(move |(stem, output)| Find {
                what: What::Name(person, None),
                words: stem.clone(),
                output: *output,
                inside: None,
                name: false,
            })
        })
        .collect();
    let wanted: BTreeSet<&str> = finds.iter().map(|f| f.words.as_str()).collect();
    let said = said(&wanted, outputs);
    finds.retain(|f| !said.contains(&f.words));
    finds
}

/// The stems of all forms of a surname. Short ones are stems of too much else.
fn stems(person: &Person) -> BTreeSet<String> {
    let parts = super::names::surname_parts(&person.name.surname);
    let made = parts.flat_map(forms::surname);
    let own = person.forms.iter().flat_map(|f| f.split_whitespace());
    let all = made.chain(own.map(forms::folded));
    let stems = all.map(|form| root(&form).into_owned());
    stems.filter(|s| s.chars().count() > 2).collect()
}

/// Which of these stems the pages say.
fn said(wanted: &BTreeSet<&str>, outputs: &[Output<'_>]) -> BTreeSet<String> {
    if wanted.is_empty() {
        return BTreeSet::new();
    }
    let pages = outputs.par_iter().filter(|o| o.path.ends_with(".html"));
    pages
        .map_init(Tokens::default, |tokens, page| {
            let mut said = BTreeSet::new();
            blocks::of_text_file("html", page.bytes, &mut |_, text| {
                tokens.read(text);
                for token in tokens.list() {
                    let word = tokens.word(token);
                    // A stem is the beginning of its word: most words are not worth a stem.
                    let mut cuts = word.char_indices().map(|(at, c)| at + c.len_utf8());
                    let worth = cuts.any(|end| wanted.contains(&word[..end]));
                    let stem = worth.then(|| root(word)).filter(|s| wanted.contains(&**s));
                    said.extend(stem.map(|s| s.into_owned()));
                }
            });
            said
        })
        .flatten_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::name::FullName;

    fn found(names: &[&str], files: &[(&str, &str)]) -> Vec<String> {
        let people: Vec<Person> = names
            .iter()
            .map(|name| Person {
                id: (*name).to_owned(),
                name: FullName::parse(name).unwrap(),
                forms: Vec::new(),
                withheld: true,
                paired: false,
            })
            .collect();
        let outputs: Vec<Output<'_>> = files
            .iter()
            .map(|(path, text)| Output {
                path,
                bytes: text.as_bytes(),
                hash: None,
                origin: None,
                ours: false,
            })
            .collect();
        let finds = strays(&people, &outputs);
        finds.into_iter().map(|f| f.words).collect()
    }

    #[test]
    fn a_closed_surname_in_a_list_is_found_by_its_stem() {
        let names = &["Щукина Юлия Яковлевна", "Толстая Анна Петровна"];
        let index = "x = {\n\"keys\": \"145|толст|урок|щукин\",\n}";
        assert_eq!(
            found(names, &[("search/index.js", index)]),
            ["щукин", "толст"]
        );
        let whole = "[\"145|урок|Щукиной|юг\"]";
        assert_eq!(found(names, &[("a.js", whole)]), ["щукин"]);
        assert!(found(names, &[("a.js", "урок Щукиной")]).is_empty());
    }

    #[test]
    fn what_a_page_says_is_judged_there() {
        let index = ("search/index.js", "\"мороз|пушкин|урок|январ\"");
        let names = &["Пушкин Олег Ильич", "Мороз Анна Петровна"];
        let page = ("a.html", "<p>А. С. <b>Пушкина</b>: «Мороз и солнце»");
        assert!(found(names, &[page, index]).is_empty());
        let other = ("a.html", "<p>пушка стреляет");
        assert_eq!(found(names, &[other, index]).len(), 2);
    }

    #[test]
    fn lists_are_told_from_other_lines() {
        let list = List::read("\"keys\": \"аз|буки|веди\",").expect("a list");
        assert_eq!(list.words, ["аз", "буки", "веди"]);
        assert_eq!(list.around, ["\"keys\": \"", "\","]);
        for other in ["| а | б | в |", "a || b || c", "а|б", ""] {
            assert!(List::read(other).is_none(), "{other}");
        }
    }
}
