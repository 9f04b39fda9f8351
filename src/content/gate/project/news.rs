use crate::content::catalog::Entry;
use crate::content::gate::desk::Desk;
use crate::content::gate::published::*;
use crate::content::parse::record::News;

use super::documents::{texts, whole};

/// A news item or an announcement.
pub fn news<'a>(desk: &mut Desk<'a>, news: &'a Entry<News>) -> Option<PublishedNews> {
    let v = desk.v;
    whole(desk, v.news(news))?;
    let about = v.catalog.programs.all_of(&news.about);
    *desk = Desk::new(v, desk.shelf, desk.kind, news).about(about.clone());
    let event = news.event.as_ref().map(|e| PublishedEvent {
        starts: (e.starts.date, e.starts.time),
        ends: e.ends.as_ref().map(|m| (m.date, m.time)),
        place: e.place.as_ref().map(|p| p.value.clone()),
        link: e.link.as_ref().map(|l| l.value.0.clone()),
    });
    Some(PublishedNews {
        id: news.id.clone(),
        slug: news.slug.as_ref().map(|s| s.value.clone()),
        title: news.title.value.clone(),
        date: news.date.value.0,
        event,
        expires: news.expires.as_ref().map(|e| e.value.0),
        people: desk.people(&news.people),
        about: about
            .iter()
            .filter(|p| v.shows_program(p))
            .map(|p| p.id.clone())
            .collect(),
        tags: texts(&news.tags),
        description: news.description.as_ref().map(|d| d.value.clone()),
        image: news.image.as_ref().and_then(|i| desk.picture(i)),
        gallery: news
            .gallery
            .iter()
            .filter_map(|p| desk.picture(p))
            .collect(),
        files: desk.files(&news.files),
        body: desk.body(news.body.as_deref()),
    })
}
