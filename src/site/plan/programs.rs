//! Programmes.

use std::mem::take;

use crate::content::*;
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::{date, typography};
use crate::vocab::{Form, Kind, Outcome, Part, ProgramStatus, Vocabulary};

use super::Page;
use super::cards::{program_order, words};
use super::cx::*;
use super::draw;
use super::pages::{CARDS, Contents, divided, divided_groups, side_by_side};
use super::sheet::Sheet;

/// The bank of programmes by state.
pub fn programs(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Programs, "Программы");
    let mut intro = cx.intro(Part::Programs).and_then(|i| sheet.body(i.body()));
    let mut all: Vec<_> = cx.p.programs().iter().collect();
    all.sort_by_cached_key(|p| program_order(p));
    let groups = [
        ("active", "Идут сейчас", None, &[ProgramStatus::Running, ProgramStatus::Extended][..]),
        ("announced", "Готовятся", Some("Утверждены, но ещё не\u{a0}начались."), &[ProgramStatus::Approved][..]),
        (
            "overdue",
            "Ждут завершения",
            Some("Срок прошёл, но итоги ещё не\u{a0}подведены, поэтому результаты не\u{a0}опубликованы."),
            &[ProgramStatus::Overdue][..],
        ),
        ("completed", "Завершены", None, &[ProgramStatus::Completed, ProgramStatus::EndedEarly][..]),
    ]
    .into_iter()
    .map(|(id, title, note, statuses)| {
        let programs = all.iter().filter(|p| statuses.contains(p.status()));
        ((id, title, note), programs.filter_map(|p| cx.program_card(p)).collect())
    });
    let replicable = all
        .iter()
        .filter(|p| *p.replicable())
        .filter_map(|p| cx.link(Kind::Program, p.id(), p.title()))
        .collect();
    let mut forms = forms(&all);
    let leaves = divided_groups(groups, CARDS);
    let contents = Contents::new(&sheet.page.url, &leaves, |h| (h.0.into(), h.1.into()));
    let leaves = side_by_side(leaves, divided(replicable, CARDS));
    sheet.leaves(leaves, |page, (leaf, replicable)| ProgramsView {
        contents: contents.on(&page),
        page,
        intro: intro.take(),
        groups: leaf
            .into_iter()
            .map(|((id, title, note), programs)| ProgramGroup {
                id: id.into(),
                title: title.into(),
                note: note.map(str::to_owned),
                programs,
            })
            .collect(),
        forms: take(&mut forms),
        replicable,
        exports: Vec::new(),
    })
}

