//! The field tables: every field of every kind with its shape, its visibility and its words.
//!
//! A record is declared once, by [`record!`]; the struct, the decoder, the JSON Schema, the reference page, the
//! suggestions and the canary fixtures all come from that declaration. A field without a declared visibility does not parse.

use crate::diag::{self, Diagnostic};
use crate::source::{FileId, Sp, Span};
use crate::text::{plural, suggest};
use crate::vocab::{Category, Kind, Term};
use std::borrow::Cow;

use super::tree::{Key, Node, Value};
use super::value::Day;

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
    /// The path of a drawing or a raster picture, relative to the entry.
    Picture,
    /// An http(s) address.
    Url,
    /// A colour: `#17595b`.
    Colour,
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

/// What a record does not say for sure: fields that were refused, or are required and absent, or stand under a name
/// with a slip in it. Each has been complained about; the record holds stand-ins for them, and no rule may draw a
/// conclusion from those, nor from a field that only seems not to be written.
#[derive(Clone, Debug, Default)]
pub struct Doubts {
    fields: Vec<&'static str>,
    /// A field of an unknown name, which may have meant any.
    nameless: bool,
    all: bool,
}

impl Doubts {
    /// Nothing is sure: the record could not be read at all.
    pub fn all() -> Self {
        Self {
            all: true,
            ..Self::default()
        }
    }

    /// Whether one of these fields is in doubt.
    pub fn touch(&self, fields: &[&str]) -> bool {
        self.all || self.fields.iter().any(|f| fields.contains(f))
    }

    /// Whether a field that names files is in doubt.
    pub fn touch_files(&self, table: &[Field]) -> bool {
        let names_files = |f: &&Field| (f.shape)().names_files();
        let mut fields = table.iter().filter(names_files);
        self.nameless || fields.any(|f| self.touch(&[f.name]))
    }

    /// Notes a field.
    pub fn add(&mut self, field: &'static str) {
        self.fields.push(field);
    }
}

impl Shape {
    fn names_files(&self) -> bool {
        match self {
            Self::Path | Self::Picture => true,
            Self::List(inner) | Self::Map(_, inner) => inner.names_files(),
            Self::Either(shapes) => shapes.iter().any(Self::names_files),
            Self::Record(table) => table.iter().any(|f| (f.shape)().names_files()),
            _ => false,
        }
    }
}

/// What the decoder needs to know and where it complains.
pub struct Cx<'a> {
    pub file: FileId,
    pub out: &'a mut Vec<Diagnostic>,
    /// How many values were met that could not be read at all.
    pub unread: usize,
}

impl<'a> Cx<'a> {
    /// A decoder of one file.
    pub fn new(file: FileId, out: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            file,
            out,
            unread: 0,
        }
    }

    /// How much has been refused so far.
    pub fn refused(&self) -> usize {
        self.out.len() + self.unread
    }

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

    /// Complains that a node is not a record, and shows how one is written.
    pub fn wrong_record(&mut self, node: &Node, fields: &[Field]) {
        let before = self.out.len();
        self.wrong(node, "набор полей");
        let required = fields.iter().filter(|f| f.required);
        let mut names: Vec<&str> = required.map(|f| f.name).collect();
        if names.is_empty() {
            names = fields.iter().take(3).map(|f| f.name).collect();
        }
        let shown = names
            .iter()
            .map(|n| format!("{n}: …"))
            .collect::<Vec<_>>()
            .join(", ");
        if let Some(complaint) = self.out.get_mut(before) {
            complaint.help = Some(format!("запишите по полям: {{ {shown} }}"));
        }
    }

    /// Complains that a node is not what the field wants.
    pub fn wrong(&mut self, node: &Node, wanted: &str) {
        if matches!(node.value, Value::Unread) {
            self.unread += 1;
            return;
        }
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

    /// The text of a scalar that may not be empty.
    pub fn filled<'n>(&mut self, node: &'n Node, wanted: &str, help: &str) -> Option<&'n str> {
        let text = self.scalar(node, wanted)?;
        if text.is_empty() {
            self.complain(
                &diag::WRONG_TYPE,
                node.span,
                format!("здесь ожидается {wanted}, а стоит пустая строка"),
            )
            .help = Some(help.to_owned());
            return None;
        }
        Some(text)
    }
}

