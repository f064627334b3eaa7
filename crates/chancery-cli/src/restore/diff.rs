//! The lines that change, with what was and what is: `file:line: The minister[-鈥檚-]{+’s+} visit`.
//!
//! Where there is colour, it takes the place of the brackets. Lines of which only the end changes are counted.

use std::io::Write as _;

use chancery_ingest::Origin;
use chancery_restore::{Kind, Repair, Restored};

use super::places::Place;
use crate::paint::Paint;
use crate::show::visible_character;

/// Writes the lines of a document that its repairs change, piece by piece.
pub struct Differ<'a> {
    origin: &'a Origin,
    colored: bool,
    place: Place,
    /// Lines of which only the end changed.
    line_ends: usize,
}

impl<'a> Differ<'a> {
    /// At the start of a document.
    pub fn new(origin: &'a Origin, colored: bool) -> Self {
        Differ {
            origin,
            colored,
            place: Place::START,
            line_ends: 0,
        }
    }

    /// Writes the lines of the next piece that change.
    pub fn write(&mut self, restored: &Restored<'_>, out: &mut Vec<u8>) {
        let text = &*restored.text;
        let mut page = Page {
            out,
            differ: self,
            line: None,
        };
        let mut at = 0;
        for repair in &restored.repairs {
            let between = &text[at..repair.span.start];
            page.differ.place.pass(between);
            match (&mut page.line, between.find('\n')) {
                (Some(line), None) => show(between, &mut line.shown),
                (Some(line), Some(end)) => {
                    show(&between[..end], &mut line.shown);
                    page.end();
                    page.begin(last_line(between));
                }
                (None, _) => page.begin(last_line(between)),
            }
            page.mark(repair);
            page.differ.place.pass(&repair.before);
            at = repair.span.end;
            if repair.after.ends_with('\n') {
                page.end();
            }
        }
        let rest = &text[at..];
        page.differ.place.pass(rest);
        if let Some(line) = &mut page.line {
            show(
                &rest[..rest.find('\n').unwrap_or(rest.len())],
                &mut line.shown,
            );
            page.end();
        }
    }

    /// Tells of the lines that are not shown.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        let ends = match self.line_ends {
            0 => return,
            1 => "1 more line changes only in its end".to_owned(),
            n => format!("{n} more lines change only in their ends"),
        };
        let place = format!("{}:", self.origin);
        let place = Paint::Faint.over(&place, self.colored);
        // Writing to memory does not fail.
        let _ = writeln!(out, "{place} {ends}");
    }
}

fn last_line(text: &str) -> &str {
    &text[text.rfind('\n').map_or(0, |end| end + 1)..]
}

/// A line in the making.
struct Line {
    number: usize,
    shown: String,
    only_its_end: bool,
}

struct Page<'p, 'a> {
    out: &'p mut Vec<u8>,
    differ: &'p mut Differ<'a>,
    line: Option<Line>,
}

impl Page<'_, '_> {
    fn begin(&mut self, start: &str) {
        let mut shown = String::new();
        show(start, &mut shown);
        self.line = Some(Line {
            number: self.differ.place.line,
            shown,
            only_its_end: true,
        });
    }

    fn mark(&mut self, repair: &Repair) {
        let Some(line) = &mut self.line else { return };
        line.only_its_end &= repair.kind == Kind::Layout;
        for (words, paint, open, close) in [
            (&repair.before, Paint::Missing, "[-", "-]"),
            (&repair.after, Paint::Extra, "{+", "+}"),
        ] {
            if words.is_empty() {
                continue;
            }
            let mut shown = String::new();
            words.chars().for_each(|c| visible_character(c, &mut shown));
            if self.differ.colored {
                line.shown.push_str(&paint.over(&shown, true).to_string());
            } else {
                line.shown.extend([open, &shown, close]);
            }
        }
    }

    fn end(&mut self) {
        let Some(line) = self.line.take() else { return };
        if line.only_its_end {
            self.differ.line_ends += 1;
            return;
        }
        let place = format!("{}:{}:", self.differ.origin, line.number);
        let place = Paint::Faint.over(&place, self.differ.colored);
        // Writing to memory does not fail.
        let _ = writeln!(self.out, "{place} {}", line.shown);
    }
}

/// Unchanged text, on one line and without effect on the terminal.
fn show(text: &str, shown: &mut String) {
    for c in text.chars() {
        match c {
            '\t' | '\u{A0}' | '\u{3000}' => shown.push(c),
            c => visible_character(c, shown),
        }
    }
}
