//! The walk over a content stream: letters in the order of drawing, with spaces and line ends where the eye sees them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::attachment::gather::Gather;

use super::content::{Token, Tokens};
use super::font::Font;
use super::matrix::{Matrix, UNIT, matrix, multiply};
use super::{follow, get, get_dict, numbers, string, unpack};

/// Forms in forms.
const MAX_FORMS: usize = 12;
/// Operands that an operator may have.
const MAX_OPERANDS: usize = 8192;
/// A gap of so much of the size is a space.
const SPACE: f64 = 0.18;

/// What all pages of a document share.
pub struct Shared<'a> {
    pub doc: &'a Document,
    /// Fonts by the address of their dictionary, which stays as long as the document does.
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    /// Forms that some page has drawn.
    pub drawn: HashSet<ObjectId>,
}

impl<'a> Shared<'a> {
    pub fn new(doc: &'a Document) -> Self {
        Self {
            doc,
            fonts: HashMap::new(),
            drawn: HashSet::new(),
        }
    }
}

/// What a page has shown.
#[derive(Default)]
pub struct Shown {
    pub text: String,
    /// Texts that stand for others: `ActualText`, alternatives of marked content.
    pub instead: String,
    /// Letters and digits that are known, and glyphs that are not.
    pub letters: usize,
    pub unmapped: usize,
    pub images: usize,
    /// Area of the largest image, in square points.
    pub area: f64,
    /// Curves drawn: text may be outlines.
    pub curves: usize,
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// The walk over one page.
pub struct Walk<'s, 'a> {
    shared: &'s mut Shared<'a>,
    pub shown: Shown,
    state: State,
    tm: Matrix,
    line: Matrix,
    /// Where the last glyph ended, and whether its width was known.
    pen: Option<(f64, f64, bool)>,
    /// The last glyph that nobody knows.
    unknown: Option<u32>,
    forms: HashSet<ObjectId>,
    depth: usize,
}

impl<'s, 'a> Walk<'s, 'a> {
    pub fn new(shared: &'s mut Shared<'a>) -> Self {
        Self {
            shared,
            shown: Shown::default(),
            state: State {
                ctm: UNIT,
                font: None,
                size: 1.0,
                char_space: 0.0,
                word_space: 0.0,
                scale: 1.0,
                leading: 0.0,
                rise: 0.0,
            },
            tm: UNIT,
            line: UNIT,
            pen: None,
            unknown: None,
            forms: HashSet::new(),
            depth: 0,
        }
    }

