//! Monitoring by school year.

use crate::content::*;
use crate::site::search::Weight;
use crate::site::view::*;
use crate::text::{date, number, plural};
use crate::vocab::{CRITERIA, Form, Indicator, Kind, Part, Scale, Vocabulary};

use super::Page;
use super::cx::*;
use super::draw;
use super::people::people_word;
use super::sheet::Sheet;

/// The list of years, newest first.
pub fn monitoring(cx: &Cx<'_>) -> Vec<Page> {
    let mut sheet = cx.list(Part::Monitoring, "Мониторинг");
    let intro = cx
        .intro(Part::Monitoring)
        .and_then(|i| sheet.body(i.body()));
    let mut list: Vec<_> = cx.p.monitoring().iter().collect();
    list.sort_by(|a, b| b.id().cmp(a.id()));
    let mut quarters: Vec<_> = list.iter().flat_map(|m| m.quarters()).collect();
    quarters.sort_by_key(|q| *q.day());
    let exports = quarters_table(&mut sheet, &quarters);
    let years = list
        .into_iter()
        .filter_map(|m| {
            let mut stats = stats(m);
            stats.truncate(3);
            Some(MonitoringCard {
                title: school_year(m),
                url: cx.routes.of(Kind::Monitoring, m.id())?.to_owned(),
                stats,
            })
        })
        .collect();
    let charts = dynamics(cx);
    sheet.finish(|page| MonitoringView {
        page,
        intro,
        years,
        charts,
        exports,
    })
}

/// Shares that were counted in two years or more, one chart each.
fn dynamics(cx: &Cx<'_>) -> Vec<ChartView> {
    let mut years: Vec<_> = cx.p.monitoring().iter().collect();
    years.sort_by(|a, b| a.id().cmp(b.id()));
    let all = CRITERIA.iter().flat_map(|c| c.indicators);
    let shares = all.filter(|i| matches!(i.scale, Scale::Share));
    shares
        .filter_map(|indicator| {
            let known: Vec<(String, u32, u32, f64)> = years
                .iter()
                .filter_map(|m| {
                    let year = m.id().replace('-', "/");
                    m.criteria().iter().find_map(|x| match x.reading() {
                        PublishedValue::Share(n, d, percent, _)
                            if x.indicator().title == indicator.title =>
                        {
                            Some((year.clone(), *n, *d, (percent + 0.5).floor()))
                        }
                        _ => None,
                    })
                })
                .collect();
            if known.len() < 2 {
                return None;
            }
            let groups: Vec<String> = known.iter().map(|k| k.0.clone()).collect();
            let series = [draw::Series {
                class: "one",
                values: known.iter().map(|k| Some(k.3)).collect(),
            }];
            let rows = known.iter().map(|(year, n, d, percent)| {
                vec![
                    year.clone(),
                    number::grouped(i64::from(*n)),
                    number::grouped(i64::from(*d)),
                    format!("{}\u{a0}%", number::decimal(*percent)),
                ]
            });
            Some(ChartView {
                title: indicator.title.to_owned(),
                drawing: draw::columns(&groups, &series, true),
                legend: Vec::new(),
                head: ["Учебный год", "Человек", "Из\u{a0}скольких", "Доля"]
                    .map(str::to_owned)
                    .to_vec(),
                rows: rows.collect(),
            })
        })
        .collect()
}

/// «2025/2026 учебный год».
pub fn school_year(m: &PublishedMonitoring) -> String {
    format!("{} учебный год", m.id().replace('-', "/"))
}

