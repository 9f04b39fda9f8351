//! Archives: ZIP members, gzip, tar.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::gather::Gather;
use super::{Trouble, plain};

/// A ZIP whose members can be asked for.
pub struct Zip<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names in the order of the archive.
    pub names: Vec<String>,
}

impl<'a> Zip<'a> {
    /// Opens an archive; says what is wrong with one that cannot be opened.
    pub fn open(g: &mut Gather, bytes: &'a [u8]) -> Option<Self> {
        let archive = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(_) => {
                g.piece("байты файла", plain::runs(bytes));
                g.trouble(Trouble::Damaged("оглавление архива не читается".into()));
                return None;
            }
        };
        let names: Vec<String> = archive.file_names_raw().map(plain::member_name).collect();
        if archive.has_duplicate_names() {
            g.trouble(Trouble::Damaged(
                "два файла в архиве названы одинаково".into(),
            ));
        }
        g.piece("примечание к архиву", plain::short(archive.comment()));
        let before = archive.offset() as usize;
        if let Some(head) = bytes.get(..before) {
            g.piece("байты перед архивом", plain::runs(head));
        }
        Some(Self { archive, names })
    }

    /// The unpacked bytes of a member, as many as may be unpacked.
    pub fn unpack(&mut self, g: &mut Gather, index: usize) -> Option<Vec<u8>> {
        if !g.member() {
            return None;
        }
        let name = self.names.get(index).cloned().unwrap_or_default();
        let mut member = match self.archive.by_index(index) {
            Ok(member) => member,
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                g.trouble(Trouble::Encrypted);
                return None;
            }
            Err(ZipError::UnsupportedArchive(_)) => {
                g.trouble(Trouble::Unknown(format!(
                    "способ сжатия, которым упакован файл «{name}»"
                )));
                return None;
            }
            Err(_) => {
                g.trouble(Trouble::Damaged(format!(
                    "файл «{name}» в архиве не читается"
                )));
                return None;
            }
        };
        g.piece(
            format!("примечание к файлу «{name}»"),
            plain::short(member.comment_raw()),
        );
        unpack(g, &mut member, &name)
    }

    /// Index of a member by its name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name)
    }
}

/// Reads to the end or to the limit.
fn unpack(g: &mut Gather, from: &mut impl Read, name: &str) -> Option<Vec<u8>> {
    let limit = g.allowance();
    let mut bytes = Vec::new();
    let result = from.take(limit as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > limit {
        g.trouble(Trouble::TooBig);
        g.spend(limit);
        return None;
    }
    if result.is_err() {
        g.trouble(Trouble::Damaged(format!(
            "файл «{name}» распаковался не до конца"
        )));
    }
    g.spend(bytes.len()).then_some(bytes)
}

/// Reads every member of an archive that is no document.
pub fn members(g: &mut Gather, zip: &mut Zip<'_>) {
    for index in 0..zip.names.len() {
        let name = zip.names[index].clone();
        g.piece("имя файла в архиве", &name);
        if name.ends_with('/') {
            continue;
        }
        if let Some(bytes) = zip.unpack(g, index) {
            g.nested(&in_archive(&name), &name, &bytes);
        }
    }
}

fn in_archive(name: &str) -> String {
    let short = name.rsplit(['/', '\\']).next().unwrap_or(name);
    format!("{short} в архиве")
}

/// A gzip: the name inside it, then what is packed.
pub fn gzip(g: &mut Gather, name: &str, bytes: &[u8]) {
    let mut decoder = flate2::read::MultiGzDecoder::new(bytes);
    if let Some(header) = decoder.header() {
        g.piece(
            "имя файла в архиве",
            plain::short(header.filename().unwrap_or_default()),
        );
        g.piece(
            "примечание к архиву",
            plain::short(header.comment().unwrap_or_default()),
        );
    }
    let inner = match name.to_lowercase() {
        n if n.ends_with(".tgz") => "архив.tar",
        n if n.ends_with(".gz") => &name[..name.len() - 3],
        _ => name,
    };
    if g.member()
        && let Some(unpacked) = unpack(g, &mut decoder, inner)
    {
        g.nested(&in_archive(inner), inner, &unpacked);
    }
}

const BLOCK: usize = 512;

/// Whether these are the bytes of a tar.
pub fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// A tar: headers of 512 bytes, each before its file.
pub fn tar(g: &mut Gather, bytes: &[u8]) {
    let mut at = 0;
    while let Some(header) = bytes.get(at..at + BLOCK) {
        if header.iter().all(|&b| b == 0) {
            break;
        }
        if !g.member() {
            return;
        }
        let text = |from: usize, to: usize| {
            let field = &header[from..to];
            let end = field.iter().position(|&b| b == 0).unwrap_or(field.len());
            plain::short(&field[..end])
        };
        let name = match text(345, 500) {
            prefix if prefix.is_empty() || !is_tar(header) => text(0, 100),
            prefix => format!("{prefix}/{}", text(0, 100)),
        };
        g.piece("имя файла в архиве", &name);
        g.piece(
            "владелец файла в архиве",
            format!("{} {}", text(265, 297), text(297, 329)),
        );
        let Ok(size) = usize::from_str_radix(text(124, 136).trim(), 8) else {
            g.trouble(Trouble::Damaged("оглавление архива не читается".into()));
            return;
        };
        let start = at + BLOCK;
        let Some(body) = start
            .checked_add(size)
            .and_then(|end| bytes.get(start..end))
        else {
            g.trouble(Trouble::Damaged("архив обрывается".into()));
            return;
        };
        match header[156] {
            // Long names and other properties of the next file.
            b'L' | b'K' | b'x' | b'g' => g.piece("имя файла в архиве", plain::short(body)),
            _ if !body.is_empty() => g.nested(&in_archive(&name), &name, body),
            _ => {}
        }
        at = start + size.div_ceil(BLOCK) * BLOCK;
    }
}
