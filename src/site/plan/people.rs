//! People: mentors, mentees, those who answer for mentoring.

use std::collections::BTreeMap;
use std::mem::take;

use crate::content::*;
use crate::site::routes::part_url;
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::{date, plural, typography};
use crate::vocab::{ActState, Covers, Kind, Part, Role, Vocabulary};

use super::Page;
use super::cards::{by_name, categories, initials, words};
use super::cx::*;
use super::pages::{ROWS, divided};

/// The page of a person whose name is public.
pub fn person(cx: &Cx<'_>, x: &PublishedPerson) -> Vec<Page> {
    let part = if x.roles().contains(&Role::Mentor) {
        Part::Mentors
    } else if x.roles() == &[Role::Mentee] {
        Part::Mentees
    } else {
        Part::Responsible
    };
    let Some(mut sheet) = cx.sheet(Kind::Person, x.id(), part, x.name().text()) else {
        return Vec::new();
    };
    let about = [
        x.position().clone(),
        (!x.subjects().is_empty()).then(|| x.subjects().join(", ")),
    ];
    sheet.describe(Some(
        about.into_iter().flatten().collect::<Vec<_>>().join(". "),
    ));
    let body = sheet.body(x.body());
    let roles = x.roles().iter().map(|r| r.label());
    sheet.find(Weight::Heading, roles);
    sheet.find(Weight::Heading, x.position().clone());
    sheet.find(Weight::Heading, x.subjects());
    sheet.find(Weight::Body, x.organization().iter().chain(x.education()));
    sheet.find(Weight::Body, categories(x));
    sheet.find_prose(x.profile());
    let all = x
        .awards()
        .iter()
        .chain(x.training())
        .chain(x.presentations());
    for deed in all {
        sheet.find(Weight::Body, [deed.title()]);
        sheet.find(Weight::Body, deed.detail().clone());
    }
    let photo = x.photo().as_ref().map(|p| sheet.picture(p));
    sheet.face(photo.as_ref());
    let deeds = |list: &[PublishedDeed]| {
        let mut list: Vec<_> = list.iter().collect();
        list.sort_by_key(|d| std::cmp::Reverse(d.when().map(|w| w.year())));
        list.into_iter()
            .map(|d| AchievementView {
                title: d.title().clone(),
                detail: d.detail().clone(),
                level: d.level().map(|l| l.to_string()),
                date: d.when().map(when),
            })
            .collect::<Vec<_>>()
    };
    sheet.finish(|page| MentorView {
        page,
        roles: x
            .roles()
            .iter()
            .map(|r| typography::capitalised(r.label()))
            .collect(),
        initials: initials(x.name().text()),
        photo,
        position: x.position().clone(),
        organization: x.organization().clone(),
        subjects: x.subjects().clone(),
        category: categories(x),
        education: x.education().clone(),
        teaching: x.teaching_years().map(years),
        mentoring: x.mentoring_years().map(years),
        profile: cx.inlines(x.profile()),
        availability: x.availability().as_ref().map(|a| AvailabilityView {
            forms: words(a.forms()),
            kinds: words(a.kinds()),
            modes: words(a.modes()),
            external: a
                .external()
                .then(|| "Готовность помогать педагогам других организаций".into()),
        }),
        contacts: (x.email().is_some() || x.phone().is_some()).then(|| ContactsView {
            email: x.email().clone(),
            phone: x.phone().as_deref().map(phone),
        }),
        links: x
            .links()
            .iter()
            .map(|(title, href)| ExternalLink {
                title: title.clone(),
                href: href.clone(),
                note: None,
            })
            .collect(),
        awards: deeds(x.awards()),
        training: deeds(x.training()),
        presentations: deeds(x.presentations()),
        body,
        programs: cx.program_cards(x.programs()),
        practices: cx.practice_cards(x.practices()),
    })
}

