//! Every template with a full and with a minimal view, and themes that are wrong.

use super::samples::{self, SamplePage};
use super::{Layer, Theme, ThemeError, shared};
use crate::site::view::Template;

fn pages() -> Vec<(SamplePage, String)> {
    let theme = Theme::embedded();
    let full = (samples::full(), shared(&samples::section()));
    let minimal = (samples::minimal(), shared(&samples::minimal_section()));
    let mut pages = Vec::new();
    for (samples, section) in [full, minimal] {
        for sample in samples.into_iter().filter(|s| theme.has(s.template)) {
            let html = theme.render(sample.template, &sample.view, &section);
            let html = html.unwrap_or_else(|error| panic!("{}: {error:#?}", sample.path));
            let html = text(html);
            pages.push((sample, html));
        }
    }
    pages
}

fn free_page(samples: Vec<SamplePage>) -> SamplePage {
    let mut pages = samples.into_iter();
    pages
        .find(|sample| sample.template == Template::Page)
        .unwrap()
}

fn overlay(files: &[(&str, &str)]) -> Layer {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

fn errors(files: &[(&str, &str)]) -> Vec<ThemeError> {
    match Theme::new("themes/ours", &overlay(files)) {
        Ok(_) => panic!("the theme was accepted"),
        Err(errors) => errors,
    }
}

/// Pages are rendered in parallel with one theme.
fn text(html: Vec<u8>) -> String {
    String::from_utf8(html).expect("templates and values are UTF-8")
}

#[test]
fn a_theme_is_shared_by_threads() {
    fn shared_by_threads<T: Send + Sync>() {}
    shared_by_threads::<Theme>();
}

#[test]
fn every_template_has_both_samples() {
    for list in [samples::full(), samples::minimal()] {
        let templates: Vec<Template> = list.iter().map(|sample| sample.template).collect();
        assert_eq!(templates, Template::ALL);
    }
}

#[test]
fn pages_obey_the_rules_of_the_section() {
    for (sample, html) in pages() {
        let path = sample.path;
        assert!(html.starts_with("<!doctype html>"), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}: one h1");
        for forbidden in [
            "{{",
            "{%",
            "<style",
            " style=",
            " onclick",
            "src=\"http",
            "src=\"//",
        ] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
        let scripts = html.matches("<script").count();
        let data = html
            .matches("<script type=\"application/ld+json\">")
            .count();
        let search = html.matches("defer></script>").count();
        let room = if sample.template == Template::Search {
            2
        } else {
            0
        };
        assert!(
            scripts - data - search == 1 && data < 2 && search <= room,
            "{path}"
        );
        assert!(
            html.contains("assets/site.js\"></script>"),
            "{path}: a script of ours"
        );
        for absolute in ["href=\"/", "src=\"/", "action=\"/"] {
            assert!(
                !html.contains(absolute),
                "{path}: {absolute} leaves a section in a sub-folder"
            );
        }
    }
}

#[test]
fn headings_never_skip_a_level() {
    for (sample, html) in pages() {
        let mut last = 0;
        for (at, _) in html.match_indices("<h") {
            let Some(level) = html[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else {
                continue;
            };
            assert!(level <= last + 1, "{}: h{level} after h{last}", sample.path);
            last = level;
        }
    }
}

#[test]
fn tags_are_balanced_and_ids_unique() {
    for (sample, html) in pages() {
        let mut open = Vec::new();
        let mut ids = Vec::new();
        for token in html5gum::Tokenizer::new(&html).flatten() {
            match token {
                html5gum::Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if let Some(id) = tag.attributes.get(&b"id"[..]) {
                        ids.push(String::from_utf8_lossy(id).into_owned());
                    }
                    let void = ["meta", "link", "img", "br", "input"].contains(&name.as_str());
                    if !void && !tag.self_closing {
                        open.push(name);
                    }
                }
                html5gum::Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    assert_eq!(
                        open.pop().as_deref(),
                        Some(name.as_str()),
                        "{}",
                        sample.path
                    );
                }
                _ => {}
            }
        }
        assert!(open.is_empty(), "{}: {open:?}", sample.path);
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{}: an id twice", sample.path);
    }
}

