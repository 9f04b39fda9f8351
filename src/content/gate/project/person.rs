use crate::content::catalog::Entry;
use crate::content::gate::clause;
use crate::content::gate::decide::Verdicts;
use crate::content::gate::desk::{Desk, display_name};
use crate::content::gate::published::*;
use crate::content::gate::{Decision, Refusal};
use crate::content::parse::record::{Education, Person, Program};
use crate::content::parse::value::{TextOr, YearOrDay};
use crate::source::Sp;
use crate::text::date;
use crate::vocab::{Category, ConsentKind, Form, Role, Vocabulary};

/// A person whose name is open; otherwise only lines of the ledger.
pub fn person(desk: &mut Desk<'_>, person: &Entry<Person>) -> Option<PublishedPerson> {
    note_closed(desk, person);
    let v = desk.v;
    if !v.opens(person, Category::Name) {
        return None;
    }
    let open = |category| v.opens(person, category);
    let today = v.today;
    let shown = |id: &&str| {
        v.catalog
            .programs
            .get(id)
            .is_some_and(|p| v.shows_program(p) && takes_part(v, p, person))
    };
    let programs = if open(Category::Pairing) {
        owned(
            v.links
                .programs_of_person(&person.id)
                .iter()
                .map(String::as_str)
                .filter(shown),
        )
    } else {
        Vec::new()
    };
    let name = desk.display_name(person);
    let photo = match &person.photo {
        Some(path) if v.photo(person).is_open() => {
            desk.photo(&path.value.0, format!("Фотография: {}", name.text()))
        }
        _ => None,
    };
    let subjects_open = open(Category::Subjects);
    let readiness_open = v.consented(person, Category::Subjects);
    let body = if open(Category::About) {
        desk.body(person.body.as_deref())
    } else {
        PublishedBody::default()
    };
    let profile = if readiness_open {
        desk.proses(&person.profile)
    } else {
        Vec::new()
    };
    let contacts = person
        .contacts
        .as_ref()
        .filter(|_| open(Category::Contacts));
    let may_be_named_with = |id: &&str| {
        v.catalog.practices.get(id).is_some_and(|p| {
            let about = v.catalog.programs.all_of(&p.about);
            v.practice(p).is_open() && v.names_within(person, &about).is_open()
        })
    };
    let practices = owned(
        v.links
            .practices_of_person(&person.id)
            .iter()
            .map(String::as_str)
            .filter(may_be_named_with),
    );
    let out = |id: &&str| {
        v.catalog
            .methods
            .get(id)
            .is_some_and(|m| v.method(m).is_open())
    };
    let methods = owned(
        v.links
            .methods_of_person(&person.id)
            .iter()
            .map(String::as_str)
            .filter(out),
    );
    let text = |t: &Option<Sp<String>>, category| {
        t.as_ref()
            .filter(|_| open(category))
            .map(|t| t.value.clone())
    };
    Some(PublishedPerson {
        id: person.id.clone(),
        slug: person.slug.as_ref().map(|s| s.value.clone()),
        name,
        roles: person
            .roles
            .iter()
            .map(|r| r.value.0)
            // Being a mentee is a datum too, and no law opens it.
            .filter(|r| *r != Role::Mentee || v.consented(person, Category::Name))
            .collect(),
        position: text(&person.position, Category::Position),
        organization: text(&person.organization, Category::Position),
        subjects: person
            .subjects
            .iter()
            .filter(|_| subjects_open)
            .map(|s| s.value.clone())
            .collect(),
        qualifications: person
            .category
            .iter()
            .filter(|_| open(Category::Qualification))
            .map(|q| q.value.0)
            .collect(),
        education: person
            .education
            .iter()
            .filter(|_| open(Category::Education))
            .map(|e| education(&e.value))
            .collect(),
        teaching_years: years(&person.teaching_since, today).filter(|_| open(Category::Experience)),
        mentoring_years: years(&person.mentoring_since, today)
            .filter(|_| v.consented(person, Category::Experience)),
        profile,
        availability: person
            .availability
            .as_ref()
            .filter(|_| readiness_open)
            .map(|a| PublishedAvailability {
                forms: a.forms.iter().map(|w| w.value.0).collect(),
                kinds: a.kinds.iter().map(|w| w.value.0).collect(),
                modes: a.modes.iter().map(|w| w.value.0).collect(),
                external: a.external.as_ref().is_some_and(|e| e.value),
            }),
        photo,
        email: contacts
            .and_then(|c| c.email.as_ref())
            .map(|e| e.value.clone()),
        phone: contacts
            .and_then(|c| c.phone.as_ref())
            .map(|p| p.value.clone()),
        links: person
            .links
            .iter()
            .filter(|_| open(Category::Contacts))
            .map(|l| (l.title.value.clone(), l.url.value.0.clone()))
            .collect(),
        awards: person
            .awards
            .iter()
            .filter(|_| open(Category::Achievements))
            .map(|a| PublishedDeed {
                title: a.title.value.clone(),
                detail: None,
                when: when(&a.date),
                level: a.level.as_ref().map(|l| l.value.0),
            })
            .collect(),
        training: person
            .training
            .iter()
            .filter(|_| open(Category::Education))
            .map(|t| PublishedDeed {
                title: t.title.value.clone(),
                detail: course(
                    t.organization.as_ref().map(|o| o.value.as_str()),
                    t.hours.as_ref().map(|h| h.value),
                ),
                when: when(&t.date),
                level: None,
            })
            .collect(),
        presentations: person
            .presentations
            .iter()
            .filter(|_| open(Category::Achievements))
            .map(|p| PublishedDeed {
                title: p.title.value.clone(),
                detail: p.event.as_ref().map(|e| e.value.clone()),
                when: when(&p.date),
                level: p.level.as_ref().map(|l| l.value.0),
            })
            .collect(),
        body,
        programs,
        practices,
        methods,
    })
}

