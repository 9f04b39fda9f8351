//! Raster pictures: one walk over the segments gives both what is written beside the pixels and the picture without it.

mod boxes;
mod exif;
mod gif;
mod iptc;
mod jpeg;
mod png;
mod turn;
mod webp;

use super::gather::Gather;
use super::xml::{self, Lines};
use super::{Trouble, plain};

/// Metadata found by their marks in bytes of another format.
const MAX_MARKS: usize = 64;

/// What a walk over a picture gives.
#[derive(Default)]
struct Picture {
    /// The picture without metadata, its pixels untouched.
    cleaned: Vec<u8>,
    meta: Vec<Meta>,
    /// Where the picture ends and something else begins.
    end: usize,
    animated: bool,
}

/// Something beside the pixels.
enum Meta {
    /// A TIFF structure with EXIF.
    Exif(Vec<u8>),
    /// An XMP packet.
    Xmp(Vec<u8>),
    /// Resources of Photoshop, IPTC among them.
    Photoshop(Vec<u8>),
    /// A colour profile.
    Profile(Vec<u8>),
    /// A text at its place.
    Text(String, String),
    /// Bytes of nobody's format at their place.
    Bytes(&'static str, Vec<u8>),
}

/// Formats that are walked over segment by segment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Jpeg,
    Png,
    Webp,
    Gif,
}

impl Format {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            Some(Self::Gif)
        } else {
            None
        }
    }

    fn walk(self, bytes: &[u8]) -> Result<Picture, String> {
        match self {
            Self::Jpeg => jpeg::walk(bytes),
            Self::Png => png::walk(bytes),
            Self::Webp => webp::walk(bytes),
            Self::Gif => gif::walk(bytes),
        }
    }
}

/// Reads what is written beside the pixels; `false` if the bytes are no picture that we know.
pub fn read(g: &mut Gather, bytes: &[u8]) -> bool {
    let Some(format) = Format::of(bytes) else {
        return read_other(g, bytes);
    };
    match format.walk(bytes) {
        Ok(picture) => {
            picture.meta.into_iter().for_each(|m| tell(g, m));
            let tail = &bytes[picture.end..];
            if !tail.is_empty() {
                if super::sniff::is_known(tail) {
                    g.nested("после конца снимка", "", tail);
                } else {
                    g.piece("байты после конца снимка", plain::runs(tail));
                    metadata_anywhere(g, tail);
                }
            }
        }
        Err(how) => {
            metadata_anywhere(g, bytes);
            g.piece("байты снимка", plain::runs(bytes));
            g.trouble(Trouble::Damaged(how));
        }
    }
    true
}

fn read_other(g: &mut Gather, bytes: &[u8]) -> bool {
    if exif::is_tiff(bytes) {
        exif::read(g, bytes);
        metadata_anywhere(g, bytes);
        true
    } else if is_bmp(bytes) || boxes::is_picture(bytes) {
        metadata_anywhere(g, bytes);
        true
    } else {
        false
    }
}

fn is_bmp(bytes: &[u8]) -> bool {
    // The header's reserved field is 0, and its length one of those that exist.
    bytes.starts_with(b"BM")
        && bytes.get(6..10) == Some(&[0; 4])
        && bytes
            .get(14)
            .is_some_and(|n| matches!(n, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}

fn tell(g: &mut Gather, meta: Meta) {
    match meta {
        Meta::Exif(bytes) => exif::read(g, &bytes),
        Meta::Xmp(bytes) => xmp(g, &bytes),
        Meta::Photoshop(bytes) => iptc::photoshop(g, &bytes),
        Meta::Profile(bytes) => g.piece("цветовой профиль", plain::runs(&bytes)),
        Meta::Text(place, text) => g.piece(place, text),
        Meta::Bytes(place, bytes) => g.piece(place, plain::runs(&bytes)),
    }
}

/// An XMP packet: its words, and the packet as it is for what stands in attributes.
fn xmp(g: &mut Gather, packet: &[u8]) {
    let words = xml::words(g, packet, Lines::Elements, &[], &mut Vec::new());
    g.piece("XMP", words.text);
    let values: Vec<String> = words
        .attributes
        .into_iter()
        .map(|(_, _, value)| value)
        .collect();
    g.piece("XMP", values.join("\n"));
    g.piece("XMP, разметка", plain::decode(packet));
}

/// EXIF and XMP wherever they stand in bytes of another format.
pub fn metadata_anywhere(g: &mut Gather, bytes: &[u8]) {
    for at in marks(bytes, b"Exif\0\0") {
        let tiff = &bytes[at + 6..];
        if exif::is_tiff(tiff) {
            exif::read(g, tiff);
        }
    }
    for at in marks(bytes, b"<x:xmpmeta") {
        let rest = &bytes[at..];
        let end = marks(rest, b"</x:xmpmeta>")
            .next()
            .map_or(rest.len().min(1 << 20), |end| end + 12);
        xmp(g, &rest[..end]);
    }
}

fn marks<'a>(bytes: &'a [u8], mark: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let all = bytes.windows(mark.len()).enumerate();
    all.filter(move |(_, w)| *w == mark)
        .map(|(at, _)| at)
        .take(MAX_MARKS)
}

/// See [`super::clean_picture`].
pub fn clean(bytes: &[u8]) -> Option<Result<Vec<u8>, String>> {
    let Some(format) = Format::of(bytes) else {
        return clean_other(bytes);
    };
    let walked = format.walk(bytes).and_then(|picture| {
        let orientation = picture.meta.iter().find_map(|m| match m {
            Meta::Exif(bytes) => exif::orientation(bytes),
            _ => None,
        });
        match orientation {
            Some(orientation) if orientation > 1 && !picture.animated => {
                turn::turn(format, &picture, orientation)
            }
            _ => Ok(picture.cleaned),
        }
    });
    Some(walked)
}

/// Pictures that are not rewritten: they may go out only if there is nothing to take away.
fn clean_other(bytes: &[u8]) -> Option<Result<Vec<u8>, String>> {
    let refused = |format: &str| {
        Err(format!(
            "в формате {format} программа не умеет убирать сведения о съёмке"
        ))
    };
    if exif::is_tiff(bytes) {
        Some(refused("TIFF"))
    } else if is_bmp(bytes) {
        let size = u32::from_le_bytes([bytes[2], bytes[3], bytes[4], bytes[5]]) as usize;
        Some(match bytes.get(..size) {
            Some(picture) if size > 26 => Ok(picture.to_vec()),
            _ => Err("картинка обрывается".into()),
        })
    } else if boxes::is_picture(bytes) {
        Some(match boxes::is_bare(bytes) {
            true => Ok(bytes.to_vec()),
            false => refused("HEIC или AVIF"),
        })
    } else {
        None
    }
}
