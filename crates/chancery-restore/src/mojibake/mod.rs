//! Bytes of one encoding that were read as another, over any part of a text.
//!
//! [`windows`] looks for characters that could be the start of a misread sequence of UTF-8; [`viterbi`] weighs, for
//! each window around them and each channel, which stretches are damage. A line as a whole may instead be of one legacy
//! encoding read as another: [`passage`] compares the two. [`lost`] infers the bytes that the misreading destroyed.
//! Layers of damage come off one at a time: the caller repeats until nothing changes.

mod channel;
mod charset;
mod legacy;
mod lone;
mod lost;
mod pages;
mod parts;
mod passage;
mod spaces;
mod style;
mod utf8;
mod viterbi;
mod windows;

pub(crate) use windows::{is_of_page, is_suspect};

use crate::ledger::{Edit, Note};
use crate::repair::{Certainty, Kind};
use crate::scan;
use channel::{Channel, Channels, Pending};
use lost::{Lost, Resolver};
use passage::Passage;
use std::ops::Range;
use viterbi::{Event, Explanation};
use windows::Window;

/// What is known of the damage of one text, from round to round.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// The channels through which some of it came, in the layers that are off.
    known: Channels,
    /// Whether lines without a sign of damage were looked at, too.
    searched: bool,
    /// The channel that explained the last line beyond doubt.
    last: Option<passage::Last>,
}

/// The channels through which damage is known to have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Known {
    /// In this layer.
    here: Channels,
    /// In this layer or one that is off. What is left once a layer is off may be what was written, so what may well be
    /// written as it stands is no damage because there was damage over it.
    anywhere: Channels,
}

impl Known {
    fn add(&mut self, channels: Channels) {
        self.here |= channels;
        self.anywhere |= channels;
    }
}

/// One damaged stretch and what it says.
#[derive(Debug)]
struct Stretch {
    start: usize,
    end: usize,
    channel: &'static Channel,
    parts: Vec<Part>,
    inferred: Option<&'static str>,
}

#[derive(Debug)]
enum Part {
    Said(String),
    Lost(Lost),
}

/// The edits that take one layer of misreading off the lines of `text` that show signs of it, and off others only where
/// most of these lines are of another legacy encoding: then the rest may be, too, though it shows no sign of it.
pub(crate) fn edits(
    text: &str,
    lines: &[Range<usize>],
    region: Option<&str>,
    evidence: &mut Evidence,
) -> Vec<Edit> {
    let mut passages = passage::find(text, lines, Channels::MAX, &mut evidence.last);
    let mut known = decide(&mut passages, evidence);
    let whole = passages.iter().filter(|passage| passage.is_whole()).count();
    if whole * 2 > passages.len() && !evidence.searched {
        evidence.searched = true;
        let legacy = known.anywhere & passage::LEGACY;
        let others = scan::other_lines(text, lines);
        let others = passage::find(text, &others, legacy, &mut evidence.last);
        if !others.is_empty() {
            passages.extend(others);
            passages.sort_by_key(Passage::start);
            known = decide(&mut passages, evidence);
        }
    }
    evidence.known = known.anywhere;
    let mut stretches = Vec::new();
    for (window, (index, explanation)) in passages.iter_mut().flat_map(Passage::decided) {
        let channel = &channel::all()[*index];
        spaces::settle(text, window, channel, explanation);
        collect(text, window, channel, explanation, &mut stretches);
    }
    resolve(text, region, stretches)
}

/// Decides what explains each passage; gives the channels that are known then.
fn decide(passages: &mut [Passage], evidence: &Evidence) -> Known {
    let favourite = favourite(passages);
    // Sure damage first; where the text is known to be damaged in a way, the same damage is believed more easily.
    let mut known = Known {
        here: 0,
        anywhere: evidence.known,
    };
    loop {
        let before = known;
        for passage in passages.iter_mut() {
            known.add(passage.decide(before, favourite));
        }
        if known == before {
            return known;
        }
    }
}

/// The channel that explains most of the text.
fn favourite(passages: &[Passage]) -> Option<usize> {
    let mut totals = vec![0i64; channel::all().len()];
    for reading @ (index, _) in passages.iter().flat_map(Passage::readings) {
        totals[*index] += i64::from(passage::sure_gain(reading, Known::default()).max(0));
    }
    (0..totals.len()).max_by_key(|index| (totals[*index], usize::MAX - index))
}

