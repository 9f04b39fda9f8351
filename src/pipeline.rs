//! The whole trip on one page: every phase called once, in order.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::content::{
    self, Examined, Gated, Ledger, Memo, Output, Overrides, Published, Sound, Watch,
};
use crate::diag::{self, Diagnostic, Error, Severity, Spot};
use crate::site::output::Bundle;
use crate::site::plan;
use crate::site::render::{self, PageMemo, Trouble};
use crate::site::routes::Routes;
use crate::site::theme::{self, Theme, ThemeError};
use crate::source::{RelPath, disk};
use crate::text::typography;
use crate::vocab::Kind;

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that holds `content/` and perhaps `themes/`.
    pub root: PathBuf,
    /// The day, if it is given.
    pub date: Option<Date>,
    /// The moment, read once by the command line.
    pub now: Timestamp,
    /// Settings that stand for those of `site.yaml`.
    pub overrides: Overrides,
    /// Warnings count as errors.
    pub strict: bool,
    /// Go on after the gate: routes, templates, the guard.
    pub render: bool,
    /// The guard's complaints show the words themselves.
    pub show_names: bool,
}

impl Options {
    /// The day in the section's time zone; Moscow's if it has none.
    pub fn today(&self, zone: Option<&str>) -> Date {
        let zone = zone.unwrap_or("Europe/Moscow");
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        self.date.unwrap_or_else(|| self.now.to_zoned(zone).date())
    }
}

/// What a run has come to.
pub struct Compilation {
    /// The content, loaded and checked.
    pub examined: Examined,
    /// Every complaint of every phase, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What passed the gate; `None` if there were errors before it.
    pub gated: Option<(Published, Ledger)>,
    /// Addresses of what passed the gate.
    pub routes: Routes,
    /// The output; `None` if there were errors.
    pub bundle: Option<Bundle>,
    /// Those who must not be named; `None` if there were errors before the gate.
    pub watch: Option<Watch>,
    /// The output that errors keep from being written: it can be looked at, and nothing else.
    refused: Option<Bundle>,
}

impl Compilation {
    /// Whether something stands in the way of publication.
    pub fn has_errors(&self) -> bool {
        diag::has_errors(&self.diagnostics)
    }

    /// Every file of the output, whether it may be written or not; `None` if it could not be rendered.
    pub fn files(&self) -> Option<Vec<Output<'_>>> {
        let bundle = self.bundle.as_ref().or(self.refused.as_ref())?;
        Some(outputs(bundle))
    }
}

/// The files of an output as the guard reads them.
fn outputs(bundle: &Bundle) -> Vec<Output<'_>> {
    bundle
        .iter()
        .map(|(path, bytes)| Output {
            path: path.as_str(),
            bytes,
            origin: bundle.origin(path),
            ours: Theme::is_own_asset(path.as_str(), bytes),
        })
        .collect()
}

/// Remembers what was parsed and rendered. `build` makes a fresh one, `serve` keeps one: the same `compile`.
#[derive(Default)]
pub struct Session {
    content: Memo,
    pages: Option<PageMemo>,
    /// Told of every phase as it begins: measurements need it.
    listener: Option<Box<dyn FnMut(&'static str) + Send>>,
}

impl Session {
    /// A session that will compile more than once and keeps pages for the next time.
    pub fn lasting() -> Self {
        Self {
            content: Memo::lasting(),
            pages: Some(PageMemo::default()),
            listener: None,
        }
    }

