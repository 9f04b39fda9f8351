use jiff::civil::Date;

use crate::content::catalog::{Catalog, Lack};
use crate::content::gate::{Decision, Refusal};
use crate::content::parse::record::{Person, Program};
use crate::text::date;

clause!(
    "participation",
    "Человек не согласен участвовать в программе",
    "Участвуют в наставничестве с письменного согласия. Если оно отозвано, кончилось или ещё не наступило, программа выходит без этого человека: его нет ни в списке, ни под словом «наставляемый», ни в числах.\n\nКогда у других участников программы согласие вида «участие» записано, а у этого человека нет, программа тоже выходит без него. Если школа не записывает таких согласий вовсе, условие считается выполненным.",
    "человек как участник программы: имя, обезличенная строка, единица в числах",
    "запишите согласие вида «участие» или измените состав программы",
    UST_ILIMSK "пп. 2.2–2.3"; LABOUR_CODE "ст. 351.8"
);

/// Whether a participant may be shown and counted in a programme.
pub fn decide(catalog: &Catalog, program: &Program, person: &Person, today: Date) -> Decision {
    let Err(lack) = catalog.participation(program, person, today) else {
        return Decision::Open;
    };
    let (message, until) = match lack {
        Lack::Missing => ("согласие участвовать не записано".to_owned(), None),
        Lack::Withdrawn(day) => (
            format!("согласие участвовать отозвано {}", date::long(day)),
            None,
        ),
        Lack::Expired(day) => (
            format!("согласие участвовать было по {}", date::long(day)),
            None,
        ),
        Lack::NotYet(day) => (
            format!("согласие участвовать – с {}", date::long(day)),
            Some(day),
        ),
    };
    Decision::Shut(Refusal {
        clause: &CLAUSE,
        message,
        until,
    })
}
