//! Список для того, кто переносит раздел в другую систему.

use serde::Serialize;

use super::section::PageView;

/// Что куда загрузить – `upload.html`. Шаблон необязательный: страница делается, когда он есть в теме.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UploadView {
    /// Страница.
    pub page: PageView,
    /// Страницы раздела по порядку адресов.
    pub pages: Vec<UploadPage>,
}

/// Страница, которую переносят.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UploadPage {
    /// Заголовок.
    pub title: String,
    /// Файл с её содержанием, адрес от корня раздела.
    pub url: String,
    /// Файлы, на которые она ссылается и которые показывает.
    pub files: Vec<UploadFile>,
}

/// Файл, который загружают вместе со страницей.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UploadFile {
    /// Адрес от корня раздела.
    pub url: String,
    /// Адрес, которым на него ссылается страница.
    pub link: String,
    /// Размер словами: «245 КБ».
    pub size: String,
}
