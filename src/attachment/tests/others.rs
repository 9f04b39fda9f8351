use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;

use super::make::{cp866, cp1251, utf16, zip};
use super::{WORD, found, found_whole, places, text};
use crate::attachment::{Trouble, read_unguarded};

/// A container with streams.
pub fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, body) in streams {
        file.create_stream(name).unwrap().write_all(body).unwrap();
    }
    file.into_inner().into_inner()
}

/// A property set with one string in windows-1251.
pub fn summary(number: u32, value: &str) -> Vec<u8> {
    let text = [&cp1251(value)[..], &[0]].concat();
    let mut out = vec![0xfe, 0xff, 0, 0];
    out.extend([0; 20]);
    out.extend(1_u32.to_le_bytes());
    out.extend([0; 16]);
    out.extend(48_u32.to_le_bytes());
    out.extend(0_u32.to_le_bytes());
    out.extend(2_u32.to_le_bytes());
    for (id, offset) in [(1_u32, 24_u32), (number, 32)] {
        out.extend(id.to_le_bytes());
        out.extend(offset.to_le_bytes());
    }
    out.extend(2_u32.to_le_bytes());
    out.extend(1251_u32.to_le_bytes());
    out.extend(0x1e_u32.to_le_bytes());
    out.extend((text.len() as u32).to_le_bytes());
    out.extend(text);
    out
}

#[test]
fn old_office() {
    let wide = utf16(WORD);
    let mut body = vec![0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    body.extend(&wide);
    let bytes = ole(&[
        ("WordDocument", &body),
        ("\u{5}SummaryInformation", &summary(4, WORD)),
    ]);
    let trouble = found("a.doc", &bytes, "текст документа");
    assert_eq!(
        trouble,
        Some(Trouble::Unknown("до конца формат Word 97–2003".into()))
    );
    found("a.doc", &bytes, "свойства документа: автор");
    let narrow = cp1251(WORD);
    found(
        "a.xls",
        &ole(&[(
            "Workbook",
            &[&[9, 8, 0, 0, 10, 0, 0, 0][..], &narrow].concat(),
        )]),
        "текст документа",
    );
    let closed = ole(&[
        ("EncryptedPackage", b"\x01\x02"),
        ("EncryptionInfo", b"\x04"),
    ]);
    assert_eq!(
        read_unguarded("a.docx", &closed).trouble,
        Some(Trouble::Encrypted)
    );
    body[11] = 1;
    assert_eq!(
        read_unguarded("a.doc", &ole(&[("WordDocument", &body)])).trouble,
        Some(Trouble::Encrypted)
    );
    let sealed = [9, 8, 0, 0, 0x2f, 0, 0, 0];
    assert_eq!(
        read_unguarded("a.xls", &ole(&[("Workbook", &sealed)])).trouble,
        Some(Trouble::Encrypted)
    );
}

/// An RTF with the word as bytes, as `\u`, in the properties, and cut by a control word.
pub fn rtf() -> Vec<u8> {
    let bytes: String = cp1251(WORD).iter().map(|b| format!("\\'{b:02x}")).collect();
    let units: String = WORD
        .encode_utf16()
        .map(|u| format!("\\u{}?", u as i16))
        .collect();
    format!(
        "{{\\rtf1\\ansi\\ansicpg1251{{\\fonttbl{{\\f0 Жук;}}}}{{\\info{{\\author {bytes}}}}}\
         {{\\*\\annotation {units}}}{{\\header {bytes}}}\\pard {units}\\par {}{{\\b {}}}{{\\pict 0102\n03}}\\par}}",
        &bytes[..8],
        &bytes[8..]
    )
    .into_bytes()
}

#[test]
fn rich_text() {
    let bytes = rtf();
    for place in [
        "текст документа",
        "свойства документа: автор",
        "примечания",
        "верхний колонтитул",
    ] {
        found("a.rtf", &bytes, place);
    }
    assert_eq!(text(&bytes, "текст документа"), format!("{WORD}\n{WORD}"));
    assert!(matches!(
        read_unguarded("a.rtf", b"{\\rtf1 Mentor").trouble,
        Some(Trouble::Damaged(_))
    ));
}

#[test]
fn archives() {
    let inner = zip(&[("docs/список.txt", WORD.as_bytes())]);
    found_whole("a.zip", &inner, "список.txt в архиве: текст");
    found_whole(
        "a.zip",
        &zip(&[("b.zip", &inner)]),
        "b.zip в архиве: список.txt в архиве: текст",
    );
    let named = zip(&[(&format!("{WORD}.txt"), b"-")]);
    found_whole("a.zip", &named, "имя файла в архиве");
    // The archiver of Windows writes names in the code page of DOS.
    let placeholder = zip(&[("AAAAAAA.txt", b"-")]);
    let name = cp866(WORD);
    let mut renamed = placeholder.clone();
    for at in 0..renamed.len() - 7 {
        if &renamed[at..at + 7] == b"AAAAAAA" {
            renamed[at..at + 7].copy_from_slice(&name);
        }
    }
    found_whole("a.zip", &renamed, "имя файла в архиве");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.set_comment(WORD).unwrap();
    writer
        .start_file("a.txt", SimpleFileOptions::default())
        .unwrap();
    let commented = writer.finish().unwrap().into_inner();
    found_whole("a.zip", &commented, "примечание к архиву");
    let gz = |body: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    };
    found_whole("a.txt.gz", &gz(WORD.as_bytes()), "a.txt в архиве: текст");
    found_whole(
        "a.tgz",
        &gz(&tar("b.txt", WORD.as_bytes())),
        "архив.tar в архиве: b.txt в архиве: текст",
    );
    found_whole("a.tar", &tar(WORD, b"-"), "имя файла в архиве");
}

