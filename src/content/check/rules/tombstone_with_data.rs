use super::prelude::*;

rule!(
    reads Links,
    "tombstone-with-data",
    Error,
    "В снятой записи остались данные",
    "Запись с полем removed ничего не публикует и нужна только затем, чтобы имя осталось под защитой в старых текстах. Всё остальное из неё убирают: хранить эти данные больше незачем.",
    PERSONAL_DATA "ст. 5, ч. 7; ст. 21"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        let Some(removed) = &person.removed else {
            continue;
        };
        let fields: Vec<String> = person
            .written()
            .iter()
            .filter(|f| !matches!(**f, "name" | "removed" | "forms"))
            .map(|f| format!("«{f}»"))
            .collect();
        let body = person.body.as_ref().is_some_and(|b| !b.is_empty());
        if !fields.is_empty() || body {
            let what = if fields.is_empty() {
                "текст".to_owned()
            } else {
                plural::list(&fields)
            };
            out.push(
                RULE.at(
                    person.file,
                    removed.span,
                    format!("в снятой записи остались данные: {what}"),
                )
                .help("оставьте name, removed и, если нужно, forms"),
            );
        }
    }
}
