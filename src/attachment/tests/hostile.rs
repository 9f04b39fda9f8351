//! Bytes that nobody honest has written: no panic, no endless walk, no memory without measure.

use super::make::{cp1251, gif, hex, office, page, pdf, stream, zip};
use super::others::{ole, rtf, summary, tar};
use super::pictures::{full_jpeg, full_png, full_webp};
use super::{WORD, read_unguarded};
use crate::attachment::{Trouble, picture};

/// Changes of each file.
const MUTATIONS: usize = 1000;

fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let docx = office(&[
        (
            "word/document.xml",
            "<w:p><w:ins w:author='А'><w:t>текст &amp; ещё</w:t></w:ins><w:del><w:delText>б</w:delText></w:del></w:p>",
        ),
        ("docProps/core.xml", "<a><dc:creator>Автор</dc:creator></a>"),
    ]);
    let xlsx = office(&[
        (
            "xl/workbook.xml",
            "<sheets><sheet name='Пары' r:id='a' state='hidden'/></sheets>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationship Id='a' Target='worksheets/sheet1.xml'/>",
        ),
        ("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"),
        ("xl/worksheets/sheet1.xml", "<c t='s'><v>0</v></c>"),
    ]);
    let note = format!("<</Title {} /Contents (\\101) /JS 7 0 R>>", hex(WORD));
    let more = [
        b"<</Author (a)>>".to_vec(),
        note.into_bytes(),
        stream("", &full_jpeg(1)),
    ];
    vec![
        (
            "a.pdf",
            super::pdf::unicode(
                "BT /F1 12 Tf 1 0 0 1 5 5 Tm [<00010002> -5 <0003>] TJ ET q 1 0 0 1 0 0 cm Q",
            ),
        ),
        (
            "b.pdf",
            page(
                b"BT (abc) Tj ET BI /W 1 ID abc EI",
                "",
                &more,
                "/Outlines 6 0 R",
                "",
            ),
        ),
        ("a.docx", docx),
        ("a.xlsx", xlsx),
        (
            "a.zip",
            zip(&[("a.rtf", &rtf()), ("b.gif", &gif(WORD, b"x"))]),
        ),
        ("a.tar", tar("a.txt", b"text")),
        (
            "a.doc",
            ole(&[
                ("WordDocument", &cp1251(WORD)),
                ("\u{5}SummaryInformation", &summary(4, WORD)),
            ]),
        ),
        ("a.rtf", rtf()),
        ("a.jpg", full_jpeg(6)),
        ("a.png", full_png(6)),
        ("a.webp", full_webp(6)),
        ("a.gif", gif(WORD, b"tail")),
        ("a.json", b"{\"a\": \"\\u0416\\ud83d\"}".to_vec()),
        ("a.html", "<p title='&#1046;'>a<!-- b --></p>".into()),
    ]
}

#[test]
fn spoilt_files_never_make_it_panic() {
    let mut random = Random(7);
    for (name, seed) in seeds() {
        for _ in 0..MUTATIONS {
            let mut bytes = seed.clone();
            for _ in 0..1 + random.below(4) {
                random.spoil(&mut bytes);
            }
            // Without the net under `read`: a panic fails the test.
            read_unguarded(name, &bytes);
            let _ = picture::clean(&bytes);
        }
        for cut in 0..seed.len().min(300) {
            read_unguarded(name, &seed[..seed.len() * cut / seed.len().min(300)]);
        }
    }
}

#[test]
fn deep_nesting_is_walked_without_a_deep_stack() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(200_000), close.repeat(200_000));
    read_unguarded("a.rtf", deep("{\\rtf1", "}").as_bytes());
    read_unguarded("a.svg", deep("<g>", "</g>").as_bytes());
    read_unguarded(
        "a.docx",
        &office(&[("word/document.xml", &deep("<w:p>", "</w:p>"))]),
    );
    read_unguarded("a.pdf", &page(deep("[", "]").as_bytes(), "", &[], "", ""));
    read_unguarded(
        "a.pdf",
        &pdf(
            &[
                deep("[", "]").into_bytes(),
                deep("<</A ", ">>").into_bytes(),
            ],
            None,
        ),
    );
}

#[test]
fn circles_end() {
    let circle = pdf(
        &[
            b"<</Type /Catalog /Pages 2 0 R /Outlines 5 0 R>>".to_vec(),
            b"<</Type /Pages /Kids [2 0 R 3 0 R 3 0 R] /Parent 2 0 R>>".to_vec(),
            b"<</Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] /Resources 6 0 R>>".to_vec(),
            stream("", b"/A Do"),
            b"<</Title (a) /Next 5 0 R /First 5 0 R>>".to_vec(),
            b"<</XObject <</A 7 0 R /B 8 0 R>> /Font 9 0 R>>".to_vec(),
            stream("/Subtype /Form /Resources 6 0 R", b"/B Do /A Do"),
            stream("/Subtype /Form /Resources 6 0 R", b"/A Do /B Do"),
            b"10 0 R".to_vec(),
            b"9 0 R".to_vec(),
        ],
        None,
    );
    read_unguarded("a.pdf", &circle);
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 70 * 1024 * 1024];
    let bomb = zip(&[("a.txt", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(
        read_unguarded("a.zip", &bomb).trouble,
        Some(Trouble::TooBig)
    );
    let names: Vec<String> = (0..20_100).map(|i| format!("{i}.txt")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    assert_eq!(
        read_unguarded("a.zip", &zip(&many)).trouble,
        Some(Trouble::TooBig)
    );
    // One long string that a million cells show.
    let strings = format!("<sst><si><t>{}</t></si></sst>", "а".repeat(100_000));
    let sheet = "<c t='s'><v>0</v></c>".repeat(100_000);
    let book = office(&[
        (
            "xl/workbook.xml",
            "<sheets><sheet name='A' r:id='a'/></sheets>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id='a' Target='worksheets/sheet1.xml'/></R>",
        ),
        ("xl/sharedStrings.xml", &strings),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    assert_eq!(
        read_unguarded("a.xlsx", &book).trouble,
        Some(Trouble::TooBig)
    );
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    /// One change: a byte, a few bytes taken out, doubled, or made large numbers.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len());
        let end = (at + 1 + self.below(12)).min(bytes.len());
        match self.below(6) {
            0 if at < bytes.len() => bytes[at] = self.below(256) as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            4 => bytes[at..end].fill(0xff),
            _ => bytes.truncate(at.max(16)),
        }
    }
}
