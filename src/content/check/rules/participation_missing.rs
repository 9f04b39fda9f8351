use super::prelude::*;
use crate::content::catalog::Lack;

rule!(
    "participation-missing",
    Error,
    "Приказ закрепляет человека без его согласия участвовать",
    "Пары и группы закрепляют приказом с письменного согласия их участников, и наставника, и наставляемого. У других участников этой программы согласие вида «участие» записано, а у этого человека – нет: либо его забыли записать, либо приказ держится не на всех согласиях.\n\nЕсли школа не записывает таких согласий вовсе, правило молчит. Пока у программы нет приказа, она выходит без такого человека.",
    UST_ILIMSK "пп. 2.2–2.3"; LABOUR_CODE "ст. 351.8"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(order) = &program.order else {
            continue;
        };
        if !program.status_is_sure() || program.doubtful(&["mentors", "mentees"]) {
            continue;
        }
        for participant in program.mentors.iter().chain(&program.mentees) {
            let Some(person) = cx.catalog.people.of(participant) else {
                continue;
            };
            if cx.catalog.participation(program, person, cx.today) == Err(Lack::Missing) {
                out.push(
                    RULE.at(
                        program.file,
                        participant.span,
                        format!("у «{}» не записано согласие участвовать", person.id),
                    )
                    .related(program.file, order.span, "приказ о закреплении")
                    .help("запишите его в записи человека: consents: [{ kind: участие, date: … }]"),
                );
            }
        }
    }
}
