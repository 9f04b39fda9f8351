//! Everything in a PDF that is no page: properties, bookmarks, notes, fields, scripts, attached files, metadata.

use std::collections::HashSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::attachment::gather::Gather;
use crate::attachment::xml::{self, Lines};
use crate::attachment::{Trouble, plain};

use super::{get, get_dict, string, unpack};

/// Values that are bytes or the machine's own words.
const NO_TEXT: &[&[u8]] = &[
    b"ID",
    b"O",
    b"U",
    b"OE",
    b"UE",
    b"Perms",
    b"CheckSum",
    b"CreationDate",
    b"ModDate",
    b"M",
    b"Lang",
    b"Lookup",
    b"IDTree",
    b"DA",
    b"PieceInfo",
    b"Panose",
    b"CharSet",
    b"Registry",
    b"Ordering",
    b"Index",
    b"OutputConditionIdentifier",
    b"OutputCondition",
    b"RegistryName",
    b"LastModified",
    b"ByteRange",
];
/// Deeper than any honest array or dictionary; the parser allows no more.
const MAX_NESTING: usize = 100;

struct Objects<'g, 'a> {
    g: &'g mut Gather,
    doc: &'a Document,
    info: Option<ObjectId>,
    /// Streams whose bytes are a text of some key: scripts, rich text.
    texts: Vec<(ObjectId, String)>,
    /// Streams that are files, with their names.
    files: Vec<(ObjectId, String)>,
    /// Streams that are no text: fonts, colours.
    mute: HashSet<ObjectId>,
}

/// Reads every object; `done` are streams that the pages have read.
pub fn objects(g: &mut Gather, doc: &Document, done: &HashSet<ObjectId>) {
    let mut all = Objects {
        g,
        doc,
        info: doc.trailer.get(b"Info").and_then(Object::as_reference).ok(),
        texts: Vec::new(),
        files: Vec::new(),
        mute: done.clone(),
    };
    for (id, object) in &doc.objects {
        all.object(*id, object, b"", None, 0);
    }
    let texts = std::mem::take(&mut all.texts);
    let files = std::mem::take(&mut all.files);
    for (id, place) in texts {
        if let (true, Some(Object::Stream(stream))) = (all.mute.insert(id), doc.objects.get(&id))
            && let Some(bytes) = unpack(all.g, stream)
        {
            all.g.piece(place, string::text(&bytes));
        }
    }
    for (id, name) in files {
        if let Some(Object::Stream(stream)) = doc.objects.get(&id)
            && all.mute.insert(id)
        {
            all.file(stream, &name);
        }
    }
    for (id, object) in &doc.objects {
        if let Object::Stream(stream) = object
            && !all.mute.contains(id)
        {
            all.stream(stream);
        }
    }
}

