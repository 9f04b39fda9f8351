//! The canary test, generated from the field tables: a word of nonsense in every field of every kind.
//!
//! With no consent and a running programme, no word of a private, embargoed or unconsented field may occur anywhere in
//! the output, file names included. With all consents and a completed programme, every word of a field that is now
//! public must occur, so that the first half cannot pass by printing nothing; private words still may not.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::parse::field::{Field, Shape, Visibility, narrower};
use super::parse::record;
use crate::content::Overrides;
use crate::pipeline::{Options, Session};
use crate::site::output::Bundle;
use crate::vocab::{Category, Kind, Vocabulary};

/// One planted word.
#[derive(Debug)]
struct Canary {
    /// `program.plan.activity`
    place: String,
    visibility: Visibility,
    /// The spellings in which it may come out.
    spellings: Vec<String>,
}

/// The school, and everything planted in it.
#[derive(Default)]
struct Planted {
    files: BTreeMap<String, Vec<u8>>,
    canaries: Vec<Canary>,
}

const TODAY: &str = "2026-11-22";

/// What the school has permitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// All consents, the programme completed.
    Open,
    /// The consent is withdrawn, the programme runs.
    Withdrawn,
    /// The consent has run out, the programme runs.
    Expired,
    /// There are consents to take part and to processing only, the programme runs.
    OtherConsents,
    /// All consents, but the programme is a draft: not even its public fields come out.
    Draft,
}

#[test]
fn nothing_withheld_comes_out() {
    for state in [
        State::Withdrawn,
        State::Expired,
        State::OtherConsents,
        State::Draft,
    ] {
        nothing_withheld_comes_out_when(state);
    }
}

fn nothing_withheld_comes_out_when(state: State) {
    let (planted, bundle) = school(state);
    let found = occurring(&planted, &bundle);
    let permitted = |c: &Canary| match c.visibility {
        Visibility::Public => true,
        Visibility::Consent(_) => state == State::Draft && c.place.starts_with("person"),
        Visibility::Embargo | Visibility::Private => false,
    };
    let leaks: Vec<_> = found.iter().filter(|(c, _)| !permitted(c)).collect();
    assert!(leaks.is_empty(), "{state:?}: leaked: {leaks:#?}");
    // The school is there at all: most public words do come out.
    let public = planted
        .canaries
        .iter()
        .filter(|c| c.visibility == Visibility::Public)
        .count();
    assert!(
        found.len() * 10 > public * 7,
        "{state:?}: only {} of {public}",
        found.len()
    );
    let closed = planted.canaries.len() - public;
    assert!(
        closed > 100,
        "{state:?}: only {closed} words are planted in closed fields"
    );
}

#[test]
fn everything_permitted_comes_out() {
    let (planted, bundle) = school(State::Open);
    let found: Vec<&str> = occurring(&planted, &bundle)
        .iter()
        .map(|(c, _)| c.place.as_str())
        .collect();
    let missing: Vec<_> = planted
        .canaries
        .iter()
        .filter(|c| !matches!(c.visibility, Visibility::Private))
        .filter(|c| !found.contains(&c.place.as_str()) && !NOT_SHOWN.contains(&c.place.as_str()))
        .map(|c| &c.place)
        .collect();
    assert!(
        missing.is_empty(),
        "permitted, but not to be found: {missing:#?}"
    );
    let stale: Vec<_> = NOT_SHOWN
        .iter()
        .filter(|place| found.contains(*place))
        .collect();
    assert!(
        stale.is_empty(),
        "listed as not shown, but shown: {stale:#?}"
    );
    let leaks: Vec<_> = occurring(&planted, &bundle)
        .into_iter()
        .filter(|(c, _)| c.visibility == Visibility::Private)
        .collect();
    assert!(leaks.is_empty(), "leaked: {leaks:#?}");
}

