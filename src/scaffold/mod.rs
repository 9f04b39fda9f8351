//! What the program writes for the school: a new content (`init`), a new entry (`new`), a new theme (`theme`), and the
//! day on which a person has withdrawn (`rewrite`). Nothing that somebody has written is ever lost.

mod rewrite;
mod theme;

pub use rewrite::rewrite;
pub use theme::theme;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::content;
use crate::diag::Error;
use crate::source::RelPath;
use crate::vocab::Kind;

/// Makes `content/` with the least that builds: settings and a home page. Returns the files made.
///
/// # Errors
/// There is a `content` already, or the disk refuses.
pub fn init(root: &Path, organization: &str) -> Result<Vec<PathBuf>, Error> {
    let folder = root.join("content");
    if fs::symlink_metadata(&folder).is_ok() {
        return Err(Error::new(format!("папка «{}» уже есть", folder.display()))
            .help("программа ничего не перезаписывает; новые записи делает rubrika new ВИД ИМЯ"));
    }
    let site = format!(
        "# Настройки раздела. Все поля с пояснениями: rubrika explain site\n\
         title: Наставничество\n\
         # base_url: https://адрес-школы/nastavnichestvo/\n\
         timezone: Europe/Moscow\n\
         organization:\n  name: {}\n  # short_name: Школа № 1\n  # address: …\n  # phone: …\n  # email: …\n\
         # director: идентификатор человека из people\n\
         # curator: идентификатор человека из people\n\
         # public_contacts: [почта и телефоны, которые могут стоять в текстах]\n",
        scalar(organization)
    );
    let home = "---\ntitle: О наставничестве\n---\n\nЗдесь школа рассказывает, как у неё устроено наставничество: кто кому помогает и к кому обратиться.\n";
    let mut made = Vec::new();
    for (path, text) in [
        ("content/site.yaml", site.as_str()),
        ("content/index.md", home),
    ] {
        made.push(write_new(&root.join(path), text)?);
    }
    for kind in Kind::ALL {
        if !kind.folder().is_empty() {
            let path = folder.join(kind.folder());
            fs::create_dir_all(&path).map_err(|e| Error::io("не могу создать папку", &path, &e))?;
        }
    }
    Ok(made)
}

/// Makes the file of a new entry, with its fields and what they mean. Returns its path.
///
/// # Errors
/// The id is no path, the entry exists, or the disk refuses.
pub fn new(
    root: &Path,
    kind: Kind,
    id: &str,
    title: Option<&str>,
    today: Date,
) -> Result<PathBuf, Error> {
    let file = match kind {
        Kind::Site => {
            return Err(Error::new("настройки раздела делает rubrika init"));
        }
        Kind::Results => format!("{id}/results.md"),
        Kind::Program => format!("{id}/index.md"),
        Kind::Monitoring => format!("{id}.yaml"),
        _ => format!("{id}.md"),
    };
    let below =
        RelPath::resolve(&format!("content/{}", kind.folder()), &file).map_err(|problem| {
            Error::new(format!("имя «{id}» не годится: {problem}"))
                .help("пишите латиницей: den-nastavnika-2027")
        })?;
    if !below
        .as_str()
        .starts_with(&format!("content/{}/", kind.folder()))
    {
        return Err(Error::new(format!("имя «{id}» выводит за пределы папки")));
    }
    let body = kind != Kind::Monitoring;
    let fields = content::skeleton(
        kind,
        title.map(scalar).as_deref(),
        &crate::text::date::iso(today),
    );
    let text = match body {
        true => format!("---\n{fields}---\n\n"),
        false => fields,
    };
    write_new(&root.join(below.as_str()), &text)
}

/// A text as one YAML scalar, quoted where it must be.
fn scalar(text: &str) -> String {
    serde_yaml::to_string(text).map_or_else(|_| "\"\"".into(), |s| s.trim_end().to_owned())
}

fn write_new(path: &Path, text: &str) -> Result<PathBuf, Error> {
    use std::io::Write;
    let fail = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Error::new(format!("файл «{}» уже есть", path.display()))
                .help("программа ничего не перезаписывает: выберите другое имя")
        }
        _ => Error::io("не могу создать", path, &e),
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut file = fs::File::options()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)?;
    Ok(path.to_owned())
}
