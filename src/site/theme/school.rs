//! The theme that a school has chosen: found, laid over the default one, looked through.

use std::path::Path;

use crate::diag::{self, Diagnostic, Error, Spot};
use crate::source::{RelPath, disk};

use super::super::view::Template;
use super::complaint::{and_more, diagnostic, met};
use super::{Layer, Theme, ThemeError, embedded, error, fields, hygiene, samples, shared, strays};

/// The files of a theme, not compiled yet.
#[derive(Debug, PartialEq)]
pub struct Chosen {
    /// How complaints call it: `themes/shkola`.
    pub label: String,
    /// What lies over the default theme; nothing if the default theme itself is chosen.
    pub overlay: Layer,
}

impl Chosen {
    /// Finds the theme of this name: in the school's folder `themes`, else in the binary.
    ///
    /// # Errors
    /// The folder cannot be read. That there is none is a complaint.
    pub fn find(root: &Path, name: Option<&str>) -> Result<Result<Self, Box<Diagnostic>>, Error> {
        let name = name.unwrap_or("default");
        let label = format!("themes/{name}");
        let on_disk = match RelPath::resolve("themes", name) {
            Ok(path) if path.as_str().starts_with("themes/") => {
                disk::read_theme(&root.join(path.as_str()))?
            }
            _ => None,
        };
        if let Some(overlay) = on_disk.or_else(|| embedded::named(name)) {
            return Ok(Ok(Self { label, overlay }));
        }
        let d = Diagnostic::new(
            &diag::THEME_MISSING,
            Spot::Nowhere,
            format!("нет темы «{name}»"),
        );
        Ok(Err(Box::new(d.help(format!(
            "создайте папку {label} (начать: rubrika theme new {name}) или назовите другую тему: поле theme в content/site.yaml, параметр --theme"
        )))))
    }

    /// Compiles the theme and says what its files alone show. Without a theme there are errors.
    pub fn compile(&self, out: &mut Vec<Diagnostic>) -> Option<Theme> {
        for stray in strays(&self.overlay) {
            out.push(self.stray(&stray));
        }
        for (rule, error) in hygiene::finds(&self.label, &self.overlay) {
            out.push(diagnostic(rule, error, ""));
        }
        match Theme::new(&self.label, &self.overlay) {
            Ok(theme) => Some(theme),
            Err(errors) => {
                let errors = errors.into_iter();
                out.extend(errors.map(|error| diagnostic(&diag::TEMPLATE, error, "")));
                None
            }
        }
    }

    /// What the templates of the compiled theme ask for and no page has.
    pub fn slips(&self, theme: &Theme) -> Vec<Diagnostic> {
        // The default theme is looked through in our tests.
        if self.overlay.is_empty() {
            return Vec::new();
        }
        let unknown = fields::unknown(&theme.sources).into_iter();
        let told = unknown.map(|find| {
            let pages = find.pages.iter().map(|page| format!("страница: {page}"));
            let pages: Vec<String> = pages.collect();
            let error = error::unknown(&find, &theme.sources);
            diagnostic(&diag::TEMPLATE, error, &and_more(&pages))
        });
        told.collect()
    }

    fn stray(&self, stray: &super::stray::Stray) -> Diagnostic {
        let label = &self.label;
        let help = match &stray.near {
            Some(near) => format!("возможно, имелось в виду «{label}/{near}»"),
            None => "шаблон называют так же, как тот, который он заменяет; лишний файл уберите"
                .to_owned(),
        };
        let spot = RelPath::resolve("", &format!("{label}/{}", stray.path))
            .map_or(Spot::Nowhere, Spot::File);
        let d = Diagnostic::new(
            &diag::THEME_STRAY_FILE,
            spot,
            "такого шаблона в теме по умолчанию нет, и никто этот файл не вызывает",
        );
        d.help(help)
    }
}

/// Renders every page of the full and of the minimal samples, and says what did not come out.
pub fn try_samples(theme: &Theme) -> Vec<Diagnostic> {
    let kinds = [
        ("заполнено всё", samples::full(), samples::section()),
        (
            "не заполнено ничего",
            samples::minimal(),
            samples::minimal_section(),
        ),
    ];
    let mut errors: Vec<(ThemeError, String)> = Vec::new();
    for (kind, pages, section) in kinds {
        let section = shared(&section);
        for sample in pages
            .into_iter()
            .filter(|sample| theme.has(sample.template))
        {
            if let Err(error) = theme.render(sample.template, &sample.view, &section) {
                let page = Template::file(sample.template);
                errors.push((*error, format!("образец страницы {page}, где {kind}")));
            }
        }
    }
    met(errors)
}
