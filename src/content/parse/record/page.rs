use crate::content::parse::field::record;
use crate::source::Sp;

record! {
    /// `content/pages/`, `content/index.md`, `content/incentives.md`, `content/contacts.md` …: free pages.
    Page {
        public title: Option<Sp<String>> = "title" "Заголовок";
        public slug: Option<Sp<String>> = "slug" "Адрес вместо идентификатора";
        public menu: Option<Sp<u32>> = "menu" "Место в меню";
        public description: Option<Sp<String>> = "description" "Одно-два предложения о странице";
        public files: Vec<Sp<super::AttachedFile>> = "files" ["file"] "Файлы";
    }
}
