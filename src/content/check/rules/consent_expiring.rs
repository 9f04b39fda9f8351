use super::prelude::*;
use crate::vocab::ConsentKind;

rule!(
    "consent-expiring",
    Warning,
    "Согласие кончается в ближайшие 30 дней",
    "После этого дня данные исчезнут с сайта сами. Если человек не против, подпишите с ним новое согласие заранее.",
    PERSONAL_DATA "ст. 10.1"; OURS "напоминать за 30 дней"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        for c in person
            .consents
            .iter()
            .filter(|c| c.kind.value.0 == ConsentKind::Dissemination && c.withdrawn.is_none())
        {
            if c.doubtful(&["kind", "withdrawn"]) || person.is_renewed(c) {
                continue;
            }
            if let Some(until) = &c.until
                && until.value.0 >= cx.today
                && until.value.0 <= date::add_days(cx.today, 30)
            {
                out.push(
                    RULE.at(person.file, until.span, format!("согласие действует последние дни: по {}", date::short(until.value.0)))
                        .help("подпишите новое согласие или предупредите человека, что его страница исчезнет"),
                );
            }
        }
    }
}
