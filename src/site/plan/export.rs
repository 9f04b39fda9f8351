//! `data/section.json`: a versioned export of published data only, for the registers of a municipality or a region.

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
    let value = json!({
        "format": "rubrika/section",
        "version": VERSION,
        "date": date::iso(*p.today()),
        "section": {
            "title": site.title(),
            "url": site.base_url(),
            "organization": site.organization(),
            "short_name": site.short_name(),
            "level": site.level().to_string(),
            "founder": site.founder(),
            "site": site.main_site(),
        },
        "bank": {
            "mentors": count(*p.bank().mentors()),
            "mentees": count(*p.bank().mentees()),
            "mentees_by_form": p.bank().mentees_by_form().iter()
                .map(|(form, n)| json!({ "form": form.to_string(), "count": count(*n) })).collect::<Vec<_>>(),
        },
        "people": p.people().iter().map(|x| json!({
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
        })).collect::<Vec<_>>(),
        "programs": p.programs().iter().map(|x| json!({
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
            "results": x.results().as_ref().map(|r| json!({
                "outcomes": r.outcomes().iter().map(|(c, t)| json!({ "category": c.to_string(), "text": t.plain() })).collect::<Vec<_>>(),
                "measures": r.measures().iter().map(|m| json!({
                    "indicator": m.indicator(), "before": m.before(), "after": m.after(), "unit": m.unit(),
                })).collect::<Vec<_>>(),
            })),
        })).collect::<Vec<_>>(),
        "practices": p.practices().iter().map(|x| json!({
            "id": x.id(),
            "url": url(Kind::Practice, x.id()),
            "title": x.title(),
            "authors": names(x.authors()),
            "programs": x.about(),
            "level": x.level().map(|l| l.to_string()),
            "date": iso(x.date()),
        })).collect::<Vec<_>>(),
        "acts": p.acts().iter().map(|x| json!({
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
        })).collect::<Vec<_>>(),
        "methods": p.methods().iter().map(|x| json!({
            "id": x.id(),
            "url": url(Kind::Method, x.id()),
            "title": x.title(),
            "audience": words(x.audience()),
            "date": iso(x.date()),
        })).collect::<Vec<_>>(),
        "news": p.news().iter().map(|x| json!({
            "id": x.id(),
            "url": url(Kind::News, x.id()),
            "title": x.title(),
            "date": date::iso(*x.date()),
        })).collect::<Vec<_>>(),
        "roadmaps": p.roadmaps().iter().map(|x| json!({
            "id": x.id(),
            "url": url(Kind::Roadmap, x.id()),
            "title": x.title(),
            "rows": x.sections().iter().map(|(_, rows)| rows.len()).sum::<usize>(),
        })).collect::<Vec<_>>(),
        "monitoring": p.monitoring().iter().map(|x| json!({
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
        })).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).expect("plain values");
    text.push('\n');
    vec![Page::file("data/section.json", text)]
}

/// The number, or `null` with the bound that it stays below.
fn count(n: Count) -> Value {
    match n {
        Count::Exact(n) => json!({ "exact": n }),
        Count::Hidden => json!({ "exact": null }),
        Count::FewerThan(k) => json!({ "exact": null, "fewer_than": k }),
    }
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
