//! Render: plan and theme → bundle, in parallel.

pub mod highlight;
pub mod markdown;
mod upload;

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use crate::content::Change;
use crate::source::OutPath;
use crate::vocab::Kind;

/// The school's colours over the theme's.
const ACCENT: &str = "assets/accent.css";

pub use upload::PATH as UPLOAD;

use super::output::Bundle;
use super::plan::{Content, Made, Plan};
use super::theme::{self, Theme, ThemeError};
use super::view::Template;

/// Pages of earlier runs, by the hash of (templates, shared part, view): a page is a pure function of them, so nothing can be stale.
#[derive(Default)]
pub struct PageMemo {
    pages: HashMap<[u8; 32], Kept>,
    /// All that was made the last time, of which templates and shared part: as long as only texts change, most of it stays.
    last: Option<([u8; 32], Made<Done>)>,
}

/// A page with its own hash: those who read every page again ask for it.
struct Kept {
    html: Arc<[u8]>,
    hash: [u8; 32],
}

/// What can go wrong with a page.
pub enum Trouble {
    /// A template failed on the page of this entry.
    Template(Box<ThemeError>, Option<(Kind, String)>, String),
    /// Two entries want one path for different bytes.
    Collision(String, Option<(Kind, String)>),
    /// A path that may not be.
    Path(String, crate::source::PathProblem),
}

/// A file of the output, as far as it has come.
struct Done {
    path: String,
    origin: Option<(Kind, String)>,
    /// Of a page, where the theme lists them.
    title: Option<String>,
    /// Where the memo keeps it, and the hash of the page.
    key: Option<[u8; 32]>,
    hash: Option<[u8; 32]>,
    bytes: Result<Arc<[u8]>, Box<ThemeError>>,
}

/// Renders everything. `memo` keeps pages for the next run of the same session, in which `change` is all that is new
/// since the last one.
pub fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    mut memo: Option<&mut PageMemo>,
    change: &Change,
) -> Result<Bundle, Vec<Trouble>> {
    let accent = plan.accent.map(theme::accent);
    let mut shared = plan.section.clone();
    shared.assets.accent = accent.as_ref().map(|_| ACCENT.to_owned());
    shared.assets.own = theme.own_style().map(str::to_owned);
    let section = theme::shared(&shared);
    let titled = theme.has(Template::Upload);
    let seed = memo.as_ref().map(|_| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(theme.fingerprint().as_bytes());
        hasher.update(&serde_json::to_vec(&shared).unwrap_or_default());
        hasher
    });
    let stamp = seed.as_ref().map(|seed| *seed.finalize().as_bytes());
    let last = memo.as_mut().and_then(|m| m.last.take());
    let last = last.filter(|(of, _)| Some(*of) == stamp);
    let earlier = match change {
        Change::Texts(changed) => last.map(|(_, made)| (made, changed)),
        Change::Anything => None,
    };
    let known = memo.as_ref().map(|m| &m.pages);
    let rendered = plan.pages(earlier, |page| {
        let mut title = None;
        let (mut key, mut hash) = (None, None);
        let bytes = match page.content {
            Content::Bytes(bytes) => Ok(bytes),
            Content::View(view) => {
                title = titled.then(|| view.page().title.clone());
                key = seed.as_ref().map(|seed| {
                    let mut hasher = seed.clone();
                    hasher.update(&view.bytes());
                    hasher.update(page.path.as_bytes());
                    *hasher.finalize().as_bytes()
                });
                let cached = key.and_then(|key| known.and_then(|known| known.get(&key)));
                match cached {
                    Some(kept) => {
                        hash = Some(kept.hash);
                        Ok(kept.html.clone())
                    }
                    None => view.render(theme, &section).map(|html| {
                        hash = key.map(|_| *blake3::hash(&html).as_bytes());
                        Arc::from(html.as_slice())
                    }),
                }
            }
        };
        Done {
            path: page.path,
            origin: page.origin,
            title,
            key,
            hash,
            bytes,
        }
    });
    let mut bundle = Bundle::default();
    let mut troubles = Vec::new();
    let mut fresh = HashMap::new();
    let mut titles = Vec::new();
    for done in rendered.iter() {
        let Done {
            path,
            origin,
            title,
            key,
            hash,
            bytes,
        } = done;
        titles.extend(title.clone().map(|title| (path.clone(), title)));
        let bytes = match bytes {
            Ok(bytes) => bytes.clone(),
            Err(error) => {
                let (error, origin) = (error.clone(), origin.clone());
                troubles.push(Trouble::Template(error, origin, path.clone()));
                continue;
            }
        };
        let remembered = key.zip(*hash);
        if let Some((key, hash)) = remembered {
            let html = bytes.clone();
            fresh.insert(key, Kept { html, hash });
        }
        match OutPath::new(path) {
            Ok(out) => match bundle.insert(out.clone(), bytes, origin.clone()) {
                Ok(()) => {
                    if let Some((_, hash)) = remembered {
                        bundle.note_hash(&out, hash);
                    }
                }
                Err(_) => troubles.push(Trouble::Collision(path.clone(), origin.clone())),
            },
            Err(problem) => troubles.push(Trouble::Path(path.clone(), problem)),
        }
    }
    let accent = accent.map(|sheet| (ACCENT.to_owned(), sheet.into_bytes()));
    for (path, bytes) in theme
        .assets()
        .iter()
        .chain(accent.iter().map(|(p, b)| (p, b)))
    {
        match OutPath::new(path) {
            Ok(out) => {
                if bundle
                    .insert(out, Arc::from(bytes.as_slice()), None)
                    .is_err()
                {
                    troubles.push(Trouble::Collision(path.clone(), None));
                }
            }
            Err(problem) => troubles.push(Trouble::Path(path.clone(), problem)),
        }
    }
    if let Some(memo) = memo {
        memo.pages = fresh;
        memo.last = stamp.zip(Some(rendered));
    }
    // Only what has been rendered tells which files a page names.
    if titled && troubles.is_empty() {
        let view = upload::view(&titles, &bundle);
        let path = || upload::PATH.to_owned();
        match theme.render(Template::Upload, &view, &section) {
            Err(error) => troubles.push(Trouble::Template(error, None, path())),
            Ok(html) => {
                let out = OutPath::new(upload::PATH).map_err(|p| Trouble::Path(path(), p));
                let put = out.and_then(|out| {
                    let bytes = Arc::from(html.as_slice());
                    let put = bundle.insert(out, bytes, None);
                    put.map_err(|_| Trouble::Collision(path(), None))
                });
                troubles.extend(put.err());
            }
        }
    }
    if troubles.is_empty() {
        Ok(bundle)
    } else {
        Err(troubles)
    }
}