/// The bank of mentees: counts, those who agreed to be named, and anonymous rows.
pub fn mentees(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Mentees, "Наставляемые");
    let mut intro = cx.intro(Part::Mentees).and_then(|i| sheet.body(i.body()));
    let bank = cx.p.bank();
    let mut totals = Vec::new();
    if bank.mentees().exact() != Some(0) {
        totals.push(StatView {
            value: bank.mentees().text(),
            label: people_word(
                *bank.mentees(),
                "наставляемый",
                "наставляемых",
                "наставляемых",
            ),
            url: None,
            note: Some("сейчас в\u{a0}банке".into()),
        });
    }
    let active =
        cx.p.programs()
            .iter()
            .filter(|p| p.status().is_active())
            .count();
    if active > 0 {
        totals.push(StatView {
            value: active.to_string(),
            label: plural::form(
                active as u64,
                "программа идёт",
                "программы идут",
                "программ идёт",
            )
            .into(),
            url: Some(part_url(Part::Programs)),
            note: None,
        });
    }
    let mut by_form = bank
        .mentees_by_form()
        .iter()
        .map(|(form, n)| CountView {
            label: form.to_string(),
            count: n.text(),
        })
        .collect();
    let mut years: BTreeMap<String, usize> = BTreeMap::new();
    for p in cx.p.programs() {
        if let Some((from, _)) = p.period().filter(|(from, _)| *from <= cx.today()) {
            *years.entry(date::school_year(from)).or_insert(0) += p.mentees().len();
        }
    }
    let k = *cx.p.site().k();
    let mut by_year = years
        .into_iter()
        .rev()
        .map(|(year, n)| CountView {
            label: year,
            count: if n > 0 && (n as u32) < k {
                format!("менее\u{a0}{k}")
            } else {
                n.to_string()
            },
        })
        .collect();
    let mut people: Vec<_> =
        cx.p.people()
            .iter()
            .filter(|x| x.roles().contains(&Role::Mentee))
            .collect();
    by_name(&mut people);
    let named = people.into_iter().map(|x| MenteeRow {
        person: cx.card(Some(x.id()), x.name().text()),
        programs: cx.program_links(x.programs()),
    });
    let anonymous = bank.unnamed_mentees().iter().filter_map(|(id, n)| {
        let program = cx.programs.get(id.as_str())?;
        let name = match n {
            1 => "Наставляемый".to_owned(),
            n => plural::count(*n as usize, "наставляемый", "наставляемых", "наставляемых"),
        };
        Some(MenteeRow {
            person: PersonCard {
                name,
                named: false,
                url: None,
                position: None,
                organization: None,
            },
            programs: cx
                .link(Kind::Program, id, program.title())
                .into_iter()
                .collect(),
        })
    });
    let rows: Vec<MenteeRow> = named.chain(anonymous).collect();
    sheet.leaves(divided(rows, ROWS), |page, rows| {
        let (named, anonymous) = rows.into_iter().partition(|row| row.person.named);
        MenteesView {
            page,
            intro: intro.take(),
            totals: take(&mut totals),
            by_form: take(&mut by_form),
            by_year: take(&mut by_year),
            named,
            anonymous,
        }
    })
}

/// The noun for a count that may be hidden.
pub fn people_word(n: Count, one: &str, few: &str, many: &str) -> String {
    match n {
        Count::Exact(n) => plural::form(u64::from(n), one, few, many).to_owned(),
        Count::FewerThan(_) | Count::Hidden => many.to_owned(),
    }
}

/// Who answers for mentoring.
pub fn responsible(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Responsible, "Кто отвечает");
    let intro = cx
        .intro(Part::Responsible)
        .and_then(|i| sheet.body(i.body()));
    let site = cx.p.site();
    let people: Vec<ResponsibleCard> = [director_card(cx), curator_card(cx)]
        .into_iter()
        .flatten()
        .collect();
    for card in &people {
        sheet.find(Weight::Heading, [&card.role, &card.person.name]);
    }
    let mut council: Vec<PersonCard> = site
        .council()
        .iter()
        .map(|(id, words)| cx.card(id.as_deref(), &typography::capitalised(words)))
        .collect();
    sheet.find(Weight::Heading, council.iter().map(|c| &c.name));
    council.sort_by_cached_key(|c| (!c.named, crate::text::collate::key(&c.name)));
    sheet.finish(|page| ResponsibleView {
        page,
        intro,
        people,
        council,
        council_act: proof(cx, Covers::Council),
        external: Vec::new(),
    })
}

/// The act in force that proves an item of the checklist: the newest one.
pub fn proof(cx: &Cx<'_>, covers: Covers) -> Option<LinkView> {
    let acts =
        cx.p.acts()
            .iter()
            .filter(|a| a.covers().contains(&covers) && *a.state() == ActState::InForce);
    acts.max_by_key(|a| (*a.date(), a.id().clone()))
        .and_then(|a| cx.act_link(a.id()))
}

fn director_card(cx: &Cx<'_>) -> Option<ResponsibleCard> {
    let (id, words) = cx.p.site().director().as_ref()?;
    Some(ResponsibleCard {
        role: "Руководитель".into(),
        person: cx.card(id.as_deref(), &typography::capitalised(words)),
        duties: [
            "издаёт локальные акты о наставничестве",
            "утверждает куратора, пары и дорожную карту",
        ]
        .map(str::to_owned)
        .into(),
        contacts: contacts(cx, id.as_deref()),
        act: None,
    })
}

/// The curator, for this page and for the home page.
pub fn curator_card(cx: &Cx<'_>) -> Option<ResponsibleCard> {
    let (id, words) = cx.p.site().curator().as_ref()?;
    Some(ResponsibleCard {
        role: "Куратор программ наставничества".into(),
        person: cx.card(id.as_deref(), &typography::capitalised(words)),
        duties: [
            "помогает найти наставника",
            "ведёт банк наставников и программ",
            "следит за тем, как идут программы",
        ]
        .map(str::to_owned)
        .into(),
        contacts: contacts(cx, id.as_deref()),
        act: proof(cx, Covers::CuratorOrder),
    })
}

/// Contacts that the person has opened, else those of the school.
fn contacts(cx: &Cx<'_>, id: Option<&str>) -> Option<ContactsView> {
    let person = id.and_then(|id| cx.people.get(id));
    let email = person
        .and_then(|p| p.email().clone())
        .or_else(|| cx.p.site().email().clone());
    let number = person
        .and_then(|p| p.phone().clone())
        .or_else(|| cx.p.site().phone().clone());
    (email.is_some() || number.is_some()).then(|| ContactsView {
        email,
        phone: number.as_deref().map(phone),
    })
}
