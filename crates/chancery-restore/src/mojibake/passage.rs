//! A line of text and what may explain it: windows of misread UTF-8 ([`utf8`]), or another legacy encoding of all of it or
//! of parts ([`legacy`]).

use super::Known;
use super::channel::{self, Channels, UTF8_CHANNELS};
use super::exact::Exact;
use super::lone::lone_cost;
use super::viterbi::{Doubt, Event, Explanation, Sign, explain, standing_cost};
use super::windows::{self, Window};
use super::{exact, legacy, pages, utf8, viterbi};
use crate::characters::place;
use crate::scan;
use std::ops::Range;

/// By how much the channel that explains most of the text is preferred where several explain a window.
const FAVOUR: i32 = 40;

/// A doubt that no gain outweighs.
pub(super) const NEVER: i32 = i32::MAX / 2;

/// The same where the channel is the one that explained another line of the text, and where it is one of UTF-8, which
/// has a structure that legacy encodings lack.
const SURE_AGAIN: i32 = 20;

const SURE_UTF8: i32 = 12;

/// A line with characters beyond ASCII, and what may explain it.
#[derive(Debug)]
pub(super) enum Passage {
    /// Beyond doubt, the channel that explained the line before.
    Exact(Exact),
    /// What may, weighed against each other.
    Weighed(Weighed),
}

/// A line and all that may explain it.
#[derive(Debug)]
pub(super) struct Weighed {
    /// All of it, with the channels between legacy encodings that are worth a look.
    whole: Window,
    /// What may explain all of it.
    wholly: Vec<Reading>,
    /// Where it may be misread UTF-8, and what may explain that.
    windows: Vec<(Window, Vec<Reading>)>,
    decision: Decision,
}

/// An explanation with the index of its channel.
pub(super) type Reading = (usize, Explanation);

/// What explains a line best.
#[derive(Debug)]
enum Decision {
    /// By windows, which of their readings; `None` where nothing does.
    Windows(Vec<Option<usize>>),
    /// Which of the readings of all of it.
    Whole(usize),
}

/// What may be damaged of some lines of `text`, through some channels.
///
/// Most of a text was damaged in one way: the channel that explained the `last` line is tried first, and if there is no
/// doubt in it, nothing else is.
pub(super) fn find(
    text: &str,
    lines: &[Range<usize>],
    channels: Channels,
    last: &mut Option<Last>,
) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut leads = Leads::default();
    for line in lines {
        let line = trimmed(text, line);
        if channels & !LEGACY == 0 && !can_be_legacy(&text[line.clone()], channels) {
            continue;
        }
        if let Some(exact) = last.and_then(|last| last.exact(text, &line)) {
            passages.push(Passage::Exact(exact));
            continue;
        }
        let own = last.and_then(|last| last.weighed(text, &line));
        let passage = match (own, *last) {
            (Some(own), _) if own.explains() => {
                passages.push(Passage::Weighed(own));
                continue;
            }
            // What only a text of another channel would bear out is not worth a search.
            (own, Some(last)) if last.is_lossy(&text[line.clone()]) => {
                let others = channels & !LEGACY & !last.likely();
                let other = Weighed::new(text, &line, others, Doubt::None);
                other.filter(Weighed::explains).or(own)
            }
            _ => Weighed::new(text, &line, channels, Doubt::Allowed),
        };
        let Some(passage) = passage else {
            continue;
        };
        if let Some(mut sure) = passage.sure_channel(text) {
            if let Some(last) = last.filter(|last| last.channel == sure.channel) {
                sure.rivals &= last.rivals;
            }
            *last = Some(sure);
        } else if last.is_none() {
            *last = leads.add(&passage);
        }
        passages.push(Passage::Weighed(passage));
    }
    passages
}

/// So many lines in which one channel explains most, none of them beyond doubt, leave none either.
const LEADS: usize = 8;

/// The channels that explain most of lines of which nothing explains all.
#[derive(Debug, Default)]
struct Leads(Vec<(usize, Channels)>);

