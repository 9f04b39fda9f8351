//! What a value of a view has inside: learnt from the full samples, in which nothing is empty.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

/// What a value has inside.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Nobody knows: everything may be asked of it.
    #[default]
    Any,
    /// A text, a number, yes or no: it has no fields.
    Plain,
    /// A list, by its items.
    List(Rc<Shape>),
    /// Fields.
    Record(Rc<BTreeMap<String, Shape>>),
}

impl Shape {
    /// The shape of a value.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Any,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => Self::Plain,
            Value::Array(items) => {
                let item = items.iter().map(Self::of).reduce(Self::merged);
                Self::List(Rc::new(item.unwrap_or_default()))
            }
            Value::Object(map) => {
                let fields = map.iter().map(|(k, v)| (k.clone(), Self::of(v)));
                Self::Record(Rc::new(fields.collect()))
            }
        }
    }

    /// What either may have: an option that is empty in one item is filled in another.
    pub fn merged(self, other: Self) -> Self {
        match (self, other) {
            (Self::Any, known) | (known, Self::Any) => known,
            (Self::List(a), Self::List(b)) => {
                Self::List(Rc::new((*a).clone().merged((*b).clone())))
            }
            (Self::Record(a), Self::Record(b)) => {
                let mut fields = (*a).clone();
                for (name, shape) in b.iter() {
                    let known = fields.remove(name).unwrap_or_default();
                    fields.insert(name.clone(), known.merged(shape.clone()));
                }
                Self::Record(Rc::new(fields))
            }
            (same, other) if same == other => same,
            _ => Self::Any,
        }
    }

    /// A field; `Err` lists the fields that there are instead.
    pub fn field(&self, name: &str) -> Result<Self, Vec<&str>> {
        match self {
            Self::Any => Ok(Self::Any),
            Self::Plain | Self::List(_) => Err(Vec::new()),
            Self::Record(fields) => match fields.get(name) {
                Some(shape) => Ok(shape.clone()),
                None => Err(fields.keys().map(String::as_str).collect()),
            },
        }
    }

    /// An item of a list.
    pub fn item(&self) -> Self {
        match self {
            Self::List(item) => (**item).clone(),
            _ => Self::Any,
        }
    }
}
