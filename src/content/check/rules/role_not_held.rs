use super::prelude::*;
use crate::vocab::Role;

rule!(
    "role-not-held",
    Warning,
    "Человек участвует в программе без этой роли в банке",
    "Наставник программы должен быть наставником и в банке: иначе его не будет в базе наставников, и её числа разойдутся с программами.",
    UST_ILIMSK "п. 2.4 (персонифицированный учёт)"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        for (list, role) in [
            (&program.mentors, Role::Mentor),
            (&program.mentees, Role::Mentee),
        ] {
            for reference in list {
                let Some(person) = cx.catalog.people.of(reference) else {
                    continue;
                };
                if person.doubtful(&["roles", "removed"]) {
                    continue;
                }
                if person.removed.is_none() && !person.roles.iter().any(|r| r.value.0 == role) {
                    out.push(
                        RULE.at(
                            program.file,
                            reference.span,
                            format!("у «{}» в банке нет роли «{role}»", person.id),
                        )
                        .help(format!("добавьте её в записи человека: roles: [{role}]")),
                    );
                }
            }
        }
    }
}