    /// Walks over a content stream with its resources.
    pub fn run(&mut self, g: &mut Gather, content: &[u8], resources: &[&'a Dictionary]) {
        let mut tokens = Tokens::new(content);
        let mut operands: Vec<Token> = Vec::new();
        let mut stack = Vec::new();
        while let Some(token) = tokens.next() {
            let Token::Operator(op) = token else {
                if operands.len() < MAX_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            let glyphs = operands.iter().map(|t| match t {
                Token::String(text) => text.len(),
                _ => 0,
            });
            if !g.work(1 + glyphs.sum::<usize>()) {
                return;
            }
            match op.as_slice() {
                b"q" if stack.len() < 512 => stack.push(self.state.clone()),
                b"Q" => {
                    if let Some(state) = stack.pop() {
                        self.state = state;
                    }
                }
                b"ID" => {
                    self.image();
                    tokens.skip_image();
                }
                b"Do" => {
                    if let Some(Token::Name(name)) = operands.last() {
                        self.object(g, name, resources);
                    }
                }
                b"Tf" => self.font(g, &operands, resources),
                b"BDC" | b"DP" => self.marked(&operands),
                op => self.operator(op, &operands),
            }
            operands.clear();
        }
    }

    fn operator(&mut self, op: &[u8], operands: &[Token]) {
        let n: Vec<f64> = operands
            .iter()
            .filter_map(|t| match t {
                Token::Number(n) => Some(*n),
                _ => None,
            })
            .collect();
        let first = n.first().copied().unwrap_or(0.0);
        match op {
            b"cm" => {
                if let Some(matrix) = matrix(&n) {
                    self.state.ctm = multiply(matrix, self.state.ctm);
                }
            }
            b"BT" => {
                self.tm = UNIT;
                self.line = UNIT;
            }
            b"Tc" => self.state.char_space = first,
            b"Tw" => self.state.word_space = first,
            b"Tz" => self.state.scale = first / 100.0,
            b"TL" => self.state.leading = first,
            b"Ts" => self.state.rise = first,
            b"Tm" => {
                if let Some(matrix) = matrix(&n) {
                    self.tm = matrix;
                    self.line = matrix;
                }
            }
            b"Td" | b"TD" => {
                let (x, y) = (first, n.get(1).copied().unwrap_or(0.0));
                if op == b"TD" {
                    self.state.leading = -y;
                }
                self.next_line(x, y);
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" | b"TJ" => self.strings(operands),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.strings(operands);
            }
            b"\"" => {
                self.state.word_space = first;
                self.state.char_space = n.get(1).copied().unwrap_or(0.0);
                self.next_line(0.0, -self.state.leading);
                // The two numbers are no kerning.
                let strings = operands.iter().filter(|t| matches!(t, Token::String(_)));
                self.strings(&strings.cloned().collect::<Vec<_>>());
            }
            b"c" | b"v" | b"y" => self.shown.curves += 1,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.tm = self.line;
    }

    /// Strings and the kerning between them.
    fn strings(&mut self, operands: &[Token]) {
        for operand in operands {
            match operand {
                Token::String(bytes) => self.show(bytes),
                Token::Number(kerning) => {
                    let x = -kerning / 1000.0 * self.state.size * self.state.scale;
                    self.advance(x);
                    // Without widths nobody knows where the pen is: small kerning moves it along.
                    if let Some((.., false)) = self.pen
                        && -kerning / 1000.0 < SPACE
                    {
                        let m = multiply(self.tm, self.state.ctm);
                        self.pen = Some((m[4], m[5], false));
                    }
                }
                _ => {}
            }
        }
    }

    fn advance(&mut self, x: f64) {
        self.tm = multiply([1.0, 0.0, 0.0, 1.0, x, 0.0], self.tm);
    }

    fn show(&mut self, bytes: &[u8]) {
        let glyphs = match &self.state.font {
            Some(font) => font.clone().glyphs(bytes),
            None => {
                let text = string::text(bytes);
                self.shown.text.push_str(&text);
                self.shown.text.push('\n');
                return;
            }
        };
        for glyph in glyphs {
            let start = multiply(
                [1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise],
                multiply(self.tm, self.state.ctm),
            );
            self.gap(start);
            match &glyph.text {
                Some(text) => {
                    self.shown.letters += text.chars().filter(|c| c.is_alphanumeric()).count();
                    self.shown.text.push_str(text);
                }
                None => {
                    // Leaders of a table of contents are one glyph many times over; a text is not.
                    let again = self.unknown.replace(glyph.code) == Some(glyph.code);
                    self.shown.unmapped += usize::from(!again);
                    self.shown.text.push('\u{fffd}');
                }
            }
            let width = glyph.width.unwrap_or(500.0) / 1000.0 * self.state.size;
            let word = if glyph.blank {
                self.state.word_space
            } else {
                0.0
            };
            self.advance((width + self.state.char_space + word) * self.state.scale);
            let end = multiply(self.tm, self.state.ctm);
            let end = multiply([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise], end);
            self.pen = Some((end[4], end[5], glyph.width.is_some()));
        }
    }

    /// A space or a line end where the next glyph does not touch the last one.
    fn gap(&mut self, start: Matrix) {
        let Some((x, y, sure)) = self.pen else {
            return;
        };
        let length = start[0].hypot(start[1]);
        let em = (length * self.state.size).abs().max(1e-6);
        let (dx, dy) = (start[4] - x, start[5] - y);
        let direction = if length > 0.0 {
            let sign = self.state.size.signum();
            (start[0] / length * sign, start[1] / length * sign)
        } else {
            (1.0, 0.0)
        };
        let along = (dx * direction.0 + dy * direction.1) / em;
        let across = (dy * direction.0 - dx * direction.1).abs() / em;
        if across > 0.7 || along < -2.0 {
            self.push_break('\n');
        } else if along > SPACE || (!sure && along.abs() > 0.01) {
            self.push_break(' ');
        }
    }

    fn push_break(&mut self, c: char) {
        if !self.shown.text.ends_with([' ', '\n']) {
            self.shown.text.push(c);
        }
    }

    fn font(&mut self, g: &mut Gather, operands: &[Token], resources: &[&'a Dictionary]) {
        let [Token::Name(name), Token::Number(size)] = operands else {
            return;
        };
        self.state.size = *size;
        let doc = self.shared.doc;
        let dict = resources
            .iter()
            .find_map(|r| get_dict(doc, get_dict(doc, r, b"Font")?, name));
        self.state.font = dict.map(|dict| {
            let known = self.shared.fonts.get(&std::ptr::from_ref(dict)).cloned();
            known.unwrap_or_else(|| {
                let font = Rc::new(Font::new(g, doc, dict));
                self.shared.fonts.insert(dict, font.clone());
                font
            })
        });
    }

    /// Texts in the properties of marked content.
    fn marked(&mut self, operands: &[Token]) {
        for pair in operands.windows(2) {
            if let [Token::Name(key), Token::String(text)] = pair
                && matches!(key.as_slice(), b"ActualText" | b"Alt" | b"E")
            {
                self.shown.instead.push_str(&string::text(text));
                self.shown.instead.push('\n');
            }
        }
    }

    /// An image covers the unit square.
    fn image(&mut self) {
        let m = self.state.ctm;
        self.shown.images += 1;
        self.shown.area = self.shown.area.max((m[0] * m[3] - m[1] * m[2]).abs());
    }

    fn object(&mut self, g: &mut Gather, name: &[u8], resources: &[&'a Dictionary]) {
        let doc = self.shared.doc;
        let reference = resources
            .iter()
            .find_map(|r| get_dict(doc, r, b"XObject")?.get(name).ok());
        let Some(Object::Stream(stream)) = reference.and_then(|r| follow(doc, r)) else {
            return;
        };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.image(),
            Ok(b"Form") => {
                if let Some(Object::Reference(id)) = reference {
                    self.shared.drawn.insert(*id);
                    // Once a page: a second time it says the same, and a circle would never end.
                    if !self.forms.insert(*id) {
                        return;
                    }
                }
                self.form(g, stream, resources);
            }
            _ => {}
        }
    }

    /// Draws a form where the page is.
    pub fn form(
        &mut self,
        g: &mut Gather,
        stream: &'a lopdf::Stream,
        resources: &[&'a Dictionary],
    ) {
        if self.depth == MAX_FORMS {
            return;
        }
        let Some(content) = unpack(g, stream) else {
            return;
        };
        let doc = self.shared.doc;
        let saved = (self.state.clone(), self.tm, self.line);
        if let Some(matrix) =
            get(doc, &stream.dict, b"Matrix").and_then(|m| matrix(&numbers(doc, m)))
        {
            self.state.ctm = multiply(matrix, self.state.ctm);
        }
        let mut inner: Vec<&Dictionary> = get_dict(doc, &stream.dict, b"Resources")
            .into_iter()
            .collect();
        inner.extend(resources.first());
        self.depth += 1;
        self.run(g, &content, &inner);
        self.depth -= 1;
        (self.state, self.tm, self.line) = saved;
    }
}
