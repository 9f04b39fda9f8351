//! Fields that no view has. Tera is silent about them inside `{% if … %}` and where a sample has nothing to show, so
//! templates are walked as they would be rendered – through inheritance, includes and components – with the shapes of
//! the full samples in the place of values.
//!
//! A template may serve several pages, and ask of each what only some of them have. So a place is wrong when it leads
//! nowhere for every page that comes by.

mod expression;
mod frame;
mod parts;
mod shape;
#[cfg(test)]
mod tests;
mod token;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::view::Template;
use super::tags::{Tag, tags};
use super::{DEFAULT_PREFIX, Sources, samples};

use frame::Frame;
use parts::{block_name, end_of, head, literal};
use shape::Shape;
use token::{Token, tokens};

/// A name that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missing {
    /// The name.
    pub name: String,
    /// A field of something, or a variable.
    pub field: bool,
    /// What there is instead.
    pub known: Vec<String>,
    /// Whether a component asks, which sees its arguments only.
    pub component: bool,
}

/// Where it stands, and on which pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unknown<'a> {
    /// The template, as Tera knows it.
    pub template: &'a str,
    /// Bytes of the template.
    pub range: Range<usize>,
    /// What is missing.
    pub missing: Missing,
    /// Templates of the pages that come by; none for a component that nobody calls.
    pub pages: BTreeSet<&'static str>,
}

/// All names of a theme that lead nowhere, by place. The theme has to compile.
pub(super) fn unknown(sources: &Sources) -> Vec<Unknown<'_>> {
    let mut walk = Walk::new(sources);
    let section = serde_json::to_value(samples::section()).expect("plain values");
    let views = samples::full().into_iter().filter_map(|sample| {
        let view = serde_json::to_value(&sample.view).expect("plain values");
        match Shape::of(&view) {
            Shape::Record(fields) => Some((sample.template, (*fields).clone())),
            _ => None,
        }
    });
    let views: Vec<(Template, BTreeMap<String, Shape>)> = views.collect();
    // One type for all pages, but the full sample of «not found» has no date.
    let pages = views.iter().filter_map(|(_, fields)| fields.get("page"));
    let page = pages.cloned().reduce(Shape::merged).unwrap_or_default();
    for (template, mut variables) in views {
        variables.insert("page".to_owned(), page.clone());
        variables.insert("root".to_owned(), Shape::Plain);
        variables.insert("section".to_owned(), Shape::of(&section));
        walk.page(template, variables);
    }
    walk.uncalled();
    walk.wrong()
}

/// A component: where it is, and what it takes.
#[derive(Debug, Clone)]
struct Component<'a> {
    template: &'a str,
    tags: Range<usize>,
    /// Arguments, and whether they come from the caller by themselves.
    arguments: Vec<(&'a str, bool)>,
}

/// What has been met at a place.
#[derive(Debug, Default)]
struct Met {
    found: bool,
    missing: Option<Missing>,
    pages: BTreeSet<&'static str>,
}

/// A body of a block: its template and its tags.
type Block<'a> = (&'a str, Range<usize>);

struct Walk<'a> {
    tags: BTreeMap<&'a str, Vec<Tag<'a>>>,
    components: BTreeMap<&'a str, Component<'a>>,
    called: BTreeSet<(String, BTreeMap<String, Shape>)>,
    met: BTreeMap<(&'a str, usize, usize), Met>,
    /// Paths of the expression that is being read that lead nowhere.
    unresolved: Vec<String>,
    page: Option<&'static str>,
}

impl<'a> Walk<'a> {
    fn new(sources: &'a Sources) -> Self {
        let read = |text: &'a String| tags(text).filter(|tag| !tag.is_comment()).collect();
        let tags: BTreeMap<&str, Vec<Tag<'_>>> = sources
            .texts
            .iter()
            .map(|(name, text)| (name.as_str(), read(text)))
            .collect();
        let mut components = BTreeMap::new();
        // The school's own take the place of the default ones.
        let (default, own): (Vec<_>, Vec<_>) = tags
            .iter()
            .partition(|(name, _)| name.starts_with(DEFAULT_PREFIX));
        for (template, tags) in default.into_iter().chain(own) {
            for (i, tag) in tags.iter().enumerate() {
                if tag.word() == "component" {
                    let (name, arguments) = head(*tag);
                    let component = Component {
                        template,
                        tags: i + 1..end_of(tags, i, "component", "endcomponent"),
                        arguments,
                    };
                    components.insert(name, component);
                }
            }
        }
        Self {
            tags,
            components,
            called: BTreeSet::new(),
            met: BTreeMap::new(),
            unresolved: Vec::new(),
            page: None,
        }
    }