impl Leads {
    /// Adds a line; gives the channel that explains most of all lines so far.
    fn add(&mut self, passage: &Weighed) -> Option<Last> {
        let alone = |reading: &Reading| sure_gain(reading, Known::default());
        let mut gains = vec![0; channel::all().len()];
        for reading in passage.readings() {
            gains[reading.0] += alone(reading).max(0);
        }
        let (channel, gain) = gains.iter().enumerate().max_by_key(|(_, gain)| **gain)?;
        if *gain <= 0 || channel >= UTF8_CHANNELS {
            return None;
        }
        let near = |(index, other): (usize, &i32)| {
            (index != channel && other + NEAR > *gain).then_some(1 << index)
        };
        let rivals = gains.iter().enumerate().filter_map(near);
        self.0
            .push((channel, rivals.fold(0, |rivals, rival| rivals | rival)));
        let own = self.0.iter().filter(|(lead, _)| *lead == channel);
        if own.clone().count() < LEADS || own.clone().count() * 4 < self.0.len() * 3 {
            return None;
        }
        let rivals = own.fold(!LEGACY, |rivals, (_, near)| rivals & near);
        Some(Last { channel, rivals })
    }
}

/// Whether one of some channels between legacy encodings makes any sense of a line.
fn can_be_legacy(line: &str, channels: Channels) -> bool {
    let mut rest = channels;
    while rest != 0 {
        let channel = &channel::all()[rest.trailing_zeros() as usize];
        if channel.can_explain(line) {
            return true;
        }
        rest &= rest - 1;
    }
    false
}

/// The channel that explained a line beyond doubt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    channel: usize,
    /// Those of UTF-8 that explained this line, and all before it, about as well. Where they would differ from it, it is
    /// not tried alone.
    rivals: Channels,
}

impl Last {
    /// What a line says through it, if it explains all of it beyond doubt.
    fn exact(self, text: &str, line: &Range<usize>) -> Option<Exact> {
        if self.channel >= UTF8_CHANNELS {
            return exact::legacy(self.channel, text, line);
        }
        exact::utf8(self.channel, text, line).filter(|exact| !self.is_disputed(exact.damaged(text)))
    }

    /// It and its rivals.
    fn likely(self) -> Channels {
        1 << self.channel | self.rivals
    }

    /// Whether bytes of a line are lost, so that it explains no more than parts of it.
    fn is_lossy(self, line: &str) -> bool {
        self.channel < UTF8_CHANNELS && line.contains(char::REPLACEMENT_CHARACTER)
    }

    /// What explains a line as it does: beyond doubt, or, where bytes of it are lost, what may explain parts of it. Then
    /// nothing explains all of it, and for each part some channel has an explanation, so this one and its rivals come
    /// first.
    fn weighed(self, text: &str, line: &Range<usize>) -> Option<Weighed> {
        if !self.is_lossy(&text[line.clone()]) {
            return Weighed::through(text, line, self)?.sure(text, self.channel);
        }
        if self.is_disputed(&text[line.clone()]) {
            Weighed::new(text, line, self.likely(), Doubt::Allowed)
        } else {
            Weighed::through(text, line, self)
        }
    }

    /// Whether a rival has other bytes for what stands in a text.
    fn is_disputed(self, text: &str) -> bool {
        let own = channel::all()[self.channel].read;
        let mut rivals = self.rivals;
        while rivals != 0 {
            let rival = channel::all()[rivals.trailing_zeros() as usize].read;
            rivals &= rivals - 1;
            let differs = |c: char| !c.is_ascii() && own.unit(c) != rival.unit(c);
            if text.contains(differs) {
                return true;
            }
        }
        false
    }
}

/// A line without the spaces around it, which say nothing.
fn trimmed(text: &str, line: &Range<usize>) -> Range<usize> {
    let said = &text[line.clone()];
    let start = line.start + said.len() - said.trim_ascii_start().len();
    start..start + said.trim_ascii().len()
}

/// The channels between legacy encodings.
pub(super) const LEGACY: Channels = Channels::MAX << UTF8_CHANNELS;