/// Width and height of a picture in pixels, so that the page does not jump when it loads.
pub fn image_size(bytes: &[u8]) -> Option<(u32, u32)> {
    match imagesize::blob_size(bytes) {
        Ok(size) => Some((
            u32::try_from(size.width).ok()?,
            u32::try_from(size.height).ok()?,
        )),
        Err(_) => svg_size(std::str::from_utf8(bytes).ok()?),
    }
}

/// `width` and `height` of an SVG's root, else the size of its `viewBox`.
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let root = html5gum::Tokenizer::new(text)
        .flatten()
        .find_map(|token| match token {
            html5gum::Token::StartTag(tag) if tag.name.as_slice() == b"svg" => Some(tag),
            _ => None,
        })?;
    let attribute = |name: &[u8]| {
        let (_, value) = root
            .attributes
            .iter()
            .find(|(key, _)| key.as_slice() == name)?;
        std::str::from_utf8(value.as_slice())
            .ok()
            .map(str::to_owned)
    };
    let pixels = |text: &str| {
        text.trim()
            .trim_end_matches("px")
            .parse::<f64>()
            .ok()
            .filter(|x| (1.0..100_000.0).contains(x))
    };
    let written = attribute(b"width")
        .and_then(|w| pixels(&w))
        .zip(attribute(b"height").and_then(|h| pixels(&h)));
    let (width, height) = written.or_else(|| {
        let view = attribute(b"viewbox")?;
        let numbers: Vec<f64> = view.split([' ', ',']).filter_map(pixels_or_zero).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?)).filter(|(w, h)| *w >= 1.0 && *h >= 1.0)
    })?;
    Some((width.round() as u32, height.round() as u32))
}

fn pixels_or_zero(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap_or(0.0))
}
