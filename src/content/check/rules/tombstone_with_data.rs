use super::prelude::*;

rule!(
    "tombstone-with-data",
    Error,
    "В снятой записи остались данные",
    "Запись с полем removed ничего не публикует и нужна только затем, чтобы имя осталось под защитой в старых текстах. Всё остальное из неё убирают: хранить эти данные больше незачем.",
    "152-ФЗ ст. 5, ч. 7; ст. 21"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        let Some(removed) = &person.removed else {
            continue;
        };
        let left_over: &[(&str, bool)] = &[
            ("roles", !person.roles.is_empty()),
            ("position", person.position.is_some()),
            ("subjects", !person.subjects.is_empty()),
            ("photo", person.photo.is_some()),
            ("contacts", person.contacts.is_some()),
            ("needs", !person.needs.is_empty()),
            ("birth_year", person.birth_year.is_some()),
            ("consents", !person.consents.is_empty()),
            ("awards", !person.awards.is_empty()),
            ("training", !person.training.is_empty()),
            ("education", !person.education.is_empty()),
        ];
        let fields: Vec<String> = left_over
            .iter()
            .filter(|f| f.1)
            .map(|f| format!("«{}»", f.0))
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
