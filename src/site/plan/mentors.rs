//! The bank of mentors, and the same bank by subject and by readiness.

use std::collections::BTreeMap;

use crate::content::*;
use crate::site::routes::part_url;
use crate::site::view::*;
use crate::text::{collate, plural, slug, typography};
use crate::vocab::{Part, Role, Vocabulary};

use super::Page;
use super::cards::by_name;
use super::cx::*;
use super::pages::{CARDS, divided};
use super::sheet::folder_of;

/// The whole bank, and a page for each choice: filters are links that lead somewhere.
pub fn mentors(cx: &Cx<'_>) -> Vec<Page> {
    let people = cx.p.people().iter();
    let mut named: Vec<_> = people
        .filter(|x| x.roles().contains(&Role::Mentor))
        .collect();
    by_name(&mut named);
    let cards: Vec<MentorCard> = named
        .into_iter()
        .map(|x| MentorCard {
            keys: choices(x).into_iter().map(|c| c.key).collect(),
            ..cx.mentor_card(x)
        })
        .collect();
    let groups = groups(cx);
    let mut sheet = cx.list(Part::Mentors, "Наставники");
    let mut intro = cx.intro(Part::Mentors).and_then(|i| sheet.body(i.body()));
    let mut unnamed = unnamed(cx);
    let mut pages = sheet.leaves(divided(cards.clone(), CARDS), |page, mentors| MentorsView {
        page,
        intro: intro.take(),
        mentors,
        unnamed: unnamed.take(),
        filters: groups.clone(),
        all: None,
        exports: Vec::new(),
    });
    for (g, o) in groups
        .iter()
        .enumerate()
        .flat_map(|(g, group)| (0..group.options.len()).map(move |o| (g, o)))
    {
        let option = &groups[g].options[o];
        let title = format!("Наставники: {}", option.label);
        let mut filters = groups.clone();
        filters[g].options[o].current = true;
        let chosen = cards.iter().filter(|c| c.keys.contains(&option.key));
        let chosen: Vec<MentorCard> = chosen.cloned().collect();
        let sheet = cx.variant(&option.url, Part::Mentors, &title);
        pages.extend(
            sheet.leaves(divided(chosen, CARDS), |page, mentors| MentorsView {
                page,
                intro: None,
                mentors,
                unnamed: None,
                filters: filters.clone(),
                all: Some(LinkView {
                    title: "Все наставники".into(),
                    url: part_url(Part::Mentors),
                }),
                exports: Vec::new(),
            }),
        );
    }
    pages
}

/// One thing by which a mentor can be chosen.
struct Choice {
    group: &'static str,
    key: String,
    label: String,
}

const SUBJECT: &str = "Предмет";
const FORM: &str = "Форма";
const ELSEWHERE: &str = "Где";

fn choices(x: &PublishedPerson) -> Vec<Choice> {
    let choice = |group, prefix: &str, label: &str| Choice {
        group,
        key: format!("{prefix}-{}", slug::slug(label)),
        label: label.to_owned(),
    };
    let mut out: Vec<Choice> = x
        .subjects()
        .iter()
        .map(|s| choice(SUBJECT, "predmet", s))
        .collect();
    if let Some(ready) = x.availability() {
        out.extend(
            ready
                .forms()
                .iter()
                .map(|form| choice(FORM, "forma", form.label())),
        );
        if *ready.external() {
            out.push(choice(ELSEWHERE, "gde", "помогает другим школам"));
        }
    }
    out
}

/// What the named mentors can be chosen by; a choice that leaves everybody is none.
fn groups(cx: &Cx<'_>) -> Vec<FilterGroup> {
    let people = cx.p.people().iter();
    let named: Vec<_> = people
        .filter(|x| x.roles().contains(&Role::Mentor))
        .collect();
    let mut found: BTreeMap<(&str, String), (String, usize)> = BTreeMap::new();
    for x in &named {
        let mut own = BTreeMap::new();
        for choice in choices(x) {
            own.insert((choice.group, choice.key), choice.label);
        }
        for (key, label) in own {
            found.entry(key).or_insert((label, 0)).1 += 1;
        }
    }
    let folder = folder_of(&part_url(Part::Mentors)).to_owned();
    [SUBJECT, FORM, ELSEWHERE]
        .into_iter()
        .map(|title| {
            let of = found.iter().filter(|((group, _), _)| *group == title);
            let mut options: Vec<FilterOption> = of
                .filter(|(_, (_, n))| *n < named.len())
                .map(|((_, key), (label, n))| FilterOption {
                    key: key.clone(),
                    label: label.clone(),
                    count: n.to_string(),
                    url: format!("{folder}{key}/index.html"),
                    current: false,
                })
                .collect();
            options.sort_by_cached_key(|o| collate::key(&o.label));
            FilterGroup {
                title: title.to_owned(),
                options,
            }
        })
        .filter(|group| !group.options.is_empty())
        .collect()
}

/// «Ещё четверо наставников не названы»: what may be said of them, in one sentence.
fn unnamed(cx: &Cx<'_>) -> Option<String> {
    let all = cx.p.bank().unnamed_mentors();
    if all.is_empty() {
        return None;
    }
    let count = plural::count(all.len(), "наставник", "наставника", "наставников");
    let named = plural::form(
        all.len() as u64,
        "не\u{a0}назван",
        "не\u{a0}названы",
        "не\u{a0}названы",
    );
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    for position in all.iter().flatten() {
        *positions.entry(position).or_default() += 1;
    }
    let list: Vec<String> = positions
        .into_iter()
        .map(|(position, n)| format!("{}\u{a0}– {n}", typography::uncapitalised(position)))
        .collect();
    let among = match list.is_empty() {
        true => String::new(),
        false => format!(" Среди них: {}.", list.join(", ")),
    };
    let more = match cx
        .p
        .people()
        .iter()
        .any(|x| x.roles().contains(&Role::Mentor))
    {
        true => "Ещё ",
        false => "",
    };
    Some(format!(
        "{more}{count} {named}: согласия на\u{a0}это нет.{among}"
    ))
}
