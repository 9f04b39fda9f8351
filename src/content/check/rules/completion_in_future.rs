use super::prelude::*;

rule!(
    "completion-in-future",
    Warning,
    "Завершение записано будущим днём",
    "До этого дня программа считается идущей, а её результаты закрыты. В сам день завершения они выйдут без новой правки, если раздел собрать заново.",
    UST_ILIMSK "п. 5.2"; SPASSK "п. 4.15"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(completion) = &program.completion else {
            continue;
        };
        if completion.date.value.0 > cx.today {
            out.push(
                RULE.at(
                    program.file,
                    completion.date.span,
                    "завершение ещё не наступило: результаты пока закрыты",
                )
                .help(format!(
                    "они выйдут {}, если день верен",
                    date::short(completion.date.value.0)
                )),
            );
        }
    }
}
