//! Whether a space that was the byte A0 was also a space of its own. The misreading of `à` ends in a no-break space; of
//! that and the space behind a word, as in `voilà le`, one space may be left. The language of the line tells `voilà le`
//! from `là-bas` and from Vietnamese `hàng`.

use super::channel::{Channel, Pending};
use super::viterbi::{Event, Explanation};
use super::windows::Window;
use crate::characters::languages;

/// How much cheaper, in tenths of a bit, it must be that there was one space, and that there were two.
const ONE: i32 = 10;
const TWO: i32 = 20;

/// Decides anew, for each space that completes a letter before another one, whether it was one space or two.
pub(super) fn settle(
    text: &str,
    window: &Window,
    channel: &Channel,
    explanation: &mut Explanation,
) {
    let spaced = |event: &Event| matches!(event, Event::Spaced | Event::Merged);
    if !explanation.events.iter().any(spaced) {
        return;
    }
    let start = text[..window.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[window.end..]
        .find('\n')
        .map_or(text.len(), |at| window.end + at);
    let signs: Vec<(usize, char)> = window.indices(text).collect();
    let left = &text[start..window.start];
    let right = signs.last().map_or(window.end, |(at, c)| at + c.len_utf8());
    let right = text.get(right..end).unwrap_or("");
    let cost = |events: &[Event]| {
        let said = said(channel, &signs, events)?;
        languages::cost(left.chars().chain(said.chars()).chain(right.chars()))
    };
    let Some(mut least) = cost(&explanation.events) else {
        return;
    };
    for at in 0..explanation.events.len() {
        let before_letter = signs.get(at + 1).is_some_and(|(_, c)| c.is_alphabetic());
        let (other, margin) = match explanation.events[at] {
            Event::Spaced if before_letter => (Event::Merged, TWO),
            Event::Merged if before_letter => (Event::Spaced, ONE),
            _ => continue,
        };
        let known = std::mem::replace(&mut explanation.events[at], other);
        match cost(&explanation.events) {
            Some(cost) if cost + margin < least => least = cost,
            _ => explanation.events[at] = known,
        }
    }
}

/// What a window says; `None` if something of it is lost.
fn said(channel: &Channel, signs: &[(usize, char)], events: &[Event]) -> Option<String> {
    let mut said = String::with_capacity(signs.len() * 2);
    let mut pending = Pending::default();
    for ((_, c), event) in signs.iter().zip(events) {
        match event {
            Event::Itself => said.push(*c),
            Event::Bytes if c.is_ascii() => said.push(*c),
            Event::Bytes => {
                for byte in channel.read.unit(*c)?.bytes() {
                    said.extend(channel.feed(&mut pending, *byte).ok()?);
                }
            }
            Event::Spaced | Event::Merged => {
                said.extend(pending.feed(0xa0).ok()?);
                if *event == Event::Merged {
                    said.push(' ');
                }
            }
            Event::Byte80 | Event::Lost | Event::Marked | Event::Dropped => return None,
        }
    }
    Some(said)
}
