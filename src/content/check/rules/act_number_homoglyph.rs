use super::prelude::*;

rule!(
    "act-number-homoglyph",
    Error,
    "В номере акта латинская буква",
    "«P-145» с латинской P и «Р-145» с русской – разные строки: по такому номеру акт не найти. Русские акты нумеруются русскими буквами.",
    "дело 32"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        let Some(number) = &act.number else { continue };
        if number.chars().any(|c| c.is_ascii_alphabetic()) {
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