/// Replays an explanation: every run of damaged characters becomes a stretch.
fn collect(
    text: &str,
    window: &Window,
    channel: &'static Channel,
    explanation: &Explanation,
    stretches: &mut Vec<Stretch>,
) {
    let mut open: Option<Stretch> = None;
    let mut pending = Pending::default();
    for ((at, c), event) in window.indices(text).zip(&explanation.events) {
        if *event == Event::Dropped {
            if let Some(mut stretch) = open.take() {
                stretch.parts.push(Part::Lost(Lost {
                    pending,
                    marked: false,
                }));
                stretches.push(stretch);
            }
            pending = Pending::default();
            continue;
        }
        if *event == Event::Itself || (c.is_ascii() && *event == Event::Bytes && pending.is_empty())
        {
            stretches.extend(open.take());
            continue;
        }
        let stretch = open.get_or_insert_with(|| Stretch {
            start: at,
            end: at,
            channel,
            parts: Vec::new(),
            inferred: None,
        });
        stretch.end = at + c.len_utf8();
        match event {
            Event::Lost | Event::Marked => {
                stretch.parts.push(Part::Lost(Lost {
                    pending,
                    marked: *event == Event::Marked,
                }));
                pending = Pending::default();
            }
            Event::Spaced | Event::Merged => {
                stretch.inferred =
                    Some("the no-break space of the misread bytes had become a space");
                stretch.say(pending.feed(0xa0).ok().flatten());
                if *event == Event::Merged {
                    stretch.say(Some(' '));
                }
            }
            _ => {
                let mut say = |byte: u8| {
                    stretch.say(channel.feed(&mut pending, byte).ok().flatten());
                };
                if *event == Event::Byte80 {
                    say(0x80);
                } else if c.is_ascii() {
                    say(c as u8);
                } else if let Some(unit) = channel.read.unit(c) {
                    unit.bytes().iter().for_each(|byte| say(*byte));
                }
            }
        }
    }
    stretches.extend(open);
}

impl Stretch {
    fn has_lost(&self) -> bool {
        self.parts.iter().any(|part| part.said().is_none())
    }

    fn say(&mut self, c: Option<char>) {
        let Some(c) = c else { return };
        match self.parts.last_mut() {
            Some(Part::Said(text)) => text.push(c),
            _ => self.parts.push(Part::Said(c.to_string())),
        }
    }
}

/// Makes the edits, and fills in what was lost, left to right.
fn resolve(text: &str, region: Option<&str>, stretches: Vec<Stretch>) -> Vec<Edit> {
    if !stretches.iter().any(Stretch::has_lost) {
        let edits = stretches.into_iter().map(|stretch| {
            let after = stretch.parts.iter().filter_map(Part::said).collect();
            stretch.edit(text, after, Vec::new())
        });
        return edits.collect();
    }
    let exact: String = stretches
        .iter()
        .flat_map(|stretch| &stretch.parts)
        .filter_map(Part::said)
        .collect();
    let mut resolver = None;
    let mut left = String::new();
    let mut at = 0;
    let mut edits = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        left.push_str(&text[at..stretch.start]);
        at = stretch.end;
        let mut after = String::new();
        let mut reasons: Vec<String> = Vec::new();
        for (index, part) in stretch.parts.iter().enumerate() {
            let said = match part {
                Part::Said(said) => said.clone(),
                Part::Lost(lost) => {
                    let resolver =
                        resolver.get_or_insert_with(|| Resolver::new(text, &exact, region));
                    let right = stretch
                        .parts
                        .get(index + 1)
                        .and_then(Part::said)
                        .unwrap_or(&text[stretch.end..]);
                    let guess = resolver.guess(stretch.channel, lost, &left, right);
                    reasons.push(guess.reason);
                    guess.text
                }
            };
            left.push_str(&said);
            after.push_str(&said);
        }
        edits.push(stretch.edit(text, after, reasons));
    }
    edits
}

impl Part {
    fn said(&self) -> Option<&str> {
        match self {
            Self::Said(text) => Some(text),
            Self::Lost(_) => None,
        }
    }
}

impl Stretch {
    fn edit(&self, text: &str, after: String, mut reasons: Vec<String>) -> Edit {
        reasons.splice(0..0, self.inferred.map(str::to_owned));
        let before = &text[self.start..self.end];
        let channel = self.channel;
        let is_latin_1 = || {
            let controls = before.chars().any(|c| ('\u{80}'..'\u{a0}').contains(&c));
            controls && before.chars().all(|c| c < '\u{100}')
        };
        // Latin-1 and windows-1252 differ in 80 to 9F alone.
        let name = if channel.read.name() == "windows-1252" && is_latin_1() {
            format!("{} read as iso-8859-1", channel.written.name()).into()
        } else {
            channel.name.as_str().into()
        };
        let (certainty, reason) = if reasons.is_empty() {
            (Certainty::Exact, channel.reason.as_str().into())
        } else {
            (Certainty::Inferred, reasons.join("; ").into())
        };
        let note = Note {
            kind: Kind::Mojibake,
            channel: Some(name),
            certainty,
            reason,
        };
        Edit {
            start: self.start,
            end: self.end,
            after,
            note,
        }
    }
}
