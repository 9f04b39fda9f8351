//! What every page needs: indexes, and the conversions from published things to the words of views.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use foldhash::HashMap;

use jiff::civil::Date;

use crate::content::*;
use crate::site::render::highlight::Blocks;
use crate::site::routes::{Routes, part_of_page, part_url};
use crate::site::search::Document;
use crate::site::view::*;
use crate::text::{date, plural, typography};
use crate::vocab::{Kind, Part};

use super::order::Order;
use super::sheet::Sheet;

/// The context of planning one part of the output: what all parts share, and what this one has read.
pub struct Cx<'a> {
    indexes: &'a Indexes<'a>,
    pub readings: Readings,
}

impl<'a> Deref for Cx<'a> {
    type Target = Indexes<'a>;
    fn deref(&self) -> &Indexes<'a> {
        self.indexes
    }
}

/// What all parts share.
pub struct Indexes<'a> {
    /// Fenced code that more than one page may show.
    pub blocks: Blocks,
    pub p: &'a Published,
    pub routes: &'a Routes,
    pub section: &'a SectionView,
    pub people: HashMap<&'a str, &'a PublishedPerson>,
    pub programs: HashMap<&'a str, &'a PublishedProgram>,
    pub practices: HashMap<&'a str, &'a PublishedPractice>,
    pub acts: HashMap<&'a str, &'a PublishedAct>,
    pub news: HashMap<&'a str, &'a PublishedNews>,
    intros: BTreeMap<Part, &'a PublishedPage>,
    pub order: Arc<Order>,
    amended_by: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> Indexes<'a> {
    /// `order` is that of another time, if it still holds.
    pub fn new(
        p: &'a Published,
        routes: &'a Routes,
        section: &'a SectionView,
        order: Option<Arc<Order>>,
    ) -> Self {
        let mut amended_by: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for act in p.acts() {
            for id in act.amends() {
                amended_by.entry(id).or_default().push(act.id().clone());
            }
        }
        Self {
            blocks: Blocks::default(),
            p,
            routes,
            order: order.unwrap_or_else(|| Arc::new(Order::new(p, routes))),
            amended_by,
            section,
            people: p.people().iter().map(|x| (x.id().as_str(), x)).collect(),
            programs: p.programs().iter().map(|x| (x.id().as_str(), x)).collect(),
            practices: p.practices().iter().map(|x| (x.id().as_str(), x)).collect(),
            acts: p.acts().iter().map(|x| (x.id().as_str(), x)).collect(),
            news: p.news().iter().map(|x| (x.id().as_str(), x)).collect(),
            intros: p
                .pages()
                .iter()
                .filter(|x| *x.root())
                .filter_map(|x| Some((part_of_page(x.id())?, x)))
                .collect(),
        }
    }
}

impl<'a> Cx<'a> {
    /// The context of a part of which nothing is planned yet.
    pub fn new(indexes: &'a Indexes<'a>) -> Self {
        Self {
            indexes,
            readings: Readings::default(),
        }
    }

    /// The acts that amend this one.
    pub fn amended_by(&self, id: &str) -> &[String] {
        self.amended_by.get(id).map_or(&[], Vec::as_slice)
    }

    /// The day of the build.
    pub fn today(&self) -> Date {
        *self.p.today()
    }

    /// A sheet for the page of an entry; `None` if it has no address of its own.
    pub fn sheet(&self, kind: Kind, id: &str, part: Part, title: &str) -> Option<Sheet<'a, '_>> {
        let url = self.routes.of(kind, id)?;
        let mut sheet = self.page(url, part, title);
        let entry = (kind, id.to_owned());
        sheet.page.updated = self.p.updated().of(&entry, &self.readings).map(day);
        (sheet.page.previous, sheet.page.next) = self.order.of(&entry);
        sheet.origin = Some(entry);
        sheet.found = Some(Document {
            kind: kind_word(kind),
            ..Document::default()
        });
        sheet.crumb(part);
        Some(sheet)
    }

