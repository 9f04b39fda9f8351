use super::prelude::*;

rule!(
    "act-number-homoglyph",
    Error,
    "В номере акта латинская буква",
    "«P-145» с латинской P и «Р-145» с русской – разные строки: по такому номеру акт не найти. Русские акты нумеруются русскими буквами; римские цифры (131-VII-ОЗ) остаются латинскими.",
    OURS "по номеру с чужой буквой акт не найти"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        let Some(number) = &act.number else { continue };
        let words = number.split(|c: char| !c.is_alphanumeric());
        let mut latin = words.filter(|w| !is_roman(w));
        if latin.any(|w| w.chars().any(|c| c.is_ascii_alphabetic())) {
            let meant = fold::to_cyrillic(number);
            let mut d = RULE.at(
                act.file,
                number.span,
                format!("в номере «{}» латинская буква", number.value),
            );
            if !meant.chars().any(|c| c.is_ascii_alphabetic()) {
                d = d.help(format!("наберите кириллицей: «{meant}»"));
            }
            out.push(d);
        }
    }
}

/// Roman numerals: of the letters that look like Russian ones too, a single one is more likely a slip.
fn is_roman(word: &str) -> bool {
    let digits = word
        .chars()
        .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'));
    digits && (word.len() > 1 || matches!(word, "I" | "V" | "X"))
}
