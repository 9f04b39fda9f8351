//! One file a kind: its records and their field tables.

mod act;
mod monitoring;
mod news;
mod page;
mod person;
mod practice;
mod program;
mod roadmap;
mod site;

pub use act::*;
pub use monitoring::*;
pub use news::*;
pub use page::*;
pub use person::*;
pub use practice::*;
pub use program::*;
pub use roadmap::*;
pub use site::*;

use super::field::Field;
use super::value::Target;
use crate::vocab::Kind;

macro_rules! targets {
    ($($record:ident => $kind:ident),* $(,)?) => {
        $( impl Target for $record { const KIND: Kind = Kind::$kind; } )*
        /// The field table of a kind.
        pub fn fields(kind: Kind) -> &'static [Field] {
            match kind { $( Kind::$kind => $record::FIELDS, )* }
        }
    };
}

targets! {
    Site => Site, Person => Person, Program => Program, Results => Results, Practice => Practice, Act => Act,
    Method => Method, News => News, Roadmap => Roadmap, Monitoring => Monitoring, Page => Page,
}
