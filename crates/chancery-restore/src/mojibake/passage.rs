//! A line of text and what may explain it: windows of misread UTF-8, or the whole line in another legacy encoding.

use super::channel::{self, Channel, Channels, UTF8_CHANNELS};
use super::charset::Charset;
use super::viterbi::{
    ENTRY, ENTRY_KNOWN, Event, Explanation, Sign, clean_cost, explain, explain_whole, transcode,
};
use super::windows::{self, Window};
use crate::characters::{cost, languages, place};
use std::ops::Range;

/// By how much the channel that explains most of the text is preferred where several explain a window.
const FAVOUR: i32 = 40;
/// What a character beyond ASCII may cost in text that people write, in tenths of a bit.
const USUAL: i32 = 68;
/// How much more all of them together must cost before other legacy encodings are tried.
const STRAIN: i32 = 60;
/// What it costs to suppose a legacy encoding, where no structure of bytes speaks for it, only the model.
const LEGACY_ENTRY: i32 = 10;
/// How much cheaper, for each character that would change, another legacy encoding must be.
const MARGIN: i32 = 8;

/// How much windows of UTF-8 gain for each character of a line beyond ASCII if nothing else needs to be tried.
const PLENTY: i32 = 20;
/// How many letters beyond ASCII another legacy encoding must give a line.
const LETTERS: usize = 2;
/// What it costs to suppose a certain language.
const LANGUAGE: i32 = 60;
/// How much better, for each character that would change, a reading is if no language is asked of it.
const SURE: i32 = 35;
/// How many readings are asked of a language.
const ASKED: usize = 4;
/// By how much the general model may find another reading worse, if a language speaks for it.
const DOUBT: i32 = 150;

/// A line with characters beyond ASCII.
#[derive(Debug)]
pub(super) struct Passage {
    /// All of it, with the channels between legacy encodings that are worth a look.
    whole: Window,
    /// Where it may be misread UTF-8.
    windows: Vec<Window>,
    decision: Decision,
}

/// What explains a line best.
#[derive(Debug)]
enum Decision {
    /// By windows; `None` where nothing does.
    Windows(Vec<Option<(usize, Explanation)>>),
    Whole(usize, Explanation),
}

/// What could explain a line.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    windows: Vec<Vec<(usize, Explanation)>>,
    whole: Vec<(usize, Explanation)>,
}

impl Candidates {
    /// All explanations with the index of their channel.
    pub fn all(&self) -> impl Iterator<Item = &(usize, Explanation)> {
        self.windows.iter().flatten().chain(&self.whole)
    }
}

/// What may be damaged of some lines of `text`.
pub(super) fn find(text: &str, lines: &[Range<usize>]) -> Vec<Passage> {
    let passage = |line: &Range<usize>| {
        let windows = windows::find(text, line.start, line.end);
        let said = &text[line.clone()];
        let accented = |c: char| ('\u{c0}'..'\u{250}').contains(&c);
        let legacy = is_strained(said)
            || said.contains(accented) && languages::has_strangers(said.chars());
        let whole = Window {
            start: line.start,
            end: line.end,
            channels: if legacy { LEGACY } else { 0 },
        };
        if windows.is_empty() && !legacy {
            return None;
        }
        let decision = Decision::Windows(windows.iter().map(|_| None).collect());
        Some(Passage {
            whole,
            windows,
            decision,
        })
    };
    lines.iter().filter_map(passage).collect()
}

/// The channels between legacy encodings.
const LEGACY: Channels = Channels::MAX << UTF8_CHANNELS;

/// Whether characters beyond ASCII stand where hardly anybody writes them.
fn is_strained(line: &str) -> bool {
    let mut before = place(' ');
    let mut strain = 0;
    let mut after_foreign = false;
    for c in line.chars() {
        let next = place(c);
        let foreign = !c.is_ascii();
        if foreign || after_foreign {
            strain = (strain + cost(before, next) - USUAL).max(0);
            if strain > STRAIN {
                return true;
            }
        }
        after_foreign = foreign;
        before = next;
    }
    false
}

impl Passage {
    /// What could explain what is not explained yet.
    pub fn candidates(&self, text: &str, known: Channels) -> Candidates {
        let Decision::Windows(decided) = &self.decision else {
            return Candidates::default();
        };
        let windows: Vec<Vec<(usize, Explanation)>> = self
            .windows
            .iter()
            .zip(decided)
            .map(|(window, decided)| match decided {
                Some(_) => Vec::new(),
                None => utf8_readings(text, &self.whole, window, known),
            })
            .collect();
        let gain = |found: &Vec<(usize, Explanation)>| found.iter().map(|(_, e)| e.gain).max();
        let gained: i32 = windows.iter().filter_map(gain).sum();
        let line = &text[self.whole.start..self.whole.end];
        let beyond = line.chars().filter(|c| !c.is_ascii()).count() as i32;
        let whole = if gained > beyond * PLENTY {
            Vec::new()
        } else {
            legacy_readings(text, &self.whole, known)
        };
        Candidates { windows, whole }
    }

