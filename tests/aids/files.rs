//! Files made by hand: small, and only as right as they need to be.

// The tests of the room that reads attachments and those of the whole program take different ones.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::Arc;

use encoding_rs::{IBM866, WINDOWS_1251};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use lopdf::encryption::crypt_filters::{Aes128CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A PDF of numbered objects from 1; the first is the catalog, `info` the number of the properties.
pub fn pdf(objects: &[Vec<u8>], info: Option<usize>) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let xref = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let info = info.map(|i| format!("/Info {i} 0 R")).unwrap_or_default();
    let size = objects.len() + 1;
    out.extend(
        format!("trailer\n<</Size {size} /Root 1 0 R {info}>>\nstartxref\n{xref}\n%%EOF\n").bytes(),
    );
    out
}

/// A stream with more entries of its dictionary.
pub fn stream(entries: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{entries} /Length {}>>\nstream\n", body.len()).into_bytes();
    out.extend(body);
    out.extend(b"\nendstream");
    out
}

/// A PDF of one page: its content, its resources, more objects from 5, more entries of the catalog and of the page.
pub fn page(
    content: &[u8],
    resources: &str,
    more: &[Vec<u8>],
    catalog: &str,
    of_page: &str,
) -> Vec<u8> {
    let mut objects = vec![
        format!("<</Type /Catalog /Pages 2 0 R {catalog}>>").into_bytes(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 800]>>".to_vec(),
        format!(
            "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <<{resources}>> {of_page}>>"
        )
        .into_bytes(),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    pdf(&objects, Some(5))
}

/// Two-byte codes from 1 in the order of the letters of an alphabet, as a hexadecimal PDF string without brackets.
pub fn codes(alphabet: &str, words: &str) -> String {
    let code = |c| alphabet.chars().position(|a| a == c).unwrap() + 1;
    words.chars().map(|c| format!("{:04X}", code(c))).collect()
}

/// Objects from 5 of a [`page`]: properties, and a font (6) for such codes; every glyph is half a size wide.
pub fn font(alphabet: &str) -> Vec<Vec<u8>> {
    let pairs: String = alphabet
        .chars()
        .enumerate()
        .map(|(i, c)| format!("<{:04X}> <{:04X}>\n", i + 1, c as u32))
        .collect();
    let count = alphabet.chars().count();
    let to_unicode = format!(
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {count} beginbfchar {pairs} endbfchar endcmap"
    );
    vec![
        b"<<>>".to_vec(),
        b"<</Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R>>".to_vec(),
        b"<</Type /Font /Subtype /CIDFontType2 /DW 500>>".to_vec(),
        stream("", to_unicode.as_bytes()),
    ]
}

/// A PDF of one page with a text on it.
pub fn written(text: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 100 700 Td <{}> Tj ET", codes(text, text));
    page(
        content.as_bytes(),
        "/Font <</F1 6 0 R>>",
        &font(text),
        "",
        "",
    )
}

/// A PDF under a password; an empty one only forbids printing.
pub fn locked(pdf: &[u8], password: &str) -> Vec<u8> {
    let mut doc = Document::load_mem(pdf).unwrap();
    let id = Object::string_literal("0123456789abcdef");
    doc.trailer.set("ID", vec![id.clone(), id]);
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes128CryptFilter);
    let version = EncryptionVersion::V4 {
        document: &doc,
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: "owner",
        user_password: password,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    doc.encrypt(&state).unwrap();
    let mut out = Vec::new();
    doc.save_to(&mut out).unwrap();
    out
}

/// A text in UTF-16BE with its mark, as a hexadecimal PDF string.
pub fn hex(text: &str) -> String {
    let digits: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
    format!("<FEFF{digits}>")
}

/// A ZIP of members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(body).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An office document of parts.
pub fn office(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut all: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>")];
    all.extend(parts.iter().map(|(name, body)| (*name, body.as_bytes())));
    zip(&all)
}

pub fn cp1251(text: &str) -> Vec<u8> {
    WINDOWS_1251.encode(text).0.into_owned()
}

pub fn cp866(text: &str) -> Vec<u8> {
    IBM866.encode(text).0.into_owned()
}

pub fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A small picture, no two sides of which are alike.
pub fn picture() -> RgbImage {
    RgbImage::from_fn(24, 16, |x, y| {
        Rgb([x as u8 * 10, y as u8 * 15, if x < 5 { 250 } else { 20 }])
    })
}

/// The picture in a format.
pub fn raster(format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture())
        .write_to(&mut out, format)
        .unwrap();
    out.into_inner()
}