/// One line of the ledger for every reason, naming the data that it closes. Data that the person does not have are not mentioned.
fn note_closed(desk: &mut Desk<'_>, person: &Entry<Person>) {
    let v = desk.v;
    let mut reasons: Vec<(Refusal, Vec<&'static str>)> = Vec::new();
    for &category in Category::ALL {
        if !has_data(v, person, category) {
            continue;
        }
        if let Decision::Shut(refusal) = v.person(&person.id, category) {
            let same = |r: &Refusal| {
                r.clause.name == refusal.clause.name
                    && r.until == refusal.until
                    && (r.clause.name == "consent-missing" || r.message == refusal.message)
            };
            match reasons.iter_mut().find(|(r, _)| same(r)) {
                Some((_, list)) => list.push(category.label()),
                None => reasons.push((refusal.clone(), vec![category.label()])),
            }
        }
    }
    for (mut refusal, categories) in reasons {
        if refusal.clause.name == "consent-missing" {
            refusal.message = match v.opens(person, Category::Name) {
                true => "согласие не охватывает эти данные".into(),
                false => "нет согласия на распространение".into(),
            };
        }
        desk.withhold(categories.join(", "), &refusal);
    }
}

/// Whether anything is written of a category.
pub fn has_data(v: &Verdicts<'_>, p: &Entry<Person>, category: Category) -> bool {
    match category {
        Category::Name => true,
        Category::Position => p.position.is_some() || p.organization.is_some(),
        Category::Subjects => {
            !p.subjects.is_empty() || !p.profile.is_empty() || p.availability.is_some()
        }
        Category::Education => !p.education.is_empty() || !p.training.is_empty(),
        Category::Qualification => !p.category.is_empty(),
        Category::Experience => p.teaching_since.is_some() || p.mentoring_since.is_some(),
        Category::Photo => p.photo.is_some(),
        Category::Contacts => p.contacts.is_some() || !p.links.is_empty(),
        Category::Achievements => !p.awards.is_empty() || !p.presentations.is_empty(),
        Category::About => p.body.as_ref().is_some_and(|b| !b.is_empty()),
        Category::Results => v.links.gave_feedback(&p.id),
        Category::Pairing => {
            let mut programs = v.links.programs_of_person(&p.id).iter();
            programs.any(|id| {
                v.catalog
                    .programs
                    .get(id)
                    .is_some_and(|p| v.shows_program(p))
            })
        }
    }
}

fn takes_part(v: &Verdicts<'_>, program: &Entry<Program>, person: &Entry<Person>) -> bool {
    let sides = program.mentors.iter().chain(&program.mentees);
    let participants = v.participants(program, sides);
    participants.iter().any(|p| p.id == person.id)
}

fn owned<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    ids.map(str::to_owned).collect()
}

fn years(since: &Option<Sp<YearOrDay>>, today: jiff::civil::Date) -> Option<u32> {
    since.as_ref().map(|s| match s.value {
        YearOrDay::Year(y) => (today.year() - y).max(0) as u32,
        YearOrDay::Day(d) => date::years_between(d, today),
    })
}

/// A day or a year of the record, as published.
pub fn when(written: &Option<Sp<YearOrDay>>) -> Option<When> {
    written.as_ref().map(|w| match w.value {
        YearOrDay::Year(y) => When::Year(y),
        YearOrDay::Day(d) => When::Day(d),
    })
}

fn education(written: &TextOr<Education>) -> String {
    match written {
        TextOr::Text(text) => text.clone(),
        TextOr::Record(e) => {
            let parts = [&e.level, &e.institution, &e.speciality]
                .into_iter()
                .flatten()
                .map(|t| t.value.clone());
            let year = e.year.as_ref().map(|y| format!("{}\u{a0}год", y.value.0));
            parts.chain(year).collect::<Vec<_>>().join(", ")
        }
    }
}

