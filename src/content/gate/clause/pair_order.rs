use jiff::civil::Date;

use crate::content::catalog::Catalog;
use crate::content::gate::{Decision, Refusal};
use crate::content::parse::record::Program;
use crate::text::date;

clause!(
    "pair-order",
    "Пара не закреплена приказом",
    "Пары и группы утверждает приказ руководителя. Утверждённую программу можно объявить и до приказа, но с первого дня без него она не показывается: сказать «реализуется» о паре, которой по документам нет, нельзя. Приказ, который ещё проект или датирован будущим днём, пары не закрепляет.",
    "программа целиком: страница, место в списках, результаты",
    "добавьте приказ в content/acts и сошлитесь на него: order: идентификатор",
    UST_ILIMSK "п. 3.2"; SURGUT "контрольный список, п. 5"; OURS "закрыто всё, что не подтверждено документом"
);

/// From its first day on, a programme is shown only with the order that fixes its pair.
pub fn decide(catalog: &Catalog, program: &Program, today: Date) -> Decision {
    let begun = program
        .period
        .as_ref()
        .is_none_or(|p| p.from.value.0 <= today);
    if !begun && program.completion_by(today).is_none() {
        return Decision::Open;
    }
    let order = program.order.as_ref().and_then(|o| catalog.acts.of(o));
    let (message, until) = match order {
        None => ("приказа о закреплении пары нет".to_owned(), None),
        Some(act) if act.draft.as_ref().is_some_and(|d| d.value) => {
            ("приказ о закреплении пары – проект".to_owned(), None)
        }
        Some(act) => match act.date.as_ref().map(|d| d.value.0).filter(|d| *d > today) {
            Some(day) => (
                format!("приказ о закреплении пары датирован {}", date::long(day)),
                Some(day),
            ),
            None => return Decision::Open,
        },
    };
    Decision::Shut(Refusal {
        clause: &CLAUSE,
        message,
        until,
    })
}
