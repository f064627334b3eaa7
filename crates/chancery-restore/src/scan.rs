//! The one pass that clean text costs: which kinds of damage a text shows any sign of, and in which lines.

use crate::characters::{cost, place, rarity};
use crate::{control, entity, injected, mojibake};
use std::ops::Range;
use std::sync::LazyLock;

/// The kinds of damage that a text shows signs of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    pub entity: bool,
    pub control: bool,
    /// How many characters of other scripts than Latin there are.
    pub foreign: usize,
    /// The lines that may be misread, in order, without their line feeds.
    pub lines: Vec<Range<usize>>,
    /// The first lines with letters of Latin-1, as samples of their language.
    pub samples: Vec<Range<usize>>,
}

/// How many samples are taken, and up to which length in bytes.
const SAMPLES: usize = 4;
const SAMPLE: usize = 400;

impl Signs {
    /// Counts the samples among the lines that may be misread.
    pub fn add_samples(&mut self) {
        if !self.samples.is_empty() {
            self.lines.append(&mut self.samples);
            self.lines.sort_by_key(|line| line.start);
            self.lines.dedup();
        }
    }
}

/// Bytes looked at together, few enough to stay in registers.
const BLOCK: usize = 128;

/// What there is to know of a character beyond ASCII, bit by bit.
const CONTROL: u16 = 1;
const FOREIGN: u16 = 2;
/// It is in a single-byte encoding.
const PAGE: u16 = 4;
/// It is of East Asia, where two bytes make a character.
const WIDE: u16 = 8;
/// Alone it is sign enough: U+FFFD, a control of Latin-1, a half-width or private character, the halves of a quotation
/// mark in GBK.
const ALARM: u16 = 16;
/// A letter of Latin-1; three of them together are rare.
const ACCENTED: u16 = 32;
/// A Cyrillic capital letter; two of them together are rare.
const CAPITAL: u16 = 64;
/// A sign that hardly stands next to letters.
const SIGN: u16 = 128;
/// A letter of any script.
const LETTER: u16 = 256;

/// These bits for every character of the basic plane.
static BITS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (0..0x1_0000u32)
        .map(|code| char::from_u32(code).map_or(0, bits))
        .collect()
});

fn bits(c: char) -> u16 {
    let mut bits = 0;
    let mut set = |bit: u16, holds: bool| bits |= if holds { bit } else { 0 };
    set(CONTROL, control::is_suspicious(c));
    set(FOREIGN, injected::is_foreign(c));
    set(PAGE, mojibake::is_of_page(c));
    set(
        WIDE,
        matches!(c, '\u{2e80}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'),
    );
    set(
        ALARM,
        matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}' | '\u{ff61}'..='\u{ff9f}' | '\u{e000}'..='\u{f8ff}' | '鈥' | '锛' | '銆'),
    );
    set(LETTER, c.is_alphabetic());
    set(ACCENTED, matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ'));
    set(CAPITAL, matches!(c, '\u{400}'..='Я'));
    set(
        SIGN,
        matches!(c, '¡'..='¦' | '¨' | '©' | '¬' | '®'..='¶' | '¸' | '¹' | '¼'..='¿' | '\u{2500}'..='\u{25ff}' | '×' | '÷'),
    );
    bits
}

/// Looks for signs of damage in the whole of `text`.
pub(crate) fn scan(text: &str) -> Signs {
    let mut signs = Signs::default();
    look(text, 0..text.len(), &mut signs);
    signs
}

/// All lines of `text` with characters beyond ASCII.
pub(crate) fn all_lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some(offset) = text.as_bytes()[at..]
        .iter()
        .position(|byte| !byte.is_ascii())
    {
        let line = line(text, at + offset);
        at = line.end;
        lines.push(line);
    }
    lines
}

/// Looks for signs of damage in some lines of `text` alone.
pub(crate) fn scan_lines(text: &str, lines: &[Range<usize>], signs: &mut Signs) {
    signs.lines.clear();
    signs.samples.clear();
    for line in lines {
        look(text, line.clone(), signs);
    }
}

fn look(text: &str, range: Range<usize>, signs: &mut Signs) {
    let bytes = &text.as_bytes()[..range.end];
    let mut at = range.start;
    while let Some(next) = next_notable(bytes, at) {
        at = match bytes[next] {
            b'&' => {
                signs.entity |= entity::is_reference(&text[next..]);
                next + 1
            }
            byte if byte < 0x80 => {
                signs.control = true;
                next + 1
            }
            _ => run(text, next, range.end, signs),
        };
    }
}

/// The next byte from `at` on that is no ASCII, or `&`, or a control.
fn next_notable(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        while let Some(block) = bytes.get(at..at + BLOCK) {
            if block
                .iter()
                .fold(false, |any, byte| any | is_notable(*byte))
            {
                break;
            }
            at += BLOCK;
        }
        let end = (at + BLOCK).min(bytes.len());
        while let Some(word) = bytes.get(at..at + 8).and_then(|word| word.try_into().ok()) {
            if let Some(offset) = first_notable(u64::from_le_bytes(word)) {
                let found = at + offset;
                if is_notable(bytes[found]) {
                    return Some(found);
                }
                at = found + 1;
            } else {
                at += 8;
            }
            if at >= end {
                break;
            }
        }
        if at + 8 > bytes.len() {
            let rest = bytes.get(at..)?;
            return rest
                .iter()
                .position(|byte| is_notable(*byte))
                .map(|offset| at + offset);
        }
    }
}

