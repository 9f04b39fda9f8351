//! The theme: templates and static files of the school's folder over the default theme in the binary.
//!
//! A school's file takes the place of the default file of the same path. The default template stays
//! within reach as `default/NAME`, so `{% extends "default/home.html" %}` changes one block and keeps
//! the rest; a component redefined by the school is used everywhere.
//!
//! A theme is code that the school wrote, so it may be wrong, but it must not hang or eat the machine:
//! see `limits.rs`.

mod accent;
mod advice;
mod assets;
mod complaint;
mod embedded;
mod error;
mod fields;
mod hygiene;
mod kept;
mod limits;
mod russian;
pub mod samples;
mod school;
mod stray;
mod tags;
#[cfg(test)]
mod tests;
pub mod words;

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, Value};

pub use accent::{DARK, accent};
pub use complaint::met;
pub use error::{Place, ThemeError};
pub use kept::KeptTheme;
pub use school::{Chosen, try_samples};
pub use stray::strays;

use super::view::Template;
use crate::content::ThemeFile;

/// Where the default templates stay reachable under a school's theme.
const DEFAULT_PREFIX: &str = "default/";

/// Files of a theme: path inside the theme's folder, with `/`, → bytes.
pub type Layer = BTreeMap<String, Vec<u8>>;

/// A compiled theme.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    sources: Sources,
    assets: BTreeMap<String, Vec<u8>>,
    fingerprint: String,
}

impl Theme {
    /// Lays `overlay` over the default theme and compiles everything. `name` is the word by which
    /// complaints call the overlay: usually its folder.
    ///
    /// Every template with a syntax error is reported, not only the first.
    pub fn new(name: &str, overlay: &Layer) -> Result<Self, Vec<ThemeError>> {
        let default = embedded::layer();
        let sources = Sources::new(name, &default, overlay)?;
        limits::refuse_depth(&sources)?;
        let compiled = limits::refuse_recursion(&sources)
            .and_then(|()| compile(&sources).map_err(|error| error::from_tera(&error, &sources)));
        // Slips of syntax come before whatever else follows from them.
        let tera = match compiled {
            Ok(tera) => tera,
            Err(errors) => {
                sources.check_syntax()?;
                return Err(errors);
            }
        };

        let mut assets = BTreeMap::new();
        for (path, bytes) in default.iter().chain(overlay) {
            if let Some(rest) = path.strip_prefix("static/") {
                assets.insert(format!("assets/{rest}"), bytes.clone());
            }
        }
        let fingerprint = fingerprint(&default, overlay);
        Ok(Self {
            tera,
            sources,
            assets,
            fingerprint,
        })
    }

    /// The default theme alone.
    pub fn embedded() -> Self {
        match Self::new("default", &Layer::new()) {
            Ok(theme) => theme,
            Err(errors) => panic!("the default theme is broken: {errors:#?}"),
        }
    }

    /// Whether the binary has a theme of this name.
    pub fn is_embedded(name: &str) -> bool {
        embedded::named(name).is_some()
    }

    /// The colours of the default theme, light and dark: custom property → value.
    pub fn colours() -> (Vec<Colour>, Vec<Colour>) {
        let style = embedded::layer().remove("static/style.css");
        let style = String::from_utf8(style.unwrap_or_default()).unwrap_or_default();
        let (light, dark) = style
            .split_once("@media (prefers-color-scheme: dark)")
            .unwrap_or((&style, ""));
        (colours_of(light), colours_of(dark))
    }

    /// Whether a file of the output is the default theme's own, byte for byte: nobody at the school has touched it.
    pub fn is_own_asset(path: &str, bytes: &[u8]) -> bool {
        embedded::holds(path, bytes)
    }

    /// Renders a page, in UTF-8. `section` is a [`SectionView`](super::view::SectionView) made into a value once,
    /// with [`shared`], and used for all pages.
    pub fn render<V: Serialize + ?Sized>(
        &self,
        template: Template,
        view: &V,
        section: &Value,
    ) -> Result<Vec<u8>, Box<ThemeError>> {
        let fail =
            |error: tera::Error| Box::new(error::one(&error, template.file(), &self.sources));
        let mut context = Context::from_serialize(view).map_err(fail)?;
        let root = context
            .get("page")
            .and_then(|page| page.get_from_path("root"))
            .cloned();
        context.insert_value("root", root.unwrap_or_else(|| Value::from("")));
        context.insert_value("section", section.clone());

        limits::start_page();
        let mut output = limits::Capped::default();
        self.tera
            .render_to(template.file(), &context, &mut output)
            .map_err(fail)?;
        Ok(output.into_bytes())
    }

    /// Whether there is such a template: some are optional.
    pub fn has(&self, template: Template) -> bool {
        self.tera.contains_template(template.file())
    }

    /// The school's own style sheet, `assets/own.css`, if the theme has one.
    pub fn own_style(&self) -> Option<&str> {
        let (path, _) = self.assets.get_key_value("assets/own.css")?;
        Some(path)
    }

