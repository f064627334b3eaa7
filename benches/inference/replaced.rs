//! Documents in which foreign text took the place of a frequent word: how often the word is named right.

use crate::documents::Document;
use chancery_restore::{Kind, Options, restore_text};
use std::collections::BTreeMap;

/// What stands in place of the word: advertisements in several scripts, with and without Latin letters.
const FOREIGN: &[&str] = &[
    "银河娱乐app",
    "皇冠体育",
    "金沙平台",
    "万博体育app下载",
    "亚博vip",
    "彩票网",
    "казино онлайн",
    "ставки",
    "كازينو",
    "рулетка24",
    "카지노사이트",
    "바카라",
    "คาสิโน",
    "カジノ",
    "最新網址",
    "θησαυρός",
];
/// How many frequent words are tried, and how many replacements of each kind in one document.
const WORDS: usize = 150;
const EACH: usize = 2;
/// The bounds of the kinds: one to four places, five to seven, eight and more.
const KINDS: [(usize, usize, &str); 6] = [
    (1, 1, "1 place"),
    (2, 2, "2 places"),
    (3, 3, "3 places"),
    (4, 4, "4 places"),
    (5, 7, "5 to 7 places"),
    (8, 400, "8 and more places"),
];

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    right: usize,
    left: usize,
    wrong: usize,
}

/// Prints the share of texts restored, by the number of places, for capitalised and for other words.
pub fn measure(documents: &[Document], errors: bool) {
    println!("Words replaced everywhere by foreign text");
    println!(
        "{:<40}{:>7}{:>8}{:>8}{:>8}",
        "", "texts", "right %", "left %", "wrong %"
    );
    let words = frequent(documents);
    let mut by: BTreeMap<String, Tally> = BTreeMap::new();
    let mut seed = 1usize;
    for document in documents {
        let text = cut(&document.text, 3_000);
        if text.len() < 500 {
            continue;
        }
        let source = if document.own { "own" } else { "corpus" };
        for (order, (low, high, kind)) in KINDS.iter().enumerate() {
            let fitting: Vec<&String> = words
                .iter()
                .filter(|word| (*low..=*high).contains(&text.matches(word.as_str()).count()))
                .collect();
            for _ in 0..EACH.min(fitting.len()) {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let word = fitting[(seed >> 33) % fitting.len()];
                let foreign = FOREIGN[(seed >> 45) % FOREIGN.len()];
                let damaged = text.replace(word.as_str(), foreign);
                let restored =
                    restore_text(&damaged, &Options::default().only([Kind::InjectedText]));
                let case = if word.starts_with(char::is_uppercase) {
                    "capitalised"
                } else {
                    "lower case"
                };
                for name in [
                    format!("{order} {source}: {kind}"),
                    format!("{order} {source}: {kind}, {case}"),
                ] {
                    let tally = by.entry(name).or_default();
                    if restored.text == text {
                        tally.right += 1;
                    } else if restored.text == damaged {
                        tally.left += 1;
                    } else {
                        tally.wrong += 1;
                    }
                }
                if errors && restored.text != text {
                    let what = if restored.text == damaged {
                        "left"
                    } else {
                        "wrong"
                    };
                    let at = damaged.find(foreign).unwrap_or(0);
                    let context: String = text[..at]
                        .chars()
                        .rev()
                        .take(25)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .chain(text[at..].chars().take(30))
                        .collect();
                    let reason = restored
                        .repairs
                        .first()
                        .map_or("", |repair| &*repair.reason);
                    println!(
                        "{what} {kind} {source} {word:?} by {foreign} in {context:?}: {reason}"
                    );
                }
            }
        }
    }
    for (name, tally) in by {
        let all = tally.right + tally.left + tally.wrong;
        let share = |part: usize| 100.0 * part as f64 / all.max(1) as f64;
        println!(
            "{:<40}{all:>7}{:>8.1}{:>8.1}{:>8.1}",
            &name[2..],
            share(tally.right),
            share(tally.left),
            share(tally.wrong)
        );
    }
    println!();
}

/// The beginning of a text, up to the end of a line or word.
pub fn cut(text: &str, len: usize) -> &str {
    if text.len() <= len {
        return text;
    }
    let end = (0..=len)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let end = text[..end].rfind(['\n', ' ']).unwrap_or(end);
    &text[..end]
}

/// The most frequent words of two letters and more.
fn frequent(documents: &[Document]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents {
        for word in document.text.split(|c: char| !c.is_ascii_alphabetic()) {
            if word.len() >= 2 {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    words
        .into_iter()
        .take(WORDS)
        .map(|(word, _)| word.to_owned())
        .collect()
}
