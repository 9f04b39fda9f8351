//! Acts, methodical materials and practices.

use std::mem::take;

use crate::content::*;
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::{date, typography};
use crate::vocab::{Audience, Kind, Level, Part, Vocabulary};

use super::Page;
use super::cards::{dated_order, level_of_practice, words};
use super::cx::*;
use super::pages::{CARDS, Contents, ROWS, divided, divided_groups};

/// The list of acts by level.
pub fn documents(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Documents, "Документы");
    let mut intro = cx.intro(Part::Documents).and_then(|i| sheet.body(i.body()));
    let groups = Level::ALL.iter().map(|&level| {
        let mut acts: Vec<_> = cx.p.acts().iter().filter(|a| *a.level() == level).collect();
        acts.sort_by_cached_key(|a| dated_order(*a.date(), a.title()));
        let acts: Vec<ActCard> = acts.into_iter().filter_map(|a| cx.act_card(a)).collect();
        let heading = match level {
            Level::Federal => ("federal", "Федеральные акты"),
            Level::Regional => ("regional", "Региональные акты"),
            Level::Municipal => ("municipal", "Муниципальные акты"),
            Level::Local => ("local", "Локальные акты"),
        };
        (heading, acts)
    });
    let leaves = divided_groups(groups, ROWS);
    let contents = Contents::new(&sheet.page.url, &leaves, |h| (h.0.into(), h.1.into()));
    sheet.leaves(leaves, |page, leaf| DocumentsView {
        contents: contents.on(&page),
        page,
        intro: intro.take(),
        groups: leaf
            .into_iter()
            .map(|((id, title), acts)| ActGroup {
                id: id.into(),
                title: title.into(),
                acts,
            })
            .collect(),
    })
}

/// One act.
pub fn act(cx: &Cx<'_>, a: &PublishedAct) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::Act, a.id(), Part::Documents, a.title()) else {
        return Vec::new();
    };
    sheet.describe(super::cards::first_words(cx, a.body()).or_else(|| Some(act_name(a))));
    let mut summary = sheet.body(a.body());
    let mut files = sheet.files(a.files());
    let mut signature = a.signature().as_ref().map(|s| SignatureView {
        signer: s.signer().clone(),
        position: s.position().clone(),
        date: s.date().map(day),
        key: s.key().clone(),
    });
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
    let programs = divided(cx.program_cards(a.programs()), CARDS);
    sheet.leaves(programs, |page, programs| ActView {
        page,
        kind: typography::capitalised(&a.kind().to_string()),
        level: level.clone(),
        number: a.number().as_ref().map(|n| n.replace(' ', "\u{a0}")),
        date: a.date().map(day),
        issuer: a.issuer().clone(),
        state: state(a.state().code(), a.state().label()),
        in_force: in_force.clone(),
        summary: summary.take(),
        files: take(&mut files),
        signature: signature.take(),
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
        programs,
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
    let mut intro = cx.intro(Part::Methods).and_then(|i| sheet.body(i.body()));
    let of = |test: &dyn Fn(&PublishedMethod) -> bool| {
        let mut list: Vec<_> = cx.p.methods().iter().filter(|m| test(m)).collect();
        list.sort_by_cached_key(|m| dated_order(*m.date(), m.title()));
        list.into_iter()
            .filter_map(|m| cx.method_card(m))
            .collect::<Vec<_>>()
    };
    let heading = |id: &str, title: &str| (id.to_owned(), typography::capitalised(title));
    let groups = Audience::ALL.iter().map(|&audience| {
        let id = match audience {
            Audience::Mentor => "mentor",
            Audience::Mentee => "mentee",
            Audience::Curator => "curator",
            Audience::Head => "head",
            Audience::Municipality => "municipality",
        };
        let methods = of(&|m| m.audience().contains(&audience));
        (heading(id, audience.label()), methods)
    });
    let for_all = (heading("all", "всем"), of(&|m| m.audience().is_empty()));
    let leaves = divided_groups(groups.chain([for_all]), ROWS);
    let contents = Contents::new(&sheet.page.url, &leaves, Clone::clone);
    sheet.leaves(leaves, |page, leaf| MethodsView {
        contents: contents.on(&page),
        page,
        intro: intro.take(),
        groups: leaf
            .into_iter()
            .map(|((id, title), methods)| MethodGroup { id, title, methods })
            .collect(),
    })
}

/// One methodical material.
pub fn method(cx: &Cx<'_>, m: &PublishedMethod) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::Method, m.id(), Part::Methods, m.title()) else {
        return Vec::new();
    };
    sheet.describe(super::cards::first_words(cx, m.body()));
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
    let mut intro = cx.intro(Part::Practices).and_then(|i| sheet.body(i.body()));
    let mut list: Vec<_> = cx.p.practices().iter().collect();
    list.sort_by_cached_key(|x| dated_order(*x.date(), x.title()));
    let register = register(cx, &list);
    let mut exports = match list.is_empty() {
        true => Vec::new(),
        false => vec![sheet.table("Реестр практик", "practices.csv", &register)],
    };
    let cards = list.into_iter().filter_map(|x| cx.practice_card(x));
    let mut shown = 0;
    sheet.leaves(divided(cards.collect(), CARDS), |page, practices| {
        let before = shown;
        shown += practices.len() as u32;
        PracticesView {
            page,
            intro: intro.take(),
            before,
            practices,
            exports: take(&mut exports),
        }
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
            .or_else(|| super::cards::first_words(cx, x.body())),
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