/// A misspelt name in `{% if … %}` is silently false, so a full page must show every word of its view.
#[test]
fn full_pages_show_everything_that_their_views_hold() {
    let theme = Theme::embedded();
    let section = shared(&samples::section());
    let mut missing = Vec::new();
    for sample in samples::full()
        .into_iter()
        .filter(|s| theme.has(s.template))
    {
        let html = theme
            .render(sample.template, &sample.view, &section)
            .unwrap();
        let view = serde_json::to_value(&sample.view).unwrap();
        missing_texts(sample.path, &view, &text(html), &mut missing);
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn missing_texts(path: &str, value: &serde_json::Value, html: &str, missing: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                missing_texts(&format!("{path}.{key}"), value, html, missing);
            }
        }
        serde_json::Value::Array(items) => {
            items
                .iter()
                .for_each(|item| missing_texts(path, item, html, missing));
        }
        serde_json::Value::String(text) => {
            let mut escaped = Vec::new();
            tera::escape_html(text, &mut escaped).unwrap();
            let escaped = String::from_utf8(escaped).unwrap();
            // Cards show less than pages do, and by design: these are the parts they leave out.
            let left_out = [
                ".toc",
                ".news.image.caption",
                ".page.root",
                ".initials",
                ".acts.file",
                ".methods.file",
                ".practices.programs",
                ".practices.forms",
                ".period",
                ".event.ends",
                ".event.day",
                ".event.month",
                ".event.state",
                ".event.href",
                ".upcoming",
                ".archive",
                ".shapes.kind",
            ];
            if !html.contains(&escaped)
                && !html.contains(text)
                && !left_out.iter().any(|part| path.contains(part))
            {
                missing.push(format!("{path}: {text}"));
            }
        }
        _ => {}
    }
}

#[test]
fn two_themes_differ_in_fingerprint_and_one_does_not() {
    let theme = Theme::embedded();
    assert_eq!(theme.fingerprint(), Theme::embedded().fingerprint());
    let other = Theme::new("x", &overlay(&[("static/style.css", "body{}")])).unwrap();
    assert_ne!(theme.fingerprint(), other.fingerprint());
    assert_eq!(other.assets()["assets/style.css"], b"body{}");
    assert!(other.assets().contains_key("assets/favicon.svg"));
}

#[test]
fn a_school_changes_one_block_and_one_component() {
    let theme = Theme::new("themes/ours", &overlay(&[
        ("templates/404.html", "{% extends \"default/404.html\" %}{% block lead %}<p>Заблудились?</p>{% endblock %}"),
        ("templates/ours.html", "{% component empty(text) %}<p class=\"ours\">{{ text }}</p>{% endcomponent %}"),
    ]))
    .unwrap();
    let section = shared(&samples::minimal_section());
    let render = |template: Template| {
        let sample = samples::minimal()
            .into_iter()
            .find(|s| s.template == template)
            .unwrap();
        text(theme.render(template, &sample.view, &section).unwrap())
    };
    assert!(render(Template::NotFound).contains("Заблудились?"));
    assert!(render(Template::NotFound).contains("На&nbsp;главную"));
    assert!(render(Template::News).contains("class=\"ours\""));
}

#[test]
fn all_syntax_errors_come_at_once_with_their_places() {
    let errors = errors(&[
        ("templates/home.html", "\n{% if x %}"),
        ("templates/page.html", "{{ страница }}"),
    ]);
    assert_eq!(errors.len(), 2, "{errors:#?}");
    assert_eq!(errors[0].file, "themes/ours/templates/home.html");
    assert!(
        errors
            .iter()
            .all(|error| error.place.is_some() && error.source.is_some())
    );
}

#[test]
fn unknown_words_are_complaints_with_places() {
    let errors = errors(&[(
        "templates/page.html",
        "раз\n{{ page.title | uper }}{{ <nobody/> }}",
    )]);
    assert_eq!(errors.len(), 2, "{errors:#?}");
    assert_eq!(errors[0].message, "Нет такого фильтра: «uper»");
    let place = errors[0].place.clone().unwrap();
    assert_eq!((place.line, place.column), (2, 17), "{errors:#?}");
    assert_eq!(&errors[0].source.as_ref().unwrap()[place.bytes], "uper");
}

#[test]
fn an_unknown_field_names_its_line_and_the_near_one() {
    let theme = Theme::new(
        "themes/ours",
        &overlay(&[("templates/page.html", "{{ page.titel }}")]),
    )
    .unwrap();
    let sample = free_page(samples::full());
    let error = theme
        .render(Template::Page, &sample.view, &shared(&samples::section()))
        .unwrap_err();
    assert_eq!(error.file, "themes/ours/templates/page.html");
    assert_eq!(error.message, "Поля «titel» здесь нет");
    assert_eq!(error.help.as_deref(), Some("Может быть, «title»?"));
    assert_eq!(error.place.unwrap().line, 1);
}

