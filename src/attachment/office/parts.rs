//! Parts of office documents: which are XML, what people call them.

use crate::attachment::xml::Lines;

/// Whether a part is XML: by its name, else by its first bytes.
pub fn is_xml(name: &str, bytes: &[u8]) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    matches!(
        extension,
        "xml" | "rels" | "vml" | "xhtml" | "opf" | "ncx" | "rdf" | "html" | "htm" | "svg"
    ) || bytes.starts_with(b"<?xml")
        || bytes.starts_with(b"\xef\xbb\xbf<?xml")
}

/// Where lines of a part end.
pub fn lines(name: &str) -> Lines {
    let properties = name.starts_with("docProps/")
        || name.ends_with(".rels")
        || name.starts_with("customXml/")
        || matches!(name, "meta.xml" | "settings.xml" | "[Content_Types].xml")
        || name.ends_with(".opf")
        || name.ends_with(".ncx");
    if properties {
        Lines::Elements
    } else {
        Lines::Paragraphs
    }
}

/// DEVMODE of the printer: almost every workbook has it.
pub fn is_settings_of_printer(name: &str) -> bool {
    name.contains("printerSettings")
}

/// What people call a part.
pub fn place(name: &str, bytes: &[u8]) -> String {
    let number = |prefix: &str| {
        let digits = name.strip_prefix(prefix)?.strip_suffix(".xml")?;
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
    };
    if let Some(n) = number("ppt/slides/slide") {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]);
        let hidden = head.contains("show=\"0\"") || head.contains("show=\"false\"");
        return format!("{}слайд {n}", if hidden { "скрытый " } else { "" });
    }
    if let Some(n) = number("ppt/notesSlides/notesSlide") {
        return format!("заметки к слайду {n}");
    }
    let known: &[(&str, &str)] = &[
        ("word/document", "текст документа"),
        ("word/header", "верхний колонтитул"),
        ("word/footer", "нижний колонтитул"),
        ("word/footnotes", "сноски"),
        ("word/endnotes", "концевые сноски"),
        ("word/comments", "примечания"),
        ("word/people", "авторы примечаний и правок"),
        ("word/glossary", "заготовки текста"),
        ("word/settings", "настройки документа"),
        ("xl/comments", "примечания к ячейкам"),
        ("xl/threadedComments", "обсуждения ячеек"),
        ("xl/persons", "участники обсуждений"),
        ("xl/externalLinks", "данные из других книг"),
        ("xl/pivotCache", "данные сводной таблицы"),
        ("xl/pivotTables", "сводная таблица"),
        ("xl/tables", "умная таблица"),
        ("xl/drawings", "надписи и фигуры"),
        ("xl/charts", "диаграмма"),
        ("xl/queryTables", "запросы к данным"),
        ("xl/connections", "подключения к данным"),
        ("xl/revisions", "журнал правок"),
        ("xl/workbook", "имена листов и диапазонов"),
        ("ppt/comments", "примечания к слайдам"),
        ("ppt/commentAuthors", "авторы примечаний"),
        ("ppt/slideLayouts", "макет слайда"),
        ("ppt/slideMasters", "образец слайдов"),
        ("ppt/notesMasters", "образец заметок"),
        ("docProps/", "свойства документа"),
        ("customXml/", "скрытые данные документа"),
        ("[trash]/", "удалённые части документа"),
        ("META-INF/documentsignatures", "электронная подпись"),
        ("_xmlsignatures/", "электронная подпись"),
    ];
    let exact = match name {
        "content.xml" => Some("текст документа"),
        "meta.xml" => Some("свойства документа"),
        "styles.xml" => Some("стили и колонтитулы"),
        _ if name.ends_with(".opf") => Some("свойства книги"),
        _ if name.ends_with(".rels") => Some("ссылки документа"),
        _ if name.contains("/charts/") => Some("диаграмма"),
        _ if name.contains("/diagrams/") => Some("схема"),
        _ => None,
    };
    let listed = known.iter().find(|(prefix, _)| name.starts_with(prefix));
    match exact.or(listed.map(|(_, place)| *place)) {
        Some(place) => place.to_owned(),
        None => format!("часть документа «{name}»"),
    }
}

/// What an attribute says; «свойство …» if it is none that people know.
pub fn attribute(element: &str, attribute: &str) -> String {
    match (element, attribute) {
        ("sheet" | "table", "name") => "имя листа".into(),
        ("definedName", "name") => "имя диапазона".into(),
        ("bookmarkStart", "name") => "имя закладки".into(),
        ("Relationship" | "hlinkClick" | "a", "Target" | "href") | (_, "href") => {
            "адрес ссылки".into()
        }
        ("user-defined" | "property", "name") => "имя свойства документа".into(),
        (
            "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange" | "comment"
            | "cmAuthor" | "person",
            "author" | "name" | "displayName",
        )
        | (_, "author" | "creator" | "initials" | "lastModifiedBy" | "userId") => {
            "автор правки или примечания".into()
        }
        (_, "descr" | "title" | "alt") => "описание рисунка".into(),
        (_, "instr") => "код поля".into(),
        (_, "tooltip") => "подсказка ссылки".into(),
        (_, "prompt" | "promptTitle" | "error") => "подсказка ячейки".into(),
        _ => format!("свойство «{attribute}»"),
    }
}
