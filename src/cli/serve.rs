//! `rubrika serve`: the preview.

use crate::diag::Error;
use crate::pipeline::Options;
use crate::serve::{self, News};
use crate::text::plural;

use super::emit::{self, Format};
use super::{FINE, Terminal, build};

pub fn run(terminal: &Terminal, options: Options, port: u16, open: bool) -> Result<i32, Error> {
    let hear = |news: News<'_>| match news {
        News::Listening(address) => {
            terminal.answer(&format!("{address}\n"));
            terminal.remark("Раздел обновляется при каждой правке; остановить – Ctrl+C.\n");
            if open {
                open_in_browser(terminal, address);
            }
        }
        News::Built(compilation, elapsed) => {
            let list = &compilation.diagnostics;
            terminal.tell(&emit::diagnostics(
                list,
                compilation.examined.sources(),
                Format::Text,
                terminal.colour,
            ));
            let summary = emit::summary(list);
            let withheld = compilation
                .gated
                .as_ref()
                .map_or(0, |(_, l)| l.entries().len());
            let mut line = match compilation.has_errors() {
                true => "Не собрано, показываю прежнее".to_owned(),
                false => format!("Собрано за {}", build::duration(elapsed)),
            };
            if !summary.is_empty() {
                line.push_str(&format!("; {summary}"));
            }
            if withheld > 0 {
                line.push_str(&format!(
                    "; закрыто: {}",
                    plural::count(withheld, "сведение", "сведения", "сведений")
                ));
            }
            terminal.remark(&format!("{line}\n"));
        }
        News::Failed(error) => terminal.error(error),
    };
    serve::run(&options, port, &hear)?;
    Ok(FINE)
}

#[allow(clippy::disallowed_methods)] // calls the browser
fn open_in_browser(terminal: &Terminal, address: &str) {
    let command = if cfg!(target_os = "windows") {
        ("cmd", vec!["/C", "start", address])
    } else if cfg!(target_os = "macos") {
        ("open", vec![address])
    } else {
        ("xdg-open", vec![address])
    };
    let quiet = std::process::Stdio::null;
    let started = std::process::Command::new(command.0)
        .args(command.1)
        .stdout(quiet())
        .stderr(quiet())
        .spawn();
    if started.is_err() {
        terminal.remark("Браузер не открылся сам: откройте адрес вручную.\n");
    }
}
