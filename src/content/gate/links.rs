//! Reverse indexes, built once: who and what belongs to whom. All lists are in the order of their ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::catalog::{Catalog, Entry};
use crate::content::parse::record::Person;
use crate::content::parse::value::Ref;
use crate::source::Sp;

type Index<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// The indexes.
pub struct Links<'a> {
    programs_of_person: Index<'a>,
    practices_of_person: Index<'a>,
    methods_of_person: Index<'a>,
    practices_of_program: Index<'a>,
    news_of_program: Index<'a>,
    programs_of_act: Index<'a>,
    gave_feedback: BTreeSet<&'a str>,
}

impl<'a> Links<'a> {
    /// Builds them.
    pub fn new(c: &'a Catalog) -> Self {
        let mut links = Self {
            programs_of_person: Index::new(),
            practices_of_person: Index::new(),
            methods_of_person: Index::new(),
            practices_of_program: Index::new(),
            news_of_program: Index::new(),
            programs_of_act: Index::new(),
            gave_feedback: BTreeSet::new(),
        };
        let people = |list: &'a [Sp<Ref<Person>>]| c.people.all_of(list);
        for program in c.programs.iter() {
            for person in people(&program.mentors)
                .into_iter()
                .chain(people(&program.mentees))
            {
                add(&mut links.programs_of_person, &person.id, &program.id);
            }
            if let Some(act) = program.order.as_ref().and_then(|o| c.acts.of(o)) {
                add(&mut links.programs_of_act, &act.id, &program.id);
            }
        }
        for practice in c.practices.iter() {
            for author in people(&practice.authors) {
                add(&mut links.practices_of_person, &author.id, &practice.id);
            }
            for program in c.programs.all_of(&practice.about) {
                add(&mut links.practices_of_program, &program.id, &practice.id);
            }
        }
        for method in c.methods.iter() {
            for author in people(&method.authors) {
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
                    .map(|p: &Entry<Person>| p.id.as_str()),
            );
        }
        links
    }

    /// Programmes that a person takes part in, on either side.
    pub fn programs_of_person(&self, id: &str) -> &[&'a str] {
        list(&self.programs_of_person, id)
    }

    /// Practices that a person is an author of.
    pub fn practices_of_person(&self, id: &str) -> &[&'a str] {
        list(&self.practices_of_person, id)
    }

    /// Methodical materials that a person is an author of.
    pub fn methods_of_person(&self, id: &str) -> &[&'a str] {
        list(&self.methods_of_person, id)
    }

    /// Practices about a programme.
    pub fn practices_of_program(&self, id: &str) -> &[&'a str] {
        list(&self.practices_of_program, id)
    }

    /// News about a programme.
    pub fn news_of_program(&self, id: &str) -> &[&'a str] {
        list(&self.news_of_program, id)
    }

    /// Programmes whose pairs an act fixes.
    pub fn programs_of_act(&self, id: &str) -> &[&'a str] {
        list(&self.programs_of_act, id)
    }

    /// Whether the person has said something about a programme's results.
    pub fn gave_feedback(&self, id: &str) -> bool {
        self.gave_feedback.contains(id)
    }
}

fn add<'a>(index: &mut Index<'a>, key: &'a str, id: &'a str) {
    let list = index.entry(key).or_default();
    if list.last() != Some(&id) {
        list.push(id);
    }
}

fn list<'i, 'a>(index: &'i Index<'a>, id: &str) -> &'i [&'a str] {
    index.get(id).map_or(&[], Vec::as_slice)
}
