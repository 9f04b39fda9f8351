//! `rubrika explain`: a rule, a clause, or the fate of one entry.

use jiff::civil::Date;

use crate::content::{self, Clause, Condition};
use crate::diag::{Error, Severity};
use crate::pipeline::{Compilation, Options, Session};
use crate::text::{date, suggest};
use crate::vocab::Kind;

use super::{FINE, Terminal, handbook};

pub fn run(
    terminal: &Terminal,
    mut options: Options,
    name: Option<&str>,
    markdown: bool,
) -> Result<i32, Error> {
    let Some(name) = name else {
        if markdown {
            terminal.answer(&handbook::markdown());
            return Ok(FINE);
        }
        terminal.answer(&list(terminal));
        return Ok(FINE);
    };
    if let Some(text) = rule_or_clause(terminal, name) {
        terminal.answer(&text);
        return Ok(FINE);
    }
    if let Some(kind) = Kind::parse(name) {
        terminal.answer(&fields(terminal, kind));
        return Ok(FINE);
    }
    options.render = false;
    let entry = name
        .split_once(['/', ':'])
        .and_then(|(kind, id)| Some((Kind::parse(kind)?, id)));
    if let Some((kind, id)) = entry {
        let compilation = Session::default().compile(&options)?;
        terminal.answer(&entry_text(terminal, &compilation, kind, id)?);
        return Ok(FINE);
    }
    // An id alone is enough where there is a school; outside one only rules and clauses can be meant.
    let compilation = Session::default().compile(&options).ok();
    let meant: Vec<(&Compilation, Kind)> = compilation
        .iter()
        .flat_map(|c| Kind::ALL.iter().map(move |kind| (c, *kind)))
        // Results are spoken of with their programme.
        .filter(|(_, kind)| *kind != Kind::Results)
        .filter(|(c, kind)| c.examined.explain(*kind, name).is_some())
        .collect();
    if meant.is_empty() {
        let known = content::rules()
            .into_iter()
            .map(|r| r.name)
            .chain(content::clauses().iter().map(|c| c.name));
        let error = Error::new(format!("нет ни правила, ни условия «{name}»"));
        return Err(match suggest::nearest(name, known) {
            Some(near) => error.help(format!("возможно, имелось в виду «{near}»")),
            None => error
                .help("rubrika explain без имени покажет все; запись называют так: program/ИМЯ"),
        });
    }
    let texts: Result<Vec<String>, Error> = meant
        .into_iter()
        .map(|(compilation, kind)| entry_text(terminal, compilation, kind, name))
        .collect();
    terminal.answer(&texts?.join("\n"));
    Ok(FINE)
}

fn entry_text(
    terminal: &Terminal,
    compilation: &Compilation,
    kind: Kind,
    id: &str,
) -> Result<String, Error> {
    let examined = &compilation.examined;
    let Some(conditions) = examined.explain(kind, id) else {
        let error = Error::new(format!("нет записи «{}/{id}»", kind.code()));
        return Err(match suggest::nearest(id, examined.ids(kind)) {
            Some(near) => error.help(format!("возможно, имелось в виду «{}/{near}»", kind.code())),
            None => error,
        });
    };
    let mut out = format!(
        "{} на {}\n",
        terminal.bold(&format!("{}/{id}", kind.code())),
        date::long(examined.today())
    );
    if let Some(path) = examined.origin(kind, id) {
        out.push_str(&format!("  файл: {path}\n"));
    }
    if let Some(url) = compilation.routes.of(kind, id) {
        out.push_str(&format!("  адрес: {url}\n"));
    }
    out.push('\n');
    for c in &conditions {
        out.push_str(&condition(c));
    }
    if compilation.has_errors() {
        out.push_str("\nВ содержимом есть ошибки: пока они не исправлены, раздел не собирается (rubrika check).\n");
    }
    Ok(out)
}

fn condition(c: &Condition) -> String {
    let mark = if c.met { "да " } else { "нет" };
    let mut out = format!("  {mark}  {}: {}\n", c.title, c.message);
    if let Some(clause) = c.clause {
        out.push_str(&format!(
            "       как быть: {}\n       условие: {} – {}\n",
            way_out(clause, c.until),
            clause.name,
            clause.source
        ));
    }
    out
}

/// What to do about something withheld: nothing, if its day will come by itself.
pub fn way_out(clause: &Clause, until: Option<Date>) -> String {
    match until {
        Some(day) => format!(
            "делать ничего не нужно: откроется, если собрать раздел {} или позже",
            date::long(day)
        ),
        None => clause.way_out.to_owned(),
    }
}

fn rule_or_clause(terminal: &Terminal, name: &str) -> Option<String> {
    if let Some(rule) = content::rules().into_iter().find(|r| r.name == name) {
        let severity = match rule.severity {
            Severity::Error => "Ошибка: раздел не соберётся, пока её не исправить",
            Severity::Warning => "Предупреждение: раздел соберётся; с --strict это ошибка",
        };
        return Some(format!(
            "{}\n{}\n\n{}\n\n{severity}.\nОснование: {}.\n",
            terminal.bold(rule.name),
            rule.summary,
            rule.explanation,
            rule.source
        ));
    }
    let clause = content::clauses().iter().find(|c| c.name == name)?;
    Some(format!(
        "{}\n{}\n\n{}\n\nЧто закрыто: {}.\nКак быть: {}.\nОснование: {}.\n",
        terminal.bold(clause.name),
        clause.summary,
        clause.explanation,
        clause.withholds,
        clause.way_out,
        clause.source
    ))
}

fn fields(terminal: &Terminal, kind: Kind) -> String {
    let place = match kind {
        Kind::Site => "content/site.yaml".to_owned(),
        Kind::Program => "content/programs/ИМЯ/index.md".to_owned(),
        Kind::Results => "content/programs/ИМЯ/results.md".to_owned(),
        Kind::Monitoring => "content/monitoring/2025-2026.yaml".to_owned(),
        kind => format!("content/{}/ИМЯ.md", kind.folder()),
    };
    format!(
        "{}: {}\nВ квадратных скобках – кто увидит поле.\n\n{}",
        terminal.bold(kind.label()),
        place,
        content::reference(kind)
    )
}

fn list(terminal: &Terminal) -> String {
    let mut out = format!("{}\n", terminal.bold("Условия публикации"));
    for c in content::clauses() {
        out.push_str(&format!("  {:<26} {}\n", c.name, c.summary));
    }
    out.push_str(&format!("\n{}\n", terminal.bold("Правила")));
    for r in content::rules() {
        out.push_str(&format!("  {:<26} {}\n", r.name, r.summary));
    }
    out
}
