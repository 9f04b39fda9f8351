use super::prelude::*;

rule!(
    reads Links,
    "empty-page",
    Warning,
    "Страница пуста",
    "У страницы есть название, а текста и файлов нет. Раздел с пустой страницей проверяющие считают не заполненным.",
    ARKHANGELSK "п. 2.3 («с содержательным наполнением»)"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for page in cx.catalog.pages.iter() {
        // The texts of parts may be empty: the part shows its entries below them.
        if page.folder == "content" || page.doubtful(&["files"]) {
            continue;
        }
        let empty = page.body.as_ref().is_none_or(|b| b.is_empty());
        if empty && page.files.is_empty() {
            let place = cx.sources.file(page.file).first_line();
            out.push(
                RULE.at(page.file, place, "на странице ничего нет")
                    .help("напишите текст, приложите файлы или уберите страницу"),
            );
        }
    }
}