/// EXIF with an artist, coordinates, a comment of Windows and an orientation.
pub fn exif(artist: &str, orientation: u16) -> Vec<u8> {
    let artist = [artist.as_bytes(), &[0]].concat();
    let wide = utf16(std::str::from_utf8(&artist[..artist.len() - 1]).unwrap());
    let mut heap: Vec<u8> = Vec::new();
    let base = 8 + 2 + 4 * 12 + 4;
    let mut put = |bytes: &[u8]| {
        let at = base + heap.len();
        heap.extend(bytes);
        heap.resize(heap.len().next_multiple_of(2), 0);
        at as u32
    };
    let artist_at = put(&artist);
    let wide_at = put(&wide);
    let rational = |n: [u32; 3]| {
        n.iter()
            .flat_map(|n| [n.to_le_bytes(), 1_u32.to_le_bytes()].concat())
            .collect::<Vec<u8>>()
    };
    let north = put(&rational([55, 45, 4]));
    let east = put(&rational([37, 37, 8]));
    let entry = |tag: u16, kind: u16, count: usize, value: u32| {
        [
            &tag.to_le_bytes()[..],
            &kind.to_le_bytes(),
            &(count as u32).to_le_bytes(),
            &value.to_le_bytes(),
        ]
        .concat()
    };
    let mut gps = 4_u16.to_le_bytes().to_vec();
    gps.extend(entry(1, 2, 2, u32::from(b'N')));
    gps.extend(entry(2, 5, 3, north));
    gps.extend(entry(3, 2, 2, u32::from(b'E')));
    gps.extend(entry(4, 5, 3, east));
    gps.extend([0; 4]);
    let gps_at = put(&gps);
    let mut out = b"II*\0\x08\0\0\0\x04\0".to_vec();
    out.extend(entry(0x0112, 3, 1, orientation.into()));
    out.extend(entry(0x013b, 2, artist.len(), artist_at));
    out.extend(entry(0x8825, 4, 1, gps_at));
    out.extend(entry(0x9c9b, 1, wide.len(), wide_at));
    out.extend([0; 4]);
    out.extend(heap);
    out
}

/// An XMP packet with a person in an element and a place in an attribute.
pub fn xmp(word: &str) -> Vec<u8> {
    format!(
        "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description photoshop:City='{word}'>\
         <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>{word}</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )
    .into_bytes()
}

/// Photoshop resources with IPTC in windows-1251.
pub fn photoshop(word: &str) -> Vec<u8> {
    let word = cp1251(word);
    let mut iptc = vec![0x1c, 2, 122];
    iptc.extend((word.len() as u16).to_be_bytes());
    iptc.extend(word);
    let mut out = b"8BIM\x04\x04\0\0".to_vec();
    out.extend((iptc.len() as u32).to_be_bytes());
    out.extend(&iptc);
    out.resize(out.len().next_multiple_of(2), 0);
    out
}

/// A JPEG with segments after its first marker and bytes after its end.
pub fn jpeg(segments: &[(u8, Vec<u8>)], tail: &[u8]) -> Vec<u8> {
    let picture = raster(ImageFormat::Jpeg);
    let mut out = picture[..2].to_vec();
    for (marker, body) in segments {
        out.extend([0xff, *marker]);
        out.extend((body.len() as u16 + 2).to_be_bytes());
        out.extend(body);
    }
    out.extend(&picture[2..]);
    out.extend(tail);
    out
}

/// A PNG with chunks before its pixels.
pub fn png(chunks: &[(&[u8; 4], Vec<u8>)], tail: &[u8]) -> Vec<u8> {
    let picture = raster(ImageFormat::Png);
    let header = 8 + 25;
    let mut out = picture[..header].to_vec();
    for (kind, body) in chunks {
        out.extend((body.len() as u32).to_be_bytes());
        let mut sum = flate2::Crc::new();
        sum.update(*kind);
        sum.update(body);
        out.extend(*kind);
        out.extend(body);
        out.extend(sum.sum().to_be_bytes());
    }
    out.extend(&picture[header..]);
    out.extend(tail);
    out
}

/// A WebP with more chunks, under an extended header.
pub fn webp(chunks: &[(&[u8; 4], Vec<u8>)], tail: &[u8]) -> Vec<u8> {
    let picture = raster(ImageFormat::WebP);
    let (width, height) = picture_size();
    let mut body = b"WEBP".to_vec();
    let mut header = vec![0x0c, 0, 0, 0];
    header.extend(&(width - 1).to_le_bytes()[..3]);
    header.extend(&(height - 1).to_le_bytes()[..3]);
    let mut push = |kind: &[u8], data: &[u8]| {
        body.extend(kind);
        body.extend((data.len() as u32).to_le_bytes());
        body.extend(data);
        body.resize(body.len().next_multiple_of(2), 0);
    };
    push(b"VP8X", &header);
    push(&picture[12..16], &picture[20..]);
    for (kind, data) in chunks {
        push(*kind, data);
    }
    let mut out = b"RIFF".to_vec();
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(body);
    out.extend(tail);
    out
}

/// A GIF of two frames with a comment and an XMP-like extension.
pub fn gif(word: &str, tail: &[u8]) -> Vec<u8> {
    let mut out = b"GIF89a\x02\0\x02\0\x80\0\0\xff\0\0\0\0\xff".to_vec();
    out.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
    let comment = cp1251(word);
    out.extend([0x21, 0xfe, comment.len() as u8]);
    out.extend(comment);
    out.push(0);
    for _ in 0..2 {
        out.extend(b"\x21\xf9\x04\0\x0a\0\0\0");
        out.extend(b"\x2c\0\0\0\0\x02\0\x02\0\0\x02\x02\x44\x52\x00");
    }
    out.push(0x3b);
    out.extend(tail);
    out
}

fn picture_size() -> (u32, u32) {
    picture().dimensions()
}
