use super::prelude::*;
use crate::diag::Spot;

rule!(
    "consent-scan",
    Error,
    "В папке содержимого лежит скан согласия",
    "Сканы согласий и других документов с подписями людей не место в папке, из которой собирается сайт: одна ошибка – и они опубликованы. Храните их в кадровых документах, а здесь записывайте только номер и дату.",
    "152-ФЗ ст. 19; дело 59"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for file in cx.sources.attachments() {
        let name = fold::fold(file.path.file_name());
        if [
            "согласие",
            "soglasie",
            "soglasiya",
            "consent",
            "паспорт",
            "снилс",
        ]
        .iter()
        .any(|w| name.contains(w))
        {
            let d = Diagnostic::new(
                &RULE.rule,
                Spot::File(file.path.clone()),
                "похоже на скан согласия или личного документа",
            );
            out.push(d.help("уберите файл из папки content; в записи человека достаточно номера и даты документа"));
        }
    }
}
