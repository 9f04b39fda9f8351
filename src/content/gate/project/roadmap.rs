use jiff::civil::Date;

use crate::content::catalog::Entry;
use crate::content::gate::desk::Desk;
use crate::content::gate::published::*;
use crate::content::parse::record::{Roadmap, RoadmapItem};
use crate::content::parse::value::{ByYear, Done};
use crate::source::Sp;
use crate::vocab::RowState;

/// A road map, with the state of every row on the day of the build.
pub fn roadmap<'a>(desk: &mut Desk<'a>, roadmap: &'a Entry<Roadmap>) -> Option<PublishedRoadmap> {
    let v = desk.v;
    let act = roadmap.act.as_ref().and_then(|a| v.catalog.acts.of(a));
    let tolerance = roadmap.tolerance.as_ref().map_or(1.0, |t| t.value.0);
    let judge = Judge {
        today: v.today,
        tolerance,
        own: v.catalog.is_own_roadmap(roadmap),
    };
    let sections = roadmap
        .sections
        .iter()
        .map(|s| {
            let rows = s
                .items
                .iter()
                .enumerate()
                .map(|(i, item)| row(desk, item, i + 1, judge))
                .collect();
            (s.title.value.clone(), rows)
        })
        .collect();
    let targets = roadmap
        .targets
        .iter()
        .map(|t| {
            let (bound, plan) = match (&t.at_least, &t.at_most, &t.equals) {
                (Some(plan), _, _) => (Bound::AtLeast, Some(plan)),
                (_, Some(plan), _) => (Bound::AtMost, Some(plan)),
                (_, _, plan) => (Bound::Equals, plan.as_ref()),
            };
            PublishedTarget {
                title: desk.prose(&t.title),
                unit: t.unit.as_ref().map(|u| u.value.0),
                bound,
                years: judge.years(plan, t.fact.as_ref(), bound),
                source: t.source.as_ref().map(|s| desk.prose(s)),
            }
        })
        .collect();
    Some(PublishedRoadmap {
        id: roadmap.id.clone(),
        slug: roadmap.slug.as_ref().map(|s| s.value.clone()),
        title: roadmap.title.value.clone(),
        level: roadmap.level.as_ref().map(|l| l.value.0),
        act: act.filter(|a| v.act(a).is_open()).map(|a| a.id.clone()),
        period: roadmap
            .period
            .as_ref()
            .map(|p| (p.from.value.0, p.to.value.0)),
        goal: desk.proses(&roadmap.goal),
        tasks: desk.proses(&roadmap.tasks),
        tolerance,
        sections,
        targets,
        body: desk.body(roadmap.body.as_deref()),
    })
}

fn row(desk: &mut Desk<'_>, item: &RoadmapItem, position: usize, judge: Judge) -> PublishedRow {
    let years = judge.years(item.plan.as_ref(), item.fact.as_ref(), Bound::AtLeast);
    PublishedRow {
        number: item
            .number
            .as_ref()
            .map_or_else(|| position.to_string(), |n| n.value.clone()),
        activity: desk.prose(&item.activity),
        result: item.result.as_ref().map(|r| desk.prose(r)),
        dates: item.dates.as_ref().map(|d| d.value.clone()),
        from: item.from.as_ref().map(|d| d.value.0),
        to: item.to.as_ref().map(|d| d.value.0),
        responsible: desk.proses(&item.responsible),
        unit: item.unit.as_ref().map(|u| u.value.0),
        state: judge.state(item, &years),
        years,
        done: match item.done.as_ref().map(|d| d.value) {
            Some(Done::On(day)) => Some(day),
            _ => None,
        },
        cancelled: item.cancelled.as_ref().map(|c| c.value.clone()),
        stage: item.stage.as_ref().map(|s| s.value.0),
    }
}

/// Judges rows by the day, the tolerance and whose road map it is.
#[derive(Clone, Copy)]
struct Judge {
    today: Date,
    tolerance: f64,
    own: bool,
}

impl Judge {
    /// Plan and fact side by side. The tolerance is relative: a plan of 335 is met by 332 (S002, примечание 1 к дорожной карте).
    fn years(
        self,
        plan: Option<&Sp<ByYear>>,
        fact: Option<&Sp<ByYear>>,
        bound: Bound,
    ) -> Vec<PublishedYear> {
        let value = |map: Option<&Sp<ByYear>>, year| {
            map.and_then(|m| m.value.0.get(&year)).map(|n| n.value.0)
        };
        let mut all: Vec<i16> = [plan, fact]
            .into_iter()
            .flatten()
            .flat_map(|m| m.value.0.keys().copied())
            .collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
            .map(|year| {
                let (plan, fact) = (value(plan, year), value(fact, year));
                let met = plan.zip(fact).map(|(plan, fact)| {
                    let slack = plan.abs() * self.tolerance / 100.0 + 1e-9;
                    match bound {
                        Bound::AtLeast => fact >= plan - slack,
                        Bound::AtMost => fact <= plan + slack,
                        Bound::Equals => (fact - plan).abs() <= slack,
                    }
                });
                // A year that is not over may still be met.
                let met = met.filter(|&m| m || year < self.today.year());
                PublishedYear {
                    year,
                    plan,
                    fact,
                    met,
                }
            })
            .collect()
    }

    fn state(self, item: &RoadmapItem, years: &[PublishedYear]) -> RowState {
        let to = item.to.as_ref().map(|d| d.value.0);
        let from = item.from.as_ref().map(|d| d.value.0);
        let missed = if self.own {
            RowState::NotDone
        } else {
            RowState::NoData
        };
        if item.cancelled.is_some() {
            return RowState::Cancelled;
        }
        match item.done.as_ref().map(|d| d.value) {
            Some(Done::On(day)) if to.is_some_and(|to| day > to) => return RowState::DoneLate,
            Some(Done::On(_) | Done::Yes) => return RowState::Done,
            Some(Done::No) if to.is_some_and(|to| to < self.today) => return RowState::NotDone,
            Some(Done::No) => return RowState::InWork,
            None => {}
        }
        let this_year = self.today.year();
        let planned: Vec<_> = years.iter().filter(|y| y.plan.is_some()).collect();
        if !planned.is_empty() {
            let past: Vec<_> = planned.iter().filter(|y| y.year < this_year).collect();
            let ahead = planned
                .iter()
                .any(|y| y.year >= this_year && y.met != Some(true));
            return if past.iter().any(|y| y.met == Some(false)) {
                RowState::NotDone
            } else if past.iter().any(|y| y.met.is_none()) {
                RowState::NoData
            } else if ahead && past.is_empty() && planned.iter().all(|y| y.year > this_year) {
                RowState::Ahead
            } else if ahead {
                RowState::InWork
            } else {
                RowState::Done
            };
        }
        match (from, to) {
            (Some(from), _) if from > self.today => RowState::Ahead,
            (_, Some(to)) if to < self.today => missed,
            (None, None) if !self.own => RowState::NoData,
            _ => RowState::InWork,
        }
    }
}
