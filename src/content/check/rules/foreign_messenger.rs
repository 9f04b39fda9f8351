use super::prelude::*;
use crate::content::check::texts;

rule!(
    "foreign-messenger",
    Warning,
    "Названа иностранная служба",
    "Для работы школы иностранные мессенджеры и видеосвязь не годятся: передавать через них сведения государственных и муниципальных услуг запрещено, а упоминание некоторых требует особых пометок. Назовите отечественную службу или просто «видеосвязь».",
    "раздел 4.6 описания предметной области; дело 87"
);

const NAMES: &[&str] = &[
    "whatsapp",
    "viber",
    "вайбер",
    "ватсап",
    "вотсап",
    "zoom",
    "instagram",
    "facebook",
    "forms.gle",
    "docs.google.com",
    "skype",
    "discord",
    "wa.me",
];

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in texts::all(cx) {
        let lower = text.text.to_lowercase();
        for name in NAMES {
            let Some(at) = lower.find(name) else { continue };
            let before = lower[..at].chars().next_back();
            let after = lower[at + name.len()..].chars().next();
            if before.is_some_and(char::is_alphanumeric)
                || (name.is_ascii() && after.is_some_and(|c| c.is_ascii_alphanumeric()))
            {
                continue;
            }
            out.push(
                RULE.at(
                    text.file,
                    text.part(cx, at, name.len()),
                    format!("названа иностранная служба «{name}»"),
                )
                .help("напишите «видеосвязь», «мессенджер» или назовите отечественную службу"),
            );
        }
    }
}
