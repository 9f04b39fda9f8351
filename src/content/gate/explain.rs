//! Each condition of an entry's publication, met or not: for `rubrika explain KIND/ID`.

use jiff::civil::Date;

use crate::content::catalog::{Catalog, Entry};
use crate::content::parse::record::{AttachedFile, Person, Picture, Program};
use crate::content::parse::value::Ref;
use crate::source::{RelPath, Sources, Sp};
use crate::text::{date, plural};
use crate::vocab::{Category, Kind, Vocabulary};

use super::decide::{self, Verdicts};
use super::project::person::{has_data, stigma};
use super::{Decision, Refusal, clause};

/// One condition.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What is asked: «программа утверждена».
    pub title: String,
    /// Whether it is met today.
    pub met: bool,
    /// How things stand, in one sentence.
    pub message: String,
    /// The clause that asks for it, if it is not met.
    pub clause: Option<&'static super::Clause>,
    /// The day on which it may be met by itself.
    pub until: Option<Date>,
}

/// The conditions of an entry; `None` if there is no such entry. Those with the same answer are one.
pub fn explain(
    catalog: &Catalog,
    sources: &Sources,
    today: Date,
    kind: Kind,
    id: &str,
) -> Option<Vec<Condition>> {
    let id = catalog.canonical(kind, id)?;
    let v = decide::decide(catalog, sources, today);
    let mut list = List {
        v: &v,
        out: Vec::new(),
    };
    match kind {
        Kind::Person => list.person(catalog.people.get(id)?),
        Kind::Program | Kind::Results => list.program(catalog.programs.get(id)?),
        Kind::News => {
            let news = catalog.news.get(id)?;
            let from = news.publish_from.as_ref().unwrap_or(&news.date).value.0;
            let open = match &news.expires {
                Some(last) => format!(
                    "показывается с {} по {}",
                    date::long(from),
                    date::long(last.value.0)
                ),
                None => format!("показывается с {}", date::long(from)),
            };
            list.ask("день показа", &v.shown_today(news), &open);
            list.told(
                &v.told(news),
                news.results.as_ref().is_some_and(|r| r.value),
            );
            let about = catalog.programs.all_of(&news.about);
            list.names(&news.people, &about);
            for picture in news.image.iter().chain(&news.gallery) {
                list.picture(&news.folder, picture);
            }
            list.files(&news.folder, &news.files);
        }
        Kind::Practice => {
            let practice = catalog.practices.get(id)?;
            let about = catalog.programs.all_of(&practice.about);
            let day = practice.date.as_ref().map(|d| d.value.0);
            let open = day.map_or_else(
                || "день не указан: показывается сразу".to_owned(),
                |day| format!("датирована {}", date::long(day)),
            );
            list.ask("день публикации", &v.practice_day(practice), &open);
            list.told(&v.follows(about.clone()), !about.is_empty());
            list.names(&practice.authors, &about);
            list.files(&practice.folder, &practice.files);
        }
        Kind::Act => {
            let act = catalog.acts.get(id)?;
            list.ask(
                "документ подписан",
                &v.act(act),
                "не проект, и его день наступил",
            );
            list.title(act.public_title.is_some());
            list.files(&act.folder, &act.files);
        }
        Kind::Method => {
            let method = catalog.methods.get(id)?;
            list.ask(
                "материал готов",
                &v.method(method),
                "не проект, и его день наступил",
            );
            list.title(method.public_title.is_some());
            list.names(&method.authors, &[]);
            list.files(&method.folder, &method.files);
        }
        Kind::Page => {
            let page = catalog.pages.get(id)?;
            list.met("страница", "публикуется всегда");
            list.files(&page.folder, &page.files);
        }
        Kind::Roadmap => list.met(
            "дорожная карта",
            "публикуется всегда; люди в ней названы, только если их имена открыты",
        ),
        Kind::Monitoring => list.met(
            "мониторинг",
            &format!(
                "публикуется всегда; числа меньше {} заменяются словами",
                v.k
            ),
        ),
        Kind::Site => list.met(
            "настройки раздела",
            "публикуются те поля, о которых это сказано в rubrika explain site",
        ),
    }
    Some(grouped(list.out))
}

