//! Files of a school's theme that change nothing: usually a slip in a name.

use crate::text::suggest;

use super::super::view::Template;
use super::{Layer, embedded};

/// A file that nothing uses.
#[derive(Debug, PartialEq, Eq)]
pub struct Stray {
    /// Path inside the theme's folder.
    pub path: String,
    /// The path that seems to have been meant.
    pub near: Option<String>,
}

/// Templates that replace no default one and that no other template calls, and pages outside `templates`.
pub fn strays(overlay: &Layer) -> Vec<Stray> {
    let default = embedded::layer();
    let mut templates: Vec<&str> = default
        .keys()
        .filter_map(|p| p.strip_prefix("templates/"))
        .collect();
    // Some pages are made only when a theme has a template for them.
    templates.extend(Template::ALL.iter().map(|t| t.file()));
    let texts: Vec<(&str, &str)> = overlay
        .iter()
        .filter_map(|(path, bytes)| {
            Some((
                path.strip_prefix("templates/")?,
                std::str::from_utf8(bytes).ok()?,
            ))
        })
        .collect();
    let called = |name: &str| {
        texts.iter().any(|(_, text)| {
            [format!("\"{name}\""), format!("'{name}'")]
                .iter()
                .any(|q| text.contains(q))
        })
    };
    // A component is used everywhere, whatever its file is called.
    let component = |name: &str| {
        texts
            .iter()
            .any(|(n, text)| *n == name && text.contains(" component "))
    };
    let mut out = Vec::new();
    for path in overlay.keys() {
        let stray = match path.strip_prefix("templates/") {
            Some(name) => !(templates.contains(&name) || called(name) || component(name)),
            None => path.ends_with(".html") && !path.starts_with("static/"),
        };
        if stray {
            let name = path.rsplit('/').next().unwrap_or(path);
            let near = suggest::nearest(name, templates.iter().copied());
            out.push(Stray {
                path: path.clone(),
                near: near.map(|n| format!("templates/{n}")),
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_replaces_or_is_called_is_no_stray() {
        let files = [
            ("templates/home.html", "{% include \"mine.html\" %}"),
            ("templates/mine.html", ""),
            ("templates/hoem.html", ""),
            (
                "templates/cards.html",
                "{% component person_card(p) %}{% endcomponent %}",
            ),
            ("templates/nothing-like-it-at-all.html", ""),
            ("program.html", ""),
            ("static/frame.html", ""),
            ("README.md", ""),
        ];
        let layer = files
            .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
            .into();
        let found: Vec<(String, Option<String>)> = strays(&layer)
            .into_iter()
            .map(|s| (s.path, s.near))
            .collect();
        let near = |path: &str| Some(format!("templates/{path}"));
        assert_eq!(
            found,
            [
                ("program.html".to_owned(), near("program.html")),
                ("templates/hoem.html".to_owned(), near("home.html")),
                ("templates/nothing-like-it-at-all.html".to_owned(), None),
            ]
        );
    }
}
