use super::prelude::*;

rule!(
    "curator-not-deputy",
    Warning,
    "Куратор – не заместитель руководителя",
    "Куратора назначают из числа заместителей руководителя. Другое положение разрешает и сотрудника социального партнёра, поэтому это только предупреждение.",
    UST_ILIMSK "п. 2.4"; SPASSK "пп. 1.3, 3.6"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(written) = &cx.catalog.site.curator else {
        return;
    };
    let Some(person) = cx.catalog.person_of(written) else {
        return;
    };
    let Some(position) = &person.position else {
        return;
    };
    if !fold::fold(position).contains("заместител") {
        out.push(
            RULE.at(
                person.file,
                position.span,
                "куратор должен быть заместителем руководителя",
            )
            .help("если должность записана кратко, напишите её полностью"),
        );
    }
}
