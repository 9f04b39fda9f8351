//! The way out of an error in a template, where the sentence alone does not show it.

use crate::text::suggest;

use super::fields::Missing;
use super::tags::{first_word, tags};
use super::{DEFAULT_PREFIX, Sources, russian, words};

/// What to do about a name that leads nowhere.
pub(super) fn missing(missing: &Missing) -> String {
    if missing.component
        && !missing.field
        && ["section", "root", "page"].contains(&missing.name.as_str())
    {
        return format!(
            "Компонент видит только свои аргументы: впишите «@{}» в скобки после его имени.",
            missing.name
        );
    }
    let mut known: Vec<&str> = missing.known.iter().map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    if known.is_empty() {
        return "Это строка, число или список: полей у него нет. Что есть у страницы, сказано в themes/CONTRACT.md.".to_owned();
    }
    near(&missing.name, &known)
}

/// The nearest of the names that there are, or all of them.
pub(super) fn near(wanted: &str, known: &[&str]) -> String {
    let likeness = |name: &str| strsim::jaro_winkler(wanted, name);
    let best = known
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match best {
        Some(best) if likeness(best) > 0.8 => format!("Может быть, «{best}»?"),
        _ => format!("Здесь есть: {}.", known.join(", ")),
    }
}

/// What to do about an error of Tera's.
pub(super) fn way_out(detail: &str, sources: &Sources) -> String {
    let starts = |start: &str| detail.starts_with(start);
    let name = russian::quoted(detail, '`', 0);
    if starts("Unknown filter") {
        one_of(name, words::names(words::FILTERS), "Фильтры")
    } else if starts("Unknown test") {
        one_of(name, words::names(words::TESTS), "Проверки")
    } else if starts("Unknown function") {
        one_of(name, words::names(words::FUNCTIONS), "Функции")
    } else if starts("Unknown component") {
        one_of(name, defined(sources, "component"), "Компоненты")
    } else if starts("Unknown template") {
        one_of(name, templates(sources), "Шаблоны")
    } else if detail.contains("is inheriting from") {
        one_of(
            russian::quoted(detail, '\'', 1),
            templates(sources),
            "Шаблоны",
        )
    } else if starts("Block `") {
        one_of(name, defined(sources, "block"), "Блоки")
    } else if starts("Field `") {
        "Здесь бывает пусто: возьмите это место в {% if … %}.".to_owned()
    } else if starts("Component `") {
        "Оставьте одно определение.".to_owned()
    } else if starts("Invalid type") || starts("Iteration") || starts("Cannot compare") {
        "Какого типа каждое поле, сказано в themes/CONTRACT.md.".to_owned()
    } else if starts("Argument `") || starts("Implicit argument") || starts("Component argument") {
        "Аргументы компонентов перечислены в themes/CONTRACT.md.".to_owned()
    } else if starts("Missing keyword argument") {
        format!("Впишите его в скобки: {name}=…")
    } else if starts("Maximum render recursion") {
        "Такой вызов не кончается: замените его циклом.".to_owned()
    } else if starts("Template already contains") {
        "Дайте второму другое имя.".to_owned()
    } else {
        "Проверьте, что скобки, кавычки и теги здесь закрыты; как пишут шаблоны, сказано в themes/CONTRACT.md.".to_owned()
    }
}

fn one_of<'a>(name: &str, known: impl Iterator<Item = &'a str>, what: &str) -> String {
    // A template defines its own blocks, and the one that has no parent is among them.
    match suggest::nearest(name, known.filter(|other| *other != name)) {
        Some(near) => format!("Может быть, «{near}»?"),
        None => format!("{what} темы перечислены в themes/CONTRACT.md."),
    }
}

fn templates(sources: &Sources) -> impl Iterator<Item = &str> {
    let names = sources.texts.keys().map(String::as_str);
    names.map(|name| name.strip_prefix(DEFAULT_PREFIX).unwrap_or(name))
}

/// The names in all `{% component NAME … %}` or `{% block NAME %}`.
fn defined<'a>(sources: &'a Sources, word: &'static str) -> impl Iterator<Item = &'a str> {
    let all = sources.texts.values().flat_map(|text| tags(text));
    let these = all.filter(move |tag| tag.word() == word);
    these.map(move |tag| first_word(tag.inside().1[word.len()..].trim_start()))
}
