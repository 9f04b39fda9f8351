//! The whole trip on one page: every phase called once, in order.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::content::{
    self, Change, Examined, Gated, Ledger, Memo, Output, Overrides, Published, Sound, Watch,
};
use crate::diag::{self, Diagnostic, Error, Severity, Spot};
use crate::site::output::Bundle;
use crate::site::plan;
use crate::site::render::{self, PageMemo, Trouble};
use crate::site::routes::{Obstacle, Routes};
use crate::site::theme::{self, KeptTheme, Theme};
use crate::source::RelPath;
use crate::source::disk::Touched;
use crate::source::git::History;
use crate::text::name;
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

/// The name of the theme that a run would take, whatever else is wrong with the content.
///
/// # Errors
/// The content cannot be read.
pub fn theme_name(options: &Options) -> Result<Option<String>, Error> {
    if options.overrides.theme.is_some() {
        return Ok(options.overrides.theme.clone());
    }
    let examined = content::examine(
        &options.root,
        &mut Memo::default(),
        &Touched::Anything,
        &options.overrides,
        |zone| options.today(zone),
    )?;
    Ok(examined.theme().map(str::to_owned))
}

/// What a run has come to.
pub struct Compilation {
    /// The content, loaded and checked.
    pub examined: Examined,
    /// Every complaint of every phase, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What passed the gate; `None` if there were errors before it.
    pub gated: Option<(Arc<Published>, Arc<Ledger>)>,
    /// Addresses of what passed the gate.
    pub routes: Arc<Routes>,
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
        .files()
        .map(|(path, file)| Output {
            path: path.as_str(),
            bytes: &file.bytes,
            hash: file.hash,
            origin: file.origin.as_ref().map(|(kind, id)| (*kind, &**id)),
            ours: Theme::is_own_asset(path.as_str(), &file.bytes),
        })
        .collect()
}

/// Remembers what was parsed and rendered. `build` makes a fresh one, `serve` keeps one: the same trip.
#[derive(Default)]
pub struct Session {
    content: Memo,
    pages: Option<PageMemo>,
    /// What has changed in what may be published since pages were rendered; `None` before the first time.
    unrendered: Option<Change>,
    /// Addresses of what was published the last time, if each has its own.
    routes: Option<Arc<Routes>>,
    theme: KeptTheme,
    history: History,
    /// Told of every phase as it begins: measurements need it.
    listener: Option<Box<dyn FnMut(&'static str) + Send>>,
}

impl Session {
    /// A session that will compile more than once and keeps pages for the next time.
    pub fn lasting() -> Self {
        Self {
            content: Memo::lasting(),
            pages: Some(PageMemo::default()),
            ..Self::default()
        }
    }

