use crate::content::catalog::Entry;
use crate::content::gate::clause;
use crate::content::gate::desk::Desk;
use crate::content::gate::published::*;
use crate::content::parse::record::{Measure, Person, PlanRow, Program, Results};
use crate::content::parse::value::{Approval, Done, Ref};
use crate::source::Sp;
use crate::vocab::{Category, Party, Vocabulary};

use super::person::{participant, stigma};

/// A programme that may be shown, with its results if the embargo is over.
pub fn program<'a>(desk: &mut Desk<'a>, program: &'a Entry<Program>) -> Option<PublishedProgram> {
    let v = desk.v;
    let verdict = v.program(&program.id);
    if let Some(refusal) = verdict.whole.refusal() {
        desk.withhold("запись целиком", refusal);
        return None;
    }
    let taken = std::mem::replace(desk, Desk::new(v, desk.shelf, desk.kind, program));
    *desk = taken.about(vec![program]);
    let today = v.today;
    let results_entry = v.catalog.results.get(&program.id);
    let open = verdict.results.is_open();
    if let Some(refusal) = verdict.results.refusal() {
        for what in embargoed(program, results_entry) {
            desk.withhold(what, refusal);
        }
    }
    for person in v
        .catalog
        .people
        .all_of(program.mentors.iter().chain(&program.mentees))
    {
        let decision = clause::participation::decide(v.catalog, program, person, today);
        if let Some(refusal) = decision.refusal() {
            desk.withhold(format!("участник «{}»", person.id), refusal);
        }
    }
    let mentors = participants(desk, program, &program.mentors, "наставник");
    let mentees = participants(desk, program, &program.mentees, "наставляемый");
    let curator = program
        .curator
        .as_ref()
        .and_then(|r| v.catalog.people.of(r))
        .map(|p| participant(desk, p, "куратор".into()));
    let model = program.model.as_ref().map(|m| m.value.0);
    if model.is_some_and(|m| !m.is_public()) {
        desk.withhold("модель взаимодействия", &stigma());
    }
    let order = |r: &Option<Sp<Ref<_>>>| {
        r.as_ref()
            .and_then(|r| v.catalog.acts.of(r))
            .filter(|a| v.act(a).is_open())
            .map(|a| a.id.clone())
    };
    let plan = program
        .plan
        .iter()
        .enumerate()
        .map(|(i, row)| plan_row(desk, row, i + 1, open))
        .collect();
    let completion = program.completion_by(today).map(|c| {
        let fulfilled = verdict.status == crate::vocab::ProgramStatus::Completed;
        PublishedCompletion {
            date: c.date.value.0,
            fulfilled,
            note: c
                .public_note
                .as_ref()
                .filter(|_| fulfilled && open)
                .map(|n| desk.prose(n)),
        }
    });
    let results = open
        .then(|| results(desk, program, results_entry))
        .filter(|r| {
            !(r.outcomes.is_empty()
                && r.interim.is_empty()
                && r.measures.is_empty()
                && r.feedback.is_empty()
                && r.files.is_empty()
                && r.body.is_empty())
        });
    Some(PublishedProgram {
        id: program.id.clone(),
        slug: program.slug.as_ref().map(|s| s.value.clone()),
        title: program.shown_title(),
        status: verdict.status,
        forms: program.forms.iter().map(|w| w.value.0).collect(),
        model: model.filter(|m| m.is_public()),
        kinds: program.kinds.iter().map(|w| w.value.0).collect(),
        mode: program.mode.as_ref().map(|w| w.value.0),
        directions: program.directions.iter().map(|w| w.value.0).collect(),
        mentors,
        mentees,
        curator,
        order: order(&program.order),
        approved: program.approved.as_ref().map(|a| approval(desk, a)),
        period: program
            .period
            .as_ref()
            .map(|p| (p.from.value.0, p.to.value.0)),
        end: program.end(today),
        amendments: program
            .amendments
            .iter()
            .filter(|a| a.date.value.0 <= today)
            .map(|a| PublishedAmendment {
                kind: a.kind.value.0,
                date: a.date.value.0,
                to: a.to.as_ref().map(|t| t.value.0),
                order: order(&a.order),
            })
            .collect(),
        goal: desk.proses(&program.goal),
        tasks: desk.proses(&program.tasks),
        mentor_activity: desk.proses(&program.mentor_activity),
        mentee_activity: desk.proses(&program.mentee_activity),
        expected_results: desk.proses(&program.expected_results),
        plan,
        replicable: program.replicable.as_ref().is_some_and(|r| r.value),
        completion,
        results,
        results_awaited: !verdict.status.is_over(),
        body: desk.body(program.body.as_deref()),
        practices: v
            .links
            .practices_of_program(&program.id)
            .iter()
            .filter(|id| {
                v.catalog
                    .practices
                    .get(id)
                    .is_some_and(|p| v.practice(p).is_open())
            })
            .map(|id| (*id).to_owned())
            .collect(),
        news: v
            .links
            .news_of_program(&program.id)
            .iter()
            .filter(|id| v.catalog.news.get(id).is_some_and(|n| v.news(n).is_open()))
            .map(|id| (*id).to_owned())
            .collect(),
    })
}

