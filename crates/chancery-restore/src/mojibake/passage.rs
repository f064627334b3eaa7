//! A line of text and what may explain it: windows of misread UTF-8, or the whole line in another legacy encoding.

use super::Known;
use super::channel::{self, Channel, Channels, UTF8_CHANNELS};
use super::charset::Charset;
use super::lone::lone_cost;
use super::pages;
use super::parts;
use super::viterbi::{
    DOUBT as FIRST_DOUBT, ENTRY, Event, Explanation, Sign, clean_cost, explain, explain_whole,
    transcode,
};
use super::windows::{self, Window};
use crate::characters::{self, cost, languages, place};
use std::ops::Range;

/// By how much the channel that explains most of the text is preferred where several explain a window.
const FAVOUR: i32 = 40;
/// What a character beyond ASCII may cost in text that people write, in tenths of a bit.
const USUAL: i32 = 68;
/// The same for a character of East Asia, of which there are thousands.
const USUAL_WIDE: i32 = 125;
/// How much more all of them together must cost before other legacy encodings are tried.
const STRAIN: i32 = 60;
/// What it costs to suppose a legacy encoding, where no structure of bytes speaks for it, only the model.
const LEGACY_ENTRY: i32 = 10;
/// How much cheaper, for each character that would change, another legacy encoding must be.
const MARGIN: i32 = 8;

/// How many letters beyond ASCII another legacy encoding must give a line; one of two bytes, or of
/// Latin, counts twice.
const LETTERS: usize = 4;
/// What it costs to suppose a certain language.
const LANGUAGE: i32 = 60;
/// A doubt that no gain outweighs.
pub(super) const NEVER: i32 = i32::MAX / 2;
/// How much better, for each character that would change, a reading is if no language is asked of it.
const SURE: i32 = 35;
/// The same where the channel is the one that explained another line of the text, and where it is one of UTF-8, which
/// has a structure that legacy encodings lack.
const SURE_AGAIN: i32 = 20;
const SURE_UTF8: i32 = 12;
/// How many readings are asked of a language.
const ASKED: usize = 4;
/// By how much the general model may find another reading worse, if a language speaks for it.
const DOUBT: i32 = 150;

/// A line with characters beyond ASCII.
#[derive(Debug)]
pub(super) struct Passage {
    /// All of it, with the channels between legacy encodings that are worth a look.
    whole: Window,
    /// What may explain all of it.
    wholly: Vec<Reading>,
    /// Where it may be misread UTF-8, and what may explain that.
    windows: Vec<(Window, Vec<Reading>)>,
    decision: Decision,
}

/// An explanation with the index of its channel.
type Reading = (usize, Explanation);

/// What explains a line best.
#[derive(Debug)]
enum Decision {
    /// By windows, which of their readings; `None` where nothing does.
    Windows(Vec<Option<usize>>),
    /// Which of the readings of all of it.
    Whole(usize),
}

/// What may be damaged of some lines of `text`, through some channels.
pub(super) fn find(text: &str, lines: &[Range<usize>], channels: Channels) -> Vec<Passage> {
    let mut passages = Vec::new();
    // Most of a text was damaged in one way: what explained the last line is tried first, and if there is no doubt in
    // it, nothing else is.
    let mut last = None;
    for line in lines {
        let line = trimmed(text, line);
        let again = last.and_then(|index| Passage::through(text, &line, index));
        let Some(passage) = again.or_else(|| Passage::new(text, &line, channels)) else {
            continue;
        };
        last = passage.sure_channel(text).or(last);
        passages.push(passage);
    }
    passages
}

/// A line without the spaces around it, which say nothing.
fn trimmed(text: &str, line: &Range<usize>) -> Range<usize> {
    let said = &text[line.clone()];
    let start = line.start + said.len() - said.trim_ascii_start().len();
    start..start + said.trim_ascii().len()
}

/// The channels between legacy encodings.
pub(super) const LEGACY: Channels = Channels::MAX << UTF8_CHANNELS;

