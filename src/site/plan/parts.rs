//! Home, incentives, partners, personal data, the index, the page that is not there, free pages.

use std::collections::BTreeMap;

use crate::content::*;
use crate::site::routes::{part_of_page, part_url};
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::{collate, plural, slug};
use crate::vocab::{ActState, Covers, Kind, Level, Part, ProgramStatus, Vocabulary};

use super::Page;
use super::cards::{by_name, program_order};
use super::cx::*;
use super::pages::{Contents, LINES, ROWS, divided, divided_groups, side_by_side};
use super::people::{curator_card, people_word};

/// The home page.
pub fn home(cx: &Cx<'_>) -> Vec<Page> {
    let site = cx.p.site();
    let mut sheet = cx.list(Part::Home, site.title());
    sheet.page.title = site.title().clone();
    sheet.page.description = site.description().clone();
    sheet.told.push(super::sharing::school(cx));
    let body = cx.intro(Part::Home).and_then(|i| sheet.body(i.body()));
    let mut running: Vec<_> =
        cx.p.programs()
            .iter()
            .filter(|p| p.status().is_active())
            .collect();
    running.sort_by_cached_key(|p| program_order(p));
    sheet.find(Weight::Body, site.description().clone());
    let cards = |list: Vec<&PublishedNews>| {
        list.into_iter()
            .take(3)
            .filter_map(|n| cx.news_card(n))
            .collect::<Vec<_>>()
    };
    let key = [
        Covers::Regulation,
        Covers::Introduction,
        Covers::CuratorOrder,
        Covers::Roadmap,
    ];
    let mut acts: Vec<_> =
        cx.p.acts()
            .iter()
            .filter(|a| *a.level() == Level::Local && *a.state() == ActState::InForce)
            .filter(|a| a.covers().iter().any(|c| key.contains(c)))
            .collect();
    acts.sort_by_key(|a| {
        (
            key.iter().position(|k| a.covers().contains(k)),
            std::cmp::Reverse(*a.date()),
            a.id().clone(),
        )
    });
    let acts = acts
        .into_iter()
        .take(4)
        .filter_map(|a| cx.act_card(a))
        .collect();
    let upcoming = cards(cx.upcoming());
    let news = cards(cx.fresh());
    sheet.finish(|page| HomeView {
        page,
        lead: site.description().clone(),
        body,
        stats: home_stats(cx),
        curator: curator_card(cx),
        upcoming,
        news,
        programs: running
            .into_iter()
            .take(4)
            .filter_map(|p| cx.program_card(p))
            .collect(),
        acts,
        parts: part_cards(cx),
    })
}

fn home_stats(cx: &Cx<'_>) -> Vec<StatView> {
    let bank = cx.p.bank();
    let mut out = Vec::new();
    let mut add = |value: String, label: String, part: Part, note: Option<String>| {
        out.push(StatView {
            value,
            label,
            url: Some(part_url(part)),
            note,
        });
    };
    if bank.mentors().exact() != Some(0) {
        add(
            bank.mentors().text(),
            people_word(*bank.mentors(), "наставник", "наставника", "наставников"),
            Part::Mentors,
            None,
        );
    }
    if bank.mentees().exact() != Some(0) {
        let word = people_word(
            *bank.mentees(),
            "наставляемый",
            "наставляемых",
            "наставляемых",
        );
        add(bank.mentees().text(), word, Part::Mentees, None);
    }
    let active =
        cx.p.programs()
            .iter()
            .filter(|p| p.status().is_active())
            .count();
    if active > 0 {
        add(
            active.to_string(),
            plural::form(
                active as u64,
                "программа идёт",
                "программы идут",
                "программ идёт",
            )
            .into(),
            Part::Programs,
            None,
        );
    }
    let done =
        cx.p.programs()
            .iter()
            .filter(|p| *p.status() == ProgramStatus::Completed)
            .count();
    if done > 0 {
        let word = plural::form(
            done as u64,
            "программа завершена",
            "программы завершены",
            "программ завершено",
        );
        add(done.to_string(), word.into(), Part::Programs, None);
    }
    if let Some(share) = bank.coverage() {
        add(
            format!("{}\u{a0}%", share.round()),
            "педагогов участвуют в\u{a0}наставничестве".into(),
            Part::Monitoring,
            None,
        );
    }
    out
}

