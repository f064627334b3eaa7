//! A line that a channel explains wholly and beyond doubt: nothing has to be weighed, only decoded.

use super::Stretch;
use super::channel::{self, Channel, Pending};
use super::charset::{Charset, Unit};
use super::lone::{LoneRuns, Run};
use super::passage::is_sure;
use super::viterbi::{DOUBT, ENTRY};
use super::{legacy, pages};
use crate::characters::{Place, model, place};
use std::ops::Range;

/// What a line says through a channel.
#[derive(Debug)]
pub(super) struct Exact {
    /// Where the line begins.
    start: usize,
    /// The index of the channel.
    pub channel: usize,
    /// What it gains in a text of which nothing else is known.
    pub gain: i32,
    /// Each damaged stretch of the text, and where what it says ends in `said`.
    stretches: Vec<(Range<usize>, usize)>,
    said: String,
}

/// So many characters beyond ASCII that are UTF-8 and likelier text leave no doubt in others that are UTF-8.
const BEGINNING: usize = 24;

/// What a line says as UTF-8 misread in the way of a channel.
pub(super) fn utf8(index: usize, text: &str, line: &Range<usize>) -> Option<Exact> {
    let channel = channel::all().get(index)?;
    let bytes = &text.as_bytes()[..line.end];
    let mut stretches: Vec<(Range<usize>, usize)> = Vec::with_capacity(16);
    let mut said: Vec<u8> = Vec::with_capacity(line.len());
    let mut readers = Readers::default();
    let mut at = line.start;
    while let Some(offset) = bytes[at..].iter().position(|byte| !byte.is_ascii()) {
        let start = at + offset;
        let run = bytes[start..].iter().position(u8::is_ascii);
        at = run.map_or(line.end, |run| start + run);
        match &**channel.read {
            Charset::Single(page) => {
                for c in text[start..at].chars() {
                    let byte = page.byte(c)?;
                    readers.see(c, byte);
                    said.push(byte);
                }
            }
            read => {
                for c in text[start..at].chars() {
                    said.extend_from_slice(read.unit(c)?.bytes());
                }
            }
        }
        stretches.push((start..at, said.len()));
    }
    if readers.are_mixed(channel) {
        return None;
    }
    let exact = Exact {
        start: line.start,
        channel: index,
        gain: 0,
        stretches,
        said: String::from_utf8(said).ok()?,
    };
    let whole = |(_, end): &(Range<usize>, usize)| exact.said.is_char_boundary(*end);
    if exact.stretches.is_empty() || !exact.stretches.iter().all(whole) {
        return None;
    }
    exact.weighed(channel, text)
}

/// Which readers of Latin-1 a line speaks of: one that knew what windows-1252 has from 80 to 9F, or one that did not.
#[derive(Debug, Default)]
struct Readers {
    windows: bool,
    controls: Vec<u8>,
}

impl Readers {
    fn see(&mut self, c: char, byte: u8) {
        if (0x80..0xa0).contains(&byte) {
            if c >= '\u{100}' {
                self.windows = true;
            } else if c < '\u{a0}' {
                self.controls.push(byte);
            }
        }
    }

    /// Whether it speaks of both.
    fn are_mixed(&self, channel: &Channel) -> bool {
        let Charset::Single(page) = &**channel.read else {
            return false;
        };
        self.windows && self.controls.iter().any(|byte| page.char(*byte).is_some())
    }
}

