use jiff::civil::Date;

use crate::content::gate::{Decision, Refusal};
use crate::content::parse::record::Results;

clause!(
    "results-unapproved",
    "Результаты ещё не утверждены",
    "В настройках раздела сказано, что результаты публикуются только утверждёнными (publication: { results_require_approval: true }). Программа завершена, но в results.md нет approved.",
    "результаты, их файлы, отметки в плане и показатели",
    "запишите в results.md, кто и когда утвердил результаты: approved: { date: …, by: … }",
    UST_ILIMSK "п. 5.2"; FORMAT "content/site.yaml (publication)"
);

/// Where the section demands it, results wait for their approval.
pub fn decide(results: Option<&Results>, required: bool, today: Date) -> Decision {
    let approval = results
        .and_then(|r| r.approved.as_ref())
        .map(|a| a.date.value.0);
    if !required || approval.is_some_and(|day| day <= today) {
        return Decision::Open;
    }
    Decision::Shut(Refusal {
        clause: &CLAUSE,
        message: "результаты ещё не утверждены".into(),
        until: approval,
    })
}
