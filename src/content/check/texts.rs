//! All texts of the content, for rules that read texts.

use crate::content::catalog::each_table;
use crate::content::parse::field::{Decode, Visibility, Visitor};
use crate::source::{FileId, Span};

use super::Cx;

/// One piece of text.
pub struct Text {
    pub file: FileId,
    pub text: String,
    pub span: Span,
    /// Whether it is a body, whose offsets are those of the file.
    pub body: bool,
}

impl Text {
    /// The span of a part of the text. Inside quoted values only the whole value is sure.
    pub fn part(&self, cx: &Cx<'_>, start: usize, len: usize) -> Span {
        let source = &cx.sources.file(self.file).text[self.span.range()];
        match source.find(&self.text) {
            Some(at) => Span::new(at + start, at + start + len).shifted(self.span.start as usize),
            None => self.span,
        }
    }
}

/// Texts that may be published some day: fields that are not private, and bodies.
pub fn all(cx: &Cx<'_>) -> Vec<Text> {
    let mut out = Vec::new();
    each_table!(cx.catalog, entry, _kind => {
        let mut walk = Walk { file: entry.file, out: &mut out };
        entry.record.visit(Span::default(), Visibility::Public, &mut walk);
        if let Some(body) = &entry.body {
            out.push(Text { file: entry.file, text: body.text.clone(), span: body.span, body: true });
        }
    });
    out
}

struct Walk<'a> {
    file: FileId,
    out: &'a mut Vec<Text>,
}

impl Visitor for Walk<'_> {
    fn text(&mut self, text: &str, span: Span, visibility: Visibility, _: bool) {
        if visibility != Visibility::Private {
            self.out.push(Text {
                file: self.file,
                text: text.to_owned(),
                span,
                body: false,
            });
        }
    }
}
