//! `rubrika`: a static-site generator for the «Наставничество» section of a school's site.

pub mod cli;
mod content;
pub mod diag;
pub mod pipeline;
pub mod serve;
pub mod site;
pub mod source;
pub mod text;
pub mod vocab;
pub use diag::Error;
