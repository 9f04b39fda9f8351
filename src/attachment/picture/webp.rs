//! WebP: a RIFF with chunks.

use super::{Meta, Picture};

/// Chunks that the picture needs.
const KEPT: &[&[u8; 4]] = &[
    b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];
/// Flags of `VP8X` that promise EXIF and XMP.
const PROMISES: u8 = 0x08 | 0x04;
/// A frame of an animation: its place and time before its own chunks.
const FRAME_HEAD: usize = 16;

/// Walks over a WebP.
pub fn walk(bytes: &[u8]) -> Result<Picture, String> {
    let broken = || "картинка обрывается".to_owned();
    let size = bytes.get(4..8).ok_or_else(broken)?;
    let end = 8 + u32::from_le_bytes([size[0], size[1], size[2], size[3]]) as usize;
    let body = bytes.get(12..end).ok_or_else(broken)?;
    let mut out = Picture {
        cleaned: b"RIFF\0\0\0\0WEBP".to_vec(),
        end,
        ..Picture::default()
    };
    let mut pixels = false;
    for chunk in chunks(body) {
        let (kind, data) = chunk?;
        match kind {
            b"VP8X" if data.len() == 10 => {
                let mut data = data.to_vec();
                data[0] &= !PROMISES;
                push(&mut out.cleaned, kind, &data);
            }
            b"ANMF" => {
                out.animated = true;
                pixels = true;
                push(&mut out.cleaned, kind, &frame(data)?);
            }
            b"EXIF" => {
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                out.meta.push(Meta::Exif(tiff.to_vec()));
            }
            b"XMP " => out.meta.push(Meta::Xmp(data.to_vec())),
            kind if KEPT.contains(&kind) => {
                pixels |= matches!(kind, b"VP8 " | b"VP8L");
                if kind == b"ICCP" {
                    out.meta.push(Meta::Profile(data.to_vec()));
                }
                push(&mut out.cleaned, kind, data);
            }
            _ => out
                .meta
                .push(Meta::Bytes("служебные данные снимка", data.to_vec())),
        }
    }
    if !pixels {
        return Err("в картинке нет изображения".into());
    }
    let size = (out.cleaned.len() - 8) as u32;
    out.cleaned[4..8].copy_from_slice(&size.to_le_bytes());
    Ok(out)
}

type Chunk<'a> = (&'a [u8; 4], &'a [u8]);

fn chunks(body: &[u8]) -> impl Iterator<Item = Result<Chunk<'_>, String>> {
    let mut rest = body;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((kind, after)) = rest.split_first_chunk::<4>() else {
            rest = &[];
            return Some(Err("картинка обрывается".into()));
        };
        let chunk = after.split_first_chunk::<4>().and_then(|(size, data)| {
            let size = u32::from_le_bytes(*size) as usize;
            Some((
                data.get(..size)?,
                data.get(size + size % 2..).unwrap_or_default(),
            ))
        });
        Some(match chunk {
            Some((data, next)) => {
                rest = next;
                Ok((kind, data))
            }
            None => {
                rest = &[];
                Err("картинка обрывается".into())
            }
        })
    })
}

fn push(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
    out.extend(kind);
    out.extend((data.len() as u32).to_le_bytes());
    out.extend(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

/// A frame with its pixels only.
fn frame(data: &[u8]) -> Result<Vec<u8>, String> {
    let head = data.get(..FRAME_HEAD).ok_or("картинка обрывается")?;
    let mut out = head.to_vec();
    for chunk in chunks(&data[FRAME_HEAD..]) {
        let (kind, data) = chunk?;
        if matches!(kind, b"VP8 " | b"VP8L" | b"ALPH") {
            push(&mut out, kind, data);
        }
    }
    Ok(out)
}
