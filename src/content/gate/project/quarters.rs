//! Statistics by quarter: who was at work on the last days of September, December, March and June (S003 5.2, 6.1).

use jiff::civil::Date;

use crate::content::catalog::Entry;
use crate::content::gate::decide::Verdicts;
use crate::content::gate::published::*;
use crate::content::parse::record::{Person, Program};
use crate::source::Sp;
use crate::text::date;
use crate::vocab::{Form, Vocabulary};

/// The quarters of a school year («2025-2026») that are over by today, the oldest first.
///
/// Each is counted anew from the records as they are now, as of its last day: a participant who left later is in it,
/// one who withdrew the consent to take part is in none. A year without a programme has no quarters to tell of.
pub fn quarters(v: &Verdicts<'_>, year: &str) -> Vec<PublishedQuarter> {
    let Some(first) = year.split('-').next().and_then(|y| y.parse::<i16>().ok()) else {
        return Vec::new();
    };
    let second = first.saturating_add(1);
    let days = [
        (first, 9, 30),
        (first, 12, 31),
        (second, 3, 31),
        (second, 6, 30),
    ];
    let mut out: Vec<_> = days
        .into_iter()
        .filter_map(|(y, m, d)| Date::new(y, m, d).ok())
        .filter(|day| *day <= v.today)
        .map(|day| quarter(v, day))
        .collect();
    if out.iter().all(|q| q.programs == 0 && q.completed == 0) {
        out.clear();
    }
    out
}

fn quarter(v: &Verdicts<'_>, day: Date) -> PublishedQuarter {
    let began = date::add_months(day.first_of_month(), -2);
    let public = || v.catalog.programs.iter().filter(|p| v.shows_program(p));
    let active: Vec<_> = public().filter(|p| p.status(day).is_active()).collect();
    let completed = public()
        .filter_map(|p| p.completion_by(day))
        .filter(|c| c.date.value.0 >= began)
        .count();
    let forms: Vec<(Form, Vec<&Entry<Program>>)> = Form::ALL
        .iter()
        .map(|&form| {
            let of_form = active.iter().copied();
            let of_form = of_form.filter(|p| p.forms.iter().any(|f| f.value.0 == form));
            (form, of_form.collect())
        })
        .filter(|(_, programs): &(_, Vec<_>)| !programs.is_empty())
        .collect();
    let by_form = |side: Side| {
        let counts: Vec<u32> = forms
            .iter()
            .map(|(_, programs)| heads(v, programs, side, day))
            .collect();
        Count::beside_sum(&counts, v.k)
    };
    let (mentors, mentees) = (by_form(|p| &p.mentors), by_form(|p| &p.mentees));
    let of_form = |(i, (form, programs)): (usize, &(Form, Vec<_>))| PublishedQuarterForm {
        form: *form,
        programs: programs.len() as u32,
        mentors: mentors[i],
        mentees: mentees[i],
    };
    PublishedQuarter {
        day,
        programs: active.len() as u32,
        completed: completed as u32,
        mentors: Count::of(heads(v, &active, |p| &p.mentors, day), v.k),
        mentees: Count::of(heads(v, &active, |p| &p.mentees, day), v.k),
        forms: forms.iter().enumerate().map(of_form).collect(),
    }
}

/// Mentors or mentees of a programme.
type Side = fn(&Program) -> &Vec<Sp<crate::content::parse::value::Ref<Person>>>;

/// How many different people stood on one side of these programmes on a day.
fn heads(v: &Verdicts<'_>, programs: &[&Entry<Program>], side: Side, day: Date) -> u32 {
    let mut ids: Vec<&str> = Vec::new();
    for program in programs {
        let people = v.catalog.people.all_of(side(program));
        let there = people.into_iter().filter(|p| {
            let left = p.left.as_ref().is_some_and(|d| d.value.0 <= day);
            !left && p.removed.is_none() && v.catalog.participation(program, p, day).is_ok()
        });
        ids.extend(there.map(|p| p.id.as_str()));
    }
    ids.sort_unstable();
    ids.dedup();
    ids.len() as u32
}