/// How many programmes there are of each form: a programme of two forms counts in both.
fn forms(all: &[&PublishedProgram]) -> Vec<BarRow> {
    let mut counts: Vec<(String, u32)> = Vec::new();
    for form in Form::ALL {
        let n = all.iter().filter(|p| p.forms().contains(form)).count() as u32;
        if n > 0 {
            counts.push((form.to_string(), n));
        }
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let largest = counts[0].1;
    let row = |(label, n): (String, u32)| BarRow {
        label,
        value: n.to_string(),
        share: Some(draw::share(n, largest)),
    };
    counts.into_iter().map(row).collect()
}

/// The term with what is planned on its days; marks only where the plan shows them.
fn timeline(p: &PublishedProgram) -> Option<ChartView> {
    let (from, to) = (*p.period())?;
    let planned = p.plan().iter().filter_map(|row| {
        let class = if row.done().is_some() { "done" } else { "one" };
        Some(((*row.period())?.1, row.activity().plain(), class))
    });
    let events: Vec<_> = planned.collect();
    let drawing = draw::term((from, to), &events);
    let legend: &[_] = match events.iter().any(|(.., class)| *class == "done") {
        true => &[("one", "по\u{a0}плану"), ("done", "выполнено")],
        false => &[("one", "мероприятие плана")],
    };
    (!events.is_empty()).then(|| draw::figure("Срок программы и\u{a0}её план", drawing, legend))
}

/// One programme.
pub fn program(cx: &Cx<'_>, p: &PublishedProgram) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(Kind::Program, p.id(), Part::Programs, p.title()) else {
        return Vec::new();
    };
    let Some(term) = cx.program_period(p) else {
        return Vec::new();
    };
    sheet.describe(
        p.goal()
            .first()
            .map(PublishedProse::plain)
            .or_else(|| super::cards::first_words(cx, p.body())),
    );
    let note = sheet.body(p.body());
    let results = p.results().as_ref().map(|r| results(cx, &mut sheet, r));
    sheet.find(Weight::Body, [term.text.as_str(), p.status().label()]);
    sheet.find_people(p.mentors().iter().chain(p.mentees()).chain(p.curator()));
    sheet.find(Weight::Heading, words(p.forms()));
    sheet.find(Weight::Heading, words(p.kinds()));
    sheet.find(Weight::Body, words(p.directions()));
    let prose = p.goal().iter().chain(p.tasks()).chain(p.expected_results());
    sheet.find_prose(prose.chain(p.mentor_activity()).chain(p.mentee_activity()));
    for row in p.plan() {
        sheet.find_prose([row.activity()].into_iter().chain(row.result()));
    }
    let marks = p
        .plan()
        .iter()
        .any(|r| r.done().is_some() || *r.cancelled());
    let order = |id: &Option<String>| id.as_ref().and_then(|id| cx.act_link(id));
    let people = |list: &[Participant]| list.iter().map(|x| cx.participant(x)).collect::<Vec<_>>();
    let (interim, measures) = p.results().as_ref().map_or((Vec::new(), Vec::new()), |r| {
        let interim = r
            .interim()
            .iter()
            .map(|(date, text)| InterimView {
                date: Some(day(*date)),
                text: cx.inline(text),
            })
            .collect();
        (interim, r.measures().iter().map(comparison).collect())
    });
    let signature = |role: &str, list: &[Participant]| {
        list.iter()
            .map(|x| SignatureLine {
                role: role.to_owned(),
                name: match x {
                    Participant::Named { name, .. } => Some(name.short().to_owned()),
                    Participant::Anonymous { .. } => None,
                },
            })
            .collect::<Vec<_>>()
    };
    let mut signatures = signature("Наставник", p.mentors());
    signatures.extend(signature("Наставляемый", p.mentees()));
    signatures.extend(signature("Куратор", p.curator().as_slice()));
    sheet.finish(|page| ProgramView {
        page,
        state: state(p.status().code(), p.status().label()),
        replicable: *p.replicable(),
        forms: words(p.forms()),
        kinds: words(p.kinds()),
        model: p.model().map(|m| m.to_string()),
        mode: p.mode().map(|m| m.to_string()),
        directions: words(p.directions()),
        period: term,
        timeline: timeline(p),
        mentors: people(p.mentors()),
        mentees: people(p.mentees()),
        curator: p.curator().as_ref().map(|c| cx.participant(c)),
        order: order(p.order()),
        approved: approval(p.approved()),
        amendments: p
            .amendments()
            .iter()
            .map(|a| AmendmentView {
                kind: typography::capitalised(a.kind().label()),
                date: day(*a.date()),
                to: a.to().map(day),
                order: order(a.order()),
                agreed: None,
            })
            .collect(),
        goal: cx.joined(p.goal(), "; "),
        tasks: cx.inlines(p.tasks()),
        mentor_activity: cx.joined(p.mentor_activity(), "; "),
        mentee_activity: cx.joined(p.mentee_activity(), "; "),
        expected_results: cx.inlines(p.expected_results()),
        plan: plan(cx, p, marks),
        plan_marks: marks,
        interim,
        monitoring: measures,
        completion: p.completion().as_ref().map(|c| CompletionView {
            date: day(*c.date()),
            wording: if *c.fulfilled() {
                "Завершена: план выполнен полностью"
            } else {
                "Завершена досрочно"
            }
            .into(),
            document: None,
            note: c.note().as_ref().map(|n| cx.inline(n)),
        }),
        results,
        results_note: p
            .results_awaited()
            .then(|| "Результаты появятся здесь после завершения программы.".into()),
        note,
        practices: cx.practice_cards(p.practices()),
        news: cx.news_cards(p.news()),
        signatures,
    })
}

