use super::prelude::*;

rule!(
    "participant-left",
    Warning,
    "Участник идущей программы выбыл",
    "Человек отмечен выбывшим (left), а программа с ним идёт. Её пора завершить или изменить.",
    PERSONAL_DATA "ст. 5, ч. 7"; UST_ILIMSK "п. 4.1"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx
        .catalog
        .programs
        .iter()
        .filter(|p| p.status_is_sure() && p.status(cx.today).is_active())
    {
        for participant in program.mentors.iter().chain(&program.mentees) {
            let Some(person) = cx.catalog.people.of(participant) else {
                continue;
            };
            if let Some(left) = person.left.as_ref().or(person.removed.as_ref())
                && left.value.0 <= cx.today
            {
                out.push(
                    RULE.at(
                        program.file,
                        participant.span,
                        format!(
                            "«{}» выбыл из банка {}",
                            person.id,
                            date::short(left.value.0)
                        ),
                    )
                    .related(person.file, left.span, "отметка в записи человека")
                    .help("завершите программу или измените состав"),
                );
            }
        }
    }
}
