use super::prelude::*;

rule!(
    "term-before-approval",
    Warning,
    "Срок строки раньше утверждения дорожной карты",
    "Строка должна была исполниться раньше, чем дорожную карту утвердили. Обычно это значит, что её переписали из прежнего плана.",
    OURS "план утверждают до его исполнения"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for roadmap in cx.catalog.roadmaps.iter() {
        let Some(act) = roadmap.act.as_ref().and_then(|a| cx.catalog.acts.of(a)) else {
            continue;
        };
        let Some(approved) = &act.date else { continue };
        for item in roadmap.sections.iter().flat_map(|s| &s.items) {
            if let Some(to) = &item.to
                && to.value < approved.value
            {
                out.push(RULE.at(
                    roadmap.file,
                    to.span,
                    format!(
                        "срок кончился раньше, чем дорожная карта утверждена ({})",
                        date::short(approved.value.0)
                    ),
                ));
            }
        }
    }
}
