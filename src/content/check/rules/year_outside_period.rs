use super::prelude::*;

rule!(
    "year-outside-period",
    Warning,
    "Год плана вне срока дорожной карты",
    "План или целевой показатель записан за год, которого дорожная карта не охватывает.",
    TOMSK "дорожная карта"; ARKHANGELSK
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for roadmap in cx.catalog.roadmaps.iter() {
        let Some(period) = &roadmap.period else {
            continue;
        };
        if roadmap.doubtful(&["period"]) {
            continue;
        }
        let years = period.from.value.0.year()..=period.to.value.0.year();
        let items = roadmap
            .sections
            .iter()
            .flat_map(|s| &s.items)
            .filter_map(|i| i.plan.as_ref());
        let targets = roadmap
            .targets
            .iter()
            .flat_map(|t| [&t.at_least, &t.at_most, &t.equals])
            .flatten();
        for plan in items.chain(targets) {
            for (year, value) in &plan.value.0 {
                if !years.contains(year) {
                    out.push(
                        RULE.at(
                            roadmap.file,
                            value.span,
                            format!("{year} год вне срока дорожной карты"),
                        )
                        .related(roadmap.file, period.span, "срок"),
                    );
                }
            }
        }
    }
}
