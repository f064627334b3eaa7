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
    let count = |c: char| {
        sample.damaged.matches(c).count()
            - sample
                .clean
                .matches(c)
                .count()
                .min(sample.damaged.matches(c).count())
    };
    count('\u{fffd}') + count('?')
}

/// In how many places two texts differ: after each, both go on from the nearest eight characters that they share.
fn differences(left: &str, right: &str) -> usize {
    const SHARED: usize = 8;
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
        let meets = |(x, y): &(usize, usize)| {
            let tail = |text: &[char], at: usize| {
                text.get(at..(at + SHARED).min(text.len()))
                    .map(<[char]>::to_vec)
            };
            tail(&left, l + x).is_some_and(|tail_left| {
                tail(&right, r + y).is_some_and(|tail_right| tail_left == tail_right)
            })
        };
        let steps = (1..WINDOW).flat_map(|sum| (0..=sum).map(move |x| (x, sum - x)));
        match { steps }.find(meets) {
            Some((x, y)) => (l, r) = (l + x, r + y),
            None => (l, r) = (l + 1, r + 1),
        }
    }
    count + usize::from(l < left.len() || r < right.len())
}
