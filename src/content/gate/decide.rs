//! Decisions for the whole graph, before anything is projected. Deny by default.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;

use crate::content::catalog::{Catalog, Entry};
use crate::content::parse::record::{Act, Consent, Method, News, Person, Practice, Program};
use crate::content::parse::value::Ref;
use crate::source::{RelPath, Sources, Sp};
use crate::text::{date, fold::fold};
use crate::vocab::{Category, ConsentKind, Kind, ProgramStatus, Role, SignedBy, Vocabulary};

use super::links::Links;
use super::{Decision, Refusal};
use super::{clause, guarded, nameless};

/// Every decision about a catalog.
pub struct Verdicts<'a> {
    pub catalog: &'a Catalog,
    pub decided: Arc<Decided>,
}

impl Deref for Verdicts<'_> {
    type Target = Decided;
    fn deref(&self) -> &Decided {
        &self.decided
    }
}

/// The decisions themselves. They follow from records, from the day and from where texts lead, not from what texts say.
pub struct Decided {
    pub today: Date,
    /// Groups smaller than this are not named.
    pub k: u32,
    people: BTreeMap<String, PersonVerdict>,
    programs: BTreeMap<String, ProgramVerdict>,
    /// Folded position → how many people of the school hold it and are not named anywhere: whoever is named can be
    /// crossed out, and hides nobody.
    positions: BTreeMap<String, u32>,
    /// Files that may not go out, whoever links to them.
    guarded: BTreeMap<RelPath, Refusal>,
    /// Pictures whose file name may name somebody.
    nameless: BTreeSet<RelPath>,
    /// Who and what belongs to whom.
    pub links: Links,
}

/// Decisions about a person: one a category.
pub struct PersonVerdict {
    categories: Vec<Decision>,
    /// Categories that are open by the person's own consent, and not only because the law opens them for a teacher.
    consented: Vec<bool>,
    /// The person takes part in mentoring today.
    pub present: bool,
}

/// Decisions about a programme.
pub struct ProgramVerdict {
    pub status: ProgramStatus,
    /// May the programme be shown at all?
    pub whole: Decision,
    /// May its results?
    pub results: Decision,
}

/// Decides everything.
pub fn decide<'a>(catalog: &'a Catalog, sources: &Sources, today: Date) -> Verdicts<'a> {
    let privacy = catalog.site.privacy.as_ref();
    let k = privacy
        .and_then(|p| p.k.as_ref())
        .map_or(3, |k| k.value.max(1));
    let open_staff = privacy
        .and_then(|p| p.open_staff_data.as_ref())
        .is_some_and(|o| o.value);
    let people: BTreeMap<String, PersonVerdict> = catalog
        .people
        .iter()
        .map(|p| (p.id.clone(), decide_person(p, open_staff, today)))
        .collect();
    let unnamed =
        |p: &&Entry<Person>| !people[p.id.as_str()].categories[Category::Name.index()].is_open();
    let mut positions = BTreeMap::new();
    for person in catalog
        .people
        .iter()
        .filter(|p| present(p, today) && p.organization.is_none())
        .filter(unnamed)
    {
        if let Some(position) = &person.position {
            *positions.entry(fold(position)).or_insert(0) += 1;
        }
    }
    let approval_required = approval_required(catalog);
    let programs = catalog
        .programs
        .iter()
        .map(|p| {
            (
                p.id.clone(),
                decide_program(catalog, p, approval_required, today),
            )
        })
        .collect();
    let decided = Decided {
        today,
        k,
        people,
        programs,
        positions,
        guarded: BTreeMap::new(),
        nameless: BTreeSet::new(),
        links: Links::new(catalog),
    };
    let mut verdicts = Verdicts {
        catalog,
        decided: Arc::new(decided),
    };
    let guarded = guarded::files(&verdicts, sources);
    let nameless = nameless::pictures(&verdicts);
    if let Some(decided) = Arc::get_mut(&mut verdicts.decided) {
        decided.guarded = guarded;
        decided.nameless = nameless;
    }
    verdicts
}

