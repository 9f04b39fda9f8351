//! The leaves: texts, dates, words, references, paths, and the small compounds that many records share.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag;
use crate::source::{Sp, Span};
use crate::text::{colour, date, fold, name::FullName, suggest};
use crate::vocab::{self, Kind, Vocabulary};

use super::field::{Cx, Decode, Shape, Visibility, Visitor, ordered, record};
use super::tree::{Node, Value};

/// One line of text without mentions.
impl Decode for String {
    fn shape() -> Shape {
        Shape::Text
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        cx.scalar(node, "текст").map(str::to_owned)
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        visitor.text(self.into(), span, visibility, false);
    }
}

/// Text in which `[[mentions]]` work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose(pub Arc<str>);

impl Decode for Prose {
    fn shape() -> Shape {
        Shape::Prose
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        cx.scalar(node, "текст").map(|t| Self(t.into()))
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        visitor.text((&*self.0).into(), span, visibility, true);
    }
}

/// A day. The default is never seen: it stands in after a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl Default for Day {
    fn default() -> Self {
        Self(Date::constant(2000, 1, 1))
    }
}

impl Decode for Day {
    fn shape() -> Shape {
        Shape::Date
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "дата")?;
        match date::parse(text) {
            Some(d) => Some(Self(d)),
            None => {
                bad_date(text, node.span, cx);
                None
            }
        }
    }
}

fn bad_date(text: &str, span: Span, cx: &mut Cx<'_>) {
    let outline: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let shaped = matches!(outline.as_str(), "0000-00-00" | "00.00.0000");
    let message = if shaped {
        format!("дня «{text}» не бывает")
    } else {
        format!("«{text}» – не дата")
    };
    cx.complain(&diag::BAD_DATE, span, message).help =
        Some("пишите 2024-09-02 или 02.09.2024".into());
}

/// A day, or a year when the day is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearOrDay {
    /// Only the year.
    Year(i16),
    /// The day.
    Day(Date),
}

impl Decode for YearOrDay {
    fn shape() -> Shape {
        Shape::YearOrDate
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "год или дата")?;
        if let Some(d) = date::parse(text) {
            return Some(Self::Day(d));
        }
        match text.parse::<i16>() {
            Ok(y) if (1900..=2200).contains(&y) && text.len() == 4 => Some(Self::Year(y)),
            _ => {
                bad_date(text, node.span, cx);
                None
            }
        }
    }
}

/// A year of four digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub i16);

impl Decode for Year {
    fn shape() -> Shape {
        Shape::Year
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "год")?;
        year(text, node.span, cx).map(Self)
    }
}

fn year(text: &str, span: Span, cx: &mut Cx<'_>) -> Option<i16> {
    match text.parse::<i16>() {
        Ok(y) if (1900..=2200).contains(&y) => Some(y),
        _ => {
            cx.complain(&diag::BAD_DATE, span, format!("«{text}» – не год"));
            None
        }
    }
}

/// A decimal number; both `12,5` and `12.5` are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Decode for Number {
    fn shape() -> Shape {
        Shape::Number
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "число")?;
        let clean = text.replace(['\u{a0}', ' '], "").replace(',', ".");
        let clean = clean.trim_end_matches('%');
        let digits = clean
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
        match clean.parse::<f64>() {
            Ok(x) if digits && x.is_finite() => Some(Self(x)),
            _ => {
                cx.complain(&diag::WRONG_TYPE, node.span, format!("«{text}» – не число"));
                None
            }
        }
    }
}

/// A count: an integer from 0.
impl Decode for u32 {
    fn shape() -> Shape {
        Shape::Integer
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "целое число")?;
        match text.replace(['\u{a0}', ' '], "").parse::<u32>() {
            Ok(n) => Some(n),
            Err(_) => {
                cx.complain(
                    &diag::WRONG_TYPE,
                    node.span,
                    format!("«{text}» – не целое число от нуля"),
                );
                None
            }
        }
    }
}

impl Decode for bool {
    fn shape() -> Shape {
        Shape::Bool
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "«да» или «нет»")?;
        match fold::fold(text).as_str() {
            "true" | "да" | "yes" => Some(true),
            "false" | "нет" | "no" => Some(false),
            _ => {
                cx.complain(
                    &diag::WRONG_TYPE,
                    node.span,
                    format!("здесь ожидается «да» или «нет», а стоит «{text}»"),
                );
                None
            }
        }
    }
}

