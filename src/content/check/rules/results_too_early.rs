use super::prelude::*;

rule!(
    "results-too-early",
    Warning,
    "Результаты записаны до завершения программы",
    "Это не ошибка: записывать итоги по ходу дела удобно. Но на сайт они попадут только после завершения, и предупреждение напоминает, что они пока закрыты.",
    UST_ILIMSK "п. 5.2"; SPASSK "п. 4.15"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for results in cx.catalog.results.iter() {
        let Some(program) = cx.catalog.programs.get(&results.id) else {
            continue;
        };
        let status = program.status(cx.today);
        if program.status_is_sure() && !status.is_over() {
            let place = cx.sources.file(results.file).first_line();
            out.push(
                RULE.at(
                    results.file,
                    place,
                    format!(
                        "программа «{}» не завершена ({}): результаты не публикуются",
                        program.id,
                        status.label()
                    ),
                )
                .help("ничего делать не нужно: они выйдут после завершения"),
            );
        }
    }
}
