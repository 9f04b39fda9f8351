use super::make::{self, hex, jpeg, locked, page, pdf, stream, xmp};
use super::{WORD, found, found_whole, places, text};
use crate::attachment::{Trouble, read_unguarded};

const ALPHABET: &str = "Жюхваща наставник";

fn codes(words: &str) -> String {
    make::codes(ALPHABET, words)
}

/// A page in a font of CIDs with ToUnicode; every glyph is half a size wide.
pub fn unicode(content: &str) -> Vec<u8> {
    let font = make::font(ALPHABET);
    page(content.as_bytes(), "/Font <</F1 6 0 R>>", &font, "", "")
}

/// A page in a font of one-byte codes with an encoding.
fn simple(encoding: &str, bytes: &[u8]) -> Vec<u8> {
    let more = [
        b"<<>>".to_vec(),
        format!("<</Type /Font /Subtype /TrueType /FirstChar 0 /Widths 7 0 R {encoding}>>")
            .into_bytes(),
        format!("[{}]", "500 ".repeat(256)).into_bytes(),
    ];
    let hex: String = bytes.iter().map(|b| format!("{b:02X}")).collect();
    let content = format!("BT /F1 12 Tf 100 700 Td <{hex}> Tj ET");
    page(content.as_bytes(), "/Font <</F1 6 0 R>>", &more, "", "")
}

#[test]
fn to_unicode_gives_letters() {
    let bytes = unicode(&format!("BT /F1 12 Tf 100 700 Td <{}> Tj ET", codes(WORD)));
    found_whole("приказ.pdf", &bytes, "страница 1");
}

#[test]
fn words_are_whole_and_apart() {
    // Kerning and a new position at the end of the last glyph cut no word; a gap is a space, another height a line.
    let (a, b) = WORD.split_at("Жюх".len());
    let content = format!(
        "BT /F1 10 Tf 100 700 Td [<{}> -30 <{}>] TJ 15 0 Td <{}> Tj 40 0 Td <{}> Tj 0 -14 Td <{}> Tj ET
         BT /F1 10 Tf 1 0 0 1 300 500 Tm [<{}> -300 <{}>] TJ ET",
        codes("Жю"),
        codes("х"),
        codes(b),
        codes("наставник"),
        codes(a),
        codes("а"),
        codes("в"),
    );
    assert_eq!(
        text(&unicode(&content), "страница 1"),
        "Жюхваща наставник\nЖюх\nа в"
    );
}

#[test]
fn one_byte_encodings() {
    let names = "/Zhecyrillic /afii10096 /uni0445 /afii10067 /u0430 /afii10091 /acyrillic";
    let differences = format!("/Encoding <</Type /Encoding /Differences [1 {names}]>>");
    found_whole(
        "a.pdf",
        &simple(&differences, &[1, 2, 3, 4, 5, 6, 7]),
        "страница 1",
    );
    // What a Russian program of old says is WinAnsi is windows-1251.
    let winansi = simple("/Encoding /WinAnsiEncoding", &make::cp1251(WORD));
    found_whole("a.pdf", &winansi, "страница 1");
    let latin = simple("/Encoding /WinAnsiEncoding", b"Mentor");
    assert_eq!(text(&latin, "страница 1"), "Mentor");
}