    /// Takes the best of the candidates; gives the channels of what was taken.
    pub fn decide(&mut self, candidates: Candidates, favourite: Option<usize>) -> Channels {
        let Decision::Windows(decided) = &mut self.decision else {
            return 0;
        };
        for (found, slot) in candidates.windows.into_iter().zip(decided.iter_mut()) {
            if slot.is_none() {
                *slot = best(found, favourite);
            }
        }
        let gain: i32 = decided.iter().flatten().map(|(_, e)| e.gain).sum();
        if let Some((channel, explanation)) = best(candidates.whole, favourite)
            && explanation.gain > gain
        {
            self.decision = Decision::Whole(channel, explanation);
            return 1 << channel;
        }
        decided
            .iter()
            .flatten()
            .fold(0, |channels, (channel, _)| channels | 1 << channel)
    }

    /// Whether the whole line was found to be of a legacy encoding.
    pub fn is_whole(&self) -> bool {
        matches!(self.decision, Decision::Whole(..))
    }

    /// What was decided: the windows that are damaged, the channel of each, and how.
    pub fn decided(&self) -> Vec<(&Window, usize, &Explanation)> {
        match &self.decision {
            Decision::Whole(channel, explanation) => vec![(&self.whole, *channel, explanation)],
            Decision::Windows(decided) => self
                .windows
                .iter()
                .zip(decided)
                .filter_map(|(window, slot)| {
                    let (channel, explanation) = slot.as_ref()?;
                    Some((window, *channel, explanation))
                })
                .collect(),
        }
    }
}

/// The explanation that gains most, the likelier channel if two gain alike.
fn best(
    candidates: Vec<(usize, Explanation)>,
    favourite: Option<usize>,
) -> Option<(usize, Explanation)> {
    candidates.into_iter().max_by_key(|(index, explanation)| {
        let favour = if Some(*index) == favourite { FAVOUR } else { 0 };
        (explanation.gain + favour, usize::MAX - index)
    })
}

fn entry(index: usize, known: Channels) -> i32 {
    if known & (1 << index) == 0 {
        ENTRY
    } else {
        ENTRY_KNOWN
    }
}

/// What each suspected channel of UTF-8 makes of a window, by index.
fn utf8_readings(
    text: &str,
    line: &Window,
    window: &Window,
    known: Channels,
) -> Vec<(usize, Explanation)> {
    let signs = window.signs(text);
    let before = text[..window.start].chars().next_back().unwrap_or(' ');
    let clean = clean_cost(place(before), &signs);
    let channels = channel::all().iter().enumerate().take(UTF8_CHANNELS);
    let suspected: Vec<(usize, &Channel)> = channels
        .filter(|(index, _)| window.channels & (1 << index) != 0)
        .collect();
    let place = place(before);
    let wholly = suspected.iter().map(|(index, channel)| {
        let entry = entry(*index, known);
        explain_whole(channel, entry, place, &signs, clean)
    });
    let wholly: Vec<Option<Explanation>> = wholly.collect();
    // Where one channel explains all of it, the others need not explain parts of it.
    let explained = wholly.iter().any(Option::is_some);
    let mut readings: Vec<(usize, Explanation)> = suspected
        .into_iter()
        .zip(wholly)
        .filter_map(|((index, channel), wholly)| {
            let mut explanation = match wholly {
                Some(explanation) => explanation,
                None if explained => return None,
                None => explain(channel, entry(index, known), place, &signs, clean)?,
            };
            if known & (1 << index) == 0 {
                explanation.gain -= lone_cost(channel, before, &signs, &explanation);
            }
            (explanation.gain > 0).then_some((index, explanation))
        })
        .collect();
    if readings.len() > 1 {
        judge_by_language(text, line, window, &signs, &mut readings);
    }
    readings
}

/// Whether what a line says in another legacy encoding has enough in it to judge by: two letters beyond ASCII, or the
/// pair of bytes of a typographic mark or a Latin letter.
fn is_evidence(channel: &Channel, said: &str) -> bool {
    let double = matches!(**channel.written, Charset::Double(_));
    let beyond = said.chars().filter(|c| !c.is_ascii());
    let weights = beyond.map(|c| match c {
        '\u{c0}'..='\u{17f}' | '\u{2010}'..='\u{2027}' if double => LETTERS,
        c => usize::from(c.is_alphabetic()),
    });
    weights.sum::<usize>() >= LETTERS
}

/// How near to the best, in tenths of a bit, readings are for the language to judge between them.
const NEAR: i32 = 80;

