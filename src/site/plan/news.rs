//! News, announcements, events.

use jiff::civil::{Date, Time};

use crate::content::*;
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::date;
use crate::vocab::{Kind, Part};

use super::Page;
use super::cards::newest_first;
use super::cx::*;
use super::pages::{CARDS, divided_groups};
use super::sharing;

/// News older than this many days, and past events, are in the archive.
const ARCHIVE_AFTER_DAYS: i32 = 365;

impl Cx<'_> {
    /// An event.
    pub fn event(&self, e: &PublishedEvent) -> EventView {
        let (start_day, start_time) = *e.starts();
        let upcoming = e.last_day() >= self.today();
        EventView {
            starts: moment(start_day, start_time),
            ends: e.ends().map(|(d, t)| moment(d, t)),
            when: when_of(e),
            day: start_day.day().to_string(),
            month: date::long(start_day)
                .split('\u{a0}')
                .nth(1)
                .unwrap_or_default()
                .to_owned(),
            place: e.place().clone(),
            href: e.link().clone(),
            state: if upcoming {
                state("upcoming", "предстоит")
            } else {
                state("past", "прошло")
            },
        }
    }

    /// Coming events, the nearest first.
    pub fn upcoming(&self) -> Vec<&PublishedNews> {
        let mut list: Vec<_> = self
            .p
            .news()
            .iter()
            .filter(|n| self.is_upcoming(n))
            .collect();
        list.sort_by_key(|n| (n.event().as_ref().map(|e| *e.starts()), n.id().clone()));
        list
    }

    /// News that are not coming events and not in the archive, newest first.
    pub fn fresh(&self) -> Vec<&PublishedNews> {
        let mut list: Vec<_> = self
            .p
            .news()
            .iter()
            .filter(|n| !self.is_upcoming(n) && !self.is_archived(n))
            .collect();
        newest_first(&mut list);
        list
    }

    fn is_upcoming(&self, n: &PublishedNews) -> bool {
        n.event()
            .as_ref()
            .is_some_and(|e| e.last_day() >= self.today())
    }

    fn is_archived(&self, n: &PublishedNews) -> bool {
        match n.event() {
            Some(e) => e.last_day() < self.today(),
            None => *n.date() < date::add_days(self.today(), -ARCHIVE_AFTER_DAYS),
        }
    }
}

/// The list of news.
pub fn news(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::News, "Новости и анонсы");
    let mut intro = cx.intro(Part::News).and_then(|i| sheet.body(i.body()));
    let cards = |list: Vec<&PublishedNews>| {
        list.into_iter()
            .filter_map(|n| cx.news_card(n))
            .collect::<Vec<_>>()
    };
    let mut archived: Vec<_> =
        cx.p.news()
            .iter()
            .filter(|n| !cx.is_upcoming(n) && cx.is_archived(n))
            .collect();
    newest_first(&mut archived);
    let years = archived.chunk_by(|a, b| a.date().year() == b.date().year());
    let years = years.map(|list| (Stream::Year(list[0].date().year()), cards(list.to_vec())));
    let now = [
        (Stream::Upcoming, cards(cx.upcoming())),
        (Stream::Fresh, cards(cx.fresh())),
    ];
    let has_events = cx.p.news().iter().any(|n| n.event().is_some());
    let leaves = divided_groups(now.into_iter().chain(years), CARDS);
    sheet.leaves(leaves, |page, leaf| {
        let mut view = NewsListView {
            page,
            intro: intro.take(),
            upcoming: Vec::new(),
            news: Vec::new(),
            archive: Vec::new(),
            calendar: has_events.then(|| LinkView {
                title: "Календарь событий".into(),
                url: "events.ics".into(),
            }),
        };
        for (stream, items) in leaf {
            match stream {
                Stream::Upcoming => view.upcoming = items,
                Stream::Fresh => view.news = items,
                Stream::Year(year) => view.archive.push(NewsYear {
                    year: year.to_string(),
                    items,
                }),
            }
        }
        view
    })
}

/// What the list of news is made of, in its order.
#[derive(Clone, Copy)]
enum Stream {
    Upcoming,
    Fresh,
    /// The archive of a year.
    Year(i16),
}

/// One news item.
pub fn item(cx: &Cx<'_>, n: &PublishedNews) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::News, n.id(), Part::News, n.title()) else {
        return Vec::new();
    };
    sheet.describe(
        n.description()
            .clone()
            .or_else(|| super::cards::first_words(cx, n.body())),
    );
    let body = sheet.body(n.body());
    let image = n.image().as_ref().map(|i| sheet.picture(i));
    sheet.find(Weight::Heading, n.people().iter().map(|(_, name)| name));
    sheet.find(Weight::Heading, n.tags());
    sheet.find(Weight::Body, [date::long(*n.date())]);
    sheet.find(
        Weight::Body,
        n.event().as_ref().and_then(|e| e.place().clone()),
    );
    let gallery = n.gallery().iter().map(|i| sheet.picture(i)).collect();
    let files = sheet.files(n.files());
    sheet.face(image.as_ref());
    sheet.told.push(sharing::news(cx, n, image.as_ref()));
    sheet.finish(|page| NewsView {
        page,
        date: day(*n.date()),
        event: n.event().as_ref().map(|e| cx.event(e)),
        image,
        body,
        gallery,
        files,
        programs: cx.program_links(n.about()),
        people: n
            .people()
            .iter()
            .map(|(id, name)| cx.card(id.as_deref(), name))
            .collect(),
        tags: n.tags().clone(),
    })
}

fn moment(d: Date, t: Option<Time>) -> DateView {
    match t {
        Some(t) => DateView {
            iso: format!("{}T{:02}:{:02}", date::iso(d), t.hour(), t.minute()),
            text: format!("{}, {}", date::long(d), clock(t)),
        },
        None => day(d),
    }
}

fn clock(t: Time) -> String {
    format!("{:02}:{:02}", t.hour(), t.minute())
}

fn when_of(e: &PublishedEvent) -> String {
    let (d, t) = *e.starts();
    match (t, *e.ends()) {
        (None, None) => date::long(d),
        (None, Some((to, _))) => date::range(d, to),
        (Some(t), None) => format!("{}, {}", date::long(d), clock(t)),
        (Some(t), Some((to, Some(u)))) if to == d => {
            format!("{}, {}–{}", date::long(d), clock(t), clock(u))
        }
        (Some(t), Some((to, Some(u)))) => format!(
            "{}, {}\u{a0}– {}, {}",
            date::long(d),
            clock(t),
            date::long(to),
            clock(u)
        ),
        (Some(t), Some((to, None))) => {
            format!("{}, {}\u{a0}– {}", date::long(d), clock(t), date::long(to))
        }
    }
}
