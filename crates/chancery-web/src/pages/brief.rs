//! A brief as a page: sections of lines, none of which says anything of the two sides without a sentence.

mod commands;
mod html;
mod line;
mod page;
mod sections;

pub use commands::Way;
pub use html::{Shown, body, file};
pub use line::{Claim, Line};
pub use page::{Cited, Page, Section};

use chancery_record::timeline::Named;

/// Names with the sides that they stand for; sides alone where nobody is named.
pub fn parties(named: &[Named], sides: &[String]) -> String {
    let sides = sides.join(", ");
    // “United States (US)” says nothing more than “US”.
    let names: Vec<&str> = named
        .iter()
        .filter(|named| named.id.starts_with("person:"))
        .map(|named| named.name.as_str())
        .collect();
    match (names.is_empty(), sides.is_empty()) {
        (true, _) => sides,
        (false, true) => names.join(", "),
        (false, false) => format!("{} ({sides})", names.join(", ")),
    }
}
