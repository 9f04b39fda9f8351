//! The public half: routes, views, plan, search, theme, render, write. It sees only what the gate let out.

pub mod output;
pub mod plan;
pub mod render;
pub mod routes;
pub mod search;
pub mod theme;
pub mod view;
#[allow(clippy::disallowed_methods)] // the writing room
pub mod write;
