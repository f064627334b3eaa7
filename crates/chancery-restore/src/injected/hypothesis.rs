//! Which word is missing where the foreign text stands, or whether none is.

use super::language::{Language, NAME, english};
use super::places::{Group, Place, is_foreign};
use std::collections::BTreeSet;

/// The word that the foreign text replaced, and how far the foreign text reaches.
#[derive(Debug)]
pub(super) struct Verdict {
    pub word: &'static str,
    /// ASCII before the foreign characters that belongs to the foreign text, in bytes.
    pub head: usize,
    /// ASCII after them that does.
    pub tail: usize,
    /// By how many nats it is likelier than the next word, or than a foreign name.
    pub margin: f64,
}

/// By how much the best word must be likelier than any other, and than a foreign name.
const MARGIN: f64 = 4.0;
const MARGIN_NAME: f64 = 5.0;
/// What an occurrence of the word elsewhere costs, if it is supposed to be replaced everywhere.
const LEFT_OVER: f64 = 6.0;
/// How likely a name in its own script is at a place where foreign text was found.
const NAME_RATE: f64 = 0.003;
/// What it costs a name that letters are glued to it: at a place, and for letters that are the same at every place.
const NAME_GLUED: f64 = 12.0;
const NAME_TAIL: f64 = 3.0;
/// The share of the expected number of occurrences that counts: words come in bursts.
const BURSTS: f64 = 0.7;
/// The longest ASCII part of a foreign text, in bytes.
const ASCII_PART: usize = 12;

/// A place with what stands around it.
struct Setting<'a> {
    /// ASCII letters, digits and dots glued to the left.
    prefix: &'a str,
    suffix: &'a str,
    /// The neighbours beyond, as symbols: by how much of the suffix is taken the right one does not change.
    before: &'a str,
    after: &'a str,
}

/// One supposition, and what the places then read.
struct Supposition {
    word: &'static str,
    head: usize,
    tail: usize,
    score: f64,
    reading: String,
    glued: bool,
}

/// The word, if the evidence names one.
pub(super) fn judge(text: &str, group: &Group) -> Option<Verdict> {
    if !may_be_marked(text, &group.places) {
        return None;
    }
    let language = english();
    let rest = without(text, &group.places);
    let tokens: Vec<&str> = tokens(&rest).collect();
    let known = tokens.iter().filter(|token| language.knows(token)).count();
    if known * 2 < tokens.len() {
        return None;
    }
    let settings: Vec<Setting<'_>> = group
        .places
        .iter()
        .map(|place| setting(language, text, *place))
        .collect();
    let heads = common(
        &settings,
        |setting| setting.prefix.len(),
        |setting, n| &setting.prefix[setting.prefix.len() - n..],
    );
    let tails = common(
        &settings,
        |setting| setting.suffix.len(),
        |setting, n| &setting.suffix[..n],
    );
    let mut suppositions = Vec::new();
    for word in &language.candidates {
        let left_over = rest.matches(word).count();
        if left_over > 2 {
            continue;
        }
        let absent = BURSTS * language.expected(word, tokens.len());
        for head in 0..=heads {
            for tail in 0..=tails {
                let mut supposition = suppose(language, &settings, word, head, tail);
                supposition.score -= absent + LEFT_OVER * left_over as f64;
                suppositions.push(supposition);
            }
        }
    }
    let best = suppositions
        .iter()
        .max_by(|a, b| a.score.total_cmp(&b.score))?;
    let second = suppositions
        .iter()
        .filter(|other| other.reading != best.reading)
        .map(|other| other.score);
    let second = second.fold(f64::NEG_INFINITY, f64::max);
    let name = name_score(language, &settings, heads, tails);
    let margin = (best.score - second).min(best.score - name);
    let sure = best.score - second >= MARGIN
        && best.score - name >= MARGIN_NAME
        && is_marked(language, best, &settings);
    sure.then_some(Verdict {
        word: best.word,
        head: best.head,
        tail: best.tail,
        margin,
    })
}

/// Whether [`is_marked`] can hold at all: nothing is glued to a foreign name that stands once or twice.
fn may_be_marked(text: &str, places: &[Place]) -> bool {
    let is_glue = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    places.len() >= 3
        || places
            .iter()
            .any(|place| is_glue(bytes[..place.start].last()) || is_glue(bytes.get(place.end)))
}

