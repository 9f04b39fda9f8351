use super::prelude::*;
use crate::diag::Spot;

rule!(
    "consent-scan",
    Error,
    "В папке содержимого лежит скан согласия",
    "Сканы согласий и других документов с подписями людей не место в папке, из которой собирается сайт: одна ошибка – и они опубликованы. Храните их в кадровых документах, а здесь записывайте только номер и дату.",
    PERSONAL_DATA "ст. 19"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for file in cx.sources.attachments() {
        if is_personal(file.path.file_name()) {
            let d = Diagnostic::new(
                &RULE.rule,
                Spot::File(file.path.clone()),
                "похоже на скан согласия или личного документа",
            );
            out.push(d.help("уберите файл из папки content; в записи человека достаточно номера и даты документа"));
        }
    }
}

/// Whether a file's name speaks of a consent or of somebody's own document.
fn is_personal(name: &str) -> bool {
    let name = fold::fold(name);
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let begins = |stems: &[&str]| words.iter().any(|w| stems.iter().any(|s| w.starts_with(s)));
    // «Согласительный протокол» is no consent, and a programme, a school or a classroom has a passport too.
    let consent = words
        .iter()
        .any(|w| w.starts_with("согласи") && !w.starts_with("согласит"));
    let passport = begins(&["паспорт", "pasport", "passport"]);
    consent || begins(&["soglasi", "consent", "снилс", "snils"]) || (passport && !begins(OF_THINGS))
}

const OF_THINGS: &[&str] = &[
    "программ",
    "проект",
    "практик",
    "школ",
    "организаци",
    "учреждени",
    "кабинет",
    "музе",
    "класс",
    "безопасност",
    "доступност",
    "дорожн",
    "антитеррор",
    "programm",
    "proekt",
    "project",
    "praktik",
    "shkol",
    "kabinet",
    "bezopasnost",
    "dostupnost",
];
