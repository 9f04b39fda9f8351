use super::prelude::*;

rule!(
    "bank-stale",
    Warning,
    "Банк давно не пересматривали",
    "Не реже раза в год куратор пересматривает, кому из педагогов нужен наставник и кто готов им быть. День последнего пересмотра записывают в site.yaml: bank_reviewed; сам список потребностей не публикуется никогда. Своё число дней ставит настройка freshness: { people_days: … }.",
    SURGUT "задачи куратора"; UST_ILIMSK "п. 2.4"
);

const DAYS: u32 = 365;

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    let site = &cx.catalog.site;
    if site.doubtful(&["bank_reviewed", "freshness"]) {
        return;
    }
    let days = site.freshness.as_ref().and_then(|f| f.people_days.as_ref());
    let Some(reviewed) = &site.bank_reviewed else {
        if let Some(days) = days {
            out.push(
                RULE.at(
                    site.file,
                    days.span,
                    "не записано, когда банк пересматривали",
                )
                .help("добавьте в site.yaml день последнего пересмотра: bank_reviewed: 2026-09-01"),
            );
        }
        return;
    };
    let allowed = days.map_or(DAYS, |d| d.value);
    let due = date::add_days(reviewed.value.0, i32::try_from(allowed).unwrap_or(i32::MAX));
    if cx.today > due {
        out.push(
            RULE.at(
                site.file,
                reviewed.span,
                format!("банк пора было пересмотреть {}", date::long(due)),
            )
            .help("пересмотрите, кому нужен наставник и кто готов помогать, и запишите этот день в bank_reviewed"),
        );
    }
}
