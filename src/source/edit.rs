//! Small changes of a text that leave everything else as it was, byte for byte.

use super::Span;

/// One change: what stands at the span gives way to the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where, in the text as phases know it: line ends are LF, there is no byte-order mark.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// The text after its edits, which do not overlap and come in the order of their places.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// The same edits in the file as it lies on the disk: its byte-order mark and its own line ends stay, and what is new
/// ends its lines like the line that it follows.
pub fn apply_to_raw(raw: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(raw.len() + 64);
    let mut at = 0;
    for edit in edits {
        let (start, end) = (
            raw_offset(raw, edit.span.start),
            raw_offset(raw, edit.span.end),
        );
        out.push_str(&raw[at..start]);
        out.push_str(&edit.text.replace('\n', line_end(raw, start)));
        at = end;
    }
    out.push_str(&raw[at..]);
    out
}

const MARK: char = '\u{feff}';

/// Where a byte of the normalised text stands in the file.
fn raw_offset(raw: &str, normalised: u32) -> usize {
    let mut left = normalised as usize;
    let mut chars = raw.char_indices().peekable();
    chars.next_if(|(_, c)| *c == MARK);
    while left > 0 {
        let Some((_, c)) = chars.next() else {
            return raw.len();
        };
        if c == '\r' {
            chars.next_if(|(_, c)| *c == '\n');
        }
        left -= c.len_utf8();
    }
    chars.peek().map_or(raw.len(), |(i, _)| *i)
}

/// The line end of the line that a byte is in; in the last line, that of the line before.
fn line_end(raw: &str, at: usize) -> &'static str {
    let next = raw[at..].find(['\r', '\n']).map(|i| at + i);
    let end = next.or_else(|| raw[..at].rfind(['\r', '\n']));
    let (before, after) = raw.split_at(end.unwrap_or_default());
    if after.starts_with("\r\n") || (after.starts_with('\n') && before.ends_with('\r')) {
        "\r\n"
    } else if after.starts_with('\r') {
        "\r"
    } else {
        "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insert(at: usize, text: &str) -> Edit {
        Edit {
            span: Span::new(at, at),
            text: text.to_owned(),
        }
    }

    #[test]
    fn marks_and_line_ends_stay() {
        let edits = [insert(1, "\nx"), insert(4, "!")];
        assert_eq!(apply("a\nб\n", &edits), "a\nx\nб!\n");
        for end in ["\n", "\r\n", "\r"] {
            let raw = format!("\u{feff}a{end}б{end}");
            let wanted = format!("\u{feff}a{end}x{end}б!{end}");
            assert_eq!(apply_to_raw(&raw, &edits), wanted, "{end:?}");
        }
    }

    #[test]
    fn a_last_line_without_an_end_follows_the_others() {
        assert_eq!(apply_to_raw("ы\nы, ы", &[insert(5, "!")]), "ы\nы!, ы");
        let edits = [insert(3, "\nв")];
        assert_eq!(apply_to_raw("a\r\nb", &edits), "a\r\nb\r\nв");
        assert_eq!(apply_to_raw("a\rb", &edits), "a\rb\rв");
        assert_eq!(apply_to_raw("a\nb", &edits), "a\nb\nв");
        assert_eq!(apply_to_raw("abc", &edits), "abc\nв");
    }
}
