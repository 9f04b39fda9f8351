use super::prelude::*;
use crate::vocab::Kind;

rule!(
    "completed-without-results",
    Warning,
    "Программа завершена, а результатов нет",
    "Результаты публикуются после завершения. Если план выполнен, расскажите, что получилось: положите рядом results.md.",
    UST_ILIMSK "п. 5.2"; SPASSK "п. 4.15"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        if program.status_is_sure()
            && program.status(cx.today) == crate::vocab::ProgramStatus::Completed
            && cx.catalog.results.get(&program.id).is_none()
            && !cx.catalog.is_unread(Kind::Results, &program.id)
        {
            let span = program
                .completion
                .as_ref()
                .map_or_else(Default::default, |c| c.span);
            out.push(
                RULE.at(program.file, span, "программа завершена, а результатов нет")
                    .help("положите рядом results.md"),
            );
        }
    }
}
