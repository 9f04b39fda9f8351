use super::quarters::quarters;
use crate::content::catalog::Entry;
use crate::content::gate::desk::Desk;
use crate::content::gate::published::*;
use crate::content::parse::record::{CriterionValue, Monitoring, Staff};
use crate::content::parse::value::IndicatorValue;
use crate::text::fold::fold;
use crate::vocab::{self, ActState, CHECKLIST, CRITERIA, Covers, Role, Scale};

/// The monitoring of a school year: small groups are not counted in public.
pub fn monitoring<'a>(
    desk: &mut Desk<'a>,
    year: &'a Entry<Monitoring>,
) -> Option<PublishedMonitoring> {
    let k = desk.v.k;
    let mut criteria: Vec<PublishedCriterion> = year
        .criteria
        .iter()
        .filter_map(|c| criterion(desk, c))
        .collect();
    criteria.sort_by_key(|c| c.criterion.number);
    let survey = year
        .survey
        .iter()
        .map(|q| {
            let total: u32 = q.answers.0.iter().map(|(_, n)| n).sum();
            // With fewer than k answers even their distribution speaks of single people.
            let shown = total >= k;
            let counts: Vec<u32> = q.answers.0.iter().map(|(_, n)| *n).collect();
            let answers = q.answers.0.iter().map(|(text, _)| text.value.clone());
            PublishedQuestion {
                question: q.question.value.clone(),
                answers: answers
                    .zip(Count::beside_sum(&counts, k))
                    .filter(|_| shown)
                    .collect(),
                total: Count::of(total, k),
            }
        })
        .collect();
    let published = PublishedMonitoring {
        id: year.id.clone(),
        staff: year.staff.as_ref().map(|s| staff(s, k)),
        young_specialists: year.young_specialists.as_ref().and_then(|y| {
            let (hired, stayed) = (y.hired.as_ref()?.value, y.stayed.as_ref()?.value);
            // «Принято 4, осталось 1»: the difference speaks of people as much as the count.
            let stayed = if hired < k {
                Count::FewerThan(k)
            } else {
                Count::of(stayed, k)
            };
            Some((Count::of(hired, k), stayed))
        }),
        criteria,
        survey,
        participants: year
            .participants
            .iter()
            .map(|p| {
                let count =
                    |n: &Option<crate::source::Sp<u32>>| n.as_ref().map(|n| Count::of(n.value, k));
                (p.form.value.0, count(&p.mentors), count(&p.mentees))
            })
            .collect(),
        conclusions: desk.proses(&year.conclusions),
        recommendations: desk.proses(&year.recommendations),
        checklist: checklist(desk, &year.id, year),
        quarters: quarters(desk.v, &year.id),
    };
    desk.blurred = is_blurred(&published);
    Some(published)
}

/// Whether a figure is hidden because it speaks of few people.
fn is_blurred(m: &PublishedMonitoring) -> bool {
    let staff = m.staff.iter();
    let staff = staff.flat_map(|s| [s.teachers, s.young_specialists, s.students]);
    let participants = m.participants.iter();
    let participants = participants.flat_map(|(_, mentors, mentees)| [*mentors, *mentees]);
    let young = m.young_specialists.into_iter().flat_map(|(a, b)| [a, b]);
    let answers = m.survey.iter();
    let answers = answers.flat_map(|q| q.answers.iter().map(|(_, n)| *n).chain([q.total]));
    let mut counts = staff
        .chain(participants)
        .flatten()
        .chain(young)
        .chain(answers);
    let mut criteria = m.criteria.iter();
    counts.any(|n| n.exact().is_none())
        || criteria.any(|c| matches!(c.reading, PublishedValue::Suppressed(_)))
}

fn staff(s: &Staff, k: u32) -> PublishedStaff {
    let count = |n: &Option<crate::source::Sp<u32>>| n.as_ref().map(|n| Count::of(n.value, k));
    PublishedStaff {
        teachers: count(&s.teachers),
        young_specialists: count(&s.young_specialists),
        students: count(&s.students),
        as_of: s.as_of.as_ref().map(|d| d.value.0),
    }
}

