use super::prelude::*;
use crate::content::parse::record::Consent;
use crate::vocab::ConsentKind;

rule!(
    "consent-without-fields",
    Error,
    "В согласии на распространение не сказано, что можно распространять",
    "Человек выбирает категории данных, и молчание – не согласие. Согласие без полей ничего не открывает.",
    PERSONAL_DATA "ст. 10.1, ч. 8–9"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        let sure = |c: &&Sp<Consent>| !c.doubtful(&["kind", "fields"]);
        for c in person.consents.iter().filter(sure) {
            if c.kind.value.0 == ConsentKind::Dissemination && c.fields.is_empty() {
                out.push(
                    RULE.at(
                        person.file,
                        c.kind.span,
                        "в согласии на распространение не названы данные",
                    )
                    .help("перечислите их: fields: [фио, должность, …]"),
                );
            } else if c.kind.value.0 != ConsentKind::Dissemination
                && let Some(first) = c.fields.first()
            {
                out.push(
                    RULE.at(person.file, first.span, format!("согласие вида «{}» ничего не открывает для сайта", c.kind.value.0))
                        .help("данные открывает только согласие на распространение: это отдельный документ"),
                );
            }
        }
    }
}
