use super::prelude::*;
use std::collections::BTreeSet;

use crate::attachment;
use crate::content::catalog::{Entry, LinkTarget, each_table};
use crate::content::parse::record::AttachedFile;
use crate::source::{FileId, RelPath};

rule!(
    reads Bodies,
    "photo-without-persons",
    Error,
    "Не сказано, кто на снимке",
    "Снимок публикуется, только если каждый, кто на нём есть, на это согласен. Перечислите людей в persons; если людей нет или их нельзя узнать, напишите пустой список: persons: [].\n\nТо же относится к снимку, который стоит в тексте или приложен файлом: его называют в image, gallery или files этой же записи, с полем persons. Рисунок в формате SVG называть не нужно.",
    CIVIL_CODE "ст. 152.1"; PERSONAL_DATA "ст. 10.1"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let mut declared = BTreeSet::new();
    for news in cx.catalog.news.iter() {
        for picture in news.image.iter().chain(&news.gallery) {
            let path = RelPath::resolve(&news.folder, &picture.path.value.0);
            let there = path
                .as_ref()
                .is_ok_and(|p| cx.sources.attachment(p).is_some());
            declared.extend(path.map(|p| (news.file, p)));
            if picture.doubtful(&["persons"]) || !there {
                continue;
            }
            if picture.persons.is_none() && !picture.path.value.0.to_lowercase().ends_with(".svg") {
                complain(news.file, picture.path.span, out);
            }
        }
    }
    macro_rules! attached {
        ($($table:ident),*) => {
            $( for entry in cx.catalog.$table.iter() { files(entry, &entry.files, &mut declared, out); } )*
        };
    }
    attached!(acts, methods, practices, news, results, pages);
    for person in cx.catalog.people.iter() {
        let photo = person
            .photo
            .as_ref()
            .and_then(|p| RelPath::resolve(&person.folder, &p.value.0).ok());
        declared.extend(photo.map(|p| (person.file, p)));
    }
    each_table!(cx.catalog, entry, _kind => {
        if let Some(body) = &entry.body {
            let links = body.links.iter().map(|l| (l.value.as_str(), l.span));
            let images = body.images.iter().map(|i| (i.path.as_str(), i.span));
            for (link, span) in links.chain(images) {
                if let Ok(LinkTarget::File(path)) = cx.catalog.link(&entry.folder, link, cx.sources)
                    && is_photo(&path)
                    && !declared.contains(&(entry.file, path))
                {
                    out.push(
                        RULE.at(entry.file, span, "не сказано, кто на снимке")
                            .help("назовите снимок в полях этой записи: files: [{ path: …, persons: [] }] или, в новости, gallery"),
                    );
                }
            }
        }
    });
}

fn files<T>(
    entry: &Entry<T>,
    files: &[Sp<AttachedFile>],
    declared: &mut BTreeSet<(FileId, RelPath)>,
    out: &mut Vec<Diagnostic>,
) {
    for file in files {
        let record = &file.value.record;
        let Ok(path) = RelPath::resolve(&entry.folder, &record.path.value.0) else {
            continue;
        };
        if is_photo(&path) && record.persons.is_none() && record.public_extract.is_none() {
            complain(entry.file, record.path.span, out);
        }
        declared.insert((entry.file, path));
    }
}

fn complain(file: FileId, span: Span, out: &mut Vec<Diagnostic>) {
    out.push(
        RULE.at(file, span, "не сказано, кто на снимке")
            .help("persons: [идентификаторы людей] или persons: [], если людей на нём нет"),
    );
}

fn is_photo(path: &RelPath) -> bool {
    attachment::is_picture_name(&path.extension())
}
