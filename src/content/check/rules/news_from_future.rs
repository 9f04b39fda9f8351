use super::prelude::*;

rule!(
    "news-from-future",
    Warning,
    "Новость датирована будущим днём",
    "До этого дня она не выйдет. День события записывают в event, а дата новости – день, когда о ней сообщают.",
    FORMAT "content/news"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for news in cx.catalog.news.iter() {
        if news.doubtful(&["publish_from"]) {
            continue;
        }
        if news.date.value.0 > cx.today && news.publish_from.is_none() {
            out.push(RULE.at(news.file, news.date.span, "новость выйдет только в этот день").help("если это анонс, поставьте сегодняшнюю дату, а день события запишите в event: { starts: … }"));
        }
    }
}
