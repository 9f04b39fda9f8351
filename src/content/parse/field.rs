//! The field tables: every field of every kind with its shape, its visibility and its words.
//!
//! A record is declared once, by [`record!`]; the struct, the decoder, the JSON Schema, the reference page, the
//! suggestions and the canary fixtures all come from that declaration. A field without a declared visibility does not parse.

use crate::diag::{self, Diagnostic};
use crate::source::{FileId, Sp, Span};
use crate::text::{plural, suggest};
use crate::vocab::{Category, Kind, Term};

use super::tree::{Key, Node, Value};

/// Who may see a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Goes out with its entity.
    Public,
    /// Goes out while the person's consent covers the category.
    Consent(Category),
    /// Goes out after the programme is completed.
    Embargo,
    /// Never goes out.
    Private,
}

/// What a field may hold.
#[derive(Clone, Debug)]
pub enum Shape {
    /// One line of text, shown as it is.
    Text,
    /// Text in which `[[mentions]]` work.
    Prose,
    Date,
    /// A date or a year.
    YearOrDate,
    Year,
    Integer,
    Number,
    Bool,
    /// A word of a vocabulary: its name and table.
    Word(&'static str, &'static [Term]),
    /// The id of an entry.
    Reference(Kind),
    /// The path of a file, relative to the entry.
    Path,
    /// An http(s) address.
    Url,
    /// One value or a list of them.
    List(Box<Shape>),
    Record(&'static [Field]),
    /// A mapping with free keys: year → number, answer → count …
    Map(&'static str, Box<Shape>),
    Either(Vec<Shape>),
}

/// One field of a record.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    /// Other names it may be written by.
    pub aliases: &'static [&'static str],
    pub visibility: Visibility,
    pub required: bool,
    pub shape: fn() -> Shape,
    pub doc: &'static str,
}

/// What the decoder needs to know and where it complains.
pub struct Cx<'a> {
    pub file: FileId,
    pub out: &'a mut Vec<Diagnostic>,
}

impl Cx<'_> {
    /// Complains at a span.
    pub fn complain(
        &mut self,
        rule: &'static diag::Rule,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.out
            .push(Diagnostic::at(rule, self.file, span, message));
        self.out.last_mut().expect("just pushed")
    }

    /// Complains that a node is not what the field wants.
    pub fn wrong(&mut self, node: &Node, wanted: &str) {
        let got = node.value.describe();
        self.complain(
            &diag::WRONG_TYPE,
            node.span,
            format!("здесь ожидается {wanted}, а стоит {got}"),
        );
    }

    /// The text of a scalar; complains if the node is something else.
    pub fn scalar<'n>(&mut self, node: &'n Node, wanted: &str) -> Option<&'n str> {
        match &node.value {
            Value::Scalar(text) => Some(text.trim()),
            _ => {
                self.wrong(node, wanted);
                None
            }
        }
    }
}

/// Something that walks a record: references, texts and file names are found without knowing the record.
pub trait Visitor {
    /// A reference by id.
    fn reference(&mut self, _kind: Kind, _id: &Sp<String>) {}
    /// A text, with its visibility.
    fn text(&mut self, _text: &str, _span: Span, _visibility: Visibility, _mentions: bool) {}
    /// A file name.
    fn path(&mut self, _path: &Sp<String>) {}
}

/// A value that can be read from a node.
pub trait Decode: Sized {
    /// Its shape.
    fn shape() -> Shape;
    /// Reads it; `None` after a complaint.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
    /// Shows what is inside to a visitor.
    fn visit(&self, _span: Span, _visibility: Visibility, _visitor: &mut dyn Visitor) {}
}

