//! Expressions: which paths they read, and what comes out.

use std::collections::BTreeMap;

use super::Walk;
use super::frame::Frame;
use super::shape::Shape;
use super::token::{Kind, Token};

/// Words of expressions that are no variables.
const KEYWORDS: [&str; 15] = [
    "and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "True", "False", "none",
    "None", "null",
];

/// Filters that give back an item of the list, and those that give back the list.
const ITEM: [&str; 3] = ["first", "last", "nth"];
const SAME: [&str; 5] = ["sort", "reverse", "unique", "default", "safe"];

impl<'a> Walk<'a> {
    /// Reads an expression of `template`; a single path keeps its shape.
    pub(super) fn expression(
        &mut self,
        template: &'a str,
        words: &[Token<'a>],
        frame: &mut Frame,
    ) -> Shape {
        frame.push(bound_inside(words));
        let mut out: Option<Shape> = None;
        let mut i = 0;
        while i < words.len() {
            let before = i;
            let next = words.get(i + 1);
            let follows = |sign| next.is_some_and(|t| t.is(sign));
            let mut found = Shape::Any;
            match words[i].kind {
                Kind::Sign("<")
                    if next.is_some_and(|t| t.at == words[i].end && t.name().is_some()) =>
                {
                    i = self.call(template, words, i + 1, frame);
                    found = Shape::Plain;
                }
                Kind::Sign("</") => break,
                Kind::Sign("|") => {
                    let filter = next.and_then(|t| t.name()).unwrap_or_default();
                    let shape = out.take().unwrap_or_default();
                    out = Some(match filter {
                        f if ITEM.contains(&f) => shape.item(),
                        f if SAME.contains(&f) => shape,
                        _ => Shape::Any,
                    });
                    i += 2;
                    if words.get(i).is_some_and(|t| t.is("(")) {
                        let end = closing(words, i);
                        self.expression(template, &words[i + 1..end], frame);
                        i = end + 1;
                    }
                    continue;
                }
                Kind::Name("is") => {
                    i += 1;
                    i += usize::from(words.get(i).and_then(|t| t.name()) == Some("not"));
                    i += 1;
                }
                Kind::Name(name) => {
                    let key =
                        follows(":") && i > 0 && (words[i - 1].is("{") || words[i - 1].is(","));
                    let no_path = KEYWORDS.contains(&name) || follows("=") || follows("(") || key;
                    if no_path {
                        i += 1;
                    } else {
                        (found, i) = self.path(template, words, i, frame);
                    }
                }
                Kind::Text(_) | Kind::Number => {
                    found = Shape::Plain;
                    i += 1;
                }
                Kind::Sign(_) => i += 1,
            }
            out = Some(match before {
                0 => found,
                _ => Shape::Any,
            });
        }
        frame.pop();
        out.unwrap_or_default()
    }

    /// Reads `a.b[0].c` from word `i` on; returns what it leads to and the word after it.
    fn path(
        &mut self,
        template: &'a str,
        words: &[Token<'a>],
        mut i: usize,
        frame: &mut Frame,
    ) -> (Shape, usize) {
        let name = words[i].name().unwrap_or_default();
        // (what is asked for, its place)
        let mut steps = vec![(Step::Field(name), words[i])];
        i += 1;
        while let Some(sign) = words.get(i) {
            let next = words.get(i + 1).copied();
            if (sign.is(".") || sign.is("?."))
                && let Some(token) = next
                && let Some(name) = token.name()
            {
                steps.push((Step::Field(name), token));
                i += 2;
            } else if sign.is("[") || sign.is("?[") {
                let end = closing(words, i);
                let inside = &words[i + 1..end.max(i + 1)];
                let slice = inside.iter().any(|t| t.is(":"));
                let step = match inside {
                    [token] => match token.kind {
                        Kind::Text(name) => Step::Field(name),
                        Kind::Number => Step::Item,
                        _ => Step::Other,
                    },
                    _ if slice => Step::Slice,
                    _ => Step::Other,
                };
                if matches!(step, Step::Slice | Step::Other) {
                    self.expression(template, inside, frame);
                }
                let token = inside.first().copied().unwrap_or(*sign);
                steps.push((step, token));
                i = end + 1;
            } else {
                break;
            }
        }
        let spared = asks_whether_defined(&words[i.min(words.len())..]);
        (self.follow(template, &steps, spared, frame), i)
    }

    /// Follows a path; a step that leads nowhere is remembered with its place.
    fn follow(
        &mut self,
        template: &'a str,
        steps: &[(Step<'a>, Token<'a>)],
        spared: bool,
        frame: &Frame,
    ) -> Shape {
        let mut shape = Shape::Any;
        let mut path = String::new();
        for (n, (step, token)) in steps.iter().enumerate() {
            let Step::Field(name) = step else {
                shape = match step {
                    Step::Item => shape.item(),
                    Step::Slice => shape,
                    _ => Shape::Any,
                };
                path.push_str("[]");
                continue;
            };
            let dot = if n == 0 { "" } else { "." };
            path.push_str(&format!("{dot}{name}"));
            if frame.is_asked(&path) {
                return Shape::Any;
            }
            let found = match n {
                0 => variable(name, frame),
                _ => shape.field(name),
            };
            match found {
                Ok(next) => {
                    self.met(template, *token, None);
                    shape = next;
                }
                Err(known) => {
                    if !spared {
                        let known = known.into_iter().map(str::to_owned).collect();
                        let field = n > 0;
                        let missing = super::Missing {
                            name: (*name).to_owned(),
                            field,
                            known,
                            component: frame.component,
                        };
                        self.met(template, *token, Some(missing));
                    }
                    self.unresolved.push(path);
                    return Shape::Any;
                }
            }
        }
        shape
    }

    /// Reads `<name a={b} c="d" e>` from its name on and goes into the component; returns the word after the call.
    fn call(
        &mut self,
        template: &'a str,
        words: &[Token<'a>],
        mut i: usize,
        frame: &mut Frame,
    ) -> usize {
        let mut name = String::new();
        while let Some(token) = words.get(i) {
            match token.kind {
                Kind::Name(part) if name.is_empty() || name.ends_with('.') => name.push_str(part),
                Kind::Sign(".") => name.push('.'),
                _ => break,
            }
            i += 1;
        }
        let mut arguments = BTreeMap::new();
        while let Some(token) = words.get(i) {
            let next = words.get(i + 1);
            match token.kind {
                Kind::Sign("/>" | ">") => {
                    i += 1;
                    break;
                }
                Kind::Sign("{") => {
                    let end = closing(words, i);
                    self.expression(template, &words[i + 1..end.max(i + 1)], frame);
                    i = end + 1;
                }
                Kind::Name(argument) if next.is_some_and(|t| t.is("=")) => {
                    let value = i + 2;
                    let mut shape = Shape::Plain;
                    i = value + 1;
                    if words.get(value).is_some_and(|t| t.is("{")) {
                        let end = closing(words, value);
                        let inside = &words[value + 1..end.max(value + 1)];
                        shape = self.expression(template, inside, frame);
                        i = end + 1;
                    }
                    arguments.insert(argument.to_owned(), shape);
                }
                Kind::Name(argument) => {
                    let shape = self.expression(template, &words[i..=i], frame);
                    arguments.insert(argument.to_owned(), shape);
                    i += 1;
                }
                _ => i += 1,
            }
        }
        self.component(&name, arguments, frame);
        i
    }
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    Field(&'a str),
    Item,
    Slice,
    Other,
}

/// A variable, or the names of those that there are.
fn variable<'f>(name: &str, frame: &'f Frame) -> Result<Shape, Vec<&'f str>> {
    // Tera's own: `loop`, `__tera_context`.
    if name == "loop" || name.starts_with("__") {
        return Ok(Shape::Any);
    }
    frame
        .get(name)
        .cloned()
        .ok_or_else(|| frame.names().collect())
}

/// `x is defined` and `x | default(…)` may ask for what is not there.
fn asks_whether_defined(rest: &[Token<'_>]) -> bool {
    let names: Vec<Option<&str>> = rest.iter().take(3).map(|t| t.name()).collect();
    match names.as_slice() {
        [Some("is"), Some("not"), Some(test), ..] | [Some("is"), Some(test), ..] => {
            matches!(*test, "defined" | "undefined")
        }
        [None, Some("default"), ..] => rest[0].is("|"),
        _ => false,
    }
}

/// The names that list comprehensions of an expression bind.
fn bound_inside(words: &[Token<'_>]) -> BTreeMap<String, Shape> {
    let mut names = BTreeMap::new();
    for (i, _) in words
        .iter()
        .enumerate()
        .filter(|(_, t)| t.name() == Some("for"))
    {
        let bound = words[i + 1..].iter().take_while(|t| t.name() != Some("in"));
        names.extend(bound.filter_map(|t| Some((t.name()?.to_owned(), Shape::Any))));
    }
    names
}

/// The bracket that closes the one at `open`, or the end.
fn closing(words: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (i, token) in words.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Sign("(" | "[" | "?[" | "{") => depth += 1,
            Kind::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    words.len()
}
