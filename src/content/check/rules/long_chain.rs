use super::prelude::*;

rule!(
    "long-chain",
    Warning,
    "Программа продлена больше чем до двух лет",
    "Программа задумана краткосрочной. Если её продлевают год за годом, это уже другая программа: завершите эту, опубликуйте результаты и начните новую.",
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
        let extensions: Vec<_> = program
            .amendments
            .iter()
            .filter(|a| !a.doubtful(&["kind"]))
            .filter(|a| a.kind.value.0 == crate::vocab::AmendmentKind::Extend)
            .collect();
        let last = extensions
            .iter()
            .filter_map(|a| a.to.as_ref())
            .max_by_key(|to| to.value);
        if let Some(last) = last
            && last.value.0 > date::add_months(period.from.value.0, 24)
        {
            let times = plural::count(extensions.len(), "продление", "продления", "продлений");
            out.push(
                RULE.at(program.file, last.span, format!("программа идёт дольше двух лет ({times}): это уже не краткосрочная программа"))
                    .help("завершите её и начните новую"),
            );
        }
    }
}
