//! A person's demand to stop dissemination, written into the person's own file: which consents it ends, and the smallest
//! edit that says so.

use jiff::civil::Date;

use crate::content::catalog::{Catalog, Entry};
use crate::content::check::texts;
use crate::content::gate::role_word;
use crate::content::parse::record::{Consent, Person};
use crate::content::parse::{body::Body, front, tree};
use crate::source::{Edit, Place, RelPath, Sources, Sp, Span, apply};
use crate::text::{date, markdown};
use crate::vocab::{ConsentKind, Kind};

use super::catalog::{each_table, parse_mention};

/// What the demand of one person, received on one day, does to their file.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// The person's id.
    pub person: String,
    /// The person's full name; for those who may see it.
    pub name: String,
    /// The word that stands for the person where they are mentioned.
    pub word: &'static str,
    /// The person's file.
    pub path: RelPath,
    /// Consents that the demand ends.
    pub ended: Vec<Ended>,
    /// Days on which consents were withdrawn before, the last one last.
    pub before: Vec<Date>,
    /// Days of consents that were given after the demand and stay.
    pub later: Vec<Date>,
    /// The record has consents that cannot be read: what they say cannot be changed.
    pub unread: bool,
    /// The edits of the file, in the order of their places.
    pub edits: Vec<Edit>,
    /// The text with the edits.
    pub text: String,
}

/// A consent that ends.
#[derive(Clone, Debug)]
pub struct Ended {
    /// What the document is called.
    pub document: Option<String>,
    /// When it was given.
    pub date: Date,
    /// The line on which it begins.
    pub line: usize,
}

/// The withdrawal of a person's consents on a day; `None` if there is no such person, or their file cannot be read.
pub fn withdrawal(
    catalog: &Catalog,
    sources: &Sources,
    person: &str,
    day: Date,
) -> Option<Withdrawal> {
    let person = catalog.people.get(person)?;
    let file = sources.file(person.file);
    let text = &*file.text;
    let nodes = consents(person, sources);
    let mut w = Withdrawal {
        person: person.id.clone(),
        name: person.name.value.0.full(),
        word: role_word(person),
        path: file.path.clone(),
        ended: Vec::new(),
        before: Vec::new(),
        later: Vec::new(),
        unread: person.doubtful(&["consents"]),
        edits: Vec::new(),
        text: String::new(),
    };
    for consent in disseminations(person) {
        if let Some(withdrawn) = &consent.withdrawn {
            w.before.push(withdrawn.value.0);
            continue;
        }
        if consent.date.value.0 > day {
            w.later.push(consent.date.value.0);
            continue;
        }
        let node = nodes.iter().find(|n| n.span == consent.span);
        match node.and_then(|n| edit(text, n, consent, day)) {
            Some(edit) => {
                w.edits.push(edit);
                w.ended.push(Ended {
                    document: consent.document.as_ref().map(|d| d.value.clone()),
                    date: consent.date.value.0,
                    line: file.position(consent.span.start).line,
                });
            }
            None => w.unread = true,
        }
    }
    w.before.sort();
    w.edits.sort_by_key(|e| e.span);
    w.text = apply(text, &w.edits);
    Some(w)
}

impl Withdrawal {
    /// Whether the record of an edited content says exactly what it has to: the consents that end are withdrawn on the
    /// day, and all others are what they were.
    pub fn holds(&self, before: &Catalog, after: &Catalog, day: Date) -> bool {
        let both = (
            before.people.get(&self.person),
            after.people.get(&self.person),
        );
        let (Some(old), Some(new)) = both else {
            return false;
        };
        let ends = |c: &Sp<Consent>| {
            self.ended.iter().any(|e| e.date == c.date.value.0)
                && c.kind.value.0 == ConsentKind::Dissemination
                && c.withdrawn.is_none()
        };
        let said = |c: &Sp<Consent>, withdrawn: Option<Date>| {
            let fields: Vec<_> = c.fields.iter().map(|f| f.value.0).collect();
            let days = [&c.received, &c.until].map(|d| d.as_ref().map(|d| d.value.0));
            (c.kind.value.0, c.date.value.0, days, fields, withdrawn)
        };
        let written = |c: &Sp<Consent>| c.withdrawn.as_ref().map(|w| w.value.0);
        old.consents.len() == new.consents.len()
            && old.doubtful(&["consents"]) == new.doubtful(&["consents"])
            && old.consents.iter().zip(&new.consents).all(|(o, n)| {
                let wanted = if ends(o) { Some(day) } else { written(o) };
                said(o, wanted) == said(n, written(n))
            })
    }
}

