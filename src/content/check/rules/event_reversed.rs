use super::prelude::*;

rule!(
    "event-reversed",
    Error,
    "Событие кончается раньше, чем начинается",
    "Проверьте день и время в event.",
    OURS "сначала начало, потом конец"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for news in cx.catalog.news.iter() {
        let Some(event) = &news.event else { continue };
        let Some(ends) = &event.ends else { continue };
        let midnight = jiff::civil::Time::midnight();
        let at = |m: &crate::content::parse::record::Moment, d| (m.date, m.time.unwrap_or(d));
        if at(&ends.value, jiff::civil::Time::MAX) < at(&event.starts.value, midnight) {
            out.push(
                RULE.at(
                    news.file,
                    ends.span,
                    "событие кончается раньше, чем начинается",
                )
                .related(news.file, event.starts.span, "начало"),
            );
        }
    }
}
