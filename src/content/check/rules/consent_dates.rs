use super::prelude::*;

rule!(
    "consent-dates",
    Error,
    "Даты согласия противоречат друг другу",
    "Согласие не может кончиться или быть отозвано раньше, чем дано.",
    PERSONAL_DATA "ст. 10.1"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        for c in person.consents.iter().filter(|c| !c.doubtful(&["date"])) {
            for (day, what) in [
                (&c.until, "кончается"),
                (&c.withdrawn, "отозвано"),
                (&c.received, "получено"),
            ] {
                if let Some(day) = day
                    && day.value < c.date.value
                {
                    out.push(
                        RULE.at(
                            person.file,
                            day.span,
                            format!("согласие {what} раньше, чем дано"),
                        )
                        .related(person.file, c.date.span, "дата согласия"),
                    );
                }
            }
        }
    }
}
