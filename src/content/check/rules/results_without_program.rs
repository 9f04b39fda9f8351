use super::prelude::*;
use crate::vocab::Kind;

rule!(
    "results-without-program",
    Error,
    "Результаты лежат без программы",
    "Файл results.md лежит в папке программы рядом с её index.md.",
    FORMAT "content/programs"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for results in cx.catalog.results.iter() {
        if cx.catalog.programs.get(&results.id).is_none()
            && !cx.catalog.is_unread(Kind::Program, &results.id)
        {
            out.push(RULE.at(
                results.file,
                cx.sources.file(results.file).first_line(),
                "рядом с results.md нет программы (index.md)",
            ));
        }
    }
}
