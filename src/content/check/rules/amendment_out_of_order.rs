use super::prelude::*;
use crate::vocab::AmendmentKind;

rule!(
    "amendment-out-of-order",
    Error,
    "Изменение срока не сходится с прежним сроком",
    "Продление решают до конца прежнего срока, и новый конец позже прежнего. Сокращение, наоборот, кончает программу раньше. Изменения применяются по порядку дат.",
    UST_ILIMSK "п. 4.2"; SPASSK "пп. 4.10, 4.13"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(period) = &program.period else {
            continue;
        };
        // Unknown where something was refused: then there is nothing to compare with.
        let mut end = (!program.doubtful(&["period"])).then_some(period.to.value.0);
        let mut amendments: Vec<_> = program.amendments.iter().collect();
        if amendments.iter().any(|a| a.doubtful(&["date"])) {
            continue;
        }
        amendments.sort_by_key(|a| a.date.value);
        for a in amendments {
            if a.doubtful(&["kind", "to"]) {
                end = None;
                continue;
            }
            let kind = a.kind.value.0;
            if !matches!(kind, AmendmentKind::Extend | AmendmentKind::Shorten) {
                continue;
            }
            let Some(to) = &a.to else {
                out.push(
                    RULE.at(
                        program.file,
                        a.kind.span,
                        format!("{kind} без нового срока"),
                    )
                    .help("добавьте поле to: последний день программы"),
                );
                continue;
            };
            let new_end = to.value.0;
            let Some(end) = end.replace(new_end) else {
                continue;
            };
            let before = format!("прежний срок кончается {}", date::short(end));
            if kind == AmendmentKind::Extend && a.date.value.0 > end {
                out.push(
                    RULE.at(
                        program.file,
                        a.date.span,
                        "продление решено после конца срока",
                    )
                    .help(before.clone()),
                );
            }
            if kind == AmendmentKind::Extend && new_end <= end {
                out.push(
                    RULE.at(program.file, to.span, "продление не продлевает программу")
                        .help(before),
                );
            } else if kind == AmendmentKind::Shorten && new_end >= end {
                out.push(
                    RULE.at(program.file, to.span, "сокращение не сокращает программу")
                        .help(before),
                );
            }
        }
    }
}
