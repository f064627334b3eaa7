//! Readings that were inserted into bytes of GBK: `聯(lián)系`, and `咨詢?nèi)绾` where that shifted the frame.
//!
//! Some converters to traditional characters put the reading in Pinyin behind each character of a list, byte by byte:
//! wherever the two bytes of a listed character stand, also where they are the second byte of one character and the
//! first of the next. There the bracket follows a first byte, which becomes `?` or U+FFFD, and from there on bytes are
//! paired wrongly, until a byte that stands alone, or the next inserted reading, sets the frame right.
//!
//! All of that can be undone: the lost byte made a character of that reading with the byte before it. Readings where the
//! frame was kept may be meant (`重(zhòng)要`), so they go only in a text where one was not.

use super::charset::{Charset, DoubleByte, GB18030};
use crate::characters::{cost, place};
use crate::ledger::{Edit, Note};
use crate::repair::{Certainty, Kind};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The characters of each reading.
static READINGS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../data/readings.tsv").lines();
    let rows = rows.filter(|row| !row.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// The longest reading, in bytes.
const LONGEST: usize = 9;
/// How much likelier what it says must be than what stands there, in tenths of a bit, for each character that changes.
const MARGIN: i32 = 15;
const LEAST: i32 = 100;
/// How far a stretch may reach, in bytes.
const FARTHEST: usize = 4096;
/// So many characters tell enough where the end of a stretch is lost.
const ENOUGH: usize = 4;

/// A reading in brackets, and the characters that it may be of.
struct Inserted {
    /// From the bracket, or the sign that stands for it and the lost byte before it, to the closing bracket.
    span: Range<usize>,
    /// Whether the frame broke there.
    broken: bool,
    characters: &'static str,
}

/// The edits that take inserted readings out of a text in which they broke the frame.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let Charset::Double(gbk) = &*GB18030 else {
        return Vec::new();
    };
    let mut whole = Vec::new();
    let mut edits = Vec::new();
    let mut done = 0;
    for close in memchr::memchr_iter(b')', text.as_bytes()) {
        let Some(inserted) = inserted(text, close) else {
            continue;
        };
        if inserted.span.start < done {
            continue;
        }
        if !inserted.broken {
            whole.push(inserted.span);
        } else if let Some((end, said)) = undone(gbk, text, &inserted) {
            done = end;
            edits.push(edit(inserted.span.start..end, said));
        }
    }
    if !edits.is_empty() {
        let broken: Vec<Range<usize>> = edits.iter().map(|edit| edit.start..edit.end).collect();
        let apart = |span: &Range<usize>| {
            let behind = broken.partition_point(|other| other.end <= span.start);
            broken
                .get(behind)
                .is_none_or(|other| span.end <= other.start)
        };
        let whole = whole.into_iter().filter(apart);
        edits.extend(whole.map(|span| edit(span, String::new())));
        edits.sort_by_key(|edit| edit.start);
    }
    edits
}

fn edit(span: Range<usize>, after: String) -> Edit {
    let reason = if after.is_empty() {
        "the reading of the character before it, inserted as elsewhere in the text"
    } else {
        "a reading inserted between its bytes had broken the pairs; the lost byte makes a character of that reading"
    };
    Edit {
        start: span.start,
        end: span.end,
        after,
        note: Note {
            kind: Kind::Mojibake,
            channel: Some("readings inserted into gb18030".into()),
            certainty: Certainty::Inferred,
            reason: reason.into(),
        },
    }
}

/// The inserted reading that `)` at `close` ends, if it is one.
fn inserted(text: &str, close: usize) -> Option<Inserted> {
    let letter = |c: char| c.is_ascii_lowercase() || ('à'..='ǿ').contains(&c);
    let before = text[..close].trim_end_matches(letter);
    let reading = &text[before.len()..close];
    // Each has a mark of its tone.
    if reading.is_ascii() || reading.len() > LONGEST {
        return None;
    }
    let characters = *READINGS.get(reading)?;
    let mut left = before.chars().rev();
    let (sign, previous) = (left.next()?, left.next()?);
    let (len, broken) = match (sign, previous) {
        ('?', _) => (1, true),
        ('(', char::REPLACEMENT_CHARACTER) => (1 + previous.len_utf8(), true),
        ('(', previous) if characters.contains(previous) => (1, false),
        _ => return None,
    };
    Some(Inserted {
        span: before.len() - len..close + 1,
        broken,
        characters,
    })
}