    /// Walks a page from its outermost parent inwards.
    fn page(&mut self, template: Template, mut variables: BTreeMap<String, Shape>) {
        self.page = Some(template.file());
        let mut chain = vec![];
        let mut next = self.resolve(template.file());
        while let Some(template) = next.filter(|t| !chain.contains(t)) {
            chain.push(template);
            let mut tags = self.tags[template].iter();
            let parent = tags
                .find(|tag| tag.word() == "extends")
                .and_then(|t| literal(*t));
            next = parent.and_then(|parent| self.resolve(parent));
        }
        let Some((outermost, inner)) = chain.split_last() else {
            return;
        };
        let mut blocks: BTreeMap<&str, Vec<Block<'a>>> = BTreeMap::new();
        for template in &chain {
            let tags = &self.tags[template];
            for (i, tag) in tags.iter().enumerate().filter(|(_, t)| t.word() == "block") {
                let body = i + 1..end_of(tags, i, "block", "endblock");
                blocks
                    .entry(block_name(*tag))
                    .or_default()
                    .push((template, body));
            }
        }
        // What a child sets outside its blocks, nobody can follow.
        for tag in inner.iter().flat_map(|template| &self.tags[template]) {
            if let "set" | "set_global" = tag.word()
                && let [_, name, ..] = self.words(*tag).as_slice()
                && let Some(name) = name.name()
            {
                variables.entry(name.to_owned()).or_default();
            }
        }
        let mut frame = Frame::new(variables, false);
        let all = 0..self.tags[outermost].len();
        self.walk(outermost, all, &mut frame, &blocks);
    }

    /// Components that no page calls: whatever they are given, they see nothing else.
    fn uncalled(&mut self) {
        self.page = None;
        let mut nowhere = Frame::default();
        for name in self.components.keys().copied().collect::<Vec<_>>() {
            if !self.called.iter().any(|(called, _)| called == name) {
                self.component(name, BTreeMap::new(), &mut nowhere);
            }
        }
    }

