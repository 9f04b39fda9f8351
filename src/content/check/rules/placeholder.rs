use super::prelude::*;
use crate::content::check::texts;

rule!(
    "placeholder",
    Warning,
    "В тексте осталась заготовка",
    "Прочерки вместо номера, «Наименование образовательной организации», следы Word вроде [bookmark: _GoBack] выдают неоконченный документ.",
    "раздел 5 описания предметной области; дело 105"
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
];

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in texts::all(cx) {
        // Lower case keeps byte offsets for Cyrillic and ASCII letters.
        let lower = text.text.to_lowercase();
        for mark in MARKS {
            if let Some(at) = lower.find(mark) {
                out.push(
                    RULE.at(
                        text.file,
                        text.part(cx, at, mark.len()),
                        "похоже на незаполненную заготовку",
                    )
                    .help("впишите настоящее значение или уберите строку"),
                );
                break;
            }
        }
    }
}
