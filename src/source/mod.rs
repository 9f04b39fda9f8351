//! Places: files as they were read, byte spans inside them, paths that cannot escape.

#[allow(clippy::disallowed_methods)] // the reading room
pub mod disk;
mod edit;
mod file;
mod path;
mod span;

pub use edit::{Edit, apply, apply_to_raw};
pub use file::{Attachment, SourceFile, Sources};
pub use path::{OutPath, PathProblem, RelPath};
pub use span::{FileId, Place, Position, Sp, Span};
