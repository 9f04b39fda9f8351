//! A theme's troubles as complaints: one a place, however many pages meet it.

use std::collections::BTreeMap;

use crate::diag::{self, Diagnostic, Rule, Spot};
use crate::text::{plural, typography};

use super::ThemeError;

/// A complaint about a theme. `document` says on which page: «страница: content/people/a.md».
pub(super) fn diagnostic(rule: &'static Rule, error: ThemeError, document: &str) -> Diagnostic {
    let line = |place: &super::Place| {
        let source = error.source.as_deref().unwrap_or_default();
        source
            .lines()
            .nth(place.line - 1)
            .unwrap_or_default()
            .to_owned()
    };
    let spot = Spot::Theme {
        path: error.file.clone(),
        range: error.place.as_ref().map_or((1, 1, 1, 1), |p| {
            (p.line, p.column, p.end_line, p.end_column)
        }),
        line_text: error.place.as_ref().map(line).unwrap_or_default(),
    };
    // The theme's sentences stand alone; a complaint begins small and has no full stop.
    let sentence = typography::uncapitalised(error.message.trim_end_matches('.'));
    let message = match document {
        "" => sentence,
        document => format!("{sentence} ({document})"),
    };
    let mut d = Diagnostic::new(rule, spot, message);
    let way_out = |help: String| typography::uncapitalised(help.trim_end_matches('.'));
    d.help = error.help.map(way_out);
    d
}

/// What rendering has met, a complaint a place. `document` names the page of each error and comes in their order.
pub fn met(errors: Vec<(ThemeError, String)>) -> Vec<Diagnostic> {
    let mut places: BTreeMap<_, (ThemeError, Vec<String>)> = BTreeMap::new();
    for (error, document) in errors {
        let bytes = error
            .place
            .as_ref()
            .map_or((0, 0), |p| (p.bytes.start, p.bytes.end));
        let key = (error.file.clone(), bytes, error.message.clone());
        let place = places.entry(key).or_insert_with(|| (error, Vec::new()));
        place.1.push(document);
    }
    let places = places.into_values();
    places
        .map(|(error, documents)| diagnostic(&diag::TEMPLATE, error, &and_more(&documents)))
        .collect()
}

/// The first page, and how many more.
pub(super) fn and_more(documents: &[String]) -> String {
    match documents {
        [] => String::new(),
        [one] => one.clone(),
        [first, rest @ ..] => {
            let more = plural::count(rest.len(), "странице", "страницах", "страницах");
            format!("{first}, и ещё на {more}")
        }
    }
}
