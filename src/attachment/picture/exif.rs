//! EXIF: a TIFF structure with tags.

use encoding_rs::UTF_16LE;

use super::{iptc, xmp};
use crate::attachment::gather::Gather;
use crate::attachment::plain;

/// Tags that people fill in or that point to them.
const NAMES: &[(u16, &str)] = &[
    (0x010d, "DocumentName"),
    (0x010e, "ImageDescription"),
    (0x010f, "Make"),
    (0x0110, "Model"),
    (0x0131, "Software"),
    (0x0132, "DateTime"),
    (0x013b, "Artist"),
    (0x013c, "HostComputer"),
    (0x8298, "Copyright"),
    (0x9003, "DateTimeOriginal"),
    (0x9286, "UserComment"),
    (0x927c, "MakerNote"),
    (0x9c9b, "XPTitle"),
    (0x9c9c, "XPComment"),
    (0x9c9d, "XPAuthor"),
    (0x9c9e, "XPKeywords"),
    (0x9c9f, "XPSubject"),
    (0xa420, "ImageUniqueID"),
    (0xa430, "CameraOwnerName"),
    (0xa431, "BodySerialNumber"),
    (0xa433, "LensMake"),
    (0xa434, "LensModel"),
    (0xa435, "LensSerialNumber"),
    (0xa436, "ImageTitle"),
    (0xa437, "Photographer"),
    (0xa438, "ImageEditor"),
];
/// Directories of one file, and tags of one directory.
const MAX_DIRECTORIES: usize = 64;
const MAX_TAGS: usize = 1000;

const ORIENTATION: u16 = 0x0112;
const EXIF: u16 = 0x8769;
const GPS: u16 = 0x8825;
const INTEROPERABILITY: u16 = 0xa005;
const SUBDIRECTORIES: u16 = 0x014a;

/// Whether this is a TIFF structure.
pub fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

struct Tag<'a> {
    number: u16,
    kind: u16,
    value: &'a [u8],
    /// In the directory of coordinates the numbers of tags mean other things.
    gps: bool,
}

