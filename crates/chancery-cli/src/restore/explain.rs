//! Repairs told one a line: `file:line:column @offset  kind  "before" → "after"  how certain, and why`.
//!
//! Places are those of the input as it was decoded, for that is the file at hand. Line ends are alike all through a file:
//! the first is told, with how many there are.

use std::collections::HashMap;
use std::fmt::Write as _;

use chancery_ingest::Origin;
use chancery_restore::{Certainty, Kind, Repair, Restored};

use super::places::Place;
use super::tally::left_undecoded;
use crate::paint::Paint;
use crate::show::visible;

/// Explains the repairs of a document, piece by piece.
pub struct Explainer<'a> {
    origin: &'a Origin,
    colored: bool,
    place: Place,
}

impl<'a> Explainer<'a> {
    /// At the start of a document.
    pub fn new(origin: &'a Origin, colored: bool) -> Self {
        Explainer {
            origin,
            colored,
            place: Place::START,
        }
    }

    /// Tells the repairs of the next piece and what stays undecodable in it.
    pub fn explain(&mut self, restored: &Restored<'_>, page: &mut String) {
        let text = &*restored.text;
        let mut layouts = layouts(restored);
        let mut undecoded = left_undecoded(restored).peekable();
        // The place up to which all is told, in the text and in what it was.
        let (mut at, mut raw_at) = (0, 0);
        for repair in &restored.repairs {
            while let Some(lost) =
                undecoded.next_if(|lost| lost.raw_span.start < repair.raw_span.start)
            {
                let to = at + (lost.raw_span.start - raw_at);
                self.place.pass(&text[at..to]);
                self.lost(&lost.bytes, restored.encoding, page);
                (at, raw_at) = (to, lost.raw_span.start);
            }
            self.place.pass(&text[at..repair.span.start]);
            let alike = match repair.kind {
                Kind::Layout => layouts.remove(&key(repair)),
                _ => Some(1),
            };
            if let Some(alike) = alike {
                self.repair(repair, alike, page);
            }
            self.place.pass(&repair.before);
            (at, raw_at) = (repair.span.end, repair.raw_span.end);
        }
        for lost in undecoded {
            let to = at + (lost.raw_span.start - raw_at);
            self.place.pass(&text[at..to]);
            self.lost(&lost.bytes, restored.encoding, page);
            (at, raw_at) = (to, lost.raw_span.start);
        }
        self.place.pass(&text[at..]);
    }

    fn start(&self, page: &mut String) {
        let Place {
            line,
            column,
            offset,
            ..
        } = self.place;
        let place = format!("{}:{line}:{column} @{offset}", self.origin);
        let _ = write!(page, "{}  ", Paint::Faint.over(&place, self.colored));
    }

    fn repair(&self, repair: &Repair, alike: usize, page: &mut String) {
        self.start(page);
        let paint = |paint: Paint, words: &str| paint.over(words, self.colored).to_string();
        let _ = write!(
            page,
            "{}  {} → {}",
            paint(Paint::Kind, repair.kind.as_str()),
            paint(Paint::Missing, &quoted(&repair.before)),
            paint(Paint::Extra, &quoted(&repair.after)),
        );
        if alike > 1 {
            let _ = write!(page, " ×{alike}");
        }
        if let Some(channel) = repair.channel.as_deref() {
            let _ = write!(page, "  {channel},");
        }
        let certainty = match repair.certainty {
            Certainty::Exact => Paint::Plain,
            Certainty::Inferred => Paint::Doubt,
        };
        let _ = write!(page, " {}", paint(certainty, repair.certainty.as_str()));
        if !repair.reason.is_empty() {
            let _ = write!(page, ": {}", repair.reason);
        }
        page.push('\n');
    }

    fn lost(&self, bytes: &[u8], encoding: &str, page: &mut String) {
        self.start(page);
        let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        let words = format!("undecodable  {}", bytes.join(" "));
        let words = Paint::Doubt.over(&words, self.colored);
        let _ = writeln!(
            page,
            "{words} has no meaning in {encoding} and stays U+FFFD"
        );
    }
}

/// What tells line ends apart.
fn key(repair: &Repair) -> (&str, &str) {
    (&repair.before, &repair.after)
}

/// How often each line end was repaired.
fn layouts<'r>(restored: &'r Restored<'_>) -> HashMap<(&'r str, &'r str), usize> {
    let mut layouts = HashMap::new();
    for repair in &restored.repairs {
        if repair.kind == Kind::Layout {
            *layouts.entry(key(repair)).or_default() += 1;
        }
    }
    layouts
}

fn quoted(text: &str) -> String {
    if text.is_empty() {
        visible(text)
    } else {
        format!("\"{}\"", visible(text))
    }
}
