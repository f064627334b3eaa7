//! Coverage of a strategy as a page: a heat map by pillar and period, and every sentence behind it.

mod html;
pub mod words;

pub use html::{Shown, body, file};

/// Whether a source is an address of the web, and not a file or something that a page would run.
pub fn is_address(source: &str) -> bool {
    source.starts_with("https://") || source.starts_with("http://")
}