fn present(person: &Person, today: Date) -> bool {
    let gone = |d: &Option<crate::source::Sp<crate::content::parse::value::Day>>| {
        d.as_ref().is_some_and(|d| d.value.0 <= today)
    };
    // A tombstone is closed from the moment it is written, whatever its date.
    !gone(&person.left) && person.removed.is_none()
}

fn decide_person(person: &Entry<Person>, open_staff: bool, today: Date) -> PersonVerdict {
    let here = present(person, today);
    let consented = Category::ALL
        .iter()
        .map(|&category| here && by_consent(person, category, today).is_open())
        .collect();
    let categories = Category::ALL
        .iter()
        .map(|&category| {
            if !here {
                let day = person.removed.as_ref().or(person.left.as_ref());
                let message = match (&person.removed, day) {
                    (Some(_), _) => "запись человека снята".to_owned(),
                    (None, Some(day)) => format!("человек выбыл {}", date::long(day.value.0)),
                    (None, None) => "человек выбыл".to_owned(),
                };
                return Decision::Shut(Refusal {
                    clause: &clause::person_gone::CLAUSE,
                    message,
                    until: None,
                });
            }
            let decision = by_consent(person, category, today);
            let law_open = matches!(
                category,
                Category::Name
                    | Category::Position
                    | Category::Subjects
                    | Category::Education
                    | Category::Qualification
                    | Category::Experience
            );
            let staff = person.organization.is_none()
                && !person.is_minor(today)
                && person.roles.iter().any(|r| r.value.0 != Role::Mentee);
            let withdrawn = decision
                .refusal()
                .is_some_and(|r| std::ptr::eq(r.clause, &clause::consent_withdrawn::CLAUSE));
            if open_staff && law_open && staff && !withdrawn {
                Decision::Open
            } else {
                decision
            }
        })
        .collect();
    PersonVerdict {
        categories,
        consented,
        present: here,
    }
}

/// Whether some consent opens a category today; if none does, the most telling refusal.
fn by_consent(person: &Person, category: Category, today: Date) -> Decision {
    let minor = person.is_minor(today);
    let about = |c: &&Consent| {
        c.kind.value.0 == ConsentKind::Dissemination
            && c.fields.iter().any(|f| f.value.0 == category)
    };
    let consents = || person.consents.iter().map(|c| &c.value).filter(about);
    let last_withdrawal = consents()
        .filter_map(|c| c.withdrawn.as_ref())
        .map(|w| w.value.0)
        .max();
    let mut refusals = Vec::new();
    for c in consents() {
        let refusal = |clause, message: String, until| Refusal {
            clause,
            message,
            until,
        };
        let begins = c
            .received
            .as_ref()
            .map_or(c.date.value.0, |r| r.value.0.max(c.date.value.0));
        let withdrawn =
            c.withdrawn.is_some() || last_withdrawal.is_some_and(|w| c.date.value.0 <= w);
        if withdrawn {
            let day = last_withdrawal.map(date::long).unwrap_or_default();
            refusals.push((
                0,
                refusal(
                    &clause::consent_withdrawn::CLAUSE,
                    format!("согласие отозвано {day}"),
                    None,
                ),
            ));
        } else if minor
            && c.signed_by
                .as_ref()
                .is_none_or(|s| s.value.0 != SignedBy::Representative)
        {
            refusals.push((
                1,
                refusal(
                    &clause::minor::CLAUSE,
                    "согласие подписал не законный представитель".into(),
                    None,
                ),
            ));
        } else if begins > today {
            let message = format!("согласие действует с {}", date::long(begins));
            refusals.push((
                2,
                refusal(&clause::consent_not_yet::CLAUSE, message, Some(begins)),
            ));
        } else if let Some(until) = c.until.as_ref().filter(|u| u.value.0 < today) {
            let message = format!("согласие действовало по {}", date::long(until.value.0));
            refusals.push((3, refusal(&clause::consent_expired::CLAUSE, message, None)));
        } else {
            return Decision::Open;
        }
    }
    refusals.sort_by_key(|(rank, _)| *rank);
    match refusals.into_iter().next() {
        Some((_, refusal)) => Decision::Shut(refusal),
        None => Decision::Shut(Refusal {
            clause: &clause::consent_missing::CLAUSE,
            message: format!(
                "нет согласия на распространение данных «{}»",
                category.label()
            ),
            until: None,
        }),
    }
}

