use super::prelude::*;

rule!(
    "act-number-malformed",
    Warning,
    "Номер акта записан необычно",
    "В номере бывают буквы, цифры, дефис, косая черта, точка и пробел между ними: 3273-р, АЗ-1128/08, 218 о-д. Знак № ставит сама программа.",
    OURS "так пишут номера в настоящих приказах и письмах"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        let Some(number) = &act.number else { continue };
        let odd = number.chars().find(|c| {
            !(c.is_alphanumeric() || fold::is_dash(*c) || matches!(c, '/' | '.' | ' ' | '\u{a0}'))
        });
        if let Some(c) = odd {
            out.push(
                RULE.at(act.file, number.span, format!("в номере акта стоит «{c}»"))
                    .help("оставьте только сам номер: 218 о-д"),
            );
        } else if number.contains("  ") || number.contains("- ") || number.contains(" -") {
            let words: Vec<&str> = number.split_whitespace().collect();
            let meant = words.join(" ").replace("- ", "-").replace(" -", "-");
            out.push(
                RULE.at(act.file, number.span, "в номере акта лишний пробел")
                    .help(format!("«{meant}»")),
            );
        }
    }
}
