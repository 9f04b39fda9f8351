//! What keeps a wrong theme from running for ever.
//!
//! Tera itself refuses circular `extends` and `include` when templates are added, limits the depth of
//! expressions, and stops components at twenty levels – but twenty levels of a component that calls
//! itself twice are a million calls, and nested tags are parsed by recursion without a limit. So:
//! - a template with tags nested deeper than [`MAX_DEPTH`] is refused before it is parsed;
//! - a component that can reach itself, directly or through `include`, is refused before rendering;
//! - `range` gives a page at most [`MAX_RANGE`] numbers in all, however loops are nested;
//! - a page stops growing at [`MAX_PAGE`] bytes.
//!
//! Tera has no `while`: with these, loops are over data that we made. What is left is a theme that
//! multiplies our own lists by each other on purpose.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use tera::{Error, Kwargs, State, Tera, TeraResult};

use super::error::{Place, ThemeError};
use super::tags::{Tag, first_word, tags};
use super::{DEFAULT_PREFIX, Sources};

/// Numbers that `range` gives to one page.
pub(super) const MAX_RANGE: usize = 10_000;

/// Levels of tags inside tags.
const MAX_DEPTH: usize = 64;

/// Bytes of one page.
pub(super) const MAX_PAGE: usize = 16 << 20;

/// Registers what templates may call beyond Tera's own words, and replaces what has no bound there.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function("range", range);
}

thread_local! {
    /// What is left of [`MAX_RANGE`]. A page is rendered by one thread from start to end, and functions
    /// of Tera get nothing that changes with the page: so the budget waits here.
    static BUDGET: Cell<usize> = const { Cell::new(MAX_RANGE) };
}

/// A new page begins.
pub(super) fn start_page() {
    BUDGET.set(MAX_RANGE);
}

fn range(kwargs: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = kwargs.get::<i64>("start")?.unwrap_or(0);
    let end = kwargs.must_get::<i64>("end")?;
    let step = kwargs.get::<usize>("step_by")?.unwrap_or(1).max(1);
    let numbers: Vec<i64> = (start..end).step_by(step).take(MAX_RANGE + 1).collect();
    match BUDGET.get().checked_sub(numbers.len()) {
        Some(left) => {
            BUDGET.set(left);
            Ok(numbers)
        }
        None => Err(Error::message(format!(
            "range: больше {MAX_RANGE} чисел на странице"
        ))),
    }
}

/// A buffer that refuses to grow without end.
pub(super) struct Capped(Vec<u8>);

/// As much as a usual page needs.
impl Default for Capped {
    fn default() -> Self {
        Self(Vec::with_capacity(32 << 10))
    }
}

