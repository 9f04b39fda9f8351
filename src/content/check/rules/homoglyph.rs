use super::prelude::*;

rule!(
    reads Texts,
    "homoglyph",
    Warning,
    "В русском слове латинские буквы",
    "Буквы A, B, C, E, H, K, M, O, P, T, X латиницы и кириллицы не различить на глаз, но слово с чужой буквой не найдёт ни поиск, ни проверка имён.",
    OURS "такие слова встречаются в настоящих разделах, и их не находит поиск"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in cx.texts() {
        for (at, word) in fold::homoglyph_words(&text.text) {
            out.push(
                RULE.at(
                    text.file,
                    text.part(cx, at..at + word.len()),
                    format!("в слове «{word}» есть латинские буквы"),
                )
                .help(format!(
                    "наберите кириллицей: «{}»",
                    fold::to_cyrillic(word)
                )),
            );
        }
    }
}
