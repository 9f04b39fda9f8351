use super::prelude::*;
use std::collections::BTreeMap;

rule!(
    "same-direction-twice",
    Warning,
    "У наставляемого две идущие программы одного направления",
    "Двум программам сразу ничто не мешает. Но когда направление одно и то же, чаще всего одну забыли завершить.",
    OURS "две программы не запрещены, но об одном и том же редки"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for program in cx
        .catalog
        .programs
        .iter()
        .filter(|p| p.status_is_sure() && p.status(cx.today).is_active())
    {
        for mentee in &program.mentees {
            let Some(person) = cx.catalog.people.of(mentee) else {
                continue;
            };
            for direction in &program.directions {
                if let Some((file, span)) = seen.insert(
                    (&person.id, direction.value.0),
                    (program.file, direction.span),
                ) && file != program.file
                {
                    out.push(
                        RULE.at(
                            program.file,
                            direction.span,
                            format!("у «{}» уже идёт программа этого направления", person.id),
                        )
                        .related(file, span, "другая программа"),
                    );
                }
            }
        }
    }
}
