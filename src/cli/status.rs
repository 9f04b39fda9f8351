//! `rubrika status`: what is published, what is withheld and why, what comes next.

use std::collections::BTreeSet;

use serde_json::json;

use crate::content::{Clause, Coming, Ledger, LedgerEntry, State};
use crate::diag::{Diagnostic, Error, location};
use crate::pipeline::{Compilation, Options, Session};
use crate::text::{date, plural};
use crate::vocab::Kind;

use super::args::StatusFormat;
use super::emit::{self, Format};
use super::explain::way_out;
use super::{CONTENT, FINE, Terminal};

/// Rules that complain of something overdue.
const OVERDUE: &[&str] = &["act-unpublished", "bank-stale", "overdue-program"];

pub fn run(
    terminal: &Terminal,
    mut options: Options,
    id: Option<&str>,
    format: StatusFormat,
) -> Result<i32, Error> {
    options.render = false;
    let compilation = Session::default().compile(&options)?;
    let Some((_, ledger)) = &compilation.gated else {
        terminal.tell(&emit::diagnostics(
            &compilation.diagnostics,
            compilation.examined.sources(),
            Format::Text,
            terminal.colour,
        ));
        terminal.tell("Сначала исправьте ошибки: пока они есть, публикация не определена.\n");
        return Ok(CONTENT);
    };
    let wanted = match id {
        Some(id) => Some(find(ledger, id)?),
        None => None,
    };
    let rows: Vec<(Kind, &str, State)> = ledger
        .states()
        .filter(|(kind, id, _)| {
            wanted
                .as_ref()
                .is_none_or(|list| list.iter().any(|(k, i)| k == kind && i == id))
        })
        .collect();
    match format {
        StatusFormat::Json => terminal.answer(&json(&compilation, ledger, &rows)),
        StatusFormat::Text if wanted.is_some() => {
            terminal.answer(&entries(terminal, &compilation, ledger, &rows));
        }
        StatusFormat::Text => terminal.answer(&section(terminal, &compilation, ledger, &rows)),
    }
    Ok(FINE)
}

/// The entries that a word means: `kind/id`, `kind:id` or an id of any kind.
fn find(ledger: &Ledger, written: &str) -> Result<Vec<(Kind, String)>, Error> {
    let (kind, id) = match written.split_once(['/', ':']) {
        Some((kind, id)) if Kind::parse(kind).is_some() => (Kind::parse(kind), id),
        _ => (None, written),
    };
    let all: Vec<(Kind, &str)> = ledger.states().map(|(k, i, _)| (k, i)).collect();
    let found: Vec<_> = all
        .iter()
        .filter(|(k, i)| {
            i.to_lowercase() == id.to_lowercase() && kind.is_none_or(|kind| kind == *k)
        })
        .map(|(k, i)| (*k, (*i).to_owned()))
        .collect();
    if found.is_empty() {
        let near = crate::text::suggest::nearest(id, all.iter().map(|(_, i)| *i));
        let error = Error::new(format!("нет записи «{written}»"));
        return Err(match near {
            Some(near) => error.help(format!("возможно, имелось в виду «{near}»")),
            None => error.help("rubrika status без имени покажет все записи"),
        });
    }
    Ok(found)
}

type Row<'r> = (Kind, &'r str, State);

fn name(kind: Kind, id: &str) -> String {
    match kind {
        Kind::Site => "site".to_owned(),
        _ => format!("{}/{id}", kind.code()),
    }
}

