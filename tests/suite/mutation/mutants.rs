//! What slips of the hand, of a program and of git do to the files of a school.

use std::collections::BTreeMap;

use crate::session::Random;

/// Path from the root → bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What stands where something else should.
const GARBAGE: &[&str] = &[
    "",
    "~",
    "null",
    "[]",
    "{}",
    "true",
    "нет",
    "'",
    "\"",
    "[[",
    "]]",
    "---",
    "...",
    "- ",
    "#",
    "&a",
    "*a",
    "!!binary",
    "|",
    ">-",
    "\t",
    "\r",
    "\u{feff}",
    "\u{202e}",
    "\u{ad}",
    "\0",
    "<!--",
    "-->",
    "<script>",
    "&shy;",
    "2020-01-01",
    "22.11.2026",
    "2026-11-23",
    "2030-13-45",
    "распространение",
    "фио",
    "фото",
    "m-02",
    "n-01",
    "idet",
    "план выполнен",
    "99999999999999999999",
    "-1",
    "1e400",
];

/// Changes a school in one to three places; says how.
pub fn mutate(files: &mut Files, random: &mut Random) -> String {
    let times = match random.below(10) {
        0..7 => 1,
        7 | 8 => 2,
        _ => 3,
    };
    let said: Vec<String> = (0..times).map(|_| once(files, random)).collect();
    said.join("; ")
}

fn once(files: &mut Files, random: &mut Random) -> String {
    let paths: Vec<String> = files.keys().cloned().collect();
    if random.below(16) == 0 {
        return name(files, &paths, random);
    }
    let path = &paths[random.below(paths.len())];
    let bytes = files.get_mut(path).expect("it is listed");
    let text = String::from_utf8(bytes.clone()).ok();
    let how = match (random.below(8), text) {
        (0 | 1, _) | (_, None) => {
            let mut all: Vec<Vec<u8>> = bytes.iter().map(|b| vec![*b]).collect();
            let how = change(&mut all, random, |r| vec![r.below(256) as u8]);
            *bytes = all.concat();
            format!("a byte: {how}")
        }
        (2 | 3, Some(text)) => in_parts("a token", bytes, tokens(&text), random),
        (4 | 5, Some(text)) => {
            let lines = text.split_inclusive('\n').map(str::to_owned).collect();
            in_parts("a line", bytes, lines, random)
        }
        (6, Some(text)) => in_parts("a field", bytes, fields(&text), random),
        (_, Some(text)) => value(bytes, &text, random),
    };
    format!("{path}: {how}")
}

fn in_parts(
    what: &str,
    bytes: &mut Vec<u8>,
    mut parts: Vec<String>,
    random: &mut Random,
) -> String {
    let how = change(&mut parts, random, |r| {
        GARBAGE[r.below(GARBAGE.len())].to_owned()
    });
    *bytes = parts.concat().into_bytes();
    format!("{what}: {how}")
}

/// Deletes, doubles, swaps or replaces one part of many.
fn change<T: Clone>(
    parts: &mut Vec<T>,
    random: &mut Random,
    garbage: impl Fn(&mut Random) -> T,
) -> String {
    if parts.is_empty() {
        parts.push(garbage(random));
        return "garbage in an empty place".into();
    }
    let at = random.below(parts.len());
    let other = random.below(parts.len());
    match random.below(5) {
        0 => {
            parts.remove(at);
            format!("{at} deleted")
        }
        1 => {
            let part = parts[at].clone();
            parts.insert(other, part);
            format!("{at} doubled at {other}")
        }
        2 => {
            parts.swap(at, other);
            format!("{at} and {other} swapped")
        }
        3 => {
            parts[at] = parts[other].clone();
            format!("{at} replaced by {other}")
        }
        _ => {
            parts[at] = garbage(random);
            format!("{at} replaced by garbage")
        }
    }
}

/// Words, and what stands between them.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.chars() {
        let kind = (c.is_alphanumeric(), c.is_whitespace());
        match out.last_mut().filter(|_| last == Some(kind) && kind.0) {
            Some(token) => token.push(c),
            None => out.push(c.to_string()),
        }
        last = Some(kind);
    }
    out
}

/// Fields with everything below them; what is no field is a part by itself.
fn fields(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut depth = None;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let begins = key_end(line).is_some();
        match out.last_mut().filter(|_| depth.is_some_and(|d| indent > d)) {
            Some(field) => field.push_str(line),
            None => {
                out.push(line.to_owned());
                depth = begins.then_some(indent);
            }
        }
    }
    out
}

/// Where the value of a line's key begins.
fn key_end(line: &str) -> Option<usize> {
    let (key, _) = line.split_once(':')?;
    let name = key
        .trim_start()
        .trim_start_matches("- ")
        .trim_start_matches('{')
        .trim();
    let is_key = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_key.then_some(key.len() + 1)
}

/// Changes the values of two fields of a file, or the value of one.
fn value(bytes: &mut Vec<u8>, text: &str, random: &mut Random) -> String {
    let mut fields = fields(text);
    let with_key: Vec<usize> = (0..fields.len())
        .filter(|i| key_end(&fields[*i]).is_some())
        .collect();
    if with_key.is_empty() {
        return "no value".into();
    }
    let one = with_key[random.below(with_key.len())];
    let two = with_key[random.below(with_key.len())];
    let split = |field: &str| {
        let (key, value) = field.split_at(key_end(field).expect("it has a key"));
        (key.to_owned(), value.to_owned())
    };
    let (key, own) = split(&fields[one]);
    let (other_key, other) = split(&fields[two]);
    let how = match random.below(3) {
        0 => {
            fields[one] = format!("{key} {}\n", GARBAGE[random.below(GARBAGE.len())]);
            "garbage".to_owned()
        }
        1 => {
            fields[one] = format!("{key}{other}");
            format!("that of {other_key}")
        }
        _ => {
            fields[one] = format!("{key}{other}");
            if one != two {
                fields[two] = format!("{other_key}{own}");
            }
            format!("swapped with {other_key}")
        }
    };
    *bytes = fields.concat().into_bytes();
    format!("the value of {key} {how}")
}

/// Deletes, renames or copies a file, or lets two change places.
fn name(files: &mut Files, paths: &[String], random: &mut Random) -> String {
    const NAMES: &[&str] = &[
        "index.md",
        "results.md",
        "zhmykhova.md",
        "prikaz.txt",
        "Копия.md",
        "copy.md",
        "x.jpg",
        "index.md.bak",
    ];
    let one = &paths[random.below(paths.len())];
    let two = &paths[random.below(paths.len())];
    let folder = two.rsplit_once('/').map_or("", |(folder, _)| folder);
    let target = format!("{folder}/{}", NAMES[random.below(NAMES.len())]);
    let bytes = files[one].clone();
    match random.below(4) {
        0 => {
            files.remove(one);
            format!("{one} deleted")
        }
        1 => {
            files.insert(target.clone(), bytes);
            format!("{one} copied to {target}")
        }
        2 => {
            files.remove(one);
            files.insert(target.clone(), bytes);
            format!("{one} renamed to {target}")
        }
        _ => {
            let other = files[two].clone();
            files.insert(one.clone(), other);
            files.insert(two.clone(), bytes);
            format!("{one} and {two} swapped")
        }
    }
}
