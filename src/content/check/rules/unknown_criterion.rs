use super::prelude::*;
use crate::content::parse::value::IndicatorValue;
use crate::vocab::{CRITERIA, Scale};

rule!(
    "unknown-criterion",
    Error,
    "Критерий, показатель или слово шкалы не из списка",
    "Семь критериев эффективности и их шкалы встроены в программу: 1 – программа, 2 – условия, 3 – мотивация, 4 – закрепляемость, 5 – конкурсы, 6 – распространение опыта, 7 – динамика результатов.",
    TOMSK "приложение 1"
);

fn check(cx: &Cx<'_>, out: &mut Vec<Diagnostic>) {
    for year in cx.catalog.monitoring.iter() {
        for c in &year.criteria {
            if c.doubtful(&["criterion", "indicator", "scale", "value"]) {
                continue;
            }
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
            if let Some(value) = &c.reading
                && c.scale.is_empty()
                && let Some((message, help)) = mismatch(indicator.scale, &value.value)
            {
                out.push(RULE.at(year.file, value.span, message).help(help));
            }
        }
    }
}

/// What is wrong with a value on a scale, and what it takes.
fn mismatch(scale: Scale, value: &IndicatorValue) -> Option<(String, String)> {
    let words = match scale {
        Scale::Words(words) => words,
        Scale::Share | Scale::Counts => {
            let IndicatorValue::Word(word) = value else {
                return None;
            };
            let help = match scale {
                Scale::Share => "запишите долю полями numerator и denominator или одним числом",
                _ => "запишите число или числа по уровням: { школьный: 3, муниципальный: 1 }",
            };
            return Some((format!("«{word}» – не число"), help.to_owned()));
        }
    };
    let message = match value {
        IndicatorValue::Word(word) if words.iter().any(|w| fold::fold(w) == fold::fold(word)) => {
            return None;
        }
        IndicatorValue::Word(word) => format!("на шкале нет слова «{word}»"),
        IndicatorValue::Number(_) | IndicatorValue::Levels(_) => {
            "этот показатель оценивают словом, а не числом".to_owned()
        }
    };
    let list: Vec<String> = words.iter().map(|w| format!("«{w}»")).collect();
    Some((message, format!("можно: {}", list.join(", "))))
}
