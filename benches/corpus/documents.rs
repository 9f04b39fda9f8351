//! Acts and methods with their files, practices, news.

use std::io::{Cursor, Write};

use super::words::sentence;
use super::{Counts, Put};

pub fn each(counts: &Counts, put: Put<'_>) {
    for i in 0..counts.acts {
        let file = attachment(&format!("acts/a{i}/prikaz-{i}"), i, put);
        put(&format!("acts/a{i}/index.md"), act(i, &file).as_bytes());
    }
    for i in 0..counts.methods {
        put(
            &format!("methods/m{i}.md"),
            method(i, counts.people).as_bytes(),
        );
    }
    for i in 0..counts.practices {
        let file = attachment(&format!("practices/r{i}/konspekt"), i + 1, put);
        put(
            &format!("practices/r{i}/index.md"),
            practice(i, counts, &file).as_bytes(),
        );
    }
    for i in 0..counts.news {
        put(&format!("news/n{i}.md"), news(i, counts).as_bytes());
    }
}

/// A file beside an entry, a plain text or a text document by turns; returns its name.
fn attachment(stem: &str, i: usize, put: Put<'_>) -> String {
    let text = sentence(i * 7, 60);
    let (path, bytes) = match i.is_multiple_of(2) {
        true => (format!("{stem}.txt"), text.into_bytes()),
        false => (format!("{stem}.docx"), docx(&text)),
    };
    put(&path, &bytes);
    let name = path
        .rsplit_once('/')
        .map_or(path.as_str(), |(_, name)| name);
    name.to_owned()
}

/// The least that is still a text document.
fn docx(text: &str) -> Vec<u8> {
    const PARTS: [(&str, &str); 2] = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
    ];
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"#
    );
    let parts = PARTS
        .into_iter()
        .chain([("word/document.xml", document.as_str())]);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The time of a file inside would make every run's bytes others.
    let options =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, xml) in parts {
        archive.start_file(name, options).expect("a new part");
        archive.write_all(xml.as_bytes()).expect("memory suffices");
    }
    archive.finish().expect("a whole archive").into_inner()
}

fn act(i: usize, file: &str) -> String {
    format!(
        "---\ntitle: О работе пар номер {i}\nkind: приказ\nlevel: локальный\nnumber: {i}-о\ndate: 2025-08-{:02}\ncovers: [закрепление пар]\nfile: {file}\n---\n\n{}.\n",
        i % 28 + 1,
        sentence(i, 25)
    )
}

fn method(i: usize, people: usize) -> String {
    format!(
        "---\ntitle: Рекомендация номер {i}\nkind: методические рекомендации\nlevel: локальный\ndate: 2026-03-{:02}\nauthors: [p{}]\naudience: [наставнику]\n---\n\n{}.\n\n- {}\n- {}\n\n| Что | Когда |\n| --- | --- |\n| {} | {} |\n",
        i % 28 + 1,
        i * 10 % people,
        sentence(i, 60),
        sentence(i + 1, 8),
        sentence(i + 2, 8),
        sentence(i + 3, 3),
        sentence(i + 4, 2),
    )
}

fn practice(i: usize, counts: &Counts, file: &str) -> String {
    format!(
        "---\ntitle: Практика номер {i}\nabout: [g{}]\nauthors: [p{}]\nlevel: школьный\ndate: 2026-06-10\nproblem: {}\nsteps: [{}, {}, {}]\noutcome: {}\nfiles:\n  - {{ path: {file}, title: Конспект }}\n---\n\n{}.\n",
        i * 2 % counts.programs,
        i * 10 % counts.people,
        sentence(i, 12),
        sentence(i + 1, 8),
        sentence(i + 2, 8),
        sentence(i + 3, 8),
        sentence(i + 4, 12),
        sentence(i + 5, 90)
    )
}

/// Every fifth one announces something that is still to come.
fn news(i: usize, counts: &Counts) -> String {
    let day = i % 28 + 1;
    let event = match i % 5 {
        0 => format!(
            "event: {{ starts: 2026-12-{day:02} 15:30, ends: 2026-12-{day:02} 17:00, place: актовый зал }}\n"
        ),
        1 => format!("event: {{ starts: 2026-04-{day:02}, place: учительская }}\n"),
        _ => String::new(),
    };
    format!(
        "---\ntitle: Новость номер {i}\ndate: 2026-{:02}-{day:02}\nabout: [g{}]\n{event}---\n\n{} [[p{}]] {}.\n\n{}: [[act:a{}]].\n",
        i % 10 + 1,
        (i * 2 + 1) % counts.programs,
        sentence(i, 20),
        i * 2 % (counts.people / 2 * 2),
        sentence(i + 1, 20),
        sentence(i + 2, 60),
        i % counts.acts,
    )
}