/// What the embargo closes in this programme: only what is really written.
fn embargoed(program: &Program, results: Option<&Entry<Results>>) -> Vec<&'static str> {
    let marks = program
        .plan
        .iter()
        .any(|r| r.done.is_some() || r.cancelled.is_some());
    let note = program
        .completion
        .as_ref()
        .is_some_and(|c| c.public_note.is_some());
    [
        (results.is_some(), "результаты"),
        (
            !program.interim_results.is_empty(),
            "промежуточные результаты",
        ),
        (!program.monitoring.is_empty(), "показатели «до» и «после»"),
        (marks, "отметки о выполнении плана"),
        (note, "примечание о завершении"),
    ]
    .into_iter()
    .filter(|(written, _)| *written)
    .map(|(_, what)| what)
    .collect()
}

fn participants(
    desk: &mut Desk<'_>,
    program: &Program,
    references: &[Sp<Ref<Person>>],
    word: &str,
) -> Vec<Participant> {
    let people = desk.v.participants(program, references);
    let unnamed = people
        .iter()
        .filter(|p| !desk.v.names_within(p, &desk.programs()).is_open())
        .count();
    let mut number = 0;
    people
        .into_iter()
        .map(|person| {
            let named = desk.v.names_within(person, &desk.programs()).is_open();
            number += usize::from(!named);
            let label = if unnamed > 1 {
                format!("{word}\u{a0}{number}")
            } else {
                word.to_owned()
            };
            participant(desk, person, label)
        })
        .collect()
}

fn plan_row(desk: &mut Desk<'_>, row: &PlanRow, position: usize, open: bool) -> PublishedPlanRow {
    let period = match (&row.period, &row.date) {
        (Some(p), _) => Some((p.from.value.0, p.to.value.0)),
        (None, Some(d)) => Some((d.value.0, d.value.0)),
        (None, None) => None,
    };
    PublishedPlanRow {
        number: row
            .number
            .as_ref()
            .map_or_else(|| position.to_string(), |n| n.value.clone()),
        direction: row.direction.as_ref().map(|d| d.value.0),
        activity: desk.prose(&row.activity),
        dates: row.dates.as_ref().map(|d| d.value.clone()),
        period,
        responsible: row
            .responsible
            .iter()
            .map(|r| match Party::parse(&r.value.0) {
                Some(party) => PublishedProse {
                    pieces: vec![Piece {
                        text: party.label().into(),
                        target: None,
                    }],
                },
                None => desk.prose(r),
            })
            .collect(),
        result: row.result.as_ref().map(|r| desk.prose(r)),
        done: row
            .done
            .as_ref()
            .filter(|d| open && d.value.by(desk.v.today))
            .map(|d| match d.value {
                Done::On(day) => Some(day),
                Done::Yes | Done::No => None,
            }),
        cancelled: open && row.cancelled.is_some(),
    }
}

fn results(
    desk: &mut Desk<'_>,
    program: &Entry<Program>,
    written: Option<&Entry<Results>>,
) -> PublishedResults {
    let interim = program
        .interim_results
        .iter()
        .map(|i| (i.date.value.0, desk.prose(&i.text)))
        .collect();
    let mut measures: Vec<PublishedMeasure> =
        program.monitoring.iter().map(|m| measure(m)).collect();
    let mut out = PublishedResults {
        outcomes: Vec::new(),
        interim,
        measures: Vec::new(),
        approved: None,
        feedback: Vec::new(),
        body: PublishedBody::default(),
        files: Vec::new(),
    };
    if let Some(written) = written {
        measures.extend(written.indicators.iter().map(|m| measure(m)));
        out.outcomes = written
            .outcomes
            .iter()
            .map(|o| (o.category.value.0, desk.prose(&o.text)))
            .collect();
        out.approved = written.approved.as_ref().map(|a| approval(desk, a));
        for f in &written.feedback {
            let Some(person) = desk.v.catalog.people.of(&f.person) else {
                continue;
            };
            let named = desk.v.names_within(person, &[program]);
            let decision = named.and(|| desk.v.person(&person.id, Category::Results).clone());
            match decision.refusal() {
                Some(refusal) => desk.withhold(format!("отзыв «{}»", person.id), refusal),
                None => {
                    let name = desk.display_name(person).text().to_owned();
                    let text = desk.prose(&f.text);
                    out.feedback.push((person.id.clone(), name, text));
                }
            }
        }
        // Complaints about the body stand in its own file.
        let file = std::mem::replace(&mut desk.file, written.file);
        out.body = desk.body(written.body.as_deref());
        out.files = desk.files(&written.files);
        desk.file = file;
    }
    out.measures = measures;
    out
}

fn measure(m: &Measure) -> PublishedMeasure {
    PublishedMeasure {
        indicator: m.indicator.value.clone(),
        before: m.before.as_ref().map(|n| n.value.0),
        after: m.after.as_ref().map(|n| n.value.0),
        unit: m.unit.as_ref().map(|u| u.value.clone()),
        date: m.date.as_ref().map(|d| d.value.0),
    }
}

/// Who approved something, and when.
pub fn approval(desk: &mut Desk<'_>, a: &Approval) -> (jiff::civil::Date, Option<String>) {
    (
        a.date.value.0,
        a.by.as_ref().map(|by| desk.person_or_text(by).1),
    )
}
