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
    match reader.document() {
        Ok(node) => node,
        Err(Stop) => None,
    }
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
            self.complain(
                &diag::YAML_EXTRAS,
                span,
                format!("метка «{tag}» не поддерживается"),
            );
        }
        if event.anchor_id().is_some_and(|id| id != 0) {
            self.complain(&diag::YAML_EXTRAS, span, "якоря («&имя») не поддерживаются");
        }
        match event {
            Event::Scalar(text, style, ..) => Ok(self.scalar(&text, style, span)),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.expect()? {
                        (Event::SequenceEnd, end) => {
                            let end = items
                                .last()
                                .map_or(end.end, |n: &Node| n.span.end.max(end.end));
                            let span = Span {
                                start: span.start,
                                end: trim_end(self.text, self.offset, span.start, end),
                            };
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
                self.complain(
                    &diag::YAML_EXTRAS,
                    span,
                    "ссылки YAML («*имя») не поддерживаются: повторите значение",
                );
                Ok(Node {
                    span,
                    value: Value::Null,
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
        let mut last = start.end;
        loop {
            let (event, span) = self.expect()?;
            if matches!(event, Event::MappingEnd) {
                let end = trim_end(self.text, self.offset, start.start, span.end.max(last));
                return Ok(Node {
                    span: Span {
                        start: start.start,
                        end,
                    },
                    value: Value::Mapping(entries),
                });
            }
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.expect()?;
            let value = self.node(event, span, depth + 1)?;
            last = value.span.end;
            let Value::Scalar(name) = key.value else {
                self.complain(
                    &diag::YAML_SYNTAX,
                    key.span,
                    "имя поля должно быть простым словом",
                );
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
            E::TabNotAllowed | E::TabInBlockIndentation => (
                "отступ сделан табуляцией".to_owned(),
                "замените табуляцию пробелами",
            ),
            E::SimpleKeyExpected | E::InvalidSimpleKey => (
                "здесь ожидалось «поле: значение»".to_owned(),
                "проверьте двоеточие с пробелом после имени поля и отступ; текст с двоеточием внутри возьмите в кавычки",
            ),
            E::ExpectedBlockMappingKey | E::InvalidIndentation => (
                "отступ не совпадает с соседними строками".to_owned(),
                "выровняйте строку по соседним полям",
            ),
            E::ExpectedBlockSequenceEntry => (
                "здесь ожидался пункт списка".to_owned(),
                "начните строку с «- » и выровняйте её по другим пунктам",
            ),
            E::UnexpectedEofFlowSequence => {
                ("квадратная скобка не закрыта".to_owned(), "добавьте «]»")
            }
            E::UnexpectedEofFlowMapping => {
                ("фигурная скобка не закрыта".to_owned(), "добавьте «}»")
            }
            E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => (
                "между значениями в скобках нужна запятая".to_owned(),
                "проверьте запятые и закрывающую скобку",
            ),
            E::UnknownAnchor => (
                "ссылка YAML («*имя») ведёт в никуда".to_owned(),
                "возьмите значение в кавычки",
            ),
            E::UnexpectedCharacter { character } => (
                format!("значение не может начинаться со знака «{character}»"),
                "возьмите значение в кавычки",
            ),
            _ => (
                format!("разметка YAML не читается ({})", error.info()),
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
}

/// The parser reports the end of a block collection at the next token; trailing blank space is not part of it.
fn trim_end(text: &str, offset: usize, start: u32, end: u32) -> u32 {
    let from = start as usize - offset;
    let to = (end as usize - offset).min(text.len());
    match text.get(from..to) {
        Some(slice) => (from + slice.trim_end().len() + offset) as u32,
        None => end,
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
