//! Parts of a line that are of another legacy encoding than the rest.

use super::charset::WINDOWS_1252;
use super::viterbi::{Event, Explanation};
use std::ops::Range;

/// From here on lie the characters of East Asia, which no single-byte encoding has.
const ASIAN: char = '\u{2e80}';
/// So many characters beyond ASCII are more than a few quotation marks.
const LEAST: usize = 6;

/// The stretches of a line with East Asian characters that may be East Asian text read as windows-1252: those between
/// characters that windows-1252 does not have.
pub(super) fn between_asian(line: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    if !line.contains(|c: char| c >= ASIAN) {
        let part = trimmed(line, 0..line.len());
        let beyond = line[part.clone()].chars().filter(|c| !c.is_ascii());
        if part.start > 0 && beyond.count() >= LEAST {
            parts.push(part);
        }
        return parts;
    }
    let page = &*WINDOWS_1252;
    let mut start = 0;
    let strangers = line
        .char_indices()
        .filter(|(_, c)| !c.is_ascii() && page.unit(*c).is_none())
        .map(|(at, c)| (at, at + c.len_utf8()));
    for (end, behind) in strangers.chain(std::iter::once((line.len(), line.len()))) {
        let part = trimmed(line, start..end);
        let beyond = line[part.clone()].chars().filter(|c| !c.is_ascii());
        if beyond.count() >= LEAST {
            parts.push(part);
        }
        start = behind;
    }
    parts
}

/// So far from the damage stands a typographic mark of clean text, in bytes: damage is dense.
const APART: usize = 6;

fn is_typographic(c: char) -> bool {
    ('\u{2010}'..='\u{203a}').contains(&c)
}

/// A part without the typographic marks of clean text that stand before and behind it.
fn trimmed(line: &str, part: Range<usize>) -> Range<usize> {
    let mut part = begun(line, part);
    loop {
        let rest = &line[part.clone()];
        let mut beyond = rest.char_indices().rev().filter(|(_, c)| !c.is_ascii());
        let (Some((at, c)), Some((before, near))) = (beyond.next(), beyond.next()) else {
            return part;
        };
        if !is_typographic(c) || at - before - near.len_utf8() < APART {
            return part;
        }
        part.end = part.start + at;
    }
}

/// A part without those that stand before it.
fn begun(line: &str, part: Range<usize>) -> Range<usize> {
    let mut start = part.start;
    loop {
        let rest = &line[start..part.end];
        let mut beyond = rest.char_indices().filter(|(_, c)| !c.is_ascii());
        let (Some((at, c)), Some((next, _))) = (beyond.next(), beyond.next()) else {
            return start..part.end;
        };
        let behind = at + c.len_utf8();
        if !is_typographic(c) || next - behind < APART {
            return start..part.end;
        }
        start += behind;
    }
}

/// How many words at an end of a part may not be of it.
const WORDS: usize = 3;

/// A part without the last words, without the first ones.
pub(super) fn shorter(line: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let text = &line[part.clone()];
    let spaces = || text.match_indices(' ').map(|(at, _)| part.start + at);
    let back: Vec<usize> = spaces().rev().take(WORDS).collect();
    let front: Vec<usize> = spaces().take(WORDS).collect();
    let start = part.start;
    let lacking_last = back.into_iter().map(move |space| start..space);
    let lacking_first = front.into_iter().map(move |space| space + 1..part.end);
    let dense = |part: &Range<usize>| {
        let beyond = line[part.clone()].chars().filter(|c| !c.is_ascii());
        beyond.count() >= LEAST
    };
    lacking_last.chain(lacking_first).filter(dense)
}

/// The same explanation for a line of which `part` is explained so, and the rest stands as it is.
pub(super) fn within(line: &str, part: Range<usize>, explanation: Explanation) -> Explanation {
    let count = |text: &str| text.chars().count();
    let (left, own) = (count(&line[..part.start]), count(&line[part.clone()]));
    let mut events = vec![Event::Itself; count(line) + 1];
    events[left..left + own].copy_from_slice(&explanation.events[..own]);
    Explanation {
        events,
        ..explanation
    }
}