impl Passage {
    /// Where its line begins.
    pub fn start(&self) -> usize {
        match self {
            Self::Exact(exact) => exact.start(),
            Self::Weighed(weighed) => weighed.whole.start,
        }
    }

    /// What each channel gains in it, by the index of the channel, in a text of which nothing else is known.
    pub fn gains(&self) -> Vec<(usize, i32)> {
        match self {
            Self::Exact(exact) => vec![(exact.channel, exact.gain)],
            Self::Weighed(weighed) => {
                let alone = |reading: &Reading| (reading.0, sure_gain(reading, Known::default()));
                weighed.readings().map(alone).collect()
            }
        }
    }

    /// Takes the best explanations of what is not explained yet; gives the channels of what was taken.
    pub fn decide(&mut self, known: Known, favourite: Option<usize>) -> Channels {
        match self {
            Self::Exact(exact) => 1 << exact.channel,
            Self::Weighed(weighed) => weighed.decide(known, favourite),
        }
    }

    /// Whether it was found to be damaged.
    pub fn is_explained(&self) -> bool {
        match self {
            Self::Exact(_) => true,
            Self::Weighed(weighed) => match &weighed.decision {
                Decision::Whole(_) => true,
                Decision::Windows(decided) => decided.iter().any(Option::is_some),
            },
        }
    }

    /// The channel of the legacy encoding that all of the line was found to be of, and what that gains.
    pub fn whole(&self) -> Option<(usize, i32)> {
        match self {
            Self::Exact(exact) => {
                (exact.channel >= UTF8_CHANNELS).then_some((exact.channel, exact.gain))
            }
            Self::Weighed(weighed) => weighed.whole(),
        }
    }

    /// Whether there is such a channel.
    pub fn is_whole(&self) -> bool {
        self.whole().is_some()
    }
}

impl Weighed {
    /// What may explain a line; `None` if it shows no sign of damage.
    fn new(text: &str, line: &Range<usize>, channels: Channels, doubt: Doubt) -> Option<Self> {
        let mut whole = Window {
            start: line.start,
            end: line.end,
            channels: 0,
        };
        let utf8 = channels & !LEGACY != 0;
        let windows = utf8.then(|| windows::find(text, line.start, line.end));
        let windows: Vec<(Window, Vec<Reading>)> = windows
            .into_iter()
            .flatten()
            .filter_map(|mut window| {
                window.channels &= channels;
                if window.channels == 0 {
                    return None;
                }
                let readings = utf8::readings(text, &whole, &window, doubt);
                Some((window, readings))
            })
            .collect();
        // Where all characters beyond ASCII make UTF-8, nothing else needs to be tried.
        let explained = windows
            .iter()
            .filter(|(_, readings)| readings.iter().any(is_whole));
        let explained = explained.map(|(window, _)| beyond_ascii(&text[window.start..window.end]));
        let said = &text[line.clone()];
        if explained.sum::<usize>() < beyond_ascii(said)
            && (legacy::is_strained(said) || pages::is_suspect(said))
        {
            whole.channels = channels & LEGACY;
        }
        if windows.is_empty() && whole.channels == 0 {
            return None;
        }
        Some(Self {
            wholly: legacy::readings(said, whole.channels, text.len() < scan::SHORT),
            decision: Decision::Windows(vec![None; windows.len()]),
            whole,
            windows,
        })
    }

