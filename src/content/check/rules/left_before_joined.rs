use super::prelude::*;

rule!(
    "left-before-joined",
    Error,
    "Человек выбыл из банка раньше, чем вошёл",
    "День выбытия (left) не может быть раньше дня, когда человек вошёл в банк (joined).",
    UST_ILIMSK "п. 2.4 (персонифицированный учёт)"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        if let (Some(joined), Some(left)) = (&person.joined, &person.left)
            && left.value < joined.value
        {
            out.push(
                RULE.at(
                    person.file,
                    left.span,
                    "человек выбыл из банка раньше, чем вошёл",
                )
                .related(person.file, joined.span, "когда вошёл")
                .help("проверьте годы в joined и left"),
            );
        }
    }
}
