//! `rubrika check`: everything that `build` does, except writing.

use std::mem::ManuallyDrop;

use crate::diag::{self, Diagnostic, Error};
use crate::pipeline::{Options, Session};
use crate::site::output::Nowhere;
use crate::source::Sources;

use super::emit::{self, Format};
use super::{CONTENT, FINE, Terminal};

pub fn run(
    terminal: &Terminal,
    mut options: Options,
    format: Format,
    render: bool,
) -> Result<i32, Error> {
    options.render = render;
    // The program ends here: giving back its memory piece by piece would only keep people waiting.
    let compilation = ManuallyDrop::new(Session::default().compile_to(&options, &Nowhere)?);
    let sources = compilation.examined.sources();
    Ok(report(terminal, &compilation.diagnostics, sources, format))
}

/// Shows what a check has found; returns the exit code.
pub fn report(terminal: &Terminal, list: &[Diagnostic], sources: &Sources, format: Format) -> i32 {
    let text = emit::diagnostics(list, sources, format, terminal.colour);
    match format {
        Format::Text => {
            terminal.tell(&text);
            let summary = match list.is_empty() {
                true => "Всё в порядке: ни ошибок, ни предупреждений".to_owned(),
                false => emit::summary(list),
            };
            terminal.remark(&format!("{summary}.\n"));
        }
        _ => terminal.answer(&text),
    }
    if diag::has_errors(list) {
        CONTENT
    } else {
        FINE
    }
}
