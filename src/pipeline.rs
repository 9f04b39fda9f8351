//! The whole trip on one page: every phase called once, in order.

mod press;
mod troubles;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::content::{
    self, Change, Examined, Gated, Ledger, Memo, Output, Overrides, Published, Sound, Watch,
};
use crate::diag::{self, Diagnostic, Error, Severity};
use crate::site::output::{Bundle, Inputs, Shelf};
use crate::site::plan;
use crate::site::render::{self, PageMemo};
use crate::site::routes::Routes;
use crate::site::theme::{KeptTheme, Theme};
use crate::site::view::Template;
use crate::source::disk::{self, Touched};
use crate::source::git::{Days, History};
use crate::text::name;

use press::{Press, outputs};
use troubles::{collisions, troubles};

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
    /// The output; `None` if there were errors, or if it [`stands`](Self::stands) already.
    pub bundle: Option<Bundle>,
    /// The page to look at first.
    pub first: &'static str,
    /// The shelf has all that would come of it, and there is nothing to say of it.
    pub stands: bool,
    /// What the output was made of, if the guard, the theme and the gate had nothing to say.
    pub inputs: Option<Inputs>,
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

    /// Every file of the output that is in memory, whether it may be written or not; `None` if it could not be rendered.
    pub fn files(&self) -> Option<Vec<Output<'_>>> {
        let bundle = self.bundle.as_ref().or(self.refused.as_ref())?;
        Some(outputs(bundle))
    }
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
    listener: Option<Box<Listener>>,
}

/// Hears of a phase as it begins, and how much of it was done before, among the pages: the mean of all threads.
type Listener = dyn FnMut(&'static str, Duration) + Send;

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
    pub fn listened_to(listener: impl FnMut(&'static str, Duration) + Send + 'static) -> Self {
        Self::default().telling(listener)
    }

    /// The same session, which tells of its phases.
    pub fn telling(
        mut self,
        listener: impl FnMut(&'static str, Duration) + Send + 'static,
    ) -> Self {
        self.listener = Some(Box::new(listener));
        self
    }

    fn enter(&mut self, phase: &'static str, before: Duration) {
        if let Some(listener) = &mut self.listener {
            listener(phase, before);
        }
    }

    /// Load, parse, catalog, check, gate, routes, views, plan, render, guard.
    ///
    /// # Errors
    /// The machine's problems: a folder that is not there, a disk that cannot be read.
    pub fn compile(&mut self, options: &Options) -> Result<Compilation, Error> {
        self.trip(options, &Touched::Anything, None)
    }

    /// The same for one who will not need the pages any more: what may go is put on the shelf as soon as it is read.
    ///
    /// # Errors
    /// Those of [`compile`](Self::compile).
    pub fn compile_to(
        &mut self,
        options: &Options,
        shelf: &dyn Shelf,
    ) -> Result<Compilation, Error> {
        self.trip(options, &Touched::Anything, Some(shelf))
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
        self.trip(options, touched, None)
    }

    fn trip(
        &mut self,
        options: &Options,
        touched: &Touched,
        shelf: Option<&dyn Shelf>,
    ) -> Result<Compilation, Error> {
        self.enter("examine", Duration::ZERO);
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
        let mut watch = None;
        let mut section = Section::default();
        if let Some(sound) = examined.sound(&diagnostics) {
            self.enter("gate", Duration::ZERO);
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
                let passed = Passed {
                    examined: &examined,
                    sound: &sound,
                    open: &open,
                    days: &days,
                    routes: &routes,
                };
                section = self.section(options, &passed, shelf, &mut late)?;
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
            true => section.bundle.take(),
            false => None,
        };
        self.enter("", section.shelved);
        Ok(Compilation {
            examined,
            diagnostics,
            gated,
            routes,
            first: section.first,
            stands: section.stands,
            inputs: section.inputs,
            bundle: section.bundle,
            watch,
            refused,
        })
    }

    /// The public half, and the guard: pages of what has passed, unless the shelf has them already.
    fn section(
        &mut self,
        options: &Options,
        passed: &Passed<'_>,
        shelf: Option<&dyn Shelf>,
        late: &mut Vec<Diagnostic>,
    ) -> Result<Section, Error> {
        self.enter("compare", Duration::ZERO);
        let mut out = Section::default();
        let &Passed { sound, open, .. } = passed;
        let name = open.published.site().theme();
        let Some(theme) = self.theme.find(&options.root, name.as_deref(), late)? else {
            return Ok(out);
        };
        if theme.has(Template::Upload) {
            out.first = render::UPLOAD;
        }
        let shelf = shelf.filter(|_| self.pages.is_none());
        if let Some(shelf) = shelf.filter(|_| late.is_empty()) {
            // Of the same comes the same.
            out.inputs = disk::own_program().map(|program| {
                let own = [program.as_bytes(), theme.fingerprint().as_bytes()];
                sound.fingerprint(open, passed.days, &options.overrides, &own)
            });
            out.stands = out.inputs.is_some_and(|inputs| shelf.holds(&inputs));
            if out.stands {
                return Ok(out);
            }
        }
        self.enter("render", Duration::ZERO);
        if matches!(open.change, Change::Anything) {
            plan::prepare(&open.published);
        }
        let round = sound.guard(open, &mut self.content);
        // What will not be written is not put down either.
        let refused = diag::has_errors(late) || options.strict && !late.is_empty();
        let press = Press::new(&round, shelf).only_reading(refused);
        out.bundle = self.render(&theme, passed, &press, late);
        let guarded;
        (guarded, out.shelved) = press.spent();
        match &out.bundle {
            Some(bundle) => {
                self.enter("guard", guarded);
                let (files, written) = (outputs(bundle), theme.written());
                let memo = &mut self.content;
                late.extend(round.finish(&files, &written, options.show_names, memo));
            }
            None => round.end(&mut self.content),
        }
        out.inputs = out.inputs.filter(|_| late.is_empty());
        Ok(out)
    }

    fn render(
        &mut self,
        theme: &Theme,
        passed: &Passed<'_>,
        press: &Press<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Bundle> {
        let plan = plan::plan(&passed.open.published, passed.routes);
        let change = self.unrendered.take().unwrap_or(Change::Anything);
        self.unrendered = Some(Change::none());
        match render::render(&plan, theme, self.pages.as_mut(), &change, press) {
            Ok(bundle) => Some(bundle),
            Err(list) => {
                out.extend(troubles(list, passed.examined));
                None
            }
        }
    }
}

/// What the first half hands to the second.
struct Passed<'p> {
    examined: &'p Examined,
    sound: &'p Sound<'p>,
    open: &'p Gated,
    days: &'p Days,
    routes: &'p Routes,
}

/// What comes of the second half: see the fields of [`Compilation`].
struct Section {
    bundle: Option<Bundle>,
    first: &'static str,
    stands: bool,
    inputs: Option<Inputs>,
    /// How long pages were put on the shelf while others were made: the mean of all threads.
    shelved: Duration,
}

impl Default for Section {
    fn default() -> Self {
        Self {
            bundle: None,
            first: "index.html",
            stands: false,
            inputs: None,
            shelved: Duration::ZERO,
        }
    }
}