/// Where the frame is right again behind a broken one, and what stands from its reading up to there.
fn undone(gbk: &DoubleByte, text: &str, inserted: &Inserted) -> Option<(usize, String)> {
    let before = text[..inserted.span.start].chars().next_back()?;
    let last = trail(gbk, before)?;
    let start = inserted.span.start;
    let mut best: Option<(i32, usize, String)> = None;
    for lost in lost_bytes(gbk, last, inserted.characters) {
        let Some((end, said)) = framed(gbk, text, inserted.span.end, lost) else {
            continue;
        };
        if !said.chars().all(is_chinese) {
            continue;
        }
        let behind = text[end..].chars().next().unwrap_or('\n');
        let total = |said: &str| costs(before, said.chars().chain([behind]));
        let changed = said.chars().count() as i32;
        let gain = total(&text[start..end]) - total(&said) - LEAST - MARGIN * changed;
        if gain > 0 && best.as_ref().is_none_or(|(known, ..)| gain > *known) {
            best = Some((gain, end, said));
        }
    }
    best.map(|(_, end, said)| (end, said))
}

/// Whether a character is one of Chinese text, with its punctuation, or the mark of a lost one.
fn is_chinese(c: char) -> bool {
    let wide =
        matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
    let mark = matches!(c, '·' | '—' | '…' | '‘'..='”' | char::REPLACEMENT_CHARACTER);
    wide || mark || c.is_ascii_graphic()
}

/// The second byte of a character of two.
fn trail(gbk: &DoubleByte, c: char) -> Option<u8> {
    match gbk.pair(c).to_be_bytes() {
        [0, _] => None,
        [_, trail] => Some(trail),
    }
}

/// The bytes that make one of some characters with the byte before them.
fn lost_bytes<'a>(
    gbk: &'a DoubleByte,
    before: u8,
    characters: &'a str,
) -> impl Iterator<Item = u8> + 'a {
    let pairs = characters.chars().map(|c| gbk.pair(c).to_be_bytes());
    pairs
        .filter(move |[lead, trail]| *lead == before && *trail > 0x80)
        .map(|[_, trail]| trail)
}

/// Reads on from `at` with a first byte that was lost before, up to where bytes and characters meet again.
fn framed(gbk: &DoubleByte, text: &str, at: usize, lost: u8) -> Option<(usize, String)> {
    let mut said = String::new();
    let mut lead = lost;
    let farthest = at + FARTHEST;
    let mut at = at;
    while at < farthest {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or('\n');
        if let Some(next) = inserted_at(text, at) {
            // The second byte was lost in the frame that is wrong: together they are the character of the reading.
            let trail = lost_bytes(gbk, lead, next.characters).next()?;
            said.push(gbk.double(lead, trail)?);
            return Some((next.span.end, said));
        }
        match c {
            '€' => {
                said.push(gbk.double(lead, 0x80)?);
                return Some((at + c.len_utf8(), said));
            }
            '@'..='~' => {
                let whole = gbk.double(lead, c as u8)?;
                said.push(whole);
                return Some((behind_reading(text, at + 1, whole), said));
            }
            '?' | char::REPLACEMENT_CHARACTER | '\0'..'@' => {
                // The second byte is lost, and nothing tells it.
                let mark = matches!(c, '?' | char::REPLACEMENT_CHARACTER);
                let enough = said.chars().count() >= ENOUGH;
                said.push(char::REPLACEMENT_CHARACTER);
                return enough.then_some((at + if mark { c.len_utf8() } else { 0 }, said));
            }
            _ => {}
        }
        let [first, second] = match gbk.pair(c).to_be_bytes() {
            [0, _] => return None,
            pair => pair,
        };
        said.push(gbk.double(lead, first)?);
        at = behind_reading(text, at + c.len_utf8(), c);
        match second {
            0x81..=0xfe => lead = second,
            0x40..=0x7e => {
                said.push(char::from(second));
                return Some((at, said));
            }
            _ => return None,
        }
    }
    None
}

/// The inserted reading that begins at a place where the frame broke.
fn inserted_at(text: &str, at: usize) -> Option<Inserted> {
    if !text[at..].starts_with(['?', char::REPLACEMENT_CHARACTER]) {
        return None;
    }
    let mut near = text[at..].bytes().take(LONGEST + 6);
    let close = near.position(|byte| byte == b')')?;
    inserted(text, at + close).filter(|inserted| inserted.span.start == at)
}

/// The place behind the reading of a character, if one stands at a place.
fn behind_reading(text: &str, at: usize, c: char) -> usize {
    let Some(rest) = text[at..].strip_prefix('(') else {
        return at;
    };
    let close = rest.bytes().take(LONGEST + 1).position(|byte| byte == b')');
    let known = close.filter(|close| {
        let characters = READINGS.get(&rest[..*close]);
        characters.is_some_and(|characters| characters.contains(c))
    });
    at + known.map_or(0, |close| close + 2)
}

/// What characters cost after another one.
fn costs(before: char, text: impl Iterator<Item = char>) -> i32 {
    let mut before = place(before);
    text.fold(0, |sum, c| {
        let next = place(c);
        let own = cost(before, next);
        before = next;
        sum + own
    })
}
