use super::prelude::*;

rule!(
    "consent-from-future",
    Warning,
    "Согласие записано будущим днём",
    "До этого дня оно не действует. А отзыв, записанный будущим днём, действует сразу: так осторожнее.",
    PERSONAL_DATA "ст. 10.1, ч. 12–13"; OURS "отзыв действует сразу, каким бы днём он ни был записан"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        for c in &person.consents {
            if c.date.value.0 > cx.today {
                out.push(RULE.at(
                    person.file,
                    c.date.span,
                    "согласие ещё не действует: его день не наступил",
                ));
            }
            if let Some(w) = &c.withdrawn
                && w.value.0 > cx.today
            {
                out.push(
                    RULE.at(
                        person.file,
                        w.span,
                        "отзыв записан будущим днём, но данные закрыты уже сейчас",
                    )
                    .help("запишите день, когда требование получено"),
                );
            }
        }
    }
}