/// A word of a vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word<V>(pub V);

impl<V: Vocabulary> Default for Word<V> {
    fn default() -> Self {
        Self(V::ALL[0])
    }
}

impl<V: Vocabulary> Decode for Word<V> {
    fn shape() -> Shape {
        Shape::Word(V::NAME, V::TERMS)
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, V::NAME)?;
        if let Some(v) = V::parse(text) {
            return Some(Self(v));
        }
        let words = V::TERMS
            .iter()
            .flat_map(|t| std::iter::once(&t.label).chain(t.synonyms))
            .copied();
        let near = suggest::nearest(text, words)
            .and_then(V::parse)
            .map(V::label);
        let others = suggest::ranked(text, V::TERMS.iter().map(|t| t.label), V::TERMS.len());
        let list = others
            .iter()
            .map(|w| format!("«{w}»"))
            .collect::<Vec<_>>()
            .join(", ");
        let help = match near {
            Some(word) => format!("возможно, имелось в виду «{word}»; можно: {list}"),
            None => format!("можно: {list}"),
        };
        cx.complain(
            &diag::UNKNOWN_WORD,
            node.span,
            format!("{}: нет слова «{text}»", V::NAME),
        )
        .help = Some(help);
        None
    }
}

/// Marks the kind that a reference points to.
pub trait Target: 'static {
    /// The kind.
    const KIND: Kind;
}

/// The id of an entry of kind `T`, in NFC as written.
pub struct Ref<T> {
    /// The id.
    pub id: String,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self {
            id: self.id.clone(),
            kind: PhantomData,
        }
    }
}

impl<T> Default for Ref<T> {
    fn default() -> Self {
        Self {
            id: String::new(),
            kind: PhantomData,
        }
    }
}

impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "→{}", self.id)
    }
}

impl<T: Target> Decode for Ref<T> {
    fn shape() -> Shape {
        Shape::Reference(T::KIND)
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let help = "впишите имя файла записи без расширения или уберите поле";
        let text = cx.filled(node, "идентификатор", help)?;
        Some(Self {
            id: text.to_owned(),
            kind: PhantomData,
        })
    }
    fn visit<'r>(&'r self, span: Span, _: Visibility, visitor: &mut dyn Visitor<'r>) {
        visitor.reference(T::KIND, &self.id, span);
    }
}

/// A person of the bank, or a name in plain text (guarded like any text).
#[derive(Clone, Debug, Default)]
pub struct PersonOrText(pub String);

impl Decode for PersonOrText {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::Reference(Kind::Person), Shape::Text])
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        cx.scalar(node, "идентификатор человека или текст")
            .map(|t| Self(t.to_owned()))
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        visitor.person_or_text(&self.0, span, visibility);
    }
}

/// The path of a file beside the entry.
#[derive(Clone, Debug, Default)]
pub struct FilePath(pub String);

impl Decode for FilePath {
    fn shape() -> Shape {
        Shape::Path
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let help = "впишите имя файла, который лежит рядом с записью, или уберите поле";
        cx.filled(node, "имя файла", help)
            .map(|t| Self(t.to_owned()))
    }
    fn visit<'r>(&'r self, span: Span, _: Visibility, visitor: &mut dyn Visitor<'r>) {
        visitor.path(&self.0, span);
    }
}

/// A picture that stands in the head of every page. What it shows is a sign, not a person.
#[derive(Clone, Debug, Default)]
pub struct LogoPath(pub FilePath);

impl Decode for LogoPath {
    fn shape() -> Shape {
        Shape::Picture
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let path = FilePath::decode(node, cx)?;
        let extension = path.0.rsplit_once('.').map(|(_, e)| e.to_lowercase());
        if extension.is_some_and(|e| e == "svg" || crate::attachment::is_picture_name(&e)) {
            return Some(Self(path));
        }
        let message = format!("«{}» – не картинка", path.0);
        cx.complain(&diag::WRONG_TYPE, node.span, message).help =
            Some("эмблема – файл SVG, PNG, JPEG, WebP или GIF".into());
        None
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        self.0.visit(span, visibility, visitor);
    }
}

/// A colour.
#[derive(Clone, Copy, Debug)]
pub struct Colour(pub colour::Colour);

