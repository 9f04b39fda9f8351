//! The integration tests: one binary, a file a concern.

mod check;
mod determinism;
mod golden;
mod harness;
mod html;
mod output;
mod site;
mod transcripts;
mod writing;
