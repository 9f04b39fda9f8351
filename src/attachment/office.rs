//! Office documents: ZIPs of XML. Every part is read, the known ones at places that people know.

use super::archive::{Zip, members};
use super::gather::Gather;
use super::xml::{self, Words};
use super::{Trouble, plain};

mod parts;
mod workbook;

use workbook::Workbook;

/// Reads a ZIP: an office document part by part, any other archive member by member.
pub fn read(g: &mut Gather, bytes: &[u8]) {
    let Some(mut zip) = Zip::open(g, bytes) else {
        return;
    };
    let office = zip.names.iter().any(|n| n == "[Content_Types].xml")
        || zip.find("mimetype").is_some() && zip.names.iter().any(|n| n.starts_with("META-INF/"));
    if !office {
        members(g, &mut zip);
        return;
    }
    let mut book = Workbook::read(g, &mut zip);
    for index in 0..zip.names.len() {
        let name = zip.names[index].clone();
        if name.ends_with('/') || book.is_read(&name) {
            continue;
        }
        let Some(part) = zip.unpack(g, index) else {
            continue;
        };
        if parts::is_xml(&name, &part) {
            let place = book
                .place(&name)
                .unwrap_or_else(|| parts::place(&name, &part));
            let lines = parts::lines(&name);
            let words = xml::words(g, &part, lines, &book.shared, &mut book.used);
            tell(g, &place, words);
            if name == "META-INF/manifest.xml" && plain::decode(&part).contains("encryption-data") {
                g.trouble(Trouble::Encrypted);
            }
        } else if parts::is_settings_of_printer(&name) {
            g.piece("настройки печати", plain::runs(&part));
        } else {
            let short = name.rsplit('/').next().unwrap_or(&name);
            g.nested(&format!("{short} в документе"), &name, &part);
        }
        g.piece("имя части документа", &name);
    }
    g.piece("строки таблицы, которых нет на листах", book.unused());
}

fn tell(g: &mut Gather, place: &str, words: Words) {
    g.piece(place, &words.text);
    if !words.former.is_empty() {
        g.piece(format!("{place}, до правки"), &words.former);
    }
    g.piece(format!("{place}, примечания в разметке"), &words.comments);
    let mut last: Option<(String, String)> = None;
    for (element, attribute, value) in words.attributes {
        let what = parts::attribute(&element, &attribute);
        let at = if what.starts_with("свойство") {
            format!("{place}, {what}")
        } else {
            what
        };
        match &mut last {
            Some((place, values)) if *place == at => {
                values.push('\n');
                values.push_str(&value);
            }
            _ => {
                if let Some((place, values)) = last.replace((at, value)) {
                    g.piece(place, values);
                }
            }
        }
    }
    if let Some((place, values)) = last {
        g.piece(place, values);
    }
    if words.too_big {
        g.trouble(Trouble::TooBig);
    }
    if words.broken {
        g.trouble(Trouble::Damaged(format!("{place}: разметка обрывается")));
    }
}
