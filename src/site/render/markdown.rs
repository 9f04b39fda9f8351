//! Published Markdown → HTML that is right for its page.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd, html};

use crate::content::{BodyLink, MENTION, PublishedBody, Readings};
use crate::site::view::{BodyView, TocItem};
use crate::text::markdown::{HeadingIds, options};

use super::highlight::Blocks;

/// Where a link leads: an address relative to the page, or nowhere.
pub type Resolve<'a> = dyn FnMut(&BodyLink) -> Option<String> + 'a;

/// The HTML and the headings of a body; `None` if there is nothing to show.
pub fn render(
    body: &PublishedBody,
    readings: &Readings,
    blocks: &Blocks,
    ids: &mut HeadingIds,
    resolve: &mut Resolve<'_>,
) -> Option<BodyView> {
    if body.is_empty() {
        return None;
    }
    let mut out: Vec<Event<'_>> = Vec::new();
    let mut toc: Vec<TocItem> = Vec::new();
    let mut headings = Vec::new();
    let mut state = State::default();
    for event in Parser::new_ext(body.markdown(readings), options()) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                state.heading = Some(Heading {
                    level: level as u8,
                    own: id.map(|i| i.to_string()),
                    text: String::new(),
                    title: String::new(),
                    at: out.len(),
                });
                out.push(Event::Html(CowStr::Borrowed("")));
            }
            Event::End(TagEnd::Heading(_)) => {
                let Some(h) = state.heading.take() else {
                    continue;
                };
                let id = ids.next(h.own.as_deref(), &h.text);
                headings.push((h.at, out.len()));
                out.push(Event::Html(CowStr::Borrowed("")));
                toc.push(TocItem {
                    level: h.level,
                    id,
                    title: h.title,
                });
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                state.code = Some((language, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((language, code)) = state.code.take() else {
                    continue;
                };
                let inner = blocks.highlighted(&language, &code);
                out.push(Event::Html(
                    format!("<pre class=\"code\" tabindex=\"0\"><code>{inner}</code></pre>\n")
                        .into(),
                ));
            }
            Event::Start(Tag::Table(columns)) => {
                out.push(Event::Html("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Таблица\">\n".into()));
                out.push(Event::Start(Tag::Table(
                    columns
                        .iter()
                        .map(|_| pulldown_cmark::Alignment::None)
                        .collect(),
                )));
            }
            Event::End(TagEnd::Table) => {
                out.push(Event::End(TagEnd::Table));
                out.push(Event::Html("</div>\n".into()));
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let mention = dest_url.starts_with(MENTION);
                state.mentions += usize::from(mention);
                let href = match body.link(&dest_url) {
                    Some(link) => resolve(link),
                    None if mention => None,
                    None if link_type == LinkType::Email => Some(format!("mailto:{dest_url}")),
                    None => Some(dest_url.to_string()),
                };
                state.links.push((href.is_some(), mention));
                if let Some(href) = href {
                    let outside = href.starts_with("http://") || href.starts_with("https://");
                    let class = if outside {
                        " class=\"external\" rel=\"noopener\""
                    } else {
                        ""
                    };
                    out.push(Event::InlineHtml(
                        format!("<a href=\"{}\"{class}>", escape_html(&href)).into(),
                    ));
                }
            }
            Event::End(TagEnd::Link) => {
                let (shown, mention) = state.links.pop().unwrap_or_default();
                state.mentions -= usize::from(mention);
                if shown {
                    out.push(Event::InlineHtml("</a>".into()));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let link = body.link(&dest_url);
                let size = match link {
                    Some(BodyLink::File(file)) => super::image_size(file.bytes()),
                    _ => None,
                };
                let href = link.and_then(&mut *resolve);
                state.image = Some((href.map(|href| Shown { href, size }), String::new()));
            }
            Event::End(TagEnd::Image) => {
                let Some((src, alt)) = state.image.take() else {
                    continue;
                };
                if let Some(src) = src {
                    // The room for it is known before it comes: the text below does not jump.
                    let room = match src.size {
                        Some((width, height)) => format!(" width=\"{width}\" height=\"{height}\""),
                        None => String::new(),
                    };
                    let tag = format!(
                        "<img src=\"{}\" alt=\"{}\"{room} loading=\"lazy\">",
                        escape_html(&src.href),
                        escape_html(&alt)
                    );
                    out.push(Event::InlineHtml(tag.into()));
                }
            }
            // HTML stays text; block HTML loses its block.
            Event::Html(h) | Event::InlineHtml(h) => {
                let text = h.into_string();
                match &mut state.code {
                    _ if body.raw_html() => out.push(Event::Html(text.into())),
                    Some((_, code)) => code.push_str(&text),
                    None => out.push(Event::Text(text.into())),
                }
            }
            Event::Start(Tag::HtmlBlock) if !body.raw_html() => {
                out.push(Event::Start(Tag::Paragraph))
            }
            Event::End(TagEnd::HtmlBlock) if !body.raw_html() => {
                out.push(Event::End(TagEnd::Paragraph))
            }
            Event::Text(ref t) | Event::Code(ref t) => {
                if let Some((_, code)) = &mut state.code {
                    code.push_str(t);
                } else if let Some((_, alt)) = &mut state.image {
                    alt.push_str(t);
                } else {
                    if let Some(h) = &mut state.heading {
                        h.title.push_str(t);
                        if state.mentions == 0 {
                            h.text.push_str(t);
                        }
                    }
                    out.push(event);
                }
            }
            Event::SoftBreak if state.image.is_some() => {
                if let Some((_, alt)) = &mut state.image {
                    alt.push(' ');
                }
            }
            // A box that nobody can tick is a mark: its word is for those who do not see it.
            Event::TaskListMarker(done) => {
                let (class, word) = match done {
                    true => ("task task--done", "сделано"),
                    false => ("task", "не сделано"),
                };
                out.push(Event::InlineHtml(
                    format!("<span class=\"{class}\"><span class=\"visually-hidden\">{word}: </span></span>").into(),
                ));
            }
            other if state.image.is_some() => drop(other),
            other => out.push(other),
        }
    }
    // The page's own title is the only first-level heading; the body's highest ones come right below it.
    let highest = toc.iter().map(|t| t.level).min().unwrap_or(2);
    for (item, (open, close)) in toc.iter_mut().zip(headings) {
        item.level = (item.level + 2 - highest).min(6);
        let (level, id) = (item.level, &item.id);
        out[open] = Event::Html(format!("<h{level} id=\"{id}\">").into());
        out[close] = Event::Html(format!("</h{level}>\n").into());
    }
    let mut text = String::with_capacity(body.markdown(readings).len() * 3 / 2);
    html::push_html(&mut text, out.into_iter());
    // A slash means nothing there; in a text it would stand before `&gt;`.
    text = text.replace(" />", ">");
    if body.raw_html() {
        text = sanitised(&text);
    }
    Some(BodyView { html: text, toc })
}

