//! Fonts of a page: from the bytes of a string to letters and widths.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use crate::attachment::gather::Gather;

use super::cmap::CMap;
use super::{as_dict, follow, get, get_dict, glyph, number, numbers, unpack};

/// Widths of one font: nobody has more glyphs.
const MAX_WIDTHS: usize = 200_000;
const MAX_RANGES: usize = 2000;

/// One font.
pub struct Font {
    kind: Kind,
    unicode: Option<CMap>,
    widths: Widths,
}

enum Kind {
    /// One byte a glyph.
    Simple(Box<[Option<String>; 256]>),
    /// CIDs that say nothing without ToUnicode; how long codes are.
    Composite(Vec<(usize, u32, u32)>),
    /// The codes are UTF-16 themselves.
    Wide,
}

#[derive(Default)]
struct Widths {
    single: HashMap<u32, f64>,
    ranges: Vec<(u32, u32, f64)>,
    default: Option<f64>,
}

/// A glyph of a string.
pub struct Glyph {
    /// The code in the font.
    pub code: u32,
    /// The letters; `None` if nobody knows.
    pub text: Option<String>,
    /// In thousandths of the size; `None` if the font does not say.
    pub width: Option<f64>,
    /// A single byte 32: word spacing applies.
    pub blank: bool,
}

impl Font {
    /// Reads a font's dictionary.
    pub fn new(g: &mut Gather, doc: &Document, dict: &Dictionary) -> Self {
        let unicode = match get(doc, dict, b"ToUnicode") {
            Some(Object::Stream(stream)) => unpack(g, stream).map(|b| CMap::parse(&b)),
            _ => None,
        };
        let composite = matches!(dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Type0"));
        if composite {
            let descendant = match get(doc, dict, b"DescendantFonts") {
                Some(Object::Array(list)) => {
                    list.first().and_then(|o| follow(doc, o)).and_then(as_dict)
                }
                _ => None,
            };
            let kind = match get(doc, dict, b"Encoding") {
                Some(Object::Name(name)) if contains(name, b"UCS2") || contains(name, b"UTF16") => {
                    Kind::Wide
                }
                Some(Object::Stream(stream)) => {
                    let map = unpack(g, stream)
                        .map(|b| CMap::parse(&b))
                        .unwrap_or_default();
                    Kind::Composite(map.spaces)
                }
                _ => Kind::Composite(Vec::new()),
            };
            return Self {
                kind,
                unicode,
                widths: descendant.map(|d| cid_widths(doc, d)).unwrap_or_default(),
            };
        }
        Self {
            kind: Kind::Simple(simple(doc, dict)),
            unicode,
            widths: simple_widths(doc, dict),
        }
    }

    /// The glyphs of a string.
    pub fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let length = self.length(&bytes[at..]);
            let code = bytes[at..at + length]
                .iter()
                .fold(0_u32, |sum, b| sum << 8 | u32::from(*b));
            at += length;
            let mapped = self
                .unicode
                .as_ref()
                .and_then(|u| u.get(code))
                .filter(|t| known(t));
            let text = mapped.or_else(|| match &self.kind {
                Kind::Simple(table) => table[code as usize & 0xff].clone(),
                Kind::Wide => char::from_u32(code).map(String::from),
                Kind::Composite(_) => None,
            });
            out.push(Glyph {
                code,
                text,
                width: self.widths.get(code),
                blank: length == 1 && code == 32,
            });
        }
        out
    }

    fn length(&self, rest: &[u8]) -> usize {
        let length = match &self.kind {
            Kind::Simple(_) => 1,
            Kind::Wide => 2,
            Kind::Composite(spaces) => {
                let fits = |(length, first, last): &&(usize, u32, u32)| {
                    let code = rest
                        .get(..*length)
                        .map(|c| c.iter().fold(0_u32, |sum, b| sum << 8 | u32::from(*b)));
                    code.is_some_and(|c| (*first..=*last).contains(&c))
                };
                spaces.iter().find(fits).map_or(2, |(length, ..)| *length)
            }
        };
        length.min(rest.len())
    }
}

impl Widths {
    fn get(&self, code: u32) -> Option<f64> {
        let in_range = || {
            self.ranges
                .iter()
                .find(|(a, b, _)| (*a..=*b).contains(&code))
                .map(|(.., w)| *w)
        };
        self.single
            .get(&code)
            .copied()
            .or_else(in_range)
            .or(self.default)
    }
}

