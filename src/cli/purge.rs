//! What a build has made stale elsewhere: addresses to remove from search engines.

use std::collections::BTreeSet;
use std::path::Path;

use crate::content::Output;
use crate::diag::Error;
use crate::pipeline::Compilation;
use crate::site::write::{self, Changes};
use crate::text::plural;

use super::Terminal;

/// Takes what is withdrawn out of the previous section, too; tells which addresses should leave the caches of search
/// engines, and adds them to the administrator's list.
pub fn tell(
    terminal: &Terminal,
    c: &Compilation,
    changes: &Changes,
    (root, out): (&Path, &Path),
    list: Option<&Path>,
) -> Result<(), Error> {
    let paths = stale(c, changes);
    if paths.is_empty() {
        return Ok(());
    }
    write::forget(root, out, paths.iter().copied())?;
    let base = c
        .gated
        .as_ref()
        .and_then(|(p, _)| p.site().base_url().as_deref());
    let addresses: Vec<String> = paths
        .iter()
        .map(|path| address(base.unwrap_or_default(), path))
        .collect();
    let count = plural::count(addresses.len(), "адрес", "адреса", "адресов");
    let mut text = match list {
        Some(file) => {
            write::append_lines(file, &addresses)?;
            format!(
                "Пора убрать из поиска: {count} – дописано в {}.",
                file.display()
            )
        }
        None => {
            // The next build knows nothing of them any more: all are shown.
            let list: String = addresses.iter().map(|a| format!("  {a}\n")).collect();
            format!(
                "Пора убрать из поиска: {count} (страниц больше нет, или на них закрыто имя):\n{list}Чтобы список не терялся, собирайте с --purge-list ФАЙЛ."
            )
        }
    };
    if base.is_none() {
        text.push_str(" Адреса неполные: впишите base_url в site.yaml.");
    }
    terminal.remark(&format!(
        "{text} Куда их передать: «Удаление страниц из поиска» в Яндекс Вебмастере, «Удаления» в Google Search Console.\n"
    ));
    Ok(())
}

/// What is gone, and what has lost a name that is closed now.
fn stale<'c>(c: &Compilation, changes: &'c Changes) -> BTreeSet<&'c str> {
    let mut out: BTreeSet<&str> = changes.removed.iter().map(String::as_str).collect();
    let Some(watch) = c.watch.as_ref().filter(|_| !changes.bytes.is_empty()) else {
        return out;
    };
    let outputs = |now: bool| {
        let files = changes.bytes.iter().map(|(path, (old, new))| Output {
            path,
            bytes: if now { new } else { old },
            hash: None,
            origin: None,
            ours: false,
        });
        files.collect::<Vec<_>>()
    };
    let (before, after) = (outputs(false), outputs(true));
    // A name that stands there still is one that the school has allowed.
    let allowed = watch.named(&after);
    let named = watch.named(&before).into_iter();
    out.extend(
        named
            .filter(|find| !allowed.contains(find))
            .map(|(number, _)| before[number].path),
    );
    out
}

/// The full address, as the sitemap has it.
fn address(base: &str, path: &str) -> String {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("{base}{path}")
}
