use super::prelude::*;

rule!(
    "term-missing",
    Error,
    "У утверждённой программы нет срока или формы",
    "Без срока нельзя сказать, идёт программа или кончилась, а значит, и можно ли публиковать её результаты.",
    SPASSK "пп. 4.7–4.8"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(approved) = &program.approved else {
            continue;
        };
        if program.period.is_none() && !program.doubtful(&["period"]) {
            out.push(RULE.at(
                program.file,
                approved.span,
                "программа утверждена, а срока (period) у неё нет",
            ));
        }
        if program.forms.is_empty() && !program.doubtful(&["forms"]) {
            out.push(RULE.at(
                program.file,
                approved.span,
                "программа утверждена, а форма наставничества (forms) не указана",
            ));
        }
    }
}
