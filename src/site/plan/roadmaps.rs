//! Road maps.

use crate::content::*;
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::{date, number, plural, typography};
use crate::vocab::{Kind, Part, RowState, Unit, Vocabulary};

use super::Page;
use super::cx::*;
use super::draw;
use super::pages::{CARDS, divided};

/// The list: those in force first.
pub fn roadmaps(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Roadmaps, "Дорожная карта");
    let mut intro = cx.intro(Part::Roadmaps).and_then(|i| sheet.body(i.body()));
    let mut list: Vec<_> = cx.p.roadmaps().iter().collect();
    list.sort_by_cached_key(|r| {
        let over = r.period().is_some_and(|(_, to)| to < cx.today());
        // The school's own before those of the municipality and the region.
        let level = r.level().map_or(0, |l| 3 - l.index());
        (
            over,
            level,
            std::cmp::Reverse(r.period().map(|p| p.0)),
            r.id().clone(),
        )
    });
    let roadmaps = list
        .into_iter()
        .filter_map(|r| {
            Some(RoadmapCard {
                title: r.title().clone(),
                url: cx.routes.of(Kind::Roadmap, r.id())?.to_owned(),
                level: r.level().map(|l| typography::capitalised(l.label())),
                period: r.period().map(|(from, to)| period(from, to)),
                progress: progress(r),
            })
        })
        .collect();
    sheet.leaves(divided(roadmaps, CARDS), |page, roadmaps| RoadmapsView {
        page,
        intro: intro.take(),
        roadmaps,
    })
}

/// One road map.
pub fn roadmap(cx: &Cx<'_>, r: &PublishedRoadmap) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::Roadmap, r.id(), Part::Roadmaps, r.title()) else {
        return Vec::new();
    };
    sheet.describe(r.goal().first().map(PublishedProse::plain));
    let body = sheet.body(r.body());
    sheet.find(Weight::Heading, r.level().map(|l| l.label()));
    sheet.find_prose(r.goal().iter().chain(r.tasks()));
    sheet.find_prose(r.targets().iter().map(|t| t.title()));
    for (title, rows) in r.sections() {
        sheet.find(Weight::Heading, [title]);
        for row in rows {
            sheet.find_prose([row.activity()].into_iter().chain(row.result()));
        }
    }
    let mut years: Vec<i16> = r
        .targets()
        .iter()
        .flat_map(|t| t.years())
        .map(|y| *y.year())
        .collect();
    years.sort_unstable();
    years.dedup();
    let sections = r
        .sections()
        .iter()
        .map(|(title, rows)| RoadmapSection {
            title: Some(title.clone()).filter(|t| !t.is_empty()),
            rows: rows.iter().map(|row| roadmap_row(cx, row)).collect(),
        })
        .collect();
    let targets = r
        .targets()
        .iter()
        .map(|t| TargetRow {
            title: t.title().plain(),
            unit: t
                .unit()
                .filter(|u| *u != Unit::Presence)
                .map(|u| u.label().to_owned()),
            source: t.source().as_ref().map(PublishedProse::plain),
            years: years
                .iter()
                .map(|year| match t.years().iter().find(|y| y.year() == year) {
                    Some(y) => year_cell(cx, y, *t.unit(), Some(*t.bound())),
                    None => YearCell {
                        year: year.to_string(),
                        plan: None,
                        fact: None,
                        verdict: None,
                    },
                })
                .collect(),
        })
        .collect();
    let charts = r.targets().iter().filter_map(chart).collect();
    let compared = r.targets().iter().flat_map(|t| t.years()).chain(
        r.sections()
            .iter()
            .flat_map(|s| &s.1)
            .flat_map(|x| x.years()),
    );
    let tolerance = compared.into_iter().any(|y| y.fact().is_some()).then(|| {
        format!(
            "План считается выполненным при отклонении не\u{a0}больше {}\u{a0}%.",
            number::decimal(*r.tolerance())
        )
    });
    sheet.finish(|page| RoadmapView {
        page,
        level: r.level().map(|l| typography::capitalised(l.label())),
        act: r.act().as_ref().and_then(|id| cx.act_link(id)),
        period: r.period().map(|(from, to)| period(from, to)),
        goal: cx.joined(r.goal(), "; "),
        tasks: cx.inlines(r.tasks()),
        progress: progress(r),
        sections,
        years: years.iter().map(ToString::to_string).collect(),
        targets,
        charts,
        tolerance,
        body,
    })
}

