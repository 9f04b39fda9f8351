//! What a section shows from day to day: `tests/build/<site>/` holds a school, `changes.txt` and `words.txt`.
//!
//! `changes.txt` names days; below each stands exactly what differs from the day before it: paths of the output, and
//! for texts the lines that went (`-`) and came (`+`) – of a page, the lines that a reader sees. `UPDATE=1` rewrites it;
//! then read the difference. `words.txt` names words with the days on which they may be read at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{School, folders};
use crate::html::Page;
use crate::site::{Tree, changes, copy_folder, expect, published, repository, rubrika};

#[test]
fn sections_change_from_day_to_day_as_expected() {
    let mut wrong = Vec::new();
    for site in sites() {
        let file = site.join("changes.txt");
        let expected = text(&file);
        let is_day = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
        let days: Vec<&str> = expected.lines().filter(is_day).collect();
        assert!(days.len() > 1, "{} names no days", file.display());
        let mut got: String = expected
            .lines()
            .take_while(|line| line.starts_with('#'))
            .map(|line| format!("{line}\n"))
            .collect();
        let mut before: Option<Tree> = None;
        for day in days {
            let now = on(&site, day);
            got.push_str(&format!("{day}\n"));
            if let Some(before) = &before {
                got.push_str(&difference(before, &now));
            }
            before = Some(now);
        }
        if got == expected {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, got).expect("a file");
        } else {
            let shown = lines_that_differ(&expected, &got, "  ");
            wrong.push(format!("{}\n{shown}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 accepts:\n{}", wrong.join("\n"));
}

/// The strictest reading of an embargo: not in any byte, not in any name.
#[test]
fn words_are_read_on_their_days_only() {
    let mut wrong = Vec::new();
    for site in sites() {
        let words: Vec<Word> = text(&site.join("words.txt"))
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| Word::parse(line).unwrap_or_else(|| panic!("not a word: {line}")))
            .collect();
        assert!(!words.is_empty());
        let content: String = written(&site);
        for word in words.iter().filter(|w| w.from.is_some() || w.to.is_some()) {
            let word = &word.word;
            assert!(content.contains(word), "«{word}» is not in the content");
        }
        // The first and the last day of each word, and their neighbours.
        let edges = words.iter().flat_map(|w| [&w.from, &w.to]).flatten();
        let mut days: Vec<String> = edges
            .flat_map(|day| [neighbour(day, -1), day.clone(), neighbour(day, 1)])
            .collect();
        days.sort();
        days.dedup();
        for day in days {
            let tree = on(&site, &day);
            for word in &words {
                let found = find(&tree, &word.word);
                match (word.may_be_read(&day), found.is_empty()) {
                    (true, true) => wrong.push(format!("{day}: «{}» is nowhere", word.word)),
                    (false, false) => wrong.push(format!("{day}: «{}» in {found:?}", word.word)),
                    _ => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

struct Word {
    word: String,
    from: Option<String>,
    to: Option<String>,
    never: bool,
}

impl Word {
    /// `word [first day] .. [last day]` or `word never`.
    fn parse(line: &str) -> Option<Self> {
        let (word, days) = line.split_once(char::is_whitespace)?;
        let day = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let never = days.trim() == "never";
        let (from, to) = match never {
            true => ("", ""),
            false => days.split_once("..")?,
        };
        Some(Self {
            word: word.to_lowercase(),
            from: day(from),
            to: day(to),
            never,
        })
    }

    fn may_be_read(&self, day: &str) -> bool {
        // Days as text sort as days.
        !self.never
            && self.from.as_deref().is_none_or(|from| from <= day)
            && self.to.as_deref().is_none_or(|to| day <= to)
    }
}

fn sites() -> Vec<PathBuf> {
    let folder = repository().join("tests/build");
    let sites: Vec<_> = folders(&folder).iter().map(|n| folder.join(n)).collect();
    assert!(!sites.is_empty());
    for site in &sites {
        for entry in fs::read_dir(site).expect("a site") {
            let name = entry.expect("an entry").file_name();
            let known = ["content", "changes.txt", "words.txt", "themes"];
            assert!(
                known.iter().any(|k| name == *k),
                "{} is not used",
                name.display()
            );
        }
    }
    sites
}

/// The output of one day.
fn on(site: &Path, day: &str) -> Tree {
    let school = School::empty();
    copy_folder(&site.join("content"), &school.root().join("content"));
    expect(rubrika(&school, &["build", "--date", day]), 0);
    published(&school)
}

/// All that is written in a school, names of files too, in lower case.
fn written(site: &Path) -> String {
    let tree = crate::site::tree(&site.join("content"));
    let parts = tree
        .iter()
        .map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(bytes)));
    parts.collect::<String>().to_lowercase()
}

/// Where a word, in lower case, stands in the output.
fn find<'a>(tree: &'a Tree, word: &str) -> Vec<&'a str> {
    // A page writes 87654 with a no-break space.
    let plain = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        text.replace(['\u{a0}', '\u{202f}'], "")
    };
    let has = |bytes: &[u8]| plain(bytes).contains(word);
    let found = tree
        .iter()
        .filter(|(path, bytes)| has(path.as_bytes()) || has(bytes));
    found.map(|(path, _)| path.as_str()).collect()
}

fn neighbour(day: &str, step: i64) -> String {
    let day: jiff::civil::Date = day.parse().expect("a day");
    let step = jiff::Span::new().days(step);
    day.checked_add(step).expect("a day").to_string()
}

fn difference(before: &Tree, now: &Tree) -> String {
    let mut out = String::new();
    let mut only_the_day = Vec::new();
    for change in changes(before, now) {
        let (word, path) = change.split_once(' ').expect("a word and a path");
        let (old, new) = (before.get(path), now.get(path));
        if word == "changed" && without_day(path, old) == without_day(path, new) {
            only_the_day.push(path.to_owned());
            continue;
        }
        let whole = word == "changed";
        let (old, new) = (shown(path, old, whole), shown(path, new, whole));
        let lines = lines_that_differ(&old, &new, "    ");
        out.push_str(&format!("  {change}\n{lines}"));
    }
    if !only_the_day.is_empty() {
        let paths = only_the_day.join("\n    ");
        out.push_str(&format!("  only the day of the last change\n    {paths}\n"));
    }
    out
}

/// A text without the day that stands at the foot of every page and the day of the export.
fn without_day(path: &str, bytes: Option<&Vec<u8>>) -> String {
    let text = String::from_utf8_lossy(bytes.map_or(&[][..], Vec::as_slice));
    let is_day = |line: &str| match path.rsplit('.').next() {
        Some("html") => line.contains("Раздел обновлён"),
        Some("json") => line.starts_with("  \"date\": "),
        _ => false,
    };
    text.lines().filter(|line| !is_day(line)).collect()
}

/// A file as lines of text; nothing of what is no text. Of a page that is new or gone, only its own part.
fn shown(path: &str, bytes: Option<&Vec<u8>>, whole: bool) -> String {
    let Some(text) = bytes.and_then(|b| std::str::from_utf8(b).ok()) else {
        return String::new();
    };
    match path.rsplit('.').next() {
        Some("html") => {
            let own = text.find("<main").zip(text.find("</main>"));
            let page = Page::parse(match own {
                Some((from, to)) if !whole => &text[from..to],
                _ => text,
            });
            let links = page.all("a").filter_map(|t| t.get("href"));
            // A link's target is no text, but a way to what it names.
            let links = links.map(|href| format!("→ {href}"));
            let lines = page.lines.iter().cloned().chain(links);
            let lines = lines.filter(|line| !line.starts_with("Раздел обновлён"));
            lines.collect::<Vec<_>>().join("\n")
        }
        // What the index of the search knows of a page; which words they are, the page shows.
        Some("js") => text
            .split_once("\"keys\": ")
            .map_or(text, |(before, _)| before)
            .to_owned(),
        Some("xml") => text.replace("><", ">\n<"),
        _ => text.to_owned(),
    }
}

/// The lines that went and came, in order, without what stayed.
pub fn lines_that_differ(old: &str, new: &str, indent: &str) -> String {
    let (a, b): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    // Longest common subsequence, from the end.
    let mut length = BTreeMap::new();
    let at =
        |length: &BTreeMap<(usize, usize), usize>, i, j| length.get(&(i, j)).copied().unwrap_or(0);
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let best = match a[i] == b[j] {
                true => at(&length, i + 1, j + 1) + 1,
                false => at(&length, i + 1, j).max(at(&length, i, j + 1)),
            };
            length.insert((i, j), best);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = String::new();
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && at(&length, i + 1, j) >= at(&length, i, j + 1)) {
            out.push_str(&format!("{indent}- {}\n", a[i].trim_end()));
            i += 1;
        } else {
            out.push_str(&format!("{indent}+ {}\n", b[j].trim_end()));
            j += 1;
        }
    }
    out
}

fn text(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    text.replace("\r\n", "\n")
}