    /// A sheet for the list of a part, with the text that introduces it.
    pub fn list(&self, part: Part, title: &str) -> Sheet<'a, '_> {
        let title = self.part_title(part).unwrap_or(title).to_owned();
        let mut sheet = self.page(&part_url(part), part, &title);
        sheet.found = Some(Document {
            kind: "часть раздела",
            ..Document::default()
        });
        if let Some(intro) = self.intros.get(&part) {
            sheet.page.description = intro.description().clone();
            sheet.origin = Some((Kind::Page, intro.id().clone()));
        }
        sheet
    }

    /// A sheet for the list of a part as one choice leaves it; to a search engine it is the list itself.
    pub fn variant(&self, url: &str, part: Part, title: &str) -> Sheet<'a, '_> {
        let mut sheet = self.page(url, part, title);
        sheet.page.canonical = self.page(&part_url(part), part, title).page.canonical;
        sheet.crumb(part);
        sheet
    }

    /// The text that the school wrote for a part.
    pub fn intro(&self, part: Part) -> Option<&'a PublishedPage> {
        self.intros.get(&part).copied()
    }

    /// The part's own title, if the school gave one.
    pub fn part_title(&self, part: Part) -> Option<&str> {
        let menu = self
            .p
            .site()
            .menu()
            .iter()
            .find(|(p, _)| *p == part)
            .and_then(|(_, t)| t.as_deref());
        menu.or_else(|| self.intros.get(&part).and_then(|i| i.title().as_deref()))
    }

    fn page(&self, url: &str, part: Part, title: &str) -> Sheet<'a, '_> {
        let key = match part {
            Part::Page => url.split('/').next().unwrap_or("page").to_owned(),
            part => part_key(part).to_owned(),
        };
        let mut page = PageView::new(url, &key, &typography::no_break(title));
        page.canonical = self
            .p
            .site()
            .base_url()
            .as_ref()
            .map(|base| format!("{base}{}", url.trim_end_matches("index.html")));
        Sheet::new(self, page)
    }

    /// A text with links.
    pub fn inline(&self, prose: &PublishedProse) -> Inline {
        Inline {
            parts: prose
                .pieces()
                .iter()
                .map(|piece| InlinePart {
                    text: piece.text().to_owned(),
                    url: piece.target().and_then(|t| self.routes.target(t)),
                })
                .collect(),
        }
    }

    /// Texts with links, a line each.
    pub fn inlines(&self, list: &[PublishedProse]) -> Vec<Inline> {
        list.iter().map(|p| self.inline(p)).collect()
    }

    /// Several texts as one.
    pub fn joined(&self, list: &[PublishedProse], separator: &str) -> Option<Inline> {
        let mut parts = Vec::new();
        for (i, prose) in list.iter().enumerate() {
            if i > 0 {
                parts.push(InlinePart {
                    text: separator.to_owned(),
                    url: None,
                });
            }
            parts.extend(self.inline(prose).parts);
        }
        (!parts.is_empty()).then_some(Inline { parts })
    }

    /// People as links where they have a name, divided by commas.
    pub fn names(&self, people: &[(Option<String>, String)]) -> Inline {
        let mut parts = Vec::new();
        for (i, (id, words)) in people.iter().enumerate() {
            if i > 0 {
                parts.push(InlinePart {
                    text: ", ".into(),
                    url: None,
                });
            }
            let url = id
                .as_ref()
                .and_then(|id| self.routes.of(Kind::Person, id))
                .map(str::to_owned);
            parts.push(InlinePart {
                text: words.clone(),
                url,
            });
        }
        Inline { parts }
    }

    /// A person with what their page says of the post.
    pub fn card(&self, id: Option<&str>, words: &str) -> PersonCard {
        let person = id.and_then(|id| self.people.get(id));
        PersonCard {
            name: words.to_owned(),
            named: person.is_some(),
            url: id
                .and_then(|id| self.routes.of(Kind::Person, id))
                .map(str::to_owned),
            position: person.and_then(|p| p.position().clone()),
            organization: person.and_then(|p| p.organization().clone()),
        }
    }

    /// A participant of a programme.
    pub fn participant(&self, participant: &Participant) -> PersonCard {
        match participant {
            Participant::Named { id, name, position } => PersonCard {
                name: name.text().to_owned(),
                named: true,
                url: self.routes.of(Kind::Person, id).map(str::to_owned),
                position: position.clone(),
                organization: self
                    .people
                    .get(id.as_str())
                    .and_then(|p| p.organization().clone()),
            },
            Participant::Anonymous { label, position } => PersonCard {
                name: typography::capitalised(label),
                named: false,
                url: None,
                position: position.clone(),
                organization: None,
            },
        }
    }

    /// A link to an entry, if it has a page.
    pub fn link(&self, kind: Kind, id: &str, title: &str) -> Option<LinkView> {
        Some(LinkView {
            title: title.to_owned(),
            url: self.routes.of(kind, id)?.to_owned(),
        })
    }

    /// A link to an act, by what it is.
    pub fn act_link(&self, id: &str) -> Option<LinkView> {
        let act = self.acts.get(id)?;
        self.link(Kind::Act, id, &act_name(act))
    }

    /// Links to programmes.
    pub fn program_links(&self, ids: &[String]) -> Vec<LinkView> {
        ids.iter()
            .filter_map(|id| self.programs.get(id.as_str()))
            .filter_map(|p| self.link(Kind::Program, p.id(), p.title()))
            .collect()
    }
}