#[test]
fn strings_beside_the_pages() {
    let word = hex(WORD);
    let with = |object: String, catalog: &str, page_entries: &str| {
        page(
            b"",
            "",
            &[b"<<>>".to_vec(), object.into_bytes()],
            catalog,
            page_entries,
        )
    };
    let annotation = "/Annots [6 0 R]";
    let cases = [
        (
            with(
                format!("<</Title {word} /Parent 6 0 R /Next 6 0 R>>"),
                "/Outlines 6 0 R",
                "",
            ),
            "закладка",
        ),
        (
            with(
                format!("<</Type /Annot /Subtype /Text /Contents {word}>>"),
                "",
                annotation,
            ),
            "примечание",
        ),
        (
            with(
                format!("<</Type /Annot /Subtype /Text /T {word}>>"),
                "",
                annotation,
            ),
            "автор примечания",
        ),
        (
            with(
                format!("<</Type /Annot /Subtype /Widget /FT /Tx /V {word}>>"),
                "",
                annotation,
            ),
            "поле формы",
        ),
        (
            with(
                format!("<</FT /Tx /TU {word}>>"),
                "/AcroForm <</Fields [6 0 R]>>",
                "",
            ),
            "поле формы",
        ),
        (
            with(
                format!("<</Type /Annot /Subtype /Widget /T {word}>>"),
                "",
                annotation,
            ),
            "имя поля формы",
        ),
        (
            with(
                format!("<</S /JavaScript /JS {word}>>"),
                "/OpenAction 6 0 R",
                "",
            ),
            "сценарий",
        ),
        (
            with(format!("<</S /URI /URI {word}>>"), "/OpenAction 6 0 R", ""),
            "адрес ссылки",
        ),
        (
            with(
                format!("<</S /Figure /Alt {word}>>"),
                "/StructTreeRoot 6 0 R",
                "",
            ),
            "замещающий текст",
        ),
        (
            with(format!("<</Type /Filespec /UF {word}>>"), "", ""),
            "имя вложенного файла",
        ),
    ];
    for (bytes, place) in cases {
        found_whole("a.pdf", &bytes, place);
    }
    for (key, place) in [
        ("Author", "автор"),
        ("Title", "название"),
        ("Keywords", "ключевые слова"),
        ("Curator", "Curator"),
    ] {
        let bytes = page(
            b"",
            "",
            &[format!("<</{key} {word}>>").into_bytes()],
            "",
            "",
        );
        found_whole("a.pdf", &bytes, &format!("свойства документа: {place}"));
    }
}

#[test]
fn streams_beside_the_pages() {
    let none = || b"<<>>".to_vec();
    let metadata = stream("/Type /Metadata /Subtype /XML", &xmp(WORD));
    found_whole(
        "a.pdf",
        &page(b"", "", &[none(), metadata], "/Metadata 6 0 R", ""),
        "метаданные XMP",
    );
    let script = stream("", &make::cp1251(WORD));
    let action = b"<</S /JavaScript /JS 6 0 R>>".to_vec();
    found_whole(
        "a.pdf",
        &page(b"", "", &[none(), script, action], "/OpenAction 7 0 R", ""),
        "сценарий",
    );
    let attached = stream("/Type /EmbeddedFile", WORD.as_bytes());
    let name = format!(
        "<</Type /Filespec /UF {} /EF <</F 6 0 R>>>>",
        hex("пары.txt")
    );
    let bytes = page(
        b"",
        "",
        &[none(), attached, name.into_bytes()],
        "/Names <</EmbeddedFiles <</Names [(x) 7 0 R]>>>>",
        "",
    );
    found_whole("a.pdf", &bytes, "пары.txt внутри PDF: текст");
    let photo = jpeg(&[(0xfe, make::cp1251(WORD))], b"");
    let image = stream(
        "/Type /XObject /Subtype /Image /Width 24 /Height 16 /Filter /DCTDecode",
        &photo,
    );
    found_whole(
        "a.pdf",
        &page(b"", "", &[none(), image], "", ""),
        "снимок внутри PDF: примечание в файле снимка",
    );
}

/// Forms are drawn where the page draws them, one inside another, in a circle at worst.
#[test]
fn forms_are_pages_too() {
    let font = "/Resources <</Font <</F1 6 0 R>> /XObject <</Me 9 0 R>>>>";
    let content = format!("BT /F1 12 Tf <{}> Tj ET /Me Do", codes(WORD));
    let more = |resources: &str| {
        let fonts = make::font(ALPHABET);
        let form = stream(
            &format!("/Type /XObject /Subtype /Form {font}"),
            content.as_bytes(),
        );
        page(
            b"/Fm Do",
            resources,
            &[&fonts[..], &[form]].concat(),
            "",
            "",
        )
    };
    found_whole("a.pdf", &more("/XObject <</Fm 9 0 R>>"), "страница 1");
    found_whole("a.pdf", &more(""), "вид примечаний и полей");
}

