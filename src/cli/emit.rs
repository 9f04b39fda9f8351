//! Showing complaints: to a person, to an editor, to a forge.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diag::{Diagnostic, Severity, Spot, ends};
use crate::source::Sources;
use crate::text::plural;

/// How complaints are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// A JSON list.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// All complaints in one format, with a line end.
pub fn diagnostics(list: &[Diagnostic], sources: &Sources, format: Format, colour: bool) -> String {
    match format {
        Format::Text => text(list, sources, colour),
        Format::Json => {
            let list: Vec<Value> = list.iter().map(|d| record(d, sources)).collect();
            format!(
                "{}\n",
                serde_json::to_string_pretty(&list).expect("plain values")
            )
        }
        Format::Sarif => sarif(list, sources),
        Format::Github => list.iter().map(|d| github(d, sources)).collect(),
    }
}

/// «2 ошибки и 1 предупреждение»; empty if there is nothing.
pub fn summary(list: &[Diagnostic]) -> String {
    let errors = list
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .count();
    let warnings = list.len() - errors;
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(plural::count(errors, "ошибка", "ошибки", "ошибок"));
    }
    if warnings > 0 {
        parts.push(plural::count(
            warnings,
            "предупреждение",
            "предупреждения",
            "предупреждений",
        ));
    }
    plural::list(&parts)
}

fn text(list: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(annotate_snippets::renderer::DecorStyle::Unicode);
    let mut out = String::new();
    for d in list {
        let level = match d.severity {
            Severity::Error => Level::ERROR.with_name("ошибка"),
            Severity::Warning => Level::WARNING.with_name("предупреждение"),
        };
        let title = level
            .clone()
            .primary_title(d.message.as_str())
            .id(d.rule.name);
        let mut group: Group<'_> = match &d.spot {
            // The line itself would say what the message does not.
            Spot::Text(place) if d.sensitive => {
                let (from, _) = sources.positions(*place);
                title.element(
                    annotate_snippets::Origin::path(sources.file(place.file).path.as_str())
                        .line(from.line)
                        .char_column(from.column),
                )
            }
            Spot::Text(place) => {
                let file = sources.file(place.file);
                let snippet = Snippet::source(&*file.text)
                    .path(file.path.as_str())
                    .fold(true)
                    .annotation(
                        AnnotationKind::Primary.span(visible(&file.text, place.span.range())),
                    );
                let mut group = title.element(snippet);
                for (place, caption) in &d.related {
                    let file = sources.file(place.file);
                    group = group.element(
                        Snippet::source(&*file.text)
                            .path(file.path.as_str())
                            .fold(true)
                            .annotation(
                                AnnotationKind::Context
                                    .span(visible(&file.text, place.span.range()))
                                    .label(caption.as_str()),
                            ),
                    );
                }
                group
            }
            Spot::Theme {
                path,
                range,
                line_text,
            } => {
                let start = line_text
                    .char_indices()
                    .nth(range.1.saturating_sub(1))
                    .map_or(line_text.len(), |(i, _)| i);
                let end = if range.2 == range.0 {
                    line_text
                        .char_indices()
                        .nth(range.3.saturating_sub(1))
                        .map_or(line_text.len(), |(i, _)| i)
                } else {
                    line_text.len()
                };
                title.element(
                    Snippet::source(line_text.as_str())
                        .path(path.as_str())
                        .line_start(range.0)
                        .annotation(AnnotationKind::Primary.span(start..end.max(start))),
                )
            }
            Spot::File(path) => title.element(annotate_snippets::Origin::path(path.as_str())),
            Spot::Nowhere => Group::with_title(title),
        };
        if let Some(help) = &d.help {
            group = group.element(Level::HELP.with_name("как быть").message(help.as_str()));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// A span that the renderer accepts, on at most three lines: a whole list under the caret says nothing.
fn visible(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    // Whatever the span: the renderer does not forgive one that begins or ends inside a letter.
    let floor = |at: usize| {
        let inside = (0..=at.min(text.len())).rev();
        inside
            .into_iter()
            .find(|&i| text.is_char_boundary(i))
            .unwrap_or(0)
    };
    let start = floor(range.start);
    let mut end = floor(range.end).max(start);
    if let Some((i, _)) = text[start..end].match_indices('\n').next() {
        end = start + i;
    }
    start..end
}

/// A complaint as JSON; source lines are never shown.
pub fn record(d: &Diagnostic, sources: &Sources) -> Value {
    let (file, from, to) = ends(d, sources);
    json!({
        "rule": d.rule.name,
        "severity": d.severity.code(),
        "message": d.message,
        "file": file,
        "line": from.line,
        "column": from.column,
        "end_line": to.line,
        "end_column": to.column,
        "help": d.help,
        "source": d.rule.source,
    })
}

fn sarif(list: &[Diagnostic], sources: &Sources) -> String {
    let mut rules: Vec<_> = list.iter().map(|d| d.rule).collect();
    rules.sort_by_key(|r| r.name);
    rules.dedup_by_key(|r| r.name);
    let rules: Vec<Value> = rules
        .iter()
        .map(|r| {
            json!({
                "id": r.name,
                "shortDescription": { "text": r.summary },
                "fullDescription": { "text": r.explanation },
                "defaultConfiguration": { "level": r.severity.code() },
            })
        })
        .collect();
    let results: Vec<Value> = list
        .iter()
        .map(|d| {
            let (file, from, to) = ends(d, sources);
            let mut text = d.message.clone();
            if let Some(help) = &d.help {
                text = format!("{text}. Как быть: {help}");
            }
            json!({
                "ruleId": d.rule.name,
                "level": d.severity.code(),
                "message": { "text": text },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&file) },
                        "region": {
                            "startLine": from.line, "startColumn": from.column,
                            "endLine": to.line, "endColumn": to.column.max(from.column),
                        },
                    },
                }],
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "rubrika", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!(
        "{}\n",
        serde_json::to_string_pretty(&log).expect("plain values")
    )
}

fn uri(path: &str) -> String {
    let mut out = String::new();
    for b in path.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

fn github(d: &Diagnostic, sources: &Sources) -> String {
    let (file, from, to) = ends(d, sources);
    let data = |s: &str| {
        s.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |s: &str| data(s).replace(':', "%3A").replace(',', "%2C");
    let mut text = d.message.clone();
    if let Some(help) = &d.help {
        text = format!("{text}. Как быть: {help}");
    }
    format!(
        "::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
        d.severity.code(),
        property(&file),
        from.line,
        to.line,
        from.column,
        to.column,
        property(d.rule.name),
        data(&text),
    )
}
