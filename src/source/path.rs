//! Paths that stay inside: relative, `/`-separated, NFC, portable to every file system.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// Why a path is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathProblem {
    /// Nothing is left after normalisation.
    Empty,
    /// Begins with `/`, a drive letter or a scheme.
    Absolute,
    /// Climbs above its root with `..`.
    Escapes,
    /// Holds a backslash.
    Backslash,
    /// Holds a control or a bidirectional-override character.
    Control,
    /// A part is a device name of Windows, or ends with a dot or a space.
    Reserved,
    /// A part is longer than 240 bytes.
    TooLong,
}

impl fmt::Display for PathProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "путь пуст",
            Self::Absolute => "путь должен быть относительным",
            Self::Escapes => "путь выводит за пределы своей папки",
            Self::Backslash => "в пути стоит обратная черта, а папки разделяют косой чертой «/»",
            Self::Control => "в пути есть невидимый управляющий символ",
            Self::Reserved => "такое имя не примет Windows",
            Self::TooLong => "имя длиннее 240 байт",
        })
    }
}

/// A path below some root, with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelPath(String);

impl RelPath {
    /// Checks and normalises (NFC, `.` dropped, `..` resolved) a path written by a person, relative to the folder `base`.
    ///
    /// # Errors
    /// The first [`PathProblem`] met.
    pub fn resolve(base: &str, written: &str) -> Result<Self, PathProblem> {
        check_raw(written)?;
        let mut parts: Vec<String> = base
            .split('/')
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect();
        for part in written.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(PathProblem::Escapes)?;
                }
                _ => {
                    let part: String = part.nfc().collect();
                    check_part(&part)?;
                    parts.push(part);
                }
            }
        }
        if parts.is_empty() {
            return Err(PathProblem::Empty);
        }
        Ok(Self(parts.join("/")))
    }

    /// A path whose parts the disk walk has already seen: no normalisation, so that it can be opened again.
    pub(super) fn as_found(path: String) -> Self {
        Self(path)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder part, without a trailing slash; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The extension in lower case, without the dot; empty if there is none.
    pub fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, ext)) if !stem.is_empty() => ext.to_lowercase(),
            _ => String::new(),
        }
    }

    /// NFC and lower case: two paths with one key meet on some file system.
    pub fn fold_key(&self) -> String {
        self.0.nfc().flat_map(char::to_lowercase).collect()
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_raw(written: &str) -> Result<(), PathProblem> {
    if written.trim().is_empty() {
        return Err(PathProblem::Empty);
    }
    if written.contains('\\') {
        return Err(PathProblem::Backslash);
    }
    if written.chars().any(is_control) {
        return Err(PathProblem::Control);
    }
    let drive = written.as_bytes().get(1) == Some(&b':');
    if written.starts_with('/') || drive || written.contains("://") {
        return Err(PathProblem::Absolute);
    }
    // An encoded dot or slash would be decoded by a web server after our check.
    let lower = written.to_ascii_lowercase();
    if lower.contains("%2e") || lower.contains("%2f") || lower.contains("%5c") {
        return Err(PathProblem::Escapes);
    }
    Ok(())
}

/// Checks one part of a path: a file or folder name.
pub(super) fn check_part(part: &str) -> Result<(), PathProblem> {
    if part.chars().any(is_control) {
        return Err(PathProblem::Control);
    }
    if part.len() > 240 {
        return Err(PathProblem::TooLong);
    }
    if part.contains('\\') {
        return Err(PathProblem::Backslash);
    }
    let stem = part.split('.').next().unwrap_or("").to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| n.len() == 1 && n != "0" && n.parse::<u8>().is_ok())
    };
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || numbered("COM")
        || numbered("LPT");
    let forbidden = part
        .chars()
        .any(|c| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'));
    if device || forbidden || part.ends_with('.') || part.ends_with(' ') {
        return Err(PathProblem::Reserved);
    }
    Ok(())
}

fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a path is this one or lies below it.
pub(super) fn is_within(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A path of the output: relative, ASCII where we choose it, always with a file name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// Checks a path of the output.
    ///
    /// # Errors
    /// The first [`PathProblem`] met.
    pub fn new(path: &str) -> Result<Self, PathProblem> {
        RelPath::resolve("", path).map(|p| Self(p.0.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `""`, `"../"`, `"../../"` …: from this file's folder back to the output's root.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        let ok = |base, p| RelPath::resolve(base, p).map(|p| p.0);
        assert_eq!(ok("acts", "a/./b.pdf"), Ok("acts/a/b.pdf".into()));
        assert_eq!(ok("acts/x", "../y.md"), Ok("acts/y.md".into()));
        assert_eq!(ok("acts", "../../x"), Err(PathProblem::Escapes));
        assert_eq!(ok("acts", "%2e%2e/x"), Err(PathProblem::Escapes));
        assert_eq!(ok("acts", "/etc/passwd"), Err(PathProblem::Absolute));
        assert_eq!(ok("acts", "C:/x"), Err(PathProblem::Absolute));
        assert_eq!(ok("acts", "a\\b"), Err(PathProblem::Backslash));
        assert_eq!(ok("acts", "aux.yaml"), Err(PathProblem::Reserved));
        assert_eq!(ok("acts", "com1"), Err(PathProblem::Reserved));
        assert_eq!(ok("acts", "x."), Err(PathProblem::Reserved));
        assert_eq!(ok("acts", "a\u{202e}b"), Err(PathProblem::Control));
        assert_eq!(ok("", "."), Err(PathProblem::Empty));
        assert_eq!(ok("", &"я".repeat(121)), Err(PathProblem::TooLong));
    }

    #[test]
    fn the_way_back_to_the_root() {
        assert_eq!(OutPath::new("index.html").unwrap().to_root(), "");
        assert_eq!(OutPath::new("a/b/index.html").unwrap().to_root(), "../../");
    }
}
