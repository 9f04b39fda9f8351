use super::prelude::*;
use crate::content::parse::value::IndicatorValue;
use crate::vocab::{CRITERIA, Scale};

rule!(
    "unknown-criterion",
    Error,
    "Критерий, показатель или слово шкалы не из списка",
    "Семь критериев эффективности и их шкалы встроены в программу: 1 – программа, 2 – условия, 3 – мотивация, 4 – закрепляемость, 5 – конкурсы, 6 – распространение опыта, 7 – динамика результатов.",
    "S002, приложение 1"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for year in cx.catalog.monitoring.iter() {
        for c in &year.criteria {
            let Some(criterion) = CRITERIA
                .iter()
                .find(|k| u32::from(k.number) == c.criterion.value)
            else {
                out.push(
                    RULE.at(
                        year.file,
                        c.criterion.span,
                        format!("критерия {} нет", c.criterion.value),
                    )
                    .help("номера критериев – от 1 до 7"),
                );
                continue;
            };
            let Some(indicator) = c.indicator_of(criterion) else {
                let span = c.indicator.as_ref().map_or(c.criterion.span, |i| i.span);
                let titles: Vec<String> = criterion
                    .indicators
                    .iter()
                    .enumerate()
                    .map(|(i, k)| format!("{} – {}", i + 1, k.title))
                    .collect();
                out.push(
                    RULE.at(year.file, span, "показателя нет в этом критерии")
                        .help(titles.join("; ")),
                );
                continue;
            };
            if let (Scale::Words(words), Some(value)) = (indicator.scale, &c.reading)
                && let IndicatorValue::Word(word) = &value.value
                && c.scale.is_empty()
                && !words.iter().any(|w| fold::fold(w) == fold::fold(word))
            {
                let list = words
                    .iter()
                    .map(|w| format!("«{w}»"))
                    .collect::<Vec<_>>()
                    .join(", ");
                out.push(
                    RULE.at(
                        year.file,
                        value.span,
                        format!("на шкале нет слова «{word}»"),
                    )
                    .help(format!("можно: {list}")),
                );
            }
        }
    }
}
