use super::prelude::*;

rule!(
    "consent-from-future",
    Warning,
    "Согласие записано будущим днём",
    "До этого дня оно не действует. А отзыв, записанный будущим днём, действует сразу: так осторожнее.",
    "152-ФЗ ст. 10.1, ч. 12–13; дела 41 и 60"
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
