use super::prelude::*;
use crate::content::catalog::Lack;

rule!(
    "participation-ended",
    Warning,
    "Участник идущей программы больше не согласен участвовать",
    "Согласие участвовать отозвано или кончилось, а программа идёт. На сайте она уже показывается без этого человека, и в числах его нет; осталось изменить состав или завершить её. Отказаться от наставничества человек может, предупредив за три рабочих дня.",
    UST_ILIMSK "пп. 2.2–2.3"; LABOUR_CODE "ст. 351.8"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        if !program.status_is_sure()
            || program.doubtful(&["mentors", "mentees"])
            || !program.status(cx.today).is_active()
        {
            continue;
        }
        for participant in program.mentors.iter().chain(&program.mentees) {
            let Some(person) = cx.catalog.people.of(participant) else {
                continue;
            };
            let message = match cx.catalog.participation(program, person, cx.today) {
                Err(Lack::Withdrawn(day)) => {
                    format!(
                        "«{}»: согласие участвовать отозвано {}",
                        person.id,
                        date::long(day)
                    )
                }
                Err(Lack::Expired(day)) => {
                    format!(
                        "«{}»: согласие участвовать было по {}",
                        person.id,
                        date::long(day)
                    )
                }
                Err(Lack::Missing | Lack::NotYet(_)) | Ok(()) => continue,
            };
            out.push(
                RULE.at(program.file, participant.span, message)
                    .related(person.file, person.name.span, "запись человека")
                    .help("измените состав, завершите программу или запишите новое согласие"),
            );
        }
    }
}