/// One school year.
pub fn year(cx: &Cx<'_>, m: &PublishedMonitoring) -> Vec<Page> {
    let Some(mut sheet) = cx.sheet(
        Kind::Monitoring,
        m.id(),
        Part::Monitoring,
        &format!("Мониторинг: {}", school_year(m)),
    ) else {
        return Vec::new();
    };
    sheet.describe(m.conclusions().first().map(PublishedProse::plain));
    sheet.find_prose(m.conclusions().iter().chain(m.recommendations()));
    let criteria = m.criteria().iter();
    sheet.find(
        Weight::Body,
        criteria.flat_map(|x| [x.criterion().title, x.indicator().title]),
    );
    sheet.find(Weight::Body, m.survey().iter().map(|q| q.question()));
    sheet.find(Weight::Body, m.checklist().iter().map(|item| *item.title()));
    let count = |n: &Option<Count>| n.map_or_else(|| "–".to_owned(), Count::text);
    let exact = |n: &Option<Count>| n.and_then(Count::exact);
    let largest = m
        .participants()
        .iter()
        .flat_map(|(_, mentors, mentees)| [exact(mentors), exact(mentees)])
        .flatten()
        .max()
        .unwrap_or(0);
    let share = |n: &Option<Count>| exact(n).map(|n| draw::share(n, largest));
    let participants = m
        .participants()
        .iter()
        .map(|(form, mentors, mentees)| ParticipantsRow {
            form: form.to_string(),
            mentors: count(mentors),
            mentees: count(mentees),
            mentors_share: share(mentors),
            mentees_share: share(mentees),
        })
        .collect();
    let criteria = CRITERIA
        .iter()
        .map(|c| CriterionView {
            number: c.number,
            title: c.title.to_owned(),
            indicators: m
                .criteria()
                .iter()
                .filter(|x| x.criterion().number == c.number)
                .map(|x| indicator(cx, x))
                .collect(),
        })
        .filter(|c| !c.indicators.is_empty())
        .collect();
    let survey = m.survey().iter().map(question).collect();
    let checklist = m
        .checklist()
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let (code, label, reason) = match item.state() {
                CheckState::Present => ("present", "имеется", None),
                CheckState::Absent => ("absent", "отсутствует", None),
                CheckState::NotApplicable(why) => {
                    ("not-applicable", "не\u{a0}применимо", Some(why.clone()))
                }
            };
            CheckItem {
                number: i as u8 + 1,
                title: (*item.title()).to_owned(),
                state: state(code, label),
                reason,
                evidence: item
                    .acts()
                    .iter()
                    .filter_map(|id| cx.act_link(id))
                    .collect(),
            }
        })
        .collect();
    let quarters: Vec<&PublishedQuarter> = m.quarters().iter().collect();
    let files = quarters_table(&mut sheet, &quarters);
    sheet.finish(|page| MonitoringYearView {
        page,
        as_of: m.staff().as_ref().and_then(|s| s.as_of().map(day)),
        stats: stats(m),
        participants,
        quarters: quarters.iter().copied().map(quarter).collect(),
        quarters_chart: quarters_chart(&quarters),
        quarters_note: quarters_note(&quarters),
        quarter_forms: quarter_forms(&quarters),
        criteria,
        survey,
        conclusions: cx.inlines(m.conclusions()),
        recommendations: cx.inlines(m.recommendations()),
        checklist,
        files,
        body: None,
    })
}

fn quarter(q: &PublishedQuarter) -> QuarterRow {
    let programs = |n: u32| number::grouped(i64::from(n));
    QuarterRow {
        date: day(*q.day()),
        short: date::short(*q.day()),
        programs: programs(*q.programs()),
        mentors: q.mentors().text(),
        mentees: q.mentees().text(),
        completed: programs(*q.completed()),
    }
}

/// Mentors beside mentees at the end of each quarter, if there is anything to draw.
fn quarters_chart(quarters: &[&PublishedQuarter]) -> Option<ChartView> {
    let values = |count: fn(&PublishedQuarter) -> &Count| -> Vec<Option<f64>> {
        let exact = |q: &&PublishedQuarter| count(q).exact().map(f64::from);
        quarters.iter().map(exact).collect()
    };
    let series = [
        draw::Series {
            class: "mentors",
            values: values(PublishedQuarter::mentors),
        },
        draw::Series {
            class: "mentees",
            values: values(PublishedQuarter::mentees),
        },
    ];
    let drawn = series.iter().flat_map(|s| s.values.iter().flatten());
    if drawn.filter(|n| **n > 0.0).count() < 2 {
        return None;
    }
    let groups: Vec<String> = quarters
        .iter()
        .map(|q| format!("{}\u{a0}{}", q.day().day(), date::month(*q.day())))
        .collect();
    Some(draw::figure(
        "Участники на\u{a0}последний день квартала",
        draw::columns(&groups, &series, false),
        &[("mentors", "наставники"), ("mentees", "наставляемые")],
    ))
}

/// Why a number is missing, and its column.
fn quarters_note(quarters: &[&PublishedQuarter]) -> Option<String> {
    let mut counts = quarters.iter().flat_map(|q| [*q.mentors(), *q.mentees()]);
    counts.find_map(|n| match n {
        Count::FewerThan(k) => Some(format!(
            "Группу меньше {k}\u{a0}человек мы\u{a0}не\u{a0}называем числом, и\u{a0}столбика у\u{a0}неё нет."
        )),
        _ => None,
    })
}

fn quarter_forms(quarters: &[&PublishedQuarter]) -> Vec<QuarterFormRow> {
    let of = |q: &PublishedQuarter, form: Form| {
        let found = q.forms().iter().find(|f| *f.form() == form);
        found.map_or(0, |f| *f.programs())
    };
    Form::ALL
        .iter()
        .map(|&form| (form, quarters.iter().map(|q| of(q, form)).collect()))
        .filter(|(_, programs): &(_, Vec<u32>)| programs.iter().any(|n| *n > 0))
        .map(|(form, programs)| QuarterFormRow {
            form: form.to_string(),
            programs: programs
                .iter()
                .map(|n| number::grouped(i64::from(*n)))
                .collect(),
        })
        .collect()
}

