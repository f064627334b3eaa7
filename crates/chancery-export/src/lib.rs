//! Statements in the forms of other fields.
//!
//! - [`annotations`]: W3C Web Annotations, for tools that show and collect what is said about passages of the web;
//! - [`events`]: event records in the columns of political-event data, PLOVER and CAMEO.
//!
//! Tables of everything that a reading holds are the work of `chancery-arrow`. Nothing here adds to what was read: what a
//! form asks for and the text does not tell is left empty, and what a form cannot express is left out and counted.

pub mod annotations;
pub mod events;
mod identity;

pub use annotations::Annotation;
pub use events::{Event, Events, LeftOut};
