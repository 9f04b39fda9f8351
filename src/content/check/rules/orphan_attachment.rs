use super::prelude::*;
use std::collections::BTreeSet;

use crate::content::catalog::{LinkProblem, LinkTarget, each_table};
use crate::content::parse::field::{Decode, Visibility, Visitor};
use crate::diag::Spot;
use crate::source::RelPath;

rule!(
    reads Links,
    "orphan-attachment",
    Warning,
    "Файл никем не назван",
    "На сайт выходят только файлы, которые называет опубликованная запись. Этот останется лежать в папке.",
    FORMAT "общие правила"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let mut named = BTreeSet::new();
    let mut open_folders = BTreeSet::new();
    // Where an entry may name files by what was refused, or names one that is not there.
    let mut unsure_folders = BTreeSet::new();
    each_table!(cx.catalog, entry, kind => {
        let mut walk = Walk { folder: &entry.folder, named: &mut named };
        entry.record.visit(Span::default(), Visibility::Public, &mut walk);
        if let Some(body) = &entry.body {
            let links = body.links.iter().map(|l| l.value.as_str()).chain(body.images.iter().map(|i| i.path.as_str()));
            for link in links {
                match cx.catalog.link(&entry.folder, link, cx.sources) {
                    Ok(LinkTarget::File(path)) => {
                        named.insert(path);
                    }
                    Err(LinkProblem::Nothing(_)) => {
                        unsure_folders.insert(entry.folder.clone());
                    }
                    _ => {}
                }
            }
        }
        if kind == crate::vocab::Kind::Results {
            open_folders.insert(format!("{}/results", entry.folder));
        }
        if entry.record.hides_files() {
            unsure_folders.insert(entry.folder.clone());
        }
    });
    let missing = |path: &&RelPath| cx.sources.attachment(path).is_none();
    unsure_folders.extend(named.iter().filter(missing).map(|p| p.folder().to_owned()));
    for file in cx.sources.attachments() {
        let folder = file.path.folder();
        let in_results = std::iter::successors(Some(folder), |f| Some(f.rsplit_once('/')?.0))
            .any(|f| open_folders.contains(f));
        if cx.catalog.is_folder_unread(folder) || unsure_folders.contains(folder) {
            continue;
        }
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

impl<'r> Visitor<'r> for Walk<'_> {
    fn path(&mut self, path: &str, _: Span) {
        self.named.extend(RelPath::resolve(self.folder, path));
    }
}
