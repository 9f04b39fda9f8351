//! Leaks in attachments: their texts, their properties, their names.

use rayon::prelude::*;
use rubrika::attachment;
use rubrika::pipeline::Session;

use super::{HARMLESS, LEAKS, refusal, school};
use crate::files as make;
use crate::harness::School;
use crate::session::outcome;

/// A kind of file: its extension, a file with words in it, and the place that the complaint has to name.
type File = (&'static str, fn(&str) -> Vec<u8>, &'static str);

const ORDER: &str = "content/acts/prikaz-41/prikaz-41";

fn text(words: &str) -> String {
    format!("Приказ: вот {words} и всё остальное, что в нём написано")
}

fn word_part(part: &str, words: &str) -> Vec<u8> {
    let body = "<w:p><w:r><w:t>Приказ</w:t></w:r></w:p>";
    let p = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text(words));
    match part {
        "word/document.xml" => make::office(&[(part, &p)]),
        part => make::office(&[("word/document.xml", body), (part, &p)]),
    }
}

/// Pages of a PDF with an object (6) beside them.
fn pdf_with(catalog: &str, page: &str, object: String) -> Vec<u8> {
    make::page(
        b"",
        "",
        &[b"<<>>".to_vec(), object.into_bytes()],
        catalog,
        page,
    )
}

/// Files of an act that must not go out as they are.
const FILES: &[File] = &[
    ("pdf", |w| make::written(&text(w)), "страница 1"),
    (
        "pdf",
        |w| {
            make::page(
                b"",
                "",
                &[format!("<</Author {}>>", make::hex(w)).into_bytes()],
                "",
                "",
            )
        },
        "свойства документа: автор",
    ),
    (
        "pdf",
        |w| {
            pdf_with(
                "",
                "/Annots [6 0 R]",
                format!("<</Type /Annot /Subtype /Text /Contents {}>>", make::hex(w)),
            )
        },
        "примечание",
    ),
    (
        "pdf",
        |w| {
            pdf_with(
                "/Outlines 6 0 R",
                "",
                format!("<</Title {}>>", make::hex(w)),
            )
        },
        "закладка",
    ),
    (
        "docx",
        |w| word_part("word/document.xml", w),
        "текст документа",
    ),
    ("docx", |w| word_part("word/comments.xml", w), "примечания"),
    (
        "docx",
        |w| word_part("word/header1.xml", w),
        "верхний колонтитул",
    ),
    ("docx", |w| word_part("word/footnotes.xml", w), "сноски"),
    (
        "docx",
        |w| {
            make::office(&[(
                "docProps/core.xml",
                &format!("<a><dc:creator>{w}</dc:creator></a>"),
            )])
        },
        "свойства документа",
    ),
    (
        "docx",
        |w| {
            let body = format!(
                "<w:p><w:t>Приказ</w:t><w:del><w:r><w:delText> {w}</w:delText></w:r></w:del></w:p>"
            );
            make::office(&[("word/document.xml", &body)])
        },
        "текст документа, до правки",
    ),
    (
        "xlsx",
        |w| {
            let cell = format!("<c t='inlineStr'><is><t>{w}</t></is></c>");
            make::office(&[
                (
                    "xl/workbook.xml",
                    "<workbook><sheets><sheet name='Итоги' sheetId='1' r:id='rId1'/></sheets></workbook>",
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<R><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></R>",
                ),
                (
                    "xl/worksheets/sheet1.xml",
                    &format!("<sheetData><row>{cell}</row></sheetData>"),
                ),
            ])
        },
        "лист «Итоги»",
    ),
    (
        "xlsx",
        |w| {
            make::office(&[(
                "xl/workbook.xml",
                &format!("<sheets><sheet name='{w}' state='veryHidden'/></sheets>"),
            )])
        },
        "имя листа",
    ),
    (
        "odt",
        |w| {
            let meta = format!("<m><dc:creator>{w}</dc:creator></m>");
            make::zip(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("META-INF/manifest.xml", b"<manifest/>"),
                ("content.xml", b"<text:p>-</text:p>"),
                ("meta.xml", meta.as_bytes()),
            ])
        },
        "свойства документа",
    ),
    (
        "zip",
        |w| make::zip(&[(&format!("{w}.txt"), b"-")]),
        "имя файла в архиве",
    ),
    (
        "zip",
        |w| make::zip(&[("a.txt", text(w).as_bytes())]),
        "a.txt в архиве: текст",
    ),
    (
        "zip",
        |w| make::zip(&[("b.zip", &make::zip(&[("a.txt", text(w).as_bytes())]))]),
        "b.zip в архиве: a.txt в архиве: текст",
    ),
    (
        "zip",
        |w| make::zip(&[("a.jpg", &make::jpeg(&[(0xfe, w.as_bytes().to_vec())], b""))]),
        "a.jpg в архиве: примечание в файле снимка",
    ),
    ("txt", |w| text(w).into_bytes(), "внутри файла"),
    ("txt", |w| make::cp1251(&text(w)), "текст"),
    (
        "csv",
        |w| format!("Кто;Что\n{w};да\n").into_bytes(),
        "внутри файла",
    ),
    (
        "csv",
        |w| make::cp1251(&format!("Кто;Что\nНаставник {w};да\n")),
        "текст",
    ),
    ("html", |w| format!("<p>{w}").into_bytes(), "внутри файла"),
    (
        "svg",
        |w| format!("<svg><title>{w}</title></svg>").into_bytes(),
        "внутри файла",
    ),
    (
        "sig",
        |w| [b"\x30\x82\x01\x00\x0c\x0e", w.as_bytes()].concat(),
        "электронная подпись",
    ),
];

