//! Complaints of the public half: it knows entries, the private half knows where they are written.

use crate::content::Examined;
use crate::diag::{self, Diagnostic, Spot};
use crate::site::render::Trouble;
use crate::site::routes::{Obstacle, Routes};
use crate::site::theme;
use crate::source::RelPath;
use crate::vocab::Kind;

/// Complains about entries that want the same address, or none that there can be. Returns whether there are any.
pub fn collisions(routes: &Routes, examined: &Examined, out: &mut Vec<Diagnostic>) -> bool {
    let before = out.len();
    for c in routes.collisions() {
        let (kind, id) = &c.entry;
        let spot = spot(examined, *kind, id);
        let d = match &c.why {
            Obstacle::Entry((other_kind, other)) => {
                let path = examined.origin(*other_kind, other).unwrap_or(other);
                Diagnostic::new(&diag::ADDRESS_COLLISION, spot, format!("адрес «{}» уже занят записью {path}", c.url))
                    .help("дайте одной из записей поле slug")
            }
            Obstacle::List => Diagnostic::new(
                &diag::ADDRESS_COLLISION,
                spot,
                format!("адрес «{}» занят: там продолжается список, когда он не помещается на одну страницу", c.url),
            )
            .help("дайте записи поле slug с другим последним словом"),
            Obstacle::Section => Diagnostic::new(&diag::BAD_SLUG, spot, format!("из «{id}» не получается адрес («{}»)", c.url))
                .help("дайте записи поле slug из латинских букв, цифр и дефисов; адреса частей раздела заняты"),
        };
        out.push(d);
    }
    out.len() > before
}

/// Complaints about pages that did not come out: one a place of a template, one a file without an address.
pub fn troubles(list: Vec<Trouble>, examined: &Examined) -> Vec<Diagnostic> {
    let mut templates = Vec::new();
    let mut out = Vec::new();
    for trouble in list {
        match trouble {
            Trouble::Template(error, origin, path) => {
                let document = origin.and_then(|(kind, id)| examined.origin(kind, &id));
                let page = document.unwrap_or(&path);
                templates.push((*error, format!("страница: {page}")));
            }
            Trouble::Collision(path, origin) => {
                let spot = origin.map_or(Spot::Nowhere, |(kind, id)| spot(examined, kind, &id));
                let message = format!("два разных файла получают адрес «{path}»");
                let d = Diagnostic::new(&diag::ADDRESS_COLLISION, spot, message);
                out.push(d.help("переименуйте один из файлов"));
            }
            Trouble::Path(path, problem) => out.push(Diagnostic::new(
                &diag::BAD_SLUG,
                Spot::Nowhere,
                format!("адрес «{path}» не годится: {problem}"),
            )),
        }
    }
    out.extend(theme::met(templates));
    out
}

fn spot(examined: &Examined, kind: Kind, id: &str) -> Spot {
    examined
        .origin(kind, id)
        .and_then(|path| RelPath::resolve("", path).ok())
        .map_or(Spot::Nowhere, Spot::File)
}
