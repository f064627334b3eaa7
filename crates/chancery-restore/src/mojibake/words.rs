//! Words of a line that are Cyrillic read as another Cyrillic encoding, between words that are not.
//!
//! Letters become letters, so no structure of bytes tells where the damage begins and ends. Which words are damaged is
//! first judged by pairs of letters; at the edges, where a short word may be of either side, by the letters of the
//! single language that the whole line is likeliest in.

use super::channel::{Channel, Pending};
use super::charset::Charset;
use super::passage::NEVER;
use super::viterbi::{ENTRY, Event, Explanation, Sign, clean_cost};
use crate::characters::{Place, cost, languages, place};
use std::ops::Range;

/// What it costs that damage begins and that it ends within a line, and what more each letter must gain.
const ENTER: i32 = ENTRY + 85;
const LEAVE: i32 = 80;
const MARGIN: i32 = 8;
/// What a line must gain for some of its words to be of another encoding than the rest.
const CLEAR: i32 = 100;
/// So many letters at the least change together, and so many of a word tell where it belongs.
const LETTERS: usize = 8;
const TELLING: usize = 6;
/// What a letter of a word costs at the most on average, the space behind it among them.
const USUAL: i32 = 85;
/// An edge is moved by up to so many words, and no other place may come so near in the language of the line.
const REACH: usize = 2;
const EDGE: i32 = 15;
/// What it costs an edge that no sentence ends before it, that none begins behind it, and that there is no space.
const MIDDLE: i32 = 20;
const WITHIN: i32 = 200;

/// The two states of a word: as it stands, or as its bytes in the other encoding.
const ITSELF: usize = 0;
const BYTES: usize = 1;

/// A word of letters beyond ASCII.
struct Word {
    signs: Range<usize>,
    /// What it says in the other encoding, if its bytes have a meaning there.
    said: Option<Vec<char>>,
    damaged: bool,
}

/// Which words of a line are Cyrillic that was read as another Cyrillic encoding, if some are and some are not.
pub(super) fn readings(channel: &Channel, signs: &[Sign]) -> Option<Explanation> {
    if !is_cyrillic(channel.read) || !is_cyrillic(channel.written) {
        return None;
    }
    let (mut events, gain) = cheapest(channel, signs)?;
    let mut words = words(channel, signs, &events);
    let mut sure = gain >= CLEAR && is_likely(channel, signs, &words);
    sure = sure && settle_edges(signs, &mut words) && changes_enough(&words);
    events.fill(Event::Itself);
    for word in words.iter().filter(|word| word.damaged) {
        events[word.signs.clone()].fill(Event::Bytes);
    }
    if words.iter().all(|word| word.damaged) {
        return None;
    }
    let mut explanation = Explanation::new(events, gain);
    if !sure {
        explanation.doubt = NEVER;
    }
    Some(explanation)
}

