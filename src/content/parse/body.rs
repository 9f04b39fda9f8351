//! The outline of a Markdown body: what other phases need to know without reading the text again.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::source::{Sp, Span};
use crate::text::markdown::{self, HeadingIds};

/// A body and its outline. Spans are offsets into the whole file.
#[derive(Clone, Debug, Default)]
pub struct Body {
    pub span: Span,
    /// The text of the whole file.
    source: Arc<str>,
    pub headings: Vec<Heading>,
    pub links: Vec<Sp<String>>,
    pub images: Vec<Image>,
    pub mentions: Vec<Mention>,
    /// Beginnings of mentions that have no end.
    pub unclosed_mentions: Vec<Span>,
    /// Raw HTML that is not a comment: a block, or a tag inside a line.
    pub html: Vec<Span>,
    /// HTML comments: dropped.
    pub comments: Vec<Span>,
    /// The last of them, if it has no end and takes everything up to the end of its block with it.
    pub unclosed_comment: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Heading {
    pub id: String,
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
    /// The text.
    pub fn text(&self) -> &str {
        &self.source[self.span.range()]
    }

    /// Whether there is anything to show: comments are not.
    pub fn is_empty(&self) -> bool {
        let base = self.span.start as usize;
        let text = self.text();
        let mut at = 0;
        for comment in &self.comments {
            if !text[at..comment.start as usize - base].trim().is_empty() {
                return false;
            }
            at = comment.end as usize - base;
        }
        text[at..].trim().is_empty()
    }
}

/// A body as it will be published, without its comments, and the way back to places of the whole.
struct Bare {
    text: String,
    comments: Vec<Range<usize>>,
    /// The last comment has no end.
    unclosed: bool,
}

impl Bare {
    fn new(text: &str) -> Self {
        let mut comments: Vec<Range<usize>> = Vec::new();
        let mut unclosed = false;
        let (code, blocks) = match text.contains("<!--") {
            true => literal(text),
            false => Default::default(),
        };
        let mut at = 0;
        // Not what the parser takes for a comment, but what an author does: one with an empty line in it, or one inside
        // other HTML, must not come out either.
        while let Some(start) = text[at..].find("<!--").map(|i| at + i) {
            if let Some(code) = code.iter().find(|c| c.contains(&start)) {
                at = code.end;
                continue;
            }
            if text[..start].ends_with('\\') {
                at = start + 4;
                continue;
            }
            let end = comment_end(&text[start..]).map(|end| start + end);
            unclosed = end.is_none();
            at = end.unwrap_or_else(|| {
                let block = blocks.iter().find(|b| b.contains(&start)).map(|b| b.end);
                let paragraph = text[start..].find("\n\n").map(|i| start + i);
                block.or(paragraph).unwrap_or(text.len())
            });
            comments.push(start..at);
        }
        let mut bare = String::with_capacity(text.len());
        let mut at = 0;
        for comment in &comments {
            bare.push_str(&text[at..comment.start]);
            at = comment.end;
        }
        bare.push_str(&text[at..]);
        Self {
            text: bare,
            comments,
            unclosed,
        }
    }

    /// The place in the whole text: where a comment was cut out, a range begins behind it or ends before it.
    fn whole(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end);
        for comment in &self.comments {
            if comment.start <= start {
                start += comment.len();
            }
            if comment.start < end {
                end += comment.len();
            }
        }
        start..end.max(start)
    }
}

/// Where a comment ends that a text begins with.
fn comment_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("<!--")?;
    if inner.starts_with('>') {
        return Some(5);
    }
    if inner.starts_with("->") {
        return Some(6);
    }
    inner.find("-->").map(|i| i + 7)
}

/// Stands for a byte of a mention; it is no part of a heading's id.
const MASK: &str = "\u{1}";

