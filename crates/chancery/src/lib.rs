//! Reads an official readout into a record in which every claim carries the sentence that proves it.

pub mod reading;
pub mod release;

pub use reading::Reading;
pub use release::{Body, Release};
