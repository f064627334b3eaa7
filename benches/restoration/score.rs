//! What becomes of the samples of a set.

use crate::sets::{Sample, Set};
use chancery_restore::{Kind, Options, restore_text};

/// How often a set was restored, left and spoilt.
#[derive(Default)]
pub struct Score {
    /// Given back character for character.
    pub exact: usize,
    /// Left as it was.
    pub unchanged: usize,
    /// Changed into something else.
    pub wrong: usize,
    /// Of the wrong ones, those that differ from the clean text only around a character that is still U+FFFD.
    pub partial: usize,
    /// Places of the texts that lost something.
    pub lost: usize,
    /// Places of the restored texts that differ from the clean ones.
    pub amiss: usize,
}

/// Only the damage that the benchmark makes: every tool is asked to leave alone what else it would tidy up.
pub fn options() -> Options {
    Options::default().only([Kind::Mojibake, Kind::Entity, Kind::Charset])
}

impl Score {
    /// The score of a set; every failure is handed over with what was made of it.
    pub fn of<'a>(set: &'a Set, mut failure: impl FnMut(&'a Sample, String)) -> Self {
        let options = options();
        let mut score = Self::default();
        for sample in &set.samples {
            let restored = restore_text(&sample.damaged, &options).text;
            let lost = places_lost(sample);
            score.lost += lost;
            if restored == sample.clean {
                score.exact += 1;
                continue;
            }
            if lost > 0 {
                score.amiss += differences(&restored, &sample.clean).min(lost);
            }
            if restored == sample.damaged {
                score.unchanged += 1;
            } else {
                score.wrong += 1;
                score.partial += usize::from(lost > 0 && is_part(&restored, &sample.clean));
            }
            failure(sample, restored.into_owned());
        }
        score
    }

    /// How many samples there are.
    pub fn count(&self) -> usize {
        self.exact + self.unchanged + self.wrong
    }
}

/// The part of a whole in per cent.
pub fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    100.0 * part as f64 / whole as f64
}

/// Where a reader has written U+FFFD or a question mark that the clean text does not have.
fn places_lost(sample: &Sample) -> usize {
    let more = |c: char| {
        let damaged = sample.damaged.matches(c).count();
        damaged.saturating_sub(sample.clean.matches(c).count())
    };
    more('\u{fffd}') + more('?')
}

/// Whether a text is the clean one but for stretches that are not ASCII and have a lost character in them. Each may
/// stand for a few characters, as many as the bytes of one or two would be misread as.
fn is_part(restored: &str, clean: &str) -> bool {
    const LONGEST: usize = 12;
    let mut rest = clean;
    let mut room = 0;
    for (is_ascii, stretch) in stretches(restored) {
        if !is_ascii && stretch.contains('\u{fffd}') {
            room = LONGEST;
            continue;
        }
        match rest.find(stretch) {
            Some(at) if at <= room => rest = &rest[at + stretch.len()..],
            _ => return false,
        }
        room = 0;
    }
    rest.len() <= room
}

/// The stretches of ASCII and of other characters of a text, in order.
fn stretches(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_ascii = rest.chars().next()?.is_ascii();
        let end = rest
            .find(|c: char| c.is_ascii() != is_ascii)
            .unwrap_or(rest.len());
        let stretch;
        (stretch, rest) = rest.split_at(end);
        Some((is_ascii, stretch))
    })
}

/// In how many places two texts differ: after each, both go on from the nearest eight characters that they share.
fn differences(left: &str, right: &str) -> usize {
    const WINDOW: usize = 64;
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let (mut l, mut r, mut count) = (0, 0, 0);
    while l < left.len() && r < right.len() {
        if left[l] == right[r] {
            (l, r) = (l + 1, r + 1);
            continue;
        }
        count += 1;
        let mut steps = (1..WINDOW).flat_map(|sum| (0..=sum).map(move |x| (x, sum - x)));
        let meet = steps.find(|(x, y)| start(&left, l + x) == start(&right, r + y));
        let (x, y) = meet.unwrap_or((1, 1));
        (l, r) = (l + x, r + y);
    }
    count + usize::from(l < left.len() || r < right.len())
}

/// The eight characters from a place on, or what there is of them.
fn start(text: &[char], at: usize) -> &[char] {
    let at = at.min(text.len());
    &text[at..(at + 8).min(text.len())]
}
