//! What the channels of misread UTF-8 make of a window.

use super::Known;
use super::channel::{self, Channel, UTF8_CHANNELS};
use super::charset::Charset;
use super::lone::lone_cost;
use super::passage::{Reading, sure_gain};
use super::viterbi::{
    Doubt, Event, Explanation, Sign, explain, explain_whole, standing_cost, transcode,
};
use super::windows::Window;
use crate::characters::{languages, place};

/// What each suspected channel of UTF-8 makes of a window, by index.
pub(super) fn readings(text: &str, line: &Window, window: &Window, doubt: Doubt) -> Vec<Reading> {
    let signs = window.signs(text);
    let before = text[..window.start].chars().next_back().unwrap_or(' ');
    let clean = standing_cost(place(before), &signs);
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
                None => explain(channel, place, &signs, clean, doubt)?,
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
pub(super) fn mixes_readers(channel: &Channel, signs: &[Sign]) -> bool {
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
