use super::prelude::*;
use crate::vocab::Level;

rule!(
    "local-act-without-file",
    Error,
    "У локального акта нет файла",
    "Федеральный акт найдут и без вас, а локальный есть только у школы: запись обещает документ, которого нет.",
    FORMAT "content/acts"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for act in cx.catalog.acts.iter() {
        if act.doubtful(&["level", "files", "draft"]) {
            continue;
        }
        let draft = act.draft.as_ref().is_some_and(|d| d.value);
        if act.level.value.0 == Level::Local && act.files.is_empty() && !draft {
            out.push(
                RULE.at(act.file, act.level.span, "у локального акта нет файла")
                    .help(
                        "положите документ рядом с записью: файл prikaz.pdf, поле file: prikaz.pdf",
                    ),
            );
        }
    }
}
