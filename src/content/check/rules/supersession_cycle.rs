use super::prelude::*;

rule!(
    "supersession-cycle",
    Error,
    "Акты заменяют друг друга по кругу",
    "Из двух актов, каждый из которых заменяет другой, действующего нет.",
    OURS "из актов, сменивших друг друга, действует последний"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        let mut seen = vec![act.id.clone()];
        let mut next: Vec<String> = cx
            .catalog
            .replaced_by(&act.id)
            .iter()
            .map(|a| a.id.clone())
            .collect();
        while let Some(id) = next.pop() {
            if id == act.id {
                let span = act
                    .replaced_by
                    .as_ref()
                    .map(|r| r.span)
                    .or(act.replaces.first().map(|r| r.span))
                    .unwrap_or(act.title.span);
                out.push(
                    RULE.at(act.file, span, "этот акт по кругу заменяет сам себя")
                        .help("проверьте поля replaces и replaced_by"),
                );
                break;
            }
            if !seen.contains(&id) {
                next.extend(cx.catalog.replaced_by(&id).iter().map(|a| a.id.clone()));
                seen.push(id);
            }
        }
    }
}