impl<'a> Tiff<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        is_tiff(bytes).then(|| Self {
            bytes,
            little: bytes[0] == b'I',
        })
    }

    fn u16(&self, bytes: &[u8]) -> Option<u16> {
        let b = bytes.first_chunk::<2>()?;
        Some(if self.little {
            u16::from_le_bytes(*b)
        } else {
            u16::from_be_bytes(*b)
        })
    }

    fn u32(&self, bytes: &[u8]) -> Option<u32> {
        let b = bytes.first_chunk::<4>()?;
        Some(if self.little {
            u32::from_le_bytes(*b)
        } else {
            u32::from_be_bytes(*b)
        })
    }

    fn rational(&self, bytes: &[u8]) -> Option<f64> {
        let below = f64::from(self.u32(bytes.get(4..)?)?);
        Some(f64::from(self.u32(bytes)?) / below).filter(|r| r.is_finite())
    }

    /// Tags of every directory, each directory once.
    fn tags(&self) -> Vec<Tag<'a>> {
        let mut out = Vec::new();
        let mut done = Vec::new();
        let first = self.bytes.get(4..).and_then(|b| self.u32(b));
        let mut queue: Vec<(u32, bool)> = first.map(|at| (at, false)).into_iter().collect();
        while let Some((at, gps)) = queue.pop() {
            if at == 0 || done.contains(&at) || done.len() == MAX_DIRECTORIES {
                continue;
            }
            done.push(at);
            let Some(directory) = self.bytes.get(at as usize..) else {
                continue;
            };
            let count = self.u16(directory).unwrap_or(0);
            let entries = directory.get(2..).unwrap_or_default();
            for entry in entries
                .chunks_exact(12)
                .take(usize::from(count).min(MAX_TAGS))
            {
                let Some(tag) = self.tag(entry, gps) else {
                    continue;
                };
                let target = self.u32(tag.value);
                match (tag.number, target) {
                    (EXIF | INTEROPERABILITY, Some(at)) if !gps => queue.push((at, false)),
                    (GPS, Some(at)) if !gps => queue.push((at, true)),
                    (SUBDIRECTORIES, _) if !gps => {
                        let all = tag.value.chunks_exact(4).take(MAX_DIRECTORIES);
                        queue.extend(all.filter_map(|b| Some((self.u32(b)?, false))));
                    }
                    _ => out.push(tag),
                }
            }
            if let Some(next) = entries
                .get(usize::from(count) * 12..)
                .and_then(|b| self.u32(b))
                && !gps
            {
                queue.push((next, false));
            }
        }
        out
    }

    fn tag(&self, entry: &'a [u8], gps: bool) -> Option<Tag<'a>> {
        let kind = self.u16(&entry[2..])?;
        let size = match kind {
            1 | 2 | 6 | 7 => 1,
            3 | 8 => 2,
            4 | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = (self.u32(&entry[4..])? as usize).checked_mul(size)?;
        let value = if length <= 4 {
            &entry[8..8 + length]
        } else {
            let at = self.u32(&entry[8..])? as usize;
            self.bytes.get(at..at.checked_add(length)?)?
        };
        Some(Tag {
            number: self.u16(entry)?,
            kind,
            value,
            gps,
        })
    }
}

/// Reads the tags.
pub fn read(g: &mut Gather, bytes: &[u8]) {
    let Some(tiff) = Tiff::new(bytes) else {
        g.piece("EXIF", plain::runs(bytes));
        return;
    };
    let tags = tiff.tags();
    if let Some(coordinates) = coordinates(&tiff, &tags) {
        g.piece("EXIF: координаты съёмки", coordinates);
    }
    for tag in &tags {
        match (tag.gps, tag.number) {
            (false, 700) => xmp(g, tag.value),
            (false, 0x83bb | 0x8649) => iptc::photoshop(g, tag.value),
            // A profile, and the strips of pixels that a careless program calls text.
            (false, 0x8773 | 273 | 279) => {}
            _ => g.piece(place(tag), text(tag)),
        }
    }
}

fn place(tag: &Tag<'_>) -> String {
    match NAMES.iter().find(|(n, _)| *n == tag.number && !tag.gps) {
        Some((_, name)) => format!("EXIF: {name}"),
        None if tag.gps => format!("EXIF: GPS 0x{:02x}", tag.number),
        None => format!("EXIF: 0x{:04x}", tag.number),
    }
}

/// The text of a tag; nothing if it is numbers.
fn text(tag: &Tag<'_>) -> String {
    let value = tag.value;
    match (tag.kind, tag.number) {
        (1, 0x9c9b..=0x9c9f) => UTF_16LE
            .decode_without_bom_handling(value)
            .0
            .trim_end_matches('\0')
            .to_owned(),
        (7, 0x9286 | 0x1b | 0x1c) if value.len() > 8 => {
            let (charset, words) = value.split_at(8);
            match charset {
                b"UNICODE\0" => plain::decode(words),
                _ => plain::short(words).replace('\0', ""),
            }
        }
        (2, _) => plain::short(value).replace('\0', " ").trim().to_owned(),
        (1 | 6 | 7, _) => plain::runs(value),
        _ => String::new(),
    }
}

/// Where the picture was taken: «55.75123, 37.61890».
fn coordinates(tiff: &Tiff<'_>, tags: &[Tag<'_>]) -> Option<String> {
    let value = |number| {
        tags.iter()
            .find(|t| t.gps && t.number == number)
            .map(|t| t.value)
    };
    let degrees = |number| {
        let value: &[u8] = value(number)?;
        let parts: Vec<f64> = value
            .chunks_exact(8)
            .map(|r| tiff.rational(r).unwrap_or(0.0))
            .collect();
        Some(
            parts
                .iter()
                .zip([1.0, 60.0, 3600.0])
                .map(|(p, unit)| p / unit)
                .sum::<f64>(),
        )
    };
    let sign = |number, negative: u8| match value(number).and_then(|v| v.first()) {
        Some(c) if c.eq_ignore_ascii_case(&negative) => -1.0,
        _ => 1.0,
    };
    let latitude: f64 = degrees(2)? * sign(1, b'S');
    let longitude: f64 = degrees(4)? * sign(3, b'W');
    Some(format!("{latitude:.5}, {longitude:.5}"))
}

/// How the picture is to be turned: 1 to 8.
pub fn orientation(bytes: &[u8]) -> Option<u8> {
    let tiff = Tiff::new(bytes)?;
    let tags = tiff.tags();
    let tag = tags.iter().find(|t| t.number == ORIENTATION && !t.gps)?;
    let value = match tag.kind {
        3 => tiff.u16(tag.value)?,
        _ => u16::from(*tag.value.first()?),
    };
    u8::try_from(value).ok().filter(|v| (1..=8).contains(v))
}
