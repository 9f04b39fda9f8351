//! The theme for pasting into another system: pages are fragments, and a list says what goes where.

use std::collections::BTreeSet;

use crate::harness::TODAY;
use crate::html::{Page, target};
use crate::site::{DEMO, Tree, demo, expect, published, rubrika};

fn strict() -> Tree {
    let school = demo();
    expect(
        rubrika(&school, &["build", "--date", TODAY, "--theme", "strict"]),
        0,
    );
    published(&school)
}

#[test]
fn pages_are_fragments_and_the_list_names_each_with_its_files() {
    let tree = strict();
    let list = Page::parse(&text(&tree, "upload.html"));
    assert_eq!(list.flaws, [""; 0]);
    let linked: BTreeSet<&str> = list.tags.iter().filter_map(|tag| tag.get("href")).collect();
    let mut pages = 0;
    let mut files = BTreeSet::new();
    for path in tree.keys().filter(|path| path.ends_with(".html")) {
        if path == "upload.html" {
            continue;
        }
        let html = text(&tree, path);
        let page = Page::parse(&html);
        // A fragment has no document around it, and may begin with any element.
        let nesting = page.flaws.iter().filter(|flaw| !flaw.contains("Doctype"));
        assert_eq!(nesting.count(), 0, "{path}: {:?}", page.flaws);
        for tag in &page.tags {
            let whole = [
                "html", "head", "body", "main", "header", "footer", "link", "meta", "h1",
            ];
            let broken = ["svg", "script", "style", "details", "progress"];
            let name = tag.name.as_str();
            assert!(
                !whole.contains(&name) && !broken.contains(&name),
                "{path}: <{name}>"
            );
            let address = tag.get("href").or_else(|| tag.get("src"));
            if let Some(file) = address.and_then(|address| target(path, address))
                && tree.contains_key(&file)
                && !file.ends_with(".html")
            {
                files.insert(file);
            }
        }
        if path != "404.html" {
            pages += 1;
            assert!(linked.contains(path.as_str()), "{path} is not in the list");
        }
    }
    assert!(
        pages > 50 && files.len() > 20,
        "{pages} pages, {} files",
        files.len()
    );
    for file in &files {
        assert!(linked.contains(file.as_str()), "{file} is not in the list");
    }
    // And nothing else, but the list's own style sheet.
    assert_eq!(linked.len(), pages + files.len() + 1);
}

/// The same school in two dresses: no page is lost, and what is not a page is the same.
#[test]
fn only_the_pages_differ_from_the_default_theme() {
    let strict = strict();
    let mut paths: BTreeSet<&String> = strict.keys().collect();
    assert!(paths.remove(&"upload.html".to_owned()));
    assert_eq!(paths, DEMO.keys().collect());
    for (path, bytes) in DEMO.iter().filter(|(path, _)| !path.ends_with(".html")) {
        assert!(strict[path] == *bytes, "{path}");
    }
}

fn text(tree: &Tree, path: &str) -> String {
    String::from_utf8(tree[path].clone()).expect("a page is UTF-8")
}
