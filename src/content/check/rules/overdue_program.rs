use super::prelude::*;
use crate::vocab::ProgramStatus;

rule!(
    "overdue-program",
    Warning,
    "Срок программы истёк, а она не завершена",
    "Сама собой программа не завершается: способ завершения знает только школа. Пока его нет, результаты закрыты.",
    UST_ILIMSK "пп. 4.1–4.2"; SPASSK "пп. 4.12–4.13"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        if program.status_is_sure()
            && program.status(cx.today) == ProgramStatus::Overdue
            && let (Some(period), Some(end)) = (&program.period, program.end(cx.today))
        {
            let last = program.last_amended(cx.today).unwrap_or(&period.to);
            out.push(
                RULE.at(
                    program.file,
                    last.span,
                    format!("срок программы истёк {}", date::short(end)),
                )
                .help("запишите завершение (completion); продлить её после конца срока уже нельзя"),
            );
        }
    }
}
