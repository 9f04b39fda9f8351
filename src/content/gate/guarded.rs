//! Files that may not go out, whoever links to them.

use std::collections::BTreeMap;

use crate::source::{RelPath, Sources};

use super::decide::Verdicts;
use super::{Decision, Refusal, clause};

/// Files that a closed decision keeps in: results under embargo, drafts, originals of extracts, pictures of people.
pub fn files(v: &Verdicts<'_>, sources: &Sources) -> BTreeMap<RelPath, Refusal> {
    let mut guarded = BTreeMap::new();
    let mut shut = |folder: &str, path: &str, refusal: &Refusal| {
        if let Ok(path) = RelPath::resolve(folder, path) {
            guarded.insert(path, refusal.clone());
        }
    };
    for results in v.catalog.results.iter() {
        let Some(verdict) = v.program_if_any(&results.id) else {
            continue;
        };
        let Some(refusal) = verdict.whole.refusal().or(verdict.results.refusal()) else {
            continue;
        };
        for file in &results.files {
            shut(&results.folder, &file.record.path.value.0, refusal);
        }
        if let Some(body) = &results.body {
            let named = body
                .links
                .iter()
                .map(|l| l.value.as_str())
                .chain(body.images.iter().map(|i| i.path.as_str()));
            named.for_each(|path| shut(&results.folder, path, refusal));
        }
    }
    for program in v.catalog.programs.iter().filter(|p| p.bundle) {
        let verdict = v.program(&program.id);
        let inside = format!("{}/results/", program.folder);
        if let Some(refusal) = verdict.whole.refusal().or(verdict.results.refusal()) {
            for file in sources
                .attachments()
                .iter()
                .filter(|a| a.path.as_str().starts_with(&inside))
            {
                shut("", file.path.as_str(), refusal);
            }
        }
    }
    let documents = v
        .catalog
        .acts
        .iter()
        .map(|a| (&a.folder, &a.files, v.act(a)))
        .chain(
            v.catalog
                .methods
                .iter()
                .map(|m| (&m.folder, &m.files, v.method(m))),
        )
        .chain(
            v.catalog
                .practices
                .iter()
                .map(|p| (&p.folder, &p.files, v.practice(p))),
        )
        .chain(
            v.catalog
                .news
                .iter()
                .map(|n| (&n.folder, &n.files, v.news(n))),
        )
        .chain(
            v.catalog
                .results
                .iter()
                .map(|r| (&r.folder, &r.files, Decision::Open)),
        )
        .chain(
            v.catalog
                .pages
                .iter()
                .map(|p| (&p.folder, &p.files, Decision::Open)),
        );
    for (folder, files, whole) in documents {
        for file in files {
            let record = &file.record;
            if let Some(refusal) = whole.refusal() {
                shut(folder, &record.path.value.0, refusal);
                if let Some(extract) = &record.public_extract {
                    shut(folder, &extract.value.0, refusal);
                }
            } else if record.public_extract.is_some() {
                let message = "вместо файла выходит выписка".to_owned();
                shut(
                    folder,
                    &record.path.value.0,
                    &Refusal {
                        clause: &clause::public_extract::CLAUSE,
                        message,
                        until: None,
                    },
                );
            } else if let Some(refusal) = v.picture(record.persons.iter().flatten()).refusal() {
                shut(folder, &record.path.value.0, refusal);
            }
        }
    }
    for news in v.catalog.news.iter() {
        let whole = v.news(news);
        for picture in news.image.iter().chain(&news.gallery) {
            let decision = v.picture(picture.persons.iter().flatten());
            if let Some(refusal) = whole.refusal().or(decision.refusal()) {
                shut(&news.folder, &picture.path.value.0, refusal);
            }
        }
    }
    for person in v.catalog.people.iter() {
        if let (Some(photo), Some(refusal)) = (&person.photo, v.photo(person).refusal()) {
            shut(&person.folder, &photo.value.0, refusal);
        }
    }
    guarded
}