    /// The same through one channel of UTF-8 alone, from the first character beyond ASCII to the last; `None` if there
    /// is any doubt that it is this one or none.
    fn through(text: &str, line: &Range<usize>, last: Last) -> Option<Self> {
        let index = last.channel;
        if index >= UTF8_CHANNELS {
            return None;
        }
        let channel = channel::all().get(index)?;
        let bytes = text[line.clone()].as_bytes();
        let first = bytes.iter().position(|byte| !byte.is_ascii())?;
        let end = bytes.iter().rposition(|byte| !byte.is_ascii())?;
        let window = Window {
            start: line.start + first,
            end: line.start + end + 1,
            channels: 1 << index,
        };
        if last.is_disputed(&text[window.start..window.end]) {
            return None;
        }
        let signs = window.signs(text);
        let before = text[..window.start].chars().next_back().unwrap_or(' ');
        if utf8::mixes_readers(channel, &signs) {
            return None;
        }
        let clean = standing_cost(place(before), &signs);
        let mut explanation = explain(channel, place(before), &signs, clean, Doubt::Allowed)?;
        explanation.lone = lone_cost(channel, before, &signs, &explanation);
        Some(Self {
            whole: Window {
                start: line.start,
                end: line.end,
                channels: 0,
            },
            wholly: Vec::new(),
            windows: vec![(window, vec![(index, explanation)])],
            decision: Decision::Windows(vec![None]),
        })
    }

    /// The same if a channel explains it beyond doubt.
    fn sure(self, text: &str, channel: usize) -> Option<Self> {
        let sure = self.sure_channel(text);
        sure.is_some_and(|sure| sure.channel == channel)
            .then_some(self)
    }

    /// Whether anything explains a part of it in a text of which nothing else is known.
    fn explains(&self) -> bool {
        let gains = |reading: &Reading| sure_gain(reading, Known::default()) > 0;
        self.readings().any(gains)
    }

    /// The channel that explains the line beyond doubt.
    fn sure_channel(&self, text: &str) -> Option<Last> {
        let windows = self
            .windows
            .iter()
            .map(|(window, readings)| (window, readings));
        let all = windows.chain(std::iter::once((&self.whole, &self.wholly)));
        let mut sure = all.filter_map(|(window, readings)| {
            let best = best(readings, Known::default(), None).map(|index| &readings[index])?;
            let gain = sure_gain(best, Known::default());
            let account = Account::of(&window.signs(text), &best.1.events);
            let alone = |reading: &Reading| sure_gain(reading, Known::default());
            let near = |reading: &&Reading| alone(reading) + NEAR > gain && reading.0 != best.0;
            let rivals = readings
                .iter()
                .filter(near)
                .fold(0, |rivals, (index, _)| rivals | 1 << index);
            is_sure_again(best.0, gain, account).then_some(Last {
                channel: best.0,
                rivals: rivals & !LEGACY,
            })
        });
        sure.next_back()
    }

    /// All that may explain it, by index of the channel.
    fn readings(&self) -> impl Iterator<Item = &Reading> {
        let windows = self.windows.iter().flat_map(|(_, readings)| readings);
        windows.chain(&self.wholly)
    }

    fn decide(&mut self, known: Known, favourite: Option<usize>) -> Channels {
        let decided = match &mut self.decision {
            Decision::Windows(decided) => decided,
            Decision::Whole(index) => {
                let reading = self.wholly.get(*index);
                return reading.map_or(0, |(channel, _)| 1 << channel);
            }
        };
        let mut gain = 0;
        let mut channels = 0;
        for ((_, readings), slot) in self.windows.iter().zip(decided.iter_mut()) {
            *slot = slot.or_else(|| best(readings, known, favourite));
            if let Some(index) = *slot {
                gain += sure_gain(&readings[index], known);
                channels |= 1 << readings[index].0;
            }
        }
        // Misread UTF-8 may be too little to be sure of and still explain more than another legacy encoding does.
        let plain = |(_, reading): &Reading| reading.gain - viterbi::DOUBT;
        let windows = self.windows.iter();
        let rival =
            windows.map(|(_, readings)| readings.iter().map(plain).max().unwrap_or(0).max(0));
        let rival = gain.max(rival.sum());
        if let Some(index) = best(&self.wholly, known, favourite)
            && sure_gain(&self.wholly[index], known) > rival
        {
            self.decision = Decision::Whole(index);
            return 1 << self.wholly[index].0;
        }
        channels
    }

    fn whole(&self) -> Option<(usize, i32)> {
        let Decision::Whole(index) = self.decision else {
            return None;
        };
        let reading = self.wholly.get(index)?;
        let bytes = reading.1.events.iter().all(|event| *event == Event::Bytes);
        bytes.then_some((reading.0, sure_gain(reading, Known::default())))
    }