/// Conditions with the same answer become one.
fn grouped(all: Vec<Condition>) -> Vec<Condition> {
    let mut out: Vec<Condition> = Vec::new();
    for c in all {
        let clause = |c: &Condition| c.clause.map(|c| c.name);
        let same = |o: &&mut Condition| {
            (o.met, &o.message, clause(o), o.until) == (c.met, &c.message, clause(&c), c.until)
        };
        match out.iter_mut().find(same) {
            Some(other) => other.title = format!("{}, {}", other.title, c.title),
            None => out.push(c),
        }
    }
    out
}

struct List<'v, 'a> {
    v: &'v Verdicts<'a>,
    out: Vec<Condition>,
}

impl List<'_, '_> {
    fn ask(&mut self, title: &str, decision: &Decision, open: &str) {
        match decision.refusal() {
            None => self.met(title, open),
            Some(r) => self.refused(title, r),
        }
    }

    fn met(&mut self, title: &str, message: &str) {
        self.out.push(Condition {
            title: title.into(),
            met: true,
            message: message.into(),
            clause: None,
            until: None,
        });
    }

    fn refused(&mut self, title: &str, refusal: &Refusal) {
        self.out.push(Condition {
            title: title.into(),
            met: false,
            message: refusal.message.clone(),
            clause: Some(refusal.clause),
            until: refusal.until,
        });
    }

    fn person(&mut self, person: &Entry<Person>) {
        let v = self.v;
        let mut empty = Vec::new();
        for &category in Category::ALL {
            let decision = v.person(&person.id, category);
            let title = category.label();
            if !has_data(v, person, category) {
                empty.push(title);
                continue;
            }
            match decision.refusal() {
                Some(r) if r.clause.name == "consent-missing" => {
                    let mut r = r.clone();
                    r.message = "согласия на распространение этих данных нет".into();
                    self.refused(title, &r);
                }
                Some(r) => self.refused(title, r),
                None if v.consented(person, category) => self.met(title, "согласие действует"),
                None => self.met(
                    title,
                    "согласия нет; сведения об учителе открыты настройкой open_staff_data",
                ),
            }
        }
        for title in empty {
            self.out.push(Condition {
                title: title.to_owned(),
                met: false,
                message: "в записи об этом ничего нет".to_owned(),
                clause: None,
                until: None,
            });
        }
    }

    fn program(&mut self, program: &Entry<Program>) {
        let (v, c) = (self.v, self.v.catalog);
        let verdict = v.program(&program.id);
        let approved = program.approved.as_ref().map_or_else(
            || "утверждена".to_owned(),
            |a| format!("утверждена {}", date::long(a.date.value.0)),
        );
        self.ask(
            "программа утверждена",
            &decide::approved(program, verdict.status),
            &approved,
        );
        let order = match program.order.as_ref().and_then(|o| c.acts.of(o)) {
            Some(act) => format!("act/{}", act.id),
            None => "до первого дня программу можно показать и без приказа".to_owned(),
        };
        let pair = clause::pair_order::decide(c, program, v.today);
        self.ask("пара закреплена приказом", &pair, &order);
        for person in c
            .people
            .all_of(program.mentors.iter().chain(&program.mentees))
        {
            let takes_part = clause::participation::decide(c, program, person, v.today);
            let title = format!("«{}» участвует", person.id);
            self.ask(&title, &takes_part, "отказа участвовать не записано");
            if takes_part.is_open() {
                self.name(person, &[program]);
            }
        }
        if let Some(curator) = program.curator.as_ref().and_then(|r| c.people.of(r)) {
            self.name(curator, &[program]);
        }
        if program
            .model
            .as_ref()
            .is_some_and(|m| !m.value.0.is_public())
        {
            self.refused("модель взаимодействия", &stigma());
        }
        self.results(program);
        for id in v.links.practices_of_program(&program.id) {
            if let Some(practice) = c.practices.get(id) {
                self.ask(&format!("practice/{id}"), &v.practice(practice), "выходит");
            }
        }
        for id in v.links.news_of_program(&program.id) {
            if let Some(news) = c.news.get(id) {
                self.ask(&format!("news/{id}"), &v.news(news), "выходит");
            }
        }
    }

