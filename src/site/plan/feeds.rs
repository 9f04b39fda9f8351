//! Atom feed, calendar, sitemap, robots.

use std::collections::BTreeMap;

use icalendar::{Component, EventLike};
use jiff::civil::{Date, Time};

use crate::content::PublishedNews;
use crate::text::date;
use crate::vocab::{Kind, Part};

use super::Page;
use super::cards::{first_words, newest_first};
use super::cx::Cx;

/// How many news the feed holds.
const FEED_LENGTH: usize = 30;

/// All feeds.
pub fn feeds(cx: &Cx<'_>) -> Vec<Page> {
    let mut out = vec![
        Page::file("feed.xml", atom(cx)),
        Page::file("robots.txt", robots(cx)),
    ];
    if cx.p.news().iter().any(|n| n.event().is_some()) {
        out.push(Page::file("events.ics", calendar(cx)));
    }
    out
}

/// The map of all pages. It needs the section's full address and is left out without it.
pub fn sitemap(cx: &Cx<'_>) -> Vec<Page> {
    let base = cx.p.site().base_url().as_ref();
    let map = base.map(|base| Page::file("sitemap.xml", map(cx, base)));
    map.into_iter().collect()
}

fn atom(cx: &Cx<'_>) -> String {
    use atom_syndication::{
        ContentBuilder, EntryBuilder, FeedBuilder, FixedDateTime, LinkBuilder, Text,
    };
    let site = cx.p.site();
    let stamp = |d: Date| -> FixedDateTime {
        format!("{}T00:00:00+00:00", date::iso(d))
            .parse()
            .unwrap_or_default()
    };
    let address = |url: &str| match site.base_url() {
        Some(base) => format!("{base}{url}"),
        None => url.to_owned(),
    };
    let name = |url: &str| match site.base_url() {
        Some(base) => format!("{base}{url}"),
        None => format!("urn:rubrika:{url}"),
    };
    let mut list: Vec<&PublishedNews> = cx.p.news().iter().collect();
    newest_first(&mut list);
    let entries: Vec<_> = list
        .iter()
        .take(FEED_LENGTH)
        .filter_map(|n| {
            let url = cx.routes.of(Kind::News, n.id())?;
            let summary = n
                .description()
                .clone()
                .or_else(|| first_words(cx, n.body()))
                .unwrap_or_default();
            Some(
                EntryBuilder::default()
                    .title(Text::plain(n.title().clone()))
                    .id(name(url))
                    .updated(stamp(*n.date()))
                    .published(stamp(*n.date()))
                    .link(
                        LinkBuilder::default()
                            .href(address(url))
                            .rel("alternate")
                            .build(),
                    )
                    .summary(Text::plain(summary.clone()))
                    .content(
                        ContentBuilder::default()
                            .value(summary)
                            .content_type("text".to_owned())
                            .build(),
                    )
                    .build(),
            )
        })
        .collect();
    let updated = list
        .first()
        .map_or(Date::constant(2000, 1, 1), |n| *n.date());
    let mut links = vec![
        LinkBuilder::default()
            .href(address("index.html"))
            .rel("alternate")
            .build(),
    ];
    if let Some(base) = site.base_url() {
        links.push(
            LinkBuilder::default()
                .href(format!("{base}feed.xml"))
                .rel("self")
                .build(),
        );
    }
    let feed = FeedBuilder::default()
        .title(Text::plain(format!(
            "{} – {}",
            site.title(),
            site.short_name()
        )))
        .id(name("feed.xml"))
        .updated(stamp(updated))
        .author(
            atom_syndication::PersonBuilder::default()
                .name(site.short_name().clone())
                .build(),
        )
        .links(links)
        .lang(site.language().clone())
        .entries(entries)
        .build();
    format!("{}\n", feed.to_string())
}

