//! A reading as a page for people.
//!
//! On a terminal, cue and content are coloured and underlined. Where there is no colour the cue stands between `**` and
//! the content between `«»`; the text itself is not changed otherwise.

mod engagements;
mod repairs;
mod statements;

pub use repairs::{visible, visible_character};

use std::collections::HashMap;

use chancery::Reading;
use chancery::reading::{CharSpan, Entity};

use crate::paint::Paint;
use crate::wrap::Paragraph;

/// How a page looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether words are coloured.
    pub colored: bool,
    /// Columns of a line.
    pub width: usize,
}

/// The whole page.
pub fn reading(reading: &Reading, look: Look) -> String {
    let view = View::new(reading);
    let mut page = String::new();
    head(&mut page, reading, look);
    repairs::write(&mut page, &reading.repairs, look);
    engagements::write(&mut page, &view, look);
    statements::write(&mut page, &view, look);
    notes(&mut page, &view, look);
    page
}

/// A reading with what is needed to look things up in it.
struct View<'a> {
    reading: &'a Reading,
    entities: HashMap<&'a str, &'a Entity>,
    /// The byte at which each code point starts, and the end.
    starts: Vec<usize>,
}

impl<'a> View<'a> {
    fn new(reading: &'a Reading) -> Self {
        let text = &reading.document.text;
        View {
            reading,
            entities: reading
                .entities
                .iter()
                .map(|entity| (entity.id.as_str(), entity))
                .collect(),
            starts: text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect(),
        }
    }

    /// The text at a span; empty if the text has no such place.
    fn text(&self, span: CharSpan) -> &'a str {
        let at = |index: usize| self.starts.get(index).copied();
        let bytes = at(span.0).zip(at(span.1));
        bytes
            .and_then(|(from, to)| self.reading.document.text.get(from..to))
            .unwrap_or_default()
    }

    /// The name of an entity, or its id where the reading does not list it.
    fn name(&self, id: &'a str) -> &'a str {
        self.entities
            .get(id)
            .map_or(id, |entity| entity.name.as_str())
    }

    /// Names, and the sides that they stand for: `James Cleverly (GB)`; `GB` where nobody is named.
    fn parties(&self, ids: &'a [String], sides: &'a [String]) -> String {
        let sides = sides.join(", ");
        if ids.is_empty() {
            return sides;
        }
        let names: Vec<&str> = ids.iter().map(|id| self.name(id)).collect();
        if sides.is_empty() {
            names.join(", ")
        } else {
            format!("{} ({sides})", names.join(", "))
        }
    }
}

fn head(page: &mut String, reading: &Reading, look: Look) {
    let document = &reading.document;
    let title = document
        .title
        .as_deref()
        .or(document.source.as_deref())
        .unwrap_or("(no title)");
    let mut line = Paragraph::default();
    line.push(title, Paint::Title).write(page, "", 0, look);

    let mut line = Paragraph::default();
    let known = [
        document.published.as_deref().unwrap_or("no date"),
        document.publisher.as_deref().unwrap_or("no publisher"),
    ];
    // The hash of the bytes is for machines.
    let more = [
        document.source.as_deref(),
        Some(document.id.as_str()).filter(|id| !id.starts_with("b3:")),
    ];
    for (at, word) in known
        .into_iter()
        .chain(more.into_iter().flatten())
        .enumerate()
    {
        if at > 0 {
            line.push(" · ", Paint::Faint);
        }
        line.push_together(word, Paint::Faint);
    }
    line.write(page, "", 0, look);
}

fn heading(page: &mut String, words: &str, look: Look) {
    page.push('\n');
    let mut line = Paragraph::default();
    line.push(words, Paint::Title).write(page, "", 0, look);
}

/// What could not be read with certainty.
fn notes(page: &mut String, view: &View<'_>, look: Look) {
    if view.reading.diagnostics.is_empty() {
        return;
    }
    heading(page, "Notes", look);
    for diagnostic in &view.reading.diagnostics {
        let mut line = Paragraph::default();
        line.push(&diagnostic.message, Paint::Doubt);
        if let Some(span) = diagnostic.span {
            line.push(&format!(": “{}”", view.text(span)), Paint::Plain);
        }
        line.push(&format!(" [{}]", diagnostic.code), Paint::Faint)
            .write(page, "  ", 4, look);
    }
}

/// “1st”, “2nd”, “3rd”, “11th”.
fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
