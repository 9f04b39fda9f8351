use super::prelude::*;
use crate::content::catalog::Entry;
use crate::content::parse::record::Act;
use crate::vocab::{ActState, Covers, Level};

rule!(
    "curator-orders-overlap",
    Warning,
    "Действуют два акта о назначении куратора",
    "Когда куратора меняют, прежний приказ перестаёт действовать. Если этого не записать, посетитель видит два действующих назначения сразу; действующим куратором считается назначенный последним.",
    UST_ILIMSK "п. 2.4"; SURGUT "контрольный список, п. 4"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let mut current: Vec<&Entry<Act>> = cx
        .catalog
        .acts
        .iter()
        .filter(|a| {
            !a.doubtful(&[
                "level",
                "date",
                "covers",
                "in_force",
                "draft",
                "replaced_by",
            ])
        })
        .filter(|a| a.level.value.0 == Level::Local && a.date.is_some())
        .filter(|a| a.draft.as_ref().is_none_or(|d| !d.value))
        .filter(|a| a.covers.iter().any(|c| c.value.0 == Covers::CuratorOrder))
        .filter(|a| cx.catalog.act_state(&a.id, cx.today) == ActState::InForce)
        .collect();
    current.sort_by_key(|a| a.force_from());
    let Some((last, earlier)) = current.split_last() else {
        return;
    };
    for act in earlier {
        // An act that changes another stands beside it, and the pair is one appointment.
        let amends = |a: &Entry<Act>, b: &Entry<Act>| {
            let amended = cx.catalog.acts.all_of(&a.amends);
            amended.iter().any(|x| x.id == b.id)
        };
        if amends(last, act) || amends(act, last) {
            continue;
        }
        let covers = act
            .covers
            .iter()
            .find(|c| c.value.0 == Covers::CuratorOrder);
        out.push(
            RULE.at(
                act.file,
                covers.map_or(act.title.span, |c| c.span),
                format!(
                    "куратор назначен и этим актом, и более поздним («{}»), и оба действуют",
                    last.id
                ),
            )
            .related(last.file, last.title.span, "последнее назначение")
            .help(format!(
                "закройте прежний: in_force: {{ until: день }} – или запишите в новом replaces: [{}]",
                act.id
            )),
        );
    }
}
