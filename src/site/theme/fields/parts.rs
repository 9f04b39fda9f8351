//! The parts of a template: where a block or a component ends, what it is called, what it takes.

use super::super::tags::{Tag, first_word};
use super::token::{Kind, tokens};

/// The tag that ends the one at `start`, or the end of the template.
pub fn end_of(tags: &[Tag<'_>], start: usize, opens: &str, closes: &str) -> usize {
    let mut depth = 0_usize;
    for (i, tag) in tags.iter().enumerate().skip(start) {
        let word = tag.word();
        depth += usize::from(word == opens);
        depth -= usize::from(word == closes);
        if depth == 0 {
            return i;
        }
    }
    tags.len()
}

/// The name of `{% block NAME %}`.
pub fn block_name(tag: Tag<'_>) -> &str {
    let inside = tag.inside().1;
    first_word(inside.strip_prefix("block").unwrap_or(inside).trim_start())
}

/// The string in `{% extends "…" %}` and `{% include "…" %}`.
pub fn literal(tag: Tag<'_>) -> Option<&str> {
    let (at, inside) = tag.inside();
    let words = tokens(at, inside);
    words.iter().find_map(|token| match token.kind {
        Kind::Text(text) => Some(text),
        _ => None,
    })
}

/// Name and arguments of `{% component NAME(a, b: string = "x", @c, ...rest) %}`.
pub fn head(tag: Tag<'_>) -> (&str, Vec<(&str, bool)>) {
    let inside = tag.inside().1;
    let rest = inside
        .strip_prefix("component")
        .unwrap_or(inside)
        .trim_start();
    let name = first_word(rest);
    let words = tokens(0, &rest[name.len()..]);
    let mut arguments = Vec::new();
    let mut depth = 0_usize;
    for (i, token) in words.iter().enumerate() {
        match token.kind {
            Kind::Sign("(" | "[" | "{") => depth += 1,
            Kind::Sign(")" | "]" | "}") => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            Kind::Name(argument) if depth == 1 => {
                let before = i.checked_sub(1).map(|i| words[i]);
                let implicit = before.is_some_and(|t| t.is("@"));
                let begins = ["(", ",", "..."];
                if implicit || before.is_some_and(|t| begins.iter().any(|sign| t.is(sign))) {
                    arguments.push((argument, implicit));
                }
            }
            _ => {}
        }
    }
    (name, arguments)
}
