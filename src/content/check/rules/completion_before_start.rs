use super::prelude::*;

rule!(
    "completion-before-start",
    Error,
    "Программа завершена раньше, чем началась",
    "Дата завершения не может быть раньше первого дня программы.",
    UST_ILIMSK "п. 4.1"; OURS "сначала начало, потом конец"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let (Some(completion), Some(period)) = (&program.completion, &program.period) else {
            continue;
        };
        if completion.doubtful(&["date"]) || program.doubtful(&["period"]) {
            continue;
        }
        if completion.date.value < period.from.value {
            out.push(
                RULE.at(
                    program.file,
                    completion.date.span,
                    "программа завершена раньше, чем началась",
                )
                .related(program.file, period.from.span, "первый день программы"),
            );
        }
    }
}
