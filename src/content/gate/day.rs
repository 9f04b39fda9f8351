//! When the text of an entry was last changed – if that says nothing else.
//!
//! The day of a file tells of every change in it, also of those that nobody may see: results written in advance, a
//! meeting, a name whose consent has ended. So it goes out only with an entry that went out whole, only if the entry
//! was open on that day already, and never with a person or with a programme whose results are still closed, written
//! or not: there the day would tell which.

use jiff::civil::Date;

use crate::content::catalog::Entry;
use crate::content::parse::record::Program;
use crate::vocab::Kind;

use super::decide::Verdicts;
use super::desk::Desk;

/// The newest day of the files that an entry is made of; none if one of them has none.
pub fn of(desk: &Desk<'_>) -> Option<Date> {
    let whole = desk.ledger.entries().is_empty() && !desk.blurred;
    let since = since(desk).filter(|_| whole)?;
    let (v, shelf) = (desk.v, desk.shelf);
    let results = match desk.kind {
        Kind::Program => v.catalog.results.get(desk.id).map(|r| r.file),
        _ => None,
    };
    let texts = [desk.file].into_iter().chain(results);
    let texts = texts.map(|file| &shelf.sources.file(file).path);
    let days: Option<Vec<Date>> = texts
        .chain(&desk.taken)
        .map(|path| shelf.days.of(path))
        .collect();
    let newest = days?.into_iter().max()?;
    (since <= newest && newest <= v.today).then_some(newest)
}

/// The day since which all of an open entry could be read; none if the day of its text is never told.
fn since(desk: &Desk<'_>) -> Option<Date> {
    let (v, id) = (desk.v, desk.id);
    let c = v.catalog;
    match desk.kind {
        Kind::Site | Kind::Person | Kind::Results => None,
        Kind::Program => results_since(v, c.programs.get(id)?),
        Kind::Practice => {
            let practice = c.practices.get(id)?;
            let own = practice.date.as_ref().map(|d| d.value.0);
            latest(v, own, &c.programs.all_of(&practice.about))
        }
        Kind::News => {
            let news = c.news.get(id)?;
            let own = news.publish_from.as_ref().unwrap_or(&news.date).value.0;
            let results = news.results.as_ref().is_some_and(|r| r.value);
            let about = match results {
                true => c.programs.all_of(&news.about),
                false => Vec::new(),
            };
            latest(v, Some(own), &about)
        }
        Kind::Act => Some(
            c.acts
                .get(id)?
                .date
                .as_ref()
                .map_or(Date::MIN, |d| d.value.0),
        ),
        Kind::Method => Some(
            c.methods
                .get(id)?
                .date
                .as_ref()
                .map_or(Date::MIN, |d| d.value.0),
        ),
        Kind::Roadmap | Kind::Monitoring | Kind::Page => Some(Date::MIN),
    }
}

/// The last of an entry's own day and of those on which its programmes opened their results.
fn latest(v: &Verdicts<'_>, own: Option<Date>, programs: &[&Entry<Program>]) -> Option<Date> {
    let own = own.unwrap_or(Date::MIN);
    let mut all = programs.iter().map(|p| results_since(v, p));
    all.try_fold(own, |latest, day| Some(latest.max(day?)))
}

/// The day on which the results of a programme opened: it was over, and they were approved.
fn results_since(v: &Verdicts<'_>, program: &Entry<Program>) -> Option<Date> {
    if !v.program(&program.id).results.is_open() {
        return None;
    }
    let over = program.completion_by(v.today)?.date.value.0;
    let results = v.catalog.results.get(&program.id);
    let approved = results.and_then(|r| r.approved.as_ref());
    Some(approved.map_or(over, |a| over.max(a.date.value.0)))
}
