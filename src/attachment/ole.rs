//! OLE containers: Word, Excel and PowerPoint of 1997–2003, Outlook letters, newer files under a password.
//!
//! Properties are read by their format; the text of the streams is found by runs of letters, so such a file is never
//! vouched for.

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1251};

use super::gather::Gather;
use super::{Trouble, plain};

/// Properties of both sets that people fill in, by number, and their places.
const SUMMARY: &[(u32, &str)] = &[
    (2, "название"),
    (3, "тема"),
    (4, "автор"),
    (5, "ключевые слова"),
    (6, "примечания"),
    (7, "шаблон"),
    (8, "кто изменил последним"),
    (18, "программа"),
];
const DOCUMENT_SUMMARY: &[(u32, &str)] =
    &[(2, "категория"), (14, "руководитель"), (15, "организация")];

/// Reads a container.
pub fn read(g: &mut Gather, bytes: &[u8]) {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        g.piece("байты файла", plain::runs(bytes));
        g.trouble(Trouble::Damaged("оглавление документа не читается".into()));
        return;
    };
    let paths: Vec<_> = file
        .walk()
        .filter(|e| e.is_stream())
        .map(|e| (e.path().to_owned(), e.name().to_owned()))
        .collect();
    let has = |name: &str| paths.iter().any(|(_, n)| n == name);
    if has("EncryptedPackage") {
        g.trouble(Trouble::Encrypted);
    } else {
        g.trouble(Trouble::Unknown(if has("WordDocument") {
            "до конца формат Word 97–2003".into()
        } else if has("Workbook") || has("Book") {
            "до конца формат Excel 97–2003".into()
        } else if has("PowerPoint Document") {
            "до конца формат PowerPoint 97–2003".into()
        } else if has("__properties_version1.0") {
            "письма Outlook".into()
        } else {
            "до конца файлы OLE".into()
        }));
    }
    for (path, name) in paths {
        if !g.member() {
            return;
        }
        let mut stream = Vec::new();
        let limit = g.allowance();
        let whole = file
            .open_stream(&path)
            .and_then(|s| s.take(limit as u64).read_to_end(&mut stream));
        if !g.spend(stream.len()) {
            return;
        }
        if whole.is_err() {
            g.trouble(Trouble::Damaged("часть документа не читается".into()));
        }
        g.piece(
            "имя части документа",
            name.trim_start_matches(char::is_control),
        );
        match name.as_str() {
            "\u{5}SummaryInformation" => properties(g, &stream, SUMMARY),
            "\u{5}DocumentSummaryInformation" => properties(g, &stream, DOCUMENT_SUMMARY),
            _ => {}
        }
        if encrypted(&name, &stream) {
            g.trouble(Trouble::Encrypted);
        }
        g.piece("текст документа", plain::runs(&stream));
        super::picture::metadata_anywhere(g, &stream);
    }
}

/// Whether the stream of a document says that it is enciphered.
fn encrypted(name: &str, stream: &[u8]) -> bool {
    match name {
        // The flag of [MS-DOC] FibBase.
        "WordDocument" => stream.get(11).is_some_and(|flags| flags & 1 != 0),
        // A FilePass record before the end of the globals.
        "Workbook" | "Book" => {
            let mut at = 0;
            for _ in 0..64 {
                let (Some(id), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) else {
                    return false;
                };
                match id {
                    0x2f => return true,
                    0x0a => return false,
                    _ => at += 4 + usize::from(length),
                }
            }
            false
        }
        _ => false,
    }
}

/// A property set: [MS-OLEPS] 2.
fn properties(g: &mut Gather, stream: &[u8], known: &[(u32, &str)]) {
    let sets = u32_at(stream, 24).unwrap_or(0).min(2);
    for set in 0..sets as usize {
        let Some(start) = u32_at(stream, 28 + set * 20 + 16).map(|s| s as usize) else {
            return;
        };
        let count = u32_at(stream, start.saturating_add(4))
            .unwrap_or(0)
            .min(1000) as usize;
        let entry = |i: usize| {
            let at = start.checked_add(8 + i * 8)?;
            Some((
                u32_at(stream, at)?,
                start.checked_add(u32_at(stream, at + 4)? as usize)?,
            ))
        };
        let entries: Vec<(u32, usize)> = (0..count).map_while(entry).collect();
        let page = entries
            .iter()
            .find(|(id, _)| *id == 1)
            .and_then(|(_, at)| u16_at(stream, at.saturating_add(4)))
            .unwrap_or(1251);
        for (id, at) in entries {
            let Some(text) = value(stream, at, page) else {
                continue;
            };
            let name = known.iter().filter(|_| set == 0).find(|(n, _)| *n == id);
            match name {
                Some((_, name)) => g.piece(format!("свойства документа: {name}"), text),
                None => g.piece("свойства документа", text),
            }
        }
    }
}

fn value(stream: &[u8], at: usize, page: u16) -> Option<String> {
    let length = u32_at(stream, at.checked_add(4)?)? as usize;
    let start = at.checked_add(8)?;
    let text = match u32_at(stream, at)? {
        0x1e => {
            let bytes = stream.get(start..start.checked_add(length)?)?;
            let encoding = match page {
                65001 => encoding_rs::UTF_8,
                1200 => UTF_16LE,
                page => Encoding::for_label(format!("windows-{page}").as_bytes())
                    .unwrap_or(WINDOWS_1251),
            };
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        0x1f => {
            let bytes = stream.get(start..start.checked_add(length.checked_mul(2)?)?)?;
            UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()
        }
        _ => return None,
    };
    Some(text.trim_end_matches('\0').to_owned())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let b = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let b = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}