/// Whether characters beyond ASCII stand where hardly anybody writes them.
fn is_strained(line: &str) -> bool {
    let mut before = place(' ');
    let mut strain = 0;
    let mut after_foreign = false;
    for c in line.chars() {
        let next = place(c);
        let foreign = !c.is_ascii();
        if foreign || after_foreign {
            let usual = if c < '\u{2e80}' { USUAL } else { USUAL_WIDE };
            strain = (strain + cost(before, next) - usual).max(0);
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
    /// What may explain a line; `None` if it shows no sign of damage.
    fn new(text: &str, line: &Range<usize>, channels: Channels) -> Option<Self> {
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
            .map(|window| {
                let readings = utf8_readings(text, &whole, &window);
                (window, readings)
            })
            .collect();
        // Where all characters beyond ASCII make UTF-8, nothing else needs to be tried.
        let explained = windows
            .iter()
            .filter(|(_, readings)| readings.iter().any(is_whole));
        let explained = explained.map(|(window, _)| beyond_ascii(&text[window.start..window.end]));
        let said = &text[line.clone()];
        if explained.sum::<usize>() < beyond_ascii(said)
            && (is_strained(said) || pages::is_suspect(said))
        {
            whole.channels = channels & LEGACY;
        }
        if windows.is_empty() && whole.channels == 0 {
            return None;
        }
        Some(Self {
            wholly: wholly(said, whole.channels),
            decision: Decision::Windows(vec![None; windows.len()]),
            whole,
            windows,
        })
    }

    /// The same through one channel alone, if that explains all of the line beyond doubt.
    fn through(text: &str, line: &Range<usize>, index: usize) -> Option<Self> {
        let channel = channel::all().get(index)?;
        let mut passage = Self {
            whole: Window {
                start: line.start,
                end: line.end,
                channels: 0,
            },
            wholly: Vec::new(),
            windows: Vec::new(),
            decision: Decision::Windows(Vec::new()),
        };
        if pages::is_latin(channel) {
            return None;
        }
        if index >= UTF8_CHANNELS {
            let signs = passage.whole.signs(text);
            let general = clean_cost(place(' '), &signs);
            let changed = beyond_ascii(&text[line.clone()]);
            let (said, cost) = transcode(channel, place(' '), &signs, general)?;
            let gain = general - cost - legacy_cost(channel, changed);
            let evident = is_text(&said, cost) && is_evidence(channel, &text[line.clone()], &said);
            if !evident || !is_sure_again(index, gain, changed) {
                return None;
            }
            let events = vec![Event::Bytes; signs.len()];
            passage.wholly.push((index, Explanation::new(events, gain)));
            return Some(passage);
        }
        let bytes = text.as_bytes();
        let first = bytes[line.clone()]
            .iter()
            .position(|byte| !byte.is_ascii())?;
        let last = bytes[line.clone()]
            .iter()
            .rposition(|byte| !byte.is_ascii())?;
        let window = Window {
            start: line.start + first,
            end: line.start + last + 1,
            channels: 1 << index,
        };
        let signs = window.signs(text);
        let before = text[..window.start].chars().next_back().unwrap_or(' ');
        if mixes_readers(channel, &signs) {
            return None;
        }
        let clean = clean_cost(place(before), &signs);
        let whole = explain_whole(channel, place(before), &signs, clean);
        let mut explanation = match whole {
            Some(explanation) => explanation,
            None if channel.loses() => explain(channel, place(before), &signs, clean)?,
            None => return None,
        };
        explanation.lone = lone_cost(channel, before, &signs, &explanation);
        let changed = beyond_ascii(&text[window.start..window.end]);
        let reading = (index, explanation);
        if !is_sure_again(index, sure_gain(&reading, Known::default()), changed) {
            return None;
        }
        passage.windows.push((window, vec![reading]));
        passage.decision = Decision::Windows(vec![None]);
        Some(passage)
    }

    /// The channel that explains the line beyond doubt.
    fn sure_channel(&self, text: &str) -> Option<usize> {
        let windows = self
            .windows
            .iter()
            .map(|(window, readings)| (window, readings));
        let all = windows.chain(std::iter::once((&self.whole, &self.wholly)));
        let mut sure = all.filter_map(|(window, readings)| {
            let best = best(readings, Known::default(), None).map(|index| &readings[index])?;
            let changed = beyond_ascii(&text[window.start..window.end]);
            is_sure_again(best.0, sure_gain(best, Known::default()), changed).then_some(best.0)
        });
        sure.next_back()
    }

    /// Where its line begins.
    pub fn start(&self) -> usize {
        self.whole.start
    }

    /// All that may explain it, by index of the channel.
    pub fn readings(&self) -> impl Iterator<Item = &Reading> {
        let windows = self.windows.iter().flat_map(|(_, readings)| readings);
        windows.chain(&self.wholly)
    }

    /// Takes the best explanations of what is not explained yet; gives the channels of what was taken.
    pub fn decide(&mut self, known: Known, favourite: Option<usize>) -> Channels {
        let Decision::Windows(decided) = &mut self.decision else {
            return 0;
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
        let plain = |(_, reading): &Reading| reading.gain - FIRST_DOUBT;
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

    /// Whether the whole line was found to be of a legacy encoding.
    pub fn is_whole(&self) -> bool {
        let bytes =
            |(_, reading): &Reading| reading.events.iter().all(|event| *event == Event::Bytes);
        matches!(self.decision, Decision::Whole(index) if bytes(&self.wholly[index]))
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

fn beyond_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Whether what a channel gains leaves no doubt in a text of which it explains more, where so many characters change.
fn is_sure_again(channel: usize, gain: i32, changed: usize) -> bool {
    if channel < UTF8_CHANNELS {
        gain > SURE_UTF8 * changed as i32
    } else {
        gain > SURE_AGAIN * changed as i32 && changed >= MANY
    }
}

/// What must be gained before another legacy encoding is supposed for a line.
fn legacy_cost(channel: &Channel, changed: usize) -> i32 {
    ENTRY + LEGACY_ENTRY + channel.rarity + MARGIN * changed as i32
}

/// Whether a line shows that it may be of a legacy encoding that is not of [`pages`].
fn is_legacy(line: &str) -> bool {
    let accented = |c: char| ('\u{c0}'..'\u{250}').contains(&c);
    is_strained(line) || line.contains(accented) && languages::has_strangers(line.chars())
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

/// What each suspected channel of UTF-8 makes of a window, by index.
fn utf8_readings(text: &str, line: &Window, window: &Window) -> Vec<Reading> {
    let signs = window.signs(text);
    let before = text[..window.start].chars().next_back().unwrap_or(' ');
    let clean = clean_cost(place(before), &signs);
    let channels = channel::all().iter().enumerate().take(UTF8_CHANNELS);
    let suspected: Vec<(usize, &Channel)> = channels
        .filter(|(index, _)| window.channels & (1 << index) != 0)
        .collect();
    let place = place(before);
    let wholly: Vec<Option<Explanation>> = suspected
        .iter()
        .map(|(_, channel)| explain_whole(channel, place, &signs, clean))
        .collect();
    // Where one channel explains all of it, the others need not explain parts of it.
    let explained = wholly.iter().any(Option::is_some);
    let mut readings: Vec<Reading> = suspected
        .into_iter()
        .zip(wholly)
        .filter_map(|((index, channel), wholly)| {
            let mut explanation = match wholly {
                Some(explanation) => explanation,
                None if explained => return None,
                None => explain(channel, place, &signs, clean)?,
            };
            explanation.lone = lone_cost(channel, before, &signs, &explanation);
            if mixes_readers(channel, &signs) {
                explanation.gain -= MIXED;
            }
            Some((index, explanation))
        })
        .collect();
    if readings.len() > 1 {
        judge_by_language(text, line, window, &signs, &mut readings);
    }
    readings
}

/// What it costs to suppose two readers of one stretch, of which one knew the characters from 80 to 9F and one did not.
const MIXED: i32 = 160;

/// Whether some characters stand for bytes from 80 to 9F in windows-1252 and some for the same in Latin-1.
fn mixes_readers(channel: &Channel, signs: &[Sign]) -> bool {
    let Charset::Single(page) = &**channel.read else {
        return false;
    };
    let high = |byte: u8| (0x80..0xa0).contains(&byte);
    let mut windows = signs.iter().filter(|sign| sign.c >= '\u{100}');
    let mut controls = signs
        .iter()
        .filter(|sign| ('\u{80}'..'\u{a0}').contains(&sign.c));
    controls.any(|sign| {
        page.byte(sign.c)
            .is_some_and(|byte| page.char(byte).is_some())
    }) && windows.any(|sign| page.byte(sign.c).is_some_and(high))
}

/// Whether what a line says in another legacy encoding has enough in it to judge by: letters beyond ASCII, or the
/// pair of bytes of a typographic mark or a Latin letter.
fn is_evidence(channel: &Channel, line: &str, said: &str) -> bool {
    let double = matches!(**channel.written, Charset::Double(_));
    let beyond = said.chars().filter(|c| !c.is_ascii() && !line.contains(*c));
    let weights = beyond.map(|c| match c {
        '\u{c0}'..='\u{17f}' | '\u{2010}'..='\u{2027}' if double => LETTERS,
        c if double || c < '\u{250}' => 2 * usize::from(c.is_alphabetic()),
        c => usize::from(c.is_alphabetic()),
    });
    weights.sum::<usize>() >= LETTERS
}

/// What a character of ASCII costs in text that people write.
const USUAL_ASCII: i32 = 60;

/// Whether what a line says is like what people write, and not just likelier than what stood there. Options and
/// names in capitals do not count: they are as odd in either reading.
fn is_text(said: &str, cost: i32) -> bool {
    let usual = said.chars().map(|c| match c {
        '\0'..='\u{7f}' => USUAL_ASCII,
        '\u{80}'..'\u{2e80}' => 95,
        _ => 230,
    });
    let usual = usual.sum::<i32>();
    cost <= usual || cost - odd_ascii(said) <= usual
}

/// What the characters of ASCII behind others of ASCII cost beyond what is usual.
fn odd_ascii(said: &str) -> i32 {
    let mut before = ' ';
    let costs = said.chars().map(|c| {
        let own = characters::cost(place(before), place(c)) - USUAL_ASCII;
        let ascii = before.is_ascii() && c.is_ascii();
        before = c;
        if ascii { own } else { 0 }
    });
    costs.sum::<i32>().max(0)
}

/// How near to the best, in tenths of a bit, readings are for the language to judge between them.
const NEAR: i32 = 80;

/// Corrects the gains of readings that come near each other by what the whole line costs in a single language.
fn judge_by_language(
    text: &str,
    line: &Window,
    window: &Window,
    signs: &[Sign],
    readings: &mut [Reading],
) {
    let alone = |reading: &Reading| sure_gain(reading, Known::default());
    let best = readings.iter().map(alone).max().unwrap_or(0);
    let mut said: Vec<(usize, String)> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        let (index, explanation) = reading;
        if alone(reading) + NEAR >= best
            && explanation
                .events
                .iter()
                .all(|event| *event == Event::Bytes)
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
            explanation.gain =
                (best - (cost - least) + explanation.doubt).saturating_add(explanation.lone);
        }
    }
}

/// So few characters may be there by chance.
const MANY: usize = 6;

/// So many characters beyond ASCII, and up to them all others, show which channels are worth following to the end.
const BEGINNING: usize = 24;

/// The channels between legacy encodings in which the beginning of a line costs little more than in the best of them.
fn promising(signs: &[Sign], general: i32, channels: Channels) -> Vec<(usize, &'static Channel)> {
    let channels = channel::all()
        .iter()
        .enumerate()
        .filter(|(index, _)| channels & (1 << index) != 0);
    let mut beyond = signs
        .iter()
        .enumerate()
        .filter(|(_, sign)| !sign.c.is_ascii());
    let Some((end, _)) = beyond.nth(BEGINNING) else {
        return channels.collect();
    };
    let costs: Vec<(i32, usize, &Channel)> = channels
        .filter_map(|(index, channel)| {
            // A pair of bytes may be cut in two here.
            let most = general + DOUBT;
            let begun = [end, end + 1]
                .into_iter()
                .filter_map(|end| Some(transcode(channel, place(' '), signs.get(..end)?, most)?.1));
            Some((begun.min()?, index, channel))
        })
        .collect();
    let least = costs.iter().map(|(cost, ..)| *cost).min().unwrap_or(0);
    costs
        .into_iter()
        .filter(|(cost, ..)| *cost <= least + DOUBT)
        .map(|(_, index, channel)| (index, channel))
        .collect()
}

/// The characters of a line, and its end.
fn signs_of(line: &str) -> Vec<Sign> {
    line.chars()
        .chain(std::iter::once('\n'))
        .map(Sign::new)
        .collect()
}

/// What channels between legacy encodings make of parts of a line, if that is likelier, by index.
fn partial_readings(line: &str) -> Vec<Reading> {
    let parts = parts::between_asian(line);
    let mut readings: Vec<Reading> = Vec::new();
    for part in parts {
        let asian =
            |(index, _): &Reading| matches!(**channel::all()[*index].written, Charset::Double(_));
        for (index, explanation) in legacy_readings(&line[part.clone()], LEGACY)
            .into_iter()
            .filter(asian)
        {
            let explanation = parts::within(line, part.clone(), explanation);
            match readings.iter_mut().find(|(known, _)| *known == index) {
                Some((_, known)) => known.join(&explanation),
                None => readings.push((index, explanation)),
            }
        }
    }
    if readings.is_empty() && line.contains(|c: char| ('а'..='я').contains(&c)) {
        let signs = signs_of(line);
        let channels = channel::all().iter().enumerate().skip(UTF8_CHANNELS);
        let found = channels
            .filter_map(|(index, channel)| Some((index, parts::of_words(channel, &signs)?)));
        // Only the best counts: if it is not sure, the others are no better.
        readings.extend(found.max_by_key(|(index, reading)| (reading.gain, usize::MAX - index)));
    }
    readings
}

/// What channels between legacy encodings make of all of a line, or of parts of it.
fn wholly(line: &str, channels: Channels) -> Vec<Reading> {
    if channels == 0 {
        return Vec::new();
    }
    let mut readings = Vec::new();
    if is_legacy(line) {
        readings = legacy_readings(line, channels);
        if channels == LEGACY {
            let mut partial = partial_readings(line);
            let gained = partial.iter().map(|(_, reading)| reading.gain).max();
            // Where parts of the line explain more, all of it is the wrong explanation, even if they are not sure.
            readings.retain(|(_, reading)| gained.is_none_or(|gained| reading.gain >= gained));
            partial.retain(|(_, reading)| reading.doubt < NEVER);
            readings.extend(partial);
        }
    }
    let pages = pages::readings(line, channels).into_iter();
    readings.extend(pages.map(|reading| {
        let events = vec![Event::Bytes; line.chars().count() + 1];
        let mut explanation = Explanation::new(events, reading.gain);
        explanation.doubt = reading.doubt;
        (reading.channel, explanation)
    }));
    readings
}

/// What each of some channels between legacy encodings makes of a line, if that is likelier, by index.
fn legacy_readings(line: &str, channels: Channels) -> Vec<Reading> {
    let signs = signs_of(line);
    let general = clean_cost(place(' '), &signs);
    let changed = beyond_ascii(line);
    let channels = promising(&signs, general, channels)
        .into_iter()
        .filter(|(_, channel)| !pages::is_latin(channel));
    let mut said: Vec<(usize, String, i32, i32)> = channels
        .filter_map(|(index, channel)| {
            let (said, cost) = transcode(channel, place(' '), &signs, general + DOUBT)?;
            if !is_text(&said, cost) {
                return None;
            }
            Some((index, said, cost, legacy_cost(channel, changed)))
        })
        .collect();
    said.sort_by_key(|(index, _, cost, supposed)| (cost + supposed, *index));
    let Some(least) = said.first().map(|(_, _, cost, supposed)| cost + supposed) else {
        return Vec::new();
    };
    // Where the general model is sure, no language is asked.
    let doubtful = general - least < SURE * changed as i32;
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
                let mut explanation = Explanation::new(events, gain);
                if !is_evidence(&channel::all()[index], line, &said) {
                    explanation.doubt = NEVER;
                }
                (index, explanation)
            })
        })
        .collect()
}