/// Public words that no page has a use for, and why.
const NOT_SHOWN: &[&str] = &[
    // The real title gives way to `public_title`.
    "act.title",
    "method.title",
    // It allows words in texts and is no text itself.
    "site.public_contacts",
    // The original gives way to its extract.
    "act.files.path",
    "act.files.path.bytes",
    "method.files.path",
    "method.files.path.bytes",
    "practice.files.path",
    "practice.files.path.bytes",
    "news.files.path",
    "news.files.path.bytes",
    "results.files.path",
    "results.files.path.bytes",
    "page.files.path",
    "page.files.path.bytes",
    // Only the fact that a row was taken off is shown, not why.
    "program.plan.cancelled",
    // The state «снято» is shown, the reason not.
    "roadmap.sections.items.cancelled",
    // Tags of acts serve filters that the theme does not have yet.
    "act.tags",
];

/// Which canaries occur in the bundle, and where first.
fn occurring<'a>(planted: &'a Planted, bundle: &Bundle) -> Vec<(&'a Canary, String)> {
    let texts: Vec<(String, String)> = bundle
        .files()
        .map(|(path, file)| {
            let bytes = file.bytes().expect("everything is in memory");
            (
                path.to_string(),
                String::from_utf8_lossy(bytes).to_lowercase(),
            )
        })
        .collect();
    planted
        .canaries
        .iter()
        .filter_map(|c| {
            let hit = texts.iter().find(|(path, text)| {
                c.spellings
                    .iter()
                    .any(|s| path.contains(s.as_str()) || text.contains(s.as_str()))
            });
            hit.map(|(path, _)| (c, path.clone()))
        })
        .collect()
}

