use super::prelude::*;

rule!(
    "expires-before-publish",
    Error,
    "Объявление кончается раньше, чем появляется",
    "Последний день показа (expires) не может быть раньше первого (publish_from или date).",
    FORMAT "content/news"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for news in cx.catalog.news.iter() {
        let Some(expires) = &news.expires else {
            continue;
        };
        if news.doubtful(&["publish_from", "date"]) {
            continue;
        }
        let from = news.publish_from.as_ref().unwrap_or(&news.date);
        if expires.value < from.value {
            out.push(
                RULE.at(
                    news.file,
                    expires.span,
                    "объявление кончается раньше, чем появляется",
                )
                .related(news.file, from.span, "первый день показа"),
            );
        }
    }
}
