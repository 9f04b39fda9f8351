use super::prelude::*;

rule!(
    "term-too-short",
    Warning,
    "Программа короче трёх месяцев",
    "Персонализированная программа рассчитана на срок от трёх месяцев до года. Завершиться раньше она может, но задуманный срок меньше трёх месяцев обычно означает опечатку в дате.",
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
        // The last day is included, so 01.09–30.11 is three whole months.
        if date::add_days(period.to.value.0, 1) < date::add_months(period.from.value.0, 3) {
            out.push(
                RULE.at(program.file, period.span, "программа рассчитана меньше чем на три месяца")
                    .help("проверьте даты; одну-две встречи описывает вид «скоростное», и программа для них не нужна"),
            );
        }
    }
}
