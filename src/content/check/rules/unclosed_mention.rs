use super::prelude::*;
use crate::text::markdown;

rule!(
    reads Texts,
    "unclosed-mention",
    Warning,
    "Упоминание не закрыто",
    "Две открытые квадратные скобки начинают упоминание, две закрытые его кончают: [[petrova-av|Анне Викторовне]]. Без них на странице останутся и скобки, и идентификатор, а имя не станет нейтральным словом, когда его закроют. Если скобки нужны сами по себе, поставьте перед ними обратную черту: \\[[.",
    FORMAT "о текстах"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for text in cx.texts() {
        let spans: Vec<Span> = match text.body {
            true => cx
                .catalog
                .body(text.kind, text.id)
                .map(|b| b.unclosed_mentions.clone())
                .unwrap_or_default(),
            false => markdown::unclosed(&text.text)
                .into_iter()
                .map(|range| text.part(cx, range))
                .collect(),
        };
        out.extend(spans.into_iter().map(|span| {
            RULE.at(text.file, span, "упоминание начато и не закрыто")
                .help("поставьте в конце упоминания «]]»")
        }));
    }
}
