use jiff::civil::Date;

use crate::content::gate::{Decision, Refusal};
use crate::content::parse::record::Program;
use crate::text::date;
use crate::vocab::ProgramStatus;

clause!(
    "embargo",
    "Результаты публикуются после завершения программы",
    "Результаты персонализированной программы публикуются только после её завершения. Под этим запретом всё, что говорит об итогах: results.md и файлы результатов, промежуточные результаты, отметки о выполнении строк плана, показатели «до» и «после».\n\nПросроченная программа сама не завершается: пока не записано, как она кончилась, результаты закрыты.",
    "результаты, их файлы, промежуточные итоги, отметки в плане и показатели",
    "когда программа завершится, запишите completion – результаты выйдут при следующей сборке",
    UST_ILIMSK "п. 5.2"; SPASSK "п. 4.15"
);

/// Whether results of a programme may go out.
pub fn decide(program: &Program, today: Date) -> Decision {
    let status = program.status(today);
    if status.is_over() {
        return Decision::Open;
    }
    let planned = program.completion.as_ref().map(|c| c.date.value.0);
    let message = match (status, planned) {
        (_, Some(day)) => format!("программа завершится {}", date::long(day)),
        (ProgramStatus::Overdue, None) => "срок программы истёк, но она не завершена".to_owned(),
        (_, None) => format!("программа не завершена ({})", status.label()),
    };
    Decision::Shut(Refusal {
        clause: &CLAUSE,
        message,
        until: planned,
    })
}
