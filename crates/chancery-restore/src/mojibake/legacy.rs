//! A line of one legacy encoding that was read as another, all of it or parts of it.

use super::channel::{self, Channel, Channels, UTF8_CHANNELS};
use super::charset::Charset;
use super::passage::{LEGACY, NEVER, Reading, beyond_ascii};
use super::rivals::{Said, judge, kana_cost, language_cost, said_in};
use super::viterbi::{ENTRY, Event, Explanation, Sign, clean_cost};
use super::{pages, parts, words};
use crate::characters::{self, cost, languages, latin, place};
use std::ops::Range;

/// What a character beyond ASCII may cost in text that people write, in tenths of a bit.
const USUAL: i32 = 68;

/// The same for a character of East Asia, of which there are thousands.
const USUAL_WIDE: i32 = 125;

/// How much more all of them together must cost before other legacy encodings are tried.
const STRAIN: i32 = 60;

/// The same before some words of a line are supposed to be of another encoding than the rest.
const WORDS_USUAL: i32 = 60;
const WORDS: i32 = 100;

/// What it costs to suppose a legacy encoding, where no structure of bytes speaks for it, only the model.
const LEGACY_ENTRY: i32 = 10;

/// How much cheaper, for each character that would change, another legacy encoding must be.
const MARGIN: i32 = 8;

/// How many letters beyond ASCII another legacy encoding must give a line; one of two bytes, or of
/// Latin, counts twice.
const LETTERS: usize = 4;

/// What it costs to suppose a certain language.
const LANGUAGE: i32 = 60;

/// How much better, for each character that would change, a reading is if no language is asked of it.
const SURE: i32 = 35;

/// How many readings are asked of a language.
const ASKED: usize = 4;

/// By how much the general model may find another reading worse, if a language speaks for it.
const DOUBT: i32 = 150;

/// Whether characters beyond ASCII stand where hardly anybody writes them.
pub(super) fn is_strained(line: &str) -> bool {
    costs_beyond(line, USUAL, STRAIN) || is_in_capitals(line)
}

/// Whether a stretch of characters beyond ASCII costs so much more in a line than is `usual` for one of them.
fn costs_beyond(line: &str, usual: i32, most: i32) -> bool {
    let mut before = place(' ');
    let mut strain = 0;
    let mut after_foreign = false;
    for c in line.chars() {
        let next = place(c);
        let foreign = !c.is_ascii();
        if foreign || after_foreign {
            let usual = if c < '\u{2e80}' { usual } else { USUAL_WIDE };
            strain = (strain + cost(before, next) - usual).max(0);
            if strain > most {
                return true;
            }
        }
        after_foreign = foreign;
        before = next;
    }
    false
}

/// What must be gained before another legacy encoding is supposed for a line.
pub(super) fn supposed_cost(channel: &Channel, changed: usize) -> i32 {
    ENTRY + LEGACY_ENTRY + channel.rarity + MARGIN * changed as i32
}

/// So many Cyrillic capitals without a small letter are few in text that people write, and what one Cyrillic encoding
/// makes of small letters of another.
const CAPITALS: usize = 8;

fn is_in_capitals(line: &str) -> bool {
    let capitals = line.chars().filter(|c| ('А'..='Я').contains(c)).count();
    capitals >= CAPITALS && !line.contains(|c| ('а'..='ё').contains(&c))
}

/// Whether a line shows that it may be of a legacy encoding that is not of [`pages`].
fn is_legacy(line: &str) -> bool {
    let accented = |c: char| ('\u{c0}'..'\u{250}').contains(&c);
    is_strained(line) || line.contains(accented) && languages::has_strangers(line.chars())
}

/// Whether what a line says in another legacy encoding has enough in it to judge by: letters beyond ASCII, or the
/// pair of bytes of a typographic mark or a Latin letter.
pub(super) fn is_evidence(channel: &Channel, line: &str, said: &str) -> bool {
    let double = matches!(**channel.written, Charset::Double(_));
    // From two bytes to two bytes any rare character may make a letter.
    let accented = double && channel.reads_single();
    let beyond = said.chars().filter(|c| !c.is_ascii() && !line.contains(*c));
    let mut weights = beyond.map(|c| match c {
        '\u{c0}'..='\u{17f}' if accented => LETTERS,
        '\u{2010}'..='\u{2027}' if double => LETTERS,
        c if double || c < '\u{250}' => 2 * usize::from(c.is_alphabetic()),
        c => usize::from(c.is_alphabetic()),
    });
    let mut sum = 0;
    weights.any(|weight| {
        sum += weight;
        sum >= LETTERS
    })
}

/// What a character of ASCII costs in text that people write.
const USUAL_ASCII: i32 = 60;

/// What a character costs in text that people write.
pub(super) fn usual(c: char) -> i32 {
    match c {
        '\0'..='\u{7f}' => USUAL_ASCII,
        '\u{80}'..'\u{2e80}' => 95,
        _ => 230,
    }
}

/// What a character of ASCII behind another one costs beyond what is usual.
pub(super) fn odd(before: char, c: char, cost: i32) -> i32 {
    if before.is_ascii() && c.is_ascii() {
        cost - USUAL_ASCII
    } else {
        0
    }
}

/// Whether what a line says is like what people write, and not just likelier than what stood there. Options and
/// names in capitals do not count: they are as odd in either reading.
pub(super) fn is_text(said: &str, cost: i32) -> bool {
    let usual = said.chars().map(usual).sum::<i32>();
    cost <= usual || cost - odd_ascii(said) <= usual
}

