use super::prelude::*;
use std::collections::BTreeSet;

use crate::content::catalog::{LinkTarget, each_table};
use crate::content::parse::field::{Decode, Visibility, Visitor};
use crate::diag::Spot;
use crate::source::RelPath;

rule!(
    "orphan-attachment",
    Warning,
    "Файл никем не назван",
    "На сайт выходят только файлы, которые называет опубликованная запись. Этот останется лежать в папке.",
    "формат содержимого, общие правила; дело 38"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let mut named = BTreeSet::new();
    let mut open_folders = BTreeSet::new();
    each_table!(cx.catalog, entry, kind => {
        let mut walk = Walk { folder: &entry.folder, named: &mut named };
        entry.record.visit(Span::default(), Visibility::Public, &mut walk);
        if let Some(body) = &entry.body {
            let links = body.links.iter().map(|l| l.value.as_str()).chain(body.images.iter().map(|i| i.path.as_str()));
            for link in links {
                if let Ok(LinkTarget::File(path)) = cx.catalog.link(&entry.folder, link, cx.sources) {
                    named.insert(path);
                }
            }
        }
        if kind == crate::vocab::Kind::Results {
            open_folders.insert(format!("{}/results", entry.folder));
        }
    });
    for file in cx.sources.attachments() {
        let in_results = open_folders
            .iter()
            .any(|f| file.path.folder().starts_with(f.as_str()));
        if !named.contains(&file.path) && !in_results {
            out.push(
                Diagnostic::new(
                    &RULE.rule,
                    Spot::File(file.path.clone()),
                    "файл никем не назван и на сайт не попадёт",
                )
                .help("назовите его в записи (file: …) или уберите"),
            );
        }
    }
}

struct Walk<'a> {
    folder: &'a str,
    named: &'a mut BTreeSet<RelPath>,
}

impl Visitor for Walk<'_> {
    fn path(&mut self, path: &Sp<String>) {
        self.named.extend(RelPath::resolve(self.folder, path));
    }
}