/// Consents to dissemination that say for sure what they are.
fn disseminations(person: &Person) -> impl Iterator<Item = &Sp<Consent>> {
    person.consents.iter().filter(|c| {
        c.kind.value.0 == ConsentKind::Dissemination && !c.doubtful(&["kind", "date", "withdrawn"])
    })
}

/// The nodes of the list of consents.
fn consents(person: &Entry<Person>, sources: &Sources) -> Vec<tree::Node> {
    let file = sources.file(person.file);
    let mut complaints = Vec::new();
    let root = front::split(person.file, file, &mut complaints).and_then(|parts| {
        let text = &file.text[parts.front.range()];
        tree::read(
            person.file,
            text,
            parts.front.start as usize,
            &mut complaints,
        )
    });
    let Some(tree::Value::Mapping(fields)) = root.map(|r| r.value) else {
        return Vec::new();
    };
    let list = fields
        .into_iter()
        .find(|(key, _)| matches!(key.name.as_str(), "consents" | "consent"));
    match list {
        Some((_, list)) => match list.value {
            tree::Value::Sequence(items) => items,
            _ => vec![list],
        },
        None => Vec::new(),
    }
}

/// The edit that writes the day into a consent, in the style in which the consent is written.
fn edit(text: &str, node: &tree::Node, consent: &Consent, day: Date) -> Option<Edit> {
    let tree::Value::Mapping(fields) = &node.value else {
        return None;
    };
    let written = &text[consent.date.span.range()];
    let day = match written.contains('.') {
        true => date::short(day),
        false => date::iso(day),
    };
    let insert = |at: usize, text: String| {
        Some(Edit {
            span: Span::new(at, at),
            text,
        })
    };
    // A name that waits for its value.
    if let Some((key, value)) = fields.iter().find(|(key, _)| key.name == "withdrawn") {
        if value.span.start < value.span.end {
            return Some(Edit {
                span: value.span,
                text: day,
            });
        }
        let after = key.span.end as usize;
        let colon = after + text[after..].find(':')? + 1;
        return insert(colon, format!(" {day}"));
    }
    let dates = [
        Some(&consent.date),
        consent.received.as_ref(),
        consent.until.as_ref(),
    ];
    let last = dates.into_iter().flatten().map(|d| d.span.end).max()? as usize;
    let start = node.span.start as usize;
    if text[start..].starts_with('{') {
        return insert(last, format!(", withdrawn: {day}"));
    }
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let indent = " ".repeat(text[line..start].chars().count());
    let end = text[last..].find('\n').map_or(text.len(), |i| last + i);
    insert(end, format!("\n{indent}withdrawn: {day}"))
}

