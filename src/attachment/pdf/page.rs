//! Pages: their text in the order of the document, and which of them show something without text.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::attachment::Trouble;
use crate::attachment::gather::Gather;

use super::matrix::area;
use super::walk::{Shared, Shown, Walk};
use super::{as_dict, follow, get, get_dict, string, unpack};

const MAX_PAGES: usize = 20_000;

/// Reads every page; gives the content streams and forms that have been read.
pub fn pages(g: &mut Gather, doc: &Document) -> HashSet<ObjectId> {
    let mut shared = Shared::new(doc);
    let mut done = HashSet::new();
    let order = tree(doc);
    let total = order.len();
    let mut without_text = 0;
    for (index, id) in order.iter().enumerate() {
        let place = format!("страница {}", index + 1);
        without_text += usize::from(page(g, &mut shared, *id, &place, &mut done));
    }
    // Pages that the document has lost are in the file all the same.
    let listed: HashSet<ObjectId> = order.into_iter().collect();
    for (id, object) in &doc.objects {
        if !listed.contains(id) && as_dict(object).is_some_and(|d| d.has_type(b"Page")) {
            page(
                g,
                &mut shared,
                *id,
                "страница, убранная из документа",
                &mut done,
            );
        }
    }
    if without_text > 0 {
        g.trouble(Trouble::Scan {
            pages: total,
            without_text,
        });
    }
    forms(g, &mut shared, &mut done);
    done
}

/// Forms that no page draws: looks of notes and fields, leftovers.
fn forms(g: &mut Gather, shared: &mut Shared<'_>, done: &mut HashSet<ObjectId>) {
    let doc = shared.doc;
    for (id, object) in &doc.objects {
        let Object::Stream(stream) = object else {
            continue;
        };
        let form = matches!(
            stream.dict.get(b"Subtype").and_then(Object::as_name),
            Ok(b"Form")
        );
        if form && !shared.drawn.contains(id) {
            let mut walk = Walk::new(shared);
            walk.form(g, stream, &[]);
            let shown = walk.shown;
            tell(g, "вид примечаний и полей", &shown);
        }
        if form {
            done.insert(*id);
        }
    }
}

/// Reads one page; whether it shows something, but has no text.
fn page(
    g: &mut Gather,
    shared: &mut Shared<'_>,
    id: ObjectId,
    place: &str,
    done: &mut HashSet<ObjectId>,
) -> bool {
    let doc = shared.doc;
    let Some(dict) = doc.objects.get(&id).and_then(as_dict) else {
        return false;
    };
    let resources: Vec<&Dictionary> = inherited(doc, dict, b"Resources")
        .and_then(as_dict)
        .into_iter()
        .collect();
    let mut content = Vec::new();
    for stream_id in contents(doc, dict) {
        done.insert(stream_id);
        if let Some(Object::Stream(stream)) = doc.objects.get(&stream_id) {
            if stream.dict.has(b"Filter") && stream.filters().is_err() {
                continue;
            }
            if let Some(bytes) = unpack(g, stream) {
                content.extend(bytes);
                content.push(b'\n');
            }
        }
    }
    let mut walk = Walk::new(shared);
    walk.run(g, &content, &resources);
    let shown = walk.shown;
    tell(g, place, &shown);
    hides(&shown, area(doc, inherited(doc, dict, b"MediaBox")))
}

fn tell(g: &mut Gather, place: &str, shown: &Shown) {
    g.piece(place, &shown.text);
    if let Some(text) = string::mistaken(&shown.text) {
        g.piece(place, text);
    }
    g.piece(format!("{place}: замещающий текст"), &shown.instead);
}

/// Whether a page shows something that may be text, but cannot be read: a scan (perhaps with the stamp of a signature
/// over it), glyphs without letters, outlines.
fn hides(shown: &Shown, page: f64) -> bool {
    let covered = shown.area / page;
    let scan = shown.images > 0
        && (shown.letters < 10
            || covered > 0.5 && shown.letters < 30
            || covered > 0.8 && shown.letters < 300);
    let outlines = shown.letters < 10 && shown.curves > 300;
    scan || outlines || shown.unmapped > shown.letters
}

/// The content streams of a page.
fn contents(doc: &Document, dict: &Dictionary) -> Vec<ObjectId> {
    let Ok(written) = dict.get(b"Contents") else {
        return Vec::new();
    };
    match (written, follow(doc, written)) {
        (_, Some(Object::Array(list))) => list
            .iter()
            .filter_map(|o| o.as_reference().ok())
            .take(10_000)
            .collect(),
        (Object::Reference(id), _) => vec![*id],
        _ => Vec::new(),
    }
}

/// A value of a page or of a node above it.
fn inherited<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = dict;
    for _ in 0..32 {
        if let Some(value) = get(doc, node, key) {
            return Some(value);
        }
        node = get_dict(doc, node, b"Parent")?;
    }
    None
}

/// The pages in the order of the tree, each once.
fn tree(doc: &Document) -> Vec<ObjectId> {
    let root = || {
        let catalog = get_dict(doc, &doc.trailer, b"Root")?;
        catalog.get(b"Pages").ok()?.as_reference().ok()
    };
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    let mut stack: Vec<ObjectId> = root().into_iter().collect();
    while let Some(id) = stack.pop() {
        if out.len() == MAX_PAGES || !seen.insert(id) {
            continue;
        }
        let Some(dict) = doc.objects.get(&id).and_then(as_dict) else {
            continue;
        };
        match get(doc, dict, b"Kids") {
            Some(Object::Array(kids)) => {
                stack.extend(kids.iter().rev().filter_map(|k| k.as_reference().ok()))
            }
            _ => out.push(id),
        }
    }
    out
}
