//! What clap says in English, in Russian.

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::suggest;

/// The sentence for a mistake on the command line, and the way out.
pub fn sentence(error: &clap::Error) -> (String, String) {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(list)) => Some(list.join(", ")),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg)
        .unwrap_or_default()
        .replace(['<', '>'], "");
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let mut help = "rubrika --help покажет все команды и параметры".to_owned();
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            let cli = super::args::Cli::command();
            let known = cli.get_subcommands().map(clap::Command::get_name);
            if let Some(near) = suggest::nearest(&name, known) {
                help = format!("возможно, имелось в виду «{near}»");
            }
            format!("нет команды «{name}»")
        }
        ErrorKind::UnknownArgument => {
            if let Some(near) = text(ContextKind::SuggestedArg) {
                help = format!("возможно, имелось в виду «{near}»");
            }
            match argument.starts_with('-') {
                true => format!("нет параметра «{argument}»"),
                false => format!("лишний аргумент «{argument}»"),
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("у параметра «{argument}» нет значения")
        }
        ErrorKind::InvalidValue => {
            if let Some(valid) = text(ContextKind::ValidValue) {
                help = format!("можно: {valid}");
            }
            format!("«{value}» не подходит для «{argument}»")
        }
        ErrorKind::ValueValidation => format!("«{value}» не подходит для «{argument}»"),
        ErrorKind::MissingRequiredArgument => format!("не хватает: {argument}"),
        ErrorKind::ArgumentConflict => {
            let prior = text(ContextKind::PriorArg)
                .unwrap_or_default()
                .replace(['<', '>'], "");
            match prior.is_empty() || prior == argument {
                true => format!("параметр «{argument}» указан дважды"),
                false => format!("«{argument}» и «{prior}» вместе не бывают"),
            }
        }
        ErrorKind::TooManyValues => format!("у «{argument}» слишком много значений"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "не указана команда".to_owned()
        }
        ErrorKind::InvalidUtf8 => "в параметрах есть текст не в UTF-8".to_owned(),
        _ => "команда не понята".to_owned(),
    };
    (message, help)
}