/// What the characters of ASCII behind others of ASCII cost beyond what is usual.
fn odd_ascii(said: &str) -> i32 {
    let mut before = ' ';
    let costs = said.chars().map(|c| {
        let own = odd(before, c, characters::cost(place(before), place(c)));
        before = c;
        own
    });
    costs.sum::<i32>().max(0)
}

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
    let as_is = clean_cost(place(' '), &signs[..end]);
    let most = general.min(as_is + DOUBT) + DOUBT;
    let costs: Vec<(i32, usize, &Channel)> = channels
        .filter_map(|(index, channel)| {
            // A pair of bytes may be cut in two here.
            let begun = [end, end + 1]
                .into_iter()
                .filter_map(|end| Some(said_in(channel, signs.get(..end)?, most)?.1));
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
        let explained = |part: Range<usize>| {
            let mut explained = legacy_readings(&line[part.clone()], LEGACY);
            explained.retain(asian);
            (!explained.is_empty()).then_some((part, explained))
        };
        // Quotation marks of clean text may stand near: then it is all but the words at an end.
        let Some((part, explained)) =
            explained(part.clone()).or_else(|| parts::shorter(line, part).find_map(explained))
        else {
            continue;
        };
        for (index, explanation) in explained {
            let explanation = parts::within(line, part.clone(), explanation);
            match readings.iter_mut().find(|(known, _)| *known == index) {
                Some((_, known)) => known.join(&explanation),
                None => readings.push((index, explanation)),
            }
        }
    }
    let cyrillic = |c: char| ('а'..='я').contains(&c);
    if readings.is_empty() && line.contains(cyrillic) && costs_beyond(line, WORDS_USUAL, WORDS) {
        let signs = signs_of(line);
        let channels = channel::all().iter().enumerate().skip(UTF8_CHANNELS);
        let found = channels
            .filter_map(|(index, channel)| Some((index, words::readings(channel, &signs)?)));
        // Only the best counts: if it is not sure, the others are no better.
        readings.extend(found.max_by_key(|(index, reading)| (reading.gain, usize::MAX - index)));
    }
    readings
}

/// What channels between legacy encodings make of all of a line, or of parts of it. A line that stands nearly `alone` is
/// asked more.
pub(super) fn readings(line: &str, channels: Channels, alone: bool) -> Vec<Reading> {
    if channels == 0 {
        return Vec::new();
    }
    let pages = channels & pages::latin() != 0;
    if !alone && (channels == LEGACY || !pages) && latin::is_ordinary(line) {
        return Vec::new();
    }
    let mut readings = Vec::new();
    // No encoding has bytes for U+FFFD, so none explains all of a line that has it.
    let lossy = line.contains(char::REPLACEMENT_CHARACTER);
    if is_legacy(line) {
        if !lossy {
            readings = legacy_readings(line, channels);
        }
        if channels == LEGACY {
            let mut partial = partial_readings(line);
            let gained = partial.iter().map(|(_, reading)| reading.gain).max();
            // Where parts of the line explain more, all of it is the wrong explanation, even if they are not sure.
            readings.retain(|(_, reading)| gained.is_none_or(|gained| reading.gain >= gained));
            partial.retain(|(_, reading)| reading.doubt < NEVER);
            readings.extend(partial);
        }
    }
    if lossy {
        return readings;
    }
    let pages = pages::readings(line, channels, alone || channels != LEGACY).into_iter();
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
    let mut said: Vec<Said> = channels
        .filter_map(|(index, channel)| {
            let (said, cost) = said_in(channel, &signs, general + DOUBT)?;
            if !is_text(&said, cost) {
                return None;
            }
            let supposed = supposed_cost(channel, changed) + kana_cost(channel, &said);
            Some((index, said, cost, supposed))
        })
        .collect();
    said.sort_by_key(|(index, _, cost, supposed)| (cost + supposed, *index));
    let Some(least) = said.first().map(|(_, _, cost, supposed)| cost + supposed) else {
        return Vec::new();
    };
    let doubt = judge(&mut said, changed);
    let least = said
        .first()
        .map_or(least, |(_, _, cost, supposed)| cost + supposed);
    // Where the general model is sure, no language is asked.
    let doubtful = general - least < SURE * changed as i32;
    said.truncate(if doubtful { ASKED } else { 1 });
    let clean = doubtful
        .then(|| languages::cost(signs.iter().map(|sign| sign.c)))
        .flatten();
    said.into_iter()
        .filter_map(|(index, said, cost, supposed)| {
            let language = clean.and_then(|clean| Some((clean, language_cost(&said)?)));
            // What no language speaks for is an alphabet or a password.
            if language.is_some_and(|(clean, said)| said > clean) {
                return None;
            }
            let saved = match language {
                Some((clean, said)) => general.min(clean + LANGUAGE) - cost.min(said + LANGUAGE),
                None => general - cost,
            };
            let gain = saved - supposed;
            (gain > 0).then(|| {
                let events = vec![Event::Bytes; signs.len()];
                let mut explanation = Explanation::new(events, gain);
                if doubt || !is_evidence(&channel::all()[index], line, &said) {
                    explanation.doubt = NEVER;
                }
                (index, explanation)
            })
        })
        .collect()
}
