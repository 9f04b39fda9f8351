//! Leaks in texts: of the content, of the theme, of what becomes an address.

use rayon::prelude::*;
use rubrika::pipeline::Session;

use super::{HARMLESS, HARMLESS_IN_LATIN, LEAKS, NAME, NAME_IN_LATIN, refusal, school};
use crate::files as make;
use crate::harness::School;
use crate::session::{Outcome, outcome};

/// A place in a text of the school or of its theme: `@` stands where the leak is written.
struct Sink {
    /// The text's path from the root.
    file: &'static str,
    text: &'static str,
    /// Where it comes out.
    output: &'static str,
    how: How,
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    /// Any words, as they are.
    Words,
    /// As [`How::Words`], and the pages show nothing: it comes out in this file alone.
    Alone,
    /// Latin letters.
    Latin,
    /// Escapes of a style sheet, of a script, of markup.
    Css,
    Script,
    Markup,
}

impl How {
    fn leaks(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Latin => &[NAME_IN_LATIN],
            Self::Css | Self::Script | Self::Markup => &[NAME],
            Self::Words | Self::Alone => &LEAKS,
        }
    }

    fn harmless(self) -> &'static str {
        match self {
            Self::Latin => HARMLESS_IN_LATIN,
            _ => HARMLESS,
        }
    }

    fn written(self, words: &str) -> String {
        let escaped = |escape: fn(u32) -> String| words.chars().map(|c| escape(c as u32)).collect();
        match self {
            Self::Words | Self::Alone | Self::Latin => words.to_owned(),
            Self::Css => escaped(|c| format!("\\{c:x} ")),
            Self::Script => escaped(|c| format!("\\u{c:04x}")),
            Self::Markup => escaped(|c| format!("&#{c};")),
        }
    }
}

/// `sink!(file: text => output, how)`
macro_rules! sinks {
    ($($file:literal: $text:expr => $output:literal, $how:ident;)*) => {
        &[$(Sink { file: $file, text: $text, output: $output, how: How::$how }),*]
    };
}

/// Texts of the content.
const CONTENT: &[Sink] = sinks! {
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\nПервая встреча.\n\nВот что: @.\n" => "news/nachalo/index.html", Words;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\nВот: @.\n" => "feed.xml", Alone;
    "content/news/nachalo.md": "---\ntitle: @\ndate: 2026-09-08\n---\n\nВстреча.\n" => "news/nachalo/index.html", Words;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\n## Вот: @\n\nВстреча.\n" => "news/nachalo/index.html", Words;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\n| Что | Где |\n|---|---|\n| Вот: @ | там |\n" => "news/nachalo/index.html", Words;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\nВстреча[^1].\n\n[^1]: Вот: @.\n" => "news/nachalo/index.html", Words;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\n```\nвот: @\n```\n" => "news/nachalo/index.html", Words;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\nВстреча: &#1074;от @.\n" => "news/nachalo/index.html", Markup;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\n---\n\n[Отчёт](https://rmc.example/o-@)\n" => "news/nachalo/index.html", Latin;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\nslug: o-@\n---\n\nВстреча.\n" => "sitemap.xml", Latin;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\ntags: [\"@\"]\n---\n\nВстреча.\n" => "news/nachalo/index.html", Words;
    "content/news/nachalo.md": "---\ntitle: Начало\ndate: 2026-09-08\nevent: { starts: 2026-12-08, place: \"Вот: @\" }\n---\n\nВстреча.\n" => "events.ics", Alone;
    "content/news/s-foto/index.md": "---\ntitle: Начало\ndate: 2026-09-08\ngallery:\n  - { path: urok.png, alt: Урок, persons: [] }\n---\n\n![Вот: @](urok.png)\n" => "news/s-foto/index.html", Words;
    "content/news/s-foto/index.md": "---\ntitle: Начало\ndate: 2026-09-08\nimage:\n  path: urok.png\n  alt: \"Вот: @\"\n  persons: []\n---\n" => "news/s-foto/index.html", Words;
    "content/pages/o-nas.md": "---\ntitle: О нас\ndescription: \"Вот: @\"\n---\n\nТекст.\n" => "pages/o-nas/index.html", Words;
    "content/practices/opyt.md": "---\ntitle: Опыт\nforms: [педагог – педагог]\nlevel: школьный\ndate: 2026-09-08\npresented:\n  - { where: \"Вот: @\" }\n---\n" => "practices/practices.csv", Alone;
    "content/acts/prikaz-41/index.md": "---\ntitle: О закреплении\nkind: приказ\nlevel: локальный\nissuer: \"Школа: @\"\nnumber: 41 о-д\ndate: 2026-09-01\ncovers: [закрепление пар]\nfile: prikaz-41.txt\n---\n" => "data/section.json", Alone;
};

