//! Acts, methodical materials and practices.

use crate::content::*;
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::{date, typography};
use crate::vocab::{Audience, Kind, Level, Part, Vocabulary};

use super::Page;
use super::cards::{dated_order, level_of_practice, words};
use super::cx::*;

/// The list of acts by level.
pub fn documents(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Documents, "Документы");
    let intro = cx.intro(Part::Documents).and_then(|i| sheet.body(i.body()));
    let groups = Level::ALL
        .iter()
        .filter_map(|&level| {
            let mut acts: Vec<_> = cx.p.acts().iter().filter(|a| *a.level() == level).collect();
            acts.sort_by_cached_key(|a| dated_order(*a.date(), a.title()));
            let acts: Vec<ActCard> = acts.into_iter().filter_map(|a| cx.act_card(a)).collect();
            let (id, title) = match level {
                Level::Federal => ("federal", "Федеральные акты"),
                Level::Regional => ("regional", "Региональные акты"),
                Level::Municipal => ("municipal", "Муниципальные акты"),
                Level::Local => ("local", "Локальные акты"),
            };
            (!acts.is_empty()).then(|| ActGroup {
                id: id.into(),
                title: title.into(),
                acts,
            })
        })
        .collect();
    sheet.finish(|page| DocumentsView {
        page,
        intro,
        groups,
    })
}

/// One act.
pub fn act(cx: &Cx<'_>, a: &PublishedAct) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::Act, a.id(), Part::Documents, a.title()) else {
        return Vec::new();
    };
    sheet.describe(super::cards::first_words(a.body()).or_else(|| Some(act_name(a))));
    let summary = sheet.body(a.body());
    let files = sheet.files(a.files());
    sheet.find(Weight::Heading, [act_name(a)]);
    sheet.find(Weight::Heading, a.issuer().clone());
    sheet.find(Weight::Heading, a.covers().iter().map(|c| c.label()));
    let links = |ids: &[String]| {
        ids.iter()
            .filter_map(|id| cx.act_link(id))
            .collect::<Vec<_>>()
    };
    let in_force = match (a.force_from(), a.force_until()) {
        (Some(from), Some(until)) => Some(date::range(*from, *until)),
        (Some(from), None) if Some(*from) != *a.date() => {
            Some(format!("с\u{a0}{}", date::long(*from)))
        }
        (None, Some(until)) => Some(format!("по\u{a0}{}", date::long(*until))),
        _ => None,
    };
    let level = a.level().to_string();
    sheet.finish(|page| ActView {
        page,
        kind: typography::capitalised(&a.kind().to_string()),
        level,
        number: a.number().as_ref().map(|n| n.replace(' ', "\u{a0}")),
        date: a.date().map(day),
        issuer: a.issuer().clone(),
        state: state(a.state().code(), a.state().label()),
        in_force,
        summary,
        files,
        signature: a.signature().as_ref().map(|s| SignatureView {
            signer: s.signer().clone(),
            position: s.position().clone(),
            date: s.date().map(day),
            key: s.key().clone(),
        }),
        replaced_by: a.replaced_by().first().and_then(|id| cx.act_link(id)),
        replaces: links(a.replaces()),
        amends: links(a.amends()),
        amended_by: links(cx.amended_by(a.id())),
        source: a.source().as_ref().map(|href| ExternalLink {
            title: host(href),
            href: href.clone(),
            note: None,
        }),
        covers: a
            .covers()
            .iter()
            .map(|c| typography::capitalised(c.label()))
            .collect(),
        programs: cx.program_cards(a.programs()),
    })
}

/// The host of an address, for a link's text.
pub fn host(href: &str) -> String {
    let bare = href.split("://").nth(1).unwrap_or(href);
    bare.split('/')
        .next()
        .unwrap_or(bare)
        .trim_start_matches("www.")
        .to_owned()
}

/// The methodical collection by audience.
pub fn methods(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Methods, "Методическая копилка");
    let intro = cx.intro(Part::Methods).and_then(|i| sheet.body(i.body()));
    let mut groups = Vec::new();
    let of = |test: &dyn Fn(&PublishedMethod) -> bool| {
        let mut list: Vec<_> = cx.p.methods().iter().filter(|m| test(m)).collect();
        list.sort_by_cached_key(|m| dated_order(*m.date(), m.title()));
        list.into_iter()
            .filter_map(|m| cx.method_card(m))
            .collect::<Vec<_>>()
    };
    for &audience in Audience::ALL {
        let id = match audience {
            Audience::Mentor => "mentor",
            Audience::Mentee => "mentee",
            Audience::Curator => "curator",
            Audience::Head => "head",
            Audience::Municipality => "municipality",
        };
        let methods = of(&|m| m.audience().contains(&audience));
        groups.push(MethodGroup {
            id: id.into(),
            title: typography::capitalised(audience.label()),
            methods,
        });
    }
    let methods = of(&|m| m.audience().is_empty());
    groups.push(MethodGroup {
        id: "all".into(),
        title: "Всем".into(),
        methods,
    });
    groups.retain(|g| !g.methods.is_empty());
    sheet.finish(|page| MethodsView {
        page,
        intro,
        groups,
    })
}

