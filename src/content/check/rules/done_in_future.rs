use super::prelude::*;

rule!(
    "done-in-future",
    Error,
    "Выполнение отмечено будущим днём",
    "Отметка о выполнении – факт, а будущее ещё не наступило. Срок записывают в date, period или dates.",
    OURS "факт не бывает будущим"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let mut complain = |file, done: &Option<Sp<Done>>| {
        if let Some(done) = done
            && let Done::On(day) = done.value
            && day > cx.today
        {
            out.push(
                RULE.at(file, done.span, "этот день ещё не наступил")
                    .help("срок записывают в date, period или dates"),
            );
        }
    };
    for program in cx.catalog.programs.iter() {
        program
            .plan
            .iter()
            .for_each(|row| complain(program.file, &row.done));
    }
    for roadmap in cx.catalog.roadmaps.iter() {
        roadmap
            .sections
            .iter()
            .flat_map(|s| &s.items)
            .for_each(|row| complain(roadmap.file, &row.done));
    }
}
