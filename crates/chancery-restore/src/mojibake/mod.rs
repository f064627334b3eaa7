//! Bytes of one encoding that were read as another, over any part of a text.
//!
//! [`windows`] looks for characters that could be the start of a misread sequence of UTF-8; [`viterbi`] weighs, for
//! each window around them and each channel, which stretches are damage; what the channel of the line before explains
//! wholly needs neither ([`exact`]). A line as a whole may instead be of one legacy
//! encoding read as another: [`passage`] compares the two. [`lost`] infers the bytes that the misreading destroyed.
//! Layers of damage come off one at a time: the caller repeats until nothing changes.

mod channel;
mod charset;
mod exact;
mod inserted;
mod legacy;
mod lone;
mod lost;
mod pages;
mod parts;
mod passage;
mod rivals;
mod spaces;
mod style;
mod utf8;
mod viterbi;
mod windows;
mod words;

pub(crate) use inserted::edits as inserted;
pub(crate) use windows::{is_of_page, is_suspect, is_suspect_double};

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
}

impl Evidence {
    /// Forgets everything, and gives whether another legacy encoding was found: which lines were damaged then decides
    /// which others are asked, so what is left of the damage may be found in the restored text.
    pub fn forget_legacy(&mut self) -> bool {
        std::mem::take(self).known & passage::LEGACY != 0
    }
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
    /// What it says, but for what was lost.
    said: String,
    /// What was lost, each with its place in what is said.
    lost: Vec<(usize, Lost)>,
    inferred: Option<&'static str>,
}

/// Room for what most stretches say, in bytes.
const SAID: usize = 32;

/// The edits that take one layer of misreading off the lines of `text` that show signs of it, and off others only where
/// most of these lines are of another legacy encoding: then the rest may be, too, though it shows no sign of it.
pub(crate) fn edits(
    text: &str,
    lines: &[Range<usize>],
    region: Option<&str>,
    evidence: &mut Evidence,
) -> Vec<Edit> {
    // Another layer may have come through another channel.
    let mut last = None;
    let mut passages = passage::find(text, lines, Channels::MAX, &mut last);
    let mut known = decide(&mut passages, evidence);
    let explained = passages.iter().filter(|passage| passage.is_explained());
    let whole = explained
        .clone()
        .filter(|passage| passage.is_whole())
        .count();
    if whole * 2 > explained.count() && !evidence.searched {
        evidence.searched = true;
        let leading = leading(&passages);
        // Those that nothing explained, or another encoding, are asked again, for more is known now.
        passages.retain(|passage| match passage.whole() {
            Some((channel, _)) => leading & 1 << channel != 0,
            None => passage.is_explained(),
        });
        let done: Vec<usize> = passages
            .iter()
            .map(|passage| scan::line(text, passage.start()).start)
            .collect();
        let others = scan::other_lines(text, &done);
        let legacy = (leading | evidence.known) & passage::LEGACY;
        passages.extend(passage::find(text, &others, legacy, &mut last));
        passages.sort_by_key(Passage::start);
        known = decide(&mut passages, evidence);
    }
    evidence.known = known.anywhere;
    let mut stretches = Vec::new();
    for passage in &mut passages {
        let weighed = match passage {
            Passage::Exact(exact) => {
                stretches.extend(exact.stretches());
                continue;
            }
            Passage::Weighed(weighed) => weighed,
        };
        for (window, (index, explanation)) in weighed.decided() {
            let channel = &channel::all()[*index];
            spaces::settle(text, window, channel, explanation);
            collect(text, window, channel, explanation, &mut stretches);
        }
    }
    resolve(text, region, stretches)
}

/// A text is hardly ever of two legacy encodings: those that explain less than one in so many of what one does are not.
const LEADING: i64 = 4;

