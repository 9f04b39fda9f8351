use super::prelude::*;

rule!(
    "bad-school-year",
    Error,
    "Имя файла мониторинга – не учебный год",
    "Файлы мониторинга называются учебным годом: 2025-2026.yaml.",
    FORMAT "content/monitoring"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for year in cx.catalog.monitoring.iter() {
        let good = year.id.split_once('-').is_some_and(|(a, b)| {
            match (a.parse::<i32>(), b.parse::<i32>()) {
                (Ok(a), Ok(b)) => (1990..2200).contains(&a) && b == a + 1,
                _ => false,
            }
        });
        if !good {
            out.push(
                RULE.at(
                    year.file,
                    Span::new(0, 0),
                    format!("«{}» – не учебный год", year.id),
                )
                .help("назовите файл так: 2025-2026.yaml"),
            );
        }
    }
}
