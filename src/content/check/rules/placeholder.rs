use super::prelude::*;
use std::ops::Range;

use crate::content::check::texts::List;

rule!(
    reads Texts,
    "placeholder",
    Warning,
    "В тексте осталась заготовка",
    "Прочерки вместо номера, «Наименование образовательной организации», следы Word вроде [bookmark: _GoBack] выдают неоконченный документ.",
    OURS "такие заготовки остаются в настоящих разделах"
);

const MARKS: &[&str] = &[
    "____",
    "№ __",
    "№__",
    "наименование образовательной организации",
    "[bookmark:",
    "untitled",
    "lorem ipsum",
    "вставьте текст",
    "фио наставника",
    "ошибка! закладка не",
    "ошибка! источник ссылки не",
    "\\* mergeformat",
    "pageref _toc",
];

/// What is looked for.
pub fn marks() -> Vec<String> {
    MARKS.iter().map(|mark| (*mark).to_owned()).collect()
}

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in cx.texts() {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (mark, mut range) in text.found(List::Blanks) {
            if MARKS[mark].ends_with('_') {
                let line = &text.text[range.end..];
                range.end += line.len() - line.trim_start_matches('_').len();
            }
            let seen = |f: &Range<usize>| f.start < range.end && range.start < f.end;
            let rule = text.body && is_rule(&text.text, &range);
            if !rule && !found.iter().any(seen) {
                found.push(range);
            }
        }
        for range in found {
            out.push(
                RULE.at(
                    text.file,
                    text.part(cx, range),
                    "похоже на незаполненную заготовку",
                )
                .help("впишите настоящее значение или уберите строку"),
            );
        }
    }
}

/// Whether a range is all that stands on its line, and is a thematic break of Markdown.
fn is_rule(text: &str, range: &Range<usize>) -> bool {
    let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |i| range.end + i);
    let line = text[start..end].trim();
    line.chars().all(|c| c == '_') && text[start..end].starts_with(line)
}
