//! Russian: plural forms, dates, order, addresses, typography, names.

pub mod collate;
pub mod colour;
pub mod csv;
pub mod date;
pub mod fold;
pub mod markdown;
pub mod name;
pub mod number;
pub mod plural;
pub mod slug;
pub mod stem;
pub mod suggest;
pub mod typography;
pub mod workdays;
