//! A YAML document as a tree that remembers where every node stands.

use granit_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diag::{self, Diagnostic};
use crate::source::{FileId, Span};

/// Deeper nesting is refused (nothing in the format needs more than eight levels).
const MAX_DEPTH: usize = 16;

/// One node.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// The text exactly as written, after unescaping: never turned into a number.
    Scalar(String),
    Sequence(Vec<Node>),
    Mapping(Vec<(Key, Node)>),
    /// Something that could not be read; it has been complained about.
    Unread,
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct Key {
    pub name: String,
    pub span: Span,
}

impl Value {
    /// What the node is, in the accusative: «список», «текст» …
    pub fn describe(&self) -> &'static str {
        match self {
            Value::Null => "пустое значение",
            Value::Scalar(_) => "текст",
            Value::Sequence(_) => "список",
            Value::Mapping(_) => "набор полей",
            Value::Unread => "непонятное значение",
        }
    }
}

/// Reads one document. `text` begins at byte `offset` of the file; spans are offsets into the whole file.
/// Returns what could be read before the first syntax error.
pub fn read(file: FileId, text: &str, offset: usize, out: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        file,
        text,
        offset,
        out,
    };
    reader.document().unwrap_or_default()
}

/// A complaint has been made; the rest of the document cannot be read.
struct Stop;

struct Reader<'a, 'o> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    file: FileId,
    text: &'a str,
    offset: usize,
    out: &'o mut Vec<Diagnostic>,
}