/// A theme's templates and its other files.
const THEME: &[Sink] = sinks! {
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<p>Вот: @</p>\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<p>Вот: @</p>\n{% endblock %}" => "news/nachalo/index.html", Markup;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<!-- вот: @ -->\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<p data-x=\"вот: @\">Текст</p>\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<p title='вот: @'>Текст</p>\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<p class=\"o-@\" id=\"x\">Текст</p>\n{% endblock %}" => "news/nachalo/index.html", Latin;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<p id=\"@\">Текст</p>\n{% endblock %}" => "news/nachalo/index.html", Latin;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block head %}\n<meta name=\"author\" content=\"вот: @\">\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block head %}\n<script type=\"application/ld+json\">{\"name\": \"вот: @\"}</script>\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block head %}\n<script type=\"application/ld+json\">{\"name\": \"@\"}</script>\n{% endblock %}" => "news/nachalo/index.html", Script;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block head %}\n<style>.a::after { content: \"вот: @\" }</style>\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/templates/news_item.html": "{% extends \"default/news_item.html\" %}\n{% block lead %}\n<svg><title>вот: @</title></svg>\n{% endblock %}" => "news/nachalo/index.html", Words;
    "themes/x/static/search.js": "const data = [\n  { title: \"Урок\", text: \"вот: @\" },\n];\n" => "assets/search.js", Words;
    "themes/x/static/search.js": "const data = [\n  { title: \"Lesson\", text: \"@\" },\n];\n" => "assets/search.js", Script;
    "themes/x/static/search.js": "const data = [\n  { title: \"Lesson\", text: \"o-@\" },\n];\n" => "assets/search.js", Latin;
    "themes/x/static/index.json": "[\n  { \"title\": \"Урок\", \"text\": \"вот: @\" }\n]\n" => "assets/index.json", Words;
    "themes/x/static/index.json": "[\n  { \"title\": \"Урок\", \"text\": \"@\" }\n]\n" => "assets/index.json", Script;
    "themes/x/static/site.webmanifest": "{\n  \"name\": \"Школа: @\"\n}\n" => "assets/site.webmanifest", Words;
    "themes/x/static/robots.txt": "User-agent: *\n# вот: @\n" => "assets/robots.txt", Words;
    "themes/x/static/more.css": "body { margin: 0 }\n.a::after { content: \"вот: @\" }\n" => "assets/more.css", Words;
    "themes/x/static/more.css": "body { margin: 0 }\n/* вот: @ */\n" => "assets/more.css", Words;
    "themes/x/static/more.css": "body { margin: 0 }\n.a::after { content: \"@\" }\n" => "assets/more.css", Css;
    "themes/x/static/more.css": "body { margin: 0 }\n.o-@ { color: red }\n" => "assets/more.css", Latin;
    "themes/x/static/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<text>вот: @</text>\n</svg>\n" => "assets/logo.svg", Words;
    "themes/x/static/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<title>вот: @</title>\n</svg>\n" => "assets/logo.svg", Words;
    "themes/x/static/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<desc>@</desc>\n</svg>\n" => "assets/logo.svg", Markup;
    "themes/x/static/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<metadata><dc:creator>вот: @</dc:creator></metadata>\n</svg>\n" => "assets/logo.svg", Words;
    "themes/x/static/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g aria-label=\"вот: @\" id=\"x\"/>\n</svg>\n" => "assets/logo.svg", Words;
    "themes/x/static/logo.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g inkscape:label=\"o-@\"/>\n</svg>\n" => "assets/logo.svg", Latin;
    "themes/x/static/table.csv": "Кто;Что\nвот: @;да\n" => "assets/table.csv", Words;
    "themes/x/static/page.html": "<!doctype html>\n<p>вот: @\n" => "assets/page.html", Words;
};

impl Sink {
    fn school(&self, words: &str) -> School {
        let school = school();
        let theme = self.file.starts_with("themes/") || self.how == How::Alone;
        if theme {
            let site = school.read("content/site.yaml");
            school.write("content/site.yaml", format!("{site}theme: x\n"));
        }
        if self.how == How::Alone {
            school.write(
                "themes/x/templates/base.html",
                "<!doctype html>\n<p>Раздел\n{% if false %}{% block head %}{% endblock %}{% block kicker %}{% endblock %}{% block lead %}{% endblock %}{% block main %}{% endblock %}{% block after %}{% endblock %}{% endif %}",
            );
        }
        school.write("content/news/s-foto/urok.png", make::png(&[], b""));
        if !self.file.contains("s-foto") {
            std::fs::remove_dir_all(school.root().join("content/news/s-foto"))
                .expect("it is there");
        }
        school.write(self.file, self.text.replace('@', &self.how.written(words)));
        school
    }

    /// `file:line:`
    fn place(&self) -> String {
        let line = self
            .text
            .split('@')
            .next()
            .unwrap_or_default()
            .lines()
            .count();
        let whole = self
            .text
            .split('@')
            .next()
            .is_some_and(|t| t.ends_with('\n'));
        format!("{}:{}:", self.file, line + usize::from(whole))
    }
}

#[test]
fn every_text_is_read() {
    let failures: Vec<String> = CONTENT
        .par_iter()
        .chain(THEME)
        .flat_map(|sink| {
            let built = outcome(
                &mut Session::default(),
                sink.school(sink.how.harmless()).root(),
            );
            let mut failures = comes_out(sink, &built);
            for (rule, words) in sink.how.leaks() {
                let refused = outcome(&mut Session::default(), sink.school(words).root());
                failures.extend(refusal(&refused, rule, &sink.place(), ""));
            }
            failures
                .iter_mut()
                .for_each(|f| *f = format!("{}\n{}\n  {f}", sink.file, sink.text));
            failures
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.join("\n\n"),
        failures.len()
    );
}

/// The harmless word comes out where the leak would have.
fn comes_out(sink: &Sink, (complaints, files): &Outcome) -> Vec<String> {
    let word = sink.how.written(sink.how.harmless());
    let plain = sink.how.harmless();
    let holding: Vec<&str> = files
        .iter()
        .filter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            text.contains(&word) || text.contains(plain) || path.contains(plain)
        })
        .map(|(path, _)| path.as_str())
        .collect();
    let there = holding.contains(&sink.output);
    // The index of the search knows of every text; tests/suite/search.rs looks at it alone.
    let others = holding.iter().filter(|p| **p != "search/index.js");
    let alone = sink.how != How::Alone || others.count() == 1;
    match there && alone {
        true => Vec::new(),
        false => vec![format!(
            "the harmless word comes out in {holding:?}: {complaints:#?}"
        )],
    }
}