    /// A session that tells of every phase as it begins, and with an empty word of the end.
    pub fn listened_to(listener: impl FnMut(&'static str) + Send + 'static) -> Self {
        Self {
            listener: Some(Box::new(listener)),
            ..Self::default()
        }
    }

    fn enter(&mut self, phase: &'static str) {
        if let Some(listener) = &mut self.listener {
            listener(phase);
        }
    }

    /// Load, parse, catalog, check, gate, routes, views, plan, render, guard.
    ///
    /// # Errors
    /// The machine's problems: a folder that is not there, a disk that cannot be read.
    pub fn compile(&mut self, options: &Options) -> Result<Compilation, Error> {
        self.enter("examine");
        let mut examined = content::examine(
            &options.root,
            &mut self.content,
            &options.overrides,
            |zone| options.today(zone),
        )?;
        let mut diagnostics = examined.take_diagnostics(options.strict);
        let mut gated = None;
        let mut routes = Routes::default();
        let mut bundle = None;
        let mut watch = None;
        if let Some(sound) = examined.sound(&diagnostics) {
            self.enter("gate");
            let mut late = Vec::new();
            let mut open = sound.gate(&mut self.content)?;
            late.append(&mut open.diagnostics);
            routes = Routes::new(&open.published);
            let met = collisions(&routes, &examined, &mut late);
            // Whatever else the gate complains of, the guard's complaints come in the same run.
            if options.render && !met {
                self.enter("render");
                let theme = open.published.site().theme();
                if let Some(theme) = theme_of(&options.root, theme.as_deref(), &mut late)? {
                    bundle = self.render(&theme, &examined, &open.published, &routes, &mut late);
                    if let Some(bundle) = &bundle {
                        self.enter("guard");
                        late.extend(self.guard(options, &sound, &open, bundle, &theme));
                    }
                }
            }
            watch = Some(open.watch());
            gated = Some((open.published, open.ledger));
            if options.strict {
                late.iter_mut().for_each(|d| d.severity = Severity::Error);
            }
            diagnostics.extend(late);
            diag::sort(&mut diagnostics);
        }
        let refused = match diag::has_errors(&diagnostics) {
            true => bundle.take(),
            false => None,
        };
        self.enter("");
        Ok(Compilation {
            examined,
            diagnostics,
            gated,
            routes,
            bundle,
            watch,
            refused,
        })
    }

    fn guard(
        &mut self,
        options: &Options,
        sound: &Sound<'_>,
        gated: &Gated,
        bundle: &Bundle,
        theme: &Theme,
    ) -> Vec<Diagnostic> {
        sound.guard(
            gated,
            &outputs(bundle),
            &theme.written(),
            &mut self.content,
            options.show_names,
        )
    }

    fn render(
        &mut self,
        theme: &Theme,
        examined: &Examined,
        published: &Published,
        routes: &Routes,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Bundle> {
        let plan = plan::plan(published, routes);
        match render::render(plan, theme, self.pages.as_mut()) {
            Ok(bundle) => Some(bundle),
            Err(troubles) => {
                out.extend(troubles.into_iter().map(|t| trouble(t, examined)));
                None
            }
        }
    }
}

/// The theme: the school's folder over the default one.
fn theme_of(
    root: &Path,
    name: Option<&str>,
    out: &mut Vec<Diagnostic>,
) -> Result<Option<Theme>, Error> {
    let label = format!("themes/{}", name.unwrap_or("default"));
    let safe = RelPath::resolve("themes", name.unwrap_or("default"));
    let overlay = match &safe {
        Ok(path) if path.as_str().starts_with("themes/") => {
            disk::read_theme(&root.join(path.as_str()))?
        }
        _ => None,
    };
    let overlay = match (overlay, name) {
        (Some(overlay), _) => overlay,
        (None, None | Some("default")) => Default::default(),
        (None, Some(name)) => {
            out.push(
                Diagnostic::new(
                    &diag::THEME_MISSING,
                    Spot::Nowhere,
                    format!("нет темы «{name}»"),
                )
                .help(format!("создайте папку {label} или назовите другую тему: поле theme в content/site.yaml, параметр --theme")),
            );
            return Ok(None);
        }
    };
    for stray in theme::strays(&overlay) {
        let path = format!("{label}/{}", stray.path);
        let help = match stray.near {
            Some(near) => format!("возможно, имелось в виду «{label}/{near}»"),
            None => "шаблон называют так же, как тот, который он заменяет; лишний файл уберите"
                .to_owned(),
        };
        let spot = RelPath::resolve("", &path).map_or(Spot::Nowhere, Spot::File);
        let d = Diagnostic::new(
            &diag::THEME_STRAY_FILE,
            spot,
            "такого шаблона в теме по умолчанию нет, и никто этот файл не вызывает",
        );
        out.push(d.help(help));
    }
    match Theme::new(&label, &overlay) {
        Ok(theme) => Ok(Some(theme)),
        Err(errors) => {
            out.extend(errors.into_iter().map(|e| theme_diagnostic(e, None)));
            Ok(None)
        }
    }
}

fn theme_diagnostic(error: ThemeError, document: Option<String>) -> Diagnostic {
    let spot = match (&error.place, &error.source) {
        (Some(place), Some(source)) => Spot::Theme {
            path: error.file.clone(),
            range: (place.line, place.column, place.end_line, place.end_column),
            line_text: source
                .lines()
                .nth(place.line - 1)
                .unwrap_or_default()
                .to_owned(),
        },
        _ => Spot::Theme {
            path: error.file.clone(),
            range: (1, 1, 1, 1),
            line_text: String::new(),
        },
    };
    // The theme's sentences stand alone; a complaint begins small and has no full stop.
    let sentence = typography::uncapitalised(error.message.trim_end_matches('.'));
    let message = match document {
        Some(document) => format!("{sentence} (страница: {document})"),
        None => sentence,
    };
    let mut d = Diagnostic::new(&diag::TEMPLATE, spot, message);
    d.help = error.help;
    d
}

/// Complains about entries that want the same address, or none that there can be. Returns whether there are any.
fn collisions(routes: &Routes, examined: &Examined, out: &mut Vec<Diagnostic>) -> bool {
    let before = out.len();
    for c in routes.collisions() {
        let (kind, id) = &c.entry;
        let spot = spot(examined, *kind, id);
        let d = match &c.other {
            Some((other_kind, other)) => {
                let path = examined.origin(*other_kind, other).unwrap_or(other);
                Diagnostic::new(&diag::ADDRESS_COLLISION, spot, format!("адрес «{}» уже занят записью {path}", c.url))
                    .help("дайте одной из записей поле slug")
            }
            None => Diagnostic::new(&diag::BAD_SLUG, spot, format!("из «{id}» не получается адрес («{}»)", c.url))
                .help("дайте записи поле slug из латинских букв, цифр и дефисов; адреса частей раздела заняты"),
        };
        out.push(d);
    }
    out.len() > before
}

fn trouble(trouble: Trouble, examined: &Examined) -> Diagnostic {
    let origin_spot = |origin: &Option<(Kind, String)>| match origin {
        Some((kind, id)) => spot(examined, *kind, id),
        None => Spot::Nowhere,
    };
    match trouble {
        Trouble::Template(error, origin, path) => {
            let document =
                origin.and_then(|(kind, id)| examined.origin(kind, &id).map(str::to_owned));
            theme_diagnostic(*error, Some(document.unwrap_or(path)))
        }
        Trouble::Collision(path, origin) => Diagnostic::new(
            &diag::ADDRESS_COLLISION,
            origin_spot(&origin),
            format!("два разных файла получают адрес «{path}»"),
        )
        .help("переименуйте один из файлов"),
        Trouble::Path(path, problem) => Diagnostic::new(
            &diag::BAD_SLUG,
            Spot::Nowhere,
            format!("адрес «{path}» не годится: {problem}"),
        ),
    }
}

fn spot(examined: &Examined, kind: Kind, id: &str) -> Spot {
    examined
        .origin(kind, id)
        .and_then(|path| RelPath::resolve("", path).ok())
        .map_or(Spot::Nowhere, Spot::File)
}
