//! Data as HTML, by noun. Whatever a document says passes through `maud`, which escapes it.

pub mod brief;
pub mod compare;
pub mod coverage;
pub mod document;
pub mod engagements;
pub mod entity;
pub mod home;
pub mod layout;
pub mod network;
pub mod parts;
pub mod plot;
pub mod reading;
pub mod search;
pub mod text;
pub mod topics;
