//! The marks of one paragraph together: what opens closes once, and in its order.

use super::place::{Mark, Place, place, rows};
use encoding_rs::GB18030;

/// One mark of a paragraph that bears on what is open.
#[derive(Clone, Copy, Debug)]
enum Event {
    Known(char, Option<char>, Option<char>),
    Lost(Place),
}

/// Which quotations are open, the outer one first: none, double, single, single in double, double in single.
type Open = usize;
const NONE: Open = 0;
const DOUBLE: Open = 1;
const SINGLE: Open = 2;
const SINGLE_IN_DOUBLE: Open = 3;
const DOUBLE_IN_SINGLE: Open = 4;
const STATES: usize = 5;

/// What it costs to close a quotation that is not open; to open one that is; to close the outer one before the inner
/// one; to leave one open at the end of a paragraph, and of one whose next goes on with it.
const UNOPENED: f32 = 5.0;
const REOPENED: f32 = 4.0;
const CROSSED: f32 = 3.5;
const UNCLOSED: f32 = 3.0;
const CONTINUED: f32 = 0.7;
/// What it costs that a known apostrophe is one: after `s` before a space, and after another letter there.
const GENITIVE: f32 = 0.7;
const ELISION: f32 = 3.0;
/// What it costs to close a quotation of sentences without punctuation, and from which length on it may be one, in bytes.
const SENTENCE: f32 = 2.0;
const PHRASE: usize = 60;
/// How far the paragraph is looked at on either side, in bytes.
const REACH: usize = 1_500;
/// From so many lost marks between spaces on, each before a capital, a line is a list.
const LIST: usize = 3;

/// The costs of what a lost mark may be, the cheapest first.
pub(super) struct Ranking {
    pub place: Place,
    pub marks: Vec<(Mark, f32)>,
}

/// Ranks what stands between `left`, restored, and `right`, damaged.
pub(super) fn rank(left: &str, right: &str, swallowed: bool) -> Ranking {
    let left = left.rsplit('\n').next().unwrap_or(left);
    let left = suffix(left, REACH);
    let line_end = right.find('\n').unwrap_or(right.len());
    let (line, rest) = right.split_at(line_end);
    let list = is_list(left, right, line);
    let here = place(left.chars().next_back(), right, swallowed, list);
    let mut costs = [f32::INFINITY; STATES];
    costs[NONE] = 0.0;
    for event in known(left) {
        costs = step(costs, event);
    }
    let ahead = lookahead(prefix(line, REACH), list);
    let continued = rest.trim_start().starts_with(['“', '‘']) || {
        let mut next = rest.trim_start().chars();
        next.next() == Some('鈥') && matches!(next.next().and_then(second), Some('“' | '‘'))
    };
    let sentence = if here == Place::Stop {
        0.0
    } else {
        within(left)
    };
    let mut marks: Vec<(Mark, f32)> = rows(here)
        .map(|row| {
            let closes = matches!(row.mark, Mark::CloseDouble | Mark::CloseSingle);
            let cost = row.cost + if closes { sentence } else { 0.0 };
            let mut then = mark(costs, row.mark);
            for event in &ahead {
                then = step(then, *event);
            }
            let end = then.iter().enumerate().map(|(open, cost)| {
                let unclosed = match open {
                    NONE => 0.0,
                    _ if continued => CONTINUED,
                    DOUBLE | SINGLE => UNCLOSED,
                    _ => 2.0 * UNCLOSED,
                };
                cost + unclosed
            });
            (row.mark, cost + end.fold(f32::INFINITY, f32::min))
        })
        .collect();
    marks.sort_by(|a, b| a.1.total_cmp(&b.1));
    Ranking { place: here, marks }
}

/// What it costs to close without punctuation what was quoted so far: words are quoted so, but no sentences.
fn within(left: &str) -> f32 {
    let Some(at) = left.rfind(['“', '‘']) else {
        return 0.0;
    };
    let quoted = &left[at..];
    if quoted.contains(". ") || at == 0 {
        SENTENCE
    } else if quoted.len() > PHRASE {
        SENTENCE / 2.0
    } else {
        0.0
    }
}

/// Whether the line sets items off by marks between spaces: several, each before a capital.
fn is_list(left: &str, right: &str, line: &str) -> bool {
    let capital = |text: &str| {
        text.trim_start()
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    if !capital(right) {
        return false;
    }
    let (mut items, mut others) = (1 + left.matches('•').count(), 0);
    for (at, _) in line.match_indices('鈥') {
        let rest = &line[at + '鈥'.len_utf8()..];
        let spaced = line[..at].ends_with([' ', ':']);
        if let Some(rest) = rest.strip_prefix(['\u{fffd}', '?'])
            && spaced
        {
            if capital(rest) {
                items += 1;
            } else {
                others += 1;
            }
        }
    }
    items >= LIST && others == 0
}

/// The marks of restored text.
fn known(text: &str) -> impl Iterator<Item = Event> {
    let marks = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '‘' | '’' | '“' | '”'));
    marks.map(|(at, c)| {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        Event::Known(c, before, after)
    })
}