/// A mapping to nothing, to the replacement character or to a private one is none.
fn known(text: &str) -> bool {
    !text.is_empty()
        && !text
            .chars()
            .any(|c| matches!(c, '\0' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
}

fn contains(name: &[u8], part: &[u8]) -> bool {
    name.windows(part.len()).any(|w| w == part)
}

/// The letters of one-byte codes: base encoding, then differences.
fn simple(doc: &Document, dict: &Dictionary) -> Box<[Option<String>; 256]> {
    let encoding = get(doc, dict, b"Encoding");
    let written = encoding.and_then(as_dict);
    let base = match (encoding, written) {
        (Some(Object::Name(name)), _) => Some(name.as_slice()),
        (_, Some(e)) => get(doc, e, b"BaseEncoding").and_then(|b| b.as_name().ok()),
        _ => None,
    };
    let embedded = get_dict(doc, dict, b"FontDescriptor").is_some_and(|d| {
        [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
            .iter()
            .any(|key| d.has(key))
    });
    let type3 = matches!(dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Type3"));
    let mut table: Box<[Option<String>; 256]> = Box::new(std::array::from_fn(|_| None));
    // An embedded font without an encoding has its own: what its codes mean stands nowhere outside it.
    if base.is_some() || !(embedded || type3) {
        let name = base.unwrap_or(b"WinAnsiEncoding");
        for (code, slot) in table.iter_mut().enumerate() {
            *slot = base_letter(name, code as u8);
        }
    }
    if let Some(Object::Array(differences)) = written.and_then(|e| get(doc, e, b"Differences")) {
        let mut code = 0_usize;
        for item in differences {
            match follow(doc, item) {
                Some(Object::Integer(n)) => code = (*n).clamp(0, 256) as usize,
                Some(Object::Name(name)) => {
                    if let Some(slot) = table.get_mut(code) {
                        *slot = glyph::letters(name);
                    }
                    code += 1;
                }
                _ => {}
            }
        }
    }
    table
}

fn base_letter(encoding: &[u8], code: u8) -> Option<String> {
    if code < 0x20 {
        return None;
    }
    let page = match encoding {
        b"MacRomanEncoding" => encoding_rs::MACINTOSH,
        _ => encoding_rs::WINDOWS_1252,
    };
    let text = page.decode_without_bom_handling(&[code]).0.into_owned();
    (!text.chars().any(char::is_control)).then_some(text)
}

fn simple_widths(doc: &Document, dict: &Dictionary) -> Widths {
    let first = get(doc, dict, b"FirstChar")
        .and_then(number)
        .unwrap_or(0.0)
        .clamp(0.0, 255.0) as u32;
    let scale = match get(doc, dict, b"FontMatrix").map(|m| numbers(doc, m)) {
        Some(matrix) if matrix.len() == 6 && matrix[0] != 0.0 => matrix[0] * 1000.0,
        _ => 1.0,
    };
    let list = get(doc, dict, b"Widths")
        .map(|w| numbers(doc, w))
        .unwrap_or_default();
    let missing = get_dict(doc, dict, b"FontDescriptor")
        .and_then(|d| get(doc, d, b"MissingWidth"))
        .and_then(number);
    let single: HashMap<u32, f64> = (first..)
        .zip(list.into_iter().take(256))
        .map(|(c, w)| (c, w * scale))
        .collect();
    Widths {
        default: missing.filter(|_| !single.is_empty()),
        single,
        ranges: Vec::new(),
    }
}

/// Widths of CIDs; with the Identity encoding a code is its CID.
fn cid_widths(doc: &Document, dict: &Dictionary) -> Widths {
    let mut widths = Widths {
        default: Some(get(doc, dict, b"DW").and_then(number).unwrap_or(1000.0)),
        ..Widths::default()
    };
    let Some(Object::Array(items)) = get(doc, dict, b"W") else {
        return widths;
    };
    // The same long list may be referred to many times.
    let mut left = MAX_WIDTHS;
    let mut items = items.iter().filter_map(|o| follow(doc, o));
    while let (Some(first), Some(second)) = (items.next().and_then(number), items.next()) {
        let first = first.clamp(0.0, 65535.0) as u32;
        match second {
            Object::Array(_) => {
                let list = numbers(doc, second);
                let Some(rest) = left.checked_sub(list.len() + 1) else {
                    return widths;
                };
                left = rest;
                widths
                    .single
                    .extend((first..).zip(list.into_iter().take(65536)));
            }
            last => {
                let (Some(last), Some(width)) = (number(last), items.next().and_then(number))
                else {
                    return widths;
                };
                if widths.ranges.len() == MAX_RANGES {
                    return widths;
                }
                widths
                    .ranges
                    .push((first, last.clamp(0.0, 65535.0) as u32, width));
            }
        }
    }
    widths
}
