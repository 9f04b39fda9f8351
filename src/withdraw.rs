//! A person's demand to stop dissemination: recorded in their file, and everything that follows from it.
//!
//! The section is compiled twice in memory for the same day, without the record and with it; what differs is what the
//! demand takes away. Only then is the record written.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Output, Withdrawal};
use crate::diag::{Diagnostic, Error, Severity, Spot};
use crate::pipeline::{Compilation, Options, Session};
use crate::scaffold;
use crate::source::{Place, Span};
use crate::text::{suggest, workdays};
use crate::vocab::Kind;

/// The demand is to be met within so many working days.
const WORKING_DAYS: u32 = 3;

/// What has come of a demand.
pub struct Outcome {
    /// What it does to the person's file.
    pub withdrawal: Withdrawal,
    /// The section before it.
    pub before: Compilation,
    /// The section after it; `None` if there was nothing to record.
    pub after: Option<After>,
}

/// What follows from the record.
pub struct After {
    /// The section after it.
    pub compilation: Compilation,
    /// What differs; `None` if one of the two could not be rendered.
    pub changes: Option<Changes>,
    /// Places where the person is mentioned outside their own file.
    pub mentions: Vec<Place>,
    /// Errors that the record has brought: to be mended by hand.
    pub to_mend: Vec<Diagnostic>,
    /// The last day for everything.
    pub deadline: workdays::Deadline,
}

/// How the output changes.
#[derive(Debug, Default)]
pub struct Changes {
    /// Pages that go.
    pub pages: Vec<File>,
    /// Pictures and other files that go.
    pub files: Vec<File>,
    /// Files that named the person and do so no more.
    pub unnamed: Vec<File>,
    /// Other files that change.
    pub others: Vec<File>,
}

/// A file of the output.
#[derive(Debug)]
pub struct File {
    /// Path from the output's root.
    pub path: String,
    /// What the page is called; `None` if it is not a page, or the title names somebody who is not to be named.
    pub title: Option<String>,
}

/// Records the demand of `person`, received on the day of the run, and tells what follows. `write` says whether the file
/// is really changed.
///
/// # Errors
/// There is no such person, their file cannot be read or written, or would not say what it has to: it is as it was.
pub fn withdraw(options: &Options, person: &str, write: bool) -> Result<Outcome, Error> {
    let mut session = Session::default();
    let before = session.compile(options)?;
    let id = match person.split_once(['/', ':']) {
        Some((kind, id)) if Kind::parse(kind) == Some(Kind::Person) => id,
        _ => person,
    };
    let Some(withdrawal) = before.examined.withdrawal(id) else {
        return Err(unknown(&before, id));
    };
    if withdrawal.edits.is_empty() {
        return Ok(Outcome {
            withdrawal,
            before,
            after: None,
        });
    }
    let mut edited = options.clone();
    let text = (withdrawal.path.clone(), withdrawal.text.clone());
    edited.overrides.texts.push(text);
    let compilation = session.compile(&edited)?;
    if !compilation.examined.records(&withdrawal, &before.examined) {
        let lines: Vec<String> = withdrawal
            .ended
            .iter()
            .map(|e| e.line.to_string())
            .collect();
        return Err(Error::new(format!(
            "не получается вписать отзыв в файл {}: разметка согласий слишком необычна",
            withdrawal.path
        ))
        .help(format!(
            "файл остался как был; впишите withdrawn сами в согласия, которые начинаются в строках: {}",
            lines.join(", ")
        )));
    }
    if write {
        let sources = before.examined.sources();
        let read = sources.find(&withdrawal.path).map(|id| sources.file(id));
        let read = read.map_or("", |file| &file.text);
        scaffold::rewrite(&options.root, &withdrawal.path, read, &withdrawal.edits)?;
    }
    let day = before.examined.today();
    let after = After {
        changes: changes(&before, &compilation, &withdrawal.person),
        mentions: before.examined.mentions(&withdrawal.person),
        to_mend: new_errors(&before, &compilation, &withdrawal),
        deadline: workdays::add(day, WORKING_DAYS),
        compilation,
    };
    Ok(Outcome {
        withdrawal,
        before,
        after: Some(after),
    })
}

