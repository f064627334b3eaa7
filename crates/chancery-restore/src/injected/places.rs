//! Where the same foreign text stands in a text of Latin letters.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One place of a foreign string, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub start: usize,
    pub end: usize,
}

/// All places of one foreign string.
#[derive(Debug)]
pub(super) struct Group {
    pub places: Vec<Place>,
}

/// How many foreign strings of one text are looked into.
const GROUPS: usize = 16;
/// The longest ASCII stretch inside a foreign string, in bytes.
const INNER: usize = 12;

/// The foreign strings of `text`, each with its places, the most frequent first. Nothing if the text is not mostly Latin.
pub(super) fn find(text: &str) -> Vec<Group> {
    if !is_latin(text) {
        return Vec::new();
    }
    let mut by_text: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for run in runs(text) {
        by_text
            .entry(&text[run.start..run.end])
            .or_default()
            .push(run);
    }
    let mut groups: Vec<Group> = by_text
        .into_values()
        .map(|places| Group { places })
        .collect();
    groups.sort_by_key(|group| {
        (
            Reverse(group.places.len()),
            group.places.first().map_or(0, |place| place.start),
        )
    });
    // A text of many different foreign strings is no text with one word replaced.
    groups.truncate(GROUPS);
    groups
}

/// Whether a character is foreign to a text of Latin letters.
pub(crate) fn is_foreign(c: char) -> bool {
    matches!(c,
        '\u{370}'..='\u{1cff}' | '\u{1f00}'..='\u{1fff}'
        | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ffdc}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Runs of foreign characters; a little ASCII between two of them, without a space, belongs to the run.
fn runs(text: &str) -> Vec<Place> {
    let mut runs: Vec<Place> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_ascii() || !is_foreign(c) {
            continue;
        }
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == at || joins(&text[last.end..at]) => last.end = end,
            _ => runs.push(Place { start: at, end }),
        }
    }
    runs
}

fn joins(between: &str) -> bool {
    between == " "
        || (between.len() <= INNER
            && between
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')))
}

/// Whether most letters are Latin, and there are enough of them to judge by.
fn is_latin(text: &str) -> bool {
    let (mut latin, mut foreign) = (0usize, 0usize);
    for c in text.chars() {
        if c.is_ascii_alphabetic() {
            latin += 1;
        } else if !c.is_ascii() && is_foreign(c) {
            foreign += 1;
        }
    }
    latin >= 40 && latin > 3 * foreign
}
