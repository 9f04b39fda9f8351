//! The public half: views, theme, render, write.
pub mod theme;
pub mod view;
