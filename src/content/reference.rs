//! The fields of a kind for people to read, from its table: `rubrika explain program`.

use crate::vocab::Kind;

use super::parse::field::{Field, Shape};
use super::parse::record;
use super::schema::visibility;

/// All fields of a kind, nested ones indented.
pub fn reference(kind: Kind) -> String {
    let mut out = String::new();
    list(record::fields(kind), 1, &mut out);
    out
}

fn list(fields: &[Field], depth: usize, out: &mut String) {
    for field in fields {
        let shape = (field.shape)();
        let indent = "  ".repeat(depth);
        let mut name = field.name.to_owned();
        for alias in field.aliases {
            name.push_str(&format!(" ({alias})"));
        }
        let required = if field.required {
            "обязательно; "
        } else {
            ""
        };
        out.push_str(&format!(
            "{indent}{name}: {} [{}]\n{indent}    {required}{}\n",
            field.doc,
            visibility(field.visibility),
            words(&shape)
        ));
        for nested in records(&shape) {
            list(nested, depth + 2, out);
        }
    }
}

/// What a value looks like, in words.
fn words(shape: &Shape) -> String {
    match shape {
        Shape::Text => "текст".into(),
        Shape::Prose => "текст, можно с упоминаниями [[…]]".into(),
        Shape::Date => "дата".into(),
        Shape::YearOrDate => "год или дата".into(),
        Shape::Year => "год".into(),
        Shape::Integer => "целое число".into(),
        Shape::Number => "число".into(),
        Shape::Bool => "да или нет".into(),
        Shape::Word(_, terms) => {
            let labels: Vec<&str> = terms.iter().map(|t| t.label).collect();
            format!("одно из: {}", labels.join(" | "))
        }
        Shape::Reference(kind) => format!("идентификатор из {}/", kind.folder()),
        Shape::Path => "имя файла рядом с записью".into(),
        Shape::Colour => "цвет: \"#17595b\"".into(),
        Shape::Picture => "имя картинки рядом с записью".into(),
        Shape::Url => "адрес: https://…".into(),
        Shape::List(item) => match words(item) {
            w if w.starts_with("одно из: ") => w.replacen("одно из: ", "список из: ", 1),
            w => format!("список: {w}"),
        },
        Shape::Record(_) => "набор полей:".into(),
        Shape::Map(key, value) => format!("набор «{key}: {}»", words(value)),
        Shape::Either(list) => list.iter().map(words).collect::<Vec<_>>().join(" или "),
    }
}

/// The records inside a shape.
fn records(shape: &Shape) -> Vec<&'static [Field]> {
    match shape {
        Shape::Record(fields) => vec![fields],
        Shape::List(item) | Shape::Map(_, item) => records(item),
        Shape::Either(list) => list.iter().flat_map(records).collect(),
        _ => Vec::new(),
    }
}
