//! `data/section.json`: a versioned export of published data only, for the registers of a municipality or a region.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::content::*;
use crate::text::date;
use crate::vocab::Kind;

use super::Page;
use super::cx::Cx;

/// Grows when a field changes its meaning or goes; new fields do not change it.
const VERSION: u32 = 1;

/// The export.
pub fn export(cx: &Cx<'_>) -> Vec<Page> {
    let text = written(cx).expect("plain values, and memory to write them to");
    vec![Page::file("data/section.json", text)]
}

/// The export as JSON. It is written row by row: that of a large section is large.
fn written(cx: &Cx<'_>) -> serde_json::Result<String> {
    let p = cx.p;
    let site = p.site();
    let url = |kind, id: &String| cx.routes.of(kind, id);
    let iso = |d: &Option<jiff::civil::Date>| d.map(date::iso);
    let names = |list: &[(Option<String>, String)]| {
        list.iter()
            .map(|(id, words)| json!({ "id": id, "name": words }))
            .collect::<Vec<_>>()
    };
    let file_names = |list: &[PublishedFile]| {
        list.iter().map(|f| json!({ "name": f.name(), "title": f.title(), "size": f.size(), "sha256": f.sha256() })).collect::<Vec<_>>()
    };
    let mut out = Vec::new();
    let mut json = serde_json::Serializer::pretty(&mut out);
    let mut map = json.serialize_map(None)?;
    map.serialize_entry("format", &"rubrika/section")?;
    map.serialize_entry("version", &VERSION)?;
    map.serialize_entry("date", &date::iso(*p.today()))?;
    map.serialize_entry(
        "section",
        &json!({
            "title": site.title(),
            "url": site.base_url(),
            "organization": site.organization(),
            "short_name": site.short_name(),
            "level": site.level().to_string(),
            "founder": site.founder(),
            "site": site.main_site(),
        }),
    )?;
    let forms = p.bank().mentees_by_form().iter();
    let forms = forms.map(|(form, n)| json!({ "form": form.to_string(), "count": count(*n) }));
    map.serialize_entry(
        "bank",
        &json!({
            "mentors": count(*p.bank().mentors()),
            "mentees": count(*p.bank().mentees()),
            "mentees_by_form": forms.collect::<Vec<_>>(),
        }),
    )?;
    map.serialize_entry(
        "people",
        &rows(p.people(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::Person, x.id()),
                "name": x.name().text(),
                "roles": words(x.roles()),
                "position": x.position(),
                "organization": x.organization(),
                "subjects": x.subjects(),
                "categories": words(x.qualifications()),
                "teaching_years": x.teaching_years(),
                "mentoring_years": x.mentoring_years(),
                "profile": plain(x.profile()),
                "programs": x.programs(),
                "practices": x.practices(),
                "methods": x.methods(),
            })
        }),
    )?;
    map.serialize_entry(
        "programs",
        &rows(p.programs(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::Program, x.id()),
                "title": x.title(),
                "status": x.status().code(),
                "status_label": x.status().label(),
                "forms": words(x.forms()),
                "kinds": words(x.kinds()),
                "mode": x.mode().map(|m| m.to_string()),
                "from": x.period().map(|(from, _)| date::iso(from)),
                "to": iso(x.end()),
                "mentors": participants(x.mentors()),
                "mentees": participants(x.mentees()),
                "order": x.order(),
                "goal": plain(x.goal()),
                "tasks": plain(x.tasks()),
                "replicable": x.replicable(),
                "completed": x.completion().as_ref().map(|c| date::iso(*c.date())),
                "results": x.results().as_ref().map(results),
            })
        }),
    )?;
    map.serialize_entry(
        "practices",
        &rows(p.practices(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::Practice, x.id()),
                "title": x.title(),
                "authors": names(x.authors()),
                "programs": x.about(),
                "level": x.level().map(|l| l.to_string()),
                "date": iso(x.date()),
            })
        }),
    )?;
    map.serialize_entry(
        "acts",
        &rows(p.acts(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::Act, x.id()),
                "title": x.title(),
                "kind": x.kind().to_string(),
                "level": x.level().to_string(),
                "issuer": x.issuer(),
                "number": x.number(),
                "date": iso(x.date()),
                "state": x.state().code(),
                "covers": words(x.covers()),
                "files": file_names(x.files()),
            })
        }),
    )?;
    map.serialize_entry(
        "methods",
        &rows(p.methods(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::Method, x.id()),
                "title": x.title(),
                "audience": words(x.audience()),
                "date": iso(x.date()),
            })
        }),
    )?;
    map.serialize_entry(
        "news",
        &rows(p.news(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::News, x.id()),
                "title": x.title(),
                "date": date::iso(*x.date()),
            })
        }),
    )?;
    map.serialize_entry(
        "roadmaps",
        &rows(p.roadmaps(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::Roadmap, x.id()),
                "title": x.title(),
                "rows": x.sections().iter().map(|(_, rows)| rows.len()).sum::<usize>(),
            })
        }),
    )?;
    map.serialize_entry(
        "monitoring",
        &rows(p.monitoring(), |x| {
            json!({
                "id": x.id(),
                "url": url(Kind::Monitoring, x.id()),
                "quarters": x.quarters().iter().map(|q| json!({
                    "date": date::iso(*q.day()),
                    "programs": q.programs(),
                    "completed": q.completed(),
                    "mentors": count(*q.mentors()),
                    "mentees": count(*q.mentees()),
                    "forms": q.forms().iter().map(|f| json!({
                        "form": f.form().to_string(),
                        "programs": f.programs(),
                        "mentors": count(*f.mentors()),
                        "mentees": count(*f.mentees()),
                    })).collect::<Vec<_>>(),
                })).collect::<Vec<_>>(),
                "checklist": x.checklist().iter().map(|c| json!({
                    "item": c.title(),
                    "state": match c.state() {
                        CheckState::Present => "present",
                        CheckState::Absent => "absent",
                        CheckState::NotApplicable(_) => "not-applicable",
                    },
                    "acts": c.acts(),
                })).collect::<Vec<_>>(),
            })
        }),
    )?;
    map.end()?;
    out.push(b'\n');
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

