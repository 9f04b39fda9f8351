//! Files of the theme that its templates name: `{{ root }}assets/NAME` is `static/NAME` of the theme or of its base.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::suggest;

use super::{Layer, embedded, tags};

/// The names of all files that there will be in `assets`.
pub(super) struct Assets(BTreeSet<String>);

impl Assets {
    /// Those of a theme over the default one.
    pub fn of(overlay: &Layer) -> Self {
        let default = embedded::layer();
        let paths = default.keys().chain(overlay.keys());
        let names = paths.filter_map(|path| path.strip_prefix("static/"));
        Self(names.map(str::to_owned).collect())
    }

    /// Where the value of an attribute, as the template has it, names files that are not there.
    pub fn missing(&self, attribute: &str, value: &str) -> Vec<Range<usize>> {
        let several = attribute.ends_with("srcset");
        let addresses: Vec<&str> = match several {
            true => value.split_inclusive(',').collect(),
            false => vec![value],
        };
        let mut at = 0;
        let mut out = Vec::new();
        for address in addresses {
            let alone = if several {
                without_width(address)
            } else {
                address
            };
            let missing = self.missing_at(alone);
            out.extend(missing.map(|range| at + range.start..at + range.end));
            at += address.len();
        }
        out
    }

    fn missing_at(&self, address: &str) -> Option<Range<usize>> {
        let root = tags::tags(address).next();
        let root = root.filter(|t| address[..t.at].trim().is_empty() && t.inside().1 == "root");
        let from = root.map_or(0, |tag| tag.at + tag.text.len());
        let rest = address[from..].trim_start();
        let name = rest.strip_prefix("assets/")?;
        let at = address.len() - name.len();
        let name = name.split(['?', '#']).next().unwrap_or(name).trim_end();
        // A name that is made up while rendering, or written in escapes, is known to nobody here.
        let literal = !name.is_empty() && !name.contains(['{', '%', '&']);
        (literal && !self.0.contains(name)).then(|| at..at + name.len())
    }

    /// What to do about a name of a file that is not there.
    pub fn way_out(&self, name: &str) -> String {
        match suggest::nearest(name, self.0.iter().map(String::as_str)) {
            Some(near) => format!("возможно, имелось в виду «assets/{near}»"),
            None => format!("положите файл в папку темы: static/{name}"),
        }
    }
}

/// A candidate of a `srcset` without its width: «a.png 2x,».
fn without_width(candidate: &str) -> &str {
    let bare = candidate.trim_end_matches(',').trim_end();
    match bare.rsplit_once(char::is_whitespace) {
        Some((address, width)) if !width.contains('/') => address,
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_only_looks_like_them() {
        let overlay = Layer::from([("static/img/logo.png".to_owned(), Vec::new())]);
        let assets = Assets::of(&overlay);
        let missing = |value: &str| {
            let ranges = assets.missing("src", value).into_iter();
            ranges.map(|range| value[range].to_owned()).next()
        };
        for (value, name) in [
            ("{{ root }}assets/img/lgoo.png", "img/lgoo.png"),
            ("{{root}}assets/img/Logo.png?v=2", "img/Logo.png"),
            ("assets/img/logo.svg", "img/logo.svg"),
            (" {{- root -}} assets/none.css#a ", "none.css"),
        ] {
            assert_eq!(missing(value).as_deref(), Some(name), "{value}");
        }
        for value in [
            "{{ root }}assets/img/logo.png",
            "{{ root }}assets/style.css?v=2",
            "assets/site.js",
            "{{ root }}assets/{{ name }}.png",
            "{{ base }}assets/none.png",
            "{{ root }}{{ section.assets.style }}",
            "{{ root }}myassets/none.png",
            "https://school.example/assets/none.png",
            "assets/",
        ] {
            assert_eq!(missing(value), None, "{value}");
        }
        let way_out = assets.way_out("img/lgoo.png");
        assert!(way_out.contains("«assets/img/logo.png»"), "{way_out}");
    }
}