impl<'a> Objects<'_, 'a> {
    /// `key` is what the object is called in `parent`.
    fn object(
        &mut self,
        id: ObjectId,
        object: &'a Object,
        key: &[u8],
        parent: Option<&'a Dictionary>,
        depth: usize,
    ) {
        if depth > MAX_NESTING {
            return;
        }
        match object {
            Object::String(bytes, _) if !NO_TEXT.contains(&key) => {
                self.string(id, bytes, key, parent)
            }
            Object::Name(name)
                if matches!(key, b"V" | b"AS" | b"DV")
                    || Some(id) == self.info && key != b"Trapped" =>
            {
                let text = string::text(name);
                if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
                    self.g
                        .piece(place(self.info == Some(id), key, parent), text);
                }
            }
            Object::Array(items) => {
                for item in items {
                    self.object(id, item, key, parent, depth + 1);
                }
            }
            Object::Dictionary(dict) => self.dict(id, dict, depth),
            Object::Stream(stream) => self.dict(id, &stream.dict, depth),
            Object::Reference(target) => self.reference(*target, key),
            _ => {}
        }
    }

    fn dict(&mut self, id: ObjectId, dict: &'a Dictionary, depth: usize) {
        if let Some(files) = get_dict(self.doc, dict, b"EF") {
            let name = [&b"UF"[..], b"F"]
                .iter()
                .find_map(|key| get(self.doc, dict, key)?.as_str().ok())
                .map_or_else(|| "файл".to_owned(), string::text);
            let streams = files.iter().filter_map(|(_, v)| v.as_reference().ok());
            self.files.extend(streams.map(|id| (id, name.clone())));
        }
        for (key, value) in dict.iter() {
            // Names of properties, fields and layers that people have made up are words too.
            if key.iter().any(|b| *b >= 0x80) || Some(id) == self.info {
                let name = string::text(key);
                if name.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
                    self.g.piece("имя свойства документа", name);
                }
            }
            self.object(id, value, key, Some(dict), depth + 1);
        }
    }

    fn reference(&mut self, target: ObjectId, key: &[u8]) {
        match key {
            b"ToUnicode" | b"FontFile" | b"FontFile2" | b"FontFile3" | b"DestOutputProfile"
            | b"CIDToGIDMap" | b"CIDSet" | b"CharProcs" | b"Function" => {
                self.mute.insert(target);
            }
            b"JS" | b"RC" | b"RV" | b"V" | b"DV" | b"Contents" if self.is_stream(target) => {
                self.texts.push((target, place(false, key, None)));
            }
            _ => {}
        }
    }

    fn is_stream(&self, id: ObjectId) -> bool {
        matches!(self.doc.objects.get(&id), Some(Object::Stream(_)))
    }

    fn string(&mut self, id: ObjectId, bytes: &[u8], key: &[u8], parent: Option<&'a Dictionary>) {
        let signature = key == b"Contents" && parent.is_some_and(|p| p.has(b"ByteRange"));
        let text = string::text(bytes);
        if signature || matches!(key, b"Cert") {
            self.g.piece("электронная подпись", plain::runs(bytes));
        } else if string::is_words(&text) {
            self.g
                .piece(place(self.info == Some(id), key, parent), text);
        } else {
            self.g.piece("байты в строках файла", plain::runs(bytes));
        }
    }

    /// An attached file.
    fn file(&mut self, stream: &Stream, name: &str) {
        if self.g.member()
            && let Some(bytes) = unpack(self.g, stream)
        {
            self.g.nested(&format!("{name} внутри PDF"), name, &bytes);
        }
    }

    /// A stream that nobody has asked for by name.
    fn stream(&mut self, stream: &Stream) {
        let name = |key| match get(self.doc, &stream.dict, key) {
            Some(Object::Name(name)) => name.as_slice(),
            _ => b"",
        };
        match (name(b"Type"), name(b"Subtype")) {
            (_, b"Image") => self.image(stream),
            (b"EmbeddedFile", _) => self.file(stream, "файл"),
            (b"Metadata", _) | (_, b"XML") => {
                if let Some(bytes) = unpack(self.g, stream) {
                    self.markup(&bytes, "метаданные XMP");
                }
            }
            (b"ObjStm" | b"XRef" | b"CMap", _) => {}
            _ => {
                if let Some(bytes) = unpack(self.g, stream) {
                    let start = bytes.iter().find(|b| !b.is_ascii_whitespace());
                    if start == Some(&b'<') || bytes.starts_with(b"\xef\xbb\xbf<") {
                        self.markup(&bytes, "данные формы");
                    } else {
                        // Content that no page shows: the strings of its operators at least.
                        self.g
                            .piece("неиспользуемые данные файла", plain::runs(&bytes));
                    }
                }
            }
        }
    }

    fn markup(&mut self, bytes: &[u8], place: &str) {
        let words = xml::words(self.g, bytes, Lines::Elements, &[], &mut Vec::new());
        self.g.piece(place, words.text);
        let values: Vec<String> = words
            .attributes
            .into_iter()
            .map(|(_, _, value)| value)
            .collect();
        self.g.piece(place, values.join("\n"));
        if words.broken {
            self.g.piece(place, plain::decode(bytes));
        }
    }

    /// An image: a JPEG in it has metadata of its own.
    fn image(&mut self, stream: &Stream) {
        let jpeg = stream.filters().is_ok_and(|f| f == [b"DCTDecode"]);
        if !jpeg {
            return;
        }
        if self.g.member() && self.g.spend(stream.content.len()) {
            // What is wrong with a picture inside a document is no reason to doubt its text.
            self.g.aside("снимок внутри PDF", |g| {
                crate::attachment::picture::read(g, &stream.content);
            });
        } else {
            self.g.trouble(Trouble::TooBig);
        }
    }
}

/// Where a string stands.
fn place(info: bool, key: &[u8], parent: Option<&Dictionary>) -> String {
    let kind = |name: &[u8]| {
        parent.is_some_and(
            |p| matches!(p.get(b"Subtype").and_then(Object::as_name), Ok(n) if n == name),
        )
    };
    let field = kind(b"Widget") || parent.is_some_and(|p| p.has(b"FT"));
    let known = match key {
        _ if info => match key {
            b"Title" => "свойства документа: название",
            b"Author" => "свойства документа: автор",
            b"Subject" => "свойства документа: тема",
            b"Keywords" => "свойства документа: ключевые слова",
            b"Creator" => "свойства документа: чем создан",
            b"Producer" => "свойства документа: чем записан",
            _ => return format!("свойства документа: {}", string::text(key)),
        },
        b"Title" => "закладка",
        b"T" if field => "имя поля формы",
        b"T" => "автор примечания",
        b"V" | b"DV" | b"TU" | b"TM" | b"Opt" | b"CA" | b"AC" | b"RV" | b"MaxLen" => "поле формы",
        b"Contents" | b"RC" | b"Subj" => "примечание",
        b"JS" => "сценарий",
        b"UF" | b"F" | b"DOS" | b"Unix" => "имя вложенного файла",
        b"Desc" => "описание вложенного файла",
        b"URI" => "адрес ссылки",
        b"Alt" | b"ActualText" | b"E" => "замещающий текст",
        b"Name" | b"Reason" | b"Location" | b"ContactInfo"
            if parent.is_some_and(|p| p.has(b"ByteRange")) =>
        {
            "электронная подпись"
        }
        b"Names" | b"Limits" | b"Dests" => "имена внутри файла",
        _ => return format!("строка «{}» внутри файла", string::text(key)),
    };
    known.to_owned()
}