/// The type of a field: required, optional or a list.
pub trait FieldValue: Sized {
    fn shape() -> Shape;
    const REQUIRED: bool;
    /// Reads it from the node, which is absent when the field is not written.
    fn read(node: Option<&Node>, name: &str, owner: Span, cx: &mut Cx<'_>) -> Self;
    fn visit(&self, visibility: Visibility, visitor: &mut dyn Visitor);
}

fn present(node: Option<&Node>) -> Option<&Node> {
    node.filter(|n| !matches!(n.value, Value::Null))
}

impl<T: Decode + Default> FieldValue for Sp<T> {
    fn shape() -> Shape {
        T::shape()
    }
    const REQUIRED: bool = true;
    fn read(node: Option<&Node>, name: &str, owner: Span, cx: &mut Cx<'_>) -> Self {
        match present(node) {
            Some(node) => Sp::new(T::decode(node, cx).unwrap_or_default(), node.span),
            None => {
                let span = node.map_or(
                    Span {
                        start: owner.start,
                        end: owner.start,
                    },
                    |n| n.span,
                );
                cx.complain(
                    &diag::MISSING_FIELD,
                    span,
                    format!("не заполнено обязательное поле «{name}»"),
                );
                Sp::new(T::default(), span)
            }
        }
    }
    fn visit(&self, visibility: Visibility, visitor: &mut dyn Visitor) {
        self.value.visit(self.span, visibility, visitor);
    }
}

impl<T: Decode> FieldValue for Option<Sp<T>> {
    fn shape() -> Shape {
        T::shape()
    }
    const REQUIRED: bool = false;
    fn read(node: Option<&Node>, _: &str, _: Span, cx: &mut Cx<'_>) -> Self {
        let node = present(node)?;
        T::decode(node, cx).map(|v| Sp::new(v, node.span))
    }
    fn visit(&self, visibility: Visibility, visitor: &mut dyn Visitor) {
        if let Some(v) = self {
            v.value.visit(v.span, visibility, visitor);
        }
    }
}

impl<T: Decode> FieldValue for Vec<Sp<T>> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
    const REQUIRED: bool = false;
    fn read(node: Option<&Node>, _: &str, _: Span, cx: &mut Cx<'_>) -> Self {
        let Some(node) = present(node) else {
            return Vec::new();
        };
        let items = match &node.value {
            Value::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        items
            .iter()
            .filter(|n| !matches!(n.value, Value::Null))
            .filter_map(|n| T::decode(n, cx).map(|v| Sp::new(v, n.span)))
            .collect()
    }
    fn visit(&self, visibility: Visibility, visitor: &mut dyn Visitor) {
        for v in self {
            v.value.visit(v.span, visibility, visitor);
        }
    }
}

/// A list for which «not written» and «written empty» mean different things.
impl<T: Decode> FieldValue for Option<Vec<Sp<T>>> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
    const REQUIRED: bool = false;
    fn read(node: Option<&Node>, name: &str, owner: Span, cx: &mut Cx<'_>) -> Self {
        node?;
        Some(Vec::read(node, name, owner, cx))
    }
    fn visit(&self, visibility: Visibility, visitor: &mut dyn Visitor) {
        if let Some(v) = self {
            v.visit(visibility, visitor);
        }
    }
}

/// Complains about fields that the table does not have.
pub fn unknown_fields(entries: &[(Key, Node)], fields: &[Field], cx: &mut Cx<'_>) {
    for (key, _) in entries {
        let known = fields
            .iter()
            .any(|f| f.name == key.name || f.aliases.contains(&key.name.as_str()));
        if known {
            continue;
        }
        let names = || {
            fields
                .iter()
                .flat_map(|f| std::iter::once(f.name).chain(f.aliases.iter().copied()))
        };
        let help = match suggest::nearest(&key.name, names()) {
            Some(name) => format!("возможно, имелось в виду «{name}»"),
            None => {
                let names: Vec<_> = suggest::ranked(&key.name, names(), 8)
                    .iter()
                    .map(|n| format!("«{n}»"))
                    .collect();
                format!("здесь бывают поля {}", plural::list(&names))
            }
        };
        cx.complain(
            &diag::UNKNOWN_FIELD,
            key.span,
            format!("неизвестное поле «{}»", key.name),
        )
        .help = Some(help);
    }
}

