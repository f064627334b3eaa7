//! The sets of a run: the clean lines, and for every channel the lines that it damages.

use crate::channel::{Channel, Frame};
use crate::clean::{Clean, Neighbours};
use std::collections::BTreeMap;

/// One text of a set.
pub struct Sample {
    /// Its language.
    pub language: String,
    /// What a tool is given.
    pub damaged: String,
    /// What it should give back.
    pub clean: String,
}

/// The samples of one channel.
pub struct Set {
    /// The channel, `clean`, or either with `.short`.
    pub name: String,
    /// Whether the damage has an inverse.
    pub exact: bool,
    /// The texts.
    pub samples: Vec<Sample>,
}

/// What the sets of short lines are called after.
pub const SHORT: &str = ".short";

/// The set of a channel, of at most so many lines.
pub fn of_channel(channel: &Channel, clean: &Clean, limit: usize) -> Set {
    let texts = match channel.frame {
        Frame::Page => &clean.pages,
        Frame::Line | Frame::Mixed => &clean.lines,
    };
    collect(channel, clean, texts, channel.name.clone(), limit)
}

/// The same of lines below twelve characters.
pub fn of_short(channel: &Channel, clean: &Clean, limit: usize) -> Option<Set> {
    let name = format!("{}{SHORT}", channel.name);
    (channel.frame == Frame::Line).then(|| collect(channel, clean, &clean.short, name, limit))
}

fn collect(
    channel: &Channel,
    clean: &Clean,
    texts: &BTreeMap<String, Vec<String>>,
    name: String,
    limit: usize,
) -> Set {
    let samples = clean
        .of_group(texts, &channel.languages)
        .filter_map(|(language, place)| sample(channel, language, place))
        .take(limit)
        .collect();
    Set {
        name,
        exact: channel.exact,
        samples,
    }
}

fn sample(channel: &Channel, language: &str, place: Neighbours<'_>) -> Option<Sample> {
    let line = place.line();
    let mut damaged = channel.damage(line)?;
    let mut clean = line.to_owned();
    if channel.frame == Frame::Mixed {
        let around = |middle: &str| format!("{} {middle} {}", place.after(1), place.after(2));
        (damaged, clean) = (around(&damaged), around(line));
    }
    Some(Sample {
        language: language.to_owned(),
        damaged,
        clean,
    })
}

/// Every clean line, to be left as it is.
pub fn of_clean(clean: &Clean) -> Set {
    let texts = clean.lines.iter().chain(&clean.short).chain(&clean.pages);
    let samples = texts
        .flat_map(|(language, lines)| lines.iter().map(move |line| (language, line)))
        .map(|(language, line)| Sample {
            language: language.clone(),
            damaged: line.clone(),
            clean: line.clone(),
        })
        .collect();
    Set {
        name: "clean".to_owned(),
        exact: true,
        samples,
    }
}
