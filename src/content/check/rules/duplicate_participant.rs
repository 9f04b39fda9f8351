use super::prelude::*;

rule!(
    "duplicate-participant",
    Error,
    "Человек дважды в одном списке",
    "Один и тот же человек записан наставником или наставляемым дважды. Чаще всего вместо второго раза имели в виду другого.",
    OURS "человек участвует в программе один раз"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        for list in [&program.mentors, &program.mentees] {
            for (i, again) in list.iter().enumerate() {
                let Some(person) = cx.catalog.people.of(again) else {
                    continue;
                };
                let same = |r: &&Sp<_>| cx.catalog.people.of(r).is_some_and(|p| p.id == person.id);
                if let Some(first) = list[..i].iter().find(same) {
                    out.push(
                        RULE.at(
                            program.file,
                            again.span,
                            format!("«{}» записан в этом списке дважды", person.id),
                        )
                        .related(program.file, first.span, "в первый раз – здесь")
                        .help("оставьте одно из двух или исправьте идентификатор"),
                    );
                }
            }
        }
    }
}
