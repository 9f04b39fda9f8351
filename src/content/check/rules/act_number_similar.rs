use super::prelude::*;
use std::collections::BTreeMap;

use crate::content::catalog::Entry;
use crate::content::parse::record::Act;
use crate::vocab::Vocabulary;

rule!(
    "act-number-similar",
    Warning,
    "Номера двух актов различаются только знаками",
    "«218 о-д» и «218-о-д» от одного дня – почти наверняка один и тот же акт, записанный дважды. Пробел с переносом и без него, вид тире и регистр разницы не делают: такие номера равны.",
    OURS "один акт – одна запись, иначе его состояние и ссылки на него разойдутся"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(_, _, String), (&Entry<Act>, &Sp<String>)> = BTreeMap::new();
    for act in cx.catalog.acts.iter() {
        let (Some(number), Some(day)) = (&act.number, &act.date) else {
            continue;
        };
        if act.doubtful(&["number", "date", "level"]) {
            continue;
        }
        let bare: String = fold::fold(number)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let key = (day.value.0, act.level.value.0.label(), bare);
        let Some((first, written)) = seen.get(&key) else {
            seen.insert(key, (act, number));
            continue;
        };
        if !same_issuer(first, act) {
            continue;
        }
        let same = fold::fold(number) == fold::fold(written);
        let message = match same {
            true => format!("акт с этим номером и от этого дня уже есть: «{}»", first.id),
            false => format!(
                "номер «{}» похож на «{}» («{}», от того же дня)",
                number.value, written.value, first.id
            ),
        };
        out.push(
            RULE.at(act.file, number.span, message)
                .related(first.file, written.span, "другой акт")
                .help("если это один акт, оставьте одну запись; если два, проверьте номер и дату"),
        );
    }
}

/// Two bodies may number their acts alike; an issuer that is not written may be any.
fn same_issuer(a: &Act, b: &Act) -> bool {
    match (&a.issuer, &b.issuer) {
        (Some(a), Some(b)) => fold::fold(a) == fold::fold(b),
        _ => true,
    }
}
