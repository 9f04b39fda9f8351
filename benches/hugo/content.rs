//! The same school as Hugo reads it: every file of ours, its fields under `params`, its mentions as shortcodes.

use std::path::Path;

use crate::corpus;

/// Writes `content` for the site in `benches/hugo/site`.
pub fn write(content: &Path, entries: usize) {
    corpus::each(entries, &mut |path, bytes| {
        let Some((path, text)) = converted(path, bytes) else {
            return;
        };
        let path = content.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    });
    for (folder, title) in [
        ("programs", "Программы"),
        ("people", "Наставники"),
        ("practices", "Лучшие практики"),
        ("acts", "Документы"),
        ("methods", "Методические рекомендации"),
        ("roadmaps", "Дорожная карта"),
        ("monitoring", "Мониторинг"),
        ("news", "Новости"),
        ("pages", "Страницы"),
    ] {
        let outputs = if folder == "news" {
            "[html, rss]"
        } else {
            "[html]"
        };
        let text = format!("---\ntitle: {title}\noutputs: {outputs}\n---\n");
        let folder = content.join(folder);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        std::fs::write(folder.join("_index.md"), text).expect("a file can be written");
    }
}

/// The path and the text for Hugo; none for our settings, which are in its `hugo.yaml`.
fn converted(path: &str, bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let Some((stem, "md" | "yaml")) = path.rsplit_once('.') else {
        return Some((path.to_owned(), bytes.to_owned()));
    };
    let text = std::str::from_utf8(bytes).expect("our texts are UTF-8");
    let (fields, body) = match text.strip_prefix("---\n") {
        Some(rest) => rest.split_once("---\n").expect("the fields end"),
        None => (text, ""),
    };
    let stem = match stem {
        "site" => return None,
        "index" => "_index",
        stem => stem,
    };
    let mut out = String::from("---\n");
    out.push_str(&own(stem, fields));
    out.push_str("params:\n");
    for line in fields.lines() {
        out.push_str(&format!("  {line}\n"));
    }
    if let Some(named) = person(stem).map(corpus::people::named) {
        out.push_str(&format!("  named: {named}\n"));
    }
    out.push_str("---\n");
    out.push_str(&mentions(body));
    Some((format!("{stem}.md"), out.into_bytes()))
}

/// The fields that Hugo itself understands.
fn own(stem: &str, fields: &str) -> String {
    let field = |name: &str| {
        let mut values = fields.lines().filter_map(|l| l.strip_prefix(name));
        values.next().map(str::trim)
    };
    let mut out = String::new();
    if let Some(title) = field("title:").or_else(|| field("name:")) {
        out.push_str(&format!("title: {title}\n"));
    } else if let Some((_, name)) = stem.rsplit_once('/') {
        out.push_str(&format!("title: {name}\n"));
    }
    if let Some(date) = field("date:") {
        out.push_str(&format!("date: {date}\n"));
    }
    // Those who are not named have no page here either, and are known to those that refer to them.
    if person(stem).is_some_and(|i| !corpus::people::named(i)) {
        out.push_str("build: { render: never, list: never }\n");
    }
    out
}

/// The number of the person that a file is about.
fn person(stem: &str) -> Option<usize> {
    stem.strip_prefix("people/p")?.parse().ok()
}

/// `[[p1]]` and `[[act:a1]]` as shortcodes with paths.
fn mentions(body: &str) -> String {
    let mut parts = body.split("[[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once("]]").expect("a mention ends");
        let path = match id.split_once(':') {
            Some((kind, id)) => format!("/{kind}s/{id}"),
            None => format!("/people/{id}"),
        };
        out.push_str(&format!("{{{{< mention \"{path}\" >}}}}{rest}"));
    }
    out
}
