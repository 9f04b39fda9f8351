//! `rubrika check`: everything that `build` does, except writing.

use crate::diag::Error;
use crate::pipeline::{Options, Session};

use super::emit::{self, Format};
use super::{CONTENT, FINE, Terminal};

pub fn run(
    terminal: &Terminal,
    mut options: Options,
    format: Format,
    render: bool,
) -> Result<i32, Error> {
    options.render = render;
    let compilation = Session::default().compile(&options)?;
    let text = emit::diagnostics(
        &compilation.diagnostics,
        compilation.examined.sources(),
        format,
        terminal.colour,
    );
    match format {
        Format::Text => {
            terminal.tell(&text);
            let summary = match compilation.diagnostics.is_empty() {
                true => "Всё в порядке: ни ошибок, ни предупреждений".to_owned(),
                false => emit::summary(&compilation.diagnostics),
            };
            terminal.remark(&format!("{summary}.\n"));
        }
        _ => terminal.answer(&text),
    }
    Ok(if compilation.has_errors() {
        CONTENT
    } else {
        FINE
    })
}
