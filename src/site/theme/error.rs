//! Complaints about a theme: Tera's finds with a place, in Russian, with a way out.

use std::ops::Range;

use tera::{Error, ErrorKind, Span};

use super::fields::Unknown;
use super::{Sources, advice, russian};

/// A complaint about a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeError {
    /// The file, `themes/my/templates/home.html`.
    pub file: String,
    /// Where in the file.
    pub place: Option<Place>,
    /// The sentence, in Russian.
    pub message: String,
    /// The way out, in Russian.
    pub help: Option<String>,
    /// What Tera itself said, in English; empty when the find is ours.
    pub detail: String,
    /// The text of the file, to draw a frame with.
    pub source: Option<String>,
}

/// A place in a template. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    /// Byte offsets.
    pub bytes: Range<usize>,
}

impl Place {
    /// Lines and columns of a range of bytes.
    pub(super) fn of(text: &str, bytes: Range<usize>) -> Self {
        let (line, column) = position(text, bytes.start);
        let (end_line, end_column) = position(text, bytes.end);
        Self {
            line,
            column,
            end_line,
            end_column,
            bytes,
        }
    }
}

fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[start..].chars().count() + 1,
    )
}

impl ThemeError {
    pub(super) fn not_html(file: String) -> Self {
        let help = "Шаблоны называются *.html; стили и картинки лежат в папке static.";
        Self::ours(file, "В папке templates лежит не шаблон", help)
    }

    pub(super) fn not_utf8(file: String, bytes: &[u8]) -> Self {
        let valid = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |text| text.len());
        let start = String::from_utf8_lossy(&bytes[..valid]).into_owned();
        let place = Place::of(&start, start.len()..start.len());
        let help = "Сохраните файл в кодировке UTF-8.";
        Self {
            place: Some(place),
            ..Self::ours(file, "Файл темы не в UTF-8", help)
        }
    }

    pub(super) fn recursion(
        sources: &Sources,
        template: &str,
        place: Place,
        component: &str,
    ) -> Self {
        let name = component.trim_start_matches('<');
        let message = format!("Компонент «{name}» вызывает сам себя");
        let help = "Такой вызов не кончается: замените его циклом.";
        Self {
            place: Some(place),
            source: sources.texts.get(template).cloned(),
            ..Self::ours(sources.file(template), &message, help)
        }
    }

    pub(super) fn depth(sources: &Sources, template: &str, place: Place) -> Self {
        let help = "Вынесите внутренние части в компоненты.";
        Self {
            place: Some(place),
            source: sources.texts.get(template).cloned(),
            ..Self::ours(
                sources.file(template),
                "Теги шаблона вложены слишком глубоко",
                help,
            )
        }
    }

    fn ours(file: String, message: &str, help: &str) -> Self {
        Self {
            file,
            place: None,
            message: message.to_owned(),
            help: Some(help.to_owned()),
            detail: String::new(),
            source: None,
        }
    }
}

/// Everything that Tera says about a set of templates. References that lead nowhere come many at once,
/// in one text of the form `error: MESSAGE\n --> FILE:LINE:COLUMN`.
pub(super) fn from_tera(error: &Error, sources: &Sources) -> Vec<ThemeError> {
    let ErrorKind::Msg(text) = error.kind() else {
        return vec![one(error, "base.html", sources)];
    };
    let mut errors = Vec::new();
    let mut message = None;
    for line in text.lines() {
        if let Some(found) = line.strip_prefix("error: ") {
            message = Some(found);
        } else if let Some((_, place)) = line.split_once("--> ")
            && let Some(message) = message.take()
        {
            errors.push(from_report(message, place, sources));
        }
    }
    if errors.is_empty() {
        vec![one(error, "base.html", sources)]
    } else {
        errors
    }
}

fn from_report(message: &str, place: &str, sources: &Sources) -> ThemeError {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let line: usize = parts.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let template = parts.next().unwrap_or_default();
    let text = sources.texts.get(template).map_or("", String::as_str);
    let start = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum::<usize>();
    let rest = text.get(start..).unwrap_or_default();
    let at = start + rest.char_indices().nth(column - 1).map_or(0, |(at, _)| at);
    // The report has no end: the quoted name, if it stands there, is what is meant.
    let width = message
        .split('`')
        .nth(1)
        .and_then(|name| text[at..].find(name).map(|n| n + name.len()));
    let place = Place::of(text, at..at + width.unwrap_or(1).min(text.len() - at));
    framed(template, Some(place), message, sources)
}

/// One find; `template` is the page that was being made, for finds without a place.
pub(super) fn one(error: &Error, template: &str, sources: &Sources) -> ThemeError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => framed(
            report.filename(),
            Some(place(report.span())),
            report.message(),
            sources,
        ),
        ErrorKind::CircularExtend { tpl, .. } => framed(
            tpl,
            tag(tpl, "extends", sources),
            &error.to_string(),
            sources,
        ),
        ErrorKind::CircularInclude { tpl, .. } => framed(
            tpl,
            tag(tpl, "include", sources),
            &error.to_string(),
            sources,
        ),
        ErrorKind::MissingParent { current, .. } => framed(
            current,
            tag(current, "extends", sources),
            &error.to_string(),
            sources,
        ),
        _ => framed(template, None, &error.to_string(), sources),
    }
}

fn place(span: &Span) -> Place {
    Place {
        line: span.start_line,
        column: span.start_col + 1,
        end_line: span.end_line,
        end_column: span.end_col + 1,
        bytes: span.range.clone(),
    }
}

/// The first tag of a template with this word: errors about sets of templates come without places.
fn tag(template: &str, word: &str, sources: &Sources) -> Option<Place> {
    let text = sources.texts.get(template)?;
    let at = text.find(word)?;
    let width = text[at..].find("%}").unwrap_or(word.len());
    Some(Place::of(
        text,
        at..at + text[at..at + width].trim_end().len(),
    ))
}

/// A name that leads nowhere, in the words of one that Tera has found.
pub(super) fn unknown(find: &Unknown<'_>, sources: &Sources) -> ThemeError {
    let text = &sources.texts[find.template];
    let missing = &find.missing;
    let message = match missing.field {
        true => format!("Поля «{}» здесь нет", missing.name),
        false => format!("Переменной «{}» здесь нет", missing.name),
    };
    ThemeError {
        place: Some(Place::of(text, find.range.clone())),
        source: Some(text.clone()),
        ..ThemeError::ours(
            sources.file(find.template),
            &message,
            &advice::missing(missing),
        )
    }
}

fn framed(template: &str, place: Option<Place>, detail: &str, sources: &Sources) -> ThemeError {
    let (mut message, help) = russian::said(detail);
    let mut help = help.unwrap_or_else(|| advice::way_out(detail, sources));
    let source = sources.texts.get(template);
    let source = source
        .or_else(|| sources.texts.get(&format!("default/{template}")))
        .cloned();
    // An end that comes too early is a known tag: something before it is still open.
    if detail.starts_with("Unknown tag")
        && let (Some(place), Some(text)) = (&place, &source)
        && let Some(tag) = text.get(place.bytes.clone())
        && (tag.starts_with("end") || tag.starts_with("el"))
    {
        message = format!("Тег «{tag}» здесь не к месту");
        help = "Закройте то, что открыто перед ним: if – endif, for – endfor, block – endblock."
            .to_owned();
    }
    ThemeError {
        file: sources.file(template),
        place,
        message,
        help: Some(help),
        detail: detail.to_owned(),
        source,
    }
}
