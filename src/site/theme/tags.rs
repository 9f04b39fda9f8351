//! A template cut into its tags: what Tera knows of them after parsing it keeps to itself.

/// One `{{ … }}`, `{% … %}` or `{# … #}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Where it begins in the template.
    pub at: usize,
    /// All of it, with its braces.
    pub text: &'a str,
}

impl<'a> Tag<'a> {
    /// Whether it is a comment.
    pub fn is_comment(self) -> bool {
        self.text.starts_with("{#")
    }

    /// What stands between the braces, and where it begins.
    pub fn inside(self) -> (usize, &'a str) {
        let inner = &self.text[2..self.text.len() - 2];
        let start = inner.len() - inner.trim_start_matches(['-', ' ', '\t', '\r', '\n']).len();
        let inner = inner[start..].trim_end().trim_end_matches('-').trim_end();
        (self.at + 2 + start, inner)
    }

    /// The first word of a `{% … %}`; empty for other tags.
    pub fn word(self) -> &'a str {
        match self.text.starts_with("{%") {
            true => first_word(self.inside().1),
            false => "",
        }
    }
}

/// The tags of a template, comments among them. What stands between `raw` and `endraw` is text.
pub(super) fn tags(template: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    let mut raw = false;
    std::iter::from_fn(move || {
        loop {
            let at = from + start(&template[from..])?;
            let end = at + width(&template[at..])?;
            let tag = Tag {
                at,
                text: &template[at..end],
            };
            let word = tag.word();
            if raw && word != "endraw" {
                from = at + 2;
                continue;
            }
            raw = word == "raw";
            from = end;
            return Some(tag);
        }
    })
}

/// A template with its tags blotted out, byte for byte, so that what is left can be read as HTML: a value becomes
/// letters, everything else spaces.
pub(super) fn blotted(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut from = 0;
    for tag in tags(template) {
        out.push_str(&template[from..tag.at]);
        let blot = if tag.text.starts_with("{{") { "x" } else { " " };
        out.push_str(&blot.repeat(tag.text.len()));
        from = tag.at + tag.text.len();
    }
    out.push_str(&template[from..]);
    out
}

fn start(text: &str) -> Option<usize> {
    let braces = text.as_bytes().windows(2);
    let mut pairs = braces.enumerate();
    pairs.find_map(|(at, pair)| matches!(pair, b"{{" | b"{%" | b"{#").then_some(at))
}

/// The width of the tag that a text begins with. Closing braces inside a string do not close it.
fn width(text: &str) -> Option<usize> {
    let close: &[u8; 2] = match &text[..2] {
        "{{" => b"}}",
        "{%" => b"%}",
        _ => return text[2..].find("#}").map(|at| at + 4),
    };
    let bytes = text.as_bytes();
    let mut at = 2;
    while at < bytes.len() {
        match bytes[at] {
            b'"' | b'\'' | b'`' => at += string(&text[at..]),
            _ if bytes[at..].starts_with(close) => return Some(at + 2),
            _ => at += 1,
        }
    }
    None
}

/// The width of the string that a text begins with, with its quotation marks.
pub(super) fn string(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b if b == bytes[0] => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A name at the beginning of a text.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !is_name(c)).unwrap_or(text.len());
    &text[..end]
}

/// A sign of a name; names of components may have dots in them.
pub(super) fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_comments_and_raw_text_do_not_confuse() {
        let text = "а{{ \"}}\" }}{# {{ нет }} #}{% raw %}{{ и тут }}{% endraw -%}{{ <p a={b} /> }}";
        let found: Vec<&str> = tags(text).map(|tag| tag.text).collect();
        assert_eq!(
            found,
            [
                "{{ \"}}\" }}",
                "{# {{ нет }} #}",
                "{% raw %}",
                "{% endraw -%}",
                "{{ <p a={b} /> }}"
            ]
        );
        let words: Vec<&str> = tags(text).map(Tag::word).collect();
        assert_eq!(words, ["", "", "raw", "endraw", ""]);
    }

    #[test]
    fn blots_keep_the_places() {
        let text = "<a href=\"{{ root }}x\"{% if y %} id=\"z\"{% endif %}>";
        let out = blotted(text);
        assert_eq!(out.len(), text.len());
        assert_eq!(out.find("id="), text.find("id="));
        assert!(!out.contains('{'));
    }

    #[test]
    fn the_inside_is_where_it_is() {
        let text = "..{%- if a -%}";
        let tag = tags(text).next().unwrap();
        let (at, inside) = tag.inside();
        assert_eq!((inside, &text[at..at + inside.len()]), ("if a", "if a"));
    }
}