fn part_cards(cx: &Cx<'_>) -> Vec<PartCard> {
    let p = cx.p;
    let described = |part: Part| -> Option<(&'static str, Option<String>)> {
        let n = |n: usize, one, few, many| (n > 0).then(|| plural::count(n, one, few, many));
        Some(match part {
            Part::Programs => (
                "Что делают пары и группы, по какому плану и что получилось",
                n(p.programs().len(), "программа", "программы", "программ"),
            ),
            Part::Mentors => (
                "Кто готов помочь и с чем",
                p.bank()
                    .mentors()
                    .exact()
                    .and_then(|m| n(m as usize, "наставник", "наставника", "наставников")),
            ),
            Part::Mentees => ("Сколько педагогов учатся у коллег", None),
            Part::Practices => (
                "Что сработало: задача, шаги, результат",
                n(p.practices().len(), "практика", "практики", "практик"),
            ),
            Part::Methods => (
                "Памятки, разборы и материалы для работы",
                n(p.methods().len(), "материал", "материала", "материалов"),
            ),
            Part::Documents => (
                "Законы, приказы, положения",
                n(p.acts().len(), "документ", "документа", "документов"),
            ),
            Part::Roadmaps => (
                "Что запланировано и что сделано",
                n(
                    p.roadmaps().len(),
                    "дорожная карта",
                    "дорожные карты",
                    "дорожных карт",
                ),
            ),
            Part::Monitoring => (
                "Семь критериев, показатели, выводы по годам",
                n(
                    p.monitoring().len(),
                    "учебный год",
                    "учебных года",
                    "учебных лет",
                ),
            ),
            Part::News => (
                "Что было и что будет",
                n(p.news().len(), "запись", "записи", "записей"),
            ),
            Part::Responsible => ("К кому обратиться", None),
            Part::Incentives => ("Как школа благодарит наставников", None),
            Part::Partners => ("Региональный оператор, ведомства, сообщества", None),
            _ => return None,
        })
    };
    cx.section
        .menu
        .iter()
        .filter_map(|item| {
            let part = Part::ALL
                .iter()
                .copied()
                .find(|&part| part_key(part) == item.part)?;
            let (description, count) = described(part)?;
            Some(PartCard {
                title: item.title.clone(),
                url: item.url.clone(),
                description: description.into(),
                count,
            })
        })
        .collect()
}

/// Measures and awards.
pub fn incentives(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Incentives, "Поощрение");
    let mut body = cx
        .intro(Part::Incentives)
        .and_then(|i| sheet.body(i.body()));
    let acts =
        cx.p.acts()
            .iter()
            .filter(|a| a.covers().contains(&Covers::Incentives))
            .filter_map(|a| cx.act_card(a))
            .collect();
    let mut people: Vec<_> =
        cx.p.people()
            .iter()
            .filter(|x| !x.awards().is_empty())
            .collect();
    by_name(&mut people);
    let mut awards: Vec<(Option<i16>, AwardRow)> = people
        .into_iter()
        .flat_map(|x| {
            x.awards().iter().map(move |a| {
                let row = AwardRow {
                    title: a.title().clone(),
                    person: cx.names(&[(Some(x.id().clone()), x.name().text().to_owned())]),
                    level: a.level().map(|l| l.to_string()),
                    date: a.when().map(when),
                };
                (a.when().map(When::year), row)
            })
        })
        .collect();
    awards.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
    sheet.find(Weight::Body, awards.iter().map(|(_, row)| &row.title));
    let awards = awards.into_iter().map(|(_, row)| row).collect();
    let leaves = side_by_side(divided(acts, ROWS), divided(awards, ROWS));
    sheet.leaves(leaves, |page, (acts, awards)| IncentivesView {
        page,
        body: body.take(),
        acts,
        awards,
    })
}

/// Partners and links.
pub fn partners(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Partners, "Партнёры и ссылки");
    let body = cx.intro(Part::Partners).and_then(|i| sheet.body(i.body()));
    let links: Vec<ExternalLink> =
        cx.p.site()
            .links()
            .iter()
            .map(|(title, href)| ExternalLink {
                title: title.clone(),
                href: href.clone(),
                note: Some(super::documents::host(href)),
            })
            .collect();
    sheet.find(Weight::Heading, links.iter().map(|link| &link.title));
    let groups = if links.is_empty() {
        Vec::new()
    } else {
        vec![LinkGroup { title: None, links }]
    };
    sheet.finish(|page| PartnersView { page, body, groups })
}

/// Personal data: conditions, and how to withdraw a consent (152-ФЗ ст. 10.1 ч. 10, 12–14).
pub fn privacy(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Privacy, "Персональные данные");
    let mut body = cx.intro(Part::Privacy).and_then(|i| sheet.body(i.body()));
    let site = cx.p.site();
    let people =
        cx.p.conditions()
            .iter()
            .map(|(name, conditions)| PrivacyRow {
                person: Inline::text(name.text()),
                conditions: conditions.clone(),
            })
            .collect();
    let contacts = (site.email().is_some() || site.phone().is_some()).then(|| ContactsView {
        email: site.email().clone(),
        phone: site.phone().as_deref().map(phone),
    });
    let address = site.address().clone();
    sheet.leaves(divided(people, ROWS), |page, people| PrivacyView {
        page,
        body: body.take(),
        people,
        addressee: "руководителю организации".into(),
        contacts: contacts.clone(),
        address: address.clone(),
        term: "3\u{a0}рабочих дней".into(),
    })
}