/// Rows that are made one after the other, as they are written.
struct Rows<'r, T, F> {
    list: &'r [T],
    row: F,
}

fn rows<T, F: Fn(&T) -> Value>(list: &[T], row: F) -> Rows<'_, T, F> {
    Rows { list, row }
}

impl<T, F: Fn(&T) -> Value> Serialize for Rows<'_, T, F> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.list.iter().map(&self.row))
    }
}

/// The number, or `null` with the bound that it stays below.
fn count(n: Count) -> Value {
    match n {
        Count::Exact(n) => json!({ "exact": n }),
        Count::Hidden => json!({ "exact": null }),
        Count::FewerThan(k) => json!({ "exact": null, "fewer_than": k }),
    }
}

fn results(r: &PublishedResults) -> Value {
    let outcomes = r.outcomes().iter();
    let outcomes = outcomes.map(|(c, t)| json!({ "category": c.to_string(), "text": t.plain() }));
    let measures = r.measures().iter().map(|m| {
        json!({
            "indicator": m.indicator(),
            "before": m.before(),
            "after": m.after(),
            "unit": m.unit(),
        })
    });
    json!({
        "outcomes": outcomes.collect::<Vec<_>>(),
        "measures": measures.collect::<Vec<_>>(),
    })
}

fn words<T: ToString>(list: &[T]) -> Vec<String> {
    super::cards::words(list)
}

fn plain(list: &[PublishedProse]) -> Vec<String> {
    list.iter().map(PublishedProse::plain).collect()
}

fn participants(list: &[Participant]) -> Vec<Value> {
    list.iter()
        .map(|x| match x {
            Participant::Named { id, name, .. } => json!({ "id": id, "name": name.text() }),
            Participant::Anonymous { label, .. } => json!({ "id": null, "name": label }),
        })
        .collect()
}
