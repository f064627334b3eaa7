//! The one pass that clean text costs: which kinds of damage a text shows any sign of, and in which lines.

mod blocks;

use crate::characters::{cost, latin, place, rarity};
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
    /// Those of the first lines with letters of Latin-1 that do not seem to be what a language writes.
    pub samples: Vec<Range<usize>>,
    /// Where the lines begin that were looked at as samples of their language, and how many seemed to be what one writes.
    sampled: Vec<usize>,
    ordinary: usize,
}

/// How many samples are taken, of which so many ordinary ones, and of which length in bytes if there is a choice.
const SAMPLES: usize = 6;
const ORDINARY: usize = 3;
const SAMPLE: Range<usize> = 60..400;

impl Signs {
    /// Whether there are samples enough.
    fn is_sampled(&self) -> bool {
        self.sampled.len() == SAMPLES || self.ordinary == ORDINARY
    }

    /// Counts the samples among the lines that may be misread.
    pub fn add_samples(&mut self) {
        if !self.samples.is_empty() {
            self.lines.append(&mut self.samples);
            self.lines.sort_by_key(|line| line.start);
            self.lines.dedup();
        }
    }
}

/// Bytes of ASCII looked at together, few enough to stay in registers.
const ASCII_BLOCK: usize = 128;

/// What there is to know of a character beyond ASCII, bit by bit.
const FOREIGN: u16 = 0x8000;
/// It is of East Asia, where two bytes make a character; then the low byte is its rarity, and the bits below are not set.
const WIDE: u16 = 0x4000;
/// Alone it is sign enough: a control of Latin-1, a half-width or private character, the halves of a quotation
/// mark in GBK.
const ALARM: u16 = 0x2000;
/// A letter of any script.
const LETTER: u16 = 0x1000;
const CONTROL: u16 = 1;
/// It is in a single-byte encoding.
const PAGE: u16 = 2;
/// A letter of Latin-1; three of them together are rare.
const ACCENTED: u16 = 4;
/// A Cyrillic capital letter; inside a word it is rare.
const CAPITAL: u16 = 8;
/// A sign that hardly stands next to letters.
const SIGN: u16 = 16;
/// The sign `¨`, which letters have, hardly anything else.
const DIAERESIS: u16 = 32;

/// These bits for every character of the basic plane.
static BITS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (0..0x1_0000u32)
        .map(|code| char::from_u32(code).map_or(0, bits))
        .collect()
});

