//! What will change by itself: nobody has to write anything, only to build on that day or later.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::content::gate::Ledger;
use crate::text::date;
use crate::vocab::{ConsentKind, Kind, ProgramStatus};

/// Of what ends later than this, nobody has to hear yet.
const SOON: i32 = 30;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coming {
    /// The first day on which the section is different.
    pub day: Date,
    /// The kind of the entry.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// What happens to it, in a few words.
    pub what: String,
}

/// Everything that is written to change after a day, in the order of days.
pub fn forecast(catalog: &Catalog, ledger: &Ledger, today: Date) -> Vec<Coming> {
    let mut list = List {
        today,
        out: Vec::new(),
    };
    list.opens(ledger);
    list.consents(catalog);
    list.programs(catalog);
    list.entries(catalog);
    list.out.sort();
    list.out.dedup();
    list.out
}

struct List {
    today: Date,
    out: Vec<Coming>,
}

impl List {
    fn note(&mut self, day: Date, kind: Kind, id: &str, what: impl Into<String>) {
        if day > self.today {
            self.out.push(Coming {
                day,
                kind,
                id: id.to_owned(),
                what: what.into(),
            });
        }
    }

    /// The last day on which something holds: the day after it is different, and is told if it is near.
    fn ends(&mut self, last: Date, kind: Kind, id: &str, what: &str) {
        if last <= date::add_days(self.today, SOON) {
            self.note(date::add_days(last, 1), kind, id, what);
        }
    }

    fn opens(&mut self, ledger: &Ledger) {
        let mut all: BTreeMap<(Date, Kind, &str), Vec<&str>> = BTreeMap::new();
        for e in ledger.entries() {
            if let Some(day) = e.until {
                let what = all.entry((day, e.kind, &e.id)).or_default();
                what.push(&e.what);
            }
        }
        for ((day, kind, id), what) in all {
            self.note(day, kind, id, format!("откроется: {}", what.join(", ")));
        }
    }

    fn consents(&mut self, c: &Catalog) {
        for person in c.people.iter().filter(|p| p.removed.is_none()) {
            for consent in person.consents.iter().filter(|c| c.withdrawn.is_none()) {
                let Some(until) = &consent.until else {
                    continue;
                };
                let what = match consent.kind.value.0 {
                    ConsentKind::Dissemination if person.is_renewed(consent) => continue,
                    ConsentKind::Dissemination => {
                        "закроются данные: кончится согласие на распространение"
                    }
                    ConsentKind::Participation => "кончится согласие участвовать",
                    ConsentKind::Processing => continue,
                };
                self.ends(until.value.0, Kind::Person, &person.id, what);
            }
            if let Some(left) = &person.left {
                let what = "закроются все данные: человек выбывает";
                self.note(left.value.0, Kind::Person, &person.id, what);
            }
        }
    }

    fn programs(&mut self, c: &Catalog) {
        for program in c.programs.iter() {
            let id = &program.id;
            if let Some(completion) = &program.completion {
                let what = "программа завершится";
                self.note(completion.date.value.0, Kind::Program, id, what);
                continue;
            }
            match program.status(self.today) {
                ProgramStatus::Approved => {
                    if let Some(period) = &program.period {
                        let what = "программа начнётся";
                        self.note(period.from.value.0, Kind::Program, id, what);
                    }
                }
                ProgramStatus::Running | ProgramStatus::Extended => {
                    if let Some(end) = program.end(self.today) {
                        let what = "срок истечёт, а завершение не записано";
                        self.ends(end, Kind::Program, id, what);
                    }
                }
                _ => {}
            }
        }
    }

    fn entries(&mut self, c: &Catalog) {
        for news in c.news.iter() {
            if let Some(expires) = &news.expires {
                let what = "новость перестанет показываться";
                self.ends(expires.value.0, Kind::News, &news.id, what);
            }
        }
        for act in c
            .acts
            .iter()
            .filter(|a| a.draft.as_ref().is_none_or(|d| !d.value))
        {
            if let Some(from) = act.force_from() {
                self.note(from, Kind::Act, &act.id, "акт вступит в силу");
            }
            if let Some(until) = act.force_until() {
                self.ends(until, Kind::Act, &act.id, "акт утратит силу");
            }
        }
        let privacy = c.site.privacy.as_ref();
        for allow in privacy.iter().flat_map(|p| &p.allow) {
            let what = format!(
                "кончится разрешение privacy.allow для файла {}",
                allow.file.value
            );
            self.ends(allow.until.value.0, Kind::Site, "site", &what);
        }
    }
}
