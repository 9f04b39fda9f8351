//! Finds in the theme that the school has written: the complaint names the theme's file and the line.

use std::ops::Range;

use crate::diag::{self, Spot};
use crate::source::RelPath;

use super::blocks::{self, Mode};
use super::origin::{Desk, plain};
use super::{Find, Output, Scratch, ThemeFile, What};

/// Words in a theme's file: the line's number from 1, the words; no line if no line alone says it.
type Said = (Option<usize>, String);

impl<'a> Desk<'a> {
    /// The theme's file that has become this file of the output.
    pub(super) fn theme_file(&self, output: &Output<'_>) -> Option<&'a ThemeFile<'a>> {
        let mut files = self.e.theme.iter();
        files.find(|f| f.output == Some(output.path))
    }

    /// A find in a theme's file that is copied as it is.
    pub(super) fn in_theme(&mut self, find: &Find, file: &ThemeFile<'_>) {
        if find.what == What::Unread {
            self.theme_complaint(
                file,
                find.what,
                (None, find.words.clone()),
                "файл нельзя проверить:",
                "все файлы темы публикуются: уберите его из темы; документ положите рядом с записью, там его можно просмотреть и вписать reviewed",
            );
            return;
        }
        let way_out = "уберите это из темы";
        match (find.name, &find.inside) {
            (true, _) => {
                let said = (None, find.words.clone());
                self.theme_complaint(
                    file,
                    find.what,
                    said,
                    "в имени файла",
                    "переименуйте его; имена файлов видны в адресе",
                );
            }
            (false, Some(place)) => {
                let said = (None, find.words.clone());
                let place = format!("внутри файла ({place})");
                self.theme_complaint(file, find.what, said, &place, way_out);
            }
            // One find tells of every line.
            (false, None) if self.told.insert((file.path.clone(), plain(find.what))) => {
                for said in self.said(file, plain(find.what)) {
                    self.theme_complaint(file, find.what, said, "здесь", way_out);
                }
            }
            (false, None) => {}
        }
    }

    /// Whether a template of the school says it; then the complaint is made there.
    pub(super) fn in_templates(&mut self, what: What) -> bool {
        let mut any = false;
        for file in self.e.theme.iter().filter(|f| f.output.is_none()) {
            for said in self.said(file, what) {
                any = true;
                self.theme_complaint(file, what, said, "здесь", "уберите это из шаблона");
            }
        }
        any
    }

    /// Where a theme's file says it.
    fn said(&self, file: &ThemeFile<'_>, what: What) -> Vec<Said> {
        let Ok(text) = std::str::from_utf8(file.bytes) else {
            return Vec::new();
        };
        let mut scratch = Scratch::default();
        let Some(words) = self.words(file, text, what, &mut scratch) else {
            return Vec::new();
        };
        let lines: Vec<Said> = text
            .lines()
            .enumerate()
            .filter_map(|(i, line)| {
                let words = self.words(file, line, what, &mut scratch)?;
                Some((Some(i + 1), words))
            })
            .collect();
        match lines.is_empty() {
            true => vec![(None, words)],
            false => lines,
        }
    }

    /// The words by which a text of a theme's file says it.
    fn words(
        &self,
        file: &ThemeFile<'_>,
        text: &str,
        what: What,
        scratch: &mut Scratch,
    ) -> Option<String> {
        let mut words = None;
        let mut read = |mode: Mode, block: &str| {
            self.guard.text(mode, block, scratch);
            let found = scratch.found.iter().find(|(w, _)| plain(*w) == what);
            if let (None, Some((_, range))) = (&words, found) {
                words = Some(block[range.clone()].to_owned());
            }
        };
        let extension = file.path.rsplit_once('.').map_or("", |(_, e)| e);
        blocks::of_text_file(extension, text.as_bytes(), &mut read);
        // A line of a script that stands in a template is no markup by itself.
        blocks::of_text_file("js", text.as_bytes(), &mut read);
        words
    }

    fn theme_complaint(
        &mut self,
        file: &ThemeFile<'_>,
        what: What,
        (line, words): Said,
        place: &str,
        help: &str,
    ) {
        let text = std::str::from_utf8(file.bytes).unwrap_or_default();
        let number = line.unwrap_or(1);
        let line_text = text.lines().nth(number - 1).unwrap_or_default();
        let path = RelPath::resolve("", &file.path);
        if what != What::Unread && path.is_ok_and(|path| self.allowed(&path, text, None, &words)) {
            return;
        }
        let (rule, message, _) = self.sentence(what, &words);
        let columns = match line_text.find(&words).filter(|_| line.is_some()) {
            Some(at) => columns(line_text, at..at + words.len()),
            None => (1, 1),
        };
        let spot = Spot::Theme {
            path: file.path.clone(),
            range: (number, columns.0, number, columns.1),
            line_text: line_text.to_owned(),
        };
        let permission = match rule.name == diag::NAME_LEAK.name {
            true => format!(
                "; если это случайное совпадение, разрешите его в site.yaml: privacy.allow с file: {}",
                file.path
            ),
            false => String::new(),
        };
        self.push(
            rule,
            spot,
            format!("{place} {message}"),
            format!("{help}{permission}"),
        );
    }
}

/// Columns from 1, in characters.
fn columns(line: &str, range: Range<usize>) -> (usize, usize) {
    let of = |at: usize| line[..at].chars().count() + 1;
    (of(range.start), of(range.end))
}
