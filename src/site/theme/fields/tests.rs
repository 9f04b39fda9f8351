//! What is told of a template, as `NAME@line` with `.` before a field.

use super::super::{Layer, Sources, embedded};
use super::*;

fn told(files: &[(&str, &str)]) -> Vec<String> {
    let overlay: Layer = files
        .iter()
        .map(|(name, text)| (format!("templates/{name}"), text.as_bytes().to_vec()))
        .collect();
    let sources = Sources::new("themes/ours", &embedded::layer(), &overlay).expect("sources");
    let found = unknown(&sources).into_iter().map(|u| {
        let text = &sources.texts[u.template];
        assert_eq!(
            text[u.range.clone()].trim_matches(['"', '\'']),
            u.missing.name
        );
        let dot = if u.missing.field { "." } else { "" };
        let line = text[..u.range.start].matches('\n').count() + 1;
        format!("{dot}{}@{}:{line}", u.missing.name, u.template)
    });
    found.collect()
}

fn on_page(text: &str) -> Vec<String> {
    let place = |told: String| told.replace("@page.html", "@");
    told(&[("page.html", text)])
        .into_iter()
        .map(place)
        .collect()
}

#[test]
fn the_default_theme_asks_for_nothing_that_is_not_there() {
    assert_eq!(told(&[]), [""; 0]);
}

#[test]
fn slips_are_found_where_tera_is_silent() {
    assert_eq!(on_page("{% if page.titel %}{% endif %}"), [".titel@:1"]);
    assert_eq!(on_page("{% if titel %}{% endif %}"), ["titel@:1"]);
    assert_eq!(
        on_page("\n{{ section.organization[\"nmae\"] }}"),
        [".nmae@:2"]
    );
    assert_eq!(
        on_page("{% for f in files | reverse %}\n{% if f.ulr %}{% endif %}{% endfor %}"),
        [".ulr@:2"]
    );
    assert_eq!(
        on_page("{% set first = files[0] %}{{ first.tilte }}"),
        [".tilte@:1"]
    );
    assert_eq!(
        on_page("{% if files | length > 3 and page.titl == \"x\" %}{% endif %}"),
        [".titl@:1"]
    );
    assert_eq!(on_page("{{ page.title.text }}"), [".text@:1"]);
    assert_eq!(on_page("{{ \"a\" ~ page.updated?.txt }}"), [".txt@:1"]);
}

#[test]
fn what_is_there_or_asked_about_is_no_slip() {
    for text in [
        "{% if intro is defined %}{{ intro.html }}{% endif %}",
        "{{ subtitle | default(value=page.title) }}",
        "{% for f in files %}{{ loop.index }} {{ f.title }}{% else %}нет{% endfor %}",
        "{% set x = 1 %}{% if page.title %}{% set x = page %}{% endif %}{{ x.anything }}",
        "{{ [f.title for f in files if f.url] | join(sep=\", \") }}",
        "{% set m = {\"a\": page.title, \"b\": 2} %}{{ m.a }}{{ m[\"b\"] }}",
        "{{ page.title | truncate(length=3) | upper }}{% if root is starting_with(pat=\"..\") %}{% endif %}",
        "{% for item in body.toc[1:] %}{{ item.title }}{% endfor %}",
        "{{ <person p={section.home} /> }}",
        "{% raw %}{{ nothing }}{% endraw %}{# {{ nothing }} #}",
    ] {
        assert_eq!(on_page(text), [""; 0], "{text}");
    }
}

#[test]
fn a_place_is_wrong_when_no_page_has_it() {
    let base = "{% if intro %}{{ intro.html }}{% endif %}{% if intor %}{{ intor.html }}{% endif %}{% block main %}{% endblock %}{% block lead %}{% endblock %}{% block kicker %}{% endblock %}";
    assert_eq!(told(&[("base.html", base)]), ["intor@base.html:1"]);
}

#[test]
fn a_replaced_block_is_not_read() {
    let base = "{% block main %}{{ nothing }}{% endblock %}{% block lead %}{% endblock %}{% block kicker %}{% endblock %}";
    assert_eq!(told(&[("base.html", base)]), [""; 0]);
    let ours = "{% extends \"base.html\" %}{% block main %}{{ super() }}{% endblock %}";
    assert_eq!(
        told(&[("base.html", base), ("page.html", ours)]),
        ["nothing@base.html:1"]
    );
}

#[test]
fn components_see_their_arguments_only() {
    let ours = "{% component date(d, @root, tone=\"calm\") %}{{ d.iso }}{{ root }}{{ tone }}\n{{ section.title }}{{ d.html }}{% endcomponent %}";
    assert_eq!(
        told(&[("ours.html", ours)]),
        ["section@ours.html:2", ".html@ours.html:2"]
    );
    let never = "{% component never(a) %}{{ a.b }}{{ c }}{% endcomponent %}";
    assert_eq!(told(&[("ours.html", never)]), ["c@ours.html:1"]);
}

#[test]
fn arguments_keep_their_shapes() {
    let card = "{% component person(p, @root) %}{{ p.name }}\n{% if p.nmae %}{% endif %}{% endcomponent %}";
    assert_eq!(told(&[("cards.html", card)]), [".nmae@cards.html:2"]);
    let called = "{% set f = files[0] %}{{ <ours f text=\"a\" /> }}{% component ours(f, text) %}{{ f.kind }}{{ f.knid }}{{ text }}{% endcomponent %}";
    assert_eq!(on_page(called), [".knid@:1"]);
}
