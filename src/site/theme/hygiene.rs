//! What a theme must not bring along: files from other hosts, addresses from the server's root or of files that are not
//! there, code that `default-src 'self'` blocks. Found in what the school has written, before anything is rendered.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::diag::{self, Rule};

use super::assets::Assets;
use super::error::{Place, ThemeError};
use super::{Layer, tags};

/// A find: the rule and the place.
pub(super) type Find = (&'static Rule, ThemeError);

/// Reads every file of an overlay. `label` is how complaints call it: `themes/shkola`.
pub(super) fn finds(label: &str, overlay: &Layer) -> Vec<Find> {
    let assets = Assets::of(overlay);
    let mut out = Vec::new();
    for (path, bytes) in overlay {
        let Ok(text) = std::str::from_utf8(bytes) else {
            continue;
        };
        let mut page = Page {
            file: format!("{label}/{path}"),
            text,
            assets: path.starts_with("templates/").then_some(&assets),
            out: &mut out,
        };
        let extension = path.rsplit_once('.').map_or("", |(_, e)| e);
        match extension {
            "html" if path.starts_with("templates/") => page.markup(&tags::blotted(text), true),
            "html" | "htm" => page.markup(text, true),
            "svg" => page.markup(text, false),
            "css" => page.style(text, 0),
            _ => {}
        }
    }
    out
}

/// Relations of a `<link>` that make the browser load something or call another host.
const LOADING: [&str; 9] = [
    "stylesheet",
    "icon",
    "shortcut",
    "apple-touch-icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "manifest",
];

/// Whether a `<script>` of this type is run or steers what is; any other is data.
fn is_script(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    matches!(
        kind.as_str(),
        "" | "module" | "importmap" | "speculationrules"
    ) || kind.ends_with("javascript")
        || kind.ends_with("ecmascript")
        || kind.ends_with("jscript")
}

/// An attribute of a tag: its name, its value, and where the value is.
struct Attribute {
    name: String,
    value: String,
    range: Range<usize>,
}

struct Page<'a> {
    file: String,
    text: &'a str,
    /// What a template may name.
    assets: Option<&'a Assets>,
    out: &'a mut Vec<Find>,
}

