//! Tera's sentences in Russian. They are matched by their beginnings: a version that words one
//! differently loses the translation, not the complaint.

use super::{advice, limits};

/// The sentence and the way out. What is not recognised stays as it is, behind a Russian word.
pub(super) fn said(detail: &str) -> (String, Option<String>) {
    let starts = |start: &str| detail.starts_with(start);
    let name = quoted(detail, '`', 0);
    let second = quoted(detail, '`', 1);
    let (message, help) = if starts("Variable `") {
        (format!("Переменной «{name}» здесь нет"), near(detail, name))
    } else if starts("Field `") {
        (format!("Поля «{name}» здесь нет"), near(detail, name))
    } else if let Some(message) = unknown(detail) {
        (format!("{message}: «{name}»"), None)
    } else if starts("Unknown tag") {
        let help = "Теги: if, for, set, block, extends, include, component, filter, raw.";
        ("Такого тега нет".to_owned(), Some(help.to_owned()))
    } else if starts("Unknown argument") {
        let known = detail
            .split_once("are: ")
            .map(|(_, list)| format!("Есть: {}.", plain(list)));
        (format!("У компонента нет аргумента «{name}»"), known)
    } else if starts("Argument `") || starts("Implicit argument `") {
        (format!("Компоненту не хватает аргумента «{name}»"), None)
    } else if starts("Component argument `") {
        (
            format!("Аргумент «{name}» не того типа: {}", kind(second)),
            None,
        )
    } else if starts("Missing keyword argument") {
        (format!("Не хватает аргумента «{name}»"), None)
    } else if starts("Component `") && detail.contains("defined in both") {
        let third = quoted(detail, '`', 2);
        (
            format!("Компонент «{name}» определён дважды: {second} и {third}"),
            None,
        )
    } else if starts("Template already contains") {
        (format!("«{name}» в этом шаблоне уже есть"), None)
    } else if starts("Invalid type for the value") {
        (
            format!("Здесь нужно: {}, а стоит: {}", kind(name), kind(second)),
            None,
        )
    } else if starts("Iteration not possible") {
        (format!("Перебрать в цикле нельзя: {}", kind(name)), None)
    } else if starts("Cannot compare") {
        (
            format!("Не сравнить: {} и {}", kind(name), kind(second)),
            None,
        )
    } else if starts("Math operations") || detail.contains("operands to be numbers") {
        let help = "Строки соединяет знак «~».";
        (
            "Считать можно только числа".to_owned(),
            Some(help.to_owned()),
        )
    } else if starts("Unexpected character") {
        let help = "Имена в шаблонах пишутся латиницей.";
        ("Неожиданный знак".to_owned(), Some(help.to_owned()))
    } else if starts("Unexpected end of input") || detail.contains("end of template") {
        ("Шаблон оборвался: что-то не закрыто".to_owned(), None)
    } else if starts("Closing comment tag") {
        ("Комментарий не закрыт: нет «#}»".to_owned(), None)
    } else if starts("unexpected end of raw") {
        ("Блок raw не закрыт".to_owned(), None)
    } else if let Some((found, expected)) = found_and_expected(detail) {
        (
            format!(
                "Здесь стоит {found}, а нужно: {}",
                expected.replace("one of: ", "")
            ),
            None,
        )
    } else if starts("Maximum render recursion") {
        (
            "Компоненты вызывают друг друга слишком глубоко".to_owned(),
            None,
        )
    } else if starts("Io error") && detail.contains("FileTooLarge") {
        let help = "Проверьте вложенные циклы шаблона.".to_owned();
        (
            format!("Страница больше {} МБ", limits::MAX_PAGE >> 20),
            Some(help),
        )
    } else if starts("Circular") {
        let verb = if starts("Circular extend") {
            "наследует"
        } else {
            "включает"
        };
        let help = "Шаблон темы по умолчанию доступен под именем «default/…».";
        (
            format!("Шаблон «{}» {verb} сам себя", quoted(detail, '\'', 0)),
            Some(help.to_owned()),
        )
    } else if detail.contains("is inheriting from") {
        (
            format!("Нет родительского шаблона «{}»", quoted(detail, '\'', 1)),
            None,
        )
    } else {
        (format!("Ошибка в шаблоне: {detail}"), None)
    };
    (message, help)
}

/// References that lead nowhere.
fn unknown(detail: &str) -> Option<&'static str> {
    let sentences = [
        ("Unknown filter", "Нет такого фильтра"),
        ("Unknown test", "Нет такой проверки"),
        ("Unknown function", "Нет такой функции"),
        ("Unknown component", "Нет такого компонента"),
        ("Unknown template", "Нет такого шаблона"),
        (
            "Block `",
            "Такого блока нет ни в одном родительском шаблоне",
        ),
    ];
    let found = sentences
        .iter()
        .find(|(start, _)| detail.starts_with(start));
    found.map(|(_, message)| *message)
}

/// «Found `)` but expected =.»
fn found_and_expected(detail: &str) -> Option<(&str, &str)> {
    let rest = detail.strip_prefix("Found ")?.trim_end_matches('.');
    rest.split_once(" but expected ")
        .or_else(|| rest.split_once(" but was expecting "))
}

/// A type of Tera or of Rust, for a person.
fn kind(name: &str) -> &str {
    match name {
        "string" | "String" | "&str" => "строка",
        "array" | "&[Value]" => "список",
        "map" | "&Map" => "запись с полями",
        "bool" => "да или нет",
        "undefined" | "none" => "ничего",
        "i64" | "u64" | "i128" | "u128" | "f64" | "integer" | "float" | "number" => "число",
        other => other,
    }
}

/// The nearest of the names that Tera lists, or the list.
fn near(detail: &str, wanted: &str) -> Option<String> {
    let (_, list) = detail.split_once(": ")?;
    Some(advice::near(wanted, &list.split(", ").collect::<Vec<_>>()))
}

/// The text inside the n-th pair of quotes.
pub(super) fn quoted(detail: &str, quote: char, n: usize) -> &str {
    detail.split(quote).nth(2 * n + 1).unwrap_or_default()
}

fn plain(list: &str) -> String {
    list.replace('`', "")
}
