//! Render: plan and theme → bundle, in parallel.

pub mod highlight;
pub mod markdown;
mod upload;

use std::sync::{Arc, OnceLock};

use foldhash::HashMap;

use crate::content::Change;
use crate::source::{OutPath, PathProblem};
use crate::vocab::Kind;

/// The school's colours over the theme's.
const ACCENT: &str = "assets/accent.css";

pub use upload::PATH as UPLOAD;

use super::output::{Body, Bundle, File, Origin};
use super::plan::{Content, Made, Plan};
use super::theme::{self, Theme, ThemeError};
use super::view::Template;
use upload::Listed;

/// Files of the last run, pages among them by the hash of (templates, shared part, view): a page is a pure function of
/// them, so nothing can be stale.
#[derive(Default)]
pub struct PageMemo {
    /// All that was made, of which templates and shared part: as long as only texts change, most of it stays.
    last: Option<([u8; 32], Made<Done>)>,
}

/// What can go wrong with a page.
pub enum Trouble {
    /// A template failed on the page of this entry.
    Template(Box<ThemeError>, Option<(Kind, String)>, String),
    /// Two entries want one path for different bytes.
    Collision(String, Option<(Kind, String)>),
    /// A path that may not be.
    Path(String, PathProblem),
}

/// A file of the output, as far as it has come.
struct Done {
    /// Its path, or what it would be.
    path: Result<OutPath, (String, PathProblem)>,
    origin: Origin,
    /// Of a page, where the theme lists them.
    listed: Option<Listed>,
    /// Of a page that will be remembered: the hash of what it is made of.
    key: Option<[u8; 32]>,
    body: Result<Place, Box<ThemeError>>,
}

/// A file that has just been made.
pub struct Raw {
    /// Where it goes.
    pub path: OutPath,
    /// The entry that it belongs to.
    pub origin: Origin,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The BLAKE3 hash of that, if it will be remembered.
    pub hash: Option<[u8; 32]>,
}

/// Where what becomes of a file will be.
pub type Place = Arc<OnceLock<Body>>;

/// Takes files that have just been made.
pub trait Hand: Sync {
    /// Takes a file; what becomes of it is known after [`rest`](Self::rest) at the latest.
    fn take(&self, file: Raw) -> Place;

    /// No more files come.
    fn rest(&self);
}

impl Done {
    fn path(&self) -> &str {
        text(&self.path)
    }

    /// Puts the file into the bundle.
    fn put(&self, bundle: &mut Bundle) -> Result<(), Trouble> {
        let origin = || {
            self.origin
                .as_ref()
                .map(|(kind, id)| (*kind, id.to_string()))
        };
        let path = || self.path().to_owned();
        let body = self.body.as_ref();
        let body = body.map_err(|e| Trouble::Template(e.clone(), origin(), path()))?;
        let out = self.path.as_ref();
        let out = out.map_err(|(path, problem)| Trouble::Path(path.clone(), *problem))?;
        let body = body.get().expect("the hand has been told that this is all");
        let file = File {
            body: body.clone(),
            origin: self.origin.clone(),
        };
        match bundle.insert(out.clone(), file) {
            true => Ok(()),
            false => Err(Trouble::Collision(path(), origin())),
        }
    }

    /// A file of the theme, or one that is made of all others.
    fn of(path: &str, bytes: &[u8]) -> Self {
        Self {
            path: OutPath::new(path).map_err(|problem| (path.to_owned(), problem)),
            origin: None,
            listed: None,
            key: None,
            body: Ok(here(Arc::from(bytes), None)),
        }
    }
}

/// Bytes that stay in memory.
fn here(bytes: Arc<[u8]>, hash: Option<[u8; 32]>) -> Place {
    Arc::new(OnceLock::from(Body::Here(bytes, hash)))
}

/// A path, or what it would be.
fn text(path: &Result<OutPath, (String, PathProblem)>) -> &str {
    match path {
        Ok(path) => path.as_str(),
        Err((path, _)) => path,
    }
}

/// Renders everything. `memo` keeps pages for the next run of the same session, in which `change` is all that is new
/// since the last one. Each new file goes through `hand`.
pub fn render(
    plan: &Plan<'_>,
    theme: &Theme,
    mut memo: Option<&mut PageMemo>,
    change: &Change,
    hand: &dyn Hand,
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
    let last = last
        .filter(|(of, _)| Some(*of) == stamp)
        .map(|(_, made)| made);
    let (earlier, other) = match change {
        Change::Texts { .. } => (last, None),
        Change::Anything => (None, last),
    };
    let known = other.iter().flat_map(Made::iter);
    // A page that has failed is made again: what it says of the theme's files need not be true any more.
    let known = known.filter(|done| done.body.is_ok());
    let known: HashMap<[u8; 32], &Done> = known.filter_map(|d| Some((d.key?, d))).collect();
    let rendered = plan.pages(earlier, change, |page| {
        let path = OutPath::new(&page.path).map_err(|problem| (page.path, problem));
        let origin = page.origin.map(|(kind, id)| (kind, id.into()));
        let mut listed = None;
        let mut key = None;
        let made = |bytes: Vec<u8>| {
            let hash = seed.as_ref().map(|_| *blake3::hash(&bytes).as_bytes());
            match &path {
                Ok(path) => hand.take(Raw {
                    path: path.clone(),
                    origin: origin.clone(),
                    bytes,
                    hash,
                }),
                Err(_) => here(Arc::from(bytes), hash),
            }
        };
        let body = match page.content {
            Content::Text(text) => Ok(made(text.into_bytes())),
            Content::Bytes(bytes) => {
                let hash = seed.as_ref().map(|_| *blake3::hash(&bytes).as_bytes());
                Ok(here(bytes, hash))
            }
            Content::View(view) => {
                key = seed.as_ref().map(|seed| {
                    let mut hasher = seed.clone();
                    hasher.update(&view.bytes());
                    hasher.update(text(&path).as_bytes());
                    *hasher.finalize().as_bytes()
                });
                match key.and_then(|key| known.get(&key)) {
                    Some(done) => {
                        listed.clone_from(&done.listed);
                        done.body.clone()
                    }
                    None => view.render(theme, &section).map(|html| {
                        listed = titled.then(|| Listed::new(text(&path), view.page(), &html));
                        made(html)
                    }),
                }
            }
        };
        Done {
            path,
            origin,
            listed,
            key,
            body,
        }
    });
    hand.rest();
    drop(known);
    let mut bundle = Bundle::default();
    let mut troubles = Vec::new();
    let mut listed = Vec::new();
    for done in rendered.iter() {
        listed.extend(&done.listed);
        troubles.extend(done.put(&mut bundle).err());
    }
    let accent = accent.map(|sheet| (ACCENT.to_owned(), sheet.into_bytes()));
    let assets = theme.assets().iter();
    for (path, bytes) in assets.chain(accent.iter().map(|(p, b)| (p, b))) {
        troubles.extend(Done::of(path, bytes).put(&mut bundle).err());
    }
    // Only what has been rendered tells which files a page names.
    if titled && troubles.is_empty() {
        let view = upload::view(&listed, &bundle);
        match theme.render(Template::Upload, &view, &section) {
            Err(error) => {
                troubles.push(Trouble::Template(error, None, upload::PATH.to_owned()));
            }
            Ok(html) => troubles.extend(Done::of(upload::PATH, &html).put(&mut bundle).err()),
        }
    }
    if let Some(memo) = memo {
        memo.last = stamp.zip(Some(rendered));
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
