//! Where the same foreign text stands in a text of Latin letters.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

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
/// How many different foreign strings a text with a replaced word has at most.
const STRINGS: usize = 40;
/// The longest ASCII stretch inside a foreign string, in bytes.
const INNER: usize = 12;
/// How often parts are joined: a foreign string has few.
const PARTS: usize = 4;

/// The foreign strings of `text`, each with its places, the most frequent first. Nothing if the text is not mostly Latin
/// or has too many foreign strings.
pub(super) fn find(text: &str) -> Vec<Group> {
    let Some(runs) = runs(text).filter(|runs| is_latin(text, runs)) else {
        return Vec::new();
    };
    let mut by_text: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for run in joined(text, runs) {
        by_text
            .entry(&text[run.start..run.end])
            .or_default()
            .push(run);
    }
    split(&mut by_text);
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
    // A text of many different foreign strings is written in two languages, or a list: no word of it was replaced.
    if groups.len() > STRINGS {
        return Vec::new();
    }
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

/// Runs of foreign characters; `None` if too many are different.
fn runs(text: &str) -> Option<Vec<Place>> {
    let mut runs: Vec<Place> = Vec::new();
    let mut different = HashSet::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(|byte| !byte.is_ascii()) {
        let start = at + offset;
        let foreign = text[start..].chars().take_while(|c| is_foreign(*c));
        let length: usize = foreign.map(char::len_utf8).sum();
        if length == 0 {
            at = start + text[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        at = start + length;
        different.insert(&text[start..at]);
        if different.len() > STRINGS * PARTS {
            return None;
        }
        runs.push(Place { start, end: at });
    }
    Some(runs)
}

/// Joins runs that stand together wherever they stand, with a space or a little ASCII between them.
///
/// The same text twice is not joined: what stands between are letters of a word of which two parts were replaced.
fn joined(text: &str, mut runs: Vec<Place>) -> Vec<Place> {
    for _ in 0..PARTS {
        let mut count: HashMap<&str, usize> = HashMap::new();
        let mut pairs: HashMap<(&str, &str, &str), usize> = HashMap::new();
        for (index, run) in runs.iter().enumerate() {
            *count.entry(&text[run.start..run.end]).or_default() += 1;
            if let Some(pair) = pair(text, &runs, index) {
                *pairs.entry(pair).or_default() += 1;
            }
        }
        let together = |pair: &(&str, &str, &str)| {
            let times = pairs.get(pair).copied().unwrap_or(0);
            let mostly = |part: &str| count.get(part).is_some_and(|count| times * 10 >= count * 8);
            pair.0 != pair.2 && mostly(pair.0) && mostly(pair.2)
        };
        let mut next: Vec<Place> = Vec::with_capacity(runs.len());
        let mut index = 0;
        while let Some(run) = runs.get(index) {
            if pair(text, &runs, index).is_some_and(|pair| together(&pair))
                && let Some(second) = runs.get(index + 1)
            {
                next.push(Place {
                    start: run.start,
                    end: second.end,
                });
                index += 2;
            } else {
                next.push(*run);
                index += 1;
            }
        }
        if next.len() == runs.len() {
            break;
        }
        runs = next;
    }
    runs
}

/// Divides what is another foreign string twice or more: `crADAD` was a word with two parts that were replaced.
fn split(by_text: &mut BTreeMap<&str, Vec<Place>>) {
    let keys: Vec<&str> = by_text.keys().copied().collect();
    for key in &keys {
        let part = keys.iter().find(|part| {
            part.len() < key.len()
                && key.len() % part.len() == 0
                && part.repeat(key.len() / part.len()) == **key
        });
        if let Some(part) = part
            && let Some(places) = by_text.remove(key)
        {
            let parts = places.iter().flat_map(|place| {
                let starts = (place.start..place.end).step_by(part.len());
                starts.map(|start| Place {
                    start,
                    end: start + part.len(),
                })
            });
            let mut all = by_text.remove(part).unwrap_or_default();
            all.extend(parts);
            all.sort_by_key(|place| place.start);
            by_text.insert(part, all);
        }
    }
}

/// A run, what stands between it and the next one, and that one, if they may belong together.
fn pair<'a>(text: &'a str, runs: &[Place], index: usize) -> Option<(&'a str, &'a str, &'a str)> {
    let (first, second) = (runs.get(index)?, runs.get(index + 1)?);
    let between = &text[first.end..second.start];
    joins(between).then(|| {
        (
            &text[first.start..first.end],
            between,
            &text[second.start..second.end],
        )
    })
}

fn joins(between: &str) -> bool {
    between == " "
        || (between.len() <= INNER
            && between
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')))
}

/// Whether most letters are Latin, and there are enough of them to judge by.
fn is_latin(text: &str, runs: &[Place]) -> bool {
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let foreign = runs
        .iter()
        .map(|run| text[run.start..run.end].chars().count());
    latin >= 40 && latin > 3 * foreign.sum::<usize>()
}