/// Every `[[mention]]` of a person outside their own file.
pub fn mentions(catalog: &Catalog, sources: &Sources, person: &str) -> Vec<Place> {
    let mut out = Vec::new();
    let meant = |target: &str| {
        parse_mention(target).is_some_and(|(kind, id)| {
            kind == Kind::Person && catalog.canonical(kind, id) == Some(person)
        })
    };
    let mut of_body = |file, body: Option<&Body>| {
        let mentions = body.iter().flat_map(|b| &b.mentions);
        out.extend(
            mentions
                .filter(|m| meant(&m.target))
                .map(|m| Place { file, span: m.span }),
        );
    };
    each_table!(catalog, entry, _kind => of_body(entry.file, entry.body.as_deref()));
    for text in texts::of(catalog, |_| true).iter().filter(|t| !t.body) {
        for m in markdown::mentions(&text.text) {
            if meant(m.target) {
                let span = sources.part(text.file, text.span, &text.text, m.range);
                out.push(Place {
                    file: text.file,
                    span,
                });
            }
        }
    }
    let own = catalog.origin(Kind::Person, person);
    out.retain(|p| Some(p.file) != own);
    out.sort_by_key(|p| (p.file, p.span));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::catalog;
    use crate::content::parse;
    use crate::source::SourceFile;

    /// The file after the demand of its person, and whether the record says so.
    fn after(name: &str, text: &str, day: &str) -> (String, bool) {
        let path = RelPath::resolve("content/people", name).unwrap();
        let read = |text: &str| {
            let sources = Sources::new(
                vec![SourceFile::new(path.clone(), text)],
                Vec::new(),
                Vec::new(),
            );
            let (id, file) = sources.files().next().unwrap();
            let parsed = parse::parse(id, file, &Default::default());
            let documents = parsed.document.into_iter().collect();
            let catalog = catalog::build(documents, Vec::new(), &sources, &mut Vec::new());
            (sources, catalog)
        };
        let day = date::parse(day).unwrap();
        let (sources, catalog) = read(text);
        let w = withdrawal(&catalog, &sources, "a", day).unwrap();
        let (_, edited) = read(&w.text);
        let holds = w.holds(&catalog, &edited, day);
        (w.text, holds)
    }

    #[test]
    fn block_style_keeps_comments_and_everything_else() {
        let text = "---\nname: Петрова Анна\nconsents:\n  # первое\n  - kind: обработка\n    date: 2024-09-02\n  - kind: распространение # по форме\n    date: 2024-09-02   # лично\n    fields: [фио]\n  -   kind: распространение\n      fields:\n        - фото\n      date: 03.09.2024\n      until: 03.09.2027 # три года\n      signed_by: сам\n---\nТекст.\n";
        let wanted = "---\nname: Петрова Анна\nconsents:\n  # первое\n  - kind: обработка\n    date: 2024-09-02\n  - kind: распространение # по форме\n    date: 2024-09-02   # лично\n    withdrawn: 2026-11-22\n    fields: [фио]\n  -   kind: распространение\n      fields:\n        - фото\n      date: 03.09.2024\n      until: 03.09.2027 # три года\n      withdrawn: 22.11.2026\n      signed_by: сам\n---\nТекст.\n";
        assert_eq!(after("a.md", text, "2026-11-22"), (wanted.to_owned(), true));
    }

    #[test]
    fn flow_style_on_one_line_and_on_several() {
        let text = "name: Петрова Анна\nconsents:\n  - { kind: распространение, date: 2024-09-02, fields: [фио] } # № 1\n  - {\n      kind: распространение,\n      date: '2024-09-03', # лично\n      fields: [фото], # }\n    }\n";
        let wanted = "name: Петрова Анна\nconsents:\n  - { kind: распространение, date: 2024-09-02, withdrawn: 2026-11-22, fields: [фио] } # № 1\n  - {\n      kind: распространение,\n      date: '2024-09-03', withdrawn: 2026-11-22, # лично\n      fields: [фото], # }\n    }\n";
        assert_eq!(
            after("a.yaml", text, "2026-11-22"),
            (wanted.to_owned(), true)
        );
        let text = "name: Петрова Анна\nconsents: [{ kind: распространение, fields: [фио], date: 2024-09-02 }]";
        let wanted = "name: Петрова Анна\nconsents: [{ kind: распространение, fields: [фио], date: 2024-09-02, withdrawn: 2026-11-22 }]";
        assert_eq!(
            after("a.yaml", text, "2026-11-22"),
            (wanted.to_owned(), true)
        );
    }

    #[test]
    fn a_single_consent_and_a_name_that_waits_for_its_value() {
        let text = "name: Петрова Анна\nconsent:\n  kind: распространение\n  fields: [фио]\n  date: 2024-09-02";
        let wanted = format!("{text}\n  withdrawn: 2026-11-22");
        assert_eq!(after("a.yaml", text, "2026-11-22"), (wanted, true));
        let text = "name: Петрова Анна\nconsents:\n- kind: распространение\n  date: 2024-09-02\n  withdrawn: # когда отзовут\n  fields: [фио]\n";
        let wanted = text.replace("withdrawn:", "withdrawn: 2026-11-22");
        assert_eq!(after("a.yaml", text, "2026-11-22"), (wanted, true));
        let text = text.replace("withdrawn: #", "withdrawn: ~ #");
        let wanted = text.replace('~', "2026-11-22");
        assert_eq!(after("a.yaml", &text, "2026-11-22"), (wanted, true));
    }

    #[test]
    fn what_is_withdrawn_or_given_later_stays() {
        let text = "name: Петрова Анна\nconsents:\n  - { kind: распространение, date: 2024-09-02, withdrawn: 2025-01-01, fields: [фио] }\n  - { kind: распространение, date: 2026-11-23, fields: [фио] }\n  - { kind: участие, date: 2024-09-02 }\n";
        assert_eq!(after("a.yaml", text, "2026-11-22"), (text.to_owned(), true));
    }
}
