//! Short forms of things, for the lists of other pages.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::content::*;
use crate::site::view::*;
use crate::text::{collate, typography};
use crate::vocab::{Kind, Level, ProgramStatus, Qualification};

use super::cx::*;
use super::sheet::{file_view, folder_of, image_view};

impl Cx<'_> {
    /// A programme.
    pub fn program_card(&self, p: &PublishedProgram) -> Option<ProgramCard> {
        let names = |list: &[Participant]| {
            let people: Vec<(Option<String>, String)> = list
                .iter()
                .map(|x| match x {
                    Participant::Named { id, name, .. } => {
                        (Some(id.clone()), name.short().to_owned())
                    }
                    Participant::Anonymous { label, .. } => (None, label.clone()),
                })
                .collect();
            self.names(&people)
        };
        Some(ProgramCard {
            title: p.title().clone(),
            url: self.routes.of(Kind::Program, p.id())?.to_owned(),
            state: state(p.status().code(), p.status().label()),
            forms: words(p.forms()),
            period: self.program_period(p)?,
            mentors: names(p.mentors()),
            mentees: names(p.mentees()),
            replicable: *p.replicable(),
        })
    }

    /// The term of a programme as amended; of one that is over, until it ended.
    pub fn program_period(&self, p: &PublishedProgram) -> Option<PeriodView> {
        let (from, planned) = (*p.period())?;
        let over = p.completion().as_ref().map(|c| *c.date());
        let to = over.or(*p.end()).unwrap_or(planned);
        Some(period(from, to.max(from)))
    }

    /// Programmes by their ids.
    pub fn program_cards(&self, ids: &[String]) -> Vec<ProgramCard> {
        ids.iter()
            .filter_map(|id| self.programs.get(id.as_str()))
            .filter_map(|p| self.program_card(p))
            .collect()
    }

    /// An act.
    pub fn act_card(&self, a: &PublishedAct) -> Option<ActCard> {
        let url = self.routes.of(Kind::Act, a.id())?;
        Some(ActCard {
            title: typography::no_break(a.title()),
            url: url.to_owned(),
            kind: typography::capitalised(&a.kind().to_string()),
            number: a.number().as_ref().map(|n| n.replace(' ', "\u{a0}")),
            date: a.date().map(day),
            issuer: a.issuer().clone(),
            state: state(a.state().code(), a.state().label()),
            file: a
                .files()
                .first()
                .map(|f| file_view(f, format!("{}{}", folder_of(url), f.name()))),
        })
    }

    /// A practice.
    pub fn practice_card(&self, x: &PublishedPractice) -> Option<PracticeCard> {
        let summary = x
            .problem()
            .first()
            .or(x.outcome().first())
            .map(PublishedProse::plain);
        Some(PracticeCard {
            title: x.title().clone(),
            url: self.routes.of(Kind::Practice, x.id())?.to_owned(),
            summary: summary
                .or_else(|| first_words(self, x.body()))
                .map(|s| typography::excerpt(&s, 180)),
            authors: self.names(x.authors()),
            level: x.level().map(level_of_practice),
            forms: words(x.forms()),
            date: x.date().map(day),
            programs: self.program_names(x.about()),
        })
    }

    /// Practices by their ids.
    pub fn practice_cards(&self, ids: &[String]) -> Vec<PracticeCard> {
        ids.iter()
            .filter_map(|id| self.practices.get(id.as_str()))
            .filter_map(|p| self.practice_card(p))
            .collect()
    }

    /// A methodical material.
    pub fn method_card(&self, m: &PublishedMethod) -> Option<MethodCard> {
        let url = self.routes.of(Kind::Method, m.id())?;
        Some(MethodCard {
            title: m.title().clone(),
            url: url.to_owned(),
            kind: m.kind().map(|k| typography::capitalised(&k.to_string())),
            issuer: m.issuer().clone(),
            date: m.date().map(day),
            summary: first_words(self, m.body()).map(|s| typography::excerpt(&s, 180)),
            file: m
                .files()
                .first()
                .map(|f| file_view(f, format!("{}{}", folder_of(url), f.name()))),
        })
    }

    /// A news item.
    pub fn news_card(&self, n: &PublishedNews) -> Option<NewsCard> {
        let url = self.routes.of(Kind::News, n.id())?;
        Some(NewsCard {
            title: n.title().clone(),
            url: url.to_owned(),
            date: day(*n.date()),
            summary: n
                .description()
                .clone()
                .or_else(|| first_words(self, n.body()).map(|s| typography::excerpt(&s, 180))),
            image: n
                .image()
                .as_ref()
                .map(|i| image_view(i, format!("{}{}", folder_of(url), i.file().name()))),
            event: n.event().as_ref().map(|e| self.event(e)),
        })
    }

    /// News by ids, newest first.
    pub fn news_cards(&self, ids: &[String]) -> Vec<NewsCard> {
        let mut list: Vec<_> = ids
            .iter()
            .filter_map(|id| self.news.get(id.as_str()).copied())
            .collect();
        newest_first(&mut list);
        list.into_iter().filter_map(|n| self.news_card(n)).collect()
    }

    /// A person in a list of mentors.
    pub fn mentor_card(&self, x: &PublishedPerson) -> MentorCard {
        let url = self.routes.of(Kind::Person, x.id());
        let active = x
            .programs()
            .iter()
            .filter_map(|id| self.programs.get(id.as_str()))
            .filter(|p| p.status().is_active())
            .filter(|p| {
                p.mentors()
                    .iter()
                    .any(|m| matches!(m, Participant::Named { id, .. } if id == x.id()))
            })
            .count();
        MentorCard {
            keys: Vec::new(),
            person: self.card(Some(x.id()), x.name().text()),
            initials: initials(x.name().text()),
            photo: x.photo().as_ref().zip(url).map(|(photo, url)| {
                image_view(photo, format!("{}{}", folder_of(url), photo.file().name()))
            }),
            subjects: x.subjects().clone(),
            category: categories(x),
            mentoring: x.mentoring_years().map(years),
            profile: x
                .profile()
                .iter()
                .map(PublishedProse::plain)
                .take(3)
                .collect(),
            workload: (active > 0).then(|| {
                format!(
                    "ведёт {}",
                    crate::text::plural::count(active, "программу", "программы", "программ")
                )
            }),
        }
    }

    fn program_names(&self, ids: &[String]) -> Inline {
        let mut parts = Vec::new();
        for link in self.program_links(ids) {
            if !parts.is_empty() {
                parts.push(InlinePart {
                    text: "; ".into(),
                    url: None,
                });
            }
            parts.push(InlinePart {
                text: link.title,
                url: Some(link.url),
            });
        }
        Inline { parts }
    }
}

