use super::prelude::*;
use crate::text::workdays;
use crate::vocab::Level;

rule!(
    "act-unpublished",
    Warning,
    "Акт подписан больше десяти рабочих дней назад и не опубликован",
    "Сведения на сайте школы обновляют не позднее чем через десять рабочих дней. Локальный акт с датой, которая прошла, подписан; отметка draft держит его закрытым. Срок считается от дня акта по производственному календарю, с праздниками и переносами; своё число дней ставит настройка freshness: { section_days: … }.",
    SITE_RULES "п. 16"; EDUCATION "ст. 29, ч. 3"; OURS "тот же срок и для раздела о наставничестве"
);

const WORKING_DAYS: u32 = 10;

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let freshness = cx.catalog.site.freshness.as_ref();
    let allowed = freshness
        .and_then(|f| f.section_days.as_ref())
        .map_or(WORKING_DAYS, |d| d.value);
    for act in cx.catalog.acts.iter() {
        let (Some(day), Some(draft)) = (&act.date, &act.draft) else {
            continue;
        };
        if act.doubtful(&["level", "date", "draft"])
            || act.level.value.0 != Level::Local
            || !draft.value
        {
            continue;
        }
        let deadline = workdays::add(day.value.0, allowed);
        if cx.today <= deadline.day {
            continue;
        }
        let days = plural::count(
            allowed as usize,
            "рабочий день",
            "рабочих дня",
            "рабочих дней",
        );
        let doubt = match deadline.exact {
            true => "",
            false => {
                "; календаря на этот год в программе нет, поэтому учтены только выходные, без праздников"
            }
        };
        out.push(
            RULE.at(
                act.file,
                day.span,
                format!(
                    "акт подписан, а не опубликован: {days} истекли {}{doubt}",
                    date::long(deadline.day)
                ),
            )
            .related(act.file, draft.span, "эта отметка держит его закрытым")
            .help(
                "положите рядом файл акта и уберите draft; если акт ещё не подписан, уберите дату",
            ),
        );
    }
}
