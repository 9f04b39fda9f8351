use super::prelude::*;

rule!(
    "order-missing",
    Warning,
    "Нет приказа о закреплении пары",
    "Сформированные пары и группы утверждает приказ руководителя. Он же – пятый пункт контрольного списка мониторинга. Программу, которая ещё не началась, можно объявить и без приказа; с первого дня она без него не показывается.",
    UST_ILIMSK "п. 3.2"; SURGUT "контрольный список, п. 5"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        if program.approved.is_some() && program.order.is_none() && !program.doubtful(&["order"]) {
            let span = program
                .approved
                .as_ref()
                .map_or_else(Default::default, |a| a.span);
            out.push(
                RULE.at(
                    program.file,
                    span,
                    "программа утверждена, а приказа о закреплении пары нет",
                )
                .help("добавьте приказ в content/acts и сошлитесь на него: order: идентификатор"),
            );
        }
    }
}
