//! What the guard keeps watch over: collected by the gate, which alone knows what is closed today.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::content::catalog::{Catalog, Entry};
use crate::content::gate::Verdicts;
use crate::content::parse::field::{Decode, Visibility, Visitor};
use crate::content::parse::record::{Measure, Program};
use crate::source::{RelPath, Sp, Span};
use crate::text::number;
use crate::vocab::{Category, Kind};

use super::names::Person;

/// Everything closed, and what has to be told from it.
#[derive(Clone, Debug, Default)]
pub struct Wards {
    pub people: Vec<Person>,
    /// Those who may not be named in some entries, though elsewhere they may.
    pub pairs: Vec<Pair>,
    /// Programmes with closed results.
    pub programs: Vec<String>,
    pub figures: Vec<Indicator>,
    /// Files of closed results: the programme's number, the path.
    pub files: Vec<(usize, RelPath)>,
    /// Addresses and numbers that may be published.
    pub contacts: Vec<String>,
}

/// A participant of a programme who has not agreed to be named with it.
#[derive(Clone, Debug)]
pub struct Pair {
    pub person: usize,
    pub program: String,
    /// The entries that tell about the programme.
    pub entries: Vec<(Kind, String)>,
}

/// An indicator of closed results.
#[derive(Clone, Debug)]
pub struct Indicator {
    pub program: usize,
    pub name: String,
    pub unit: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Collects them.
pub fn wards(v: &Verdicts<'_>) -> Wards {
    let c = v.catalog;
    let mut wards = Wards {
        people: c
            .people
            .iter()
            .map(|p| Person {
                id: p.id.clone(),
                name: p.name.value.0.clone(),
                forms: p.forms.iter().map(|f| f.value.clone()).collect(),
                withheld: !v.opens(p, Category::Name),
                paired: false,
            })
            .collect(),
        ..Wards::default()
    };
    for program in c.programs.iter() {
        wards.program(v, program);
    }
    wards.pairs(v);
    wards.contacts(v, c);
    wards
}

impl Wards {
    fn program(&mut self, v: &Verdicts<'_>, program: &Entry<Program>) {
        let verdict = v.program(&program.id);
        let shut = verdict.whole.refusal().or(verdict.results.refusal());
        let results = v.catalog.results.get(&program.id);
        let mut measures: Vec<&Sp<Measure>> = program.monitoring.iter().collect();
        measures.extend(results.iter().flat_map(|r| &r.indicators));
        if shut.is_none() {
            return;
        }
        let number = self.programs.len();
        self.programs.push(program.id.clone());
        if let Some(results) = results {
            let paths = results.files.iter().flat_map(|f| {
                let record = &f.value.record;
                [Some(&record.path), record.public_extract.as_ref()]
            });
            let paths = paths
                .flatten()
                .filter_map(|p| RelPath::resolve(&results.folder, &p.value.0).ok());
            self.files.extend(paths.map(|path| (number, path)));
        }
        self.figures.extend(measures.iter().map(|m| {
            let figure = |n: &Option<Sp<crate::content::parse::value::Number>>| {
                n.as_ref().map(|n| number::decimal(n.value.0))
            };
            Indicator {
                program: number,
                name: m.indicator.value.clone(),
                unit: m.unit.as_ref().map(|u| u.value.clone()),
                before: figure(&m.before),
                after: figure(&m.after),
            }
        }));
    }

