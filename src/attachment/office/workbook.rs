//! What ties the parts of a workbook together: sheets by name, hidden ones, the table of strings.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::attachment::archive::Zip;
use crate::attachment::gather::Gather;
use crate::attachment::{plain, xml};

const STRINGS: &str = "xl/sharedStrings.xml";

/// The ties; nothing if the document is no workbook.
#[derive(Default)]
pub struct Workbook {
    /// The table of strings.
    pub shared: Vec<String>,
    /// Indices of those that some cell shows.
    pub used: Vec<usize>,
    /// Part → «лист «Пары»».
    sheets: BTreeMap<String, String>,
}

impl Workbook {
    /// Reads the ties.
    pub fn read(g: &mut Gather, zip: &mut Zip<'_>) -> Self {
        let mut book = Self::default();
        let mut part = |name: &str, g: &mut Gather| zip.find(name).and_then(|i| zip.unpack(g, i));
        let Some(workbook) = part("xl/workbook.xml", g) else {
            return book;
        };
        if let Some(strings) = part(STRINGS, g) {
            book.shared = xml::shared_strings(&strings);
        }
        let relations = part("xl/_rels/workbook.xml.rels", g).unwrap_or_default();
        let mut targets = BTreeMap::new();
        elements(&relations, b"Relationship", |get| {
            if let (Some(id), Some(target)) = (get("Id"), get("Target")) {
                let target = target.trim_start_matches('/');
                let path = if target.starts_with("xl/") {
                    target.to_owned()
                } else {
                    format!("xl/{target}")
                };
                targets.insert(id, path);
            }
        });
        elements(&workbook, b"sheet", |get| {
            if let (Some(name), Some(part)) =
                (get("name"), get("id").and_then(|id| targets.remove(&id)))
            {
                let hidden = matches!(get("state").as_deref(), Some("hidden" | "veryHidden"));
                let place = if hidden {
                    "скрытый лист"
                } else {
                    "лист"
                };
                book.sheets.insert(part, format!("{place} «{name}»"));
            }
        });
        book
    }

    /// Whether a part has been read with the ties.
    pub fn is_read(&self, name: &str) -> bool {
        name == STRINGS && !self.sheets.is_empty()
    }

    /// The place of a sheet.
    pub fn place(&self, name: &str) -> Option<String> {
        self.sheets.get(name).cloned()
    }

    /// Strings that no sheet shows: left over from what was deleted.
    pub fn unused(&self) -> String {
        let mut shown = vec![false; self.shared.len()];
        for &index in &self.used {
            shown[index] = true;
        }
        let rest = self.shared.iter().zip(shown).filter(|(_, shown)| !shown);
        rest.map(|(s, _)| s.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// Every element of a name, with a way to ask for its attributes.
fn elements(bytes: &[u8], name: &[u8], mut each: impl FnMut(&dyn Fn(&str) -> Option<String>)) {
    let text = plain::decode(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut tell = |e: &BytesStart<'_>| {
        if e.local_name().as_ref() == name {
            each(&|key: &str| {
                let mut all = e.attributes();
                let found = all
                    .with_checks(false)
                    .flatten()
                    .find(|a| a.key.local_name().as_ref() == key.as_bytes())?;
                let value = found
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .ok()?;
                Some(value.into_owned())
            });
        }
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) => tell(&e),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
