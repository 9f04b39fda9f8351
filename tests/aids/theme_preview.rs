//! Draws the default theme with its full and minimal samples, to be looked at:
//! `cargo run --example theme_preview -- /tmp/preview`.

#![allow(
    clippy::disallowed_methods,
    reason = "a development aid writes where it is told"
)]

use std::path::Path;
use std::{env, fs, io};

use rubrika::site::theme::{Theme, samples, shared};

fn main() -> io::Result<()> {
    let target = env::args().nth(1).expect("a folder to draw into");
    let theme = Theme::embedded();
    let kinds = [
        ("full", samples::full(), samples::section()),
        ("minimal", samples::minimal(), samples::minimal_section()),
    ];
    for (kind, pages, section) in kinds {
        let root = Path::new(&target).join(kind);
        let section = shared(&section);
        for page in pages.into_iter().filter(|page| theme.has(page.template)) {
            let html = theme.render(page.template, &page.view, &section);
            let html = html.unwrap_or_else(|error| panic!("{}: {error:#?}", page.path));
            write(&root.join(page.path), &html)?;
        }
        for (path, bytes) in theme.assets() {
            write(&root.join(path), bytes)?;
        }
        for path in PICTURES {
            write(&root.join(path), PICTURE.as_bytes())?;
        }
    }
    Ok(())
}

/// Files that the samples name.
const PICTURES: [&str; 6] = [
    "mentors/petrova-av/photo.svg",
    "news/den-nastavnika/zal.svg",
    "news/den-nastavnika/1.svg",
    "news/den-nastavnika/2.svg",
    "news/den-nastavnika/3.svg",
    "news/otkrytyj-urok/urok.svg",
];

const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640" viewBox="0 0 960 640"><rect width="960" height="640" fill="#cfdcd6"/><circle cx="380" cy="250" r="90" fill="#8fb0a5"/><circle cx="600" cy="280" r="70" fill="#b7cbc2"/><path d="M200 640c0-150 80-240 180-240s180 90 180 240z" fill="#6f968a"/><path d="M470 640c0-120 60-190 130-190s140 70 140 190z" fill="#9dbbb0"/></svg>"##;

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a file lies in a folder"))?;
    fs::write(path, bytes)
}
