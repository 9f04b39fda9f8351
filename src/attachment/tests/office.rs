use super::make::{jpeg, office, zip};
use super::{WORD, found, found_whole, text};
use crate::attachment::{Trouble, read_unguarded};

#[test]
fn word_parts() {
    let p = format!("<w:p><w:r><w:t>{WORD}</w:t></w:r></w:p>");
    let cases = [
        ("word/document.xml", p.clone(), "текст документа"),
        ("word/header1.xml", p.clone(), "верхний колонтитул"),
        ("word/footer2.xml", p.clone(), "нижний колонтитул"),
        ("word/footnotes.xml", p.clone(), "сноски"),
        ("word/endnotes.xml", p.clone(), "концевые сноски"),
        ("word/comments.xml", p.clone(), "примечания"),
        (
            "word/comments.xml",
            format!("<w:comment w:author='{WORD}'/>"),
            "автор правки или примечания",
        ),
        (
            "word/document.xml",
            format!("<w:ins w:author='{WORD}'/>"),
            "автор правки или примечания",
        ),
        (
            "word/document.xml",
            format!("<wp:docPr descr='{WORD}'/>"),
            "описание рисунка",
        ),
        (
            "word/document.xml",
            format!("<w:fldSimple w:instr='{WORD}'/>"),
            "код поля",
        ),
        (
            "word/document.xml",
            format!("<w:p><w:instrText>{WORD}</w:instrText></w:p>"),
            "текст документа",
        ),
        (
            "word/document.xml",
            format!("<w:p><!--{WORD}--></w:p>"),
            "текст документа, примечания в разметке",
        ),
        (
            "word/_rels/document.xml.rels",
            format!("<Relationship Target='http://a/{WORD}'/>"),
            "адрес ссылки",
        ),
        (
            "docProps/core.xml",
            format!("<a><dc:creator>{WORD}</dc:creator></a>"),
            "свойства документа",
        ),
        (
            "docProps/app.xml",
            format!("<a><Manager>{WORD}</Manager></a>"),
            "свойства документа",
        ),
        (
            "docProps/custom.xml",
            format!("<a><property name='x'><vt:lpwstr>{WORD}</vt:lpwstr></property></a>"),
            "свойства документа",
        ),
        (
            "customXml/item1.xml",
            format!("<a>{WORD}</a>"),
            "скрытые данные документа",
        ),
        ("[trash]/0000.xml", p.clone(), "удалённые части документа"),
        (
            "word/other.xml",
            p.clone(),
            "часть документа «word/other.xml»",
        ),
        (
            "word/embeddings/a.txt",
            WORD.to_owned(),
            "a.txt в документе: текст",
        ),
    ];
    for (part, body, place) in cases {
        found_whole("приказ.docx", &office(&[(part, &body)]), place);
    }
}

#[test]
fn words_cut_by_formatting_are_whole() {
    let body = "<w:p><w:r><w:t>Жюх</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ва&#1097;а</w:t></w:r><w:tab/><w:t>А&amp;Б</w:t></w:p><w:p><w:t>Конец</w:t></w:p>";
    let bytes = office(&[("word/document.xml", body)]);
    assert_eq!(text(&bytes, "текст документа"), "Жюхваща А&Б\nКонец");
}

#[test]
fn tracked_changes_give_both_texts() {
    let body = "<w:p><w:t>Жюх</w:t><w:del><w:r><w:delText>ваща</w:delText></w:r></w:del><w:ins><w:r><w:t>ин</w:t></w:r></w:ins></w:p>";
    let bytes = office(&[("word/document.xml", body)]);
    assert_eq!(text(&bytes, "текст документа"), "Жюхин");
    found_whole("a.docx", &bytes, "текст документа, до правки");
}