/// Whether a byte needs a closer look.
fn is_notable(byte: u8) -> bool {
    byte >= 0x7f || byte == b'&' || (byte < 0x20 && byte != b'\n' && byte != b'\t')
}

/// The first byte of eight that may be notable: no ASCII, below the space, DEL or `&`.
fn first_notable(word: u64) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES * 0x80;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let low = word.wrapping_sub(ONES * 0x20) & !word;
    let ampersand = zero(word ^ (ONES * u64::from(b'&')));
    let delete = zero(word ^ (ONES * 0x7f));
    let found = (word | low | ampersand | delete) & HIGHS;
    (found != 0).then(|| found.trailing_zeros() as usize / 8)
}

/// Looks at the run of characters beyond ASCII that begins at `start`; gives where to look on: behind it, or behind its
/// line if that may be misread.
fn run(text: &str, start: usize, end: usize, signs: &mut Signs) -> usize {
    let table = &**BITS;
    let bytes = text.as_bytes();
    let mut all = 0u16;
    let (mut suspicious, mut strange) = (false, false);
    let mut before = 0u16;
    let (mut accented, mut capitals) = (0u32, 0u32);
    let (mut wide, mut rare) = (0u32, 0u32);
    let mut at = start;
    for c in text[start..end].chars() {
        if c.is_ascii() {
            break;
        }
        at += c.len_utf8();
        let bits = table.get(c as usize).copied().unwrap_or(FOREIGN);
        all |= bits;
        signs.foreign += usize::from(bits & FOREIGN != 0);
        if bits & WIDE != 0 {
            wide += 1;
            rare += u32::from(rarity(c));
        }
        accented = if bits & ACCENTED != 0 {
            accented + 1
        } else {
            0
        };
        capitals = if bits & CAPITAL != 0 { capitals + 1 } else { 0 };
        let letters = ACCENTED | CAPITAL;
        strange |= accented == 3 || capitals == 2;
        suspicious |= before & SIGN != 0 && bits & letters != 0;
        before = bits;
    }
    signs.control |= all & CONTROL != 0;
    let ascii_letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphabetic)
    };
    let glued = ascii_letter(start.checked_sub(1)) || ascii_letter(Some(at));
    suspicious |= all & ALARM != 0
        || all & SIGN != 0 && glued
        || wide > 0 && is_rare(wide, rare, glued)
        || wide == 1
        || (strange
            || start < EARLY && all & LETTER != 0
            || all & PAGE != 0 && mojibake::is_suspect(text, start, at))
            && is_strange(text, start, at, if start < EARLY { COMMON } else { RARE });
    if !suspicious {
        if all & ACCENTED != 0 && signs.samples.len() < SAMPLES {
            let line = line(text, start);
            if line.len() <= SAMPLE && signs.samples.last() != Some(&line) {
                signs.samples.push(line);
            }
        }
        return at;
    }
    let line = line(text, start);
    let end = line.end;
    // What follows in the line is not looked at: say that it may have anything.
    signs.control |= text[at..end].chars().any(control::is_suspicious);
    signs.entity |= bytes[at..end].contains(&b'&');
    signs.foreign += text[at..end]
        .chars()
        .filter(|c| injected::is_foreign(*c))
        .count();
    signs.lines.push(line);
    end
}

/// So many bytes at the beginning of a text are asked more strictly: what is wrong with all of it shows there.
const EARLY: usize = 4096;

/// What the characters of a run cost on average, and the one behind it, in text that people write.
const COMMON: i32 = 66;
/// The same further on in a text.
const RARE: i32 = 72;

/// Whether a run costs more than what people write.
fn is_strange(text: &str, start: usize, end: usize, usual: i32) -> bool {
    let mut before = place(text[..start].chars().next_back().unwrap_or(' '));
    let behind = text[end..].chars().next().unwrap_or(' ');
    let run = text[start..end].chars().chain(std::iter::once(behind));
    run.fold(0, |sum, c| {
        let next = place(c);
        let own = cost(before, next) - usual;
        before = next;
        sum + own
    }) > 0
}

/// What East Asian characters cost on average in text that people write, in tenths of a bit, and what a run may exceed it.
const USUAL: u32 = 118;
const SLACK: u32 = 100;
/// The same for a run that is glued to letters of ASCII.
const GLUED: u32 = 20;

fn is_rare(wide: u32, rare: u32, glued: bool) -> bool {
    let slack = if glued { GLUED } else { SLACK };
    rare > wide * USUAL + slack
}

/// The line around a place, without its line feed.
pub(crate) fn line(text: &str, at: usize) -> Range<usize> {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |feed| feed + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |feed| at + feed);
    start..end
}
