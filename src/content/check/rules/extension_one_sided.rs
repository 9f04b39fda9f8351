use super::prelude::*;
use crate::vocab::{AmendmentKind, Party};

rule!(
    "extension-one-sided",
    Error,
    "Срок изменён без согласия обеих сторон",
    "Продлить или сократить программу можно по обоюдному согласию наставника и наставляемого. Запишите обоих в поле agreed.",
    UST_ILIMSK "п. 4.2"; SPASSK "пп. 4.10, 4.13"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        for a in &program.amendments {
            if a.doubtful(&["kind", "agreed"]) {
                continue;
            }
            if !matches!(
                a.kind.value.0,
                AmendmentKind::Extend | AmendmentKind::Shorten
            ) {
                continue;
            }
            let agreed = |party| a.agreed.iter().any(|p| p.value.0 == party);
            let missing: Vec<&str> = [
                (Party::Mentor, "наставника"),
                (Party::Mentee, "наставляемого"),
            ]
            .into_iter()
            .filter(|(party, _)| !agreed(*party))
            .map(|(_, word)| word)
            .collect();
            if !missing.is_empty() {
                let span = a.agreed.first().map_or(a.kind.span, |p| p.span);
                out.push(
                    RULE.at(
                        program.file,
                        span,
                        format!(
                            "{}: нет согласия {}",
                            a.kind.value.0,
                            plural::list(&missing)
                        ),
                    )
                    .help("agreed: [наставник, наставляемый]"),
                );
            }
        }
    }
}