fn criterion(desk: &mut Desk<'_>, c: &CriterionValue) -> Option<PublishedCriterion> {
    let criterion = CRITERIA
        .iter()
        .find(|k| u32::from(k.number) == c.criterion.value)?;
    let indicator = c.indicator_of(criterion)?;
    let k = desk.v.k;
    let reading = match (
        &c.numerator,
        &c.denominator,
        c.reading.as_ref().map(|r| &r.value),
    ) {
        (Some(n), Some(d), _) => match d.value {
            0 => PublishedValue::NoData,
            // «1 из 5» speaks of that one, as a group of two does of both.
            d if d < k || (1..k).contains(&n.value) => PublishedValue::Suppressed(k),
            d => {
                let percent = f64::from(n.value) * 100.0 / f64::from(d);
                PublishedValue::Share(n.value, d, percent, vocab::band(percent))
            }
        },
        (_, _, Some(IndicatorValue::Word(word))) => match indicator.scale {
            Scale::Words(words) => {
                let canonical = words.iter().find(|w| fold(w) == fold(word));
                PublishedValue::Word(canonical.map_or_else(|| word.clone(), |w| (*w).to_owned()))
            }
            _ => PublishedValue::Word(word.clone()),
        },
        (_, _, Some(IndicatorValue::Number(x))) => PublishedValue::Number(*x),
        (_, _, Some(IndicatorValue::Levels(levels))) => PublishedValue::Levels(levels.clone()),
        _ => PublishedValue::NoData,
    };
    Some(PublishedCriterion {
        criterion,
        indicator,
        level: c.level.as_ref().map(|l| l.value.0),
        method: c
            .method
            .as_ref()
            .map_or_else(|| criterion.method.to_owned(), |m| m.value.clone()),
        reading,
        evidence: desk.proses(&c.evidence),
    })
}

/// The eight items of the monitoring checklist (S000), each with the acts in force that prove it.
fn checklist(desk: &Desk<'_>, id: &str, year: &Monitoring) -> Vec<PublishedCheck> {
    let v = desk.v;
    // A year is judged by what there was before its end: 31 August of «2025-2026» is in 2026.
    let last_year = id.rsplit('-').next().and_then(|y| y.parse::<i16>().ok());
    let year_end = last_year.and_then(|y| jiff::civil::Date::new(y, 8, 31).ok());
    let in_time =
        |day: Option<jiff::civil::Date>| year_end.is_none_or(|end| day.is_none_or(|d| d <= end));
    let proving = |covers: Covers| -> Vec<String> {
        v.catalog
            .acts
            .iter()
            .filter(|a| a.covers.iter().any(|c| c.value.0 == covers))
            .filter(|a| in_time(a.date.as_ref().map(|d| d.value.0)))
            .filter(|a| {
                v.act(a).is_open() && v.catalog.act_state(&a.id, v.today) == ActState::InForce
            })
            .map(|a| a.id.clone())
            .collect()
    };
    let mentors = v
        .catalog
        .people
        .iter()
        .any(|p| v.is_present(p) && p.roles.iter().any(|r| r.value.0 == Role::Mentor));
    let programs = v.catalog.programs.iter().any(|p| v.shows_program(p));
    CHECKLIST
        .iter()
        .map(|item| {
            let (acts, otherwise) = match item.label {
                "раздел сайта" => (proving(Covers::Introduction), true),
                "положение" => (proving(Covers::Regulation), false),
                "дорожная карта" => (proving(Covers::Roadmap), false),
                "назначение куратора" => (proving(Covers::CuratorOrder), false),
                "закрепление пар" => (proving(Covers::Pairs), false),
                "база наставников" => (proving(Covers::MentorBase), mentors),
                "стимулирование" => (proving(Covers::Incentives), false),
                _ => (proving(Covers::Programmes), programs),
            };
            let excuse = year
                .not_applicable
                .iter()
                .flat_map(|m| &m.value.0)
                .find(|(key, _)| {
                    std::iter::once(item.label)
                        .chain(item.synonyms.iter().copied())
                        .any(|w| fold(w) == fold(key))
                });
            let state = match excuse {
                _ if otherwise || !acts.is_empty() => CheckState::Present,
                Some((_, reason)) => CheckState::NotApplicable(reason.value.clone()),
                None => CheckState::Absent,
            };
            PublishedCheck {
                title: item.description,
                state,
                acts,
            }
        })
        .collect()
}
