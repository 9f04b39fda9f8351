use super::prelude::*;
use crate::content::parse::record::Consent;
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
            if c.doubtful(&["kind", "withdrawn"]) || is_renewed(person, c) {
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

/// Whether another consent takes over in time, for longer, and opens no less.
fn is_renewed(person: &Person, old: &Consent) -> bool {
    let Some(end) = old.until.as_ref().map(|u| u.value.0) else {
        return false;
    };
    person.consents.iter().any(|new| {
        // One that could not be read may be the new one.
        if new.doubtful(&["kind", "date", "until", "withdrawn", "fields"]) {
            return !std::ptr::eq(&new.value, old);
        }
        let opens = |field| new.fields.iter().any(|f| f.value == field);
        new.kind.value.0 == ConsentKind::Dissemination
            && new.withdrawn.is_none()
            && new.date.value.0 <= date::add_days(end, 1)
            && new.until.as_ref().is_none_or(|u| u.value.0 > end)
            && old.fields.iter().all(|f| opens(f.value))
    })
}