/// A tar of one file.
pub fn tar(name: &str, body: &[u8]) -> Vec<u8> {
    let mut out = vec![0; 512];
    out[..name.len()].copy_from_slice(name.as_bytes());
    out[124..135].copy_from_slice(format!("{:011o}", body.len()).as_bytes());
    out[156] = b'0';
    out[257..262].copy_from_slice(b"ustar");
    out.extend(body);
    out.resize(out.len().next_multiple_of(512) + 1024, 0);
    out
}

#[test]
fn locked_archives_and_unknown_ones() {
    // The flag of encryption in both headers.
    let mut locked = zip(&[("a.txt", b"-")]);
    locked[6] |= 1;
    let central = locked.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[central + 8] |= 1;
    assert_eq!(
        read_unguarded("a.zip", &locked).trouble,
        Some(Trouble::Encrypted)
    );
    for (magic, what) in [
        (&b"Rar!\x1a\x07\x01\0"[..], "архивы RAR"),
        (b"7z\xbc\xaf\x27\x1c", "архивы 7z"),
    ] {
        let bytes = [magic, b"\0\0", WORD.as_bytes()].concat();
        assert_eq!(
            found("a", &bytes, "байты файла"),
            Some(Trouble::Unknown(what.into()))
        );
    }
    let deep = (0..9).fold(WORD.as_bytes().to_vec(), |inner, _| {
        zip(&[("a.zip", &inner)])
    });
    assert_eq!(
        read_unguarded("a.zip", &deep).trouble,
        Some(Trouble::TooBig)
    );
}

#[test]
fn texts() {
    for bytes in [
        WORD.as_bytes().to_vec(),
        utf16(&format!("\u{feff}{WORD}")),
        cp1251(&format!("Наставник {WORD} ведёт кружок")),
    ] {
        for name in ["a.txt", "a.csv", "a.md", "a.vtt", "a"] {
            found_whole(name, &bytes, "текст");
        }
    }
    let escaped: String = WORD.encode_utf16().map(|u| format!("\\u{u:04x}")).collect();
    found_whole(
        "a.json",
        format!("{{\"a\": \"{escaped}\"}}").as_bytes(),
        "текст",
    );
    let entities: String = WORD.chars().map(|c| format!("&#{};", c as u32)).collect();
    for name in ["a.html", "a.svg", "a.xml"] {
        found_whole(
            name,
            format!("<svg><text>{entities}</text></svg>").as_bytes(),
            "текст",
        );
        found_whole(
            name,
            format!("<svg><!--{WORD}--></svg>").as_bytes(),
            "текст",
        );
        found_whole(name, format!("<svg id='{WORD}'/>").as_bytes(), "текст");
    }
    let (a, b) = WORD.split_at("Жюх".len());
    found_whole(
        "a.ics",
        format!("BEGIN:VCALENDAR\r\nSUMMARY:{a}\r\n {b}\r\n").as_bytes(),
        "текст",
    );
}

#[test]
fn bytes_of_no_known_format() {
    for body in [WORD.as_bytes().to_vec(), utf16(WORD), cp1251(WORD)] {
        let bytes = [b"\0\x01\xff\xfe\0\0", &body[..], b"\0\x02"].concat();
        let trouble = found("a.bin", &bytes, "байты файла");
        assert_eq!(trouble, Some(Trouble::Unknown("файлы «.bin»".into())));
    }
    // A font is the theme's business: it is read as bytes and vouched for.
    let font = [b"wOF2\0\x01\0\0", WORD.as_bytes()].concat();
    found_whole("a.woff2", &font, "байты шрифта");
    let video = [b"\0\0\0\x18ftypmp42\0\0\0\0", WORD.as_bytes()].concat();
    assert!(matches!(
        found("a.mp4", &video, "байты файла"),
        Some(Trouble::Unknown(_))
    ));
}

#[test]
fn signatures() {
    let der = [b"\x30\x82\x01\x00\x0c\x0e", WORD.as_bytes()].concat();
    found_whole("приказ.pdf.sig", &der, "электронная подпись");
    assert_eq!(places(&read_unguarded("a.txt", b"")), [""; 0]);
}
