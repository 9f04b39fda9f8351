//! JSON Schema (2020-12) from the field tables.

use serde_json::{Map, Value, json};

use crate::vocab::Kind;

use super::parse::field::{Field, Shape, Visibility};
use super::parse::record;

/// The schema of one kind, or of all of them by name.
pub fn schema(kind: Option<Kind>) -> Value {
    match kind {
        Some(kind) => {
            let mut value = object(record::fields(kind));
            value["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
            value["title"] = json!(kind.label());
            value
        }
        None => {
            let all: Map<String, Value> = Kind::ALL
                .iter()
                .map(|&kind| {
                    let mut value = object(record::fields(kind));
                    value["title"] = json!(kind.label());
                    (kind.code().to_owned(), value)
                })
                .collect();
            json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rubrika", "$defs": all })
        }
    }
}

fn object(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        let mut value = shape(&(field.shape)());
        value["description"] = json!(format!("{} [{}]", field.doc, visibility(field.visibility)));
        for name in std::iter::once(&field.name).chain(field.aliases) {
            properties.insert((*name).to_owned(), value.clone());
        }
        if field.required {
            let names: Vec<_> = std::iter::once(&field.name).chain(field.aliases).collect();
            required.push(match names[..] {
                [one] => json!({ "required": [one] }),
                _ => json!({ "anyOf": names.iter().map(|n| json!({ "required": [n] })).collect::<Vec<_>>() }),
            });
        }
    }
    let mut out =
        json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        out["allOf"] = json!(required);
    }
    out
}

/// How the documentation names a visibility.
pub fn visibility(v: Visibility) -> String {
    match v {
        Visibility::Public => "публикуется".into(),
        Visibility::Consent(category) => format!("с согласия: {category}"),
        Visibility::Embargo => "после завершения программы".into(),
        Visibility::Private => "не публикуется".into(),
    }
}

fn shape(shape_of: &Shape) -> Value {
    match shape_of {
        Shape::Text | Shape::Prose => json!({ "type": "string" }),
        Shape::Path => json!({ "type": "string", "description": "файл рядом с записью" }),
        Shape::Picture => json!({ "type": "string", "description": "картинка рядом с записью" }),
        Shape::Date => json!({ "type": "string", "pattern": DATE }),
        Shape::YearOrDate => {
            json!({ "anyOf": [{ "type": "integer" }, { "type": "string", "pattern": DATE }] })
        }
        Shape::Year => json!({ "type": "integer", "minimum": 1900, "maximum": 2200 }),
        Shape::Integer => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "anyOf": [{ "type": "number" }, { "type": "string" }] }),
        Shape::Bool => json!({ "enum": [true, false, "да", "нет"] }),
        Shape::Word(name, terms) => {
            // Any spelling of a word is accepted; the canonical ones are offered.
            let labels: Vec<&str> = terms.iter().map(|t| t.label).collect();
            json!({ "title": name, "anyOf": [{ "enum": labels }, { "type": "string" }] })
        }
        Shape::Reference(kind) => {
            json!({ "type": "string", "description": format!("идентификатор: {}", kind.label()) })
        }
        Shape::Colour => {
            json!({ "type": "string", "pattern": "^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" })
        }
        Shape::Url => json!({ "type": "string", "pattern": "^https?://" }),
        Shape::List(item) => {
            let item = shape(item);
            json!({ "anyOf": [{ "type": "array", "items": item }, item] })
        }
        Shape::Record(fields) => object(fields),
        Shape::Map(_, value) => json!({ "type": "object", "additionalProperties": shape(value) }),
        Shape::Either(list) => json!({ "anyOf": list.iter().map(shape).collect::<Vec<_>>() }),
    }
}

const DATE: &str = r"^(\d{4}-\d{2}-\d{2}|\d{2}\.\d{2}\.\d{4})( \d{1,2}:\d{2})?$";
