use super::prelude::*;

rule!(
    "fact-for-future",
    Error,
    "Факт записан за будущий год",
    "Факт бывает только за год, который начался.",
    OURS "факт не бывает будущим"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for roadmap in cx.catalog.roadmaps.iter() {
        let items = roadmap
            .sections
            .iter()
            .flat_map(|s| &s.items)
            .filter_map(|i| i.fact.as_ref());
        let targets = roadmap.targets.iter().filter_map(|t| t.fact.as_ref());
        for fact in items.chain(targets) {
            for (year, value) in &fact.value.0 {
                if *year > cx.today.year() {
                    out.push(RULE.at(
                        roadmap.file,
                        value.span,
                        format!("{year} год ещё не начался"),
                    ));
                }
            }
        }
    }
}
