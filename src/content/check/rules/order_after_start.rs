use super::prelude::*;

rule!(
    "order-after-start",
    Warning,
    "Пара закреплена приказом позже, чем началась программа",
    "Пары и группы утверждаются приказом до начала работы. Если приказ вышел позже, проверьте даты; если так и было, предупреждение останется.",
    UST_ILIMSK "п. 3.2"; SURGUT "контрольный список, п. 5"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let (Some(order), Some(period)) = (&program.order, &program.period) else {
            continue;
        };
        if program.doubtful(&["period"]) {
            continue;
        }
        let Some(act) = cx.catalog.acts.of(order) else {
            continue;
        };
        if let Some(day) = &act.date
            && day.value > period.from.value
        {
            out.push(
                RULE.at(
                    program.file,
                    order.span,
                    format!(
                        "приказ от {} позже начала программы ({})",
                        date::short(day.value.0),
                        date::short(period.from.value.0)
                    ),
                )
                .related(act.file, day.span, "дата приказа"),
            );
        }
    }
}
