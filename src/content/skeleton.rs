//! The fields of a new entry, from its table: the required ones to fill in, the others as comments that explain them.

use crate::vocab::Kind;

use super::parse::field::{Field, Shape};
use super::parse::record;
use super::schema::visibility;

/// YAML lines. `title` is a ready scalar.
pub fn skeleton(kind: Kind, title: Option<&str>, today: &str) -> String {
    let mut out = String::new();
    for field in record::fields(kind) {
        let given = (field.name == "title").then_some(title).flatten();
        let name = (field.name == "name").then_some(title).flatten();
        if let Some(value) = given.or(name) {
            out.push_str(&format!("{}: {value}\n", field.name));
        } else if field.required {
            out.push_str(&format!(
                "{}: {}  # {} [{}]\n",
                field.name,
                placeholder(field, today),
                field.doc,
                visibility(field.visibility)
            ));
        } else {
            out.push_str(&format!(
                "# {}:  # {} [{}]
",
                field.name,
                field.doc,
                visibility(field.visibility)
            ));
        }
    }
    out
}

/// A value that is right where one is known; otherwise nothing, and `check` asks for it.
fn placeholder(field: &Field, today: &str) -> String {
    match (field.shape)() {
        Shape::Date => today.to_owned(),
        _ => String::new(),
    }
}