/// Whether the places show what a name never does: letters glued to it that complete a word, ASCII as part of it, or
/// one grammatical slot before many different words.
fn is_marked(language: &Language, best: &Supposition, settings: &[Setting<'_>]) -> bool {
    if best.glued {
        return true;
    }
    let alone = language.word(best.word).is_some_and(|word| word.alone);
    let ascii = best.head + best.tail > 0;
    let slots: BTreeSet<(&str, &str)> = settings
        .iter()
        .map(|setting| (setting.before, setting.after))
        .collect();
    if alone {
        ascii && slots.len() >= 2
    } else {
        ascii || slots.len() >= 3
    }
}

fn suppose(
    language: &Language,
    settings: &[Setting<'_>],
    word: &'static str,
    head: usize,
    tail: usize,
) -> Supposition {
    let mut score = 0.0;
    let mut reading = String::new();
    let mut glued = false;
    for setting in settings {
        let prefix = &setting.prefix[..setting.prefix.len() - head];
        let suffix = &setting.suffix[tail..];
        let whole = format!("{prefix}{word}{suffix}");
        score += language.between(setting.before, &whole, setting.after);
        glued |= whole.len() > word.len() && language.knows(&whole);
        reading.push_str(&whole);
        reading.push(' ');
    }
    Supposition {
        word,
        head,
        tail,
        score,
        reading,
        glued,
    }
}

/// The score of the supposition that a foreign name stands there.
fn name_score(language: &Language, settings: &[Setting<'_>], heads: usize, tails: usize) -> f64 {
    let count = language.word(NAME).map_or(1.0, |word| word.count);
    let places: f64 = settings
        .iter()
        .map(|setting| {
            let glued = setting.prefix.len() > heads || setting.suffix.len() > tails;
            let base = language.between(setting.before, NAME, setting.after)
                - language.share(count).ln()
                + NAME_RATE.ln();
            base - if glued { NAME_GLUED } else { 0.0 }
        })
        .sum();
    places - if heads + tails > 0 { NAME_TAIL } else { 0.0 }
}

/// The length, up to [`ASCII_PART`], over which all settings agree.
fn common<'a>(
    settings: &'a [Setting<'a>],
    len: impl Fn(&Setting<'_>) -> usize,
    part: impl Fn(&'a Setting<'a>, usize) -> &'a str,
) -> usize {
    let Some(first) = settings.first() else {
        return 0;
    };
    let longest = settings.iter().map(len).min().unwrap_or(0).min(ASCII_PART);
    (0..=longest)
        .rev()
        .find(|n| {
            settings
                .iter()
                .all(|setting| part(setting, *n) == part(first, *n))
        })
        .unwrap_or(0)
}

fn setting<'a>(language: &Language, text: &'a str, place: Place) -> Setting<'a> {
    let is_glue = |byte: u8| byte.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let prefix = bytes[..place.start]
        .iter()
        .rev()
        .take_while(|byte| is_glue(**byte))
        .count();
    let suffix = bytes[place.end..]
        .iter()
        .take_while(|byte| is_glue(**byte))
        .count();
    let (start, end) = (place.start - prefix, place.end + suffix);
    Setting {
        prefix: &text[start..place.start],
        suffix: &text[place.end..end],
        before: before(language, &text[..start]),
        after: after(language, &text[end..]),
    }
}

/// The symbol of the token that ends `text`, a beginning of a sentence after a stop or a line feed.
fn before<'a>(language: &Language, text: &'a str) -> &'a str {
    let text = text.trim_end_matches([' ', '\u{a0}', '\t']);
    match text.chars().next_back() {
        None | Some('\n' | '.' | '!' | '?') => "<s>",
        Some(c) if c.is_alphabetic() => {
            let start = text.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
                at + text[at..].chars().next().map_or(1, char::len_utf8)
            });
            symbol(language, &text[start..])
        }
        Some(c) if c.is_ascii_digit() => "<num>",
        Some(c) => symbol(language, &text[text.len() - c.len_utf8()..]),
    }
}

/// The symbol of the token that begins `text`.
fn after<'a>(language: &Language, text: &'a str) -> &'a str {
    let text = text.trim_start_matches([' ', '\u{a0}', '\t']);
    match tokens(text).next() {
        _ if text.starts_with('\n') => "</s>",
        None => "</s>",
        Some(token) => symbol(language, token),
    }
}

fn symbol<'a>(language: &Language, token: &'a str) -> &'a str {
    match token {
        "'" => "’",
        _ => language.symbol(token),
    }
}

/// Runs of letters, runs of digits, and every other character that is no space by itself.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let len = if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len())
        } else if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, left) = rest.split_at(len);
        rest = left;
        Some(token)
    })
}

/// The text without the foreign strings and what is glued to them.
fn without(text: &str, places: &[Place]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        rest.push_str(text.get(at..place.start).unwrap_or(""));
        rest.push(' ');
        at = place.end;
    }
    rest.push_str(&text[at..]);
    rest.chars()
        .map(|c| if is_foreign(c) { ' ' } else { c })
        .collect()
}
