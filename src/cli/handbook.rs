//! `rubrika explain --markdown`: every rule and every clause on one page, `docs/rules.md`.

use crate::content;
use crate::diag::{Rule, Severity};

/// The page.
pub fn markdown() -> String {
    let rules = content::rules();
    let of = |severity| -> Vec<&Rule> {
        let all = rules.iter().copied();
        all.filter(|r| r.severity == severity).collect()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let clauses = content::clauses();
    let mut out = String::from(
        "<!-- Эту страницу печатает rubrika explain --markdown; правьте не её, а правила и условия. -->\n\n\
         # Правила и условия\n\n\
         Условие отвечает на вопрос «можно ли это публиковать сегодня?»: чего нельзя, то не выходит, а раздел собирается без него. Правило отвечает на вопрос «верно ли это написано?»: с ошибкой раздел не собирается, предупреждение собирать не мешает (с `--strict` – мешает).\n\n\
         То же об одном: `rubrika explain ИМЯ`. Как исправить именно ваше место, говорит само сообщение – строкой «как быть».\n",
    );
    let list: Vec<_> = clauses.iter().map(|c| (c.name, c.summary)).collect();
    contents(&mut out, "Условия публикации", &list);
    for (title, rules) in [("Ошибки", &errors), ("Предупреждения", &warnings)] {
        let list: Vec<_> = rules.iter().map(|r| (r.name, r.summary)).collect();
        contents(&mut out, title, &list);
    }
    out.push_str("\n## Условия публикации\n");
    for c in clauses {
        article(
            &mut out,
            c.name,
            c.summary,
            c.explanation,
            &[
                ("Что закрыто", c.withholds),
                ("Как быть", c.way_out),
                ("Основание", c.source),
            ],
        );
    }
    for (title, rules) in [("Ошибки", errors), ("Предупреждения", warnings)] {
        out.push_str(&format!("\n## {title}\n"));
        for r in rules {
            let source = [("Основание", r.source)];
            article(&mut out, r.name, r.summary, r.explanation, &source);
        }
    }
    out
}

fn contents(out: &mut String, title: &str, list: &[(&str, &str)]) {
    out.push_str(&format!("\n**{title}**\n\n"));
    for (name, summary) in list {
        out.push_str(&format!("- [`{name}`](#{name}) – {}\n", literal(summary)));
    }
}

fn article(out: &mut String, name: &str, summary: &str, text: &str, facts: &[(&str, &str)]) {
    out.push_str(&format!(
        "\n### {name}\n\n**{}.** {}\n\n",
        literal(summary),
        literal(text)
    ));
    for (label, fact) in facts {
        out.push_str(&format!("- {label}: {}.\n", literal(fact)));
    }
}

/// A text in which Markdown finds no markup of its own.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | '<' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