    /// Files to copy into the output: path from the section's root (`assets/style.css`) → bytes.
    pub fn assets(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.assets
    }

    /// The files that the school has laid over the default theme.
    pub fn written(&self) -> Vec<ThemeFile<'_>> {
        let texts = self.sources.texts.iter();
        let templates = texts.filter(|(name, _)| !name.starts_with(DEFAULT_PREFIX));
        let templates = templates.map(|(name, text)| ThemeFile {
            path: self.sources.file(name),
            bytes: text.as_bytes(),
            output: None,
        });
        let assets = self.assets.iter();
        let others = assets.filter(|(path, bytes)| !Self::is_own_asset(path, bytes));
        let others = others.filter_map(|(path, bytes)| {
            let inside = path.strip_prefix("assets/")?;
            Some(ThemeFile {
                path: format!("{}/static/{inside}", self.sources.overlay),
                bytes,
                output: Some(path),
            })
        });
        templates.chain(others).collect()
    }

    /// Changes when any file of any layer changes; 64 hexadecimal digits.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The text of a template by the name that a [`ThemeError`] gives.
    pub fn source(&self, file: &str) -> Option<&str> {
        self.sources.by_file(file)
    }
}

/// A custom property of a style sheet and its value.
pub type Colour = (String, String);

/// The colours in the first `:root` of a style sheet.
fn colours_of(style: &str) -> Vec<Colour> {
    let block = style.split_once(":root").map_or("", |(_, rest)| rest);
    let block = block.split('}').next().unwrap_or_default();
    let pairs = block.lines().filter_map(|line| line.trim().split_once(':'));
    pairs
        .map(|(name, value)| (name.trim(), value.trim().trim_end_matches(';')))
        .filter(|(name, value)| name.starts_with("--") && value.contains('#'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A value for [`Theme::render`], made once and shared by all pages.
pub fn shared<T: Serialize>(value: &T) -> Value {
    Value::from_serializable(value)
}

/// Templates by the name that Tera knows: the overlay's bare, the default theme's behind the prefix.
#[derive(Debug)]
struct Sources {
    overlay: String,
    texts: BTreeMap<String, String>,
}

impl Sources {
    fn new(name: &str, default: &Layer, overlay: &Layer) -> Result<Self, Vec<ThemeError>> {
        let mut texts = BTreeMap::new();
        let mut errors = Vec::new();
        let layers = [
            (DEFAULT_PREFIX, "themes/default", default),
            ("", name, overlay),
        ];
        for (prefix, label, layer) in layers {
            for (path, bytes) in layer {
                let Some(template) = path.strip_prefix("templates/") else {
                    continue;
                };
                let hidden = template.split('/').any(|part| part.starts_with('.'));
                if hidden || template.ends_with('~') {
                    continue;
                }
                let file = format!("{label}/{path}");
                if !template.ends_with(".html") {
                    errors.push(ThemeError::not_html(file));
                } else if let Ok(text) = std::str::from_utf8(bytes) {
                    let text = text.trim_start_matches('\u{feff}');
                    texts.insert(format!("{prefix}{template}"), text.to_owned());
                } else {
                    errors.push(ThemeError::not_utf8(file, bytes));
                }
            }
        }
        if errors.is_empty() {
            Ok(Self {
                overlay: name.to_owned(),
                texts,
            })
        } else {
            Err(errors)
        }
    }

    /// Parses each template by itself, so that one wrong file does not hide the next.
    fn check_syntax(&self) -> Result<(), Vec<ThemeError>> {
        let mut errors = Vec::new();
        for (name, text) in &self.texts {
            if let Err(error) = Tera::new().add_raw_template(name, text)
                && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
            {
                errors.push(error::one(&error, name, self));
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// The file that a template comes from, as complaints name it.
    fn file(&self, template: &str) -> String {
        match template.strip_prefix(DEFAULT_PREFIX) {
            Some(rest) => format!("themes/default/templates/{rest}"),
            None if self.texts.contains_key(template) => {
                format!("{}/templates/{template}", self.overlay)
            }
            None => format!("themes/default/templates/{template}"),
        }
    }

    fn by_file(&self, file: &str) -> Option<&str> {
        let found = self.texts.iter().find(|(name, _)| self.file(name) == file);
        found.map(|(_, text)| text.as_str())
    }
}

/// Filters and functions first: templates are checked against them when they are added.
fn compile(sources: &Sources) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes([DEFAULT_PREFIX])?;
    limits::register(&mut tera);
    tera.add_raw_templates(&sources.texts)?;
    Ok(tera)
}

fn fingerprint(default: &Layer, overlay: &Layer) -> String {
    let mut hasher = blake3::Hasher::new();
    for layer in [default, overlay] {
        hasher.update(&(layer.len() as u64).to_le_bytes());
        for (path, bytes) in layer {
            for part in [path.as_bytes(), bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
    }
    hasher.finalize().to_hex().to_string()
}
