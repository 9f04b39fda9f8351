use jiff::civil::Date;

use crate::content::gate::{Decision, Refusal};
use crate::content::parse::record::{Program, Results};
use crate::vocab::ProgramStatus;

clause!(
    "early-end",
    "О досрочном завершении публикуется только сам факт",
    "Если программа кончилась досрочно – по решению участников или куратора, – на странице стоит только «завершена досрочно». Кто попросил и почему, не публикуется никогда. Результаты такой программы выходят, только если они отдельно утверждены.",
    "результаты, их файлы, отметки в плане и показатели",
    "если результаты всё же нужно показать, утвердите их: approved в results.md",
    UST_ILIMSK "п. 4.1"; SPASSK "п. 4.12"; OURS "о досрочном конце публикуется только сам факт"
);

/// Results of a programme that ended early need an explicit approval.
pub fn decide(program: &Program, results: Option<&Results>, today: Date) -> Decision {
    if program.status(today) != ProgramStatus::EndedEarly {
        return Decision::Open;
    }
    let approved = results
        .and_then(|r| r.approved.as_ref())
        .is_some_and(|a| a.date.value.0 <= today);
    if approved {
        return Decision::Open;
    }
    Decision::Shut(Refusal {
        clause: &CLAUSE,
        message: "программа завершена досрочно, а её результаты не утверждены".into(),
        until: None,
    })
}