fn calendar(cx: &Cx<'_>) -> String {
    let site = cx.p.site();
    let host = site
        .base_url()
        .as_deref()
        .map_or("rubrika.invalid".to_owned(), super::documents::host);
    let zone = jiff::tz::TimeZone::get(site.timezone()).unwrap_or(jiff::tz::TimeZone::UTC);
    let utc = |d: Date, t: Time| -> String {
        match d.to_datetime(t).to_zoned(zone.clone()) {
            Ok(z) => z
                .with_time_zone(jiff::tz::TimeZone::UTC)
                .strftime("%Y%m%dT%H%M%SZ")
                .to_string(),
            Err(_) => format!(
                "{}T{:02}{:02}00",
                d.strftime("%Y%m%d"),
                t.hour(),
                t.minute()
            ),
        }
    };
    let plain_day = |d: Date| d.strftime("%Y%m%d").to_string();
    let mut calendar = icalendar::Calendar::empty();
    calendar.append_property(icalendar::Property::new("VERSION", "2.0"));
    calendar.append_property(icalendar::Property::new(
        "PRODID",
        "-//rubrika//rubrika//RU",
    ));
    calendar.append_property(icalendar::Property::new("CALSCALE", "GREGORIAN"));
    calendar.name(&format!("{} – {}", site.title(), site.short_name()));
    let mut list: Vec<_> =
        cx.p.news()
            .iter()
            .filter_map(|n| Some((n.event().as_ref()?, n)))
            .collect();
    list.sort_by_key(|(e, n)| (*e.starts(), n.id().clone()));
    for (e, n) in list {
        let Some(url) = cx.routes.of(Kind::News, n.id()) else {
            continue;
        };
        let mut event = icalendar::Event::new();
        event.uid(&format!(
            "{}@{host}",
            url.trim_end_matches("/index.html").replace('/', "-")
        ));
        event.add_property("DTSTAMP", format!("{}T000000Z", plain_day(*n.date())));
        event.summary(n.title());
        let (from, start) = *e.starts();
        match start {
            Some(t) => {
                event.add_property("DTSTART", utc(from, t));
                if let Some((to, end)) = *e.ends() {
                    event.add_property("DTEND", utc(to, end.unwrap_or(t)));
                }
            }
            None => {
                event.append_property(day_property("DTSTART", &plain_day(from)));
                // In a calendar the last day of an all-day event is the one after it.
                let after = date::add_days(e.last_day(), 1);
                event.append_property(day_property("DTEND", &plain_day(after)));
            }
        }
        if let Some(place) = e.place() {
            event.location(place);
        }
        if let Some(base) = site.base_url() {
            event.url(&format!("{base}{url}"));
        }
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

fn day_property(key: &str, value: &str) -> icalendar::Property {
    icalendar::Property::new(key, value)
        .add_parameter("VALUE", "DATE")
        .done()
}

/// Pages only: files are found through them.
fn map(cx: &Cx<'_>, base: &str) -> String {
    use crate::site::routes::part_url;
    use crate::vocab::Vocabulary;
    let mut urls: Vec<String> = Part::ALL
        .iter()
        .filter(|p| **p != Part::Page)
        .map(|p| part_url(*p))
        .collect();
    let p = cx.p;
    let of = |kind, id: &String| cx.routes.of(kind, id).map(str::to_owned);
    urls.extend(p.people().iter().filter_map(|x| of(Kind::Person, x.id())));
    urls.extend(
        p.programs()
            .iter()
            .filter_map(|x| of(Kind::Program, x.id())),
    );
    urls.extend(
        p.practices()
            .iter()
            .filter_map(|x| of(Kind::Practice, x.id())),
    );
    urls.extend(p.acts().iter().filter_map(|x| of(Kind::Act, x.id())));
    urls.extend(p.methods().iter().filter_map(|x| of(Kind::Method, x.id())));
    urls.extend(p.news().iter().filter_map(|x| of(Kind::News, x.id())));
    urls.extend(
        p.roadmaps()
            .iter()
            .filter_map(|x| of(Kind::Roadmap, x.id())),
    );
    urls.extend(
        p.monitoring()
            .iter()
            .filter_map(|x| of(Kind::Monitoring, x.id())),
    );
    urls.extend(p.pages().iter().filter_map(|x| of(Kind::Page, x.id())));
    urls.sort();
    urls.dedup();
    let changed = p.updated().all(&cx.readings);
    let changed = changed.filter_map(|((kind, id), day)| Some((cx.routes.of(*kind, id)?, day)));
    // A text that introduces a part is not all of its list.
    let changed = changed.filter(|(url, _)| cx.routes.is_entry(url));
    let changed: BTreeMap<&str, Date> = changed.collect();
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for url in urls {
        let address = format!("{base}{}", url.trim_end_matches("index.html"));
        let changed = changed.get(url.as_str()).map(|day| date::iso(*day));
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>"));
        out.push_str(&format!(
            "<url><loc>{}</loc>{}</url>\n",
            crate::site::render::markdown::escape_html(&address),
            changed.unwrap_or_default()
        ));
    }
    out.push_str("</urlset>\n");
    out
}

fn robots(cx: &Cx<'_>) -> String {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = cx.p.site().base_url() {
        out.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
    }
    out
}
