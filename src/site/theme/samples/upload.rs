//! The list of what goes where.

use super::super::super::view::{UploadFile, UploadPage, UploadView};
use super::parts::s;
use super::{Sample, minimal_page, page};

impl Sample for UploadView {
    const PATH: &'static str = "upload.html";

    fn full() -> Self {
        Self {
            page: page(Self::PATH, "", "Что куда загрузить", &[]),
            pages: vec![
                UploadPage {
                    title: s("О наставничестве"),
                    url: s("index.html"),
                    files: vec![],
                },
                UploadPage {
                    title: s("О закреплении наставнических пар"),
                    url: s("documents/prikaz-121/index.html"),
                    files: vec![UploadFile {
                        url: s("documents/prikaz-121/prikaz.pdf"),
                        link: s("prikaz.pdf"),
                        size: s("245\u{a0}КБ"),
                    }],
                },
            ],
        }
    }

    fn minimal() -> Self {
        Self {
            page: minimal_page(Self::PATH, "", "Что куда загрузить"),
            pages: vec![],
        }
    }
}
