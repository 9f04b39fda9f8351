use super::prelude::*;
use crate::content::check::texts;

rule!(
    "stale-project",
    Warning,
    "Нацпроект «Образование» завершён",
    "Национальный проект «Образование» закончился в 2024 году. С 2025 года идёт «Молодёжь и дети», а «Всё лучшее детям» и «Педагоги и наставники» – федеральные проекты внутри него.\n\nВ названиях актов и в документах прошлых лет старое имя верно, поэтому правило смотрит только на собственные тексты раздела, а не на акты и дорожные карты.",
    "раздел 4.6 описания предметной области; дело 108"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    if cx.today < jiff::civil::date(2025, 1, 1) {
        return;
    }
    let own = |path: &str| {
        [
            "content/pages/",
            "content/index.md",
            "content/incentives.md",
            "content/methods/",
        ]
        .iter()
        .any(|p| path.starts_with(p))
    };
    for text in texts::all(cx) {
        if !own(cx.sources.file(text.file).path.as_str()) {
            continue;
        }
        let folded = text.text.to_lowercase();
        for mark in [
            "национального проекта «образование»",
            "национальный проект «образование»",
            "нацпроекта «образование»",
            "нацпроект «образование»",
            "национального проекта \"образование\"",
            "нацпроект \"образование\"",
        ] {
            if let Some(at) = folded.find(mark) {
                out.push(
                    RULE.at(
                        text.file,
                        text.part(cx, at, mark.len()),
                        "нацпроект «Образование» закончился в 2024 году",
                    )
                    .help("с 2025 года идёт национальный проект «Молодёжь и дети»"),
                );
            }
        }
    }
}