/// What was written over is in the file all the same.
#[test]
fn earlier_revisions_are_read() {
    let mut bytes = unicode(&format!("BT /F1 12 Tf <{}> Tj ET", codes(WORD)));
    let previous = bytes.windows(9).rposition(|w| w == b"startxref").unwrap() + 10;
    let previous: String = bytes[previous..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    let offset = bytes.len();
    bytes.extend(b"4 0 obj\n");
    bytes.extend(stream(
        "",
        format!("BT /F1 12 Tf <{}> Tj ET", codes("наставник")).as_bytes(),
    ));
    bytes.extend(b"\nendobj\n");
    let xref = bytes.len();
    bytes.extend(format!("xref\n4 1\n{offset:010} 00000 n \ntrailer\n<</Size 9 /Root 1 0 R /Prev {previous}>>\nstartxref\n{xref}\n%%EOF\n").bytes());
    assert_eq!(text(&bytes, "страница 1"), "наставник");
    found_whole("a.pdf", &bytes, "прежняя редакция файла: страница 1");
    bytes.extend(make::cp1251(WORD));
    found_whole("a.pdf", &bytes, "байты после конца файла");
}

#[test]
fn scans_are_named() {
    let image = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        b"\x80",
    );
    let scan = |content: &str| {
        let mut more = make::font(ALPHABET);
        more.push(image.clone());
        page(
            content.as_bytes(),
            "/XObject <</Im 9 0 R>> /Font <</F1 6 0 R>>",
            &more,
            "",
            "",
        )
    };
    let one = Some(Trouble::Scan {
        pages: 1,
        without_text: 1,
    });
    let stamp = format!(
        "q 600 0 0 800 0 0 cm /Im Do Q BT /F1 12 Tf <{}> Tj ET",
        codes(&"наставник".repeat(10))
    );
    let logo = format!(
        "q 60 0 0 60 0 0 cm /Im Do Q BT /F1 12 Tf <{}> Tj ET",
        codes(&"наставник".repeat(10))
    );
    let unknown = "BT /F1 12 Tf <0F000F010F020F03> Tj ET";
    let leaders = format!(
        "BT /F1 12 Tf <{}{}> Tj ET",
        codes("наставник"),
        "0F00".repeat(50)
    );
    let outlines = "1 2 3 4 5 6 c ".repeat(400);
    let cases = [
        ("q 600 0 0 800 0 0 cm /Im Do Q", one.clone()),
        (stamp.as_str(), one.clone()),
        (unknown, one.clone()),
        (outlines.as_str(), one),
        (logo.as_str(), None),
        (leaders.as_str(), None),
        ("", None),
    ];
    for (content, trouble) in cases {
        assert_eq!(
            read_unguarded("a.pdf", &scan(content)).trouble,
            trouble,
            "{content:.40}"
        );
    }
}

fn encrypted(user: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf <{}> Tj ET", codes(WORD));
    locked(&unicode(&content), user)
}

#[test]
fn passwords() {
    let closed = read_unguarded("a.pdf", &encrypted("secret"));
    assert_eq!(closed.trouble, Some(Trouble::Encrypted));
    assert_eq!(places(&closed), [""; 0]);
    // An owner's password only forbids printing: everybody can read.
    found_whole("a.pdf", &encrypted(""), "страница 1");
}

#[test]
fn pages_are_numbered_in_the_order_of_the_tree() {
    let kid = |content: usize| format!("<</Type /Page /Contents {content} 0 R>>").into_bytes();
    let bytes = pdf(
        &[
            b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
            b"<</Type /Pages /Kids [4 0 R 3 0 R 2 0 R]>>".to_vec(),
            kid(5),
            kid(6),
            stream("", b"BT (Mentors) Tj ET"),
            stream("", b"BT (Mentees) Tj ET"),
        ],
        None,
    );
    assert_eq!(text(&bytes, "страница 1"), "Mentees");
    assert_eq!(text(&bytes, "страница 2"), "Mentors");
    assert!(matches!(
        found(
            "a.pdf",
            &[&bytes[..40], WORD.as_bytes()].concat(),
            "байты файла"
        ),
        Some(Trouble::Damaged(_))
    ));
}