/// The node of a field, by its name or an alias; complains when both are written.
pub fn lookup<'n>(entries: &'n [(Key, Node)], field: &Field, cx: &mut Cx<'_>) -> Option<&'n Node> {
    let mut found = entries
        .iter()
        .filter(|(k, _)| k.name == field.name || field.aliases.contains(&k.name.as_str()));
    let first = found.next()?;
    if let Some((second, _)) = found.next() {
        let message = format!("«{}» и «{}» – одно и то же поле", first.0.name, second.name);
        cx.complain(&diag::DUPLICATE_KEY, second.span, message).help =
            Some("оставьте одно из двух".into());
    }
    Some(&first.1)
}

/// Declares a record: its struct, its field table and its decoder.
///
/// Each field reads `visibility name: Type = "key" ["alias"] "описание";` where the visibility is one of
/// `public`, `embargo`, `private`, `consent(Category)`.
macro_rules! record {
    (@vis public) => { $crate::content::parse::field::Visibility::Public };
    (@vis embargo) => { $crate::content::parse::field::Visibility::Embargo };
    (@vis private) => { $crate::content::parse::field::Visibility::Private };
    (@vis consent $category:ident) => { $crate::content::parse::field::Visibility::Consent($crate::vocab::Category::$category) };
    (
        $(#[$meta:meta])*
        $name:ident {
            $( $vis:ident $(($category:ident))? $field:ident: $ty:ty = $key:literal $([$($alias:literal),*])? $doc:literal; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $( #[doc = $doc] pub $field: $ty, )*
        }

        impl $name {
            /// The field table.
            pub const FIELDS: &'static [$crate::content::parse::field::Field] = &[
                $( $crate::content::parse::field::Field {
                    name: $key,
                    aliases: &[$($($alias),*)?],
                    visibility: record!(@vis $vis $($category)?),
                    required: <$ty as $crate::content::parse::field::FieldValue>::REQUIRED,
                    shape: <$ty as $crate::content::parse::field::FieldValue>::shape,
                    doc: $doc,
                }, )*
            ];
        }

        impl $crate::content::parse::field::Decode for $name {
            fn shape() -> $crate::content::parse::field::Shape {
                $crate::content::parse::field::Shape::Record(Self::FIELDS)
            }

            fn decode(node: &$crate::content::parse::tree::Node, cx: &mut $crate::content::parse::field::Cx<'_>) -> Option<Self> {
                use $crate::content::parse::{field, tree::Value};
                let Value::Mapping(entries) = &node.value else {
                    cx.wrong(node, "набор полей");
                    return None;
                };
                field::unknown_fields(entries, Self::FIELDS, cx);
                let mut fields = Self::FIELDS.iter();
                $(
                    let spec = fields.next().expect("one entry a field");
                    let found = field::lookup(entries, spec, cx);
                    let $field = <$ty as field::FieldValue>::read(found, $key, node.span, cx);
                )*
                Some(Self { $($field),* })
            }

            fn visit(&self, _: $crate::source::Span, outer: $crate::content::parse::field::Visibility, visitor: &mut dyn $crate::content::parse::field::Visitor) {
                let mut fields = Self::FIELDS.iter();
                $(
                    let own = fields.next().expect("one entry a field").visibility;
                    let visibility = $crate::content::parse::field::narrower(outer, own);
                    $crate::content::parse::field::FieldValue::visit(&self.$field, visibility, visitor);
                )*
            }
        }
    };
}
pub(crate) use record;

/// A field inside another is at least as closed as the one around it, unless it names a consent of its own.
pub fn narrower(outer: Visibility, own: Visibility) -> Visibility {
    match (outer, own) {
        (_, Visibility::Consent(_) | Visibility::Private) => own,
        (Visibility::Public, _) => own,
        _ => outer,
    }
}
