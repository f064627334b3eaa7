//! Lines to paragraphs.

use std::collections::BTreeSet;

use super::lines::Line;

/// Signs that a sentence ends with, or what closes behind one.
const ENDS: [char; 10] = ['.', '!', '?', ':', ';', '”', '"', ')', '’', '…'];
/// Signs that an item of a list begins with.
const BULLETS: [char; 7] = ['•', '–', '—', '-', '▪', '◦', '·'];

/// Hyphens that only divide a word.
const SOFT: [char; 2] = ['\u{AD}', '\u{2010}'];

/// The paragraphs of all pages.
pub(super) fn of(pages: &[Vec<Line>]) -> Vec<String> {
    let lines: Vec<&Line> = pages.iter().flatten().collect();
    let pitch = pitch(&lines);
    let written = Written::in_lines(&lines);
    let mut paragraphs: Vec<String> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| lines[at]);
        match (paragraphs.last_mut(), before) {
            (Some(paragraph), Some(before)) if !begins(before, line, pitch) => {
                written.append(paragraph, &line.text);
            }
            _ => paragraphs.push(line.text.clone()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs
}

/// The usual distance from line to line, in sizes of the font.
fn pitch(lines: &[&Line]) -> f64 {
    let pairs = lines.windows(2);
    let steps = pairs.filter_map(|pair| {
        let step = (pair[1].base - pair[0].base) / pair[1].size;
        (step > 0.5 && step < 3.0 && alike(pair[0], pair[1])).then_some(step)
    });
    let mut steps: Vec<f64> = steps.collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(1.2)
}

fn alike(one: &Line, other: &Line) -> bool {
    (one.size - other.size).abs() <= one.size * 0.08
}

/// Whether a line begins a paragraph, seen the one before it.
fn begins(before: &Line, line: &Line, pitch: f64) -> bool {
    let ended = before.text.trim_end().ends_with(ENDS);
    let step = (line.base - before.base) / line.size;
    if !alike(before, line) {
        return true;
    }
    let is_item = line.text.starts_with(BULLETS)
        && !before
            .text
            .ends_with(|c: char| c.is_alphanumeric() || c == ',');
    if is_item {
        return true;
    }
    let room = |line: &Line| line.column.1 - line.right;
    if step <= 0.0 || step > 6.0 {
        // Another column or page: the paragraph goes on if its sentence has not ended, or its last line is full
        // and the next one not indented.
        let indented = line.left - line.column.0 > line.size * 0.8;
        return ended && (indented || room(before) > line.size);
    }
    let indent = line.left - before.left;
    let width = line.column.1 - line.column.0;
    let is_short = ended && room(before) > width * 0.2 && room(before) > line.size * 4.0;
    step > pitch * 1.25 || (indent > line.size * 0.8 && ended) || is_short
}

/// Lines that end with a hyphen, in a hundred, from which on a text is taken for one whose words were divided.
const DIVIDED: usize = 4;

/// What tells what a hyphen at the end of a line is.
struct Written {
    /// The words within lines.
    words: BTreeSet<String>,
    /// Whether a plain hyphen may divide a word. A program that divides words with a sign of its own leaves the hyphens
    /// that belong to them, and one that divides none does too.
    divides: bool,
}

impl Written {
    fn in_lines(lines: &[&Line]) -> Self {
        let inside = lines.iter().flat_map(|line| {
            // The last word may be half of one.
            let words = line.text.split_whitespace().rev().skip(1);
            words.map(bare)
        });
        let ending = |signs: &[char]| {
            lines
                .iter()
                .filter(|line| line.text.ends_with(signs))
                .count()
        };
        let plain = ending(&['-']);
        Self {
            words: inside.collect(),
            divides: ending(&SOFT) == 0 && plain >= 3 && plain * 100 >= lines.len() * DIVIDED,
        }
    }

    /// Adds a line to a paragraph. A word that was divided is joined: without its hyphen, unless that is seen to belong
    /// to it.
    fn append(&self, paragraph: &mut String, line: &str) {
        let soft = paragraph.ends_with(SOFT);
        let divided = soft || paragraph.ends_with('-');
        let lower = line.starts_with(char::is_lowercase);
        let letter = paragraph
            .chars()
            .rev()
            .nth(1)
            .is_some_and(char::is_alphabetic);
        if !divided || !letter {
            paragraph.push(' ');
            paragraph.push_str(line);
            return;
        }
        let head = paragraph
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let tail = line.split(char::is_whitespace).next().unwrap_or_default();
        let stem = head.trim_end_matches(['-', SOFT[0], SOFT[1]]);
        let joined = bare(&format!("{stem}{tail}"));
        let hyphened = bare(&format!("{stem}-{tail}"));
        let keeps = if self.words.contains(&joined) != self.words.contains(&hyphened) {
            self.words.contains(&hyphened)
        } else {
            // A capital letter begins a word of its own, and a word with a hyphen in it has hyphens.
            !soft && (!self.divides || !lower || stem.contains('-'))
        };
        let kept = paragraph.len() - (head.len() - stem.len());
        paragraph.truncate(kept);
        if keeps {
            paragraph.push('-');
        }
        paragraph.push_str(line);
    }
}

/// A word without the signs around it, in lower case.
fn bare(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.replace('\u{2010}', "-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, base: f64) -> Line {
        Line {
            text: text.to_owned(),
            left,
            right: left + text.len() as f64 * 5.0,
            base,
            size: 10.0,
            column: (50.0, 250.0),
            page: 600.0,
        }
    }

    fn read(lines: &[(&str, f64, f64)]) -> Vec<String> {
        of(&[lines
            .iter()
            .map(|(text, left, base)| line(text, *left, *base))
            .collect()])
    }

    #[test]
    fn a_gap_an_indent_or_a_short_line_ends_a_paragraph() {
        let gap = [
            ("The two ministers discussed fisheries and", 50.0, 100.0),
            ("they agreed on the next steps of the talks.", 50.0, 112.0),
            ("They also discussed the safety of shipping.", 50.0, 130.0),
        ];
        assert_eq!(read(&gap).len(), 2);
        let indent = [
            ("The two ministers discussed fisheries.....", 50.0, 100.0),
            ("They also discussed shipping, and", 60.0, 112.0),
            ("agreed on the next steps of the talks.", 50.0, 124.0),
        ];
        assert_eq!(read(&indent).len(), 2);
        let short = [
            ("They met.", 50.0, 100.0),
            ("She raised the matter of the detained men", 50.0, 112.0),
        ];
        assert_eq!(read(&short).len(), 2);
        let one = [
            ("The two ministers discussed fisheries in the", 50.0, 100.0),
            ("North Sea.", 50.0, 112.0),
        ];
        assert_eq!(
            read(&one),
            ["The two ministers discussed fisheries in the North Sea."]
        );
    }

    #[test]
    fn a_sentence_goes_on_over_pages_and_a_new_one_does_not() {
        let page = |text: &str, base: f64| vec![line(text, 50.0, base)];
        let split = [
            page("She called for the release of", 550.0),
            page("all journalists.", 60.0),
        ];
        assert_eq!(
            of(&split),
            ["She called for the release of all journalists."]
        );
        let whole = [
            page("She called for their release.", 550.0),
            page("They will meet again.", 60.0),
        ];
        assert_eq!(of(&whole).len(), 2);
    }

    #[test]
    fn divided_words_are_joined_and_hyphens_of_words_kept() {
        let two =
            |one: &str, other: &str| read(&[(one, 50.0, 100.0), (other, 50.0, 112.0)]).join("|");
        assert_eq!(
            two("the humani\u{AD}", "tarian situation"),
            "the humanitarian situation"
        );
        assert_eq!(
            two("the humani\u{2010}", "tarian situation"),
            "the humanitarian situation"
        );
        assert_eq!(
            two("a frank and high-", "level exchange"),
            "a frank and high-level exchange"
        );
        assert_eq!(
            two("the Finnish-", "Norwegian border"),
            "the Finnish-Norwegian border"
        );
        assert_eq!(
            two("humanitarian aid, and a humani-", "tarian pause"),
            "humanitarian aid, and a humanitarian pause"
        );
        assert_eq!(two("they met –", "and agreed"), "they met – and agreed");
        assert_eq!(two("from 2023-", "2024 on"), "from 2023- 2024 on");
    }

    #[test]
    fn a_text_of_divided_words_is_told_by_their_number() {
        let lines = [
            ("the humani-", 50.0, 100.0),
            ("tarian situa-", 50.0, 112.0),
            ("tion, a long-standing wish and a long-", 50.0, 124.0),
            ("standing hope at the Finnish-", 50.0, 136.0),
            ("Norwegian border", 50.0, 148.0),
        ];
        assert_eq!(
            read(&lines),
            [
                "the humanitarian situation, a long-standing wish and a long-standing hope at the Finnish-Norwegian border"
            ]
        );
    }
}