/// Plants a school and builds it: closed, or with everything permitted.
fn school(state: State) -> (Planted, Bundle) {
    let mut p = Planted::default();
    p.plant("site.yaml", Kind::Site, "site", state);
    p.plant("people/nastavnik.md", Kind::Person, "person-mentor", state);
    p.plant("people/uchenik.md", Kind::Person, "person-mentee", state);
    p.plant(
        "programs/programma/index.md",
        Kind::Program,
        "program",
        state,
    );
    p.plant(
        "programs/programma/results.md",
        Kind::Results,
        "results",
        state,
    );
    p.plant(
        "practices/praktika/index.md",
        Kind::Practice,
        "practice",
        state,
    );
    p.plant("acts/akt/index.md", Kind::Act, "act", state);
    p.plant("methods/metod/index.md", Kind::Method, "method", state);
    p.plant("news/novost/index.md", Kind::News, "news", state);
    p.plant("roadmaps/karta.md", Kind::Roadmap, "roadmap", state);
    p.plant(
        "monitoring/2025-2026.yaml",
        Kind::Monitoring,
        "monitoring",
        state,
    );
    p.plant("pages/stranica/index.md", Kind::Page, "page", state);
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &p.files {
        let path = folder.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let bundle = build(folder.path());
    (p, bundle)
}

fn build(root: &Path) -> Bundle {
    let options = Options {
        root: root.to_owned(),
        date: crate::text::date::parse(TODAY),
        now: jiff::Timestamp::UNIX_EPOCH,
        overrides: Overrides::default(),
        strict: false,
        show_names: false,
        render: true,
    };
    let compilation = Session::default().compile(&options).unwrap();
    let errors: Vec<_> = compilation
        .diagnostics
        .iter()
        .filter(|d| d.severity == crate::diag::Severity::Error)
        .map(|d| {
            format!(
                "{}: {} ({})",
                d.rule.name,
                d.message,
                crate::diag::location(d, compilation.examined.sources())
            )
        })
        .collect();
    assert!(errors.is_empty(), "the fixture is not sound: {errors:#?}");
    compilation.bundle.unwrap()
}

impl Planted {
    fn plant(&mut self, path: &str, kind: Kind, name: &str, state: State) {
        let folder = path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        // A practice and a news item with results are under the programme's embargo as a whole.
        let outer = match kind {
            Kind::Practice | Kind::News | Kind::Results => Visibility::Embargo,
            Kind::Program if state == State::Draft => Visibility::Embargo,
            _ => Visibility::Public,
        };
        let record = self.record(record::fields(kind), name, outer, &folder, state);
        let mut text = serde_json::to_string_pretty(&record).unwrap();
        if path.ends_with(".md") {
            let visibility = match kind {
                Kind::Person => Visibility::Consent(Category::About),
                _ => outer,
            };
            let word = self.word(&format!("{name}.body"), visibility);
            text = format!("---\n{text}\n---\n\n{word}\n");
        }
        self.files.insert(path.to_owned(), text.into_bytes());
    }

    fn record(
        &mut self,
        fields: &[Field],
        place: &str,
        outer: Visibility,
        folder: &str,
        state: State,
    ) -> Value {
        let mut map = Map::new();
        for field in fields {
            let place = format!("{place}.{}", field.name);
            let visibility = narrower(outer, field.visibility);
            match fixed(&place, state) {
                Fixed::Leave => {}
                Fixed::Put(value) => {
                    map.insert(field.name.to_owned(), value);
                }
                Fixed::Plant => {
                    let value = self.value(&(field.shape)(), &place, visibility, folder, state);
                    map.insert(field.name.to_owned(), value);
                }
            }
        }
        Value::Object(map)
    }

    fn value(
        &mut self,
        shape: &Shape,
        place: &str,
        visibility: Visibility,
        folder: &str,
        state: State,
    ) -> Value {
        match shape {
            Shape::Text | Shape::Prose => json!(self.word(place, visibility)),
            Shape::Date | Shape::YearOrDate => json!("2026-09-15"),
            Shape::Year => json!("1980"),
            Shape::Integer => json!("40"),
            Shape::Number => {
                let n = 61_000 + self.canaries.len();
                let grouped = crate::text::number::grouped(n as i64);
                self.note(place, visibility, vec![grouped, n.to_string()]);
                json!(n.to_string())
            }
            Shape::Bool => json!("да"),
            Shape::Word(_, terms) => json!(terms[0].label),
            Shape::Reference(kind) => json!(reference(*kind)),
            Shape::Colour => {
                let colour = format!("#1a{:04x}", self.canaries.len());
                self.note(place, visibility, vec![colour.clone()]);
                json!(colour)
            }
            Shape::Path | Shape::Picture => {
                let word = format!("fajl{:04}q", self.canaries.len());
                let inside = self.word(&format!("{place}.bytes"), visibility);
                let (file, inside) = match shape {
                    // It stands under one name on all pages.
                    Shape::Picture => (
                        format!("{word}.svg"),
                        format!(
                            "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{inside}</title></svg>"
                        ),
                    ),
                    _ => {
                        self.note(place, visibility, vec![word.clone()]);
                        (format!("{word}.txt"), inside)
                    }
                };
                let path = if folder.is_empty() {
                    file.clone()
                } else {
                    format!("{folder}/{file}")
                };
                self.files.insert(path, inside.into_bytes());
                json!(file)
            }
            Shape::Url => {
                let word = format!("adres{:04}q", self.canaries.len());
                self.note(place, visibility, vec![word.clone()]);
                json!(format!("https://{word}.example/"))
            }
            Shape::List(item) => json!([self.value(item, place, visibility, folder, state)]),
            Shape::Record(fields) => self.record(fields, place, visibility, folder, state),
            Shape::Map("год", value) => {
                json!({ "2026": self.value(value, place, visibility, folder, state) })
            }
            Shape::Map(..) => {
                let word = self.word(place, visibility);
                json!({ word: "7" })
            }
            Shape::Either(shapes) => {
                // The richest form: a record says more than a line.
                let chosen = shapes
                    .iter()
                    .find(|s| matches!(s, Shape::Record(_)))
                    .unwrap_or(&shapes[0]);
                self.value(chosen, place, visibility, folder, state)
            }
        }
    }

    fn word(&mut self, place: &str, visibility: Visibility) -> String {
        let n = self.canaries.len();
        let letters: String = n
            .to_string()
            .chars()
            .map(|d| "бвгджзклмн".chars().nth(d as usize - '0' as usize).unwrap())
            .collect();
        let word = format!("жюхва{letters}ыща");
        self.note(
            place,
            visibility,
            vec![word.clone(), crate::text::slug::slug(&word)],
        );
        word
    }

    fn note(&mut self, place: &str, visibility: Visibility, spellings: Vec<String>) {
        self.canaries.push(Canary {
            place: place.to_owned(),
            visibility,
            spellings,
        });
    }
}

fn reference(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "nastavnik",
        Kind::Act => "akt",
        _ => "programma",
    }
}

