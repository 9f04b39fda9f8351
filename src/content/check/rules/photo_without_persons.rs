use super::prelude::*;
use crate::source::RelPath;

rule!(
    "photo-without-persons",
    Error,
    "Не сказано, кто на снимке",
    "Снимок публикуется, только если каждый, кто на нём есть, на это согласен. Перечислите людей в persons; если людей нет или их нельзя узнать, напишите пустой список: persons: [].",
    "ГК РФ ст. 152.1; 152-ФЗ ст. 10.1; дело 45"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for news in cx.catalog.news.iter() {
        for picture in news.image.iter().chain(&news.gallery) {
            let path = RelPath::resolve(&news.folder, &picture.path.value.0);
            let there = path.is_ok_and(|p| cx.sources.attachment(&p).is_some());
            if picture.doubtful(&["persons"]) || !there {
                continue;
            }
            if picture.persons.is_none() && !picture.path.value.0.to_lowercase().ends_with(".svg") {
                out.push(
                    RULE.at(news.file, picture.path.span, "не сказано, кто на снимке")
                        .help("persons: [идентификаторы людей] или persons: [], если людей на нём нет"),
                );
            }
        }
    }
}
