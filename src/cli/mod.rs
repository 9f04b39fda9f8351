//! The only room that prints and exits.

mod emit;

/// temporary
pub fn quick(root: &str, date: &str, format: &str) {
    let mut memo = crate::content::Memo::default();
    let mut ex = crate::content::examine(std::path::Path::new(root), &mut memo, |_| {
        crate::text::date::parse(date).unwrap()
    })
    .unwrap();
    let d = ex.take_diagnostics(false);
    let f = match format {
        "json" => emit::Format::Json,
        "github" => emit::Format::Github,
        _ => emit::Format::Text,
    };
    print!("{}", emit::diagnostics(&d, ex.sources(), f, false));
    eprintln!("{}", emit::summary(&d));
}
