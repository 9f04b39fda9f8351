//! PDF: the text of pages, and every other text that the file holds.
//!
//! `lopdf` parses, deciphers and unpacks with limits; the walks are ours, because a guard wants what a viewer does not:
//! words whole whatever the kerning, objects that no page reaches, and earlier revisions that were only written over.

mod cmap;
mod content;
mod font;
mod glyph;
mod matrix;
mod objects;
mod page;
mod string;
mod walk;

use lopdf::{Document, LoadOptions, Object};

use super::gather::Gather;
use super::{Trouble, plain};

/// What object streams may unpack to while the file is parsed.
const MAX_STREAM: usize = 16 * 1024 * 1024;
/// Earlier revisions that are looked at.
const MAX_REVISIONS: usize = 8;
/// References one after another.
const MAX_HOPS: usize = 32;

/// Reads a PDF.
pub fn read(g: &mut Gather, bytes: &[u8]) {
    match load(bytes) {
        Ok(doc) => document(g, &doc),
        Err(trouble) => {
            g.piece("байты файла", plain::runs(bytes));
            g.trouble(trouble);
            return;
        }
    }
    let ends: Vec<usize> = memchr_all(bytes, b"%%EOF");
    let Some((last, earlier)) = ends.split_last() else {
        return;
    };
    // Every revision ends with the place of its table; the mark alone is no end.
    let ended = |end: &&usize| {
        let before = &bytes[end.saturating_sub(40)..**end];
        before.windows(9).any(|w| w == b"startxref")
    };
    let earlier: Vec<&usize> = earlier.iter().filter(ended).collect();
    for end in earlier.iter().rev().take(MAX_REVISIONS) {
        if let Ok(doc) = load(&bytes[..*end + 5]) {
            g.aside("прежняя редакция файла", |g| {
                document(g, &doc)
            });
        }
    }
    if earlier.len() > MAX_REVISIONS {
        g.trouble(Trouble::TooBig);
    }
    let tail = &bytes[last + 5..];
    if tail.len() > 2 {
        g.piece("байты после конца файла", plain::runs(tail));
    }
}

fn memchr_all(bytes: &[u8], needle: &[u8]) -> Vec<usize> {
    let starts = |at: &usize| bytes[*at..].starts_with(needle);
    (0..bytes.len())
        .filter(|&at| bytes[at] == needle[0])
        .filter(starts)
        .collect()
}

fn load(bytes: &[u8]) -> Result<Document, Trouble> {
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
    match Document::load_mem_with_options(bytes, options) {
        Ok(doc) if doc.is_encrypted() => Err(Trouble::Encrypted),
        Ok(doc) if doc.objects.is_empty() => {
            Err(Trouble::Damaged("в нём нет ни одного объекта PDF".into()))
        }
        Ok(doc) => Ok(doc),
        Err(
            lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_),
        ) => Err(Trouble::Encrypted),
        Err(_) if !memchr_all(bytes, b"/Encrypt").is_empty() => Err(Trouble::Encrypted),
        Err(_) => Err(Trouble::Damaged("разметка PDF не читается".into())),
    }
}

fn document(g: &mut Gather, doc: &Document) {
    let shown = page::pages(g, doc);
    objects::objects(g, doc, &shown);
}

/// The object behind a reference, or the object itself.
fn follow<'a>(doc: &'a Document, mut object: &'a Object) -> Option<&'a Object> {
    for _ in 0..MAX_HOPS {
        match object {
            Object::Reference(id) => object = doc.objects.get(id)?,
            _ => return Some(object),
        }
    }
    None
}

/// A value of a dictionary, references followed.
fn get<'a>(doc: &'a Document, dict: &'a lopdf::Dictionary, key: &[u8]) -> Option<&'a Object> {
    follow(doc, dict.get(key).ok()?)
}

/// A dictionary in a dictionary; a stream stands for its own.
fn get_dict<'a>(
    doc: &'a Document,
    dict: &'a lopdf::Dictionary,
    key: &[u8],
) -> Option<&'a lopdf::Dictionary> {
    as_dict(get(doc, dict, key)?)
}

fn as_dict(object: &Object) -> Option<&lopdf::Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(n) => Some(*n as f64),
        Object::Real(n) => Some(f64::from(*n)),
        _ => None,
    }
}

/// The numbers of an array, references followed.
fn numbers(doc: &Document, object: &Object) -> Vec<f64> {
    match object {
        Object::Array(items) => items
            .iter()
            .filter_map(|o| number(follow(doc, o)?))
            .collect(),
        _ => Vec::new(),
    }
}

/// The unpacked bytes of a stream, within what may still be unpacked.
fn unpack(g: &mut Gather, stream: &lopdf::Stream) -> Option<Vec<u8>> {
    let limit = g.allowance();
    match stream.get_plain_content_with_limit(limit) {
        Ok(bytes) => g.spend(bytes.len()).then_some(bytes),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            g.spend(limit);
            g.trouble(Trouble::TooBig);
            None
        }
        Err(_) => None,
    }
}