/// The marks of text that is still damaged, as far as it was read as GBK; those that are whole, too.
fn lookahead(line: &str, list: bool) -> Vec<Event> {
    let mut events = Vec::new();
    let mut before = None;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if c == '鈥' {
            let rest = &line[end..];
            let Some(second_char) = rest.chars().next() else {
                break;
            };
            let after = &rest[second_char.len_utf8()..];
            match second_char {
                '\u{fffd}' => events.push(Event::Lost(place(before, after, false, list))),
                '?' => events.push(Event::Lost(place(before, after, true, list))),
                _ => {
                    if let Some(mark) = second(second_char) {
                        events.push(Event::Known(mark, before, Some('a')));
                    }
                }
            }
            chars.next();
            before = Some('a');
            continue;
        }
        if matches!(c, '‘' | '’' | '“' | '”') {
            events.push(Event::Known(c, before, line[end..].chars().next()));
        }
        before = Some(c);
    }
    events
}

/// The mark whose last byte is the first one of `c` in GBK.
fn second(c: char) -> Option<char> {
    let mut encoder = GB18030.new_encoder();
    let mut bytes = [0u8; 8];
    let mut source = [0u8; 4];
    let (_, _, written) =
        encoder.encode_from_utf8_without_replacement(c.encode_utf8(&mut source), &mut bytes, true);
    let last = *bytes[..written].first()?;
    (0x80..=0xbf)
        .contains(&last)
        .then(|| char::from_u32(0x2000 + u32::from(last & 0x3f)))?
}

/// What one mark makes of the states.
fn step(costs: [f32; STATES], event: Event) -> [f32; STATES] {
    match event {
        Event::Known('“', ..) => mark(costs, Mark::OpenDouble),
        Event::Known('‘', ..) => mark(costs, Mark::OpenSingle),
        Event::Known('”', ..) => mark(costs, Mark::CloseDouble),
        Event::Known('’', before, after) => {
            let letter = before.is_some_and(char::is_alphanumeric);
            if letter && after.is_some_and(char::is_alphanumeric) {
                return costs;
            }
            let apostrophe = match before {
                Some('s' | 'z' | 'x' | 'S') => GENITIVE,
                _ => ELISION,
            };
            let closed = mark(costs, Mark::CloseSingle);
            std::array::from_fn(|open| closed[open].min(costs[open] + apostrophe))
        }
        Event::Known(..) => costs,
        Event::Lost(place) => {
            let mut then = [f32::INFINITY; STATES];
            for row in rows(place) {
                let reached = mark(costs, row.mark);
                for open in 0..STATES {
                    then[open] = then[open].min(reached[open] + row.cost);
                }
            }
            then
        }
    }
}

fn mark(costs: [f32; STATES], mark: Mark) -> [f32; STATES] {
    let mut then = [f32::INFINITY; STATES];
    for (open, cost) in costs.into_iter().enumerate() {
        let (next, extra) = match (mark, open) {
            (Mark::OpenDouble, NONE) => (DOUBLE, 0.0),
            (Mark::OpenDouble, SINGLE) => (DOUBLE_IN_SINGLE, 0.0),
            (Mark::OpenDouble, _) => (DOUBLE, REOPENED),
            (Mark::OpenSingle, NONE) => (SINGLE, 0.0),
            (Mark::OpenSingle, DOUBLE) => (SINGLE_IN_DOUBLE, 0.0),
            (Mark::OpenSingle, _) => (SINGLE, REOPENED),
            (Mark::CloseDouble, DOUBLE) => (NONE, 0.0),
            (Mark::CloseDouble, DOUBLE_IN_SINGLE) => (SINGLE, 0.0),
            (Mark::CloseDouble, SINGLE_IN_DOUBLE) => (NONE, CROSSED),
            (Mark::CloseDouble, _) => (open, UNOPENED),
            (Mark::CloseSingle, SINGLE) => (NONE, 0.0),
            (Mark::CloseSingle, SINGLE_IN_DOUBLE) => (DOUBLE, 0.0),
            (Mark::CloseSingle, DOUBLE_IN_SINGLE) => (NONE, CROSSED),
            (Mark::CloseSingle, _) => (open, UNOPENED),
            _ => (open, 0.0),
        };
        then[next] = then[next].min(cost + extra);
    }
    then
}

fn prefix(text: &str, len: usize) -> &str {
    let end = (0..=len.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

fn suffix(text: &str, len: usize) -> &str {
    let start = (text.len().saturating_sub(len)..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(0)..]
}