impl<'a> Reader<'a, '_> {
    fn document(&mut self) -> Result<Option<Node>, Stop> {
        loop {
            match self.next()? {
                None => return Ok(None),
                Some((Event::StreamStart | Event::DocumentStart(..), _)) => {}
                Some((Event::StreamEnd | Event::DocumentEnd, _)) => return Ok(None),
                Some((event, span)) => {
                    let node = self.node(event, span, 0)?;
                    // A second document would be silently lost.
                    while let Some((event, span)) = self.next()? {
                        if let Event::DocumentStart(..) = event {
                            self.complain(
                                &diag::YAML_SYNTAX,
                                span,
                                "в файле два документа YAML, а нужен один",
                            );
                            return Err(Stop);
                        }
                    }
                    return Ok(Some(node));
                }
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Stop> {
        if depth > MAX_DEPTH {
            self.complain(
                &diag::YAML_TOO_DEEP,
                span,
                format!("вложенность глубже {MAX_DEPTH} уровней"),
            );
            return Err(Stop);
        }
        if let Some(tag) = event.tag() {
            let tag = tag.original();
            let place = self.property('!', span);
            self.extras(place, format!("метка «{tag}» не поддерживается"))
                .help = Some("уберите её: вид значения программа знает сама".into());
        }
        if event.anchor_id().is_some_and(|id| id != 0) {
            let place = self.property('&', span);
            self.extras(place, "якоря («&имя») не поддерживаются").help = Some(
                "уберите имя со знаком «&», а если это часть текста, возьмите текст в кавычки"
                    .into(),
            );
        }
        match event {
            Event::Scalar(text, style, ..) => Ok(self.scalar(&text, style, span)),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.expect()? {
                        (Event::SequenceEnd, end) => {
                            let last = items.last().map_or(span.start, |n: &Node| n.span.end);
                            let span = self.collection(span, last, end);
                            return Ok(Node {
                                span,
                                value: Value::Sequence(items),
                            });
                        }
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => self.mapping(span, depth),
            Event::Alias(_) => {
                self.extras(
                    span,
                    "ссылки YAML («*имя») не поддерживаются: повторите значение",
                )
                .help = Some("если это часть текста, возьмите его в кавычки".into());
                Ok(Node {
                    span,
                    value: Value::Unread,
                })
            }
            _ => {
                self.complain(&diag::YAML_SYNTAX, span, "неожиданное место в разметке");
                Err(Stop)
            }
        }
    }

    fn mapping(&mut self, start: Span, depth: usize) -> Result<Node, Stop> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut last = start.start;
        loop {
            let (event, span) = self.expect()?;
            if matches!(event, Event::MappingEnd) {
                return Ok(Node {
                    span: self.collection(start, last, span),
                    value: Value::Mapping(entries),
                });
            }
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.expect()?;
            let value = self.node(event, span, depth + 1)?;
            last = match value.value {
                Value::Null if value.span.start == value.span.end => key.span.end,
                _ => value.span.end,
            };
            let Value::Scalar(name) = key.value else {
                if !matches!(key.value, Value::Unread) {
                    self.complain(
                        &diag::YAML_SYNTAX,
                        key.span,
                        "имя поля должно быть простым словом",
                    );
                }
                continue;
            };
            if let Some((first, _)) = entries.iter().find(|(k, _)| k.name == name) {
                let first = first.span;
                self.out.push(
                    Diagnostic::at(
                        &diag::DUPLICATE_KEY,
                        self.file,
                        key.span,
                        format!("поле «{name}» записано дважды"),
                    )
                    .related(self.file, first, "в первый раз – здесь")
                    .help("оставьте одно из двух"),
                );
                continue;
            }
            entries.push((
                Key {
                    name,
                    span: key.span,
                },
                value,
            ));
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Node {
        let plain = matches!(style, ScalarStyle::Plain);
        if plain {
            let from = span.start as usize - self.offset;
            let to = span.end as usize - self.offset;
            if self
                .text
                .get(from..to)
                .is_some_and(|s| s.trim_end().contains('\n'))
            {
                let line_end = self.text[from..].find('\n').map_or(to, |i| from + i);
                let shown = Span::new(span.start as usize, line_end + self.offset);
                self.out.push(
                    Diagnostic::at(&diag::BROKEN_LINE, self.file, shown, "значение без кавычек продолжается на другой строке")
                        .help("если это пункты списка, выровняйте их отступы; если длинный текст – возьмите его в кавычки или начните со знака «>-»"),
                );
                return Node {
                    span,
                    value: Value::Unread,
                };
            }
        }
        let value = match text {
            "" | "~" | "null" | "Null" | "NULL" if plain => Value::Null,
            _ => Value::Scalar(text.to_owned()),
        };
        Node { span, value }
    }

    fn expect(&mut self) -> Result<(Event<'a>, Span), Stop> {
        match self.next()? {
            Some(pair) => Ok(pair),
            None => {
                let end = self.offset + self.text.len();
                self.complain(
                    &diag::YAML_SYNTAX,
                    Span::new(end, end),
                    "файл кончился посреди значения",
                );
                Err(Stop)
            }
        }
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Stop> {
        loop {
            match self.parser.next_event() {
                None => return Ok(None),
                Some(Ok((Event::Comment(..), _))) => {}
                Some(Ok((event, span))) => {
                    let range = span.byte_range().unwrap_or(0..0);
                    return Ok(Some((
                        event,
                        Span::new(range.start, range.end).shifted(self.offset),
                    )));
                }
                Some(Err(error)) => {
                    self.syntax_error(&error);
                    return Err(Stop);
                }
            }
        }
    }

    fn syntax_error(&mut self, error: &ScanError) {
        use granit_parser::ErrorKind as E;
        let at = error
            .marker()
            .byte_offset()
            .unwrap_or(self.text.len())
            .min(self.text.len());
        let (message, help) = match error.kind() {
            E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart => (
                "отступ сделан табуляцией".to_owned(),
                "замените табуляцию пробелами",
            ),
            E::SimpleKeyExpected | E::InvalidSimpleKey => (
                "здесь ожидалось «поле: значение»".to_owned(),
                "проверьте двоеточие с пробелом после имени поля и отступ; текст с двоеточием внутри возьмите в кавычки",
            ),
            E::MappingValueNotAllowed => (
                "двоеточие стоит внутри текста без кавычек".to_owned(),
                "возьмите весь текст после имени поля в кавычки",
            ),
            E::InvalidColonPlacement
            | E::InvalidMappingValueWhitespace
            | E::FlowMappingValueAdjacentCollection => (
                "двоеточию здесь не место".to_owned(),
                "проверьте, закрыты ли скобки и кавычки строкой выше, и поставьте после двоеточия пробел",
            ),
            E::ExpectedBlockMappingKey
            | E::InvalidIndentation
            | E::MappingKeyNotAllowed
            | E::InvalidBlockScalarIndent
            | E::InvalidQuotedScalarIndent
            | E::InvalidFlowScalarIndent => (
                "отступ не совпадает с соседними строками".to_owned(),
                "выровняйте строку по соседним полям",
            ),
            E::ExpectedBlockSequenceEntry => (
                "здесь ожидался пункт списка".to_owned(),
                "начните строку с «- » и выровняйте её по другим пунктам",
            ),
            E::BlockSequenceEntryNotAllowed
            | E::BlockEntryInFlowCollection
            | E::InvalidBlockEntryWhitespace
            | E::PlainScalarStartsWithDashFlowIndicator => (
                "пункту списка («- ») здесь не место".to_owned(),
                "начните список с новой строки под именем поля или запишите его в скобках: [а, б]",
            ),
            E::UnexpectedEofFlowSequence | E::UnclosedFlowCollection { open: '[' } => {
                ("квадратная скобка не закрыта".to_owned(), "добавьте «]»")
            }
            E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::UnclosedFlowCollection { .. } => {
                ("фигурная скобка не закрыта".to_owned(), "добавьте «}»")
            }
            E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => (
                "между значениями в скобках нужна запятая".to_owned(),
                "проверьте запятые и закрывающую скобку",
            ),
            E::MismatchedFlowCollectionEnd { open, close } => (
                format!("скобка «{open}» закрыта скобкой «{close}»"),
                "список закрывают «]», набор полей – «}»",
            ),
            E::MisplacedFlowCollectionEnd => (
                "скобка закрыта, но не открыта".to_owned(),
                "уберите её или возьмите текст в кавычки",
            ),
            E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => (
                "кавычки не закрыты".to_owned(),
                "поставьте в конце такие же кавычки, как в начале",
            ),
            E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
                "после закрытых кавычек стоит ещё что-то".to_owned(),
                "возьмите в кавычки весь текст, а внутри поставьте «ёлочки»",
            ),
            E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidLowSurrogateHexEscape
            | E::InvalidLowSurrogate
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
            | E::InvalidUnicodeEscape => (
                "обратная черта в двойных кавычках начинает особый знак, а такого знака нет"
                    .to_owned(),
                "замените двойные кавычки одинарными или уберите обратную черту",
            ),
            E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => (
                "после знака «>» или «|» на той же строке стоит ещё что-то".to_owned(),
                "начните текст со следующей строки с отступом",
            ),
            E::CommentInterceptedScalar | E::CommentNotSeparated => (
                "примечание «#» стоит внутри значения".to_owned(),
                "поставьте перед «#» пробел или возьмите значение в кавычки",
            ),
            E::ExpectedWhitespace => (
                "здесь не хватает пробела".to_owned(),
                "поставьте пробел или возьмите значение в кавычки",
            ),
            E::UnknownAnchor | E::MissingAnchorOrAliasName => (
                "ссылка YAML («*имя») ведёт в никуда".to_owned(),
                "возьмите значение в кавычки",
            ),
            E::UndeclaredTagHandle
            | E::ExpectedTagBang
            | E::InvalidGlobalTagCharacter
            | E::InvalidTagTerminator
            | E::MissingTagUri
            | E::UnclosedVerbatimTag
            | E::InvalidTagEscape
            | E::InvalidTagUtf8LeadingByte
            | E::InvalidTagUtf8TrailingByte
            | E::InvalidTagUtf8 => (
                "значение начинается со знака «!», и YAML принимает его за метку".to_owned(),
                "возьмите значение в кавычки",
            ),
            E::DirectiveDisallowed
            | E::InvalidDirectiveTerminator
            | E::InvalidDirectiveName
            | E::MissingDirectiveName
            | E::MissingDocumentEndBeforeDirective
            | E::MissingYamlVersion
            | E::MissingYamlVersionSeparator => (
                "строка начинается со знака «%», и YAML принимает её за указание".to_owned(),
                "возьмите значение в кавычки",
            ),
            E::InvalidDocumentEnd | E::ExpectedDocumentStart => (
                "поля кончились раньше, чем файл".to_owned(),
                "уберите «...» и лишние «---», проверьте отступ первой строки",
            ),
            E::BomInsideDocument => (
                "внутри текста стоит невидимая метка порядка байтов".to_owned(),
                "удалите строку и наберите её заново",
            ),
            E::UnexpectedCharacter { character } => (
                format!("значение не может начинаться со знака «{character}»"),
                "возьмите значение в кавычки",
            ),
            E::UnexpectedEof | E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping => (
                "файл кончился посреди значения".to_owned(),
                "проверьте кавычки, скобки и отступы в последних строках",
            ),
            _ => (
                "разметка YAML здесь не читается".to_owned(),
                "проверьте кавычки, скобки и отступы в этой строке и строкой выше",
            ),
        };
        let span = Span::new(at, at).shifted(self.offset);
        if matches!(error.kind(), E::RecursionLimitExceeded) {
            self.complain(
                &diag::YAML_TOO_DEEP,
                span,
                format!("вложенность глубже {MAX_DEPTH} уровней"),
            );
            return;
        }
        self.out
            .push(Diagnostic::at(&diag::YAML_SYNTAX, self.file, span, message).help(help));
    }

    fn complain(&mut self, rule: &'static diag::Rule, span: Span, message: impl Into<String>) {
        self.out
            .push(Diagnostic::at(rule, self.file, span, message));
    }

    fn extras(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.complain(&diag::YAML_EXTRAS, span, message);
        self.out.last_mut().expect("just pushed")
    }

    /// The anchor or tag before a value: it begins with `sign`, and at most the other one stands between.
    fn property(&self, sign: char, value: Span) -> Span {
        let before = &self.text[..value.start as usize - self.offset];
        let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '{' | '}' | ',');
        let mut rest = before.trim_end();
        for _ in 0..2 {
            let word = rest.rfind(ends).map_or(0, |i| i + 1);
            if rest[word..].starts_with(sign) {
                return Span::new(word, rest.len()).shifted(self.offset);
            }
            rest = rest[..word].trim_end();
        }
        value
    }

    /// The span of a collection. One in brackets ends with its bracket; the parser reports the end of any other at the
    /// next token, behind blank lines and comments, so that it ends with its last value.
    fn collection(&self, start: Span, last: u32, end: Span) -> Span {
        let from = start.start as usize - self.offset;
        let to = end.end as usize - self.offset;
        let bracket = self.text[from..].starts_with(['[', '{']);
        let end = match bracket && end.start < end.end {
            true => to,
            false => {
                let last = (last as usize - self.offset).max(from);
                from + self.text[from..last].trim_end().len()
            }
        };
        Span::new(from, end).shifted(self.offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(text: &str) -> Vec<&'static str> {
        let mut out = Vec::new();
        read(FileId(0), text, 0, &mut out);
        out.iter().map(|d| d.rule.name).collect()
    }

    #[test]
    fn spans_point_into_the_file() {
        let text = "a: 1\nлист:\n  - x\n  - \"y z\"\n";
        let mut out = Vec::new();
        let node = read(FileId(0), text, 0, &mut out).unwrap();
        let Value::Mapping(entries) = node.value else {
            panic!()
        };
        assert_eq!(&text[entries[1].0.span.range()], "лист");
        let Value::Sequence(items) = &entries[1].1.value else {
            panic!()
        };
        assert_eq!(&text[items[1].span.range()], "\"y z\"");
        assert_eq!(&text[entries[1].1.span.range()], "- x\n  - \"y z\"");
        assert!(out.is_empty());
    }

    #[test]
    fn nothing_is_coerced_and_traps_are_named() {
        let mut out = Vec::new();
        let node = read(FileId(0), "a: 0755\nb: no\nc: 1_000\nd:\n", 0, &mut out).unwrap();
        let Value::Mapping(entries) = node.value else {
            panic!()
        };
        let texts: Vec<_> = entries
            .iter()
            .map(|(_, n)| match &n.value {
                Value::Scalar(s) => s.as_str(),
                _ => "∅",
            })
            .collect();
        assert_eq!(texts, ["0755", "no", "1_000", "∅"]);
        assert_eq!(complaints("a: 1\na: 2\n"), ["duplicate-key"]);
        assert_eq!(complaints("a:\n  - x\n   - y\n"), ["broken-line"]);
        assert_eq!(
            complaints("a: &x 1\nb: *x\n"),
            ["yaml-extras", "yaml-extras"]
        );
        assert_eq!(complaints("a: !!str 1\n"), ["yaml-extras"]);
        assert_eq!(
            complaints(&format!("{}{}", "[".repeat(20), "]".repeat(20))),
            ["yaml-too-deep"]
        );
        assert_eq!(complaints(&"[".repeat(100_000)), ["yaml-too-deep"]);
        assert_eq!(complaints("a:\n\t- b\n"), ["yaml-syntax"]);
        assert_eq!(complaints("a: [1, 2\n"), ["yaml-syntax"]);
    }
}
