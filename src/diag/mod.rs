//! Complaints: a place, a rule, a sentence and a way out. They never stop a phase.

mod code;
mod document;

use std::cmp::Ordering;
use std::fmt;

pub use code::*;
pub(crate) use document::{document, source};

use crate::source::{FileId, Place, Position, RelPath, Sources, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published until it is mended.
    Error,
    /// The section is published; `--strict` makes an error of it.
    Warning,
}

impl Severity {
    /// `error` or `warning`: for machine-readable output.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    /// «ошибка» or «предупреждение».
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "ошибка",
            Self::Warning => "предупреждение",
        }
    }
}

/// What is written about one kind of complaint: `rubrika explain`, the documentation and the tests come from it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case name that says what is wrong.
    pub name: &'static str,
    /// Severity of its complaints.
    pub severity: Severity,
    /// One line.
    pub summary: &'static str,
    /// The long explanation, in paragraphs divided by an empty line.
    pub explanation: &'static str,
    /// Where the demand comes from: law, the model documents, or the content format.
    pub source: &'static str,
}

/// Where a complaint points to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A span of a content file.
    Text(Place),
    /// A span of a theme's file: its path and its text, which is not among the sources.
    Theme {
        /// Path as the theme's author knows it.
        path: String,
        /// Line and column from 1, and the end.
        range: (usize, usize, usize, usize),
        /// The line itself.
        line_text: String,
    },
    /// A file that is not text, or could not be read as text.
    File(RelPath),
    /// Nowhere in particular.
    Nowhere,
}

/// One complaint.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which rule complains.
    pub rule: &'static Rule,
    /// Its severity: the rule's own, unless `--strict` has raised it.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub spot: Spot,
    /// The way out.
    pub help: Option<String>,
    /// A second place that belongs to the matter, with its caption.
    pub related: Vec<(Place, String)>,
    /// The message quotes somebody's withheld name or private text: machine-readable output must not show source lines (it never does), the terminal masks them.
    pub sensitive: bool,
}

impl Diagnostic {
    /// A complaint of `rule` at a span of a file.
    pub fn at(rule: &'static Rule, file: FileId, span: Span, message: impl Into<String>) -> Self {
        Self::new(rule, Spot::Text(Place { file, span }), message)
    }

    /// A complaint of `rule` at any spot.
    pub fn new(rule: &'static Rule, spot: Spot, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            spot,
            help: None,
            related: Vec::new(),
            sensitive: false,
        }
    }

    /// The content file that it points into, if it points to a place in a text.
    pub fn file(&self) -> Option<FileId> {
        match &self.spot {
            Spot::Text(place) => Some(place.file),
            _ => None,
        }
    }

    /// Adds the way out.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    pub fn related(mut self, file: FileId, span: Span, caption: impl Into<String>) -> Self {
        self.related.push((Place { file, span }, caption.into()));
        self
    }
}

/// Sorted by place, then by rule: the same run gives the same list.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        a.spot
            .cmp(&b.spot)
            .then(a.rule.name.cmp(b.rule.name))
            .then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup_by(|a, b| {
        a.spot.cmp(&b.spot) == Ordering::Equal
            && a.rule.name == b.rule.name
            && a.message == b.message
    });
}

/// Whether there is an error among them.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The file, the first and the last position of a complaint, as people count.
pub fn ends(d: &Diagnostic, sources: &Sources) -> (String, Position, Position) {
    let first = Position { line: 1, column: 1 };
    match &d.spot {
        Spot::Text(place) => {
            let (from, to) = sources.positions(*place);
            (sources.file(place.file).path.to_string(), from, to)
        }
        Spot::Theme { path, range, .. } => (
            path.clone(),
            Position {
                line: range.0,
                column: range.1,
            },
            Position {
                line: range.2,
                column: range.3,
            },
        ),
        Spot::File(path) => (path.to_string(), first, first),
        Spot::Nowhere => (String::new(), first, first),
    }
}

/// `file:line:column` of a complaint.
pub fn location(d: &Diagnostic, sources: &Sources) -> String {
    let (file, from, _) = ends(d, sources);
    format!("{file}:{}:{}", from.line, from.column)
}

/// The machine's problem: a disk, a port, a folder that is not there. It stops at once and names its path.
#[derive(Clone, Debug)]
pub struct Error {
    message: String,
    help: Option<String>,
}

impl Error {
    /// An error with its sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    /// An error of the operating system, met while doing `what` to `path`.
    pub fn io(what: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let reason = match error.kind() {
            ErrorKind::NotFound => "нет такого файла или папки".to_owned(),
            ErrorKind::PermissionDenied => "не хватает прав".to_owned(),
            ErrorKind::StorageFull => "на диске кончилось место".to_owned(),
            ErrorKind::ReadOnlyFilesystem => "диск открыт только для чтения".to_owned(),
            ErrorKind::AddrInUse => "порт уже занят".to_owned(),
            ErrorKind::QuotaExceeded => "исчерпана квота на диске".to_owned(),
            _ => error.to_string(),
        };
        Self::new(format!("{what} «{}»: {reason}", path.display()))
    }

    /// Adds the way out.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The way out, if one is known.
    pub fn way_out(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