/// The plan; grouped only if every row says its direction and each direction comes once.
fn plan(cx: &Cx<'_>, p: &PublishedProgram, marks: bool) -> Vec<PlanGroup> {
    let mut groups: Vec<PlanGroup> = Vec::new();
    for row in p.plan() {
        let direction = row.direction().map(|d| typography::capitalised(d.label()));
        let view = plan_row(cx, row, marks);
        match groups.last_mut() {
            Some(group) if group.direction == direction => group.rows.push(view),
            _ => groups.push(PlanGroup {
                direction,
                rows: vec![view],
            }),
        }
    }
    let mut seen: Vec<_> = groups.iter().map(|g| g.direction.clone()).collect();
    seen.sort();
    seen.dedup();
    let scattered = seen.len() < groups.len() || seen.contains(&None);
    if scattered && !groups.is_empty() {
        let rows = groups.into_iter().flat_map(|g| g.rows).collect();
        return vec![PlanGroup {
            direction: None,
            rows,
        }];
    }
    groups
}

fn plan_row(cx: &Cx<'_>, row: &PublishedPlanRow, marks: bool) -> PlanRow {
    let dates = row
        .dates()
        .clone()
        .or_else(|| row.period().map(|(from, to)| date::range(from, to)));
    let (mark_state, mark) = if *row.cancelled() {
        (state("cancelled", "снято"), None)
    } else if let Some(done) = row.done() {
        (state("done", "выполнено"), done.map(date::long))
    } else {
        (state("planned", "не\u{a0}отмечено"), None)
    };
    PlanRow {
        number: row.number().clone(),
        activity: cx.inline(row.activity()),
        dates,
        responsible: cx.joined(row.responsible(), ", "),
        result: row.result().as_ref().map(|r| cx.inline(r)),
        state: marks.then_some(mark_state),
        mark: mark.filter(|_| marks),
    }
}

fn results(cx: &Cx<'_>, sheet: &mut Sheet<'_, '_>, r: &PublishedResults) -> ResultsView {
    sheet.find_prose(r.outcomes().iter().map(|(_, text)| text));
    sheet.find_prose(r.interim().iter().map(|(_, text)| text));
    sheet.find_prose(r.feedback().iter().map(|(.., text)| text));
    sheet.find(Weight::Body, r.measures().iter().map(|m| m.indicator()));
    let outcomes = Outcome::ALL
        .iter()
        .map(|&category| OutcomeGroup {
            category: typography::capitalised(category.label()),
            texts: r
                .outcomes()
                .iter()
                .filter(|(c, _)| *c == category)
                .map(|(_, t)| cx.inline(t))
                .collect(),
        })
        .filter(|g| !g.texts.is_empty())
        .collect();
    ResultsView {
        outcomes,
        indicators: Vec::new(),
        approved: approval(r.approved()),
        feedback: r
            .feedback()
            .iter()
            .map(|(id, name, text)| FeedbackView {
                person: cx.card(Some(id), name),
                text: cx.inline(text),
            })
            .collect(),
        body: sheet.body(r.body()),
        files: sheet.files(r.files()),
    }
}

fn comparison(m: &PublishedMeasure) -> ComparisonView {
    let value = |x: &Option<f64>| x.map(crate::text::number::decimal);
    ComparisonView {
        name: m.indicator().clone(),
        before: value(m.before()),
        after: value(m.after()),
        unit: m.unit().clone(),
        date: m.date().map(day),
    }
}