/// What an entry is, in lists of everything.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Act => "документ",
        Kind::Method => "материал",
        kind => kind.label(),
    }
}

/// A day.
pub fn day(d: Date) -> DateView {
    DateView {
        iso: date::iso(d),
        text: date::long(d),
    }
}

/// A day or a year.
pub fn when(w: When) -> DateView {
    match w {
        When::Day(d) => day(d),
        When::Year(y) => DateView {
            iso: y.to_string(),
            text: w.text(),
        },
    }
}

/// A period.
pub fn period(from: Date, to: Date) -> PeriodView {
    PeriodView {
        from: day(from),
        to: day(to),
        text: date::range(from, to),
    }
}

/// Who approved something, and when.
pub fn approval(a: &Option<(Date, Option<String>)>) -> Option<ApprovalView> {
    a.as_ref().map(|(date, by)| ApprovalView {
        date: day(*date),
        by: by.clone(),
    })
}

/// A state by its code and word.
pub fn state(code: &str, label: &str) -> StateView {
    StateView {
        code: code.to_owned(),
        label: label.to_owned(),
    }
}

/// «приказ № 218 о-д от 9 сентября 2021 года».
pub fn act_name(act: &PublishedAct) -> String {
    let mut name = typography::capitalised(&act.kind().to_string());
    if let Some(number) = act.number() {
        name.push_str(&format!(" №\u{a0}{}", number.replace(' ', "\u{a0}")));
    }
    if let Some(d) = act.date() {
        name.push_str(&format!(" от\u{a0}{}", date::long(*d)));
    }
    match act.number() {
        Some(_) => name,
        None => format!("{name}: {}", act.title()),
    }
}

/// «12 лет».
pub fn years(n: u32) -> String {
    match n {
        0 => "меньше года".into(),
        n => plural::count(n as usize, "год", "года", "лет"),
    }
}

/// A phone for reading and for dialling.
pub fn phone(text: &str) -> PhoneView {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let tel = match (digits.len(), digits.strip_prefix('8')) {
        (11, Some(rest)) => format!("+7{rest}"),
        _ => format!("+{digits}"),
    };
    PhoneView {
        text: text.replace(' ', "\u{a0}"),
        tel,
    }
}

/// The key of a part, for `page.part` and the menu.
pub fn part_key(part: Part) -> &'static str {
    match part {
        Part::Home => "home",
        Part::Index => "index",
        part => crate::site::routes::part_folder(part),
    }
}

/// The title of a part.
pub fn part_heading(part: Part) -> &'static str {
    match part {
        Part::Home => "О наставничестве",
        Part::Documents => "Документы",
        Part::Responsible => "Кто отвечает",
        Part::Mentors => "Наставники",
        Part::Mentees => "Наставляемые",
        Part::Programs => "Программы",
        Part::Practices => "Лучшие практики",
        Part::Methods => "Методическая копилка",
        Part::News => "Новости и анонсы",
        Part::Roadmaps => "Дорожная карта",
        Part::Monitoring => "Мониторинг",
        Part::Incentives => "Поощрение",
        Part::Partners => "Партнёры и ссылки",
        Part::Privacy => "Персональные данные",
        Part::Index => "Карта раздела",
        Part::Search => "Поиск",
        Part::Page => "Страницы",
    }
}
