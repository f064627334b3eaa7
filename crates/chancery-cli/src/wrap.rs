//! Painted words, broken into lines that fit.

use unicode_width::UnicodeWidthChar as _;

use crate::paint::Paint;
use crate::show::Look;

/// A character and the part it plays.
type Cell = (char, Paint);

/// A paragraph in the making.
#[derive(Debug, Default)]
pub struct Paragraph {
    cells: Vec<Cell>,
}

impl Paragraph {
    /// Adds words. White space of any kind, line ends too, is a place to break.
    pub fn push(&mut self, words: &str, paint: Paint) -> &mut Self {
        self.cells.extend(
            words
                .chars()
                .map(|c| (if c.is_whitespace() { ' ' } else { c }, paint)),
        );
        self
    }

    /// Adds words that stay together.
    pub fn push_together(&mut self, words: &str, paint: Paint) -> &mut Self {
        self.cells.extend(
            words
                .chars()
                .map(|c| (if c.is_whitespace() { '\u{A0}' } else { c }, paint)),
        );
        self
    }

    /// Writes it to `page`, its first line behind `first` and the others behind as much white space as `indent` says.
    pub fn write(&self, page: &mut String, first: &str, indent: usize, look: Look) {
        let room = look.width.saturating_sub(indent).max(20);
        let mut rest = &self.cells[..];
        let mut lead = first.to_owned();
        loop {
            let (line, after) = split(rest, room);
            page.push_str(&lead);
            paint(page, line, look.colored);
            page.push('\n');
            rest = after;
            if rest.is_empty() {
                return;
            }
            lead = " ".repeat(indent);
        }
    }
}

/// The cells that fit into `room` columns, up to a space if there is one, and those behind it.
fn split(cells: &[Cell], room: usize) -> (&[Cell], &[Cell]) {
    let mut used = 0;
    let mut space = None;
    for (at, (c, _)) in cells.iter().enumerate() {
        if *c == ' ' {
            space = Some(at);
        }
        used += c.width().unwrap_or(0);
        if used > room {
            return match space {
                Some(space) => (&cells[..space], skip_spaces(&cells[space..])),
                // A script without spaces: break anywhere, but go on.
                None => cells.split_at(at.max(1)),
            };
        }
    }
    (cells, &[])
}

fn skip_spaces(cells: &[Cell]) -> &[Cell] {
    let start = cells
        .iter()
        .position(|(c, _)| *c != ' ')
        .unwrap_or(cells.len());
    &cells[start..]
}

fn paint(page: &mut String, line: &[Cell], colored: bool) {
    for run in line.chunk_by(|(_, a), (_, b)| a == b) {
        let style = run[0].1.style();
        let words = run
            .iter()
            .map(|(c, _)| if *c == '\u{A0}' { ' ' } else { *c });
        if colored && style != anstyle::Style::new() {
            page.push_str(&style.render().to_string());
            page.extend(words);
            page.push_str(&style.render_reset().to_string());
        } else {
            page.extend(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &str, width: usize) -> String {
        let mut paragraph = Paragraph::default();
        paragraph.push(words, Paint::Cue);
        let mut page = String::new();
        paragraph.write(
            &mut page,
            "1 ",
            2,
            Look {
                colored: false,
                width,
            },
        );
        page
    }

    #[test]
    fn lines_break_at_spaces_and_keep_their_indent() {
        assert_eq!(
            lines("they met in the old town hall", 22),
            "1 they met in the old\n  town hall\n"
        );
    }

    #[test]
    fn wide_characters_count_twice_and_need_no_space() {
        assert_eq!(
            lines("外交部长会见了来访的英国外交大臣一行", 22),
            "1 外交部长会见了来访的\n  英国外交大臣一行\n"
        );
    }

    #[test]
    fn colour_is_closed_on_every_line() {
        let mut paragraph = Paragraph::default();
        paragraph.push("they met in the old town hall", Paint::Cue);
        let mut page = String::new();
        paragraph.write(
            &mut page,
            "",
            0,
            Look {
                colored: true,
                width: 20,
            },
        );
        assert!(
            page.lines()
                .all(|line| line.starts_with('\u{1b}') && line.ends_with("\u{1b}[0m")),
            "{page:?}"
        );
    }
}