/// What will change by itself, of the entries that are asked for.
fn coming(c: &Compilation, ledger: &Ledger, rows: &[Row<'_>]) -> Vec<Coming> {
    let mut list = c.examined.coming(ledger);
    list.retain(|x| {
        rows.iter()
            .any(|(kind, id, _)| *kind == x.kind && *id == x.id)
    });
    list
}

fn overdue(c: &Compilation) -> Vec<&Diagnostic> {
    let list = c.diagnostics.iter();
    list.filter(|d| OVERDUE.contains(&d.rule.name)).collect()
}

fn json(c: &Compilation, ledger: &Ledger, rows: &[Row<'_>]) -> String {
    let entries: Vec<_> = rows
        .iter()
        .map(|(kind, id, state)| {
            let reasons: Vec<_> = ledger
                .of(*kind, id)
                .map(|e| {
                    json!({
                        "clause": e.clause.name,
                        "what": e.what,
                        "message": e.message,
                        "help": way_out(e.clause, e.until),
                        "source": e.clause.source,
                        "until": e.until.map(date::iso),
                    })
                })
                .collect();
            json!({
                "kind": kind.code(),
                "id": id,
                "state": state.code(),
                "url": c.routes.of(*kind, id),
                "reasons": reasons,
            })
        })
        .collect();
    let coming: Vec<_> = coming(c, ledger, rows)
        .into_iter()
        .map(|x| {
            json!({ "day": date::iso(x.day), "kind": x.kind.code(), "id": x.id, "what": x.what })
        })
        .collect();
    let sources = c.examined.sources();
    let overdue: Vec<_> = overdue(c)
        .into_iter()
        .map(|d| emit::record(d, sources))
        .collect();
    let all = json!({
        "today": date::iso(c.examined.today()),
        "entries": entries,
        "coming": coming,
        "overdue": overdue,
    });
    format!(
        "{}\n",
        serde_json::to_string_pretty(&all).expect("plain values")
    )
}

/// The whole section: what is withheld, what is overdue, what comes.
fn section(terminal: &Terminal, c: &Compilation, ledger: &Ledger, rows: &[Row<'_>]) -> String {
    let mut out = format!("На {}\n", date::long(c.examined.today()));
    let of = |state: State| rows.iter().filter(move |(.., s)| *s == state);
    let mut clauses: Vec<&'static Clause> = Vec::new();
    for (state, title) in [
        (State::Withheld, "Закрыто целиком"),
        (State::Partial, "Опубликовано частично"),
    ] {
        if of(state).next().is_none() {
            continue;
        }
        out.push_str(&format!("\n{}\n", terminal.bold(title)));
        for (kind, id, _) in of(state) {
            out.push_str(&format!("  {}\n", name(*kind, id)));
            for (what, e) in reasons(ledger.of(*kind, id)) {
                out.push_str(&format!("    {what}: {} [{}]\n", e.message, e.clause.name));
                if e.until.is_none() && !clauses.iter().any(|c| c.name == e.clause.name) {
                    clauses.push(e.clause);
                }
            }
        }
    }
    clauses.sort_by_key(|c| c.name);
    let help: Vec<String> = clauses
        .iter()
        .map(|c| format!("{}: {}\n      основание: {}", c.name, c.way_out, c.source))
        .collect();
    list(&mut out, terminal, "Как быть с закрытым", &help);
    let sources = c.examined.sources();
    let late: Vec<String> = overdue(c)
        .into_iter()
        .map(|d| {
            let help = d.help.as_ref().map(|h| format!("\n      как быть: {h}"));
            format!(
                "{}: {}{}",
                location(d, sources),
                d.message,
                help.unwrap_or_default()
            )
        })
        .collect();
    list(&mut out, terminal, "Просрочено", &late);
    let next = days(&coming(c, ledger, rows));
    list(
        &mut out,
        terminal,
        "Что изменится само, если собрать раздел в этот день или позже",
        &next,
    );
    out.push_str(&format!(
        "\nОпубликовано целиком: {}. Подробнее об одной: rubrika explain ВИД/ЗАПИСЬ\n",
        plural::count(of(State::Published).count(), "запись", "записи", "записей")
    ));
    out
}

/// Single entries, with the way out of every reason.
fn entries(terminal: &Terminal, c: &Compilation, ledger: &Ledger, rows: &[Row<'_>]) -> String {
    let mut out = format!("На {}\n", date::long(c.examined.today()));
    for row in rows {
        let (kind, id, state) = *row;
        let word = match state {
            State::Published => "опубликовано целиком",
            State::Partial => "опубликовано частично",
            State::Withheld => "закрыто целиком",
        };
        out.push_str(&format!("\n{}: {word}\n", terminal.bold(&name(kind, id))));
        if let Some(url) = c.routes.of(kind, id) {
            out.push_str(&format!("  адрес: {url}\n"));
        }
        for (what, e) in reasons(ledger.of(kind, id)) {
            out.push_str(&format!(
                "  {what}: {} [{}]\n      как быть: {}\n      основание: {}\n",
                e.message,
                e.clause.name,
                way_out(e.clause, e.until),
                e.clause.source
            ));
        }
        for change in coming(c, ledger, &[row.to_owned()]) {
            out.push_str(&format!("  {} – {}\n", date::long(change.day), change.what));
        }
    }
    out
}

fn list(out: &mut String, terminal: &Terminal, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        out.push_str(&format!("\n{}\n", terminal.bold(title)));
        lines
            .iter()
            .for_each(|line| out.push_str(&format!("  {line}\n")));
    }
}

/// What is withheld of an entry for the same reason stands in one line.
fn reasons<'a>(all: impl Iterator<Item = &'a LedgerEntry>) -> Vec<(String, &'a LedgerEntry)> {
    let mut out: Vec<(String, &LedgerEntry)> = Vec::new();
    for e in all {
        let same = |(_, o): &&mut (String, &LedgerEntry)| {
            (o.clause.name, &o.message, o.until) == (e.clause.name, &e.message, e.until)
        };
        match out.iter_mut().find(same) {
            Some((what, _)) => what.push_str(&format!(", {}", e.what)),
            None => out.push((e.what.clone(), e)),
        }
    }
    out
}

/// A line for every day and entry.
fn days(all: &[Coming]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for first in all {
        let key = |x: &Coming| (x.day, x.kind, x.id.clone());
        if seen.insert(key(first)) {
            let same = all.iter().filter(|x| key(x) == key(first));
            let what: Vec<&str> = same.map(|x| x.what.as_str()).collect();
            out.push(format!(
                "{}: {} – {}",
                date::long(first.day),
                name(first.kind, &first.id),
                what.join("; ")
            ));
        }
    }
    out
}