    fn results(&mut self, program: &Entry<Program>) {
        let (v, c) = (self.v, self.v.catalog);
        let results = c.results.get(&program.id);
        let record = results.map(|r| &*r.record);
        let over = program.completion_by(v.today).map_or_else(
            || "завершена".to_owned(),
            |done| format!("завершена {}", date::long(done.date.value.0)),
        );
        let embargo = clause::embargo::decide(program, v.today);
        self.ask("программа завершена", &embargo, &over);
        if embargo.is_open() {
            let early = clause::early_end::decide(program, record, v.today);
            if !early.is_open() {
                self.ask("результаты утверждены", &early, "");
            } else if record.is_some() {
                let required = decide::approval_required(c);
                let approved = clause::results_unapproved::decide(record, required, v.today);
                let open = match required {
                    true => "утверждены",
                    false => "настройка results_require_approval этого не требует",
                };
                self.ask("результаты утверждены", &approved, open);
            }
        }
        let Some(results) = results else {
            self.met("results.md", "такого файла нет: публиковать нечего");
            return;
        };
        for feedback in &results.feedback {
            if let Some(person) = c.people.of(&feedback.person) {
                let decision = v
                    .names_within(person, &[program])
                    .and(|| v.person(&person.id, Category::Results).clone());
                let title = format!("отзыв «{}»", person.id);
                self.ask(&title, &decision, "человек согласен");
            }
        }
        self.files(&results.folder, &results.files);
    }

    /// What tells of results waits for them.
    fn told(&mut self, decision: &Decision, tells: bool) {
        let open = match tells {
            true => "программы завершены, их результаты открыты",
            false => "о результатах программ запись не рассказывает",
        };
        self.ask("результаты программ", decision, open);
    }

    fn title(&mut self, public: bool) {
        if public {
            self.met("название", "вместо настоящего выходит public_title");
        }
    }

    fn names(&mut self, people: &[Sp<Ref<Person>>], about: &[&Entry<Program>]) {
        for person in self.v.catalog.people.all_of(people) {
            self.name(person, about);
        }
    }

    fn name(&mut self, person: &Entry<Person>, about: &[&Entry<Program>]) {
        let v = self.v;
        let named = v.names_within(person, about);
        let title = format!("имя «{}»", person.id);
        self.ask(&title, &named, "согласие действует");
        if !named.is_open() && v.is_present(person) {
            let title = format!("должность «{}» без имени", person.id);
            match v.crowd_position(person) {
                Err(refusal) => self.refused(&title, &refusal),
                Ok(Some(_)) => {
                    let others = plural::count(
                        v.k as usize,
                        "неназванный человек",
                        "неназванных человека",
                        "неназванных человек",
                    );
                    self.met(&title, &format!("её занимают не меньше чем {others}"));
                }
                Ok(None) => {}
            }
        }
    }

    fn picture(&mut self, folder: &str, picture: &Picture) {
        let title = format!("снимок «{}»", picture.path.value.0);
        self.guarded(
            folder,
            &picture.path.value.0,
            &title,
            "все, кто на нём есть, согласны",
        );
    }

    fn files(&mut self, folder: &str, files: &[Sp<AttachedFile>]) {
        for file in files {
            let record = &file.value.record;
            let title = format!("файл «{}»", record.path.value.0);
            match &record.public_extract {
                Some(extract) => self.met(
                    &title,
                    &format!("вместо него выходит выписка «{}»", extract.value.0),
                ),
                None => self.guarded(folder, &record.path.value.0, &title, "выходит"),
            }
        }
    }

    fn guarded(&mut self, folder: &str, path: &str, title: &str, open: &str) {
        let Ok(path) = RelPath::resolve(folder, path) else {
            return;
        };
        match self.v.guarded(&path) {
            Some(refusal) => self.refused(title, refusal),
            None => self.met(title, open),
        }
    }
}
