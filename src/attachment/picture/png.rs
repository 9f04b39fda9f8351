//! PNG: chunks with checksums.

use std::io::Read;

use super::{Meta, Picture};
use crate::attachment::plain;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Chunks that the picture needs: pixels, palette, transparency, colours, density, animation.
const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
/// Chunks without which a picture that is written anew would change its colours.
const COLOURS: &[&[u8; 4]] = &[b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"];
/// Texts and profiles unpack to no more.
const MAX_UNPACKED: u64 = 8 * 1024 * 1024;

struct Chunk<'a> {
    kind: [u8; 4],
    body: &'a [u8],
    /// With length and checksum.
    whole: &'a [u8],
}

fn chunks(bytes: &[u8]) -> Result<(Vec<Chunk<'_>>, usize), String> {
    let broken = || "картинка обрывается".to_owned();
    let mut out = Vec::new();
    let mut at = SIGNATURE.len();
    loop {
        let head = bytes.get(at..at + 8).ok_or_else(broken)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let kind = [head[4], head[5], head[6], head[7]];
        let end = at
            .checked_add(length)
            .and_then(|e| e.checked_add(12))
            .ok_or_else(broken)?;
        let whole = bytes.get(at..end).ok_or_else(broken)?;
        let body = &whole[8..8 + length];
        at = end;
        if KEPT.contains(&&kind) {
            let mut sum = flate2::Crc::new();
            sum.update(&whole[4..8 + length]);
            if sum.sum().to_be_bytes() != whole[8 + length..] {
                return Err("контрольная сумма картинки не сходится".into());
            }
        }
        out.push(Chunk { kind, body, whole });
        if &kind == b"IEND" {
            return Ok((out, at));
        }
    }
}

/// Walks over a PNG.
pub fn walk(bytes: &[u8]) -> Result<Picture, String> {
    let (chunks, end) = chunks(bytes)?;
    let has = |kind: &[u8; 4]| chunks.iter().any(|c| &c.kind == kind);
    let size = chunks
        .first()
        .filter(|c| &c.kind == b"IHDR" && c.body.len() == 13);
    if size.is_none_or(|c| c.body[..4] == [0; 4] || c.body[4..8] == [0; 4]) || !has(b"IDAT") {
        return Err("в картинке нет изображения".into());
    }
    let mut out = Picture {
        cleaned: SIGNATURE.to_vec(),
        animated: has(b"acTL"),
        end,
        ..Picture::default()
    };
    for chunk in &chunks {
        if KEPT.contains(&&chunk.kind) {
            out.cleaned.extend(chunk.whole);
        }
        match &chunk.kind {
            b"eXIf" => out.meta.push(Meta::Exif(chunk.body.to_vec())),
            b"tEXt" => {
                let (key, text) = split(chunk.body);
                text_of(&mut out.meta, key, text);
            }
            b"zTXt" => {
                let (key, rest) = split(chunk.body);
                text_of(
                    &mut out.meta,
                    key,
                    &inflate(rest.get(1..).unwrap_or_default()),
                );
            }
            b"iTXt" => international(&mut out.meta, chunk.body),
            b"iCCP" => {
                let (name, rest) = split(chunk.body);
                out.meta.push(Meta::Text(
                    "имя цветового профиля".into(),
                    plain::short(name),
                ));
                out.meta
                    .push(Meta::Profile(inflate(rest.get(1..).unwrap_or_default())));
            }
            kind if !KEPT.contains(&kind) => {
                out.meta
                    .push(Meta::Bytes("служебные данные снимка", chunk.body.to_vec()));
            }
            _ => {}
        }
    }
    Ok(out)
}

/// A PNG written anew, with the colours of the picture that it was made of.
pub fn coloured(new: &[u8], old: &[u8]) -> Result<Vec<u8>, String> {
    let (of_old, _) = chunks(old)?;
    let (of_new, _) = chunks(new)?;
    let mut out = SIGNATURE.to_vec();
    for (i, chunk) in of_new.iter().enumerate() {
        if !COLOURS.contains(&&chunk.kind) {
            out.extend(chunk.whole);
        }
        if i == 0 {
            let colours = of_old.iter().filter(|c| COLOURS.contains(&&c.kind));
            colours.for_each(|c| out.extend(c.whole));
        }
    }
    Ok(out)
}

fn text_of(meta: &mut Vec<Meta>, key: &[u8], text: &[u8]) {
    let key = plain::short(key);
    // ImageMagick writes other metadata as hexadecimal digits.
    if let Some(kind) = key.strip_prefix("Raw profile type ") {
        let bytes = digits(text);
        match kind {
            "exif" | "APP1" => match bytes.strip_prefix(b"Exif\0\0") {
                Some(tiff) => meta.push(Meta::Exif(tiff.to_vec())),
                None => meta.push(Meta::Bytes("служебные данные снимка", bytes)),
            },
            "iptc" | "8bim" => meta.push(Meta::Photoshop(bytes)),
            "xmp" => meta.push(Meta::Xmp(bytes)),
            _ => meta.push(Meta::Bytes("служебные данные снимка", bytes)),
        }
        return;
    }
    meta.push(Meta::Text(
        format!("текст в файле снимка: {key}"),
        plain::short(text),
    ));
}

/// The bytes after the name and the length, which take a line each.
fn digits(text: &[u8]) -> Vec<u8> {
    let lines = text.trim_ascii_start().splitn(3, |b| *b == b'\n');
    let hex: Vec<u8> = lines
        .last()
        .unwrap_or_default()
        .iter()
        .copied()
        .filter(u8::is_ascii_hexdigit)
        .collect();
    let value = |b: u8| char::from(b).to_digit(16).unwrap_or(0) as u8;
    hex.chunks_exact(2)
        .map(|p| value(p[0]) << 4 | value(p[1]))
        .collect()
}

/// Keyword, flag and method of compression, language, keyword in that language, text.
fn international(meta: &mut Vec<Meta>, body: &[u8]) {
    let (key, rest) = split(body);
    let packed = rest.first() == Some(&1);
    let (_, rest) = split(rest.get(2..).unwrap_or_default());
    let (translated, text) = split(rest);
    let text = if packed { inflate(text) } else { text.to_vec() };
    if key == b"XML:com.adobe.xmp" {
        meta.push(Meta::Xmp(text));
        return;
    }
    meta.push(Meta::Text(
        "текст в файле снимка".into(),
        plain::short(translated),
    ));
    text_of(meta, key, &text);
}

/// What stands before and after a NUL.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.iter().position(|b| *b == 0) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &[]),
    }
}

fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    // What could be unpacked before a mistake is text all the same.
    let _ = flate2::read::ZlibDecoder::new(bytes)
        .take(MAX_UNPACKED)
        .read_to_end(&mut out);
    out
}
