//! Reverse indexes, built once: who and what belongs to whom. All lists are in the order of their ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::catalog::{Catalog, Entry};
use crate::content::parse::record::Person;
use crate::content::parse::value::Ref;
use crate::source::Sp;

type Index = BTreeMap<String, Vec<String>>;

/// The indexes.
pub struct Links {
    programs_of_person: Index,
    practices_of_person: Index,
    methods_of_person: Index,
    practices_of_program: Index,
    news_of_program: Index,
    programs_of_act: Index,
    gave_feedback: BTreeSet<String>,
}

impl Links {
    /// Builds them.
    pub fn new(c: &Catalog) -> Self {
        let mut links = Self {
            programs_of_person: Index::new(),
            practices_of_person: Index::new(),
            methods_of_person: Index::new(),
            practices_of_program: Index::new(),
            news_of_program: Index::new(),
            programs_of_act: Index::new(),
            gave_feedback: BTreeSet::new(),
        };
        fn people<'c>(c: &'c Catalog, list: &[Sp<Ref<Person>>]) -> Vec<&'c Entry<Person>> {
            c.people.all_of(list)
        }
        for program in c.programs.iter() {
            for person in people(c, &program.mentors)
                .into_iter()
                .chain(people(c, &program.mentees))
            {
                add(&mut links.programs_of_person, &person.id, &program.id);
            }
            if let Some(act) = program.order.as_ref().and_then(|o| c.acts.of(o)) {
                add(&mut links.programs_of_act, &act.id, &program.id);
            }
        }
        for practice in c.practices.iter() {
            for author in people(c, &practice.authors) {
                add(&mut links.practices_of_person, &author.id, &practice.id);
            }
            for program in c.programs.all_of(&practice.about) {
                add(&mut links.practices_of_program, &program.id, &practice.id);
            }
        }
        for method in c.methods.iter() {
            for author in people(c, &method.authors) {
                add(&mut links.methods_of_person, &author.id, &method.id);
            }
        }
        for news in c.news.iter() {
            for program in c.programs.all_of(&news.about) {
                add(&mut links.news_of_program, &program.id, &news.id);
            }
        }
        for feedback in c.results.iter().flat_map(|r| &r.feedback) {
            links.gave_feedback.extend(
                c.people
                    .of(&feedback.person)
                    .map(|p: &Entry<Person>| p.id.clone()),
            );
        }
        links
    }

    /// Programmes that a person takes part in, on either side.
    pub fn programs_of_person(&self, id: &str) -> &[String] {
        list(&self.programs_of_person, id)
    }

    /// Practices that a person is an author of.
    pub fn practices_of_person(&self, id: &str) -> &[String] {
        list(&self.practices_of_person, id)
    }

    /// Methodical materials that a person is an author of.
    pub fn methods_of_person(&self, id: &str) -> &[String] {
        list(&self.methods_of_person, id)
    }

    /// Practices about a programme.
    pub fn practices_of_program(&self, id: &str) -> &[String] {
        list(&self.practices_of_program, id)
    }

    /// News about a programme.
    pub fn news_of_program(&self, id: &str) -> &[String] {
        list(&self.news_of_program, id)
    }

    /// Programmes whose pairs an act fixes.
    pub fn programs_of_act(&self, id: &str) -> &[String] {
        list(&self.programs_of_act, id)
    }

    /// Whether the person has said something about a programme's results.
    pub fn gave_feedback(&self, id: &str) -> bool {
        self.gave_feedback.contains(id)
    }
}

fn add(index: &mut Index, key: &str, id: &str) {
    match index.get_mut(key) {
        Some(list) if list.last().is_some_and(|last| last == id) => {}
        Some(list) => list.push(id.to_owned()),
        None => {
            index.insert(key.to_owned(), vec![id.to_owned()]);
        }
    }
}

fn list<'i>(index: &'i Index, id: &str) -> &'i [String] {
    index.get(id).map_or(&[], Vec::as_slice)
}
