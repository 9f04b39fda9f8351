//! JPEG: segments until the scan, scans until the end.

use super::{Meta, Picture};

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// Then 32 bytes of a checksum, the whole length and the offset, four bytes each.
const XMP_MORE: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
/// Then the number of the part and how many there are.
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// Walks over a JPEG.
pub fn walk(bytes: &[u8]) -> Result<Picture, String> {
    let broken = || "картинка обрывается".to_owned();
    let mut out = Picture {
        cleaned: vec![0xff, 0xd8],
        ..Picture::default()
    };
    let mut gathered = Gathered::default();
    let (mut frame, mut scan) = (false, false);
    let mut at = 2;
    loop {
        // Before a marker there may be fill bytes, and in careless files anything.
        while *bytes.get(at).ok_or_else(broken)? != 0xff {
            at += 1;
        }
        while *bytes.get(at).ok_or_else(broken)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            0xd9 => break,
            0x00 | 0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = bytes.get(at..at + 2).ok_or_else(broken)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let body = length
            .checked_sub(2)
            .and_then(|n| bytes.get(at + 2..at + 2 + n))
            .ok_or_else(broken)?;
        at += length;
        match marker {
            0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
                // Without the thumbnail that may follow.
                let mut head = body[..12].to_vec();
                head.extend([0, 0]);
                segment(&mut out.cleaned, marker, &head);
                out.meta
                    .push(Meta::Bytes("уменьшенная копия снимка", body[14..].to_vec()));
            }
            0xe1 if body.starts_with(b"Exif\0") => {
                out.meta
                    .push(Meta::Exif(body.get(6..).unwrap_or_default().to_vec()));
            }
            0xe1 if body.starts_with(XMP) => out.meta.push(Meta::Xmp(body[XMP.len()..].to_vec())),
            0xe1 if body.starts_with(XMP_MORE) => {
                gathered
                    .xmp
                    .extend(body.get(XMP_MORE.len() + 40..).unwrap_or_default());
            }
            0xe2 if body.starts_with(PROFILE) => {
                segment(&mut out.cleaned, marker, body);
                gathered
                    .profile
                    .extend(body.get(PROFILE.len() + 2..).unwrap_or_default());
            }
            0xed if body.starts_with(PHOTOSHOP) => {
                gathered.photoshop.extend(&body[PHOTOSHOP.len()..])
            }
            0xee if body.starts_with(b"Adobe") => segment(&mut out.cleaned, marker, body),
            0xfe => {
                let text = crate::attachment::plain::short(body);
                out.meta
                    .push(Meta::Text("примечание в файле снимка".into(), text));
            }
            0xe0..=0xef => out
                .meta
                .push(Meta::Bytes("служебные данные снимка", body.to_vec())),
            0xf0..=0xfd => {}
            0xda => {
                if !frame {
                    return Err("в картинке нет размеров".into());
                }
                scan = true;
                segment(&mut out.cleaned, marker, body);
                let end = entropy(bytes, at).ok_or_else(broken)?;
                out.cleaned.extend(&bytes[at..end]);
                at = end;
            }
            _ => {
                if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
                    frame = body.len() >= 6 && body[3..5] != [0, 0];
                }
                segment(&mut out.cleaned, marker, body);
            }
        }
    }
    if !scan {
        return Err("в картинке нет изображения".into());
    }
    out.cleaned.extend([0xff, 0xd9]);
    out.end = at;
    gathered.give(&mut out.meta);
    Ok(out)
}

/// What is written in several segments.
#[derive(Default)]
struct Gathered {
    xmp: Vec<u8>,
    profile: Vec<u8>,
    photoshop: Vec<u8>,
}

impl Gathered {
    fn give(self, meta: &mut Vec<Meta>) {
        let all = [
            Meta::Xmp(self.xmp),
            Meta::Profile(self.profile),
            Meta::Photoshop(self.photoshop),
        ];
        meta.extend(all.into_iter().filter(|m| match m {
            Meta::Xmp(b) | Meta::Profile(b) | Meta::Photoshop(b) => !b.is_empty(),
            _ => false,
        }));
    }
}

fn segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    out.extend([0xff, marker]);
    out.extend((body.len() as u16 + 2).to_be_bytes());
    out.extend(body);
}

/// The end of the coded data that begin at `at`: the next marker that is neither stuffing nor a restart.
fn entropy(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}