impl Page<'_> {
    /// Reads HTML. `page` tells a page from a picture: a picture's own styles harm nobody.
    fn markup(&mut self, html: &str, page: bool) {
        let mut tag = (String::new(), 0..0);
        let mut attributes: Vec<Attribute> = Vec::new();
        let callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    let start = html[..span.end.min(html.len())]
                        .rfind('<')
                        .unwrap_or(span.start);
                    tag = (text(name), start..start + 1 + name.len());
                    attributes.clear();
                }
                CallbackEvent::AttributeName { name } => attributes.push(Attribute {
                    name: text(name),
                    value: String::new(),
                    range: found(html, span, name),
                }),
                CallbackEvent::AttributeValue { value } => {
                    if let Some(last) = attributes.last_mut() {
                        last.value = text(value);
                        last.range = found(html, span, value);
                    }
                }
                CallbackEvent::CloseStartTag { .. } => {
                    self.tag(&tag.0, tag.1.clone(), &attributes, page);
                }
                CallbackEvent::String { value } if tag.0 == "style" => {
                    let css = text(value);
                    self.style(&css, found(html, span, value).start);
                }
                CallbackEvent::EndTag { .. } => tag.0.clear(),
                _ => {}
            }
            None
        };
        let mut emitter = CallbackEmitter::new(callback);
        emitter.naively_switch_states(true);
        let Ok(()) =
            Tokenizer::new_with_emitter(html, emitter).try_for_each(|event| event.map(|_| ()));
    }

    fn tag(&mut self, tag: &str, at: Range<usize>, attributes: &[Attribute], page: bool) {
        let has = |name: &str| attributes.iter().any(|a| a.name == name);
        let kind = attributes.iter().find(|a| a.name == "type");
        let runs = kind.is_none_or(|a| is_script(&a.value));
        if page && (tag == "style" || (tag == "script" && !has("src") && runs)) {
            self.inline(
                at,
                &format!("<{tag}> внутри страницы"),
                "вынесите это в файл папки static и сошлитесь на него",
            );
        }
        let relations = attributes.iter().find(|a| a.name == "rel");
        let link_loads = relations.is_some_and(|a| {
            let words = a.value.split_ascii_whitespace();
            words
                .map(str::to_lowercase)
                .any(|word| LOADING.contains(&word.as_str()))
        });
        for a in attributes {
            self.assets(a);
            let loads = match a.name.as_str() {
                "src" | "srcset" | "imagesrcset" | "poster" | "background" => true,
                "data" => tag == "object",
                "href" | "xlink:href" => match tag {
                    "link" => link_loads,
                    "image" | "use" | "feimage" => true,
                    _ => false,
                },
                "style" if page => {
                    self.inline(
                        a.range.clone(),
                        "атрибут style",
                        "дайте тегу класс и опишите его в static/own.css",
                    );
                    continue;
                }
                name if page && name.starts_with("on") && name.len() > 2 => {
                    let what = format!("обработчик {name}");
                    self.inline(
                        a.range.clone(),
                        &what,
                        "обойдитесь без него или вынесите сценарий в файл папки static",
                    );
                    continue;
                }
                "action" | "formaction" | "cite" | "ping" => false,
                _ => continue,
            };
            let candidates = match a.name.ends_with("srcset") {
                true => a.value.split(',').collect(),
                false => vec![a.value.as_str()],
            };
            for candidate in candidates {
                self.address(candidate.trim(), a.range.clone(), loads);
            }
        }
    }

    /// Looks whether the files of the theme that an attribute names are there.
    fn assets(&mut self, a: &Attribute) {
        let Some((assets, value)) = self.assets.zip(self.text.get(a.range.clone())) else {
            return;
        };
        for range in assets.missing(&a.name, value) {
            let name = &value[range.clone()];
            self.push(
                &diag::THEME_MISSING_ASSET,
                a.range.start + range.start..a.range.start + range.end,
                format!("файла «{name}» нет ни в папке static этой темы, ни в теме по умолчанию"),
                assets.way_out(name),
            );
        }
    }

    /// Reads CSS that begins at `at`: `@import` and `url(…)`.
    fn style(&mut self, css: &str, at: usize) {
        let css = without_comments(css);
        for word in ["@import", "url("] {
            for (start, _) in css.match_indices(word) {
                let rest = &css[start + word.len()..];
                let skipped = rest.len()
                    - rest
                        .trim_start_matches([' ', '\t', '\n', '\r', '"', '\''])
                        .len();
                let value = &rest[skipped..];
                let end = value
                    .find(['"', '\'', ')', ';', ' ', '\n'])
                    .unwrap_or(value.len());
                let from = at + start + word.len() + skipped;
                // `@import url(…)` is read at its `url(`.
                if !value.starts_with("url(") {
                    self.address(&value[..end], from..from + end, true);
                }
            }
        }
    }

    fn address(&mut self, address: &str, range: Range<usize>, loads: bool) {
        let lower = address.to_ascii_lowercase();
        let starts = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
        if loads && starts(&["http:", "https:", "//", "ftp:"]) {
            self.push(
                &diag::EXTERNAL_RESOURCE,
                range,
                format!("тема загружает с чужого сайта: {address}"),
                "скачайте файл в папку static темы и сошлитесь на него: {{ root }}assets/ИМЯ"
                    .to_owned(),
            );
        } else if address.starts_with('/') && !address.starts_with("//") {
            let local = address.trim_start_matches('/');
            self.push(
                &diag::THEME_ABSOLUTE_LINK,
                range,
                format!("адрес «{address}» считается от корня сервера: в папке сайта или с диска он не откроется"),
                format!("пишите от корня раздела: {{{{ root }}}}{local}; в таблице стилей – от её папки; ссылку на сайт школы – полностью, с https://"),
            );
        } else if starts(&["javascript:"]) || (loads && starts(&["data:"])) {
            let scheme = lower.split(':').next().unwrap_or_default();
            let what = format!("адрес со схемой {scheme}:");
            self.inline(
                range,
                &what,
                "положите сценарий или картинку файлом в папку static",
            );
        }
    }

    fn inline(&mut self, range: Range<usize>, what: &str, help: &str) {
        self.push(
            &diag::THEME_INLINE_CODE,
            range,
            format!("{what}: под заголовком Content-Security-Policy: default-src 'self' это не сработает"),
            help.to_owned(),
        );
    }

    fn push(&mut self, rule: &'static Rule, range: Range<usize>, message: String, help: String) {
        let error = ThemeError {
            file: self.file.clone(),
            place: Some(Place::of(self.text, range)),
            message,
            help: Some(help),
            detail: String::new(),
            source: Some(self.text.to_owned()),
        };
        self.out.push((rule, error));
    }
}