    /// What was decided: the windows that are damaged, and how.
    pub fn decided(&mut self) -> Vec<(&Window, &mut Reading)> {
        match &self.decision {
            Decision::Whole(index) => vec![(&self.whole, &mut self.wholly[*index])],
            Decision::Windows(decided) => self
                .windows
                .iter_mut()
                .zip(decided)
                .filter_map(|((window, readings), slot)| Some((&*window, &mut readings[(*slot)?])))
                .collect(),
        }
    }
}

pub(super) fn beyond_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Whether what a channel gains by all of `changed` characters leaves no doubt in a text of which it explains more.
pub(super) fn is_sure(channel: usize, gain: i32, changed: usize) -> bool {
    if channel < UTF8_CHANNELS {
        gain > SURE_UTF8 * changed as i32
    } else {
        gain > SURE_AGAIN * changed as i32 && changed >= MANY
    }
}

/// The same where it may leave some as they stand.
fn is_sure_again(channel: usize, gain: i32, account: Account) -> bool {
    let mut changed = account.explained;
    if account.left * LEFT > account.explained {
        // Where bytes were lost, what they belonged to cannot be explained.
        if account.lost == 0 {
            return false;
        }
        changed += account.left;
    }
    is_sure(channel, gain, changed)
}

/// What an explanation makes of characters beyond ASCII.
struct Account {
    explained: usize,
    /// Left as they stand beside others that are explained.
    left: usize,
    /// Neither, for only U+FFFD stands there.
    lost: usize,
}

/// By so much less a channel may gain and still be a rival.
const NEAR: i32 = 80;

/// One character left as it stands for so many that are explained is no sign of another explanation.
const LEFT: usize = 4;

impl Account {
    fn of(signs: &[Sign], events: &[Event]) -> Self {
        let mut account = Self {
            explained: 0,
            left: 0,
            lost: 0,
        };
        // Of the run: a stretch of characters beyond ASCII of which nothing is explained may be undamaged.
        let (mut explained, mut left) = (0, 0);
        let close = |account: &mut Self, explained: &mut usize, left: &mut usize| {
            if *explained > 0 {
                account.explained += *explained;
                account.left += *left;
            }
            (*explained, *left) = (0, 0);
        };
        for (sign, event) in signs.iter().zip(events) {
            match event {
                _ if sign.c.is_ascii() => close(&mut account, &mut explained, &mut left),
                _ if sign.c == char::REPLACEMENT_CHARACTER => account.lost += 1,
                Event::Itself | Event::Dropped => left += 1,
                _ => explained += 1,
            }
        }
        close(&mut account, &mut explained, &mut left);
        account
    }
}

/// Whether a reading explains every character of its window, and well.
fn is_whole(reading: &Reading) -> bool {
    sure_gain(reading, Known::default()) > 0
        && reading.1.events.iter().all(|event| *event == Event::Bytes)
}

/// What a reading gains, given the channels that are known.
pub(super) fn sure_gain((channel, explanation): &Reading, known: Known) -> i32 {
    let unless = |known: Channels, cost: i32| if known & (1 << channel) == 0 { cost } else { 0 };
    let doubt = unless(known.anywhere, explanation.doubt);
    let lone = unless(known.here, explanation.lone);
    explanation.gain.saturating_sub(doubt).saturating_sub(lone)
}

/// The reading that gains most, if any does, the likelier channel if two gain alike.
fn best(readings: &[Reading], known: Known, favourite: Option<usize>) -> Option<usize> {
    let gaining = readings.iter().enumerate().filter_map(|(at, reading)| {
        let gain = sure_gain(reading, known);
        let favour = if Some(reading.0) == favourite {
            FAVOUR
        } else {
            0
        };
        (gain > 0).then_some((gain + favour, usize::MAX - reading.0, at))
    });
    gaining.max().map(|(_, _, at)| at)
}

/// So few characters may be there by chance.
const MANY: usize = 6;