#[test]
fn sheets_have_names() {
    let workbook = "<workbook><sheets><sheet name='Итоги' sheetId='1' r:id='rId1'/><sheet name='Пары' state='veryHidden' sheetId='2' r:id='rId2'/></sheets></workbook>";
    let relations = "<R><Relationship Id='rId1' Target='worksheets/sheet1.xml'/><Relationship Id='rId2' Target='/xl/worksheets/sheet2.xml'/></R>";
    let strings = format!(
        "<sst><si><t>Список</t></si><si><r><t>Жюх</t></r><r><t>ваща</t></r></si><si><t>Бывшая {WORD}</t></si></sst>"
    );
    let sheet = |index: usize| {
        format!("<sheetData><row><c t='s'><v>{index}</v></c><c><v>17</v></c></row></sheetData>")
    };
    let parts = [
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", &strings),
        ("xl/worksheets/sheet1.xml", &sheet(0)),
        ("xl/worksheets/sheet2.xml", &sheet(1)),
    ];
    let bytes = office(&parts);
    assert_eq!(text(&bytes, "лист «Итоги»"), "Список\n17");
    found_whole("пары.xlsx", &bytes, "скрытый лист «Пары»");
    found_whole("пары.xlsx", &bytes, "строки таблицы, которых нет на листах");
    let named = office(&[(
        "xl/workbook.xml",
        &format!("<sheets><sheet name='{WORD}'/></sheets>"),
    )]);
    found_whole("a.xlsx", &named, "имя листа");
    let defined = office(&[(
        "xl/workbook.xml",
        &format!("<definedName name='{WORD}'>A1</definedName>"),
    )]);
    found_whole("a.xlsx", &defined, "имя диапазона");
    let comment = office(&[(
        "xl/comments1.xml",
        &format!("<comment><text><t>{WORD}</t></text></comment>"),
    )]);
    found_whole("a.xlsx", &comment, "примечания к ячейкам");
}

#[test]
fn slides_and_notes() {
    let slide = format!("<p:sld show=\"0\"><a:p><a:r><a:t>{WORD}</a:t></a:r></a:p></p:sld>");
    found_whole(
        "a.pptx",
        &office(&[("ppt/slides/slide3.xml", &slide)]),
        "скрытый слайд 3",
    );
    let shown = slide.replace(" show=\"0\"", "");
    found_whole(
        "a.pptx",
        &office(&[("ppt/slides/slide3.xml", &shown)]),
        "слайд 3",
    );
    found_whole(
        "a.pptx",
        &office(&[("ppt/notesSlides/notesSlide2.xml", &shown)]),
        "заметки к слайду 2",
    );
}

#[test]
fn open_document() {
    let odt = |name: &str, body: &str| {
        zip(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", b"<manifest/>"),
            (name, body.as_bytes()),
        ])
    };
    let p = format!(
        "<text:p>Жюх<text:span>ваща</text:span></text:p><office:annotation><dc:creator>{WORD}</dc:creator></office:annotation>"
    );
    found_whole("a.odt", &odt("content.xml", &p), "текст документа");
    found_whole(
        "a.odt",
        &odt(
            "meta.xml",
            &format!("<m><dc:creator>{WORD}</dc:creator></m>"),
        ),
        "свойства документа",
    );
    found_whole(
        "a.ods",
        &odt(
            "content.xml",
            &format!("<table:table table:name='{WORD}'/>"),
        ),
        "имя листа",
    );
    let closed = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        (
            "META-INF/manifest.xml",
            b"<m><manifest:encryption-data/></m>",
        ),
        ("content.xml", b"\x01\x02\x03"),
    ]);
    assert_eq!(
        read_unguarded("a.odt", &closed).trouble,
        Some(Trouble::Encrypted)
    );
}

#[test]
fn what_is_inside_a_document_is_read_too() {
    let photo = jpeg(&[(0xfe, super::make::cp1251(WORD))], b"");
    let parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/media/image1.jpeg", &photo),
    ];
    found_whole(
        "a.docx",
        &zip(&parts),
        "image1.jpeg в документе: примечание в файле снимка",
    );
    let book = office(&[(
        "xl/worksheets/sheet1.xml",
        &format!("<c><is><t>{WORD}</t></is></c>"),
    )]);
    let parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/embeddings/book.xlsx", &book),
    ];
    let place = "book.xlsx в документе: часть документа «xl/worksheets/sheet1.xml»";
    found_whole("a.docx", &zip(&parts), place);
    let parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/media/image1.wmf", b"\xd7\xcd\xc6\x9a\0\0"),
    ];
    assert!(matches!(
        read_unguarded("a.docx", &zip(&parts)).trouble,
        Some(Trouble::Unknown(_))
    ));
    let broken = office(&[(
        "word/document.xml",
        &format!("<w:p><w:t>{WORD}</w:t></w:p><w:p"),
    )]);
    assert!(matches!(
        found("a.docx", &broken, "текст документа"),
        Some(Trouble::Damaged(_))
    ));
}