impl Exact {
    /// Weighs what the line says against what stands there; `None` if there is any doubt.
    fn weighed(mut self, channel: &Channel, text: &str) -> Option<Self> {
        let model = model();
        let mut lone = Some(LoneRuns::default());
        let (mut saved, mut changed, mut begin) = (0i32, 0usize, 0);
        for (stretch, end) in &self.stretches {
            let said = &self.said[begin..*end];
            begin = *end;
            let damaged = &text[stretch.clone()];
            let left = text[..stretch.start].chars().next_back().unwrap_or(' ');
            let right = text[stretch.end..].chars().next().unwrap_or('\n');
            let cost = |said: &str| {
                let mut before = place(left);
                said.chars().chain([right]).fold(0i32, |sum, c| {
                    let next = model.place(c);
                    let own = model.cost(before, next);
                    before = next;
                    sum.saturating_add(own)
                })
            };
            saved = saved
                .saturating_add(cost(damaged))
                .saturating_sub(cost(said));
            changed += damaged.chars().count();
            if let Some(runs) = &mut lone {
                let run = Run {
                    channel,
                    text: damaged,
                    left,
                    right,
                    spaced: false,
                    controls: damaged.contains(char::is_control),
                };
                if !runs.add(&run, Some(said)) {
                    lone = None;
                }
            }
            if changed >= BEGINNING && lone.is_none() {
                break;
            }
        }
        let lone = lone.map_or(0, |lone| lone.cost());
        self.gain = saved
            .saturating_sub(ENTRY + channel.rarity + DOUBT)
            .saturating_sub(lone);
        is_sure(self.channel, self.gain, changed).then_some(self)
    }

    /// Where the line begins.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The text from the first damaged stretch to the last.
    pub fn damaged<'a>(&self, text: &'a str) -> &'a str {
        match (self.stretches.first(), self.stretches.last()) {
            (Some((first, _)), Some((last, _))) => &text[first.start..last.end],
            _ => "",
        }
    }

    /// The damaged stretches and what they say.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch> {
        let mut begin = 0;
        let channel = channel::all().get(self.channel);
        channel.into_iter().flat_map(move |channel| {
            self.stretches.iter().map(move |(stretch, end)| {
                let said = &self.said[begin..*end];
                begin = *end;
                Stretch {
                    start: stretch.start,
                    end: stretch.end,
                    channel,
                    said: said.to_owned(),
                    lost: Vec::new(),
                    inferred: None,
                }
            })
        })
    }
}

/// What a line says as one legacy encoding misread as another.
pub(super) fn legacy(index: usize, text: &str, line: &Range<usize>) -> Option<Exact> {
    let channel = channel::all().get(index)?;
    if pages::is_latin(channel) {
        return None;
    }
    let mut exact = Exact {
        start: line.start,
        channel: index,
        gain: 0,
        stretches: Vec::with_capacity(16),
        said: String::with_capacity(line.len()),
    };
    let (mut clean, mut said) = (Sum::new(), Sum::new());
    let (mut open, mut pending) = (None, Pending::default());
    let mut changed = 0;
    let behind = text[line.end..].chars().next().unwrap_or('\n');
    let chars = text[line.clone()].char_indices();
    for (at, c) in chars.chain([(line.len(), behind)]) {
        let at = line.start + at;
        clean.add(c);
        if c.is_ascii() && pending.is_empty() {
            if let Some(start) = open.take() {
                exact.stretches.push((start..at, exact.said.len()));
            }
            said.add(c);
            continue;
        }
        open.get_or_insert(at);
        let unit = if c.is_ascii() {
            Unit::one(c as u8)
        } else {
            changed += 1;
            channel.read.unit(c)?
        };
        for byte in unit.bytes() {
            if let Some(c) = channel.feed(&mut pending, *byte).ok()? {
                exact.said.push(c);
                said.add(c);
            }
        }
    }
    let likely = said.cost <= said.usual || said.cost - said.odd.max(0) <= said.usual;
    let gain = clean.cost - said.cost - legacy::supposed_cost(channel, changed);
    exact.gain = gain - DOUBT;
    let evident = || legacy::is_evidence(channel, &text[line.clone()], &exact.said);
    let sure = pending.is_empty() && likely && is_sure(index, gain, changed) && evident();
    sure.then_some(exact)
}

/// What characters cost one after another.
struct Sum {
    cost: i32,
    /// What as many of their kind usually cost, and how much more those of ASCII do behind others of ASCII.
    usual: i32,
    odd: i32,
    last: char,
    place: Place,
}

impl Sum {
    fn new() -> Self {
        Self {
            cost: 0,
            usual: 0,
            odd: 0,
            last: ' ',
            place: place(' '),
        }
    }

    fn add(&mut self, c: char) {
        let model = model();
        let place = model.place(c);
        let own = model.cost(self.place, place);
        self.cost = self.cost.saturating_add(own);
        self.usual += legacy::usual(c);
        self.odd += legacy::odd(self.last, c, own);
        (self.last, self.place) = (c, place);
    }
}
