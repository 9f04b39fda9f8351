//! `rubrika status`: what is published, what is withheld and why, what comes next.

use serde_json::json;

use crate::content::{Ledger, LedgerEntry, State};
use crate::diag::Error;
use crate::pipeline::{Compilation, Options, Session};
use crate::text::{date, plural};
use crate::vocab::Kind;

use super::args::StatusFormat;
use super::emit::{self, Format};
use super::{CONTENT, FINE, Terminal};

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
        StatusFormat::Text => terminal.answer(&text(terminal, &compilation, ledger, &rows)),
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

fn json(c: &Compilation, ledger: &Ledger, rows: &[(Kind, &str, State)]) -> String {
    let list: Vec<_> = rows
        .iter()
        .map(|(kind, id, state)| {
            let reasons: Vec<_> = ledger
                .of(*kind, id)
                .map(|e| {
                    json!({
                        "clause": e.clause.name,
                        "what": e.what,
                        "message": e.message,
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
    format!(
        "{}\n",
        serde_json::to_string_pretty(&list).expect("plain values")
    )
}

fn text(
    terminal: &Terminal,
    c: &Compilation,
    ledger: &Ledger,
    rows: &[(Kind, &str, State)],
) -> String {
    let mut out = format!("На {}\n", date::long(c.examined.today()));
    let single = rows.len() == 1;
    let of = |state: State| rows.iter().filter(move |(.., s)| *s == state);
    let published = of(State::Published).count();
    let name = |kind: &Kind, id: &str| format!("{}/{id}", kind.code());
    if single {
        for (kind, id, state) in rows {
            let word = match state {
                State::Published => "опубликовано целиком",
                State::Partial => "опубликовано частично",
                State::Withheld => "закрыто целиком",
            };
            out.push_str(&format!("\n{}: {word}\n", terminal.bold(&name(kind, id))));
            if let Some(url) = c.routes.of(*kind, id) {
                out.push_str(&format!("  адрес: {url}\n"));
            }
            reasons(&mut out, ledger.of(*kind, id), true);
        }
        return out;
    }
    for (state, title) in [
        (State::Withheld, "Закрыто целиком"),
        (State::Partial, "Опубликовано частично"),
    ] {
        let mut group = of(state).peekable();
        if group.peek().is_none() {
            continue;
        }
        out.push_str(&format!("\n{}\n", terminal.bold(title)));
        for (kind, id, _) in group {
            out.push_str(&format!("  {}\n", name(kind, id)));
            reasons(&mut out, ledger.of(*kind, id), false);
        }
    }
    let mut next: Vec<&LedgerEntry> = ledger
        .entries()
        .iter()
        .filter(|e| e.until.is_some())
        .collect();
    next.sort_by_key(|e| (e.until, e.kind, e.id.clone(), e.what.clone()));
    if !next.is_empty() {
        out.push_str(&format!(
            "\n{}\n",
            terminal.bold("Что изменится само, если собрать раздел в этот день или позже")
        ));
        for e in next {
            let day = e.until.map(date::long).unwrap_or_default();
            out.push_str(&format!("  {day}: {} – {}\n", name(&e.kind, &e.id), e.what));
        }
    }
    out.push_str(&format!(
        "\nОпубликовано целиком: {}. Подробнее об одной: rubrika explain ВИД/ЗАПИСЬ\n",
        plural::count(published, "запись", "записи", "записей")
    ));
    out
}

fn reasons<'a>(out: &mut String, list: impl Iterator<Item = &'a LedgerEntry>, full: bool) {
    for e in list {
        out.push_str(&format!(
            "    {}: {} [{}]\n",
            e.what, e.message, e.clause.name
        ));
        if full {
            out.push_str(&format!(
                "      как быть: {}\n      основание: {}\n",
                e.clause.way_out, e.clause.source
            ));
        }
    }
}