/// The quarters as a table for the municipality's own: all forms together, then each.
fn quarters_table(sheet: &mut Sheet<'_, '_>, quarters: &[&PublishedQuarter]) -> Vec<FileView> {
    if quarters.is_empty() {
        return Vec::new();
    }
    let heading = [
        "На какой день",
        "Форма наставничества",
        "Программ реализуется",
        "Наставников",
        "Наставляемых",
        "Программ завершено за квартал",
    ];
    let mut rows = vec![heading.map(str::to_owned).to_vec()];
    for q in quarters {
        let line = |form: String, programs: u32, mentors: &Count, mentees: &Count| {
            vec![
                date::iso(*q.day()),
                form,
                programs.to_string(),
                mentors.text(),
                mentees.text(),
            ]
        };
        let mut all = line("все".into(), *q.programs(), q.mentors(), q.mentees());
        all.push(q.completed().to_string());
        rows.push(all);
        rows.extend(q.forms().iter().map(|f| {
            let mut row = line(
                f.form().to_string(),
                *f.programs(),
                f.mentors(),
                f.mentees(),
            );
            row.push(String::new());
            row
        }));
    }
    vec![sheet.table("Статистика по\u{a0}кварталам", "quarters.csv", &rows)]
}

fn stats(m: &PublishedMonitoring) -> Vec<StatView> {
    let mut out = Vec::new();
    let mut add = |n: Option<Count>, one: &str, few: &str, many: &str| {
        if let Some(n) = n {
            out.push(StatView {
                value: n.text(),
                label: people_word(n, one, few, many),
                url: None,
                note: None,
            });
        }
    };
    if let Some(s) = m.staff() {
        add(*s.teachers(), "педагог", "педагога", "педагогов");
        add(
            *s.young_specialists(),
            "молодой специалист",
            "молодых специалиста",
            "молодых специалистов",
        );
        add(*s.students(), "ученик", "ученика", "учеников");
    }
    if let Some((hired, stayed)) = m.young_specialists() {
        add(
            Some(*hired),
            "молодой специалист принят",
            "молодых специалиста принято",
            "молодых специалистов принято",
        );
        add(
            Some(*stayed),
            "остался работать",
            "остались работать",
            "остались работать",
        );
    }
    out
}

fn indicator(cx: &Cx<'_>, x: &PublishedCriterion) -> IndicatorView {
    let (value, current, note) = match x.reading() {
        PublishedValue::Word(word) => (
            crate::text::typography::capitalised(word),
            Some(word.clone()),
            None,
        ),
        PublishedValue::Number(n) => (number::decimal(*n), None, None),
        PublishedValue::Share(n, d, percent, band) => {
            let whole = (percent + 0.5).floor();
            let note = format!(
                "{} из\u{a0}{}; доля округлена до\u{a0}целого процента",
                number::grouped(i64::from(*n)),
                number::grouped(i64::from(*d))
            );
            (
                format!("{}\u{a0}%", number::decimal(whole)),
                Some((*band).to_owned()),
                Some(note),
            )
        }
        PublishedValue::Suppressed(k) => (
            "не\u{a0}показывается".into(),
            None,
            Some(format!(
                "за\u{a0}этой долей меньше {k}\u{a0}человек: она говорила бы о\u{a0}каждом из\u{a0}них"
            )),
        ),
        PublishedValue::NoData => ("нет данных".into(), None, None),
        PublishedValue::Levels(levels) => {
            let list: Vec<String> = levels
                .iter()
                .map(|(l, n)| format!("{} уровень\u{a0}– {n}", l.label()))
                .collect();
            (list.join("; "), None, None)
        }
    };
    IndicatorView {
        title: x.indicator().title.to_owned(),
        level: x.level().map(|l| format!("{l} уровень")),
        method: Some(x.method().clone()),
        value,
        scale: scale(x.indicator(), current.as_deref()),
        evidence: cx.joined(x.evidence(), "; "),
        note,
    }
}

fn scale(indicator: &Indicator, current: Option<&str>) -> Vec<ScaleStep> {
    let steps: &[&str] = match indicator.scale {
        Scale::Words(words) => words,
        Scale::Share => &["100–80 %", "79–60 %", "59–40 %", "39 % и ниже"],
        Scale::Counts => &[],
    };
    steps
        .iter()
        .map(|s| ScaleStep {
            label: s.replace(" %", "\u{a0}%"),
            current: current == Some(*s),
        })
        .collect()
}

fn question(q: &PublishedQuestion) -> SurveyView {
    let total = q.total().exact();
    SurveyView {
        question: q.question().clone(),
        total: match total {
            Some(n) => format!(
                "Ответили {}",
                plural::count(n as usize, "человек", "человека", "человек")
            ),
            None => format!(
                "Ответили {} человек: распределение не\u{a0}показывается",
                q.total().text()
            ),
        },
        answers: q
            .answers()
            .iter()
            .map(|(text, n)| SurveyAnswer {
                text: text.clone(),
                count: n.text(),
                percent: n
                    .exact()
                    .zip(total)
                    .filter(|(_, t)| *t > 0)
                    .map(|(n, t)| (f64::from(n) * 100.0 / f64::from(t)).round() as u8),
            })
            .collect(),
    }
}
