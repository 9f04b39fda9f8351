use super::prelude::*;

rule!(
    "fact-after-completion",
    Error,
    "Строка плана выполнена после завершения программы",
    "После завершения плана больше не исполняют. Либо неверен день завершения, либо день выполнения строки.",
    UST_ILIMSK "п. 4.1"; SPASSK "п. 4.12"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(completion) = &program.completion else {
            continue;
        };
        if completion.doubtful(&["date"]) {
            continue;
        }
        for row in &program.plan {
            if let Some(done) = &row.done
                && let Done::On(day) = done.value
                && day > completion.date.value.0
            {
                out.push(
                    RULE.at(
                        program.file,
                        done.span,
                        "строка выполнена после завершения программы",
                    )
                    .related(
                        program.file,
                        completion.date.span,
                        "день завершения",
                    ),
                );
            }
        }
    }
}