/// Reads the outline of the text that stands at `span` of its file.
pub fn outline(source: &Arc<str>, span: Span) -> Body {
    let (text, offset) = (&source[span.range()], span.start as usize);
    let mut body = Body {
        span,
        source: source.clone(),
        ..Body::default()
    };
    let bare = Bare::new(text);
    let place = |range: Range<usize>| {
        let range = bare.whole(range);
        Span::new(range.start, range.end).shifted(offset)
    };
    let whole = |c: &Range<usize>| Span::new(c.start, c.end).shifted(offset);
    body.comments = bare.comments.iter().map(whole).collect();
    body.unclosed_comment = bare.comments.last().filter(|_| bare.unclosed).map(whole);
    let code = match bare.text.contains("[[") {
        true => literal(&bare.text).0,
        false => Vec::new(),
    };
    let mut masked = bare.text.clone();
    for m in markdown::mentions(&bare.text) {
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
            span: place(m.range),
        });
    }
    body.unclosed_mentions = markdown::unclosed(&bare.text)
        .into_iter()
        .filter(|r| !code.iter().any(|c| c.contains(&r.start)))
        .map(place)
        .collect();
    let mut ids = HeadingIds::default();
    let mut heading: Option<(Option<String>, String)> = None;
    let mut image: Option<Image> = None;
    for (event, range) in Parser::new_ext(&masked, markdown::options()).into_offset_iter() {
        let shown = masked[range.clone()].trim_end().len();
        let span = place(range.clone());
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                heading = Some((id.map(|s| s.to_string()), String::new()));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((own, text)) = heading.take() {
                    body.headings.push(Heading {
                        id: ids.next(own.as_deref(), &text),
                    });
                }
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let dest = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                body.links.push(Sp::new(dest, span));
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
                    heading.1.push_str(&t);
                }
            }
            Event::Start(Tag::HtmlBlock) => {
                body.html.push(place(range.start..range.start + shown));
            }
            Event::InlineHtml(_) => body.html.push(span),
            _ => {}
        }
    }
    body
}

/// Code spans and code blocks, where neither mentions nor comments work; and blocks of HTML.
fn literal(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut code = Vec::new();
    let mut html = Vec::new();
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
        match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => code.push(range),
            Event::Start(Tag::HtmlBlock) => html.push(range),
            _ => {}
        }
    }
    (code, html)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The outline of a text that begins so many bytes after the beginning of its file.
    fn outlined(text: &str, offset: usize) -> Body {
        let file = format!("{}{text}", " ".repeat(offset));
        outline(&file.as_str().into(), Span::new(offset, file.len()))
    }

    #[test]
    fn the_outline_sees_everything_in_its_place() {
        let text = "# Цель\n\n[приказ](../acts/a.md) и `[[код]]` и [[p|Анне]]\n\n![Схема](s.svg)\n\n| а | б |\n|---|---|\n| [[p|Анне]] | <b>x</b> |\n\n<!-- тайна -->\n";
        let body = outlined(text, 10);
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

    #[test]
    fn comments_are_exactly_that() {
        let text = "<!-- a --> Слово <b>y</b>.\n\n# Заго<!-- [[b]] -->ловок\n\n<div>\n<!-- c\n\nd -->\n</div>\n\n`<!-- e -->`\n\n<!-- f\n\ng\n";
        let body = outlined(text, 3);
        let show = |s: &Span| &text[s.start as usize - 3..s.end as usize - 3];
        let comments: Vec<_> = body.comments.iter().map(show).collect();
        assert_eq!(
            comments,
            [
                "<!-- a -->",
                "<!-- [[b]] -->",
                "<!-- c\n\nd -->",
                "<!-- f\n\ng\n"
            ]
        );
        assert_eq!(body.unclosed_comment.as_ref().map(show), Some(comments[3]));
        let html: Vec<_> = body.html.iter().map(show).collect();
        assert_eq!(html, ["<b>", "</b>", "<div>", "</div>"]);
        assert_eq!(body.headings[0].id, "zagolovok");
        assert!(body.mentions.is_empty() && !body.is_empty());
        assert!(outlined("<!-- a -->\n<!-- b -->\n", 0).is_empty());
        let body = outlined("Слово <!-- a\n\nb --> и \\<!-- c", 0);
        assert_eq!(body.comments, [Span::new(11, 24)]);
        let body = outlined("Слово <!-- a\n\nДругое", 0);
        assert_eq!(body.unclosed_comment, Some(Span::new(11, 17)));
    }
}
