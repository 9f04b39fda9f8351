//! Each condition of an entry's publication, met or not: for `rubrika explain KIND/ID`.

use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::source::Sources;
use crate::text::date;
use crate::vocab::{Category, Kind, Vocabulary};

use super::{Decision, clause, decide};

/// One condition.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What is asked: «программа утверждена».
    pub title: String,
    /// Whether it is met today.
    pub met: bool,
    /// How things stand, in one sentence.
    pub message: String,
    /// The clause that asks for it, if it is not met.
    pub clause: Option<&'static super::Clause>,
}

/// The conditions of an entry; `None` if there is no such entry.
pub fn explain(
    catalog: &Catalog,
    sources: &Sources,
    today: Date,
    kind: Kind,
    id: &str,
) -> Option<Vec<Condition>> {
    let id = catalog.canonical(kind, id)?.to_owned();
    let v = decide::decide(catalog, sources, today);
    let mut out = Vec::new();
    let mut add = |title: &str, decision: &Decision, open: &str| {
        out.push(match decision.refusal() {
            None => Condition {
                title: title.into(),
                met: true,
                message: open.into(),
                clause: None,
            },
            Some(r) => Condition {
                title: title.into(),
                met: false,
                message: r.message.clone(),
                clause: Some(r.clause),
            },
        });
    };
    match kind {
        Kind::Person => {
            for &category in Category::ALL {
                add(
                    category.label(),
                    v.person(&id, category),
                    "согласие действует",
                );
            }
        }
        Kind::Program | Kind::Results => {
            let program = catalog.programs.get(&id)?;
            let verdict = v.program(&program.id);
            let approved = program
                .approved
                .as_ref()
                .map(|a| format!("утверждена {}", date::long(a.date.value.0)));
            // Whether the order is there is asked only of an approved programme.
            let (title, open) = match verdict.whole.refusal() {
                Some(r) if std::ptr::eq(r.clause, &clause::pair_order::CLAUSE) => {
                    ("пара закреплена приказом", "")
                }
                _ => (
                    "программа утверждена",
                    approved.as_deref().unwrap_or("утверждена"),
                ),
            };
            add(title, &verdict.whole, open);
            add(
                "результаты открыты",
                &verdict.results,
                "программа завершена",
            );
            for person in catalog
                .people
                .all_of(program.mentors.iter().chain(&program.mentees))
            {
                add(
                    &format!("«{}» называется", person.id),
                    &v.names_within(person, &[program]),
                    "согласие на имя и на пару действует",
                );
            }
        }
        Kind::News => {
            let news = catalog.news.get(&id)?;
            add(
                "новость показывается",
                &v.news(news),
                "день показа наступил, запрет результатов не мешает",
            );
            for picture in news.image.iter().chain(&news.gallery) {
                let title = format!("снимок «{}»", picture.path.value.0);
                add(
                    &title,
                    &v.picture(picture.persons.iter().flatten()),
                    "все, кто на нём есть, согласны",
                );
            }
        }
        _ => add(
            "запись публикуется",
            &v.target(kind, &id),
            "ничто не мешает",
        ),
    }
    Some(out)
}