/// Something that walks a record: references, texts and file names are found without knowing the record.
pub trait Visitor<'r> {
    /// A reference by id.
    fn reference(&mut self, _kind: Kind, _id: &str, _span: Span) {}
    /// A text, with its visibility.
    fn text(&mut self, _text: Cow<'r, str>, _span: Span, _visibility: Visibility, _mentions: bool) {
    }
    /// A person of the bank, or a text.
    fn person_or_text(&mut self, text: &'r str, span: Span, visibility: Visibility) {
        self.text(text.into(), span, visibility, true);
    }
    /// A file name.
    fn path(&mut self, _path: &str, _span: Span) {}
}

/// A value that can be read from a node.
pub trait Decode: Sized {
    /// Its shape.
    fn shape() -> Shape;
    /// Reads it; `None` after a complaint.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
    /// Shows what is inside to a visitor.
    fn visit<'r>(&'r self, _span: Span, _visibility: Visibility, _visitor: &mut dyn Visitor<'r>) {}
    /// Complains of a name with nothing after the colon, where that is a likely slip and not a field left for later.
    fn blank(_node: &Node, _cx: &mut Cx<'_>) {}
    /// Whether it may name files that nobody sees, because a value was refused.
    fn hides_files(&self) -> bool {
        false
    }
}

/// The type of a field: required, optional or a list.
pub trait FieldValue: Sized {
    fn shape() -> Shape;
    const REQUIRED: bool;
    /// Reads it from the node, which is absent when the field is not written.
    fn read(node: Option<&Node>, name: &str, owner: Span, cx: &mut Cx<'_>) -> Self;
    fn visit<'r>(&'r self, visibility: Visibility, visitor: &mut dyn Visitor<'r>);
    /// Whether there is something in it.
    fn written(&self) -> bool;
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
        let blank = |n: &&Node| matches!(&n.value, Value::Scalar(text) if text.trim().is_empty());
        match present(node).filter(|n| !blank(n)) {
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
                )
                .help = Some(match node {
                    Some(_) => "впишите значение после двоеточия".into(),
                    None => format!("добавьте «{name}: …»"),
                });
                Sp::new(T::default(), span)
            }
        }
    }
    fn visit<'r>(&'r self, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        self.value.visit(self.span, visibility, visitor);
    }
    fn written(&self) -> bool {
        true
    }
}

impl<T: Decode> FieldValue for Option<Sp<T>> {
    fn shape() -> Shape {
        T::shape()
    }
    const REQUIRED: bool = false;
    fn read(node: Option<&Node>, _: &str, _: Span, cx: &mut Cx<'_>) -> Self {
        let Some(node) = present(node) else {
            node.inspect(|node| T::blank(node, cx));
            return None;
        };
        T::decode(node, cx).map(|v| Sp::new(v, node.span))
    }
    fn visit<'r>(&'r self, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        if let Some(v) = self {
            v.value.visit(v.span, visibility, visitor);
        }
    }
    fn written(&self) -> bool {
        self.is_some()
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
        // No more room than is needed: there are many short lists.
        let mut out = Vec::with_capacity(items.len());
        let written = items.iter().filter(|n| !matches!(n.value, Value::Null));
        out.extend(written.filter_map(|n| T::decode(n, cx).map(|v| Sp::new(v, n.span))));
        out
    }
    fn visit<'r>(&'r self, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        for v in self {
            v.value.visit(v.span, visibility, visitor);
        }
    }
    fn written(&self) -> bool {
        !self.is_empty()
    }
}

/// A list for which «not written» and «written empty» mean different things. A name without a value says nothing yet.
impl<T: Decode> FieldValue for Option<Vec<Sp<T>>> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
    const REQUIRED: bool = false;
    fn read(node: Option<&Node>, name: &str, owner: Span, cx: &mut Cx<'_>) -> Self {
        present(node)?;
        Some(Vec::read(node, name, owner, cx))
    }
    fn visit<'r>(&'r self, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        if let Some(v) = self {
            v.visit(visibility, visitor);
        }
    }
    fn written(&self) -> bool {
        self.is_some()
    }
}