#[derive(Default)]
struct State {
    heading: Option<Heading>,
    code: Option<(String, String)>,
    image: Option<(Option<Shown>, String)>,
    links: Vec<(bool, bool)>,
    /// How many mentions we are inside of: their words are no part of a heading's id.
    mentions: usize,
}

/// A picture that may be shown.
struct Shown {
    href: String,
    size: Option<(u32, u32)>,
}

struct Heading {
    level: u8,
    own: Option<String>,
    text: String,
    title: String,
    at: usize,
}

/// `raw_html: true`: harmless elements stay, scripts, frames, handlers, styles and everything from other hosts go.
fn sanitised(html: &str) -> String {
    use std::collections::HashSet;
    let classes = ["class", "id", "tabindex", "role", "aria-label"];
    ammonia::Builder::default()
        .add_generic_attributes(classes)
        .add_tag_attributes("img", ["loading"])
        .rm_tag_attributes("img", ["srcset"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .attribute_filter(|element, attribute, value| {
            let outside = value.contains("://") || value.starts_with("//");
            (!(matches!((element, attribute), ("img", "src")) && outside)).then(|| value.into())
        })
        .link_rel(Some("noopener"))
        .clean(html)
        .to_string()
}

/// The words of a text that [`render`] has made, without markup.
pub fn plain(html: &str) -> String {
    const INSIDE: &[&[u8]] = &[
        b"a", b"b", b"code", b"del", b"em", b"i", b"mark", b"s", b"span", b"strong", b"sub", b"u",
    ];
    let mut out = String::with_capacity(html.len());
    for token in html5gum::Tokenizer::new(html).flatten() {
        let name = match token {
            html5gum::Token::String(text) => {
                out.push_str(&String::from_utf8_lossy(&text));
                continue;
            }
            html5gum::Token::StartTag(tag) => tag.name,
            html5gum::Token::EndTag(tag) => tag.name,
            _ => continue,
        };
        if !INSIDE.contains(&name.as_slice()) {
            out.push(' ');
        }
    }
    out
}

/// Text made safe for HTML text and attributes.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str, raw: bool) -> String {
        let body = PublishedBody::for_test(markdown, raw);
        let mut nowhere = |_: &BodyLink| None;
        render(
            &body,
            &Readings::default(),
            &Blocks::default(),
            &mut HeadingIds::default(),
            &mut nowhere,
        )
        .map_or_else(String::new, |b| b.html)
    }

    #[test]
    fn html_is_inert() {
        let out = html(
            "<script>alert(1)</script>\n\nа <b onclick=\"x()\">б</b>",
            false,
        );
        assert!(
            out.contains("&lt;script&gt;") && out.contains("&lt;b onclick="),
            "{out}"
        );
        let out = html(
            "<p onclick=\"x()\">а</p>\n\n<script>alert(1)</script><iframe src=\"https://x.example\"></iframe><img src=\"https://x.example/a.png\" alt=\"\">",
            true,
        );
        assert!(out.contains("<p>а</p>"), "{out}");
        for gone in ["script", "iframe", "onclick", "x.example"] {
            assert!(!out.contains(gone), "{gone}: {out}");
        }
    }

    #[test]
    fn plain_words_have_no_markup() {
        let text = html(
            "# Цель\n\nна**став**ник [умеет](https://x.example) 1 &lt; 2\n\n- да",
            false,
        );
        let words: Vec<_> = plain(&text).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["Цель", "наставник", "умеет", "1", "<", "2", "да"]);
    }

    #[test]
    fn headings_begin_at_the_second_level_and_templates_stay_text() {
        let out = html("# Цель {{ page }}\n\n{% raw %}", false);
        assert!(
            out.contains("<h2 id=\"tsel-page\">Цель {{ page }}</h2>"),
            "{out}"
        );
        assert!(out.contains("{% raw %}"), "{out}");
    }

    #[test]
    fn addresses_in_angle_brackets_become_links() {
        let out = html("<shkola@school7.example> <https://school7.example/>", false);
        assert!(
            out.contains("href=\"mailto:shkola@school7.example\""),
            "{out}"
        );
        assert!(out.contains("href=\"https://school7.example/\""), "{out}");
    }

    #[test]
    fn code_is_highlighted_with_classes_and_unknown_code_is_escaped() {
        let out = html("```python\nfor x in range(3):\n    print(x)\n```", false);
        assert!(
            out.contains("class=\"hl-") && !out.contains("style="),
            "{out}"
        );
        let out = html("```никакой\"><script>\na < b\n```", false);
        assert!(
            out.contains("a &lt; b") && !out.contains("<script"),
            "{out}"
        );
    }
}
