//! The only room that prints and exits.

mod args;
mod build;
mod check;
mod completions;
mod emit;
mod explain;
mod handbook;
mod purge;
mod scaffold;
mod schema;
mod serve;
mod status;
mod theme;
mod usage;
mod withdraw;

use std::io::{IsTerminal, Write};

use clap::Parser;
use clap::error::ErrorKind;
use jiff::Timestamp;

use crate::attachment;
use crate::content::Overrides;
use crate::diag::Error;
use crate::pipeline::Options;
use crate::text::date;

use args::{Cli, Colour, Command, Global, ThemeAction};

/// Everything went well.
const FINE: i32 = 0;
/// The content or the theme has problems.
const CONTENT: i32 = 1;
/// The program could not do its work, or was called wrongly.
const FAILURE: i32 = 2;

/// Does what the command line asks and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> i32 {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !attachment::is_reading() {
            print(info);
        }
    }));
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return usage_error(&error),
    };
    let terminal = Terminal::new(&cli.global);
    let result = options(&cli.global).and_then(|options| match cli.command {
        Command::Build {
            out,
            purge_list,
            timings,
        } => build::run(&terminal, options, out, purge_list, timings),
        Command::Check { shown, no_render } => {
            check::run(&terminal, options, shown.format, !no_render)
        }
        Command::Status { id, format } => status::run(&terminal, options, id.as_deref(), format),
        Command::Explain { name, markdown } => {
            explain::run(&terminal, options, name.as_deref(), markdown)
        }
        Command::Serve { port, host, open } => serve::run(&terminal, options, (host, port), open),
        Command::Init { name } => scaffold::init(&terminal, &options, name.as_deref()),
        Command::New { kind, id, title } => {
            scaffold::new(&terminal, &options, &kind, &id, title.as_deref())
        }
        Command::Theme { action } => match action {
            ThemeAction::Check { shown } => theme::check(&terminal, &options, shown.format),
            ThemeAction::New { name } => theme::new(&terminal, &options, &name),
        },
        Command::Withdraw { person, dry_run } => {
            withdraw::run(&terminal, &options, &person, dry_run)
        }
        Command::Schema { kind } => schema::run(&terminal, kind.as_deref()),
        Command::Completions { shell } => completions::run(&terminal, shell),
    });
    match result {
        Ok(code) => code,
        Err(error) => {
            terminal.error(&error);
            FAILURE
        }
    }
}

fn usage_error(error: &clap::Error) -> i32 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            put(&mut std::io::stdout(), &error.render().to_string());
            FINE
        }
        _ => {
            let (message, help) = usage::sentence(error);
            put(
                &mut std::io::stderr(),
                &format!("ошибка: {message}\n  как быть: {help}\n"),
            );
            FAILURE
        }
    }
}

/// As typed → as meant. The clock is asked here and nowhere else.
#[allow(clippy::disallowed_methods)]
fn options(global: &Global) -> Result<Options, Error> {
    let day = match &global.date {
        Some(text) => Some(date::parse(text).ok_or_else(|| {
            Error::new(format!("«{text}» – не дата")).help("пишите 2026-11-22 или 22.11.2026")
        })?),
        None => None,
    };
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .trim()
            .parse()
            .ok()
            .and_then(|s| Timestamp::from_second(s).ok())
            .ok_or_else(|| Error::new(format!("SOURCE_DATE_EPOCH: «{text}» – не число секунд")))?,
        Err(_) => Timestamp::now(),
    };
    if let Some(url) = &global.base_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        return Err(Error::new(format!("«{url}» – не полный адрес"))
            .help("адрес начинается с https:// или http://"));
    }
    Ok(Options {
        root: global.root.clone(),
        date: day,
        now,
        overrides: Overrides {
            base_url: global.base_url.clone(),
            theme: global.theme.clone(),
            texts: Vec::new(),
        },
        strict: global.strict,
        show_names: global.show_names,
        render: true,
    })
}

/// Where and how to print.
pub struct Terminal {
    colour: bool,
    quiet: bool,
}

impl Terminal {
    fn new(global: &Global) -> Self {
        let colour = match global.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                std::io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                    && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
            }
        };
        Self {
            colour,
            quiet: global.quiet,
        }
    }

    /// The answer of a command: to standard output.
    fn answer(&self, text: &str) {
        put(&mut std::io::stdout(), text);
    }

    /// Complaints and what is said besides: to standard error.
    fn tell(&self, text: &str) {
        put(&mut std::io::stderr(), text);
    }

    /// What `--quiet` silences.
    fn remark(&self, text: &str) {
        if !self.quiet {
            self.tell(text);
        }
    }

    fn error(&self, error: &Error) {
        let (on, off) = if self.colour {
            ("\u{1b}[1;31m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        self.tell(&format!("{on}ошибка{off}: {error}\n"));
        if let Some(help) = error.way_out() {
            self.tell(&format!("  как быть: {help}\n"));
        }
    }

    /// Text in bold, on a terminal that shows it.
    fn bold(&self, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// Prints; a reader that has gone away is no trouble of ours.
fn put(stream: &mut dyn Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}