/// Whether results go out only when somebody has approved them.
pub fn approval_required(catalog: &Catalog) -> bool {
    let publication = catalog.site.publication.as_ref();
    let required = publication.and_then(|p| p.results_require_approval.as_ref());
    required.is_none_or(|r| r.value)
}

/// A programme that nobody has approved yet stays in.
pub fn approved(program: &Program, status: ProgramStatus) -> Decision {
    if status != ProgramStatus::Draft {
        return Decision::Open;
    }
    let until = program.approved.as_ref().map(|a| a.date.value.0);
    let message = match until {
        Some(day) => format!("программа будет утверждена {}", date::long(day)),
        None => "программа не утверждена".to_owned(),
    };
    Decision::Shut(Refusal {
        clause: &clause::program_draft::CLAUSE,
        message,
        until,
    })
}

fn decide_program(
    catalog: &Catalog,
    program: &Entry<Program>,
    approval_required: bool,
    today: Date,
) -> ProgramVerdict {
    let status = program.status(today);
    let whole =
        approved(program, status).and(|| clause::pair_order::decide(catalog, program, today));
    let results = catalog.results.get(&program.id).map(|r| &*r.record);
    let decision = match &whole {
        Decision::Shut(refusal) => Decision::Shut(refusal.clone()),
        Decision::Open => clause::embargo::decide(program, today)
            .and(|| clause::early_end::decide(program, results, today))
            .and(|| match results {
                // Marks of the plan and the figures of a fulfilled programme need no approval of their own.
                None => Decision::Open,
                Some(_) => clause::results_unapproved::decide(results, approval_required, today),
            }),
    };
    ProgramVerdict {
        status,
        whole,
        results: decision,
    }
}

impl<'a> Verdicts<'a> {
    /// The decision about one category of a person's data.
    pub fn person(&self, id: &str, category: Category) -> &Decision {
        &self.people[id].categories[category.index()]
    }

    /// Whether a category of a person's data is open.
    pub fn opens(&self, person: &Entry<Person>, category: Category) -> bool {
        self.person(&person.id, category).is_open()
    }

    /// Whether the person has opened a category: what the law opens of a teacher is nothing said of a mentor.
    pub fn consented(&self, person: &Entry<Person>, category: Category) -> bool {
        self.people[person.id.as_str()].consented[category.index()]
    }