/// Plan and fact of a target that is counted, year by year.
fn chart(t: &PublishedTarget) -> Option<ChartView> {
    let counted = t.unit().is_some_and(|u| u != Unit::Presence);
    let told = |y: &&PublishedYear| y.plan().is_some() || y.fact().is_some();
    let years: Vec<&PublishedYear> = t.years().iter().filter(told).collect();
    if !counted || years.len() < 2 {
        return None;
    }
    let groups: Vec<String> = years.iter().map(|y| y.year().to_string()).collect();
    let series = |class, value: fn(&PublishedYear) -> Option<f64>| draw::Series {
        class,
        values: years.iter().map(|y| value(y)).collect(),
    };
    let both = [series("plan", |y| *y.plan()), series("fact", |y| *y.fact())];
    let percent = *t.unit() == Some(Unit::Percent);
    let unit = t.unit().map_or("", |u| u.label());
    Some(draw::figure(
        format!("{}, {unit}", t.title().plain()),
        draw::columns(&groups, &both, percent),
        &[("plan", "план"), ("fact", "факт")],
    ))
}

fn roadmap_row(cx: &Cx<'_>, row: &PublishedRow) -> RoadmapRow {
    let dates = row
        .dates()
        .clone()
        .or_else(|| match (row.from(), row.to()) {
            (Some(from), Some(to)) => Some(date::range(*from, *to)),
            (None, Some(to)) => Some(format!("до\u{a0}{}", date::long(*to))),
            (Some(from), None) => Some(format!("с\u{a0}{}", date::long(*from))),
            (None, None) => None,
        });
    RoadmapRow {
        number: row.number().clone(),
        activity: cx.inline(row.activity()),
        result: row.result().as_ref().map(|r| cx.inline(r)),
        dates,
        responsible: cx.joined(row.responsible(), ", "),
        state: state(row.state().code(), row.state().label()),
        stage: row.stage().map(|s| typography::capitalised(s.label())),
        years: row
            .years()
            .iter()
            .map(|y| year_cell(cx, y, *row.unit(), None))
            .collect(),
    }
}

fn year_cell(cx: &Cx<'_>, y: &PublishedYear, unit: Option<Unit>, bound: Option<Bound>) -> YearCell {
    let value = |x: f64| match unit {
        Some(Unit::Percent) => format!("{}\u{a0}%", number::decimal(x)),
        Some(Unit::Presence) => if x > 0.0 { "есть" } else { "нет" }.to_owned(),
        _ => number::decimal(x),
    };
    let plan = y.plan().map(|x| match bound {
        Some(bound) if unit != Some(Unit::Presence) => {
            format!("{} {}", bound.label(), value(x)).replace(' ', "\u{a0}")
        }
        _ => value(x),
    });
    let over = *y.year() < cx.today().year();
    let verdict = match (y.met(), y.fact()) {
        (Some(true), _) => Some(state("done", "достигнуто")),
        (Some(false), _) => Some(state("missed", "не\u{a0}достигнуто")),
        (None, None) if over && y.plan().is_some() => Some(state("none", "нет данных")),
        (None, _) if y.plan().is_some() && !over => {
            Some(state("upcoming", "год не\u{a0}закончился"))
        }
        _ => None,
    };
    YearCell {
        year: y.year().to_string(),
        plan,
        fact: y.fact().map(value),
        verdict,
    }
}

/// How far a road map has got; `None` if it has no rows.
fn progress(r: &PublishedRoadmap) -> Option<ProgressView> {
    let states: Vec<RowState> = r
        .sections()
        .iter()
        .flat_map(|(_, rows)| rows)
        .map(|x| *x.state())
        .collect();
    let total = states.iter().filter(|s| **s != RowState::Cancelled).count();
    let done = states
        .iter()
        .filter(|s| matches!(s, RowState::Done | RowState::DoneLate))
        .count();
    let known = states
        .iter()
        .any(|s| !matches!(s, RowState::NoData | RowState::Ahead));
    if total == 0 || !known {
        return None;
    }
    let order = [
        RowState::Done,
        RowState::DoneLate,
        RowState::InWork,
        RowState::NotDone,
        RowState::Ahead,
        RowState::NoData,
        RowState::Cancelled,
    ];
    let counts = order
        .into_iter()
        .map(|s| (s, states.iter().filter(|x| **x == s).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(s, n)| StateCount {
            state: state(s.code(), s.label()),
            count: n as u32,
        })
        .collect();
    Some(ProgressView {
        done: done as u32,
        total: total as u32,
        text: format!(
            "Выполнено {} из\u{a0}{total}",
            plural::count(done, "мероприятие", "мероприятия", "мероприятий")
        ),
        counts,
    })
}