fn bits(c: char) -> u16 {
    let mut bits = 0;
    let mut set = |bit: u16, holds: bool| bits |= if holds { bit } else { 0 };
    let wide =
        matches!(c, '\u{2e80}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    set(WIDE, wide);
    set(FOREIGN, injected::is_foreign(c));
    set(
        ALARM,
        matches!(c, '\u{80}'..='\u{9f}' | '\u{ff61}'..='\u{ff9f}' | '\u{e000}'..='\u{f8ff}' | '鈥' | '锛' | '銆'),
    );
    set(LETTER, c.is_alphabetic());
    if wide {
        return bits | u16::from(rarity(c));
    }
    let mut set = |bit: u16, holds: bool| bits |= if holds { bit } else { 0 };
    set(CONTROL, control::is_suspicious(c));
    set(PAGE, mojibake::is_of_page(c));
    set(DIAERESIS, c == '¨');
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

/// The lines of `text` with characters beyond ASCII that are not among `lines`, by where they begin.
pub(crate) fn other_lines(text: &str, lines: &[usize]) -> Vec<Range<usize>> {
    let mut others = Vec::new();
    let mut at = 0;
    while let Some(offset) = text.as_bytes()[at..]
        .iter()
        .position(|byte| !byte.is_ascii())
    {
        let line = line(text, at + offset);
        at = line.end;
        if lines.binary_search(&line.start).is_err() {
            others.push(line);
        }
    }
    others
}

/// Looks for signs of damage in some lines of `text` alone.
pub(crate) fn scan_lines(text: &str, lines: &[Range<usize>], signs: &mut Signs) {
    signs.lines.clear();
    signs.samples.clear();
    signs.sampled.clear();
    signs.ordinary = 0;
    for line in lines {
        look(text, line.clone(), signs);
    }
}

fn look(text: &str, range: Range<usize>, signs: &mut Signs) {
    let bytes = &text.as_bytes()[..range.end];
    // What is short is looked at character by character.
    let short = text.len() < SHORT;
    let mut at = range.start;
    while at < range.end {
        if !short && signs.is_sampled() {
            let passed = blocks::pass(bytes, at, range.end);
            at = passed.at;
            signs.control |= passed.invisible;
            signs.foreign += passed.foreign;
        } else {
            at = pass_ascii(bytes, at);
        }
        let end = (at + blocks::BLOCK).min(range.end);
        at = closely(text, at..end, &range, signs);
    }
}

/// The first block from `at` on, by its beginning, that has anything but ordinary ASCII.
fn pass_ascii(bytes: &[u8], mut at: usize) -> usize {
    while let Some(block) = bytes.get(at..at + ASCII_BLOCK) {
        if block
            .iter()
            .fold(false, |any, byte| any | blocks::is_notable(*byte))
        {
            break;
        }
        at += ASCII_BLOCK;
    }
    at
}

/// Whether a character reference begins in a range.
fn has_reference(text: &str, range: Range<usize>) -> bool {
    memchr::memchr_iter(b'&', &text.as_bytes()[range.clone()])
        .any(|offset| entity::is_reference(&text[range.start + offset..]))
}

/// Notes what bytes of ASCII show.
fn ascii(text: &str, range: Range<usize>, signs: &mut Signs) {
    for (offset, byte) in text.as_bytes()[range.clone()].iter().enumerate() {
        if *byte == b'&' {
            signs.entity |= entity::is_reference(&text[range.start + offset..]);
        } else {
            signs.control |= blocks::is_notable(*byte);
        }
    }
}

/// Looks at every run of a block; gives where to look on, which may be behind the block.
#[inline(never)]
fn closely(text: &str, block: Range<usize>, range: &Range<usize>, signs: &mut Signs) -> usize {
    let bytes = text.as_bytes();
    let mut at = block.start;
    while at < block.end {
        let rest = &bytes[at..block.end];
        let ordinary = rest.iter().position(|byte| !byte.is_ascii());
        let run_start = ordinary.map_or(block.end, |offset| at + offset);
        ascii(text, at..run_start, signs);
        if ordinary.is_none() {
            return block.end;
        }
        // A run may have begun in the block before.
        let start = bytes[range.start..run_start].iter().rposition(u8::is_ascii);
        let start = start.map_or(range.start, |last| range.start + last + 1);
        at = run(text, start, range.end, signs);
    }
    at
}

/// Looks at the run of characters beyond ASCII that begins at `start`; gives where to look on: behind it, or behind its
/// line if that may be misread.
#[inline(never)]
fn run(text: &str, start: usize, end: usize, signs: &mut Signs) -> usize {
    let table = &**BITS;
    let bytes = text.as_bytes();
    let short = text.len() < SHORT;
    let mut all = 0u16;
    let (mut suspicious, mut strange) = (false, false);
    let mut before = 0u16;
    let mut accented = 0u32;
    let (mut wide, mut rare) = (0u32, 0u32);
    let mut at = start;
    let mut foreign = 0;
    for c in text[start..end].chars() {
        if c.is_ascii() {
            break;
        }
        at += c.len_utf8();
        let bits = table.get(c as usize).copied().unwrap_or(FOREIGN);
        foreign += usize::from(bits >> 15);
        if c == char::REPLACEMENT_CHARACTER {
            // A byte that is lost may be all that is wrong: what stands beside it must show more.
            (before, accented) = (0, 0);
            continue;
        }
        if bits & WIDE != 0 {
            wide += 1;
            rare += u32::from(bits as u8);
            all |= bits & 0xff00;
            (before, accented) = (0, 0);
            continue;
        }
        all |= bits;
        accented = if bits & ACCENTED != 0 {
            accented + 1
        } else {
            0
        };
        let letters = ACCENTED | CAPITAL;
        strange |= accented == 3 || bits & CAPITAL != 0 && before & (LETTER | CAPITAL) == LETTER;
        suspicious |= before & SIGN != 0 && bits & letters != 0;
        // Latin letters with marks are `¨` and another sign in GBK.
        suspicious |= before & DIAERESIS != 0 && bits & SIGN != 0;
        before = bits;
    }
    signs.foreign += foreign;
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
            && rare > if glued { 90 } else { USUAL }
            && (short || mojibake::is_suspect_double(&text[start..]));
    if !suspicious {
        let suspect = all & PAGE != 0 && mojibake::is_suspect(text, start, at);
        let letters = strange || short && all & LETTER != 0;
        suspicious = suspect && glued && (short || is_strange(text, start, at, LIKELY))
            || (letters || suspect)
                && is_strange(text, start, at, if short { COMMON } else { RARE });
    }
    if !suspicious {
        // In ISO 8859-2 it is a letter at the end of Slovak verbs.
        let closing = glued && &text[start..at] == "»";
        if (all & ACCENTED != 0 || closing) && !signs.is_sampled() {
            let line = line(text, start);
            if (short || SAMPLE.contains(&line.len())) && signs.sampled.last() != Some(&line.start)
            {
                signs.sampled.push(line.start);
                if !short && latin::is_ordinary(&text[line.clone()]) {
                    signs.ordinary += 1;
                } else {
                    signs.samples.push(line);
                }
            }
        }
        return at;
    }
    let line = line(text, start);
    let end = line.end;
    // What follows in the line is not looked at again.
    for c in text[at..end].chars() {
        let found = match c {
            '&' => {
                signs.entity = signs.entity || has_reference(text, at..end);
                0
            }
            '\0'..='\u{7f}' => u16::from(control::is_suspicious(c)) * CONTROL,
            _ => table.get(c as usize).copied().unwrap_or_else(|| bits(c)),
        };
        signs.control |= found & (WIDE | CONTROL) == CONTROL;
        signs.foreign += usize::from(found & FOREIGN != 0);
    }
    signs.lines.push(line);
    end
}

/// Texts shorter than this are asked more strictly: they cannot show elsewhere what is wrong with all of them.
pub(crate) const SHORT: usize = 4096;

/// What the characters of a run cost on average, and the one behind it, in text that people write.
const COMMON: i32 = 66;
/// The same further on in a text, and there at letters of ASCII if their bytes are UTF-8 in some encoding.
const RARE: i32 = 72;
const LIKELY: i32 = 55;

/// Whether a run costs more than what people write; what is lost does not count.
fn is_strange(text: &str, start: usize, end: usize, usual: i32) -> bool {
    let mut last = text[..start].chars().next_back().unwrap_or(' ');
    let behind = text[end..].chars().next().unwrap_or(' ');
    let run = text[start..end].chars().chain(std::iter::once(behind));
    let lost = |c: char| c == char::REPLACEMENT_CHARACTER;
    run.fold(0, |sum, c| {
        let own = if lost(c) || lost(last) {
            0
        } else {
            cost(place(last), place(c)) - usual
        };
        last = c;
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
