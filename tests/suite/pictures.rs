//! Pictures on their way out: cleaned, upright, and under names that name nobody.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbImage};
use rubrika::pipeline::Session;

use super::harness::School;
use super::session::outcome;

/// A JPEG that lies on its side, with the name of its owner in EXIF and a comment.
fn photo() -> Vec<u8> {
    let mut picture = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::new(30, 20))
        .write_to(&mut picture, ImageFormat::Jpeg)
        .unwrap();
    let picture = picture.into_inner();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let (tag, kind) = (tag.to_le_bytes(), kind.to_le_bytes());
        [&tag[..], &kind, &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend(entry(0x0112, 3, 1, 6));
    exif.extend(entry(0x013b, 2, 10, 38));
    exif.extend(b"\0\0\0\0Zhukhvash\0");
    let segment = |marker: u8, body: &[u8]| {
        let length = (body.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker][..], &length, body].concat()
    };
    let comment = segment(0xfe, "Жюхваща".as_bytes());
    [
        &picture[..2],
        &segment(0xe1, &exif),
        &comment,
        &picture[2..],
    ]
    .concat()
}

fn school(persons: &str) -> School {
    let school = School::sound();
    school.write(
        "content/news/urok/index.md",
        format!(
            "---\ntitle: Урок\ndate: 2026-11-01\nimage: {{ path: zhukhvashcha.jpg, alt: Урок, persons: {persons} }}\n---\n"
        ),
    );
    school.write("content/news/urok/zhukhvashcha.jpg", photo());
    school.write(
        "content/people/chemova-lk.md",
        "---\nname: Чемова Лидия Карповна\nroles: [наставник]\nposition: Учитель химии\nconsents:\n  - { kind: распространение, document: № 9, date: 2026-08-25, fields: [фото], resource: https://shkola-5.example.ru/ }\n---\n",
    );
    school
}

fn pictures(files: &BTreeMap<String, Vec<u8>>) -> Vec<(&String, &Vec<u8>)> {
    let jpeg = |path: &str| path.starts_with("news/") && path.ends_with(".jpg");
    files.iter().filter(|(path, _)| jpeg(path)).collect()
}

#[test]
fn a_picture_goes_out_clean_and_upright() {
    let (complaints, files) = outcome(&mut Session::default(), school("[]").root());
    assert!(!files.is_empty(), "{complaints:#?}");
    let [(path, bytes)] = pictures(&files)[..] else {
        panic!("not one picture: {:?}", files.keys());
    };
    assert!(path.ends_with("zhukhvashcha.jpg"), "{path}");
    let picture = image::load_from_memory(bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (20, 30));
    for trace in ["Exif", "Zhukhvash", "Жюхваща"] {
        let there = bytes.windows(trace.len()).any(|w| w == trace.as_bytes());
        assert!(!there, "«{trace}» came out");
    }
    let page = files
        .iter()
        .find(|(p, _)| p.starts_with("news/") && p.contains("urok") && p.ends_with(".html"))
        .map(|(_, b)| String::from_utf8_lossy(b).into_owned())
        .unwrap();
    assert!(page.contains("width=\"20\""), "{page}");
}

#[test]
fn a_file_name_tells_nobody_who_is_not_named() {
    let (complaints, files) = outcome(&mut Session::default(), school("[chemova-lk]").root());
    assert!(!files.is_empty(), "{complaints:#?}");
    let [(path, _)] = pictures(&files)[..] else {
        panic!("not one picture: {:?}", files.keys());
    };
    let name = path.rsplit('/').next().unwrap();
    assert!(
        name.starts_with("foto-") && name.len() == "foto-0123456789.jpg".len(),
        "{name}"
    );
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("zhukhvashcha"), "{path} names the file");
    }
}

/// A lasting session remembers what a picture was cleaned to, not what another picture at the same place was.
#[test]
fn another_picture_under_the_same_name_is_cleaned_anew() {
    let school = school("[]");
    let mut lasting = Session::lasting();
    let first = outcome(&mut lasting, school.root());
    assert_eq!(first, outcome(&mut lasting, school.root()));
    let mut broken = photo();
    broken.truncate(200);
    school.write("content/news/urok/zhukhvashcha.jpg", broken);
    let (complaints, files) = outcome(&mut lasting, school.root());
    assert!(files.is_empty());
    assert!(
        complaints.iter().any(|c| c.contains("broken-picture")),
        "{complaints:?}"
    );
    school.write("content/news/urok/zhukhvashcha.jpg", photo());
    assert_eq!(first, outcome(&mut lasting, school.root()));
}
