use super::prelude::*;
use std::ops::Range;

use crate::content::check::texts;

rule!(
    reads Texts,
    "stale-project",
    Warning,
    "Нацпроект «Образование» завершён",
    "Национальный проект «Образование» закончился в 2024 году. С 2025 года идёт «Молодёжь и дети», а «Всё лучшее детям» и «Педагоги и наставники» – федеральные проекты внутри него.\n\nВ названиях актов и в документах прошлых лет старое имя верно, поэтому правило смотрит только на собственные тексты раздела, а не на акты и дорожные карты.",
    OURS "нацпроект «Образование» шёл по 2024 год, «Молодёжь и дети» – с 2025 года"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    if cx.today < jiff::civil::date(2025, 1, 1) {
        return;
    }
    for text in cx.texts().iter().filter(|t| t.is_own(cx)) {
        for name in texts::find_all(&text.text, "образование") {
            if let Some(range) = project(&text.text, &name) {
                out.push(
                    RULE.at(
                        text.file,
                        text.part(cx, range),
                        "нацпроект «Образование» закончился в 2024 году",
                    )
                    .help("с 2025 года идёт национальный проект «Молодёжь и дети»"),
                );
            }
        }
    }
}

/// The whole phrase, in any grammatical case, if the name stands in quotation marks behind «национальный проект».
fn project(text: &str, name: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..name.start].strip_suffix(['«', '"', '“', '„'])?;
    let close = text[name.end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '»' | '"' | '”' | '“'))?;
    let (start, word) = last_word(before)?;
    let start = if word.starts_with("нацпроект") {
        start
    } else if word.starts_with("проект") {
        let (start, word) = last_word(&before[..start])?;
        word.starts_with("национальн").then_some(start)?
    } else {
        return None;
    };
    Some(start..name.end + close.len_utf8())
}

/// The last word of a text, in lower case, and its offset.
fn last_word(text: &str) -> Option<(usize, String)> {
    let text = text.trim_end();
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()?
        .0;
    Some((start, text[start..].to_lowercase()))
}
