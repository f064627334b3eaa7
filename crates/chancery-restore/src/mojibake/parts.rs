//! Parts of a line that are of another legacy encoding than the rest.

use super::channel::{Channel, Pending};
use super::charset::{Charset, WINDOWS_1252};
use super::passage::NEVER;
use super::viterbi::{ENTRY, Event, Explanation, Sign, clean_cost};
use crate::characters::{Place, cost, place};
use std::ops::Range;

/// What it costs that damage begins and that it ends within a line, and what more each character must gain.
const ENTER: i32 = ENTRY + 85;
const LEAVE: i32 = 80;
const MARGIN: i32 = 8;

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

/// A part without the typographic marks of clean text that stand before it: damage is dense.
fn trimmed(line: &str, part: Range<usize>) -> Range<usize> {
    const APART: usize = 6;
    let typographic = |c: char| ('\u{2010}'..='\u{203a}').contains(&c);
    let mut start = part.start;
    loop {
        let rest = &line[start..part.end];
        let mut beyond = rest.char_indices().filter(|(_, c)| !c.is_ascii());
        let (Some((at, c)), Some((next, _))) = (beyond.next(), beyond.next()) else {
            return start..part.end;
        };
        let behind = at + c.len_utf8();
        if !typographic(c) || next - behind < APART {
            return start..part.end;
        }
        start += behind;
    }
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

/// The two states of a character: as it stands, or as its byte in the other encoding.
const ITSELF: usize = 0;
const BYTES: usize = 1;

/// Which words of a line are Cyrillic that was read as another Cyrillic encoding, if some are and some are not.
pub(super) fn of_words(channel: &Channel, signs: &[Sign]) -> Option<Explanation> {
    if !is_cyrillic(channel.read) || !is_cyrillic(channel.written) {
        return None;
    }
    let start = place(' ');
    let mut nodes = [Some((0, start)), Some((ENTER + channel.rarity, start))];
    let mut back: Vec<[usize; 2]> = Vec::with_capacity(signs.len());
    for sign in signs {
        let ascii = sign.c.is_ascii();
        let said = if ascii {
            Some(sign.place)
        } else {
            said(channel, sign.c)
        };
        let margin = if ascii { 0 } else { MARGIN };
        let space = sign.c == ' ';
        let step = |state: usize, next: Option<Place>, margin: i32| {
            let other = nodes[1 - state].filter(|_| space);
            let switch = if state == BYTES {
                ENTER + channel.rarity
            } else {
                LEAVE
            };
            let other = other.map(|(sum, before)| (sum + switch, before, 1 - state));
            let own = nodes[state].map(|(sum, before)| (sum, before, state));
            let reached = own
                .into_iter()
                .chain(other)
                .filter_map(|(sum, before, from)| Some((sum + cost(before, next?) + margin, from)));
            reached.min()
        };
        let reached = [step(ITSELF, Some(sign.place), 0), step(BYTES, said, margin)];
        back.push(reached.map(|reached| reached.map_or(ITSELF, |(_, from)| from)));
        nodes = [
            reached[ITSELF].map(|(sum, _)| (sum, sign.place)),
            reached[BYTES].and_then(|(sum, _)| Some((sum, said?))),
        ];
    }
    let ends = [ITSELF, BYTES].into_iter();
    let (best, mut state) = ends
        .filter_map(|state| Some((nodes[state]?.0, state)))
        .min()?;
    let gain = clean_cost(start, signs) - best;
    let mut events = vec![Event::Itself; signs.len()];
    for at in (0..signs.len()).rev() {
        if state == BYTES {
            events[at] = Event::Bytes;
        }
        state = back[at][state];
    }
    let mut kept = signs.iter().zip(&events);
    let partly = kept.any(|(sign, event)| !sign.c.is_ascii() && *event == Event::Itself);
    if gain <= 0 || !partly {
        return None;
    }
    let mut explanation = Explanation::new(events, gain);
    if gain < CLEAR || !is_sure(channel, signs, &explanation.events) {
        explanation.doubt = NEVER;
    }
    Some(explanation)
}

/// What a line must gain for some of its words to be of another encoding than the rest.
const CLEAR: i32 = 150;
/// So many letters at the least change together, and so many of a word tell where it belongs.
const LETTERS: usize = 8;
const TELLING: usize = 4;
/// What a letter of a word costs at the most on average, the space behind it among them.
const USUAL: i32 = 85;

/// Whether all words of some length are likelier as they are explained, and none of the damaged stretches is short.
fn is_sure(channel: &Channel, signs: &[Sign], events: &[Event]) -> bool {
    let beyond = |at: &usize| !signs[*at].c.is_ascii();
    let mut at = 0;
    let mut changed = LETTERS;
    while at < signs.len() {
        let event = events[at];
        let end = (at..signs.len())
            .find(|at| !beyond(at))
            .unwrap_or(signs.len());
        if end == at {
            if event == Event::Itself {
                if changed < LETTERS {
                    return false;
                }
                changed = LETTERS;
            } else if at == 0 || events[at - 1] == Event::Itself {
                changed = 0;
            }
            at += 1;
            continue;
        }
        let word = &signs[at..end];
        let (clean, read) = costs(channel, word);
        let good = if event == Event::Bytes {
            if at == 0 {
                changed = 0;
            }
            changed += word.len();
            read < clean && read <= USUAL * (word.len() as i32 + 1)
        } else {
            clean < read
        };
        if word.len() >= TELLING && !good {
            return false;
        }
        at = end;
    }
    changed >= LETTERS && edges_are_sure(channel, signs, events)
}

/// By how much the words on both sides of an edge must be likelier as they are explained.
const EDGE: i32 = 45;

/// Whether it is clear of the words at all edges of the damage to which side they belong. Where a sentence ends, they
/// need not tell.
fn edges_are_sure(channel: &Channel, signs: &[Sign], events: &[Event]) -> bool {
    let edges = (1..signs.len()).filter(|at| events[*at] != events[*at - 1]);
    edges.into_iter().all(|edge| {
        let beyond = |at: &usize| !signs[*at].c.is_ascii();
        let left = (0..edge).rev().find(beyond);
        let right = (edge..signs.len()).find(beyond);
        let (Some(left), Some(right)) = (left, right) else {
            return true;
        };
        let mut between = signs[left + 1..right].iter();
        if between.any(|sign| matches!(sign.c, '.' | '!' | '?')) {
            return true;
        }
        let start = (0..=left).rev().take_while(beyond).last().unwrap_or(left);
        let end = (right..signs.len())
            .take_while(beyond)
            .last()
            .unwrap_or(right);
        [
            (start..left + 1, events[left]),
            (right..end + 1, events[right]),
        ]
        .into_iter()
        .all(|(word, event)| {
            let (clean, read) = costs(channel, &signs[word]);
            let spared = clean - read;
            let spared = if event == Event::Bytes {
                spared
            } else {
                -spared
            };
            spared >= EDGE
        })
    })
}

/// What a word costs as it stands and in the other encoding.
fn costs(channel: &Channel, word: &[Sign]) -> (i32, i32) {
    let space = place(' ');
    let total = |places: &mut dyn Iterator<Item = Place>| {
        let mut before = space;
        places.chain(std::iter::once(space)).fold(0, |sum, next| {
            let own = cost(before, next);
            before = next;
            sum + own
        })
    };
    let clean = total(&mut word.iter().map(|sign| sign.place));
    let strange = place(char::REPLACEMENT_CHARACTER);
    let read = total(
        &mut word
            .iter()
            .map(|sign| said(channel, sign.c).unwrap_or(strange)),
    );
    (clean, read)
}

fn is_cyrillic(charset: &Charset) -> bool {
    matches!(charset, Charset::Single(page) if page.byte('а').is_some())
}

/// Where the character that a byte was written for stands.
fn said(channel: &Channel, c: char) -> Option<Place> {
    let unit = channel.read.unit(c)?;
    let mut pending = Pending::default();
    let said = channel.feed(&mut pending, *unit.bytes().first()?);
    said.ok().flatten().map(place)
}