#[test]
fn complaints_are_in_russian_and_have_places() {
    let cases = [
        ("{% if page %}", "Шаблон оборвался: что-то не закрыто"),
        ("{% endif %}", "Тег «endif» здесь не к месту"),
        ("{% macro x() %}", "Такого тега нет"),
        ("{{ страница }}", "Неожиданный знак"),
        ("{{ page.title | upper(x) }}", "Здесь стоит `)`, а нужно: ="),
        ("{# ", "Комментарий не закрыт: нет «#}»"),
        (
            "{% extends \"nope.html\" %}",
            "Нет родительского шаблона «nope.html»",
        ),
        (
            "{% extends \"page.html\" %}",
            "Шаблон «page.html» наследует сам себя",
        ),
        (
            "{% include \"page.html\" %}",
            "Шаблон «page.html» включает сам себя",
        ),
        (
            "{% include \"nope.html\" %}",
            "Нет такого шаблона: «nope.html»",
        ),
        (
            "{% extends \"base.html\" %}{% block nope %}{% endblock %}",
            "Такого блока нет ни в одном родительском шаблоне: «nope»",
        ),
        ("{{ nope }}", "Переменной «nope» здесь нет"),
        ("{{ <date/> }}", "Компоненту не хватает аргумента «d»"),
        ("{{ <date dd={1} /> }}", "У компонента нет аргумента «dd»"),
        ("{{ 1 + page.title }}", "Считать можно только числа"),
        (
            "{{ page.title | sort }}",
            "Здесь нужно: список, а стоит: строка",
        ),
        (
            "{% for a in page.nope %}{% endfor %}",
            "Перебрать в цикле нельзя: ничего",
        ),
    ];
    let sample = free_page(samples::full());
    let section = shared(&samples::section());
    for (template, expected) in cases {
        let theme = Theme::new(
            "themes/ours",
            &overlay(&[("templates/page.html", template)]),
        );
        let error = match theme {
            Err(mut errors) => errors.remove(0),
            Ok(theme) => *theme
                .render(Template::Page, &sample.view, &section)
                .unwrap_err(),
        };
        assert_eq!(error.message, expected, "{template}");
        assert_eq!(error.file, "themes/ours/templates/page.html", "{template}");
        assert!(
            error.place.is_some() && error.source.is_some(),
            "{template}"
        );
    }
}

/// The template's own block is no advice for itself.
#[test]
fn an_unknown_block_is_not_advised_by_its_own_name() {
    for (block, help) in [
        ("content", "Блоки темы перечислены в themes/CONTRACT.md."),
        ("mian", "Может быть, «main»?"),
    ] {
        let template =
            format!("{{% extends \"base.html\" %}}{{% block {block} %}}{{% endblock %}}");
        let ours = overlay(&[("templates/page.html", template.as_str())]);
        let error = Theme::new("themes/ours", &ours).err().unwrap().remove(0);
        assert_eq!(error.help.as_deref(), Some(help), "{block}");
    }
}

#[test]
fn what_never_ends_is_refused() {
    let cases: [&[(&str, &str)]; 5] = [
        &[("templates/page.html", "{% extends \"page.html\" %}")],
        &[
            ("templates/a.html", "{% include \"b.html\" %}"),
            ("templates/b.html", "{% include \"a.html\" %}"),
        ],
        &[(
            "templates/a.html",
            "{% component again() %}{{ <again/> }}{{ <again/> }}{% endcomponent %}",
        )],
        &[(
            "templates/a.html",
            "{% component one() %}{{ <two/> }}{% endcomponent %}{% component two() %}{{ <one/> }}{% endcomponent %}",
        )],
        &[
            (
                "templates/a.html",
                "{% component one() %}{% include \"b.html\" %}{% endcomponent %}",
            ),
            ("templates/b.html", "{{ <one/> }}"),
        ],
    ];
    for case in cases {
        assert!(!errors(case).is_empty());
    }
}

