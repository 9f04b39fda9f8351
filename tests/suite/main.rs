//! The integration tests: one binary, a file a concern.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod check;
mod gate;
mod harness;
