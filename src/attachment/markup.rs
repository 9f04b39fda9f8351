//! HTML, XML and SVG as people see them, JSON and scripts with their escapes opened.

use std::convert::Infallible;

use html5gum::{Token, Tokenizer};

/// Whether a text is markup.
pub fn is_markup(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    start.starts_with('<')
}

/// The words of a page: text with its entities opened, values of attributes, comments. Tags inside a word do not cut it.
pub fn text(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() / 2);
    for token in Tokenizer::new(markup) {
        let Ok(token): Result<Token, Infallible> = token;
        match token {
            Token::String(s) => out.push_str(&String::from_utf8_lossy(&s)),
            Token::StartTag(tag) => {
                if !inline(&tag.name) {
                    out.push('\n');
                }
                for value in tag.attributes.values() {
                    let value = String::from_utf8_lossy(value);
                    // Entities and percent signs could hide a name; plain Latin words of the markup say nothing.
                    if !value.is_ascii() {
                        out.push_str(&format!(" [{value}] "));
                    }
                }
            }
            Token::EndTag(tag) if !inline(&tag.name) => out.push('\n'),
            Token::Comment(c) => {
                out.push_str(&format!("\n{}\n", String::from_utf8_lossy(&c)));
            }
            _ => {}
        }
    }
    out
}

fn inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"b"
            | b"i"
            | b"u"
            | b"s"
            | b"em"
            | b"strong"
            | b"span"
            | b"font"
            | b"small"
            | b"big"
            | b"sub"
            | b"sup"
            | b"mark"
            | b"abbr"
            | b"wbr"
            | b"tspan"
            | b"code"
            | b"del"
            | b"ins"
    )
}

/// A text with `\u0416`, `\n` and the like opened.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        if !before.is_empty() {
            flush(&mut units, &mut out);
            out.push_str(before);
        }
        let unit = escape
            .strip_prefix("\\u")
            .and_then(|hex| hex.get(..4))
            .and_then(|hex| u16::from_str_radix(hex, 16).ok());
        if let Some(unit) = unit {
            units.push(unit);
            rest = &escape[6..];
            continue;
        }
        flush(&mut units, &mut out);
        let mut chars = escape[1..].chars();
        match chars.next() {
            Some('n' | 'r' | 't') => out.push(' '),
            Some(c) => out.push(c),
            None => {}
        }
        rest = chars.as_str();
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    out
}

fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_page() {
        let page = "<p title='&#1046;юх'>Жю<b>хва</b>ща &#1040;нна<!-- тайна --></p>";
        let got = text(page);
        for word in ["Жюхваща Анна", "тайна", "[Жюх]"] {
            assert!(got.contains(word), "{got}");
        }
        assert_eq!(
            unescaped(r#""\u0416\u044e\n\"ok\ud83d\ude00""#),
            "\"Жю \"ok😀\""
        );
    }
}
