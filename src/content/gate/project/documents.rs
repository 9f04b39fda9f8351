use crate::content::catalog::Entry;
use crate::content::gate::clause;
use crate::content::gate::desk::Desk;
use crate::content::gate::published::*;
use crate::content::gate::{Decision, Refusal};
use crate::content::parse::record::{Act, Method, Practice};
use crate::source::Sp;

use super::person::when;
use super::program::approval;

/// A normative act.
pub fn act<'a>(desk: &mut Desk<'a>, act: &'a Entry<Act>) -> Option<PublishedAct> {
    let v = desk.v;
    whole(desk, v.act(act))?;
    titled(desk, act.public_title.is_some());
    let visible = |a: &&Entry<Act>| v.act(a).is_open();
    let ids = |list: Vec<&Entry<Act>>| {
        list.iter()
            .filter(|a| visible(a))
            .map(|a| a.id.clone())
            .collect::<Vec<_>>()
    };
    let mut replaces = v.catalog.acts.all_of(&act.replaces);
    replaces.extend(v.catalog.replaces(&act.id));
    replaces.sort_by(|a, b| a.id.cmp(&b.id));
    replaces.dedup_by(|a, b| a.id == b.id);
    let signature = act.signature.as_ref().map(|s| PublishedSignature {
        signer: desk.person_or_text(&s.signer).1,
        position: s.position.as_ref().map(|p| p.value.clone()),
        date: s.date.as_ref().map(|d| d.value.0),
        key: s.key.as_ref().map(|k| k.value.clone()),
    });
    Some(PublishedAct {
        id: act.id.clone(),
        slug: act.slug.as_ref().map(|s| s.value.clone()),
        title: act.shown_title().to_owned(),
        kind: act.kind.value.0,
        level: act.level.value.0,
        issuer: act.issuer.as_ref().map(|i| i.value.clone()),
        number: act.number.as_ref().map(|n| n.value.clone()),
        date: act.date.as_ref().map(|d| d.value.0),
        force_from: act.force_from(),
        force_until: act.force_until(),
        state: v.catalog.act_state(&act.id, v.today),
        replaced_by: ids(v.catalog.replaced_by(&act.id)),
        replaces: ids(replaces),
        amends: ids(v.catalog.acts.all_of(&act.amends)),
        covers: act.covers.iter().map(|c| c.value.0).collect(),
        files: desk.files(&act.files),
        source: act.source.as_ref().map(|s| s.value.0.clone()),
        signature,
        body: desk.body(act.body.as_deref()),
        programs: v
            .links
            .programs_of_act(&act.id)
            .iter()
            .filter(|id| {
                v.catalog
                    .programs
                    .get(id)
                    .is_some_and(|p| v.shows_program(p))
            })
            .map(|id| (*id).to_owned())
            .collect(),
    })
}

/// A methodical material.
pub fn method<'a>(desk: &mut Desk<'a>, method: &'a Entry<Method>) -> Option<PublishedMethod> {
    let v = desk.v;
    whole(desk, v.method(method))?;
    titled(desk, method.public_title.is_some());
    Some(PublishedMethod {
        id: method.id.clone(),
        slug: method.slug.as_ref().map(|s| s.value.clone()),
        title: method.shown_title().to_owned(),
        kind: method.kind.as_ref().map(|k| k.value.0),
        level: method.level.as_ref().map(|l| l.value.0),
        issuer: method.issuer.as_ref().map(|i| i.value.clone()),
        number: method.number.as_ref().map(|n| n.value.clone()),
        date: method.date.as_ref().map(|d| d.value.0),
        authors: desk.people(&method.authors),
        audience: method.audience.iter().map(|a| a.value.0).collect(),
        files: desk.files(&method.files),
        source: method.source.as_ref().map(|s| s.value.0.clone()),
        tags: texts(&method.tags),
        body: desk.body(method.body.as_deref()),
    })
}

/// A best practice.
pub fn practice<'a>(
    desk: &mut Desk<'a>,
    practice: &'a Entry<Practice>,
) -> Option<PublishedPractice> {
    let v = desk.v;
    whole(desk, v.practice(practice))?;
    let about = v.catalog.programs.all_of(&practice.about);
    let fresh = Desk::new(v, desk.shelf, desk.kind, practice).about(about.clone());
    *desk = fresh;
    Some(PublishedPractice {
        id: practice.id.clone(),
        slug: practice.slug.as_ref().map(|s| s.value.clone()),
        title: practice.title.value.clone(),
        authors: desk.people(&practice.authors),
        about: about.iter().map(|p| p.id.clone()).collect(),
        forms: practice.forms.iter().map(|w| w.value.0).collect(),
        level: practice.level.as_ref().map(|w| w.value.0),
        audience: practice.audience.iter().map(|w| w.value.0).collect(),
        problem: desk.proses(&practice.problem),
        steps: desk.proses(&practice.steps),
        outcome: desk.proses(&practice.outcome),
        presented: practice
            .presented
            .iter()
            .map(|p| {
                (
                    p.where_.value.clone(),
                    when(&p.date),
                    p.link.as_ref().map(|l| l.value.0.clone()),
                )
            })
            .collect(),
        tags: texts(&practice.tags),
        date: practice.date.as_ref().map(|d| d.value.0),
        approved: practice.approved.as_ref().map(|a| approval(desk, a)),
        files: desk.files(&practice.files),
        body: desk.body(practice.body.as_deref()),
    })
}

/// Goes on if the entry may go out; otherwise notes why not.
pub fn whole(desk: &mut Desk<'_>, decision: Decision) -> Option<()> {
    match decision.refusal() {
        None => Some(()),
        Some(refusal) => {
            desk.withhold("запись целиком", refusal);
            None
        }
    }
}

fn titled(desk: &mut Desk<'_>, has_public_title: bool) {
    if has_public_title {
        let refusal = Refusal {
            clause: &clause::public_title::CLAUSE,
            message: "вместо него публикуется public_title".into(),
            until: None,
        };
        desk.withhold("название", &refusal);
    }
}

/// Texts of a list, as they are.
pub fn texts(list: &[Sp<String>]) -> Vec<String> {
    list.iter().map(|t| t.value.clone()).collect()
}