/// One methodical material.
pub fn method(cx: &Cx<'_>, m: &PublishedMethod) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::Method, m.id(), Part::Methods, m.title()) else {
        return Vec::new();
    };
    sheet.describe(super::cards::first_words(m.body()));
    let body = sheet.body(m.body());
    let files = sheet.files(m.files());
    sheet.find(Weight::Heading, m.authors().iter().map(|(_, name)| name));
    sheet.find(Weight::Heading, m.tags());
    sheet.find(Weight::Heading, m.kind().map(|k| k.to_string()));
    sheet.find(Weight::Body, m.issuer().clone());
    sheet.find(Weight::Body, words(m.audience()));
    sheet.finish(|page| MethodView {
        page,
        kind: m.kind().map(|k| typography::capitalised(&k.to_string())),
        authors: m
            .authors()
            .iter()
            .map(|(id, name)| cx.card(id.as_deref(), name))
            .collect(),
        audience: words(m.audience()),
        number: m.number().clone(),
        date: m.date().map(day),
        issuer: m.issuer().clone(),
        files,
        source: m.source().as_ref().map(|href| ExternalLink {
            title: host(href),
            href: href.clone(),
            note: None,
        }),
        tags: m.tags().clone(),
        body,
    })
}

/// Practices and their register.
pub fn practices(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Practices, "Лучшие практики");
    let intro = cx.intro(Part::Practices).and_then(|i| sheet.body(i.body()));
    let mut list: Vec<_> = cx.p.practices().iter().collect();
    list.sort_by_cached_key(|x| dated_order(*x.date(), x.title()));
    let register = register(cx, &list);
    let exports = match list.is_empty() {
        true => Vec::new(),
        false => vec![sheet.table("Реестр практик", "practices.csv", &register)],
    };
    let practices = list
        .into_iter()
        .filter_map(|x| cx.practice_card(x))
        .collect();
    sheet.finish(|page| PracticesView {
        page,
        intro,
        practices,
        exports,
    })
}

/// The register of practices as a table, for those who gather registers of many schools.
fn register(cx: &Cx<'_>, practices: &[&PublishedPractice]) -> Vec<Vec<String>> {
    let heading = [
        "Практика",
        "Авторы",
        "Формы наставничества",
        "Уровень",
        "Дата",
        "Утверждена",
        "Где представлена",
        "Страница",
    ];
    let joined = |list: Vec<String>| list.join(", ");
    let rows = practices.iter().map(|x| {
        let authors = x.authors().iter().map(|(_, words)| words.clone());
        let presented = x.presented().iter().map(|(place, ..)| place.clone());
        vec![
            x.title().clone(),
            joined(authors.collect()),
            joined(words(x.forms())),
            x.level().map(|l| l.to_string()).unwrap_or_default(),
            x.date().map(date::iso).unwrap_or_default(),
            x.approved()
                .as_ref()
                .map(|(day, _)| date::iso(*day))
                .unwrap_or_default(),
            joined(presented.collect()),
            cx.routes
                .of(Kind::Practice, x.id())
                .unwrap_or_default()
                .to_string(),
        ]
    });
    std::iter::once(heading.map(str::to_owned).to_vec())
        .chain(rows)
        .collect()
}

/// One practice.
pub fn practice(cx: &Cx<'_>, x: &PublishedPractice) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::Practice, x.id(), Part::Practices, x.title()) else {
        return Vec::new();
    };
    sheet.describe(
        x.problem()
            .first()
            .map(PublishedProse::plain)
            .or_else(|| super::cards::first_words(x.body())),
    );
    let body = sheet.body(x.body());
    let files = sheet.files(x.files());
    sheet.find(Weight::Heading, x.authors().iter().map(|(_, name)| name));
    sheet.find(Weight::Heading, x.tags());
    sheet.find(Weight::Heading, words(x.forms()));
    sheet.find(Weight::Body, words(x.audience()));
    sheet.find_prose(x.problem().iter().chain(x.steps()).chain(x.outcome()));
    sheet.find(Weight::Body, x.presented().iter().map(|(place, ..)| place));
    sheet.finish(|page| PracticeView {
        page,
        authors: x
            .authors()
            .iter()
            .map(|(id, name)| cx.card(id.as_deref(), name))
            .collect(),
        level: x.level().map(level_of_practice),
        date: x.date().map(day),
        forms: words(x.forms()),
        audience: words(x.audience()),
        tags: x.tags().clone(),
        approved: approval(x.approved()),
        problem: cx.joined(x.problem(), " "),
        steps: cx.inlines(x.steps()),
        outcome: cx.joined(x.outcome(), " "),
        presented: x
            .presented()
            .iter()
            .map(|(place, at, href)| PresentedView {
                place: place.clone(),
                date: at.map(when),
                href: href.clone(),
            })
            .collect(),
        files,
        programs: cx.program_links(x.about()),
        body,
    })
}
