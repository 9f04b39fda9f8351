//! RTF: words without their control words, in the code page that the file names.

use encoding_rs::Encoding;

use super::gather::Gather;
use super::{Trouble, plain};

/// Destinations that hold no words: fonts are skipped, pictures and objects are bytes in hexadecimal digits.
const MUTE: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "datastore",
    "generator",
];
/// Destinations with bytes of something else.
const HEXADECIMAL: &[&str] = &["pict", "objdata"];
/// Properties of the document, and their places.
const PROPERTIES: &[(&str, &str)] = &[
    ("title", "свойства документа: название"),
    ("subject", "свойства документа: тема"),
    ("author", "свойства документа: автор"),
    ("manager", "свойства документа: руководитель"),
    ("company", "свойства документа: организация"),
    ("operator", "свойства документа: кто изменил последним"),
    ("category", "свойства документа: категория"),
    ("keywords", "свойства документа: ключевые слова"),
    ("comment", "свойства документа: примечания"),
    ("doccomm", "свойства документа: примечания"),
    ("hlinkbase", "свойства документа: адрес"),
    ("propname", "свойства документа"),
    ("staticval", "свойства документа"),
    ("annotation", "примечания"),
    ("atnauthor", "автор примечания"),
    ("atnid", "автор примечания"),
    ("revtbl", "авторы правок"),
    ("header", "верхний колонтитул"),
    ("headerl", "верхний колонтитул"),
    ("headerr", "верхний колонтитул"),
    ("headerf", "верхний колонтитул"),
    ("footer", "нижний колонтитул"),
    ("footerl", "нижний колонтитул"),
    ("footerr", "нижний колонтитул"),
    ("footerf", "нижний колонтитул"),
    ("footnote", "сноски"),
    ("fldinst", "код поля"),
    ("bkmkstart", "имя закладки"),
];
/// Groups deeper than this are no document.
const MAX_GROUPS: usize = 1000;

#[derive(Clone, Copy)]
struct Group {
    /// Index of the sink, `None` if what stands here is no text.
    sink: Option<usize>,
    hexadecimal: bool,
    /// How many characters stand for `\u` in older programs.
    fallback: usize,
}

struct Rtf {
    sinks: Vec<(&'static str, String)>,
    groups: Vec<Group>,
    page: &'static Encoding,
    pending: Vec<u8>,
    units: Vec<u16>,
    skip: usize,
    nibbles: Vec<u8>,
    objects: Vec<Vec<u8>>,
}

/// Reads an RTF.
pub fn read(g: &mut Gather, bytes: &[u8]) {
    let mut rtf = Rtf {
        sinks: vec![("текст документа", String::new())],
        groups: vec![Group {
            sink: Some(0),
            hexadecimal: false,
            fallback: 1,
        }],
        page: encoding_rs::WINDOWS_1251,
        pending: Vec::new(),
        units: Vec::new(),
        skip: 0,
        nibbles: Vec::new(),
        objects: Vec::new(),
    };
    let whole = rtf.walk(bytes);
    rtf.flush();
    for (place, text) in &rtf.sinks {
        g.piece(place, text);
    }
    for object in rtf.objects {
        if g.member() && g.spend(object.len()) {
            let known = super::picture::read(g, &object);
            if !known {
                g.piece("вложенный объект", plain::runs(&object));
                g.trouble(Trouble::Unknown("объекты внутри RTF".into()));
            }
        }
    }
    if !whole {
        g.trouble(Trouble::Damaged("документ обрывается".into()));
    }
}

impl Rtf {
    /// `false` if the file breaks off.
    fn walk(&mut self, bytes: &[u8]) -> bool {
        let mut at = 0;
        let mut fresh = false;
        while let Some(&b) = bytes.get(at) {
            at += 1;
            match b {
                b'{' => {
                    self.flush();
                    if self.groups.len() > MAX_GROUPS {
                        return false;
                    }
                    let top = self.top();
                    self.groups.push(top);
                    fresh = true;
                    continue;
                }
                b'}' => {
                    self.flush();
                    if self.top().hexadecimal && !self.nibbles.is_empty() {
                        self.objects.push(std::mem::take(&mut self.nibbles));
                    }
                    if self.groups.len() > 1 {
                        self.groups.pop();
                        if self.groups.len() == 1 {
                            return true;
                        }
                    }
                }
                b'\\' => at = self.control(bytes, at, &mut fresh),
                b'\r' | b'\n' => {}
                _ => self.byte(b),
            }
            if b != b'\\' {
                fresh = false;
            }
        }
        self.groups.len() <= 1
    }

    fn top(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group {
            sink: Some(0),
            hexadecimal: false,
            fallback: 1,
        })
    }

    fn set(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(top) = self.groups.last_mut() {
            change(top);
        }
    }

