//! «Соседние страницы»: what is read in an order leads on and back.

use std::collections::BTreeMap;

use crate::html::Page;
use crate::site::{DEMO, Tree};

/// Pages and where their links of a relation lead, as paths from the root.
fn links(tree: &Tree, relation: &str) -> BTreeMap<String, String> {
    let mut links = BTreeMap::new();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = Page::parse(&String::from_utf8_lossy(bytes));
        let all: Vec<&str> = page
            .all("a")
            .filter(|a| a.get("rel") == Some(relation))
            .filter_map(|a| a.get("href"))
            .collect();
        if let [href] = all[..] {
            let target = href.trim_start_matches("../");
            assert!(tree.contains_key(target), "{path}: {href}");
            links.insert(path.clone(), target.to_owned());
        }
        assert!(all.len() < 2, "{path}: {all:?}");
    }
    links
}

#[test]
fn what_leads_on_leads_back() {
    let (previous, next) = (links(&DEMO, "prev"), links(&DEMO, "next"));
    assert!(next.len() > 20, "{next:#?}");
    let back = previous
        .iter()
        .map(|(page, before)| (before.clone(), page.clone()));
    assert_eq!(next, back.collect());
}

/// From the first page of a kind to the last, and all of them on the way.
#[test]
fn every_page_of_a_kind_stands_in_its_order() {
    let (previous, next) = (links(&DEMO, "prev"), links(&DEMO, "next"));
    let chain = |folder: &str| {
        let inside = |page: &&String| {
            let own = page.strip_prefix(folder).unwrap_or_default();
            own.starts_with('/') && own != "/index.html"
        };
        let all: Vec<&String> = DEMO
            .keys()
            .filter(|p| p.ends_with("/index.html"))
            .filter(inside)
            .collect();
        let mut first = all.iter().filter(|page| !previous.contains_key(**page));
        let mut chain = vec![(*first.next().expect("a first page")).clone()];
        while let Some(page) = next.get(&chain[chain.len() - 1]) {
            chain.push(page.clone());
        }
        assert_eq!(chain.len(), all.len(), "{folder}: {chain:#?}");
        let name = |page: &String| page.split('/').nth(1).expect("a name").to_owned();
        chain.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(chain("monitoring"), ["2024-2025", "2025-2026"]);
    assert_eq!(
        chain("roadmaps"),
        [
            "tomsk-2020-2024",
            "ust-ilimsk-2021-2024",
            "arhangelsk-2023-2025",
            "shkola-7-2025-2027"
        ]
    );
    for folder in ["news", "programs", "practices", "methods"] {
        assert!(chain(folder).len() > 2);
    }
    // Running programmes come first, as in their list.
    let list = Page::parse(&String::from_utf8_lossy(&DEMO["programs/index.html"]));
    let listed = list.all("a").filter_map(|a| a.get("href"));
    let first = format!("../programs/{}/index.html", chain("programs")[0]);
    let mut programs =
        listed.filter(|href| href.starts_with("../programs/") && *href != "../programs/index.html");
    assert_eq!(programs.next(), Some(&*first));
}
