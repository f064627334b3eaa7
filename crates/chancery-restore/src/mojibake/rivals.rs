//! What a line says in legacy encodings that explain it nearly alike, and which of them is meant.

use super::channel::Channel;
use super::viterbi::{Sign, clean_cost, transcode};
use crate::characters::{languages, place};

/// The index of a channel, what a line says through it, what that costs and what it costs to suppose the channel.
pub(super) type Said = (usize, String, i32, i32);

/// What a line says through a channel and what that costs, as [`transcode`] tells it; in Hebrew in the order of letters
/// that is likelier.
pub(super) fn said_in(channel: &Channel, signs: &[Sign], most: i32) -> Option<(String, i32)> {
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
pub(super) fn language_cost(said: &str) -> Option<i32> {
    let cost = languages::cost(said.chars())?;
    if !said.contains(|c| ('א'..='ת').contains(&c)) {
        return Some(cost);
    }
    let visual = languages::cost(in_visual_order(said).chars());
    Some(visual.map_or(cost, |visual| cost.min(visual + VISUAL)))
}

/// What each kana costs more where Chinese is supposed, which has the same bytes for them as Japanese in EUC.
const KANA: i32 = 8;

pub(super) fn kana_cost(channel: &Channel, said: &str) -> i32 {
    if channel.written.name() != "gb18030" {
        return 0;
    }
    let kana = |c: &char| ('\u{3041}'..='\u{30fa}').contains(c);
    KANA * said.chars().filter(kana).count() as i32
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
pub(super) fn judge(said: &mut [Said], changed: usize) -> bool {
    let total = |reading: &Said| reading.2 + reading.3;
    let Some(best) = said.first() else {
        return false;
    };
    if changed <= FEW {
        let near = total(best) + RIVAL_SCRIPT * changed as i32;
        let own = script(&best.1);
        if said
            .iter()
            .any(|reading| total(reading) <= near && script(&reading.1) != own)
        {
            return true;
        }
    }
    let (least, near) = (best.2, total(best) + RIVAL * changed as i32);
    let rivals = said
        .iter()
        .take_while(|reading| total(reading) <= near)
        .count();
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
