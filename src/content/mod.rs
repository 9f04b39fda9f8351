//! The private half.
mod parse;
