//! HEIC and AVIF: boxes. They are not rewritten, only looked through.

/// Kinds of pictures in such boxes.
const BRANDS: &[&[u8; 4]] = &[
    b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
];

/// Whether this is a picture in boxes.
pub fn is_picture(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && bytes
            .get(8..12)
            .is_some_and(|b| BRANDS.iter().any(|k| b == *k))
}

/// Whether there is nothing but the picture: no EXIF, no XMP, no boxes of unknown use, nothing after the end.
pub fn is_bare(bytes: &[u8]) -> bool {
    let mut at = 0;
    while at < bytes.len() {
        let Some(head) = bytes.get(at..at + 8) else {
            return false;
        };
        let size = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some(body) = bytes
            .get(at..at.saturating_add(size))
            .filter(|b| b.len() >= 8)
        else {
            return false;
        };
        let plain = match &head[4..8] {
            b"ftyp" | b"mdat" => true,
            b"meta" => !body
                .windows(4)
                .any(|w| matches!(w, b"Exif" | b"mime" | b"uri " | b"udta" | b"uuid")),
            _ => false,
        };
        if !plain {
            return false;
        }
        at += size;
    }
    true
}
