//! The integration tests: one binary, a file a concern.

mod check;
mod harness;
mod html;
mod output;
mod site;
