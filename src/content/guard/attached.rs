//! Finds in attachments: the file is to blame, and the place inside it.

use crate::content::gate::{public_name, sha256};
use crate::content::parse::record::FileRecord;
use crate::diag::{self, Spot};
use crate::source::{Attachment, RelPath};
use crate::text::date;

use super::origin::{Desk, Evidence, plain, short};
use super::{Find, Output, What};

/// The attachment that has become this file of the output.
pub fn source_of<'a>(output: &Output<'_>, e: &Evidence<'a>) -> Option<&'a Attachment> {
    let (kind, id) = output.origin?;
    let name = output.path.rsplit('/').next()?;
    let file = e.catalog.origin(kind, id)?;
    let (folder, _) = e.sources.file(file).path.as_str().rsplit_once('/')?;
    let all = || e.sources.attachments().iter();
    let beside = |a: &&Attachment| {
        let below = a.path.as_str().strip_prefix(folder);
        below.is_some_and(|b| b.starts_with('/')) && public_name(&a.path) == name
    };
    let same = |a: &&Attachment| a.bytes().is_ok_and(|b| *b == *output.bytes);
    let beside = || all().filter(beside);
    // A picture has other bytes by now.
    beside()
        .find(same)
        .or_else(|| beside().next())
        .or_else(|| all().find(same))
}

impl<'a> Desk<'a> {
    /// A find inside an attachment, or in its name.
    pub fn attachment(&mut self, find: &Find, attachment: &Attachment, output: &Output<'_>) {
        let path = &attachment.path;
        if find.what == What::Unread {
            self.unread(find, attachment, output);
            return;
        }
        if find.name {
            self.in_names.insert(plain(find.what));
        }
        // A namesake who is published may be meant: without a mention nobody can tell.
        if self.allowed(path, &find.words, None, &find.words) {
            return;
        }
        let place = match (&find.inside, find.name) {
            (_, true) => "в имени файла".to_owned(),
            (Some(place), _) => format!("внутри файла ({place})"),
            (None, false) => "внутри файла".to_owned(),
        };
        let (rule, message, _) = self.sentence(find.what, &find.words);
        let help = match find.name {
            true => "переименуйте файл; имена файлов видны в адресе".to_owned(),
            false => format!(
                "замените файл таким, где этого нет (для документа – public_extract), или, если это совпадение, разрешите эти слова в site.yaml: privacy.allow с file: {}",
                short(path)
            ),
        };
        self.push(
            rule,
            Spot::File(path.clone()),
            format!("{place} {message}"),
            help,
        );
    }

    fn unread(&mut self, find: &Find, attachment: &Attachment, output: &Output<'_>) {
        let sum = sha256(output.bytes);
        let original = attachment.bytes().map(|b| sha256(&b)).unwrap_or_default();
        let reviewed = self.files().into_iter().filter(|(folder, record)| {
            let named = [Some(&record.path), record.public_extract.as_ref()];
            named
                .into_iter()
                .flatten()
                .any(|p| RelPath::resolve(folder, &p.value.0).is_ok_and(|p| p == attachment.path))
        });
        let mut found = None;
        for (_, record) in reviewed {
            let Some(reviewed) = &record.reviewed else {
                continue;
            };
            let same = reviewed.sha256.as_ref().is_some_and(|s| {
                let s = s.value.trim();
                s.eq_ignore_ascii_case(&sum) || s.eq_ignore_ascii_case(&original)
            });
            if same && reviewed.date.value.0 <= self.e.today {
                return;
            }
            found = Some(reviewed);
        }
        let message = format!("файл нельзя проверить: {}", find.words);
        let help = match found {
            Some(r) if r.date.value.0 > self.e.today => {
                format!(
                    "файл ещё не просмотрен: в reviewed стоит {}",
                    date::long(r.date.value.0)
                )
            }
            Some(_) => format!(
                "файл изменился после просмотра: просмотрите его ещё раз и запишите в reviewed новую сумму sha256: {sum}"
            ),
            None => format!(
                "положите файл с текстовым слоем, или просмотрите этот сами и запишите рядом с path: reviewed: {{ by: КТО, date: ДЕНЬ, sha256: {sum} }}"
            ),
        };
        self.push(
            &diag::UNREADABLE_ATTACHMENT,
            Spot::File(attachment.path.clone()),
            message,
            help,
        );
    }

    /// Every file that a record names, with the folder that its path starts from.
    fn files(&self) -> Vec<(&'a str, &'a FileRecord)> {
        let c = self.e.catalog;
        let mut out: Vec<(&str, &FileRecord)> = Vec::new();
        macro_rules! of {
            ($($table:ident)*) => { $( for entry in c.$table.iter() {
                out.extend(entry.record.files.iter().map(|f| (entry.folder.as_str(), &f.value.record)));
            } )* };
        }
        of!(acts methods practices news results pages);
        out
    }
}