/// Complains about fields that the table does not have. Those that seem to have been meant are in doubt.
pub fn unknown_fields(
    entries: &[(Key, Node)],
    fields: &'static [Field],
    cx: &mut Cx<'_>,
) -> Doubts {
    let mut doubts = Doubts::default();
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
        let near = suggest::nearest(&key.name, names());
        let meant = fields
            .iter()
            .find(|f| near.is_some_and(|n| f.name == n || f.aliases.contains(&n)));
        match meant {
            Some(field) => doubts.add(field.name),
            None => doubts.nameless = true,
        }
        let is_program = fields.iter().any(|f| f.name == "completion");
        let help = match near {
            _ if key.name == "status" && is_program => {
                "статус не пишут: он следует из approved, period, completion и сегодняшнего дня"
                    .into()
            }
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
    doubts
}

/// Complains about a last day before its first.
pub fn ordered(first: Option<&Sp<Day>>, last: Option<&Sp<Day>>, cx: &mut Cx<'_>) {
    if let (Some(first), Some(last)) = (first, last)
        && last.value < first.value
    {
        cx.complain(
            &diag::REVERSED_PERIOD,
            last.span,
            "период кончается раньше, чем начинается",
        )
        .help = Some("поменяйте даты местами или исправьте год".into());
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
/// `public`, `embargo`, `private`, `consent(Category)`. After the fields, `ordered a b` says that the day `b` is not
/// before the day `a`.
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
        $(ordered $first:ident $last:ident)?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $( #[doc = $doc] pub $field: $ty, )*
            /// What it does not say for sure.
            pub doubts: $crate::content::parse::field::Doubts,
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

            /// Whether one of these fields is in doubt: what it holds, or that it is absent, proves nothing.
            #[allow(dead_code, reason = "not every record is judged by a rule")]
            pub fn doubtful(&self, fields: &[&str]) -> bool {
                debug_assert!(fields.iter().all(|f| Self::FIELDS.iter().any(|known| known.name == *f)));
                self.doubts.touch(fields)
            }

            /// The fields that are not empty.
            #[allow(dead_code, reason = "only tombstones ask")]
            pub fn written(&self) -> Vec<&'static str> {
                let mut names = Vec::new();
                $( if $crate::content::parse::field::FieldValue::written(&self.$field) { names.push($key); } )*
                names
            }
        }

        impl $crate::content::parse::field::Decode for $name {
            fn shape() -> $crate::content::parse::field::Shape {
                $crate::content::parse::field::Shape::Record(Self::FIELDS)
            }

            fn decode(node: &$crate::content::parse::tree::Node, cx: &mut $crate::content::parse::field::Cx<'_>) -> Option<Self> {
                use $crate::content::parse::{field, tree::Value};
                let Value::Mapping(entries) = &node.value else {
                    cx.wrong_record(node, Self::FIELDS);
                    return None;
                };
                let mut doubts = field::unknown_fields(entries, Self::FIELDS, cx);
                let mut fields = Self::FIELDS.iter();
                $(
                    let spec = fields.next().expect("one entry a field");
                    let before = cx.refused();
                    let found = field::lookup(entries, spec, cx);
                    let said = cx.out.len();
                    let $field = <$ty as field::FieldValue>::read(found, $key, node.span, cx);
                    if found.is_none() && doubts.touch(&[$key]) {
                        // It stands there under a name with a slip.
                        cx.out.truncate(said);
                    }
                    if cx.refused() > before {
                        doubts.add($key);
                    }
                )*
                $( field::ordered($first.as_ref(), $last.as_ref(), cx); )?
                Some(Self { $($field,)* doubts })
            }

            fn hides_files(&self) -> bool {
                self.doubts.touch_files(Self::FIELDS)
            }

            fn visit<'r>(&'r self, _: $crate::source::Span, outer: $crate::content::parse::field::Visibility, visitor: &mut dyn $crate::content::parse::field::Visitor<'r>) {
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
