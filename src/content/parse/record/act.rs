use crate::content::parse::field::{Cx, Decode, Shape, Visibility, Visitor, record};
use crate::content::parse::tree::{Node, Value};
use crate::content::parse::value::*;
use crate::source::{Sp, Span};
use crate::vocab::{ActKind, Audience, Covers, Level};

use super::Person;

record! {
    /// `content/acts/`: normative acts.
    Act {
        public title: Sp<String> = "title" "Название";
        public public_title: Option<Sp<String>> = "public_title" "Название для сайта, если в настоящем названы люди";
        public slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public kind: Sp<Word<ActKind>> = "kind" "Вид";
        public level: Sp<Word<Level>> = "level" "Уровень";
        public issuer: Option<Sp<String>> = "issuer" "Кто издал";
        public number: Option<Sp<String>> = "number" "Номер";
        public date: Option<Sp<Day>> = "date" "Дата";
        public in_force: Option<Sp<InForce>> = "in_force" "Когда действует";
        public replaced_by: Option<Sp<Ref<Act>>> = "replaced_by" "Чем заменён";
        public replaces: Vec<Sp<Ref<Act>>> = "replaces" "Что заменяет";
        public amends: Vec<Sp<Ref<Act>>> = "amends" "Что изменяет";
        public covers: Vec<Sp<Word<Covers>>> = "covers" "Какие пункты контрольного списка подтверждает";
        public files: Vec<Sp<AttachedFile>> = "files" ["file"] "Файлы";
        public source: Option<Sp<Url>> = "source" "Официальное опубликование";
        public signature: Option<Sp<Signature>> = "signature" "Электронная подпись, как записано";
        public draft: Option<Sp<bool>> = "draft" "Проект: не публикуется";
        public audience: Vec<Sp<Word<Audience>>> = "audience" "Кому адресован";
        public tags: Vec<Sp<String>> = "tags" "Метки";
    }
}

record! {
    /// `content/methods/`: methodical recommendations.
    Method {
        public title: Sp<String> = "title" "Название";
        public public_title: Option<Sp<String>> = "public_title" "Название для сайта, если в настоящем названы люди";
        public slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public kind: Option<Sp<Word<ActKind>>> = "kind" "Вид";
        public level: Option<Sp<Word<Level>>> = "level" "Уровень";
        public issuer: Option<Sp<String>> = "issuer" "Кто издал";
        public number: Option<Sp<String>> = "number" "Номер";
        public date: Option<Sp<Day>> = "date" "Дата";
        public authors: Vec<Sp<Ref<Person>>> = "authors" ["author"] "Авторы";
        public audience: Vec<Sp<Word<Audience>>> = "audience" "Кому адресован";
        public files: Vec<Sp<AttachedFile>> = "files" ["file"] "Файлы";
        public source: Option<Sp<Url>> = "source" "Где опубликовано";
        public draft: Option<Sp<bool>> = "draft" "Проект: не публикуется";
        public tags: Vec<Sp<String>> = "tags" "Метки";
    }
}

record! {
    /// When an act is in force, both days included.
    InForce {
        public from: Option<Sp<Day>> = "from" "С какого дня";
        public until: Option<Sp<Day>> = "until" "По какой день";
    }
    ordered from until
}

record! {
    /// An electronic signature as recorded; never invented.
    Signature {
        public signer: Sp<PersonOrText> = "signer" "Кто подписал";
        public position: Option<Sp<String>> = "position" "Должность";
        public date: Option<Sp<Day>> = "date" "Когда";
        public key: Option<Sp<String>> = "key" "Ключ";
    }
}

record! {
    /// A file with its title.
    FileRecord {
        public path: Sp<FilePath> = "path" "Имя файла рядом с записью";
        public title: Option<Sp<String>> = "title" "Название";
        public public_extract: Option<Sp<FilePath>> = "public_extract" "Файл без персональных данных, который выходит вместо этого";
        public persons: Option<Vec<Sp<Ref<Person>>>> = "persons" "Кто на снимке";
        private reviewed: Option<Sp<Reviewed>> = "reviewed" "Кто проверил файл, который нельзя прочитать";
    }
}

record! {
    /// Who looked through a file that cannot be read.
    Reviewed {
        private by: Sp<PersonOrText> = "by" "Кто";
        private date: Sp<Day> = "date" "Когда";
        private sha256: Option<Sp<String>> = "sha256" "Контрольная сумма проверенного файла";
    }
}

/// A file: its name, or `{path, title, …}`.
#[derive(Clone, Debug, Default)]
pub struct AttachedFile {
    pub record: FileRecord,
}

impl Decode for AttachedFile {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::Path, FileRecord::shape()])
    }
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let record = match node.value {
            Value::Scalar(_) => {
                let path = Sp::new(FilePath::decode(node, cx)?, node.span);
                FileRecord {
                    path,
                    ..FileRecord::default()
                }
            }
            _ => FileRecord::decode(node, cx)?,
        };
        Some(Self { record })
    }
    fn visit<'r>(&'r self, span: Span, visibility: Visibility, visitor: &mut dyn Visitor<'r>) {
        self.record.visit(span, visibility, visitor);
    }
}

impl Act {
    /// The title that may be shown.
    pub fn shown_title(&self) -> &str {
        self.public_title
            .as_ref()
            .map_or(&self.title.value, |t| &t.value)
    }
}

impl Method {
    /// The title that may be shown.
    pub fn shown_title(&self) -> &str {
        self.public_title
            .as_ref()
            .map_or(&self.title.value, |t| &t.value)
    }
}
