use super::prelude::*;

rule!(
    "share-over-whole",
    Error,
    "Часть больше целого",
    "Числитель доли не может быть больше знаменателя. Исключение – критерий 5: один человек может участвовать в нескольких конкурсах.",
    TOMSK "приложение 1"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for year in cx.catalog.monitoring.iter() {
        for c in &year.criteria {
            if let (Some(n), Some(d)) = (&c.numerator, &c.denominator)
                && n.value > d.value
                && !c.doubtful(&["criterion"])
                && c.criterion.value != 5
            {
                out.push(
                    RULE.at(
                        year.file,
                        n.span,
                        format!("{} больше, чем {}", n.value, d.value),
                    )
                    .related(year.file, d.span, "целое"),
                );
            }
        }
        if let Some(y) = &year.young_specialists
            && let (Some(hired), Some(stayed)) = (&y.hired, &y.stayed)
            && stayed.value > hired.value
        {
            out.push(
                RULE.at(year.file, stayed.span, "осталось больше, чем принято")
                    .related(year.file, hired.span, "принято"),
            );
        }
    }
}
