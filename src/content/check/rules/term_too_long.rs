use super::prelude::*;

rule!(
    "term-too-long",
    Error,
    "Программа дольше года без продления",
    "Персонализированная программа краткосрочна: от трёх месяцев до года. Дольше года она идёт только после продления, решённого до конца прежнего срока.\n\nГод считается до того же дня следующего года: и 01.09.2025–31.08.2026, и 01.09.2025–01.09.2026 – ровно год.",
    SURGUT "персонализированная программа"; SPASSK "п. 1.3"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for program in cx.catalog.programs.iter() {
        let Some(period) = &program.period else {
            continue;
        };
        if program.doubtful(&["period"]) {
            continue;
        }
        if period.to.value.0 > date::add_months(period.from.value.0, 12) {
            out.push(
                RULE.at(program.file, period.span, "программа рассчитана больше чем на год")
                    .help("запишите срок до года, а дальнейшее – продлением: amendments → kind: продление"),
            );
        }
    }
}