    fn wrong(self) -> Vec<Unknown<'a>> {
        let met = self.met.into_iter().filter(|(_, met)| !met.found);
        met.filter_map(|((template, start, end), met)| {
            Some(Unknown {
                template,
                range: start..end,
                missing: met.missing?,
                pages: met.pages,
            })
        })
        .collect()
    }

    fn met(&mut self, template: &'a str, token: Token<'a>, missing: Option<Missing>) {
        let place = (template, token.at, token.end);
        // What no page does says nothing about a place that a page has come by.
        if self.page.is_none() && self.met.contains_key(&place) {
            return;
        }
        let met = self.met.entry(place).or_default();
        met.found |= missing.is_none();
        met.pages.extend(self.page);
        if missing.is_some() {
            met.missing = missing;
        }
    }

    /// The template that a name stands for: the school's, else the default one.
    fn resolve(&self, name: &str) -> Option<&'a str> {
        let own = self.tags.get_key_value(name);
        let prefixed = || {
            self.tags
                .get_key_value(format!("{DEFAULT_PREFIX}{name}").as_str())
        };
        own.or_else(prefixed).map(|(name, _)| *name)
    }

    fn words(&self, tag: Tag<'a>) -> Vec<Token<'a>> {
        let (at, inside) = tag.inside();
        tokens(at, inside)
    }

    fn walk(
        &mut self,
        template: &'a str,
        range: Range<usize>,
        frame: &mut Frame,
        blocks: &BTreeMap<&str, Vec<Block<'a>>>,
    ) {
        // What is open: the number of questions asked before an `if`; nothing for a `for`, which has a layer.
        let mut open: Vec<Option<usize>> = Vec::new();
        let mut i = range.start;
        while i < range.end {
            let tag = self.tags[template][i];
            let words = self.words(tag);
            let rest = words.get(1..).unwrap_or_default();
            i += 1;
            match tag.word() {
                "extends" | "raw" | "endraw" | "break" | "continue" | "endblock" | "endset"
                | "endfilter" => {}
                "component" => {
                    i = end_of(&self.tags[template], i - 1, "component", "endcomponent") + 1;
                }
                "include" => {
                    if let Some(included) = literal(tag).and_then(|name| self.resolve(name)) {
                        let all = 0..self.tags[included].len();
                        self.walk(included, all, frame, &BTreeMap::new());
                    }
                }
                "block" => {
                    let end = end_of(&self.tags[template], i - 1, "block", "endblock");
                    let lineage = blocks.get(block_name(tag)).cloned();
                    self.block(
                        lineage.unwrap_or_else(|| vec![(template, i..end)]),
                        frame,
                        blocks,
                    );
                    i = end + 1;
                }
                "if" => {
                    open.push(Some(frame.asked()));
                    self.condition(template, rest, frame);
                }
                "elif" => {
                    if let Some(Some(count)) = open.last() {
                        frame.forget(*count);
                    }
                    self.condition(template, rest, frame);
                }
                "else" => match open.last() {
                    Some(Some(count)) => frame.forget(*count),
                    // The loop's names are not there when there was nothing to loop over.
                    _ => {
                        frame.pop();
                        frame.push(BTreeMap::new());
                    }
                },
                "endif" | "endfor" => match open.pop() {
                    Some(Some(count)) => frame.forget(count),
                    Some(None) => frame.pop(),
                    None => {}
                },
                "for" => {
                    open.push(None);
                    let layer = self.loop_names(template, rest, frame);
                    frame.push(layer);
                }
                word @ ("set" | "set_global") => {
                    let Some(name) = rest.first().and_then(|t| t.name()) else {
                        continue;
                    };
                    let shape = match rest.get(1) {
                        Some(sign) if sign.is("=") => self.expression(template, &rest[2..], frame),
                        _ => Shape::Plain,
                    };
                    frame.set(name, shape, word == "set_global");
                }
                "filter" => {
                    self.expression(template, rest.get(1..).unwrap_or_default(), frame);
                }
                _ => {
                    self.expression(template, &words, frame);
                }
            }
            self.unresolved.clear();
        }
    }

    /// A condition; its branch may go on about what the condition has asked for.
    fn condition(&mut self, template: &'a str, words: &[Token<'a>], frame: &mut Frame) {
        self.expression(template, words, frame);
        let asked = std::mem::take(&mut self.unresolved);
        frame.ask(asked);
    }

    /// The innermost body of a block, and those that `super()` adds.
    fn block(
        &mut self,
        lineage: Vec<Block<'a>>,
        frame: &mut Frame,
        blocks: &BTreeMap<&str, Vec<Block<'a>>>,
    ) {
        for (template, body) in lineage {
            let tags = &self.tags[template][body.clone()];
            let calls_parent = tags.iter().any(|tag| tag.text.contains("super()"));
            self.walk(template, body, frame, blocks);
            if !calls_parent {
                return;
            }
        }
    }

    /// `for a in b` and `for k, v in b`: the names with their shapes.
    fn loop_names(
        &mut self,
        template: &'a str,
        words: &[Token<'a>],
        frame: &mut Frame,
    ) -> BTreeMap<String, Shape> {
        let at = words.iter().position(|t| t.name() == Some("in"));
        let Some(at) = at else {
            return BTreeMap::new();
        };
        let list = self.expression(template, &words[at + 1..], frame);
        let names: Vec<&str> = words[..at].iter().filter_map(|t| t.name()).collect();
        let item = match names.len() {
            1 => list.item(),
            _ => Shape::Any,
        };
        let names = names.into_iter();
        names.map(|name| (name.to_owned(), item.clone())).collect()
    }

    /// Walks a component as this call makes it.
    fn component(&mut self, name: &str, given: BTreeMap<String, Shape>, caller: &mut Frame) {
        let Some((name, component)) = self.components.get_key_value(name) else {
            return;
        };
        let (name, component) = (*name, component.clone());
        let mut variables = BTreeMap::from([("body".to_owned(), Shape::Plain)]);
        for (argument, implicit) in &component.arguments {
            let from_caller = || caller.get(argument).filter(|_| *implicit).cloned();
            let shape = given.get(*argument).cloned().or_else(from_caller);
            variables.insert((*argument).to_owned(), shape.unwrap_or_default());
        }
        if self.called.insert((name.to_owned(), variables.clone())) {
            let mut frame = Frame::new(variables, true);
            let outer = std::mem::take(&mut self.unresolved);
            self.walk(
                component.template,
                component.tags,
                &mut frame,
                &BTreeMap::new(),
            );
            self.unresolved = outer;
        }
    }
}