    /// Whoever takes part without wishing to be named with the programme is not to be named in what tells about it.
    fn pairs(&mut self, v: &Verdicts<'_>) {
        let c = v.catalog;
        let mut about: BTreeMap<&str, Vec<(Kind, &str)>> = BTreeMap::new();
        let mut note = |program: &Entry<Program>, kind, id| {
            if let Some(program) = c.programs.get(&program.id) {
                about.entry(&program.id).or_default().push((kind, id));
            }
        };
        for program in c.programs.iter() {
            note(program, Kind::Program, &program.id);
            if let Some(order) = program.order.as_ref().and_then(|o| c.acts.of(o)) {
                note(program, Kind::Act, &order.id);
            }
        }
        for practice in c.practices.iter() {
            let all = c.programs.all_of(&practice.about);
            all.iter()
                .for_each(|p| note(p, Kind::Practice, &practice.id));
        }
        for news in c.news.iter() {
            let all = c.programs.all_of(&news.about);
            all.iter().for_each(|p| note(p, Kind::News, &news.id));
        }
        for (number, person) in c.people.iter().enumerate() {
            if self.people[number].withheld || v.opens(person, Category::Pairing) {
                continue;
            }
            for program in v.programs_of(person) {
                let entries = about.get(program.as_str()).into_iter().flatten();
                self.pairs.push(Pair {
                    person: number,
                    program: program.to_owned(),
                    entries: entries
                        .map(|(kind, id)| (*kind, (*id).to_owned()))
                        .collect(),
                });
                self.people[number].paired = true;
            }
        }
    }

    fn contacts(&mut self, v: &Verdicts<'_>, c: &Catalog) {
        let texts = |list: &[Sp<String>]| list.iter().map(|t| t.value.clone()).collect::<Vec<_>>();
        self.contacts.extend(texts(&c.site.public_contacts));
        let school = &c.site.organization;
        self.contacts.extend(
            [&school.phone, &school.email]
                .into_iter()
                .flatten()
                .map(|t| t.value.clone()),
        );
        for person in c.people.iter().filter(|p| v.opens(p, Category::Contacts)) {
            if let Some(contacts) = &person.contacts {
                let both = [&contacts.email, &contacts.phone];
                self.contacts
                    .extend(both.into_iter().flatten().map(|t| t.value.clone()));
            }
        }
    }
}

/// Texts that are quoted everywhere: names of documents and of the school, and the rows of a road map.
pub fn titles(c: &Catalog) -> Vec<String> {
    let acts = c.acts.iter().map(|a| a.shown_title());
    let methods = c.methods.iter().map(|m| m.shown_title());
    let school = &c.site.organization;
    let names = [Some(&school.name), school.short_name.as_ref()];
    let names = names.into_iter().flatten().map(|n| n.value.as_str());
    let all = acts.chain(methods).chain(names);
    let mut texts = Texts::default();
    texts.public.extend(all.map(str::to_owned));
    for roadmap in c.roadmaps.iter() {
        roadmap
            .record
            .visit(Span::default(), Visibility::Public, &mut texts);
    }
    texts.public
}

/// Texts of a programme: those that may be published, and those that may not yet.
#[derive(Default)]
pub struct Texts {
    pub public: Vec<String>,
    pub closed: Vec<String>,
}

impl Texts {
    /// The texts of a programme and of its results; `open` if these are.
    pub fn of(c: &Catalog, id: &str, open: bool) -> Self {
        let mut texts = Self::default();
        let Some(program) = c.programs.get(id) else {
            return texts;
        };
        let whole = (Span::default(), Visibility::Public);
        program.record.visit(whole.0, whole.1, &mut texts);
        let mut public = std::mem::take(&mut texts.public);
        public.extend(program.body.iter().map(|b| b.text().to_owned()));
        if let Some(results) = c.results.get(&program.id) {
            results.record.visit(whole.0, whole.1, &mut texts);
            texts.closed.append(&mut texts.public);
            texts
                .closed
                .extend(results.body.iter().map(|b| b.text().to_owned()));
        }
        texts.public = public;
        if open {
            texts.public.append(&mut texts.closed);
        }
        texts
    }
}

impl<'r> Visitor<'r> for Texts {
    fn text(&mut self, text: Cow<'r, str>, _: Span, visibility: Visibility, _: bool) {
        match visibility {
            Visibility::Public => self.public.push(text.into_owned()),
            Visibility::Embargo | Visibility::Consent(_) => self.closed.push(text.into_owned()),
            Visibility::Private => {}
        }
    }
}
