//! What a file is: by its first bytes, then by its name.

use super::gather::Gather;
use super::{Trouble, archive, markup, office, ole, pdf, picture, plain, rtf};

/// Signatures of formats that are known, but that nobody here can read.
const UNREADABLE: &[(&[u8], &str)] = &[
    (b"Rar!\x1a\x07", "архивы RAR"),
    (b"7z\xbc\xaf\x27\x1c", "архивы 7z"),
    (b"BZh", "архивы bzip2"),
    (b"\xfd7zXZ\0", "архивы xz"),
    (b"\x28\xb5\x2f\xfd", "архивы zstd"),
    (b"MSCF", "архивы CAB"),
    (b"AT&TFORM", "документы DjVu"),
    (b"MZ", "программы Windows"),
    (b"\x7fELF", "программы Linux"),
    (b"ID3", "звукозаписи"),
    (b"OggS", "звукозаписи и видео Ogg"),
    (b"fLaC", "звукозаписи FLAC"),
    (b"\x1a\x45\xdf\xa3", "видео Matroska и WebM"),
    (b"\x30\x26\xb2\x75", "видео и звукозаписи Windows Media"),
    (b"\xd7\xcd\xc6\x9a", "рисунки WMF"),
    (b"\x01\0\x09\0\0\x03", "рисунки WMF"),
    (b"SQLite format 3\0", "базы данных SQLite"),
];

/// Signatures of fonts: shapes of letters, and the name of the font.
const FONTS: &[&[u8]] = &[
    b"wOFF",
    b"wOF2",
    b"\0\x01\0\0",
    b"OTTO",
    b"ttcf",
    b"true",
    b"%!PS-AdobeFont",
];

/// Reads a file of any format.
pub fn read(g: &mut Gather, name: &str, bytes: &[u8]) {
    let extension = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_lowercase())
        .unwrap_or_default();
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() || picture::read(g, bytes) {
        return;
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        office::read(g, bytes);
    } else if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        ole::read(g, bytes);
    } else if starts(b"{\\rtf") {
        rtf::read(g, bytes);
    } else if starts(b"\x1f\x8b") {
        archive::gzip(g, name, bytes);
    } else if archive::is_tar(bytes) {
        archive::tar(g, bytes);
    } else if FONTS.iter().any(|m| starts(m)) || extension == "odttf" {
        g.piece("байты шрифта", plain::runs(bytes));
    } else if bytes[..bytes.len().min(1024)]
        .windows(5)
        .any(|w| w == b"%PDF-")
    {
        pdf::read(g, bytes);
    } else if let Some((_, what)) = UNREADABLE.iter().find(|(m, _)| starts(m)) {
        unknown(g, bytes, what);
    } else if bytes.get(4..8) == Some(b"ftyp") {
        unknown(g, bytes, "видео и звукозаписи MP4");
    } else if signature(&extension) {
        sealed(g, bytes);
    } else if matches!(extension.as_str(), "eml" | "mht" | "mhtml") {
        unknown(g, bytes, "письма и страницы в формате MIME");
    } else if is_text(bytes) {
        text(g, &extension, bytes);
    } else {
        let what = match extension.as_str() {
            "" => "такие файлы".to_owned(),
            e => format!("файлы «.{e}»"),
        };
        unknown(g, bytes, &what);
    }
}

/// Whether the bytes begin as a file of a known format does.
pub fn is_known(bytes: &[u8]) -> bool {
    let signatures: &[&[u8]] = &[
        b"\xff\xd8\xff",
        b"\x89PNG",
        b"GIF8",
        b"RIFF",
        b"PK\x03\x04",
        b"%PDF-",
        b"\xd0\xcf\x11\xe0",
        b"Rar!",
        b"7z\xbc\xaf",
    ];
    signatures.iter().any(|s| bytes.starts_with(s))
}

/// A file that cannot be read: its runs of letters, and that it cannot be vouched for.
pub fn unknown(g: &mut Gather, bytes: &[u8], what: &str) {
    picture::metadata_anywhere(g, bytes);
    g.piece("байты файла", plain::runs(bytes));
    g.trouble(Trouble::Unknown(what.to_owned()));
}

fn text(g: &mut Gather, extension: &str, bytes: &[u8]) {
    let text = plain::decode(bytes);
    match extension {
        "ics" | "vcf" => {
            let whole = text.replace("\r\n", "\n");
            g.piece("текст", whole.replace("\n ", "").replace("\n\t", ""));
        }
        "json" | "js" | "mjs" | "ipynb" => {
            g.piece("текст", markup::unescaped(&text));
        }
        _ if markup::is_markup(&text) => {
            g.piece("текст", markup::text(&text));
            g.piece("разметка", &text);
            return;
        }
        _ => {}
    }
    g.piece("текст", &text);
}

/// Text has no control characters but white space; UTF-16 is text too.
fn is_text(bytes: &[u8]) -> bool {
    let text = plain::decode(&bytes[..bytes.len().min(64 * 1024)]);
    let odd = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}'))
        .count();
    odd * 200 <= text.chars().count()
}

fn signature(extension: &str) -> bool {
    matches!(
        extension,
        "sig" | "sgn" | "p7s" | "p7m" | "p7b" | "cer" | "crt" | "der" | "pem"
    )
}

/// An electronic signature: names and numbers of its owner. One that holds the signed document itself is not vouched for.
fn sealed(g: &mut Gather, bytes: &[u8]) {
    const MAX_DETACHED: usize = 64 * 1024;
    let binary = if bytes.first() == Some(&0x30) {
        bytes.to_vec()
    } else {
        base64(bytes)
    };
    g.piece("электронная подпись", plain::runs(&binary));
    g.piece("текст", plain::decode(bytes));
    if binary.len() > MAX_DETACHED {
        g.trouble(Trouble::Unknown(
            "подпись вместе с подписанным документом".into(),
        ));
    }
}

/// The bytes that Base64 stands for; armour lines and what is no Base64 are skipped.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let text = plain::short(bytes);
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for b in text
        .lines()
        .filter(|l| !l.starts_with("-----"))
        .flat_map(str::bytes)
    {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(
            base64(b"-----BEGIN PKCS7-----\nTWVu\ndG9y\n-----END PKCS7-----\n"),
            b"Mentor"
        );
    }
}
