//! `rubrika theme new`: an overlay of two files that builds as it is and teaches how to go on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::Error;
use crate::site::theme::{DARK, Theme};

use super::write_new;

const HOME: &str = include_str!("home.html");

const STYLE_HEAD: &str = "/* Таблица стилей вашей темы: она подключена после style.css темы по умолчанию и меняет только то, что здесь написано.\n   Цвета ниже – такие же, как там: поменяйте нужные, остальные строки можно стереть. Текст должен оставаться читаемым:\n   контраст с фоном – не меньше 4,5 : 1. */\n";

/// Makes `themes/NAME`. Returns the files made.
///
/// # Errors
/// The name is no good, there is such a theme, or the disk refuses.
pub fn theme(root: &Path, name: &str) -> Result<Vec<PathBuf>, Error> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(fits) {
        return Err(Error::new(format!("имя темы «{name}» не годится"))
            .help("пишите строчными латинскими буквами, цифрами и дефисом, с буквы: shkola-7"));
    }
    if Theme::is_embedded(name) {
        return Err(
            Error::new(format!("тема «{name}» уже есть в самой программе"))
                .help("назовите свою иначе"),
        );
    }
    let folder = root.join("themes").join(name);
    if fs::symlink_metadata(&folder).is_ok() {
        return Err(Error::new(format!("папка «{}» уже есть", folder.display()))
            .help("программа ничего не перезаписывает: выберите другое имя"));
    }
    Ok(vec![
        write_new(&folder.join("templates/home.html"), HOME)?,
        write_new(&folder.join("static/own.css"), &style())?,
    ])
}

/// The colours of the default theme, to be changed.
fn style() -> String {
    let block = |indent: &str, selector: &str, colours: &[(String, String)]| {
        let lines = colours.iter();
        let lines: String = lines
            .map(|(name, value)| format!("{indent}  {name}: {value};\n"))
            .collect();
        format!("{indent}{selector} {{\n{lines}{indent}}}\n")
    };
    let (light, dark) = Theme::colours();
    let mut out = format!("{STYLE_HEAD}\n{}", block("", ":root", &light));
    if !dark.is_empty() {
        out.push_str(&format!(
            "\n/* Те же цвета, когда на устройстве включено тёмное оформление, а посетитель не выбрал цветов сам. */\n@media (prefers-color-scheme: dark) {{\n{}}}\n",
            block("  ", DARK, &dark)
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the default theme becomes, its colours have to be found.
    #[test]
    fn the_style_sheet_has_colours() {
        let style = style();
        assert!(style.matches(": #").count() > 10, "{style}");
        let theme = Theme::embedded();
        let default = std::str::from_utf8(&theme.assets()["assets/style.css"]).unwrap();
        assert!(style.contains(DARK) && default.contains(&format!("  {DARK} {{")));
        assert_eq!(style.matches('{').count(), style.matches('}').count());
    }
}