/// The words of a list.
pub fn words<T: ToString>(list: &[T]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

/// «АП»: letters that stand for a photo.
pub fn initials(name: &str) -> String {
    let mut parts = name.split([' ', '\u{a0}']).filter_map(|w| w.chars().next());
    let surname = parts.next();
    let given = parts.next();
    given.into_iter().chain(surname).collect()
}

/// «высшая категория, педагог-наставник».
pub fn categories(x: &PublishedPerson) -> Option<String> {
    let list: Vec<String> = x
        .qualifications()
        .iter()
        .map(|q| match q {
            Qualification::Highest | Qualification::First => format!("{q} категория"),
            q => q.to_string(),
        })
        .collect();
    (!list.is_empty()).then(|| list.join(", "))
}

/// A practice of the school is «школьная», though its acts are «локальные».
pub fn level_of_practice(level: Level) -> String {
    match level {
        Level::Local => "Школьный".to_owned(),
        level => typography::capitalised(&level.to_string()),
    }
}

/// Newest first, then by id.
pub fn newest_first(list: &mut [&PublishedNews]) {
    list.sort_by(|a, b| b.date().cmp(a.date()).then_with(|| a.id().cmp(b.id())));
}

/// Newest first, then by title in Russian order; what has no day comes last.
pub fn dated_order(date: Option<Date>, title: &str) -> (Reverse<Option<Date>>, Vec<u32>) {
    (Reverse(date), collate::key(title))
}

/// By name, in Russian order.
pub fn by_name(list: &mut [&PublishedPerson]) {
    list.sort_by_cached_key(|x| (collate::key(x.name().text()), x.id().clone()));
}

/// Running first, then the announced, then the past; newest first within each.
pub fn program_order(p: &PublishedProgram) -> (u8, Reverse<Option<Date>>, Vec<u32>) {
    let rank = match p.status() {
        ProgramStatus::Running | ProgramStatus::Extended => 0,
        ProgramStatus::Approved | ProgramStatus::Draft => 1,
        ProgramStatus::Overdue => 2,
        ProgramStatus::Completed => 3,
        ProgramStatus::EndedEarly => 4,
    };
    (
        rank,
        Reverse(p.period().map(|x| x.0)),
        collate::key(p.title()),
    )
}

/// The first paragraph of a text, without markup.
pub fn first_words(cx: &Cx<'_>, body: &PublishedBody) -> Option<String> {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut text = String::new();
    let mut inside = false;
    for event in Parser::new_ext(
        body.markdown(&cx.readings),
        crate::text::markdown::options(),
    ) {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) if !text.trim().is_empty() => break,
            Event::Text(t) | Event::Code(t) if inside => text.push_str(&t),
            Event::SoftBreak | Event::HardBreak if inside => text.push(' '),
            _ => {}
        }
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