const QUOTED: &str =
    "пишите цвет в кавычках: \"#17595b\" – без них всё после решётки считается примечанием";

impl Default for Colour {
    fn default() -> Self {
        Self(colour::Colour::BLACK)
    }
}

impl Decode for Colour {
    fn shape() -> Shape {
        Shape::Colour
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.filled(node, "цвет", QUOTED)?;
        let colour = colour::Colour::parse(text);
        if colour.is_none() {
            let message = format!("«{text}» – не цвет");
            cx.complain(&diag::WRONG_TYPE, node.span, message).help =
                Some("шесть цифр и букв a–f после решётки, в кавычках: \"#17595b\"".into());
        }
        colour.map(Self)
    }
    /// Without quotes YAML takes everything from the hash on for a remark.
    fn blank(node: &Node, cx: &mut Cx<'_>) {
        cx.complain(
            &diag::WRONG_TYPE,
            node.span,
            "здесь ожидается цвет, а значения нет",
        )
        .help = Some(QUOTED.into());
    }
}

/// An address on another site.
#[derive(Clone, Debug, Default)]
pub struct Url(pub String);

impl Decode for Url {
    fn shape() -> Shape {
        Shape::Url
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "адрес")?;
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let good = rest.is_some_and(|r| !r.is_empty() && !r.starts_with('/'))
            && !text.chars().any(|c| {
                c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\')
            });
        if !good {
            cx.complain(
                &diag::WRONG_TYPE,
                node.span,
                format!("«{text}» – не адрес сайта"),
            )
            .help = Some("адрес начинается с https:// или http://".into());
            return None;
        }
        Some(Self(text.to_owned()))
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        visitor.text((&self.0).into(), span, visibility, false);
    }
}

/// A person's name: one line, or its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName(pub FullName);

record! {
    /// A name by parts.
    NameParts {
        public surname: Sp<String> = "surname" "Фамилия";
        public given: Sp<String> = "given" "Имя";
        public patronymic: Option<Sp<String>> = "patronymic" "Отчество";
    }
}

impl Decode for PersonName {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::Text, NameParts::shape()])
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar(text) => match FullName::parse(text) {
                Some(name) => Some(Self(name)),
                None => {
                    cx.complain(&diag::WRONG_TYPE, node.span, "имя записано не как «Фамилия Имя Отчество»").help = Some(
                        "если в имени другое число слов, запишите его по частям: surname, given, patronymic".into(),
                    );
                    None
                }
            },
            _ => NameParts::decode(node, cx).map(|p| {
                Self(FullName {
                    surname: p.surname.value,
                    given: p.given.value,
                    patronymic: p.patronymic.map(|p| p.value),
                })
            }),
        }
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        visitor.text(self.0.full().into(), span, visibility, false);
    }
}

record! {
    /// A period as written.
    PeriodFields {
        public from: Sp<Day> = "from" "Первый день";
        public to: Sp<Day> = "to" "Последний день";
    }
}

/// A period, both days included; never reversed.
#[derive(Clone, Debug, Default)]
pub struct Period {
    /// First day.
    pub from: Sp<Day>,
    /// Last day.
    pub to: Sp<Day>,
}

impl Decode for Period {
    fn shape() -> Shape {
        PeriodFields::shape()
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let PeriodFields { from, to, doubts } = PeriodFields::decode(node, cx)?;
        if !doubts.touch(&["from", "to"]) {
            ordered(Some(&from), Some(&to), cx);
        }
        Some(Self { from, to })
    }
}

record! {
    /// Who approved and when.
    Approval {
        public date: Sp<Day> = "date" "Дата";
        public by: Option<Sp<PersonOrText>> = "by" "Кто утвердил: текст или человек из банка";
    }
}

/// Year → number.
#[derive(Clone, Debug, Default)]
pub struct ByYear(pub BTreeMap<i16, Sp<Number>>);

impl Decode for ByYear {
    fn shape() -> Shape {
        Shape::Map("год", Box::new(Shape::Number))
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            cx.wrong(node, "набор «год: число»");
            return None;
        };
        let mut out = BTreeMap::new();
        for (key, value) in entries {
            let year = year(&key.name, key.span, cx);
            let number = Number::decode(value, cx);
            if let (Some(year), Some(number)) = (year, number) {
                out.insert(year, Sp::new(number, value.span));
            }
        }
        Some(Self(out))
    }
}

