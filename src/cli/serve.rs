//! `rubrika serve`: the preview.

use std::net::IpAddr;

use qrcode::{EcLevel, QrCode, render::unicode::Dense1x2};

use crate::diag::Error;
use crate::pipeline::Options;
use crate::serve::{self, Address, News};
use crate::text::plural;

use super::emit::{self, Format};
use super::{FINE, Terminal, build};

pub fn run(
    terminal: &Terminal,
    options: Options,
    place: (Option<IpAddr>, u16),
    open: bool,
) -> Result<i32, Error> {
    let hear = |news: News<'_>| match news {
        News::Listening(Address { own, network }) => {
            terminal.answer(&format!("{own}\n"));
            if let Some(network) = network {
                terminal.answer(&format!("{network}\n"));
                terminal.remark(&qr(network));
                terminal.remark(
                    "По второму адресу раздел виден всем в вашей сети, пока работает просмотр.\n",
                );
            }
            terminal.remark("Раздел обновляется при каждой правке; остановить – Ctrl+C.\n");
            if open {
                open_in_browser(terminal, own);
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
    serve::run(&options, place, &hear)?;
    Ok(FINE)
}

/// An address as a picture for a phone's camera: light on dark, as most terminals are; cameras read both.
fn qr(address: &str) -> String {
    match QrCode::with_error_correction_level(address, EcLevel::L) {
        Ok(code) => {
            let mut picture = code.render::<Dense1x2>();
            let picture = picture
                .dark_color(Dense1x2::Light)
                .light_color(Dense1x2::Dark);
            format!("{}\n", picture.build())
        }
        // Too long for a picture: it can still be typed.
        Err(_) => String::new(),
    }
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