    fn control(&mut self, bytes: &[u8], mut at: usize, fresh: &mut bool) -> usize {
        let Some(&first) = bytes.get(at) else {
            return at;
        };
        if !first.is_ascii_alphabetic() {
            at += 1;
            match first {
                b'\'' => {
                    let hex = bytes
                        .get(at..at + 2)
                        .and_then(|h| std::str::from_utf8(h).ok());
                    if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
                        at += 2;
                        self.byte(byte);
                    }
                    *fresh = false;
                }
                b'~' => self.char(' '),
                b'_' => self.char('-'),
                b'\\' | b'{' | b'}' => self.byte(first),
                b'\r' | b'\n' => self.char('\n'),
                // An ignorable destination: what its name is follows.
                b'*' => {}
                _ => {}
            }
            return at;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && at - start < 32 {
            at += 1;
        }
        let word = std::str::from_utf8(&bytes[start..at]).unwrap_or_default();
        let digits = at;
        if bytes.get(at) == Some(&b'-') {
            at += 1;
        }
        while bytes.get(at).is_some_and(u8::is_ascii_digit) && at - digits < 12 {
            at += 1;
        }
        let number: Option<i64> = std::str::from_utf8(&bytes[digits..at])
            .ok()
            .and_then(|n| n.parse().ok());
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let fresh = std::mem::take(fresh);
        match (word, number) {
            ("u", Some(n)) => {
                self.text();
                self.units.push(n as u16);
                self.skip = self.top().fallback;
            }
            ("uc", Some(n)) => self.set(|top| top.fallback = n.clamp(0, 16) as usize),
            ("ansicpg", Some(n)) => {
                let label = format!("windows-{n}");
                if n == 866 {
                    self.page = encoding_rs::IBM866;
                } else if let Some(page) = Encoding::for_label(label.as_bytes()) {
                    // Western files of Russian authors hold Cyrillic letters all the same.
                    if n != 1252 {
                        self.page = page;
                    }
                }
            }
            ("mac", _) => self.page = encoding_rs::X_MAC_CYRILLIC,
            ("bin", Some(n)) => {
                self.flush();
                let end = at.saturating_add(n.max(0) as usize).min(bytes.len());
                let body = &bytes[at..end];
                self.nibbles.clear();
                self.objects.push(body.to_vec());
                return end;
            }
            ("par" | "line" | "row" | "cell" | "sect" | "page", _) => self.char('\n'),
            ("tab" | "emspace" | "enspace" | "qmspace", _) => self.char(' '),
            ("emdash" | "endash", _) => self.char('–'),
            ("lquote" | "rquote", _) => self.char('\''),
            ("ldblquote", _) => self.char('«'),
            ("rdblquote", _) => self.char('»'),
            _ if !fresh => {}
            _ if MUTE.contains(&word) => self.set(|top| top.sink = None),
            _ if HEXADECIMAL.contains(&word) => {
                self.flush();
                self.set(|top| {
                    top.sink = None;
                    top.hexadecimal = true;
                });
            }
            _ => {
                if let Some((_, place)) = PROPERTIES.iter().find(|(name, _)| *name == word) {
                    self.flush();
                    let sink = self.sink(place);
                    self.set(|top| top.sink = Some(sink));
                }
            }
        }
        at
    }

    fn sink(&mut self, place: &'static str) -> usize {
        match self.sinks.iter().position(|(p, _)| *p == place) {
            Some(index) => {
                self.sinks[index].1.push('\n');
                index
            }
            None => {
                self.sinks.push((place, String::new()));
                self.sinks.len() - 1
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.top().hexadecimal {
            self.nibble(byte);
        } else if self.top().sink.is_some() {
            self.wide();
            self.pending.push(byte);
        }
    }

    fn nibble(&mut self, digit: u8) {
        if let Some(value) = char::from(digit).to_digit(16) {
            // One digit waits in `pending` for its other half.
            match self.pending.pop() {
                Some(high) => self.nibbles.push(high << 4 | value as u8),
                None => self.pending.push(value as u8),
            }
        }
    }

    fn char(&mut self, c: char) {
        self.flush();
        if let Some(sink) = self.top().sink {
            self.sinks[sink].1.push(c);
        }
    }

    fn flush(&mut self) {
        self.text();
        self.wide();
        self.skip = 0;
    }

    fn text(&mut self) {
        let bytes = std::mem::take(&mut self.pending);
        if let Some(sink) = self.top().sink.filter(|_| !bytes.is_empty()) {
            let text = self.page.decode_without_bom_handling(&bytes).0;
            self.sinks[sink].1.push_str(&text);
        }
    }

    fn wide(&mut self) {
        let units = std::mem::take(&mut self.units);
        if let Some(sink) = self.top().sink.filter(|_| !units.is_empty()) {
            self.sinks[sink]
                .1
                .push_str(&String::from_utf16_lossy(&units));
        }
    }
}