/// The index of everything, А–Я.
pub fn index(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Index, "Карта раздела");
    // It leads to what is found without it.
    sheet.found = None;
    let mut items: Vec<IndexItem> = Vec::new();
    let mut add = |kind: Kind, id: &str, title: &str| {
        if let Some(url) = cx.routes.of(kind, id) {
            items.push(IndexItem {
                title: title.to_owned(),
                url: url.to_owned(),
                kind: kind_word(kind).to_owned(),
            });
        }
    };
    for x in cx.p.people() {
        add(Kind::Person, x.id(), x.name().text());
    }
    for x in cx.p.programs() {
        add(Kind::Program, x.id(), x.title());
    }
    for x in cx.p.practices() {
        add(Kind::Practice, x.id(), x.title());
    }
    for x in cx.p.acts() {
        add(Kind::Act, x.id(), x.title());
    }
    for x in cx.p.methods() {
        add(Kind::Method, x.id(), x.title());
    }
    for x in cx.p.news() {
        add(Kind::News, x.id(), x.title());
    }
    for x in cx.p.roadmaps() {
        add(Kind::Roadmap, x.id(), x.title());
    }
    for x in cx.p.monitoring() {
        add(
            Kind::Monitoring,
            x.id(),
            &format!("Мониторинг за {} учебный год", x.id().replace('-', "/")),
        );
    }
    for x in
        cx.p.pages()
            .iter()
            .filter(|x| !(*x.root() && part_of_page(x.id()).is_some()))
    {
        add(Kind::Page, x.id(), x.title().as_deref().unwrap_or(x.id()));
    }
    for item in &cx.section.menu {
        if !items.iter().any(|i| i.url == item.url) {
            items.push(IndexItem {
                title: item.title.clone(),
                url: item.url.clone(),
                kind: "часть раздела".into(),
            });
        }
    }
    items.sort_by_cached_key(|i| (collate::key(&i.title), i.url.clone()));
    let mut letters: BTreeMap<Vec<u32>, (String, Vec<IndexItem>)> = BTreeMap::new();
    for item in items {
        let letter = collate::initial(&item.title);
        let key = collate::key(&letter);
        let (_, items) = letters.entry(key).or_insert_with(|| (letter, Vec::new()));
        items.push(item);
    }
    let leaves = divided_groups(letters.into_values(), LINES);
    let contents = Contents::new(&sheet.page.url, &leaves, |letter| {
        (anchor(letter), letter.clone())
    });
    sheet.leaves(leaves, |page, leaf| IndexView {
        contents: contents.on(&page),
        page,
        letters: leaf
            .into_iter()
            .map(|(letter, items)| IndexLetter {
                id: anchor(&letter),
                letter,
                items,
            })
            .collect(),
    })
}

/// The anchor of a letter of the index.
fn anchor(letter: &str) -> String {
    match slug::slug(letter) {
        s if s.is_empty() => "drugoe".to_owned(),
        // «Е», «Ё» and «Э» have one Latin letter: the code keeps their anchors apart.
        s => format!(
            "letter-{s}-{:x}",
            letter.chars().next().map_or(0, u32::from)
        ),
    }
}

/// The page that a server shows for an address that is not there.
pub fn not_found(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Page, "Такой страницы нет");
    sheet.found = None;
    sheet.page.title = "Такой страницы нет".into();
    sheet.page.url = "404.html".into();
    sheet.page.part = "404".into();
    sheet.page.canonical = None;
    // It may be shown at any depth, so only the full address leads home.
    sheet.page.root = cx.p.site().base_url().clone().unwrap_or_default();
    let suggestions = cx
        .section
        .menu
        .iter()
        .take(6)
        .map(|i| LinkView {
            title: i.title.clone(),
            url: i.url.clone(),
        })
        .chain([LinkView {
            title: part_heading(Part::Index).into(),
            url: part_url(Part::Index),
        }])
        .collect();
    sheet.finish(|page| NotFoundView { page, suggestions })
}

/// A free page. Pages that introduce a part are shown there.
pub fn free(cx: &Cx<'_>, x: &PublishedPage) -> Vec<Page> {
    if *x.root() && part_of_page(x.id()).is_some() {
        return Vec::new();
    }
    let title = x.title().clone().unwrap_or_else(|| x.id().clone());
    let Some(mut sheet) = cx.sheet(Kind::Page, x.id(), Part::Page, &title) else {
        return Vec::new();
    };
    sheet.page.part = sheet.page.url.trim_end_matches("/index.html").to_owned();
    sheet.describe(
        x.description()
            .clone()
            .or_else(|| super::cards::first_words(cx, x.body())),
    );
    let body = sheet.body(x.body());
    let files = sheet.files(x.files());
    sheet.finish(|page| FreePageView { page, body, files })
}