    /// Participants of one side of a programme who agree to take part in it.
    pub fn participants<'r>(
        &self,
        program: &Program,
        side: impl IntoIterator<Item = &'r Sp<Ref<Person>>>,
    ) -> Vec<&'a Entry<Person>> {
        let mut people = self.catalog.people.all_of(side);
        people.retain(|p| {
            clause::participation::decide(self.catalog, program, p, self.today).is_open()
        });
        people
    }

    /// Whether the person takes part in mentoring today.
    pub fn is_present(&self, person: &Entry<Person>) -> bool {
        self.people[person.id.as_str()].present
    }

    /// The decisions about a programme, if there is one with this id.
    pub fn program_if_any(&self, id: &str) -> Option<&ProgramVerdict> {
        self.programs.get(id)
    }

    /// The decisions about a programme.
    pub fn program(&self, id: &str) -> &ProgramVerdict {
        &self.programs[id]
    }

    /// May a person be named in connection with these programmes? The name must be open, and for a participant of one of them the pairing too.
    pub fn names_within(&self, person: &Entry<Person>, programs: &[&Entry<Program>]) -> Decision {
        let name = self.person(&person.id, Category::Name).clone();
        name.and(|| {
            let takes_part = programs.iter().any(|p| self.takes_part(person, p));
            match self.person(&person.id, Category::Pairing) {
                Decision::Shut(refusal) if takes_part => Decision::Shut(Refusal {
                    clause: &clause::pairing::CLAUSE,
                    message: match refusal.clause.name {
                        "consent-missing" => {
                            "нет согласия быть названным вместе с программой («пара»)".into()
                        }
                        _ => refusal.message.clone(),
                    },
                    until: refusal.until,
                }),
                _ => Decision::Open,
            }
        })
    }

    /// Whether the person is on either side of a programme.
    pub fn takes_part(&self, person: &Entry<Person>, program: &Entry<Program>) -> bool {
        self.programs_of(person).contains(&program.id)
    }

    /// The programmes that a person takes part in.
    pub fn programs_of(&self, person: &Entry<Person>) -> &[String] {
        self.links.programs_of_person(&person.id)
    }

    /// The position of an unnamed person: only if at least k people of the school hold it and are not named either, and the person has not closed it.
    pub fn crowd_position(&self, person: &Entry<Person>) -> Result<Option<String>, Refusal> {
        let Some(position) = person
            .position
            .as_ref()
            .filter(|_| person.organization.is_none())
        else {
            return Ok(None);
        };
        let withdrawn = self
            .person(&person.id, Category::Position)
            .refusal()
            .is_some_and(|r| std::ptr::eq(r.clause, &clause::consent_withdrawn::CLAUSE));
        let holders = self.positions.get(&fold(position)).copied().unwrap_or(0);
        if holders >= self.k && !withdrawn {
            return Ok(Some(position.value.clone()));
        }
        Err(Refusal {
            clause: &clause::small_group::CLAUSE,
            message: format!(
                "неназванных людей с такой должностью в школе меньше чем {}",
                self.k
            ),
            until: None,
        })
    }

    /// May the programme be named?
    pub fn shows_program(&self, program: &Entry<Program>) -> bool {
        self.program(&program.id).whole.is_open()
    }

    /// May the practice go out? It is under the embargo of every programme it tells about.
    pub fn practice(&self, practice: &Practice) -> Decision {
        self.practice_day(practice)
            .and(|| self.follows(self.catalog.programs.all_of(&practice.about)))
    }

    /// Has the practice's own day come?
    pub fn practice_day(&self, practice: &Practice) -> Decision {
        let date = practice.date.as_ref().map(|d| d.value.0);
        match date.filter(|d| *d > self.today) {
            Some(day) => not_yet(day),
            None => Decision::Open,
        }
    }

    /// May the news item go out?
    pub fn news(&self, news: &News) -> Decision {
        self.shown_today(news).and(|| self.told(news))
    }

    /// Is it a day on which the news item is shown?
    pub fn shown_today(&self, news: &News) -> Decision {
        let from = news
            .publish_from
            .as_ref()
            .map_or(news.date.value.0, |d| d.value.0);
        if from > self.today {
            return not_yet(from);
        }
        if let Some(expires) = news.expires.as_ref().filter(|e| e.value.0 < self.today) {
            return Decision::Shut(Refusal {
                clause: &clause::announcement_over::CLAUSE,
                message: format!("показывалась по {}", date::long(expires.value.0)),
                until: None,
            });
        }
        Decision::Open
    }

    /// May what the news item tells be told? Results wait for their programmes.
    pub fn told(&self, news: &News) -> Decision {
        if news.results.as_ref().is_some_and(|r| r.value) {
            return self.follows(self.catalog.programs.all_of(&news.about));
        }
        Decision::Open
    }

    /// May something go out that tells results of these programmes?
    pub fn follows(&self, programs: Vec<&Entry<Program>>) -> Decision {
        let shut: Vec<(&str, &Refusal)> = programs
            .iter()
            .filter_map(|p| {
                let verdict = self.program(&p.id);
                let refusal = verdict.whole.refusal().or(verdict.results.refusal());
                refusal.map(|r| (p.id.as_str(), r))
            })
            .collect();
        let Some((id, first)) = shut.first() else {
            return Decision::Open;
        };
        let until = shut
            .iter()
            .map(|(_, r)| r.until)
            .max()
            .flatten()
            .filter(|_| shut.iter().all(|(_, r)| r.until.is_some()));
        let message = match shut.len() {
            1 => format!("«{id}»: {}", first.message),
            n => format!(
                "закрыты результаты {n} программ, о которых она рассказывает, среди них «{id}»"
            ),
        };
        Decision::Shut(Refusal {
            clause: &clause::embargo_follows::CLAUSE,
            message,
            until,
        })
    }

    /// May the act go out?
    pub fn act(&self, act: &Act) -> Decision {
        document(
            act.draft.as_ref().is_some_and(|d| d.value),
            act.date.as_ref().map(|d| d.value.0),
            self.today,
        )
    }

    /// May the methodical material go out?
    pub fn method(&self, method: &Method) -> Decision {
        document(
            method.draft.as_ref().is_some_and(|d| d.value),
            method.date.as_ref().map(|d| d.value.0),
            self.today,
        )
    }

    /// May a person's photo go out? Their page must exist, and the consent cover photos.
    pub fn photo(&self, person: &Entry<Person>) -> Decision {
        self.person(&person.id, Category::Name)
            .clone()
            .and(|| self.person(&person.id, Category::Photo).clone())
    }

    /// May a picture with these people go out?
    pub fn picture<'r>(&self, persons: impl IntoIterator<Item = &'r Sp<Ref<Person>>>) -> Decision {
        for person in self.catalog.people.all_of(persons) {
            if let Some(refusal) = self.person(&person.id, Category::Photo).refusal() {
                return Decision::Shut(Refusal {
                    clause: &clause::picture::CLAUSE,
                    message: format!("«{}»: {}", person.id, refusal.message),
                    until: refusal.until,
                });
            }
        }
        Decision::Open
    }

    /// Why a file may not go out.
    pub fn guarded(&self, path: &RelPath) -> Option<&Refusal> {
        self.guarded.get(path)
    }

    /// Whether the file's own name must stay in: the picture shows somebody who is not named today.
    pub fn is_nameless(&self, path: &RelPath) -> bool {
        self.nameless.contains(path)
    }

    /// May an entry be linked to?
    pub fn target(&self, kind: Kind, id: &str) -> Decision {
        let c = self.catalog;
        match kind {
            Kind::Person => c
                .people
                .get(id)
                .map(|p| self.person(&p.id, Category::Name).clone()),
            Kind::Program | Kind::Results => c
                .programs
                .get(id)
                .map(|p| self.program(&p.id).whole.clone()),
            Kind::Practice => c.practices.get(id).map(|p| self.practice(p)),
            Kind::Act => c.acts.get(id).map(|a| self.act(a)),
            Kind::Method => c.methods.get(id).map(|m| self.method(m)),
            Kind::News => c.news.get(id).map(|n| self.news(n)),
            Kind::Site | Kind::Roadmap | Kind::Monitoring | Kind::Page => None,
        }
        .unwrap_or(Decision::Open)
    }
}

fn not_yet(day: Date) -> Decision {
    Decision::Shut(Refusal {
        clause: &clause::not_yet::CLAUSE,
        message: format!("выйдет {}", date::long(day)),
        until: Some(day),
    })
}

fn document(draft: bool, day: Option<Date>, today: Date) -> Decision {
    if draft {
        return Decision::Shut(Refusal {
            clause: &clause::document_draft::CLAUSE,
            message: "документ – проект".into(),
            until: None,
        });
    }
    match day {
        Some(day) if day > today => Decision::Shut(Refusal {
            clause: &clause::document_not_yet::CLAUSE,
            message: format!("документ датирован {}", date::long(day)),
            until: Some(day),
        }),
        _ => Decision::Open,
    }
}
