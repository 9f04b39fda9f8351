use super::prelude::*;

rule!(
    "no-participants",
    Error,
    "В программе нет наставника или наставляемого",
    "Программа составляется для конкретной пары или группы. Имена людей на сайт не выйдут без их согласия, но в записи они нужны.",
    SURGUT "персонализированная программа"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(approved) = &program.approved else {
            continue;
        };
        for (list, field, who) in [
            (&program.mentors, "mentors", "наставника (mentors)"),
            (&program.mentees, "mentees", "наставляемого (mentees)"),
        ] {
            if list.is_empty() && !program.doubtful(&[field]) {
                out.push(RULE.at(
                    program.file,
                    approved.span,
                    format!("программа утверждена, а {who} в ней нет"),
                ));
            }
        }
    }
}
