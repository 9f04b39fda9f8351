use super::prelude::*;
use crate::vocab::CompletionWay;

rule!(
    "plan-unfinished",
    Error,
    "План выполнен не полностью, а программа завершена как выполненная",
    "Завершение «план выполнен» означает, что мероприятия исполнены в полном объёме: у каждой строки есть done или cancelled.",
    UST_ILIMSK "п. 4.1"; SPASSK "п. 4.12"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(completion) = &program.completion else {
            continue;
        };
        if completion.doubtful(&["way"]) || completion.way.value.0 != CompletionWay::PlanDone {
            continue;
        }
        let open: Vec<_> = program
            .plan
            .iter()
            .filter(|row| !row.doubtful(&["done", "cancelled"]))
            .filter(|row| {
                row.cancelled.is_none() && row.done.as_ref().is_none_or(|d| d.value == Done::No)
            })
            .collect();
        if let Some(first) = open.first() {
            let rows = plural::count(
                open.len(),
                "строка плана не выполнена",
                "строки плана не выполнены",
                "строк плана не выполнено",
            );
            out.push(
                RULE.at(program.file, completion.way.span, format!("{rows}, а программа завершена как выполненная"))
                    .related(program.file, first.activity.span, "первая из них")
                    .help("отметьте строки полем done, снимите их полем cancelled или выберите другой способ завершения"),
            );
        }
    }
}
