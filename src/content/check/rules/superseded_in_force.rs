use super::prelude::*;

rule!(
    "superseded-in-force",
    Warning,
    "Акт заменён, а срок действия прежнего не закрыт",
    "На странице он всё равно получит отметку «утратил силу». Запишите день, по который он действовал, чтобы посетитель видел его.",
    FORMAT "content/acts"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        if act.doubtful(&["in_force"]) {
            continue;
        }
        if act.force_until().is_some() {
            continue;
        }
        for newer in cx.catalog.replaced_by(&act.id) {
            if newer.doubtful(&["in_force", "date", "draft"]) {
                continue;
            }
            if newer.force_from().is_some_and(|from| from <= cx.today) {
                let span = act.replaced_by.as_ref().map_or(act.title.span, |r| r.span);
                out.push(
                    RULE.at(
                        act.file,
                        span,
                        format!(
                            "акт заменён («{}»), а по какой день он действовал, не записано",
                            newer.id
                        ),
                    )
                    .help("in_force: { until: день }"),
                );
                break;
            }
        }
    }
}
