//! Places: files as they were read, byte spans inside them, paths that cannot escape, days of their last change.

#[allow(clippy::disallowed_methods)] // the reading room
pub mod disk;
mod edit;
mod file;
#[allow(clippy::disallowed_methods)] // asks another program
pub mod git;
mod path;
mod span;

pub use edit::{Edit, apply, apply_to_raw};
pub use file::{Attachment, SourceFile, Sources};
pub use path::{OutPath, PathProblem, RelPath};
pub use span::{FileId, Place, Position, Sp, Span};
