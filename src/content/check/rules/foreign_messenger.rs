use super::prelude::*;
use crate::content::check::texts::List;

rule!(
    reads Texts,
    "foreign-messenger",
    Warning,
    "Названа иностранная служба",
    "Для работы школы иностранные мессенджеры и видеосвязь не годятся: передавать через них сведения государственных и муниципальных услуг запрещено, а упоминание некоторых требует особых пометок. Назовите отечественную службу или просто «видеосвязь».",
    PERSONAL_DATA "ст. 18, ч. 5"; OURS "в разделе школы – отечественные службы"
);

const LATIN: &[&str] = &[
    "whatsapp",
    "viber",
    "zoom",
    "instagram",
    "facebook",
    "forms.gle",
    "google forms",
    "google docs",
    "google analytics",
    "forms.google.com",
    "docs.google.com",
    "drive.google.com",
    "sites.google.com",
    "meet.google.com",
    "analytics.google.com",
    "google-analytics.com",
    "googletagmanager.com",
    "skype",
    "discord",
    "wa.me",
];

const RUSSIAN: &[&str] = &[
    "вайбер",
    "ватсап",
    "вотсап",
    "зум",
    "скайп",
    "инстаграм",
    "инстаграмм",
    "фейсбук",
    "гугл форм",
    "гугл-форм",
    "гугл документ",
    "гугл-документ",
];

/// All of them are declined alike.
const ENDINGS: &[&str] = &["", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"];

/// What is looked for.
pub fn names() -> Vec<String> {
    let names = LATIN.iter().chain(RUSSIAN);
    names.map(|name| (*name).to_owned()).collect()
}

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let names = names();
    for text in cx.texts() {
        for (name, found) in text.found(List::Services) {
            let before = text.text[..found.start].chars().next_back();
            let name = &names[name];
            let Some(ending) = ending(name, &text.text[found.end..]) else {
                continue;
            };
            if before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            out.push(
                RULE.at(
                    text.file,
                    text.part(cx, found.start..found.end + ending),
                    format!("названа иностранная служба «{name}»"),
                )
                .help("напишите «видеосвязь», «мессенджер», «опрос» или назовите отечественную службу"),
            );
        }
    }
}

/// The length of the ending with which a name ends here; `None` if it is a part of another word.
fn ending(name: &str, rest: &str) -> Option<usize> {
    if name.is_ascii() {
        let further = rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        return (!further).then_some(0);
    }
    let letters = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    let ending = rest[..letters].to_lowercase();
    ENDINGS.contains(&ending.as_str()).then_some(letters)
}
