//! The words that templates may use, with what they mean: for the contract, and for «perhaps you meant».

/// A word and its meaning.
pub type Word = (&'static str, &'static str);

/// Filters: `{{ x | filter }}`.
pub const FILTERS: &[Word] = &[
    ("abs", "число без знака"),
    ("capitalize", "первая буква прописная, остальные строчные"),
    (
        "default",
        "другое значение, если переменной нет: `default(value=\"–\")`",
    ),
    (
        "escape",
        "знаки `<`, `>`, `&` и кавычки безопасными; шаблон делает это сам",
    ),
    ("escape_html", "то же"),
    ("escape_xml", "то же для XML"),
    ("first", "первый из списка"),
    ("float", "дробное число"),
    ("get", "поле по имени: `get(key=\"title\")`"),
    (
        "group_by",
        "список по группам: `group_by(attribute=\"year\")`",
    ),
    ("indent", "отступ у каждой строки"),
    ("int", "целое число"),
    ("join", "список одной строкой: `join(sep=\", \")`"),
    ("keys", "имена полей"),
    ("last", "последний из списка"),
    ("length", "сколько в списке, сколько букв в строке"),
    ("lower", "строчными буквами"),
    ("newlines_to_br", "концы строк – тегами `<br>`"),
    ("nth", "по номеру с нуля: `nth(n=2)`"),
    ("pairs", "имена полей со значениями"),
    (
        "pluralize",
        "английское множественное число; для русского не годится",
    ),
    ("replace", "замена: `replace(from=\"а\", to=\"б\")`"),
    ("reverse", "с конца"),
    ("round", "округлённое число"),
    (
        "safe",
        "без экранирования: только для `html` из представлений",
    ),
    ("sort", "по порядку: `sort(attribute=\"title\")`"),
    ("split", "строка списком: `split(pat=\",\")`"),
    ("str", "строкой"),
    ("title", "Каждое Слово С Прописной"),
    ("trim", "без пробелов по краям"),
    ("trim_end", "без пробелов в конце"),
    ("trim_start", "без пробелов в начале"),
    ("truncate", "не длиннее: `truncate(length=80)`"),
    ("unique", "без повторов"),
    ("upper", "прописными буквами"),
    ("values", "значения полей"),
    ("wordcount", "сколько слов"),
];

/// Tests: `{% if x is test %}`.
pub const TESTS: &[Word] = &[
    ("array", "список"),
    ("bool", "да или нет"),
    ("containing", "содержит: `is containing(pat=\"а\")`"),
    ("defined", "такая переменная есть"),
    ("divisible_by", "делится: `is divisible_by(divisor=2)`"),
    ("ending_with", "кончается: `is ending_with(pat=\".pdf\")`"),
    ("even", "чётное"),
    ("float", "дробное число"),
    ("integer", "целое число"),
    ("iterable", "можно перебрать в цикле"),
    ("map", "запись с полями"),
    ("none", "поле есть, но пустое"),
    ("number", "число"),
    ("odd", "нечётное"),
    (
        "starting_with",
        "начинается: `is starting_with(pat=\"http\")`",
    ),
    ("string", "строка"),
    ("undefined", "такой переменной нет"),
];

/// Functions: `{{ function() }}`.
pub const FUNCTIONS: &[Word] = &[
    (
        "range",
        "числа подряд: `range(start=1, end=5)`; на странице – не больше десяти тысяч",
    ),
    ("super", "то, что было в этом блоке у родителя"),
    (
        "throw",
        "остановить сборку с сообщением: `throw(message=\"…\")`",
    ),
];

/// The names of a list.
pub(super) fn names(list: &[Word]) -> impl Iterator<Item = &'static str> {
    list.iter().map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tera looks words up when templates are added, so each of ours must be one of its.
    #[test]
    fn tera_knows_every_word() {
        let knows = |template: String| {
            let added = tera::Tera::new().add_raw_template("x", &template);
            added.is_ok()
        };
        for name in names(FILTERS) {
            assert!(knows(format!("{{{{ x | {name} }}}}")), "{name}");
        }
        for name in names(TESTS) {
            assert!(
                knows(format!("{{% if x is {name} %}}{{% endif %}}")),
                "{name}"
            );
        }
        for name in names(FUNCTIONS).filter(|name| *name != "super") {
            assert!(knows(format!("{{{{ {name}() }}}}")), "{name}");
        }
        assert!(!knows("{{ x | nothing }}".to_owned()));
    }
}