/// Corrects the gains of readings that come near each other by what the whole line costs in a single language.
fn judge_by_language(
    text: &str,
    line: &Window,
    window: &Window,
    signs: &[Sign],
    readings: &mut [(usize, Explanation)],
) {
    let best = readings.iter().map(|(_, e)| e.gain).max().unwrap_or(0);
    let mut said: Vec<(usize, String)> = Vec::new();
    for (at, (index, explanation)) in readings.iter().enumerate() {
        if explanation.gain + NEAR >= best
            && explanation.events.iter().all(|event| *event == Event::Bytes)
            && let Some((window_text, _)) =
                transcode(&channel::all()[*index], place(' '), signs, i32::MAX)
        {
            said.push((at, window_text));
        }
    }
    if said.len() < 2 || said.iter().all(|(_, text)| *text == said[0].1) {
        return;
    }
    let left = &text[line.start..window.start];
    // The window's signs have one character more than the window, if the line goes on.
    let right = text[window.end..line.end].char_indices().nth(1);
    let right = right.map_or("", |(at, _)| &text[window.end + at..line.end]);
    let costs: Vec<Option<i32>> = said
        .iter()
        .map(|(_, said)| {
            let whole = left.chars().chain(said.chars()).chain(right.chars());
            languages::cost(whole)
        })
        .collect();
    if let Some(costs) = costs.into_iter().collect::<Option<Vec<i32>>>()
        && let Some(least) = costs.iter().min()
    {
        for ((at, _), cost) in said.iter().zip(&costs) {
            let explanation = &mut readings[*at].1;
            explanation.gain = (best - (cost - least)).max(1);
        }
    }
}

/// What more must speak for damage that a single character shows, in tenths of a bit: `×”` and `Å™` are written, too.
const LONE: i32 = 120;

fn lone_cost(channel: &Channel, before: char, signs: &[Sign], explanation: &Explanation) -> i32 {
    let damaged = explanation.events.iter().zip(signs).enumerate();
    let mut damaged = damaged.filter(|(_, (event, sign))| {
        !matches!(event, Event::Itself | Event::Dropped) && !sign.c.is_ascii()
    });
    let Some((first, _)) = damaged.next() else {
        return 0;
    };
    let last = damaged.last().map_or(first, |(last, _)| last);
    let spaced = |event: &Event| matches!(event, Event::Spaced | Event::Merged);
    if first == last && explanation.events.get(first + 1).is_some_and(spaced) {
        return LONE;
    }
    let Some((said, _)) = transcode(channel, place(' '), &signs[first..=last], i32::MAX) else {
        return 0;
    };
    let mut chars = said.chars();
    let said = match (chars.next(), chars.next(), chars.next()) {
        (Some(said), None, _) => said,
        // Two characters of East Asia that make two others are rare, but they are a word.
        (Some(said), Some(_), None) if !channel.reads_single() => said,
        _ => return 0,
    };
    let left = first.checked_sub(1).map_or(before, |at| signs[at].c);
    let right = signs.get(last + 1).map_or(' ', |sign| sign.c);
    let typographic = matches!(said, '\u{a0}'..='¿' | '\u{2010}'..='\u{203a}' | '€' | '™' | '−');
    let within = left.is_ascii_lowercase() || right.is_ascii_lowercase();
    let word = left == ' ' && (right == ' ' || right == '\n') && said.is_lowercase();
    if typographic || said.is_alphabetic() && said < '\u{250}' && (within || word) {
        0
    } else {
        LONE
    }
}

/// What each channel between legacy encodings makes of a line, if that is likelier, by index.
fn legacy_readings(text: &str, whole: &Window, known: Channels) -> Vec<(usize, Explanation)> {
    if whole.channels == 0 {
        return Vec::new();
    }
    let signs: Vec<Sign> = whole.signs(text);
    let general = clean_cost(place(' '), &signs);
    let changed = signs.iter().filter(|sign| !sign.c.is_ascii()).count() as i32;
    let channels = channel::all().iter().enumerate().skip(UTF8_CHANNELS);
    let mut said: Vec<(usize, String, i32, i32)> = channels
        .filter_map(|(index, channel)| {
            let (said, cost) = transcode(channel, place(' '), &signs, general + DOUBT)?;
            let supposed = entry(index, known) + LEGACY_ENTRY + channel.rarity + changed * MARGIN;
            let sure = known & (1 << index) != 0 || is_evidence(channel, &said);
            sure.then_some((index, said, cost, supposed))
        })
        .collect();
    said.sort_by_key(|(index, _, cost, supposed)| (cost + supposed, *index));
    let Some(least) = said.first().map(|(_, _, cost, supposed)| cost + supposed) else {
        return Vec::new();
    };
    // Where the general model is sure, no language is asked.
    let doubtful = general - least < changed * SURE;
    said.truncate(if doubtful { ASKED } else { 1 });
    let clean = doubtful
        .then(|| languages::cost(signs.iter().map(|sign| sign.c)))
        .flatten();
    said.into_iter()
        .filter_map(|(index, said, cost, supposed)| {
            let language = clean.and_then(|clean| Some((clean, languages::cost(said.chars())?)));
            let saved = match language {
                Some((clean, said)) => general.min(clean + LANGUAGE) - cost.min(said + LANGUAGE),
                None => general - cost,
            };
            let gain = saved - supposed;
            (gain > 0).then(|| {
                let events = vec![Event::Bytes; signs.len()];
                (index, Explanation { events, gain })
            })
        })
        .collect()
}
