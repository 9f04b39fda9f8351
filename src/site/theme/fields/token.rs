//! The inside of a tag, in words.

use super::super::tags;

/// A word of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `page`, `and`, `for`.
    Name(&'a str),
    /// What stands in quotation marks.
    Text(&'a str),
    /// A number.
    Number,
    /// One sign, or two that belong together: `?.`, `?[`, `==`, `/>`.
    Sign(&'a str),
}

/// A word and its place in the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind<'a>,
    pub at: usize,
    pub end: usize,
}

impl<'a> Token<'a> {
    /// Whether it is this sign.
    pub fn is(self, sign: &str) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// The name that it is.
    pub fn name(self) -> Option<&'a str> {
        match self.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// Signs of more than one character.
const LONG: [&str; 11] = [
    "...", "?.", "?[", "==", "!=", "<=", ">=", "</", "/>", "**", "//",
];

/// The words of a text that begins at `at` of its template.
pub fn tokens(at: usize, text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(c) = text[from..].chars().next() {
        let rest = &text[from..];
        let (kind, width) = if c.is_whitespace() {
            (None, c.len_utf8())
        } else if c.is_ascii_alphabetic() || c == '_' {
            let width = span(rest, |c| c.is_ascii_alphanumeric() || c == '_');
            (Some(Kind::Name(&rest[..width])), width)
        } else if c.is_ascii_digit() {
            let width = span(rest, |c| c.is_ascii_digit());
            (Some(Kind::Number), width)
        } else if matches!(c, '"' | '\'' | '`') {
            let width = tags::string(rest);
            let inner = rest[1..width].trim_end_matches(c);
            (Some(Kind::Text(inner)), width)
        } else {
            let long = LONG.iter().find(|sign| rest.starts_with(**sign));
            let width = long.map_or(c.len_utf8(), |sign| sign.len());
            (Some(Kind::Sign(&rest[..width])), width)
        };
        if let Some(kind) = kind {
            out.push(Token {
                kind,
                at: at + from,
                end: at + from + width,
            });
        }
        from += width;
    }
    out
}

fn span(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}