fn with_order(extension: &str, bytes: &[u8], more: &str) -> School {
    let school = school();
    std::fs::remove_file(school.root().join(format!("{ORDER}.txt"))).expect("it is there");
    school.write(&format!("{ORDER}.{extension}"), bytes);
    let act = school.read("content/acts/prikaz-41/index.md").replace(
        "file: prikaz-41.txt\n",
        &format!("files:\n  - path: prikaz-41.{extension}\n{more}"),
    );
    school.write("content/acts/prikaz-41/index.md", act);
    school
}

#[test]
fn every_file_is_read() {
    let failures: Vec<String> = FILES
        .par_iter()
        .flat_map(|(extension, make, place)| {
            let act = |words| {
                outcome(
                    &mut Session::default(),
                    with_order(extension, &make(words), "").root(),
                )
            };
            let mut failures = Vec::new();
            let (complaints, files) = act(HARMLESS);
            let path = format!("documents/prikaz-41/prikaz-41.{extension}");
            let reading = files.get(&path).map(|bytes| attachment::read(&path, bytes));
            let there = reading.is_some_and(|r| r.pieces.iter().any(|p| p.text.contains(HARMLESS)));
            if !there {
                failures.push(format!(
                    "the harmless word does not come out: {complaints:#?} {:?}",
                    files.keys()
                ));
            }
            for (rule, words) in LEAKS {
                failures.extend(refusal(
                    &act(words),
                    rule,
                    &format!("{ORDER}.{extension}:"),
                    place,
                ));
            }
            failures
                .iter_mut()
                .for_each(|f| *f = format!("{extension}, {place}: {f}"));
            failures
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.join("\n\n"),
        failures.len()
    );
}

/// What cannot be read goes out only when somebody has looked at these very bytes.
#[test]
fn files_that_cannot_be_read_are_refused() {
    let scan = make::page(
        b"q 600 0 0 800 0 0 cm /Im Do Q",
        "/XObject <</Im 6 0 R>>",
        &[
            b"<<>>".to_vec(),
            make::stream(
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
                b"\x80",
            ),
        ],
        "",
        "",
    );
    let files = [
        (
            "pdf",
            make::locked(&make::written("Приказ"), "secret"),
            "паролем",
        ),
        ("pdf", scan, "скан"),
        ("bin", b"\0\x01\xff\xfe\0\0\x05".to_vec(), "не умеет читать"),
        ("pdf", make::written("Приказ")[..60].to_vec(), "повреждён"),
    ];
    for (extension, bytes, words) in files {
        let (complaints, built) = outcome(
            &mut Session::default(),
            with_order(extension, &bytes, "").root(),
        );
        assert_eq!(
            refusal(
                &(complaints.clone(), built),
                "unreadable-attachment",
                &format!("{ORDER}.{extension}:"),
                words
            ),
            [""; 0]
        );
        let sum = sha256(&bytes);
        for (sum, accepted) in [(sum.clone(), true), (sum.replace(['0', '1'], "2"), false)] {
            let more = format!(
                "    reviewed: {{ by: Директор школы № 5, date: 2026-09-02, sha256: {sum} }}\n"
            );
            let (complaints, built) = outcome(
                &mut Session::default(),
                with_order(extension, &bytes, &more).root(),
            );
            assert_eq!(!built.is_empty(), accepted, "{extension}: {complaints:#?}");
        }
    }
}

/// A report of closed results under another name, and its text in another format: both are known.
#[test]
fn a_closed_file_does_not_come_out_elsewhere() {
    let report = "За год наставляемая подготовила двенадцать опытов, провела пять открытых уроков, выступила на двух \
        методических объединениях города и вошла в жюри конкурса юных химиков Приангарья.";
    let results = "content/programs/pervyi-god/results.md";
    let closed = "content/programs/pervyi-god/otchet.txt";
    for (extension, copy) in [
        ("txt", report.as_bytes().to_vec()),
        ("docx", word_part("word/document.xml", report)),
    ] {
        let school = school();
        school.write(
            results,
            "---\noutcomes:\n  - { category: образовательные результаты, text: Всё вышло. }\nfiles: [otchet.txt]\n---\n",
        );
        school.write(closed, report);
        school.write(
            "content/news/itogi/index.md",
            format!("---\ntitle: Итоги\ndate: 2026-09-08\nfiles: [itogi.{extension}]\n---\n"),
        );
        let path = format!("content/news/itogi/itogi.{extension}");
        school.write(&path, &copy);
        let (complaints, files) = outcome(&mut Session::default(), school.root());
        assert!(files.is_empty(), "{extension}: {:?}", files.keys());
        let leak = |c: &String| c.contains("results-leak") && c.contains(&path);
        assert!(complaints.iter().any(leak), "{extension}: {complaints:?}");
        // As soon as the report is nobody's closed file, the copy is a file like any other.
        std::fs::remove_file(school.root().join(closed)).expect("it is there");
        school.write(
            results,
            "---\noutcomes:\n  - { category: образовательные результаты, text: Всё вышло. }\n---\n",
        );
        let (complaints, files) = outcome(&mut Session::default(), school.root());
        assert!(!files.is_empty(), "{extension}: {complaints:?}");
    }
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// What is written beside the pixels is taken off: such a picture needs no refusal, as nothing of it comes out.
#[test]
fn pictures_lose_what_is_written_beside_the_pixels() {
    let name = "Жмыховой";
    let jpeg = |marker: u8, head: &[u8], body: Vec<u8>| {
        make::jpeg(&[(marker, [head, &body].concat())], b"")
    };
    let pictures: Vec<(&str, Vec<u8>)> = vec![
        ("jpg", jpeg(0xe1, b"Exif\0\0", make::exif(name, 1))),
        (
            "jpg",
            jpeg(0xe1, b"http://ns.adobe.com/xap/1.0/\0", make::xmp(name)),
        ),
        ("jpg", jpeg(0xed, b"Photoshop 3.0\0", make::photoshop(name))),
        ("jpg", jpeg(0xfe, b"", name.into())),
        ("jpg", make::jpeg(&[], name.as_bytes())),
        (
            "png",
            make::png(&[(b"tEXt", [b"Author\0", name.as_bytes()].concat())], b""),
        ),
        (
            "png",
            make::png(&[(b"eXIf", make::exif(name, 1))], name.as_bytes()),
        ),
        ("webp", make::webp(&[(b"XMP ", make::xmp(name))], b"")),
        ("gif", make::gif(name, b"")),
    ];
    for (extension, bytes) in pictures {
        assert!(holds(&bytes, name), "nothing is planted in the {extension}");
        let school = with_order(extension, &bytes, "    persons: []\n");
        school.write(
            "content/news/s-foto/index.md",
            format!("---\ntitle: Урок\ndate: 2026-11-01\nimage: {{ path: urok.{extension}, alt: Урок, persons: [] }}\n---\n"),
        );
        school.write(&format!("content/news/s-foto/urok.{extension}"), &bytes);
        let (complaints, files) = outcome(&mut Session::default(), school.root());
        for path in [
            format!("news/s-foto/urok.{extension}"),
            format!("documents/prikaz-41/prikaz-41.{extension}"),
        ] {
            let out = files
                .get(&path)
                .unwrap_or_else(|| panic!("{path}: {complaints:#?} {:?}", files.keys()));
            assert!(!holds(out, name), "{path}: the name is still there");
            assert!(attachment::read(&path, out).trouble.is_none());
        }
    }
}

/// Whether a file holds a word in any encoding.
fn holds(bytes: &[u8], word: &str) -> bool {
    let forms = [
        word.as_bytes().to_vec(),
        make::cp1251(word),
        make::utf16(word),
    ];
    let read = attachment::read("", bytes);
    forms.iter().any(|f| bytes.windows(f.len()).any(|w| w == f))
        || read.pieces.iter().any(|p| p.text.contains(word))
}

/// Names of files and folders are addresses: the complaint names the file that has to be renamed.
#[test]
fn every_file_name_is_read() {
    let act = |school: &School, file: &str| {
        let act = school
            .read("content/acts/prikaz-41/index.md")
            .replace("prikaz-41.txt", file);
        school.write("content/acts/prikaz-41/index.md", act);
        school.write(&format!("content/acts/prikaz-41/{file}"), "Приказ.\n");
    };
    type Write = fn(&School, &str, &dyn Fn(&School, &str));
    let cases: [(&str, Write, &str); 8] = [
        (
            "zhmykhova",
            |s, n, act| act(s, &format!("{n}.txt")),
            "content/acts/prikaz-41/@.txt",
        ),
        (
            "Жмыховой",
            |s, n, act| act(s, &format!("о {n}.txt")),
            "content/acts/prikaz-41/о @.txt",
        ),
        (
            "o-zhmykhovoi",
            |s, n, _| s.write(&format!("content/news/{n}.md"), NEWS_TEXT),
            "content/news/@.md",
        ),
        (
            "o-zhmykhovoi",
            |s, n, _| s.write(&format!("content/news/{n}/index.md"), NEWS_TEXT),
            "content/news/@/index.md",
        ),
        (
            "о-жмыховой",
            |s, n, _| s.write(&format!("content/news/{n}.md"), NEWS_TEXT),
            "content/news/@.md",
        ),
        (
            "o-zhmykhovoi",
            |s, n, _| {
                s.write(
                    &format!("content/pages/{n}/a.md"),
                    "---\ntitle: Страница\n---\n\nТекст.\n",
                )
            },
            "content/pages/@/a.md",
        ),
        (
            "zhmykhova",
            |s, n, _| s.write(&format!("themes/x/static/{n}.js"), ""),
            "themes/x/static/@.js",
        ),
        (
            "zhmykhova",
            |s, n, _| s.write(&format!("themes/x/static/{n}/a.js"), ""),
            "themes/x/static/@/a.js",
        ),
    ];
    for (name, write, place) in cases {
        let built = |name: &str| {
            let school = school();
            if place.starts_with("themes/") {
                let site = school.read("content/site.yaml");
                school.write("content/site.yaml", format!("{site}theme: x\n"));
            }
            write(&school, name, &act);
            outcome(&mut Session::default(), school.root())
        };
        let refused = refusal(
            &built(name),
            "name-leak",
            &format!("{}:", place.replace('@', name)),
            "в имени файла",
        );
        assert_eq!(refused, [""; 0]);
        let (complaints, files) = built("burunduk");
        assert!(
            files.keys().any(|path| path.contains("burunduk")),
            "{place}: {complaints:#?}"
        );
    }
}

const NEWS_TEXT: &str = "---\ntitle: Урок\ndate: 2026-11-01\n---\n\nТекст.\n";

/// A theme's files that are no texts are read too; those that cannot be read are refused.
#[test]
fn files_of_a_theme_are_read_as_attachments() {
    let built = |file: &str, bytes: &[u8]| {
        let school = school();
        let site = school.read("content/site.yaml");
        school.write("content/site.yaml", format!("{site}theme: x\n"));
        school.write(&format!("themes/x/static/{file}"), bytes);
        outcome(&mut Session::default(), school.root())
    };
    let cases: [File; 3] = [
        (
            "logo.jpg",
            |w| {
                make::jpeg(
                    &[(0xe1, [b"Exif\0\0".to_vec(), make::exif(w, 1)].concat())],
                    b"",
                )
            },
            "EXIF",
        ),
        ("pamyatka.pdf", |w| make::written(&text(w)), "страница 1"),
        (
            "a.woff2",
            |w| [b"wOF2\0\x01\0\0", w.as_bytes()].concat(),
            "байты шрифта",
        ),
    ];
    for (file, make, words) in cases {
        let refused = refusal(
            &built(file, &make("Жмыховой")),
            "name-leak",
            &format!("themes/x/static/{file}:"),
            words,
        );
        assert_eq!(refused, [""; 0]);
        let (complaints, files) = built(file, &make(HARMLESS));
        assert!(
            files.contains_key(&format!("assets/{file}")),
            "{file}: {complaints:#?}"
        );
    }
    let locked = make::locked(&make::written("Приказ"), "secret");
    let refused = refusal(
        &built("a.pdf", &locked),
        "unreadable-attachment",
        "themes/x/static/a.pdf:",
        "паролем",
    );
    assert_eq!(refused, [""; 0]);
}
