use image::{DynamicImage, ImageFormat, RgbImage};

use super::make::{cp1251, exif, gif, jpeg, photoshop, picture, png, raster, utf16, webp, xmp};
use super::{WORD, found, found_whole, places};
use crate::attachment::{clean_picture, read_unguarded};

/// A JPEG with everything that can be written beside the pixels.
pub fn full_jpeg(orientation: u16) -> Vec<u8> {
    let more = [
        b"http://ns.adobe.com/xmp/extension/\0".to_vec(),
        vec![b'0'; 40],
        xmp(WORD),
    ]
    .concat();
    jpeg(
        &[
            (
                0xe1,
                [b"Exif\0\0".to_vec(), exif(WORD, orientation)].concat(),
            ),
            (
                0xe1,
                [b"http://ns.adobe.com/xap/1.0/\0".to_vec(), xmp(WORD)].concat(),
            ),
            (0xe1, more),
            (
                0xed,
                [b"Photoshop 3.0\0".to_vec(), photoshop(WORD)].concat(),
            ),
            (0xe5, WORD.as_bytes().to_vec()),
            (0xfe, cp1251(WORD)),
        ],
        WORD.as_bytes(),
    )
}

pub fn full_png(orientation: u16) -> Vec<u8> {
    let text = |head: &[u8]| [head, WORD.as_bytes()].concat();
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let raw = format!(
        "Raw profile type iptc\0\niptc\n      40\n{}\n",
        hex(&photoshop(WORD))
    );
    png(
        &[
            (b"gAMA", 45455_u32.to_be_bytes().to_vec()),
            (b"tEXt", text(b"Author\0")),
            (b"iTXt", text(b"Title\0\0\0ru\0\0")),
            (
                b"iTXt",
                [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], &xmp(WORD)].concat(),
            ),
            (b"tEXt", raw.into_bytes()),
            (b"eXIf", exif(WORD, orientation)),
            (b"prVt", WORD.as_bytes().to_vec()),
        ],
        WORD.as_bytes(),
    )
}

pub fn full_webp(orientation: u16) -> Vec<u8> {
    let chunks: [(&[u8; 4], Vec<u8>); 3] = [
        (b"EXIF", exif(WORD, orientation)),
        (b"XMP ", xmp(WORD)),
        (b"ABCD", WORD.as_bytes().to_vec()),
    ];
    webp(&chunks, WORD.as_bytes())
}

fn all(orientation: u16) -> [Vec<u8>; 4] {
    [
        full_jpeg(orientation),
        full_png(orientation),
        full_webp(orientation),
        gif(WORD, WORD.as_bytes()),
    ]
}

#[test]
fn what_is_written_beside_the_pixels_is_read() {
    let [jpeg, png, webp, gif] = all(1);
    let cases: [(&[u8], &[&str]); 4] = [
        (
            &jpeg,
            &[
                "EXIF: Artist",
                "EXIF: XPTitle",
                "XMP",
                "XMP, разметка",
                "IPTC: Caption Writer",
                "служебные данные снимка",
                "примечание в файле снимка",
                "байты после конца снимка",
            ],
        ),
        (
            &png,
            &[
                "EXIF: Artist",
                "XMP",
                "IPTC: Caption Writer",
                "текст в файле снимка: Author",
                "текст в файле снимка: Title",
                "служебные данные снимка",
                "байты после конца снимка",
            ],
        ),
        (
            &webp,
            &[
                "EXIF: Artist",
                "EXIF: XPTitle",
                "XMP",
                "служебные данные снимка",
                "байты после конца снимка",
            ],
        ),
        (
            &gif,
            &["примечание в файле снимка", "байты после конца снимка"],
        ),
    ];
    for (bytes, expected) in cases {
        for place in expected {
            found_whole("фото", bytes, place);
        }
    }
    let coordinates = read_unguarded("a.jpg", &jpeg)
        .pieces
        .into_iter()
        .find(|p| p.place == "EXIF: координаты съёмки");
    assert_eq!(coordinates.unwrap().text, "55.75111, 37.61889");
}

