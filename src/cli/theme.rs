//! `rubrika theme`: the school's own theme, checked or begun.

use crate::diag::{self, Error, Severity};
use crate::pipeline::{self, Options};
use crate::scaffold;
use crate::site::theme::{Chosen, try_samples};
use crate::source::Sources;

use super::emit::Format;
use super::{FINE, Terminal, check};

/// `rubrika theme check`: everything at once, on samples instead of the school's pages.
pub fn check(terminal: &Terminal, options: &Options, format: Format) -> Result<i32, Error> {
    let name = pipeline::theme_name(options)?;
    let mut list = Vec::new();
    match Chosen::find(&options.root, name.as_deref())? {
        Ok(chosen) if chosen.overlay.is_empty() && format == Format::Text => {
            terminal.remark("Своей темы у раздела нет: в site.yaml она не названа. Начать свою: rubrika theme new ИМЯ\n");
            return Ok(FINE);
        }
        Ok(chosen) => {
            if let Some(theme) = chosen.compile(&mut list) {
                list.extend(chosen.slips(&theme));
                // A slip that a sample has stumbled over has been told already.
                let met = try_samples(&theme).into_iter();
                let news = met.filter(|d| list.iter().all(|told| told.spot != d.spot));
                let news: Vec<_> = news.collect();
                list.extend(news);
            }
        }
        Err(missing) => list.push(*missing),
    }
    if options.strict {
        list.iter_mut().for_each(|d| d.severity = Severity::Error);
    }
    diag::sort(&mut list);
    Ok(check::report(terminal, &list, &Sources::default(), format))
}

/// `rubrika theme new`: a beginning that builds.
pub fn new(terminal: &Terminal, options: &Options, name: &str) -> Result<i32, Error> {
    for path in scaffold::theme(&options.root, name)? {
        terminal.answer(&format!("{}\n", path.display()));
    }
    terminal.remark(&format!(
        "Тема начата. Чтобы раздел стал собираться с ней, впишите в content/site.yaml строку\n\n    theme: {name}\n\nи смотрите, что получается: rubrika serve --open. Проверить шаблоны – rubrika theme check.\n"
    ));
    Ok(FINE)
}