/// Fields whose values must agree with each other; all others are planted as the table says.
enum Fixed {
    Plant,
    Put(Value),
    Leave,
}

fn fixed(place: &str, state: State) -> Fixed {
    use Fixed::{Leave, Plant, Put};
    let all: Vec<&str> = Category::ALL.iter().map(|c| c.label()).collect();
    let place = place
        .replace("person-mentor", "person")
        .replace("person-mentee", "person");
    match place.as_str() {
        "site.language" => Put(json!("ru")),
        "site.timezone" => Put(json!("Asia/Irkutsk")),
        "site.theme" | "site.menu" | "site.names" => Leave,
        "site.director" | "site.curator" => Put(json!("nastavnik")),
        "site.privacy.open_staff_data" | "site.raw_html" => Put(json!("нет")),
        "site.privacy.k" => Put(json!("3")),
        "person.roles" => Put(json!(["наставник", "наставляемый"])),
        "person.slug" | "person.minor" | "person.left" | "person.removed" => Leave,
        "person.joined" => Put(json!("2024-09-01")),
        "person.position" => Plant,
        "person.consents.kind" if state == State::OtherConsents => Put(json!("обработка")),
        "person.consents.kind" => Put(json!("распространение")),
        "person.consents.date" => Put(json!("2025-09-01")),
        "person.consents.received" => Put(json!("2025-09-01")),
        "person.consents.until" if state == State::Expired => Put(json!("2026-11-21")),
        "person.consents.until" => Put(json!("2027-09-01")),
        "person.consents.withdrawn" if state == State::Withdrawn => Put(json!("2026-11-01")),
        "person.consents.withdrawn" => Leave,
        "person.consents.fields" if state == State::OtherConsents => Leave,
        "person.consents.fields" => Put(json!(all)),
        "person.consents.resource" => Leave,
        "program.mentors" => Put(json!(["nastavnik"])),
        "program.mentees" => Put(json!(["uchenik"])),
        "program.curator" => Leave,
        "program.slug" | "practice.slug" | "act.slug" | "method.slug" | "news.slug"
        | "roadmap.slug" | "page.slug" => Leave,
        "program.model" => Leave,
        "program.approved" if state == State::Draft => Leave,
        "program.approved.date" => Put(json!("2026-05-30")),
        "program.period" => Put(json!({ "from": "2026-06-01", "to": "2027-03-31" })),
        "program.amendments" => Put(json!([])),
        "program.plan.date" | "program.plan.period" => Leave,
        "program.plan.done" => Put(json!("2026-10-01")),
        "program.plan.cancelled" => Plant,
        "program.completion.date" if state == State::Open => Put(json!("2026-11-20")),
        "program.completion.date" => Put(json!("2026-12-20")),
        "program.completion.way" => Put(json!("план выполнен")),
        "results.approved.date" | "practice.approved.date" => Put(json!("2026-11-21")),
        "results.feedback.person" => Put(json!("uchenik")),
        "act.level" => Put(json!("локальный")),
        "act.date" => Put(json!("2026-05-29")),
        "act.number" => Plant,
        "act.in_force" => Put(json!({ "from": "2026-05-29" })),
        "act.replaced_by" | "act.replaces" | "act.amends" => Leave,
        "act.draft" | "method.draft" => Put(json!("нет")),
        "news.publish_from" | "news.expires" => Leave,
        "news.event" => Put(json!(null)),
        "news.people" => Put(json!(["uchenik"])),
        "news.image.persons" | "news.gallery.persons" => Put(json!(["uchenik"])),
        "roadmap.period" => Put(json!({ "from": "2026-06-01", "to": "2027-03-31" })),
        "roadmap.tolerance" => Put(json!("1")),
        "roadmap.sections.items.from" => Put(json!("2026-06-01")),
        "roadmap.sections.items.to" => Put(json!("2026-12-31")),
        "roadmap.targets.at_most" | "roadmap.targets.equals" => Leave,
        "monitoring.criteria.criterion" => Put(json!("4")),
        "monitoring.criteria.indicator" => Put(json!("1")),
        "monitoring.criteria.scale" | "monitoring.criteria.value" => Leave,
        "monitoring.not_applicable" => Leave,
        _ => Plant,
    }
}
