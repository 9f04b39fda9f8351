//! `rubrika`: a static-site generator for the «Наставничество» section of a school's site.
pub mod site;
