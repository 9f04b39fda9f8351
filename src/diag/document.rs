//! The documents that rules rest on. A full name is written once; [`source!`] puts names and points together, so that a
//! reader always sees something that can be looked up.

/// The full name of a document.
macro_rules! document {
    (SURGUT) => {
        "мониторинг внедрения целевой модели наставничества в Сургуте (МАУ «Информационно-методический центр»)"
    };
    (UST_ILIMSK) => {
        "программа наставничества школы № 11 Усть-Илимска (приказ № 218 о-д от 09.09.2021)"
    };
    (TOMSK) => {
        "целевая программа развития наставничества Томской области (распоряжение № 305-р от 13.04.2020)"
    };
    (ARKHANGELSK) => {
        "дорожная карта наставничества Архангельска на 2023–2025 годы (приказ № 75 от 10.02.2023)"
    };
    (SPASSK) => {
        "положение о наставничестве Спасского района Татарстана (приказ № 797 от 28.11.2022)"
    };
    (PERSONAL_DATA) => {
        "152-ФЗ «О персональных данных»"
    };
    (EDUCATION) => {
        "273-ФЗ «Об образовании в Российской Федерации»"
    };
    (CIVIL_CODE) => {
        "Гражданский кодекс РФ"
    };
    (FAMILY_CODE) => {
        "Семейный кодекс РФ"
    };
    (LABOUR_CODE) => {
        "Трудовой кодекс РФ"
    };
    (CONSENT_FORM) => {
        "приказ Роскомнадзора № 18 от 24.02.2021 (требования к согласию на распространение)"
    };
    (SITE_RULES) => {
        "постановление Правительства РФ № 1802 от 20.10.2021 (правила размещения сведений на сайте школы)"
    };
    (SITE_FORM) => {
        "приказ Рособрнадзора № 1493 от 04.08.2023 (требования к сайту школы)"
    };
    (ACCESSIBILITY) => {
        "постановление Правительства РФ № 102 от 07.02.2026 (доступность сайтов)"
    };
    (FORMAT) => {
        "формат содержимого rubrika"
    };
    (THEME) => {
        "договор темы rubrika"
    };
}

/// Where a demand comes from: documents with their points, divided by semicolons. `OURS` is our own decision, said in words.
macro_rules! source {
    (@one OURS $why:literal) => { concat!("решение rubrika: ", $why) };
    (@one $document:ident $point:literal) => {
        concat!($crate::diag::document!($document), ", ", $point)
    };
    (@one $document:ident) => { $crate::diag::document!($document) };
    ($first:ident $($point:literal)? $(; $other:ident $($place:literal)?)*) => {
        concat!(
            $crate::diag::source!(@one $first $($point)?)
            $(, "; ", $crate::diag::source!(@one $other $($place)?))*
        )
    };
}

pub(crate) use {document, source};