/// Text → count, in the order written.
#[derive(Clone, Debug, Default)]
pub struct Counts(pub Vec<(Sp<String>, u32)>);

impl Decode for Counts {
    fn shape() -> Shape {
        Shape::Map("ответ", Box::new(Shape::Integer))
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            cx.wrong(node, "набор «текст: число»");
            return None;
        };
        let mut out = Vec::new();
        for (key, value) in entries {
            if let Some(n) = u32::decode(value, cx) {
                out.push((Sp::new(key.name.clone(), key.span), n));
            }
        }
        Some(Self(out))
    }
    fn visit<'r>(&'r self, _: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        for (text, _) in &self.0 {
            visitor.text((&text.value).into(), text.span, visibility, false);
        }
    }
}

/// Text → text, in the order written.
#[derive(Clone, Debug, Default)]
pub struct TextMap(pub Vec<(Sp<String>, Sp<String>)>);

impl Decode for TextMap {
    fn shape() -> Shape {
        Shape::Map("пункт", Box::new(Shape::Text))
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Mapping(entries) = &node.value else {
            cx.wrong(node, "набор «пункт: текст»");
            return None;
        };
        let mut out = Vec::new();
        for (key, value) in entries {
            if let Some(text) = String::decode(value, cx) {
                out.push((
                    Sp::new(key.name.clone(), key.span),
                    Sp::new(text, value.span),
                ));
            }
        }
        Some(Self(out))
    }
    fn visit<'r>(&'r self, _: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        for (_, text) in &self.0 {
            visitor.text((&text.value).into(), text.span, visibility, false);
        }
    }
}

/// The value of an indicator: a word of the scale, a number, or counts by level.
#[derive(Clone, Debug)]
pub enum IndicatorValue {
    /// A word of the scale, to be checked against it.
    Word(String),
    /// A number.
    Number(f64),
    /// Level → count.
    Levels(Vec<(vocab::Level, u32)>),
}

impl Decode for IndicatorValue {
    fn shape() -> Shape {
        Shape::Either(vec![
            Shape::Text,
            Shape::Number,
            Shape::Map("уровень", Box::new(Shape::Integer)),
        ])
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar(text) => {
                let number = text
                    .trim()
                    .replace(',', ".")
                    .parse::<f64>()
                    .ok()
                    .filter(|x| x.is_finite());
                Some(number.map_or_else(|| Self::Word(text.trim().to_owned()), Self::Number))
            }
            Value::Mapping(entries) => {
                let mut out = Vec::new();
                for (key, value) in entries {
                    let level = Word::<vocab::Level>::decode(
                        &Node {
                            span: key.span,
                            value: Value::Scalar(key.name.clone()),
                        },
                        cx,
                    );
                    if let (Some(level), Some(n)) = (level, u32::decode(value, cx)) {
                        out.push((level.0, n));
                    }
                }
                Some(Self::Levels(out))
            }
            _ => {
                cx.wrong(node, "слово шкалы, число или числа по уровням");
                None
            }
        }
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        if let Self::Word(text) = self {
            visitor.text(text.into(), span, visibility, false);
        }
    }
}

/// `done`: the day on which a row was fulfilled, or only the fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// On this day.
    On(Date),
    /// Yes; the day is not recorded.
    Yes,
    /// Not done.
    No,
}

impl Decode for Done {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::Date, Shape::Bool])
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = cx.scalar(node, "дата или «да»")?;
        match fold::fold(text).as_str() {
            "true" | "да" | "yes" => Some(Self::Yes),
            "false" | "нет" | "no" => Some(Self::No),
            _ => match date::parse(text) {
                Some(d) => Some(Self::On(d)),
                None => {
                    bad_date(text, node.span, cx);
                    None
                }
            },
        }
    }
}

/// Text, or a list of records: `T` is the record.
#[derive(Clone, Debug)]
pub enum TextOr<T> {
    /// Plain text.
    Text(String),
    /// One record of the list.
    Record(T),
}

impl<T: Decode> Decode for TextOr<T> {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::Text, T::shape()])
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::Scalar(text) => Some(Self::Text(text.trim().to_owned())),
            _ => T::decode(node, cx).map(Self::Record),
        }
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        match self {
            Self::Text(text) => visitor.text(text.into(), span, visibility, false),
            Self::Record(record) => record.visit(span, visibility, visitor),
        }
    }
}
