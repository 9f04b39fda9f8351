//! What a school gives its section of its own: a colour and a sign.

use std::collections::BTreeMap;

use rubrika::pipeline::Session;

use super::harness::School;
use super::session::outcome;

fn files(school: &School) -> BTreeMap<String, Vec<u8>> {
    let (complaints, files) = outcome(&mut Session::default(), school.root());
    assert!(!files.is_empty(), "{complaints:#?}");
    files
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("UTF-8")
}

fn with(settings: &str) -> School {
    let school = School::sound();
    let site = school.read("content/site.yaml");
    school.write("content/site.yaml", format!("{site}\n{settings}"));
    school
}

#[test]
fn a_colour_lies_over_the_themes() {
    let plain = files(&School::sound());
    assert!(!plain.contains_key("assets/accent.css"));
    assert!(!text(&plain, "index.html").contains("accent.css"));

    let own = files(&with("accent: \"#7A2E4D\"\n"));
    let sheet = text(&own, "assets/accent.css");
    assert!(sheet.contains("--accent: #7a2e4d;"), "{sheet}");
    let pages = own.keys().filter(|path| path.ends_with(".html"));
    for page in pages {
        let html = text(&own, page);
        let place = |sheet: &str| {
            html.find(sheet)
                .unwrap_or_else(|| panic!("{page}: no {sheet}"))
        };
        assert!(
            place("assets/style.css") < place("assets/accent.css"),
            "{page}"
        );
    }
}

#[test]
fn a_sign_stands_on_every_page() {
    let school = with("logo: Эмблема.svg\n");
    let sign = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50"><path d="M0 0h40v50z"/></svg>"#;
    school.write("content/Эмблема.svg", sign);
    let files = files(&school);
    assert_eq!(text(&files, "assets/logo.svg"), sign);
    let home = text(&files, "index.html");
    let image = r#"src="assets/logo.svg" alt="" width="40" height="50""#;
    assert!(home.contains(image), "{home}");
}
