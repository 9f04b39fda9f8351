//! GIF: blocks one after another.

use super::{Meta, Picture};
use crate::attachment::plain;

/// Extensions that make a GIF move.
const LOOPS: &[&[u8; 11]] = &[b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// Walks over a GIF.
pub fn walk(bytes: &[u8]) -> Result<Picture, String> {
    let broken = || "картинка обрывается".to_owned();
    let head = bytes.get(..13).ok_or_else(broken)?;
    let mut at = 13 + table(head[10]);
    let mut out = Picture {
        cleaned: bytes.get(..at).ok_or_else(broken)?.to_vec(),
        ..Picture::default()
    };
    let mut frames = 0;
    loop {
        let start = at;
        match bytes.get(at) {
            Some(0x21) => {
                let label = *bytes.get(at + 1).ok_or_else(broken)?;
                at = blocks(bytes, at + 2).ok_or_else(broken)?;
                let body = &bytes[start..at];
                let data = data(&body[2..]);
                match label {
                    0xf9 => out.cleaned.extend(body),
                    0xff if LOOPS.iter().any(|l| data.starts_with(*l)) => out.cleaned.extend(body),
                    0xfe => {
                        let text = plain::short(&data);
                        out.meta
                            .push(Meta::Text("примечание в файле снимка".into(), text));
                    }
                    0xff if data.starts_with(b"XMP DataXMP") => {
                        // The packet stands as it is: its bytes are the lengths of the blocks too.
                        out.meta.push(Meta::Xmp(body[14..].to_vec()));
                    }
                    _ => out.meta.push(Meta::Bytes("служебные данные снимка", data)),
                }
            }
            Some(0x2c) => {
                let flags = *bytes.get(at + 9).ok_or_else(broken)?;
                // Descriptor, table of colours, size of codes.
                at = blocks(bytes, at + 10 + table(flags) + 1).ok_or_else(broken)?;
                out.cleaned.extend(&bytes[start..at]);
                frames += 1;
            }
            Some(0x3b) => {
                at += 1;
                break;
            }
            // Programs forget the last byte, and browsers forgive it.
            None if frames > 0 => break,
            None => return Err(broken()),
            Some(_) => return Err("картинка повреждена".into()),
        }
    }
    if frames == 0 {
        return Err("в картинке нет изображения".into());
    }
    out.cleaned.push(0x3b);
    out.animated = frames > 1;
    out.end = at;
    Ok(out)
}

/// Bytes of a table of colours by its flags.
fn table(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

/// The end of the blocks that begin at `at`.
fn blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let size = usize::from(*bytes.get(at)?);
        at += 1 + size;
        if size == 0 {
            return Some(at);
        }
    }
}

/// The data of blocks together.
fn data(blocks: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = blocks;
    while let Some((size, after)) = rest.split_first() {
        let size = usize::from(*size).min(after.len());
        out.extend(&after[..size]);
        rest = &after[size..];
    }
    out
}
