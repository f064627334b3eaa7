//! Text of one legacy encoding read as another. Nearly every byte has a meaning there, so that the model of characters
//! alone tells; a line is judged as a whole.

use super::channel::{self, Channels, UTF8_CHANNELS};
use super::viterbi::{ENTRY, ENTRY_KNOWN, Explanation, Sign, clean_cost, explain_whole};
use super::{Evidence, FAVOUR};
use crate::characters::{cost, place};

/// What a character beyond ASCII may cost in text that people write, in tenths of a bit.
const USUAL: i32 = 70;
/// How much more all of them together must cost before other readings are tried.
const STRAIN: i32 = 60;
/// How much cheaper, for each character that would change, the other reading must be.
const MARGIN: i32 = 6;

/// A line that was misread, and how.
#[derive(Debug)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    pub channel: usize,
    pub explanation: Explanation,
}

/// The lines of `text` that are likelier in another encoding.
pub(super) fn find(text: &str, evidence: &mut Evidence) -> Vec<Line> {
    let mut strained: Vec<(usize, usize, Vec<Sign>, i32)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end_matches('\n');
        if !body.is_ascii() {
            let signs: Vec<Sign> = body.chars().map(Sign::new).collect();
            if is_strained(&signs) {
                let clean = clean_cost(place(' '), &signs);
                strained.push((start, start + body.len(), signs, clean));
            }
        }
    }
    let mut found: Vec<Option<Line>> = strained.iter().map(|_| None).collect();
    loop {
        let mut totals = vec![0i64; channel::all().len()];
        let candidates: Vec<Vec<(usize, Explanation)>> = strained
            .iter()
            .zip(&found)
            .map(|((_, _, signs, clean), line)| match line {
                Some(_) => Vec::new(),
                None => readings(signs, *clean, evidence.known),
            })
            .collect();
        for (index, explanation) in candidates.iter().flatten() {
            totals[*index] += i64::from(explanation.gain);
        }
        let favourite = (0..totals.len()).max_by_key(|index| (totals[*index], usize::MAX - index));
        let known = evidence.known;
        for ((candidates, slot), (start, end, _, _)) in
            candidates.into_iter().zip(&mut found).zip(&strained)
        {
            let weight = |index: usize, gain: i32| {
                gain + if Some(index) == favourite { FAVOUR } else { 0 }
            };
            let best = candidates
                .into_iter()
                .max_by_key(|(index, e)| (weight(*index, e.gain), usize::MAX - index));
            if let Some((channel, explanation)) = best {
                evidence.known |= 1 << channel;
                *slot = Some(Line {
                    start: *start,
                    end: *end,
                    channel,
                    explanation,
                });
            }
        }
        if evidence.known == known {
            break;
        }
    }
    found.into_iter().flatten().collect()
}

/// Whether the characters beyond ASCII stand where hardly anybody writes them.
fn is_strained(signs: &[Sign]) -> bool {
    let mut before = place(' ');
    let mut strain = 0;
    let mut after_foreign = false;
    for sign in signs {
        let foreign = !sign.c.is_ascii();
        if foreign || after_foreign {
            strain += cost(before, sign.place) - USUAL;
            strain = strain.max(0);
            if strain > STRAIN {
                return true;
            }
        }
        after_foreign = foreign;
        before = sign.place;
    }
    false
}

/// What each channel between legacy encodings makes of the line, if that is likelier.
fn readings(signs: &[Sign], clean: i32, known: Channels) -> Vec<(usize, Explanation)> {
    let changed = signs.iter().filter(|sign| !sign.c.is_ascii()).count() as i32;
    let channels = channel::all().iter().enumerate().skip(UTF8_CHANNELS);
    channels
        .filter_map(|(index, channel)| {
            let entry = if known & (1 << index) == 0 {
                ENTRY
            } else {
                ENTRY_KNOWN
            };
            let explanation =
                explain_whole(channel, entry, place(' '), signs, clean - changed * MARGIN)?;
            Some((index, explanation))
        })
        .collect()
}