/// The cheapest choice of words, changing only at spaces, and what it gains; `None` if nothing or everything is damaged.
fn cheapest(channel: &Channel, signs: &[Sign]) -> Option<(Vec<Event>, i32)> {
    let start = place(' ');
    let mut nodes = [Some((0, start)), Some((ENTER + channel.rarity, start))];
    let mut back: Vec<[usize; 2]> = Vec::with_capacity(signs.len());
    for sign in signs {
        let ascii = sign.c.is_ascii();
        let said = if ascii {
            Some(sign.place)
        } else {
            said(channel, sign.c).map(place)
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
    let mut beyond = signs
        .iter()
        .zip(&events)
        .filter(|(sign, _)| !sign.c.is_ascii());
    let partly = beyond.any(|(_, event)| *event == Event::Itself);
    (gain > 0 && partly).then_some((events, gain))
}

/// The words of a line.
fn words(channel: &Channel, signs: &[Sign], events: &[Event]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..signs.len()).find(|at| !signs[*at].c.is_ascii()) {
        let end = (start..signs.len()).find(|at| signs[*at].c.is_ascii());
        at = end.unwrap_or(signs.len());
        let letters = signs[start..at].iter();
        words.push(Word {
            signs: start..at,
            said: letters.map(|sign| said(channel, sign.c)).collect(),
            damaged: events[start] == Event::Bytes,
        });
    }
    words
}

/// Whether all words of some length are likelier as they are explained.
fn is_likely(channel: &Channel, signs: &[Sign], words: &[Word]) -> bool {
    let mut telling = words.iter().filter(|word| word.signs.len() >= TELLING);
    telling.all(|word| {
        let letters = &signs[word.signs.clone()];
        let (clean, read) = costs(channel, letters);
        if word.damaged {
            read < clean && read <= USUAL * (letters.len() as i32 + 1)
        } else {
            clean < read
        }
    })
}

/// Whether there is a damaged stretch, and none of a few letters alone.
fn changes_enough(words: &[Word]) -> bool {
    let mut stretches = words
        .chunk_by(|word, next| word.damaged == next.damaged)
        .filter(|stretch| stretch[0].damaged)
        .peekable();
    stretches.peek().is_some()
        && stretches
            .all(|stretch| stretch.iter().map(|word| word.signs.len()).sum::<usize>() >= LETTERS)
}

/// Moves the edges of the damage to where the whole line is likeliest in one language; gives whether all of them are sure.
fn settle_edges(signs: &[Sign], words: &mut [Word]) -> bool {
    let edges: Vec<usize> = (1..words.len())
        .filter(|at| words[*at].damaged != words[*at - 1].damaged)
        .collect();
    let mut sure = true;
    for (number, edge) in edges.iter().enumerate() {
        let after = words[*edge].damaged;
        let first = number.checked_sub(1).map_or(0, |before| edges[before]) + 1;
        let last = edges
            .get(number + 1)
            .map_or(words.len(), |next| *next)
            .saturating_sub(1);
        let mut costs: Vec<(i32, usize)> = Vec::new();
        for place in edge.saturating_sub(REACH).max(first)..=(edge + REACH).min(last) {
            set(words, *edge, place, after);
            if let Some(cost) = languages::cost(text(signs, words)) {
                costs.push((cost + edge_cost(signs, words, place), place));
            }
            set(words, place, *edge, after);
        }
        costs.sort_unstable();
        let Some((best, place)) = costs.first() else {
            return false;
        };
        set(words, *edge, *place, after);
        let second = costs.get(1);
        sure &= second.is_none_or(|(second, _)| second - best >= EDGE);
    }
    sure
}

/// What it costs that damage begins or ends before a word: least between sentences, for texts are put together of such.
fn edge_cost(signs: &[Sign], words: &[Word], at: usize) -> i32 {
    let (Some(before), Some(word)) = (words.get(at - 1), words.get(at)) else {
        return 0;
    };
    let between = &signs[before.signs.end..word.signs.start];
    if !between.iter().any(|sign| sign.c == ' ') {
        return WITHIN;
    }
    let stop = between
        .iter()
        .any(|sign| matches!(sign.c, '.' | '!' | '?' | ':' | ';'));
    let said = word.said.as_ref().filter(|_| word.damaged);
    let first = said
        .and_then(|said| said.first().copied())
        .unwrap_or(signs[word.signs.start].c);
    MIDDLE * (i32::from(!stop) + i32::from(!first.is_uppercase()))
}

/// Moves the edge of the damage from one word to another.
fn set(words: &mut [Word], from: usize, to: usize, after: bool) {
    let between = if to < from { to..from } else { from..to };
    for word in words.get_mut(between).into_iter().flatten() {
        word.damaged = (to < from) == after;
    }
}

/// The line as it is explained.
fn text(signs: &[Sign], words: &[Word]) -> impl Iterator<Item = char> {
    let mut text: Vec<char> = signs.iter().map(|sign| sign.c).collect();
    for word in words.iter().filter(|word| word.damaged) {
        if let Some(said) = &word.said {
            text[word.signs.clone()].copy_from_slice(said);
        }
    }
    // The last sign is the end of the line.
    text.pop();
    text.into_iter()
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
    let strange = char::REPLACEMENT_CHARACTER;
    let read = total(
        &mut word
            .iter()
            .map(|sign| place(said(channel, sign.c).unwrap_or(strange))),
    );
    (clean, read)
}

fn is_cyrillic(charset: &Charset) -> bool {
    matches!(charset, Charset::Single(page) if page.byte('а').is_some())
}

/// The character that a byte was written for.
fn said(channel: &Channel, c: char) -> Option<char> {
    let unit = channel.read.unit(c)?;
    let mut pending = Pending::default();
    let said = channel.feed(&mut pending, *unit.bytes().first()?);
    said.ok().flatten()
}