/// Where a value stands: the tokenizer's span may have quotation marks in it, or end a sign late.
fn found(html: &str, span: Span<usize>, value: &[u8]) -> Range<usize> {
    let near = span.start.saturating_sub(2).min(html.len());
    let window = &html.as_bytes()[near..];
    let at = match value.is_empty() {
        true => None,
        false => window
            .windows(value.len())
            .position(|w| w.eq_ignore_ascii_case(value)),
    };
    match at {
        Some(at) if near + at <= span.end => near + at..near + at + value.len(),
        _ => span.start.min(html.len())..span.end.clamp(span.start, html.len()),
    }
}

/// CSS with its comments made spaces, byte for byte.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        let end = rest[start + 2..]
            .find("*/")
            .map_or(rest.len(), |end| start + end + 4);
        out.push_str(&" ".repeat(end - start));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `rule: the words at the place`.
    fn told(path: &str, text: &str) -> Vec<String> {
        let overlay = Layer::from([(path.to_owned(), text.as_bytes().to_vec())]);
        let found = finds("themes/ours", &overlay)
            .into_iter()
            .map(|(rule, error)| {
                let place = error.place.expect("a place");
                format!("{}: {}", rule.name, &text[place.bytes])
            });
        found.collect()
    }

    #[test]
    fn pages() {
        let page = |text: &str| told("templates/page.html", text);
        assert_eq!(
            page(
                "<p>а</p>{% if x %}<img alt=\"б\" src=\"https://x.example/{{ y }}.png\">{% endif %}"
            ),
            ["external-resource: https://x.example/{{ y }}.png"]
        );
        assert_eq!(
            page("<a href='/sveden/'>"),
            ["theme-absolute-link: /sveden/"]
        );
        assert_eq!(
            page("<LINK rel=\"stylesheet\" HREF=//x.example/a.css>"),
            ["external-resource: //x.example/a.css"]
        );
        assert_eq!(
            page("<img srcset=\"a.png 1x, https://x.example/b.png 2x\">").len(),
            1
        );
        assert_eq!(
            page("<p style=\"color: red\" onclick=\"x()\">"),
            ["theme-inline-code: color: red", "theme-inline-code: x()"]
        );
        assert_eq!(
            page("<script>let a = '<b style=x>';</script>"),
            ["theme-inline-code: <script"]
        );
        assert_eq!(
            page("<script type=module>let a = 1;</script>"),
            ["theme-inline-code: <script"]
        );
        assert_eq!(
            page(
                "<img src=\"{{ root }}assets/lgoo.svg\" srcset=\"{{ root }}assets/a.png 1x, assets/style.css 2x, {{ root }}assets/b.png\">"
            ),
            [
                "theme-missing-asset: lgoo.svg",
                "theme-missing-asset: a.png",
                "theme-missing-asset: b.png"
            ]
        );
        // Data, which nobody runs.
        assert!(page("<script type=\"application/ld+json\">{}</script>").is_empty());
        assert_eq!(
            page("<style>a{background:url(https://x.example/b.png)}</style>"),
            [
                "theme-inline-code: <style",
                "external-resource: https://x.example/b.png"
            ]
        );
        assert_eq!(
            page("<a href=\"javascript:x()\">"),
            ["theme-inline-code: javascript:x()"]
        );
    }

    #[test]
    fn what_does_no_harm() {
        for text in [
            "<a href=\"https://x.example/\">а</a><link rel=\"canonical\" href=\"{{ page.canonical }}\">",
            "<script src=\"{{ root }}assets/site.js\"></script><img src=\"{{ root }}{{ i.url }}\">",
            "{# <img src=\"https://x.example/\"> #}<!-- <p style=\"a\"> -->",
            "<h{{ level }} class=\"a\">{% <fact label=\"style=\"> %}{% </fact> %}",
            "<link rel=\"alternate\" href=\"https://x.example/feed.xml\">",
        ] {
            assert_eq!(told("templates/page.html", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn styles_and_pictures() {
        assert_eq!(
            told(
                "static/own.css",
                "/* url(https://no.example) */ @import \"https://x.example/f.css\"; @import url('//y.example/g.css'); a { background: url(/bg.png) } b { background: url(bg.png) }"
            ),
            [
                "external-resource: https://x.example/f.css",
                "external-resource: //y.example/g.css",
                "theme-absolute-link: /bg.png",
            ]
        );
        assert_eq!(
            told(
                "static/logo.svg",
                "<svg><style>a{}</style><image href=\"https://x.example/a.png\"/><path style=\"b\"/></svg>"
            ),
            ["external-resource: https://x.example/a.png"]
        );
    }
}
