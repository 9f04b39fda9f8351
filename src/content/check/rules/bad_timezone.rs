use super::prelude::*;

rule!(
    "bad-timezone",
    Error,
    "Неизвестный часовой пояс",
    "По нему считается сегодняшний день: в Иркутске он начинается раньше, чем в Москве. Пишите имя из базы IANA: Europe/Moscow, Asia/Yekaterinburg, Asia/Irkutsk.",
    FORMAT "content/site.yaml"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(zone) = &cx.catalog.site.timezone else {
        return;
    };
    if jiff::tz::TimeZone::get(zone).is_err() {
        out.push(
            RULE.at(
                cx.catalog.site.file,
                zone.span,
                format!("неизвестный часовой пояс «{}»", zone.value),
            )
            .help("например: Europe/Moscow, Asia/Yekaterinburg, Asia/Irkutsk"),
        );
    }
}