#[test]
fn a_page_does_not_grow_without_end() {
    let template = |inner: &str| {
        let page = format!("{{% set r = range(end=200) %}}{inner}");
        Theme::new("themes/ours", &overlay(&[("templates/page.html", &page)])).unwrap()
    };
    let sample = free_page(samples::minimal());
    let section = shared(&samples::section());
    let message = |inner: &str| {
        let html = template(inner).render(Template::Page, &sample.view, &section);
        html.map(text).map_err(|error| error.message)
    };
    let end = "{% endfor %}";

    let wide =
        "{% for a in r %}{% for b in r %}{% for c in r %}0123456789".to_owned() + &end.repeat(3);
    assert_eq!(message(&wide).unwrap_err(), "Страница больше 16 МБ");
    let nested =
        "{% for a in range(end=200) %}{% for b in range(end=200) %}".to_owned() + &end.repeat(2);
    assert!(message(&nested).unwrap_err().contains("range: больше"));
    assert!(message("{% for a in range(end=9223372036854775807) %}{% endfor %}").is_err());
    assert_eq!(
        message("{{ range(start=2, end=9, step_by=3) | join(sep=\",\") }}").unwrap(),
        "2,5,8"
    );
}

#[test]
fn deep_nesting_is_refused_before_it_is_parsed() {
    let page = "{% if page %}".repeat(100_000);
    let errors = errors(&[("templates/page.html", &page)]);
    assert_eq!(errors[0].message, "Теги шаблона вложены слишком глубоко");
}

/// The default `approval` calls `date`; ours does not, so `date` → `words` → `approval` is no circle.
#[test]
fn a_replaced_component_calls_nobody() {
    let ours = "{% component words(items) %}{{ <approval a={items} /> }}{% endcomponent %}\
        {% component approval(a) %}{{ a }}{% endcomponent %}\
        {% component date(d) %}{{ <words items={d} /> }}{% endcomponent %}";
    Theme::new("themes/ours", &overlay(&[("templates/ours.html", ours)])).unwrap();
}

#[test]
fn files_that_are_not_templates_are_refused() {
    let mut layer = overlay(&[
        ("templates/home.htm", "x"),
        ("templates/.home.html.swp", "x"),
        ("templates/home.html~", "x"),
    ]);
    layer.insert("templates/page.html".to_owned(), vec![0xcf, 0xf0]);
    let errors = Theme::new("themes/ours", &layer).unwrap_err();
    let files: Vec<&str> = errors.iter().map(|error| error.file.as_str()).collect();
    assert_eq!(
        files,
        [
            "themes/ours/templates/home.htm",
            "themes/ours/templates/page.html"
        ]
    );
}

#[test]
fn text_of_views_is_escaped() {
    let theme = Theme::embedded();
    let mut view = <crate::site::view::FreePageView as samples::Sample>::full();
    view.page.title = "<b>\"Школа\"</b>".to_owned();
    let html = theme
        .render(Template::Page, &view, &shared(&samples::section()))
        .unwrap();
    let html = text(html);
    assert!(!html.contains("<b>\"") && html.contains("&lt;b&gt;&quot;Школа&quot;&lt;/b&gt;"));
}

/// ПП РФ № 102: at least 4.5 : 1, in the light scheme and in the dark one.
#[test]
fn colours_are_readable_in_both_schemes() {
    let theme = Theme::embedded();
    let css = std::str::from_utf8(&theme.assets()["assets/style.css"]).unwrap();
    // Every block that sets the paper: of the device, and of the display settings; print has its own.
    let screen = css.split("@media print").next().unwrap();
    let schemes: Vec<&str> = screen
        .split('}')
        .filter(|block| block.contains("--paper: #"))
        .collect();
    assert_eq!(schemes.len(), 6);
    let pairs = [
        ("ink", "paper"),
        ("ink", "surface"),
        ("ink", "accent-soft"),
        ("ink", "warn-soft"),
        ("quiet", "paper"),
        ("quiet", "surface"),
        ("accent", "paper"),
        ("accent", "surface"),
        ("accent-strong", "paper"),
        ("accent-strong", "surface"),
        ("accent-strong", "accent-soft"),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("good", "good-soft"),
        ("good", "paper"),
        ("warn", "warn-soft"),
        ("warn", "paper"),
        ("bad", "bad-soft"),
        ("bad", "paper"),
        ("calm", "calm-soft"),
        ("calm", "paper"),
    ];
    for scheme in schemes {
        for (front, back) in pairs {
            let (a, b) = (luminance(scheme, front), luminance(scheme, back));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{front} on {back}: {contrast:.2}");
        }
    }
}

/// Relative luminance of a colour token, as WCAG 2 defines it.
fn luminance(scheme: &str, token: &str) -> f64 {
    let start = scheme.find(&format!("--{token}: #")).expect(token) + token.len() + 5;
    let hex = scheme[start..].split(';').next().unwrap();
    let width = hex.len() / 3;
    let channel = |i: usize| {
        let digits = hex[i * width..(i + 1) * width].repeat(2 / width);
        let value = f64::from(u8::from_str_radix(&digits, 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
}
