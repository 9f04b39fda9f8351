use super::prelude::*;

rule!(
    "act-from-future",
    Warning,
    "Акт датирован будущим днём",
    "Акта, который ещё не подписан, нет. До этого дня он не публикуется.",
    FORMAT "content/acts"; OURS "документ, день которого не настал, ещё не документ"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        if let Some(day) = &act.date
            && day.value.0 > cx.today
        {
            out.push(
                RULE.at(
                    act.file,
                    day.span,
                    "дата акта ещё не наступила: до этого дня он не публикуется",
                )
                .help("день вступления в силу записывают в in_force: { from: … }"),
            );
        }
    }
}
