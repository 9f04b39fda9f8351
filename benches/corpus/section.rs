//! The section itself: its settings, the home page and free pages, the road map, the monitoring.

use std::fmt::Write;

use super::words::sentence;
use super::{Counts, Put};

const SITE: &str = "title: Наставничество
description: Раздел выдуманной школы, на котором измеряют скорость
base_url: https://bench.example/section/
timezone: Asia/Irkutsk
organization:
  name: Школа для измерений
  short_name: Школа
  address: улица Школьная, дом 1
  email: info@bench.example
public_contacts: [info@bench.example]
council: [p0, p2, p4]
staff: { teachers: 46, young_specialists: 7, as_of: 2026-09-01 }
bank_reviewed: 2026-11-01
";

const MONITORING: &str = "staff: { teachers: 46, young_specialists: 7, as_of: 2026-06-01 }
young_specialists: { hired: 6, stayed: 5 }
criteria:
  - { criterion: 1, indicator: 1, level: школьный, value: Имеется, evidence: положение }
  - { criterion: 4, indicator: 1, level: школьный, numerator: 5, denominator: 6, evidence: кадровый учёт }
  - { criterion: 6, indicator: 1, value: { школьный: 9, муниципальный: 5 }, evidence: программы дней }
survey:
  - question: Стало ли вам легче работать?
    answers: { да: 31, скорее да: 9, нет: 4 }
conclusions: Наставников стало больше
recommendations: Описать ещё две практики
";

pub fn each(counts: &Counts, put: Put<'_>) {
    put("site.yaml", SITE.as_bytes());
    let home = format!(
        "---\ntitle: Наставничество в школе\n---\n\n{}: [приказ](acts/a0/index.md).\n\n{}.\n",
        sentence(1, 60),
        sentence(2, 60)
    );
    put("index.md", home.as_bytes());
    put("monitoring/2025-2026.yaml", MONITORING.as_bytes());
    put("roadmaps/k0.yaml", roadmap().as_bytes());
    for i in 0..counts.pages {
        put(&format!("pages/s{i}.md"), page(i, counts.acts).as_bytes());
    }
}

fn page(i: usize, acts: usize) -> String {
    format!(
        "---\ntitle: Страница номер {i}\n---\n\n{}: [приказ](../acts/a{}/index.md).\n\n## Подробнее\n\n{}.\n",
        sentence(i, 60),
        i % acts,
        sentence(i + 1, 80)
    )
}

fn roadmap() -> String {
    let mut out = format!(
        "title: Дорожная карта школы\nlevel: локальный\nact: a0\nperiod: {{ from: 2025-09-01, to: 2027-08-31 }}\ngoal: {}\nsections:\n",
        sentence(3, 12)
    );
    for section in 1..=4 {
        let _ = writeln!(out, "  - title: Часть {section}\n    items:");
        for item in 1..=6 {
            let _ = writeln!(
                out,
                "      - number: '{section}.{item}'\n        activity: {}\n        result: {}\n        dates: ежегодно\n        responsible: [куратор]\n        unit: шт.\n        plan: {{ 2025: 4, 2026: 6 }}\n        fact: {{ 2025: 5 }}",
                sentence(section * 10 + item, 10),
                sentence(section * 20 + item, 6),
            );
        }
    }
    out
}