fn course(organization: Option<&str>, hours: Option<u32>) -> Option<String> {
    let hours = hours.map(|h| crate::text::plural::count(h as usize, "час", "часа", "часов"));
    let parts: Vec<String> = organization
        .map(str::to_owned)
        .into_iter()
        .chain(hours)
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Conditions and prohibitions of people whose name is public (152-ФЗ ст. 10.1 ч. 10), by name.
pub fn conditions(v: &Verdicts<'_>) -> Vec<(DisplayName, String)> {
    let mut out = Vec::new();
    for person in v
        .catalog
        .people
        .iter()
        .filter(|p| v.opens(p, Category::Name))
    {
        for consent in &person.consents {
            let valid = consent.kind.value.0 == ConsentKind::Dissemination
                && consent.withdrawn.is_none()
                && consent.date.value.0 <= v.today
                && consent.until.as_ref().is_none_or(|u| u.value.0 >= v.today);
            if let Some(conditions) = consent.conditions.as_ref().filter(|_| valid) {
                out.push((display_name(v, person), conditions.value.clone()));
            }
        }
    }
    out.sort_by_key(|(name, _)| crate::text::collate::key(&name.full));
    out
}

/// What may be said of people who are not named, and the figures of the bank.
pub fn bank(v: &Verdicts<'_>) -> PublishedBank {
    let in_bank = |role: Role| {
        v.catalog
            .people
            .iter()
            .filter(move |p| v.is_present(p) && p.roles.iter().any(|r| r.value.0 == role))
    };
    let mut unnamed_mentors: Vec<Option<String>> = in_bank(Role::Mentor)
        .filter(|p| !v.opens(p, Category::Name))
        .map(|p| v.crowd_position(p).ok().flatten())
        .collect();
    // Neither the order of ids nor a gap in it may tell who is meant.
    unnamed_mentors.sort();
    let active: Vec<_> = v
        .catalog
        .programs
        .iter()
        .filter(|p| v.shows_program(p) && v.program(&p.id).status.is_active())
        .collect();
    let forms: Vec<(Form, u32)> = Form::ALL
        .iter()
        .map(|&form| {
            let mut ids: Vec<&str> = active
                .iter()
                .filter(|p| p.forms.iter().any(|f| f.value.0 == form))
                .flat_map(|p| v.participants(p, &p.mentees))
                .map(|p| p.id.as_str())
                .collect();
            ids.sort_unstable();
            ids.dedup();
            (form, ids.len() as u32)
        })
        .filter(|(_, n)| *n > 0)
        .collect();
    let counts: Vec<u32> = forms.iter().map(|(_, n)| *n).collect();
    let shown = Count::beside_sum(&counts, v.k);
    let mentees_by_form = forms.iter().map(|(form, _)| *form).zip(shown).collect();
    let unnamed_mentees = active
        .iter()
        .filter_map(|p| {
            let n = v
                .participants(p, &p.mentees)
                .iter()
                .filter(|m| !v.names_within(m, &[p]).is_open())
                .count();
            (n > 0).then(|| (p.id.clone(), n as u32))
        })
        .collect();
    let mentors = in_bank(Role::Mentor).count() as u32;
    let mentees = in_bank(Role::Mentee).count() as u32;
    let own = |p: &&Entry<Person>| p.organization.is_none();
    let mut taking_part: Vec<&str> = in_bank(Role::Mentor)
        .chain(in_bank(Role::Mentee))
        .filter(own)
        .map(|p| p.id.as_str())
        .collect();
    taking_part.sort_unstable();
    taking_part.dedup();
    let teachers = v
        .catalog
        .site
        .staff
        .as_ref()
        .and_then(|s| s.teachers.as_ref())
        .map(|t| t.value);
    let coverage = teachers
        .filter(|&t| t >= v.k && taking_part.len() as u32 >= v.k && taking_part.len() as u32 <= t)
        .map(|t| taking_part.len() as f64 * 100.0 / f64::from(t));
    PublishedBank {
        unnamed_mentors,
        mentors: Count::of(mentors, v.k),
        mentees: Count::of(mentees, v.k),
        mentees_by_form,
        unnamed_mentees,
        teachers,
        coverage,
    }
}

/// A participant of a programme, as the gate allows; `label` stands for the name.
pub fn participant(desk: &mut Desk<'_>, person: &Entry<Person>, label: String) -> Participant {
    let v = desk.v;
    match desk.person(person) {
        (Some(id), _) => Participant::Named {
            id,
            name: desk.display_name(person),
            position: person
                .position
                .as_ref()
                .filter(|_| v.opens(person, Category::Position))
                .map(|p| p.value.clone()),
        },
        (None, _) => {
            let position = match v.is_present(person).then(|| v.crowd_position(person)) {
                Some(Ok(position)) => position,
                Some(Err(refusal)) => {
                    desk.withhold(format!("должность «{}»", person.id), &refusal);
                    None
                }
                None => None,
            };
            Participant::Anonymous { label, position }
        }
    }
}

/// The clause that keeps a stigmatising model in.
pub fn stigma() -> Refusal {
    Refusal {
        clause: &clause::stigma::CLAUSE,
        message: "не публикуется никогда".into(),
        until: None,
    }
}