/// The legacy encodings that explain most lines.
fn leading(passages: &[Passage]) -> Channels {
    let mut totals = vec![0i64; channel::all().len()];
    for (channel, gain) in passages.iter().filter_map(Passage::whole) {
        totals[channel] += i64::from(gain.max(0));
    }
    let most = totals.iter().max().copied().unwrap_or(0);
    let leading = totals.iter().enumerate();
    leading
        .filter(|(_, total)| **total > 0 && **total * LEADING >= most)
        .fold(0, |leading, (channel, _)| leading | 1 << channel)
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
    for (index, gain) in passages.iter().flat_map(Passage::gains) {
        totals[index] += i64::from(gain.max(0));
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
                stretch.lose(pending, false);
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
            said: String::with_capacity(SAID),
            lost: Vec::new(),
            inferred: None,
        });
        stretch.end = at + c.len_utf8();
        match event {
            Event::Lost | Event::Marked => {
                stretch.lose(pending, *event == Event::Marked);
                pending = Pending::default();
            }
            Event::Spaced | Event::Merged => {
                stretch.inferred =
                    Some("the no-break space of the misread bytes had become a space");
                stretch.said.extend(pending.feed(0xa0).ok().flatten());
                if *event == Event::Merged {
                    stretch.said.push(' ');
                }
            }
            _ => {
                let mut say = |byte: u8| {
                    let c = channel.feed(&mut pending, byte).ok().flatten();
                    stretch.said.extend(c);
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

/// Makes the edits, and fills in what was lost, left to right.
fn resolve(text: &str, region: Option<&str>, stretches: Vec<Stretch>) -> Vec<Edit> {
    if stretches.iter().all(|stretch| stretch.lost.is_empty()) {
        let edits = stretches.into_iter();
        return edits
            .map(|stretch| stretch.edit(text, None, Vec::new()))
            .collect();
    }
    let said = stretches.iter().map(|stretch| stretch.said.as_str());
    let exact: String = said.collect();
    let resolver = Resolver::new(text, &exact, region);
    let mut left = String::new();
    let mut at = 0;
    let mut edits = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        left.push_str(&text[at..stretch.start]);
        at = stretch.end;
        if stretch.lost.is_empty() {
            left.push_str(&stretch.said);
            edits.push(stretch.edit(text, None, Vec::new()));
            continue;
        }
        let begun = left.len();
        let mut reasons: Vec<String> = Vec::new();
        let mut done = 0;
        for (index, (place, lost)) in stretch.lost.iter().enumerate() {
            left.push_str(&stretch.said[done..*place]);
            done = *place;
            let next = stretch.lost.get(index + 1);
            let next = next.map_or(stretch.said.len(), |(place, _)| *place);
            let right = match &stretch.said[done..next] {
                "" => &text[stretch.end..],
                said => said,
            };
            let guess = resolver.guess(stretch.channel, lost, &left, right);
            reasons.push(guess.reason);
            left.push_str(&guess.text);
        }
        left.push_str(&stretch.said[done..]);
        let after = left[begun..].to_owned();
        edits.push(stretch.edit(text, Some(after), reasons));
    }
    edits
}

impl Stretch {
    fn lose(&mut self, pending: Pending, marked: bool) {
        self.lost.push((self.said.len(), Lost { pending, marked }));
    }

    /// The edit that puts what it says in its place, or what that is with all that was lost.
    fn edit(self, text: &str, after: Option<String>, mut reasons: Vec<String>) -> Edit {
        let before = &text[self.start..self.end];
        let channel = self.channel;
        let is_latin_1 = || {
            let controls = before.chars().any(|c| ('\u{80}'..'\u{a0}').contains(&c));
            controls && before.chars().all(|c| c < '\u{100}')
        };
        let latin_1 = channel.latin_1.as_deref().filter(|_| is_latin_1());
        let (certainty, reason) = match self.inferred {
            None if reasons.is_empty() => (Certainty::Exact, channel.reason.as_str().into()),
            inferred => {
                reasons.splice(0..0, inferred.map(str::to_owned));
                (Certainty::Inferred, reasons.join("; ").into())
            }
        };
        let note = Note {
            kind: Kind::Mojibake,
            channel: Some(latin_1.unwrap_or(&channel.name).into()),
            certainty,
            reason,
        };
        Edit {
            start: self.start,
            end: self.end,
            after: after.unwrap_or(self.said),
            note,
        }
    }
}
