//! The outline of a Markdown body: what other phases need to know without reading the text again.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::source::{Sp, Span};
use crate::text::markdown::{self, HeadingIds};

/// A body and its outline. Spans are offsets into the whole file.
#[derive(Clone, Debug, Default)]
pub struct Body {
    pub span: Span,
    pub text: String,
    pub headings: Vec<Heading>,
    pub links: Vec<Sp<String>>,
    pub images: Vec<Image>,
    pub mentions: Vec<Mention>,
    /// Raw HTML that is not a comment.
    pub html: Vec<Span>,
    /// HTML comments: dropped.
    pub comments: Vec<Span>,
}

#[derive(Clone, Debug)]
pub struct Heading {
    pub id: String,
    pub level: u8,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Image {
    pub path: String,
    pub alt: String,
    pub span: Span,
}

/// A `[[mention]]` in a body.
#[derive(Clone, Debug)]
pub struct Mention {
    pub target: String,
    pub words: Option<String>,
    pub span: Span,
}

impl Body {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn note_html(&mut self, html: &str, span: Span) {
        let html = html.trim();
        let comment = html
            .strip_prefix("<!--")
            .is_some_and(|rest| rest.find("-->") == rest.len().checked_sub(3));
        let list = if comment {
            &mut self.comments
        } else {
            &mut self.html
        };
        list.push(span);
    }
}

/// Stands for a byte of a mention; it is no part of a heading's id.
const MASK: &str = "\u{1}";

/// Reads the outline of `text`, which begins at byte `offset` of its file.
pub fn outline(text: &str, offset: usize) -> Body {
    let mut body = Body {
        span: Span::new(offset, offset + text.len()),
        text: text.to_owned(),
        ..Body::default()
    };
    let code = code_ranges(text);
    let mut masked = text.to_owned();
    for m in markdown::mentions(text) {
        if code
            .iter()
            .any(|c| c.start < m.range.end && m.range.start < c.end)
        {
            continue;
        }
        // Same length, no markup: spans stay true, and a bar inside a table cell divides nothing.
        masked.replace_range(m.range.clone(), &MASK.repeat(m.range.len()));
        body.mentions.push(Mention {
            target: m.target.to_owned(),
            words: m.words.map(str::to_owned),
            span: Span::new(m.range.start, m.range.end).shifted(offset),
        });
    }
    let mut ids = HeadingIds::default();
    let mut heading: Option<(u8, Option<String>, String, Span)> = None;
    let mut image: Option<Image> = None;
    for (event, range) in Parser::new_ext(&masked, markdown::options()).into_offset_iter() {
        let span = Span::new(range.start, range.end).shifted(offset);
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                heading = Some((level as u8, id.map(|s| s.to_string()), String::new(), span));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, own, text, span)) = heading.take() {
                    body.headings.push(Heading {
                        id: ids.next(own.as_deref(), &text),
                        level,
                        span,
                    });
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                body.links.push(Sp::new(dest_url.to_string(), span))
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                image = Some(Image {
                    path: dest_url.to_string(),
                    alt: String::new(),
                    span,
                });
            }
            Event::End(TagEnd::Image) => body.images.extend(image.take()),
            Event::Text(t) | Event::Code(t) => {
                if let Some(image) = &mut image {
                    image.alt.push_str(&t);
                } else if let Some(heading) = &mut heading {
                    heading.2.push_str(&t);
                }
            }
            Event::Html(h) | Event::InlineHtml(h) => {
                let list = if h.trim_start().starts_with("<!--") {
                    &mut body.comments
                } else {
                    &mut body.html
                };
                list.push(span);
            }
            _ => {}
        }
    }
    body
}

/// Code spans and code blocks: mentions do not work there.
fn code_ranges(text: &str) -> Vec<std::ops::Range<usize>> {
    if !text.contains("[[") {
        return Vec::new();
    }
    let mut ranges = Vec::new();
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => ranges.push(range),
            _ => {}
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outline_sees_everything_in_its_place() {
        let text = "# Цель\n\n[приказ](../acts/a.md) и `[[код]]` и [[p|Анне]]\n\n![Схема](s.svg)\n\n| а | б |\n|---|---|\n| [[p|Анне]] | <b>x</b> |\n\n<!-- тайна -->\n";
        let body = outline(text, 10);
        assert_eq!(body.headings[0].id, "tsel");
        assert_eq!(body.links[0].value, "../acts/a.md");
        assert_eq!(body.images[0].alt, "Схема");
        assert_eq!(body.mentions.len(), 2);
        let span = body.mentions[1].span;
        assert_eq!(
            &text[span.start as usize - 10..span.end as usize - 10],
            "[[p|Анне]]"
        );
        assert_eq!((body.html.len(), body.comments.len()), (2, 1));
    }
}
