use super::prelude::*;
use crate::vocab::MentoringKind;

rule!(
    "self-mentoring",
    Error,
    "Один человек – и наставник, и наставляемый",
    "В одной программе так бывает только при реверсивном наставничестве, когда двое или больше людей учат друг друга: тогда каждый записан в обе роли. Учить самого себя нельзя никогда.",
    UST_ILIMSK "основные термины"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        if program.doubtful(&["kinds", "mentors", "mentees"]) {
            continue;
        }
        let reverse = program
            .kinds
            .iter()
            .any(|k| k.value.0 == MentoringKind::Reverse);
        for mentee in &program.mentees {
            let same = |r: &&Sp<_>| same_person(cx, r, mentee);
            let Some(mentor) = program.mentors.iter().find(same) else {
                continue;
            };
            let others = program.mentors.iter().any(|m| !same_person(cx, m, mentee));
            if reverse && others && program.mentees.len() > 1 {
                continue;
            }
            out.push(
                RULE.at(
                    program.file,
                    mentee.span,
                    format!("«{}» – и наставник, и наставляемый", mentee.id),
                )
                .related(program.file, mentor.span, "наставник")
                .help(
                    "взаимное обучение двоих записывают видом «реверсивное», каждого – в обе роли",
                ),
            );
        }
    }
}

fn same_person(cx: &Cx<'_>, a: &Ref<Person>, b: &Ref<Person>) -> bool {
    match (cx.catalog.people.of(a), cx.catalog.people.of(b)) {
        (Some(a), Some(b)) => a.id == b.id,
        _ => false,
    }
}