#[test]
fn compressed_text_of_png() {
    let mut encoder =
        flate2::write::ZlibEncoder::new(b"Comment\0\0".to_vec(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, WORD.as_bytes()).unwrap();
    let bytes = png(&[(b"zTXt", encoder.finish().unwrap())], b"");
    found_whole("a.png", &bytes, "текст в файле снимка: Comment");
}

#[test]
fn pictures_of_other_formats_are_read() {
    found_whole("a.tif", &exif(WORD, 1), "EXIF: Artist");
    let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x20mdat".to_vec();
    heic.extend(b"\0\0\0\x06Exif\0\0");
    heic.extend(exif(WORD, 1));
    heic.extend(xmp(WORD));
    found_whole("a.heic", &heic, "EXIF: Artist");
    found_whole("a.heic", &heic, "XMP");
    assert!(clean_picture(&heic).unwrap().is_err());
    assert!(clean_picture(&exif(WORD, 1)).unwrap().is_err());
    let avif =
        b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\0\x10meta\0\0\0\0\0\0\0\0\0\0\0\x0amdat\x01\x02"
            .to_vec();
    assert_eq!(clean_picture(&avif), Some(Ok(avif.clone())));
    let nested = [
        jpeg(&[], b""),
        jpeg(&[(0xfe, WORD.as_bytes().to_vec())], b""),
    ]
    .concat();
    found_whole(
        "a.jpg",
        &nested,
        "после конца снимка: примечание в файле снимка",
    );
}

/// The word in every encoding, and the marks of all metadata.
fn traces(bytes: &[u8]) -> Vec<&'static str> {
    let wide = utf16(WORD);
    let needles: [(&str, &[u8]); 8] = [
        ("UTF-8", WORD.as_bytes()),
        ("UTF-16", &wide),
        ("windows-1251", &cp1251(WORD)),
        ("EXIF", b"Exif"),
        ("TIFF", b"II*\0"),
        ("XMP", b"xmpmeta"),
        ("Photoshop", b"8BIM"),
        ("WebP EXIF", b"EXIF"),
    ];
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    needles
        .into_iter()
        .filter(|(_, needle)| has(needle))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn a_cleaned_picture_has_the_same_pixels_and_nothing_else() {
    for bytes in all(1) {
        assert!(!traces(&bytes).is_empty());
        let cleaned = clean_picture(&bytes).unwrap().unwrap();
        assert_eq!(traces(&cleaned), [""; 0]);
        assert_eq!(clean_picture(&bytes).unwrap().unwrap(), cleaned, "two runs");
        assert_eq!(
            clean_picture(&cleaned).unwrap().unwrap(),
            cleaned,
            "clean already"
        );
        let reading = read_unguarded("", &cleaned);
        assert_eq!(places(&reading), [""; 0]);
        assert_eq!(reading.trouble, None);
        if !bytes.starts_with(b"GIF") {
            let pixels = |bytes| image::load_from_memory(bytes).unwrap().into_rgb8();
            assert_eq!(pixels(&bytes), pixels(&cleaned));
        }
    }
    let kept = |bytes: &[u8], what: &[u8]| {
        clean_picture(bytes)
            .unwrap()
            .unwrap()
            .windows(what.len())
            .any(|w| w == what)
    };
    assert!(kept(&full_png(1), b"gAMA"));
    assert!(kept(&gif(WORD, b""), b"NETSCAPE2.0"));
    let profile = [b"ICC_PROFILE\0\x01\x01".to_vec(), vec![7; 40]].concat();
    assert!(kept(&jpeg(&[(0xe2, profile.clone())], b""), &profile));
    assert!(kept(
        &jpeg(&[(0xee, b"Adobe\0d\0\0\0\0\x01".to_vec())], b""),
        b"Adobe"
    ));
}

/// Every pixel of a GIF's frames is where it was: the blocks of the frames are the same bytes.
#[test]
fn a_cleaned_gif_moves_as_before() {
    let frames = |bytes: &[u8]| bytes.windows(5).filter(|w| *w == b"\x2c\0\0\0\0").count();
    let bytes = gif(WORD, b"");
    let cleaned = clean_picture(&bytes).unwrap().unwrap();
    assert_eq!((frames(&bytes), frames(&cleaned)), (2, 2));
    assert_eq!(
        cleaned.len(),
        bytes.len() - (2 + 1 + WORD.chars().count() + 1)
    );
}

#[test]
fn a_picture_is_turned_upright() {
    let turned: [fn(&RgbImage) -> RgbImage; 8] = [
        Clone::clone,
        image::imageops::flip_horizontal,
        image::imageops::rotate180,
        image::imageops::flip_vertical,
        |p| image::imageops::flip_horizontal(&image::imageops::rotate90(p)),
        image::imageops::rotate90,
        |p| image::imageops::flip_horizontal(&image::imageops::rotate270(p)),
        image::imageops::rotate270,
    ];
    for (orientation, turn) in (1..).zip(turned) {
        let want = turn(&picture());
        for (format, bytes) in [
            (ImageFormat::Png, full_png(orientation)),
            (ImageFormat::WebP, full_webp(orientation)),
            (ImageFormat::Jpeg, full_jpeg(orientation)),
        ] {
            let cleaned = clean_picture(&bytes).unwrap().unwrap();
            assert_eq!(traces(&cleaned), [""; 0]);
            let got = image::load_from_memory_with_format(&cleaned, format).unwrap();
            assert_eq!(
                (got.width(), got.height()),
                want.dimensions(),
                "{format:?} {orientation}"
            );
            if format != ImageFormat::Jpeg {
                assert_eq!(got.into_rgb8(), want, "{format:?} {orientation}");
            } else {
                assert!(alike(&got, &want), "{format:?} {orientation}");
            }
            assert_eq!(clean_picture(&cleaned).unwrap().unwrap(), cleaned);
        }
    }
    let coloured = clean_picture(&full_png(6)).unwrap().unwrap();
    assert!(coloured.windows(4).any(|w| w == b"gAMA"));
}

/// JPEG loses a little, twice here.
fn alike(got: &DynamicImage, want: &RgbImage) -> bool {
    let differences = got
        .to_rgb8()
        .iter()
        .zip(want.iter())
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum::<u64>();
    differences / (want.len() as u64) < 12
}

#[test]
fn broken_pictures_and_no_pictures() {
    assert_eq!(clean_picture(b"text"), None);
    assert_eq!(clean_picture(b"%PDF-1.7"), None);
    assert_eq!(clean_picture(b"<svg/>"), None);
    for bytes in all(1) {
        let end = bytes.len() - WORD.len() - 8;
        for half in [4, end / 2, end] {
            let outcome = clean_picture(&bytes[..half]);
            let broken = matches!(&outcome, None | Some(Err(_)));
            // A GIF may lack what stands after its last frame.
            assert!(
                broken || bytes.starts_with(b"GIF"),
                "{half} of {}",
                bytes.len()
            );
        }
    }
    let mut spoilt = raster(ImageFormat::Png);
    let at = spoilt.windows(4).position(|w| w == b"IDAT").unwrap() + 6;
    spoilt[at] ^= 0xff;
    let why = clean_picture(&spoilt).unwrap().unwrap_err();
    assert!(why.contains("контрольная сумма"), "{why}");
    let trouble = found(
        "a.png",
        &[&spoilt[..], WORD.as_bytes()].concat(),
        "байты снимка",
    );
    assert!(trouble.is_some());
}
