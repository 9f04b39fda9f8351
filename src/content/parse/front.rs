//! Cuts a `.md` file into front matter and body.

use crate::diag::{self, Diagnostic};
use crate::source::{FileId, SourceFile, Span};

/// The two parts of a file, as byte ranges of its text.
pub struct Parts {
    pub front: Span,
    pub body: Option<Span>,
}

/// Where the front matter is and where the body. `None` after a complaint.
pub fn split(id: FileId, file: &SourceFile, out: &mut Vec<Diagnostic>) -> Option<Parts> {
    let text = &*file.text;
    if file.path.extension() != "md" {
        return Some(Parts {
            front: Span::new(0, text.len()),
            body: None,
        });
    }
    let Some(rest) = fence(text) else {
        out.push(
            Diagnostic::at(
                &diag::FRONT_MATTER_MISSING,
                id,
                file.first_line(),
                "файл должен начинаться со строки «---» и полей",
            )
            .help("добавьте в начало «---», поля, снова «---», а текст оставьте ниже"),
        );
        return None;
    };
    let start = text.len() - rest.len();
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body = at + line.len();
            return Some(Parts {
                front: Span::new(start, at),
                body: Some(Span::new(body, text.len())),
            });
        }
        at += line.len();
    }
    out.push(
        Diagnostic::at(
            &diag::FRONT_MATTER_UNCLOSED,
            id,
            Span::new(0, 3),
            "шапка с полями не закрыта",
        )
        .help("поставьте строку «---» после последнего поля"),
    );
    None
}

fn fence(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("---")?;
    let end = rest.find('\n')?;
    rest[..end].trim().is_empty().then(|| &rest[end + 1..])
}
