use super::prelude::*;
use crate::vocab::Level;

rule!(
    "approved-before-drawn-up",
    Warning,
    "Дорожная карта утверждена раньше, чем разработана",
    "Среди своих строк дорожная карта называет собственную разработку, а срок этой строки позже дня, когда карту утвердили. Одна из двух дат неверна.",
    UST_ILIMSK "дорожная карта: утверждена 09.09.2021, её разработка – до 15.09.2021"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for roadmap in cx.catalog.roadmaps.iter() {
        let Some(act) = roadmap.act.as_ref().and_then(|a| cx.catalog.acts.of(a)) else {
            continue;
        };
        let Some(approved) = &act.date else { continue };
        // The road map of a district or a region tells others to draw up theirs, and is not the school's to mend.
        if !cx.catalog.is_own_roadmap(roadmap)
            || act.level.value.0 != Level::Local
            || act.doubtful(&["level", "date"])
            || roadmap.doubtful(&["level", "act"])
        {
            continue;
        }
        for item in roadmap.sections.iter().flat_map(|s| &s.items) {
            if let Some(to) = &item.to
                && to.value > approved.value
                && draws_up_itself(&item.activity.value.0)
            {
                out.push(
                    RULE.at(
                        roadmap.file,
                        to.span,
                        format!(
                            "дорожная карта утверждена {}, а разработать её должны позже",
                            date::short(approved.value.0)
                        ),
                    )
                    .related(act.file, approved.span, "дата акта")
                    .help("проверьте дату акта и срок строки"),
                );
            }
        }
    }
}

/// «Разработка и утверждение дорожной карты»: the making of a road map, and nothing about carrying it out.
fn draws_up_itself(activity: &str) -> bool {
    let folded = fold::fold(activity);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).collect();
    let Some(made) = words.iter().position(|w| {
        ["разработ", "составлен", "составить"]
            .iter()
            .any(|s| w.starts_with(s))
    }) else {
        return false;
    };
    let named = words.windows(2).position(|w| {
        ["дорожная", "дорожную", "дорожной"].contains(&w[0])
            && ["карта", "карту", "карты"].contains(&w[1])
    });
    // «Разработка мер по дорожной карте» is another thing: only a few words may stand between.
    named.is_some_and(|n| n > made && n - made <= 3)
}
