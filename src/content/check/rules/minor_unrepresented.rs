use super::prelude::*;
use crate::vocab::{ConsentKind, SignedBy};

rule!(
    "minor-unrepresented",
    Error,
    "Согласие несовершеннолетнего подписал не законный представитель",
    "За тех, кому нет восемнадцати, согласие даёт законный представитель. Согласие, подписанное самим несовершеннолетним, ничего не открывает.",
    PERSONAL_DATA "ст. 9"; FAMILY_CODE "ст. 64"; UST_ILIMSK "дорожная карта"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for person in cx.catalog.people.iter() {
        if person.doubtful(&["minor", "birth_year"]) || !person.is_minor(cx.today) {
            continue;
        }
        for c in &person.consents {
            if c.doubtful(&["kind", "signed_by"]) {
                continue;
            }
            if c.kind.value.0 != ConsentKind::Participation
                && c.signed_by
                    .as_ref()
                    .is_none_or(|s| s.value.0 != SignedBy::Representative)
            {
                let span = c.signed_by.as_ref().map_or(c.kind.span, |s| s.span);
                out.push(
                    RULE.at(
                        person.file,
                        span,
                        "согласие несовершеннолетнего должен подписать законный представитель",
                    )
                    .help("signed_by: законный представитель"),
                );
            }
        }
    }
}