    /// A session that tells of every phase as it begins, and with an empty word of the end.
    pub fn listened_to(listener: impl FnMut(&'static str) + Send + 'static) -> Self {
        Self::default().telling(listener)
    }

    /// The same session, which tells of its phases.
    pub fn telling(mut self, listener: impl FnMut(&'static str) + Send + 'static) -> Self {
        self.listener = Some(Box::new(listener));
        self
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
        self.compile_touched(options, &Touched::Anything)
    }

    /// The same for one who has watched the disk since the last time, which has rendered as well, and knows what has been
    /// touched.
    ///
    /// # Errors
    /// Those of [`compile`](Self::compile).
    pub fn compile_touched(
        &mut self,
        options: &Options,
        touched: &Touched,
    ) -> Result<Compilation, Error> {
        self.enter("examine");
        let (content, history, theme) = (&mut self.content, &mut self.history, &mut self.theme);
        if options.render {
            // The guard will ask for them.
            rayon::spawn(name::words::prepare);
        }
        // While we read, another program is asked, and templates are compiled: pages need both.
        let (examined, days) = std::thread::scope(|scope| {
            let days = options
                .render
                .then(|| scope.spawn(|| history.days(&options.root, touched)));
            if options.render {
                scope.spawn(|| theme.expect(&options.root, options.overrides.theme.as_deref()));
            }
            let today = |zone: Option<&str>| options.today(zone);
            let examined =
                content::examine(&options.root, content, touched, &options.overrides, today);
            let days = days.and_then(|days| days.join().ok());
            (examined, days.unwrap_or_default())
        });
        let mut examined = examined?;
        let mut diagnostics = examined.take_diagnostics(options.strict);
        let mut gated = None;
        let mut routes = Arc::<Routes>::default();
        let mut bundle = None;
        let mut watch = None;
        if let Some(sound) = examined.sound(&diagnostics) {
            self.enter("gate");
            let mut late = Vec::new();
            let before = self.unrendered.take();
            let mut open = sound.gate(&mut self.content, &days)?;
            self.unrendered = before.map(|before| before.and_then(&open.change));
            late.append(&mut open.diagnostics);
            // They do not follow from texts.
            let known = self
                .routes
                .take()
                .filter(|_| matches!(open.change, Change::Texts { .. }));
            let found = known
                .is_none()
                .then(|| Arc::new(Routes::new(&open.published)));
            let met = found
                .as_ref()
                .is_some_and(|found| collisions(found, &examined, &mut late));
            routes = known.or(found).unwrap_or_default();
            self.routes = (!met).then(|| routes.clone());
            // Whatever else the gate complains of, the guard's complaints come in the same run.
            if options.render && !met {
                self.enter("render");
                if matches!(open.change, Change::Anything) {
                    plan::prepare(&open.published);
                }
                let name = open.published.site().theme();
                let theme = self.theme.find(&options.root, name.as_deref(), &mut late)?;
                if let Some(theme) = theme {
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
        let change = self.unrendered.take().unwrap_or(Change::Anything);
        self.unrendered = Some(Change::none());
        match render::render(&plan, theme, self.pages.as_mut(), &change) {
            Ok(bundle) => Some(bundle),
            Err(list) => {
                out.extend(troubles(list, examined));
                None
            }
        }
    }
}

/// Complains about entries that want the same address, or none that there can be. Returns whether there are any.
fn collisions(routes: &Routes, examined: &Examined, out: &mut Vec<Diagnostic>) -> bool {
    let before = out.len();
    for c in routes.collisions() {
        let (kind, id) = &c.entry;
        let spot = spot(examined, *kind, id);
        let d = match &c.why {
            Obstacle::Entry((other_kind, other)) => {
                let path = examined.origin(*other_kind, other).unwrap_or(other);
                Diagnostic::new(&diag::ADDRESS_COLLISION, spot, format!("адрес «{}» уже занят записью {path}", c.url))
                    .help("дайте одной из записей поле slug")
            }
            Obstacle::List => Diagnostic::new(
                &diag::ADDRESS_COLLISION,
                spot,
                format!("адрес «{}» занят: там продолжается список, когда он не помещается на одну страницу", c.url),
            )
            .help("дайте записи поле slug с другим последним словом"),
            Obstacle::Section => Diagnostic::new(&diag::BAD_SLUG, spot, format!("из «{id}» не получается адрес («{}»)", c.url))
                .help("дайте записи поле slug из латинских букв, цифр и дефисов; адреса частей раздела заняты"),
        };
        out.push(d);
    }
    out.len() > before
}

/// Complaints about pages that did not come out: one a place of a template, one a file without an address.
fn troubles(list: Vec<Trouble>, examined: &Examined) -> Vec<Diagnostic> {
    let mut templates = Vec::new();
    let mut out = Vec::new();
    for trouble in list {
        match trouble {
            Trouble::Template(error, origin, path) => {
                let document = origin.and_then(|(kind, id)| examined.origin(kind, &id));
                let page = document.unwrap_or(&path);
                templates.push((*error, format!("страница: {page}")));
            }
            Trouble::Collision(path, origin) => {
                let spot = origin.map_or(Spot::Nowhere, |(kind, id)| spot(examined, kind, &id));
                let message = format!("два разных файла получают адрес «{path}»");
                let d = Diagnostic::new(&diag::ADDRESS_COLLISION, spot, message);
                out.push(d.help("переименуйте один из файлов"));
            }
            Trouble::Path(path, problem) => out.push(Diagnostic::new(
                &diag::BAD_SLUG,
                Spot::Nowhere,
                format!("адрес «{path}» не годится: {problem}"),
            )),
        }
    }
    out.extend(theme::met(templates));
    out
}

fn spot(examined: &Examined, kind: Kind, id: &str) -> Spot {
    examined
        .origin(kind, id)
        .and_then(|path| RelPath::resolve("", path).ok())
        .map_or(Spot::Nowhere, Spot::File)
}
