//! The integration tests: one binary, a file a concern.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod cases;
mod check;
mod contract;
mod dates;
mod determinism;
mod disguises;
#[path = "../aids/files.rs"]
mod files;
mod gate;
mod golden;
mod guard;
mod harness;
mod html;
mod looks;
mod mutation;
mod neighbours;
mod output;
mod pages;
mod pictures;
mod search;
mod serve;
mod session;
mod site;
mod strict;
mod tidy;
mod transcripts;
mod withdraw;
mod writing;