fn unknown(c: &Compilation, id: &str) -> Error {
    if c.examined.is_unread(Kind::Person, id) {
        return Error::new(format!(
            "запись «{id}» не читается: вписать в неё отзыв нельзя"
        ))
        .help(format!(
            "исправьте ошибку в ней (её покажет rubrika check) и повторите; день, когда получено требование, укажите так: --date {}",
            crate::text::date::iso(c.examined.today())
        ));
    }
    let known = c.examined.ids(Kind::Person);
    let near = suggest::ranked(id, known.iter().copied(), 3);
    let error = Error::new(format!("нет человека «{id}»"));
    match (suggest::nearest(id, known.iter().copied()), near.is_empty()) {
        (Some(near), _) => error.help(format!("возможно, имелось в виду «{near}»")),
        (None, false) => error.help(format!(
            "человека называют идентификатором: именем его файла в content/people; ближайшие: {}",
            near.join(", ")
        )),
        (None, true) => error.help("в content/people нет ни одной записи"),
    }
}

/// Errors that were not there before.
fn new_errors(before: &Compilation, after: &Compilation, w: &Withdrawal) -> Vec<Diagnostic> {
    let own = before.examined.sources().find(&w.path);
    let key = |d: &Diagnostic| {
        let mut spot = d.spot.clone();
        // The record moves everything below it in the person's own file.
        if let Spot::Text(place) = &mut spot
            && Some(place.file) == own
        {
            place.span = Span::default();
        }
        (d.rule.name, spot, d.message.clone())
    };
    let known: BTreeSet<_> = before.diagnostics.iter().map(key).collect();
    let errors = after
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error);
    errors
        .filter(|d| !known.contains(&key(d)))
        .cloned()
        .collect()
}

fn changes(before: &Compilation, after: &Compilation, person: &str) -> Option<Changes> {
    let (old, new) = (before.files()?, after.files()?);
    let watch = after.watch.as_ref()?;
    let now: BTreeMap<&str, &Output<'_>> = new.iter().map(|o| (o.path, o)).collect();
    let changed: Vec<&Output<'_>> = old
        .iter()
        .filter(|o| now.get(o.path).is_none_or(|n| n.bytes != o.bytes))
        .collect();
    let outputs: Vec<Output<'_>> = changed.iter().map(|o| **o).collect();
    let names = |files: &[Output<'_>]| -> BTreeSet<usize> {
        let named = watch.named(files).into_iter();
        named
            .filter(|(_, id)| id == person)
            .map(|(number, _)| number)
            .collect()
    };
    let named = names(&outputs);
    let titles: Vec<Option<String>> = changed.iter().map(|o| title(o)).collect();
    let closed: BTreeSet<usize> = {
        let texts: Vec<Output<'_>> = titles
            .iter()
            .map(|t| Output {
                path: "title.txt",
                bytes: t.as_deref().unwrap_or_default().as_bytes(),
                hash: None,
                origin: None,
                ours: false,
            })
            .collect();
        watch.named(&texts).into_iter().map(|(n, _)| n).collect()
    };
    let mut out = Changes::default();
    for (number, (output, title)) in changed.into_iter().zip(titles).enumerate() {
        let page = output.path.ends_with(".html");
        let list = match (now.contains_key(output.path), page) {
            (false, true) => &mut out.pages,
            (false, false) => &mut out.files,
            (true, _) if named.contains(&number) => &mut out.unnamed,
            (true, _) => &mut out.others,
        };
        list.push(File {
            path: output.path.to_owned(),
            title: title.filter(|_| !closed.contains(&number)),
        });
    }
    Some(out)
}

/// What a page calls itself, without the section's own name behind it.
fn title(output: &Output<'_>) -> Option<String> {
    if !output.path.ends_with(".html") {
        return None;
    }
    let html = std::str::from_utf8(output.bytes).ok()?;
    let mut inside = false;
    for token in html5gum::Tokenizer::new(html).flatten() {
        match token {
            html5gum::Token::StartTag(tag) => inside = tag.name.as_slice() == b"title",
            html5gum::Token::String(text) if inside => {
                let text = String::from_utf8_lossy(text.as_slice()).into_owned();
                return Some(match text.split_once(" – ") {
                    Some((own, _)) => own.to_owned(),
                    None => text,
                });
            }
            _ => {}
        }
    }
    None
}