impl Capped {
    /// The page.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_PAGE {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Refuses templates whose tags are nested too deep to parse.
pub(super) fn refuse_depth(sources: &Sources) -> Result<(), Vec<ThemeError>> {
    let mut errors = Vec::new();
    for (template, text) in &sources.texts {
        let mut depth = 0_usize;
        for tag in tags(text) {
            let word = tag.word();
            if ["if", "for", "block", "filter", "component"].contains(&word) {
                depth += 1;
            } else if word.starts_with("end") {
                depth = depth.saturating_sub(1);
            }
            if depth > MAX_DEPTH {
                let place = Place::of(text, tag.at..tag.at + tag.text.len());
                errors.push(ThemeError::depth(sources, template, place));
                break;
            }
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// Refuses components that can reach themselves.
pub(super) fn refuse_recursion(sources: &Sources) -> Result<(), Vec<ThemeError>> {
    let graph = Graph::read(sources);
    let mut errors = Vec::new();
    for component in graph.components() {
        if let Some(call) = graph.way_back(component) {
            let text = &sources.texts[&call.template];
            let place = Place::of(text, call.at..call.at + call.width);
            errors.push(ThemeError::recursion(
                sources,
                &call.template,
                place,
                component,
            ));
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// Who calls whom. A node is a component (`<name`) or a template (`name.html`).
#[derive(Default)]
struct Graph {
    calls: BTreeMap<String, Vec<Call>>,
    /// Components of the overlay: the default ones of the same name are never called.
    replaced: BTreeSet<String>,
}

#[derive(Clone)]
struct Call {
    to: String,
    template: String,
    at: usize,
    width: usize,
}

impl Graph {
    fn read(sources: &Sources) -> Self {
        let mut graph = Self::default();
        // Bare names come from the overlay; read first, they hide what they replace.
        let (default, overlay): (Vec<_>, Vec<_>) = sources
            .texts
            .iter()
            .partition(|(name, _)| name.starts_with(DEFAULT_PREFIX));
        for (_, text) in &overlay {
            let names = tags(text).filter_map(component_name);
            graph.replaced.extend(names.map(str::to_owned));
        }
        for (template, text) in overlay.into_iter().chain(default) {
            graph.read_template(template, text, sources);
        }
        graph
    }

    fn read_template(&mut self, template: &str, text: &str, sources: &Sources) {
        let mut owner = template.to_owned();
        for tag in tags(text).filter(|tag| !tag.is_comment()) {
            let words = tag.inside().1;
            if let Some(name) = component_name(tag) {
                let hidden = template.starts_with(DEFAULT_PREFIX) && self.replaced.contains(name);
                owner = if hidden {
                    String::new()
                } else {
                    format!("<{name}")
                };
            } else if words.starts_with("endcomponent") {
                owner = template.to_owned();
            } else if let Some(rest) = words.strip_prefix("include ") {
                let name = rest.trim().trim_matches(['"', '\'', '`']);
                let bare = sources.texts.contains_key(name);
                let to = if bare {
                    name.to_owned()
                } else {
                    format!("{DEFAULT_PREFIX}{name}")
                };
                self.add(
                    &owner,
                    Call {
                        to,
                        template: template.to_owned(),
                        at: tag.at,
                        width: tag.text.len(),
                    },
                );
            } else {
                for (offset, name) in component_calls(tag.text) {
                    let to = format!("<{name}");
                    let width = to.len();
                    let template = template.to_owned();
                    self.add(
                        &owner,
                        Call {
                            to,
                            template,
                            at: tag.at + offset,
                            width,
                        },
                    );
                }
            }
        }
    }

    fn add(&mut self, owner: &str, call: Call) {
        self.calls.entry(owner.to_owned()).or_default().push(call);
    }

    fn components(&self) -> impl Iterator<Item = &str> {
        self.calls
            .keys()
            .filter(|name| name.starts_with('<'))
            .map(String::as_str)
    }

    /// The first call inside `start` from which `start` can be reached again.
    fn way_back(&self, start: &str) -> Option<&Call> {
        self.calls
            .get(start)?
            .iter()
            .find(|call| self.reaches(&call.to, start))
    }

    fn reaches(&self, from: &str, goal: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut queue = vec![from];
        while let Some(node) = queue.pop() {
            if node == goal {
                return true;
            }
            if seen.insert(node) {
                queue.extend(
                    self.calls
                        .get(node)
                        .into_iter()
                        .flatten()
                        .map(|c| c.to.as_str()),
                );
            }
        }
        false
    }
}

/// The name in `{% component NAME(…) %}`.
fn component_name(tag: Tag<'_>) -> Option<&str> {
    let rest = tag.inside().1.strip_prefix("component ")?;
    Some(first_word(rest.trim_start()))
}

/// The `<name` of component calls in a tag. A comparison is written with a space: `a < b`.
fn component_calls(tag: &str) -> impl Iterator<Item = (usize, &str)> {
    tag.match_indices('<').filter_map(|(at, _)| {
        let name = first_word(&tag[at + 1..]);
        (!name.is_empty()).then_some((at, name))
    })
}
