//! Published things: projections with fewer, private fields. Only the gate makes them; everybody may read them.

mod act;
mod bank;
mod basics;
mod monitoring;
mod news;
mod person;
mod program;
mod roadmap;
mod section;

pub use act::*;
pub use bank::*;
pub use basics::*;
pub use monitoring::*;
pub use news::*;
pub use person::*;
pub use program::*;
pub use roadmap::*;
pub use section::*;

/// Declares a published type: private fields, a getter for each, no way to make one outside the gate.
macro_rules! published {
    ($(#[$meta:meta])* $name:ident { $( $(#[$doc:meta])* $field:ident: $ty:ty, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name { $( pub(in crate::content::gate) $field: $ty, )* }
        impl $name {
            $( $(#[$doc])* pub fn $field(&self) -> &$ty { &self.$field } )*
        }
    };
}
use published;
