use super::prelude::*;

use crate::content::check::texts;

rule!(
    reads Texts,
    "stale-year",
    Warning,
    "Обещание на год, который прошёл",
    "«К 2024 году доля педагогов достигнет…» говорит о будущем, а год давно кончился: страницу не обновляли. Правило смотрит на собственные тексты раздела и молчит, если в предложении есть прошедшее время.",
    OURS "такие обещания остаются в настоящих разделах"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in cx.texts().iter().filter(|t| t.is_own(cx)) {
        for found in texts::find_all(&text.text, "к ") {
            let before = text.text[..found.start].chars().next_back();
            if before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            let rest = &text.text[found.end..];
            let rest = ["концу ", "началу "]
                .iter()
                .find_map(|w| rest.strip_prefix(w))
                .unwrap_or(rest);
            let (Some(digits), Some(tail)) = (rest.get(..4), rest.get(4..)) else {
                continue;
            };
            let Ok(year) = digits.parse::<i16>() else {
                continue;
            };
            let Some(word) = ["году", "года"]
                .iter()
                .find(|w| tail.trim_start_matches([' ', '\u{a0}']).starts_with(**w))
            else {
                continue;
            };
            if !(2000..cx.today.year()).contains(&year) || is_past(&text.text, found.start) {
                continue;
            }
            let end = text.text.len() - tail.len() + tail.find(word).unwrap_or(0) + word.len();
            out.push(
                RULE.at(
                    text.file,
                    text.part(cx, found.start..end),
                    format!("{year} год прошёл, а здесь о нём говорится как о будущем"),
                )
                .help("напишите, что получилось, или назовите новый срок"),
            );
        }
    }
}

/// Whether the sentence around a place has a verb in the past.
fn is_past(text: &str, at: usize) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let start = text[..at].rfind(ends).map_or(0, |i| i + 1);
    let end = text[at..].find(ends).map_or(text.len(), |i| at + i);
    let sentence = text[start..end].to_lowercase();
    sentence.split(|c: char| !c.is_alphabetic()).any(|w| {
        let past = ["л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"];
        w.chars().count() > 3 && past.iter().any(|e| w.ends_with(e))
    })
}
