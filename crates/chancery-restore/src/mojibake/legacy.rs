//! A line of one legacy encoding that was read as another, all of it or parts of it.

use super::channel::{self, Channel, Channels, UTF8_CHANNELS};
use super::charset::Charset;
use super::passage::{LEGACY, NEVER, Reading, beyond_ascii};
use super::viterbi::{ENTRY, Event, Explanation, Sign, clean_cost, transcode};
use super::{pages, parts, words};
use crate::characters::{self, cost, languages, place};
use std::ops::Range;

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

/// How much better, for each character that would change, a reading is if no language is asked of it.
const SURE: i32 = 35;

/// How many readings are asked of a language.
const ASKED: usize = 4;

/// By how much the general model may find another reading worse, if a language speaks for it.
const DOUBT: i32 = 150;

/// Whether characters beyond ASCII stand where hardly anybody writes them.
pub(super) fn is_strained(line: &str) -> bool {
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

/// What must be gained before another legacy encoding is supposed for a line.
pub(super) fn supposed_cost(channel: &Channel, changed: usize) -> i32 {
    ENTRY + LEGACY_ENTRY + channel.rarity + MARGIN * changed as i32
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
    let weights = beyond.map(|c| match c {
        '\u{c0}'..='\u{17f}' if accented => LETTERS,
        '\u{2010}'..='\u{2027}' if double => LETTERS,
        c if double || c < '\u{250}' => 2 * usize::from(c.is_alphabetic()),
        c => usize::from(c.is_alphabetic()),
    });
    weights.sum::<usize>() >= LETTERS
}

/// What a character of ASCII costs in text that people write.
const USUAL_ASCII: i32 = 60;

/// Whether what a line says is like what people write, and not just likelier than what stood there. Options and
/// names in capitals do not count: they are as odd in either reading.
pub(super) fn is_text(said: &str, cost: i32) -> bool {
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

/// So many characters beyond ASCII, and up to them all others, show which channels are worth following to the end.
const BEGINNING: usize = 24;

/// What a line says through a channel and what that costs, as [`transcode`] tells it; in Hebrew in the order of letters
/// that is likelier.
fn said_in(channel: &Channel, signs: &[Sign], most: i32) -> Option<(String, i32)> {
    if channel.written.name() != "windows-1255" {
        return transcode(channel, place(' '), signs, most);
    }
    // In the wrong order it may cost more.
    let (said, cost) = transcode(channel, place(' '), signs, i32::MAX)?;
    let visual: Vec<Sign> = in_visual_order(&said).chars().map(Sign::new).collect();
    let visual = clean_cost(place(' '), &visual).saturating_add(VISUAL);
    let cost = cost.min(visual);
    (cost < most).then_some((said, cost))
}

/// What it costs to suppose that Hebrew stands in the order in which it is seen, from left to right, as old programs
/// wrote it.
const VISUAL: i32 = 50;

/// A text with the letters of each Hebrew word in reverse.
fn in_visual_order(text: &str) -> String {
    let mut ordered = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars() {
        if ('\u{590}'..'\u{600}').contains(&c) {
            word.push(c);
        } else {
            ordered.extend(word.drain(..).rev());
            ordered.push(c);
        }
    }
    ordered.extend(word.chars().rev());
    ordered
}

/// What a text costs in its language, in tenths of a bit.
fn language_cost(said: &str) -> Option<i32> {
    let cost = languages::cost(said.chars())?;
    if !said.contains(|c| ('א'..='ת').contains(&c)) {
        return Some(cost);
    }
    let visual = languages::cost(in_visual_order(said).chars());
    Some(visual.map_or(cost, |visual| cost.min(visual + VISUAL)))
}

/// What each kana costs more where Chinese is supposed, which has the same bytes for them as Japanese in EUC.
const KANA: i32 = 8;

fn kana_cost(channel: &Channel, said: &str) -> i32 {
    if channel.written.name() != "gb18030" {
        return 0;
    }
    let kana = |c: &char| ('\u{3041}'..='\u{30fa}').contains(c);
    KANA * said.chars().filter(kana).count() as i32
}

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
    if readings.is_empty() && line.contains(|c: char| ('а'..='я').contains(&c)) {
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
    let pages = pages::readings(line, channels, alone || channels != LEGACY).into_iter();
    readings.extend(pages.map(|reading| {
        let events = vec![Event::Bytes; line.chars().count() + 1];
        let mut explanation = Explanation::new(events, reading.gain);
        explanation.doubt = reading.doubt;
        (reading.channel, explanation)
    }));
    readings
}

/// How near to the best, in tenths of a bit for each character that would change, a reading is its rival.
const RIVAL: i32 = 10;
/// The same of one in another script where few characters change, and how many are few.
const RIVAL_SCRIPT: i32 = 8;
const FEW: usize = 8;

/// The script of a text's first letter beyond ASCII, near enough.
fn script(text: &str) -> u32 {
    let letter = text.chars().find(|c| !c.is_ascii() && c.is_alphabetic());
    match letter.unwrap_or(' ') {
        ..'\u{370}' => 0,
        c @ '\u{370}'..'\u{2e80}' => c as u32 >> 8,
        _ => 0x2e,
    }
}

/// Lets languages judge between readings that the general model finds nearly alike, and puts them in order anew. Gives
/// whether nobody can tell.
fn judge_rivals(said: &mut [(usize, String, i32, i32)], changed: usize) -> bool {
    let total = |reading: &(usize, String, i32, i32)| reading.2 + reading.3;
    let Some(best) = said.first() else {
        return false;
    };
    if changed <= FEW {
        let near = total(best) + RIVAL_SCRIPT * changed as i32;
        let own = script(&best.1);
        if said.iter().any(|reading| total(reading) <= near && script(&reading.1) != own) {
            return true;
        }
    }
    let (least, near) = (best.2, total(best) + RIVAL * changed as i32);
    let rivals = said.iter().take_while(|reading| total(reading) <= near).count();
    let rivals = &mut said[..rivals];
    if rivals.iter().all(|(_, text, ..)| *text == rivals[0].1) {
        return false;
    }
    let costs = rivals.iter().map(|(_, text, ..)| language_cost(text));
    let Some(costs) = costs.collect::<Option<Vec<i32>>>() else {
        return false;
    };
    let cheapest = costs.iter().min().copied().unwrap_or(0);
    for (reading, cost) in rivals.iter_mut().zip(costs) {
        reading.2 = least + cost - cheapest;
    }
    rivals.sort_by_key(|reading| (total(reading), reading.0));
    false
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
    let doubt = judge_rivals(&mut said, changed);
    let least = said.first().map_or(least, |(_, _, cost, supposed)| cost + supposed);
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
