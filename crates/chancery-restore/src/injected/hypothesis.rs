//! Which word is missing where the foreign text stands, or whether none is.

use super::language::{Around, Language, english};
use super::places::{Group, Place, is_foreign};
use super::tokens::tokens;

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

/// By how much the best word must be likelier than any other.
const MARGIN: f64 = 1.0;
/// The same where there is one place alone.
const MARGIN_ONE: f64 = 4.0;
/// By how much a word must be likelier than a foreign name: one of small letters, a capitalised one, one that can be a
/// phrase of its own, as a name can; and where a name could not stand.
const MARGIN_BARE: f64 = 6.0;
const MARGIN_CAPITAL: f64 = 9.5;
const MARGIN_ALONE: f64 = 20.0;
const MARGIN_ALONE_MARKED: f64 = 12.0;
const MARGIN_MARKED: f64 = 4.0;
/// How much more often a frequent word is replaced than a rare one: the power of its frequency.
const CHOICE: f64 = 0.8;
/// A word is as frequent as this share of all tokens if its frequency speaks neither for nor against it.
const USUAL: f64 = 1200.0;
/// What an occurrence of the word elsewhere costs, if it is supposed to be replaced everywhere.
const LEFT_OVER: f64 = 6.0;
/// How likely a name in its own script is at a place where foreign text was found.
const NAME_RATE: f64 = 0.003;
/// The same once the text has shown the name.
const NAME_AGAIN: f64 = 0.01;
/// What it costs a name that letters are glued to it: at a place, and for letters that are the same at every place.
const NAME_GLUED: f64 = 12.0;
const NAME_TAIL: f64 = 3.0;
/// What speaks for a name between brackets or quotation marks.
const NAME_ENCLOSED: f64 = 6.0;
/// The share of the expected number of occurrences that counts: words come in bursts.
const BURSTS: f64 = 0.3;
/// The longest ASCII part of a foreign text, in bytes.
const ASCII_PART: usize = 12;

/// A word with one place or several: `AD`, `ADy`, `ADcludADg`.
struct Setting<'a> {
    /// ASCII letters and digits before the first place, between two, and behind the last one.
    pieces: Vec<&'a str>,
    /// The neighbours beyond, as symbols: by how much of a piece is taken the outer ones do not change.
    around: Around<'a>,
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
    if !may_be_replaced(text, &group.places) {
        return None;
    }
    let language = english();
    let rest = without(text, &group.places);
    let tokens: Vec<&str> = tokens(&rest).collect();
    let known = tokens.iter().filter(|token| language.knows(token)).count();
    if known * 2 < tokens.len() {
        return None;
    }
    let settings = settings(language, text, &group.places);
    let heads = common(
        &settings,
        |pieces| &pieces[..pieces.len() - 1],
        |piece, n| piece.len().checked_sub(n).and_then(|at| piece.get(at..)),
    );
    let tails = common(&settings, |pieces| &pieces[1..], |piece, n| piece.get(..n));
    let mut suppositions = Vec::new();
    for word in &language.candidates {
        let left_over = rest.matches(word).take(3).count();
        if left_over > 2 {
            continue;
        }
        let absent = BURSTS * language.expected(word, tokens.len());
        let chosen = CHOICE
            * language
                .share(language.word(word).map_or(1.0, |word| word.count) * USUAL)
                .ln();
        for head in 0..=heads {
            for tail in 0..=tails {
                let Some(mut supposition) = suppose(language, &settings, word, head, tail) else {
                    continue;
                };
                supposition.score += chosen - absent - LEFT_OVER * left_over as f64;
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
    let over = best.score - name;
    let least = if group.places.len() == 1 {
        MARGIN_ONE
    } else {
        MARGIN
    };
    let sure = best.score - second >= least && over >= margin_over_name(language, best);
    sure.then_some(Verdict {
        word: best.word,
        head: best.head,
        tail: best.tail,
        margin,
    })
}

/// Whether there is enough to judge by: two places, or letters glued to the only one.
fn may_be_replaced(text: &str, places: &[Place]) -> bool {
    let is_glue = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    places.len() >= 2
        || places
            .iter()
            .any(|place| is_glue(bytes[..place.start].last()) || is_glue(bytes.get(place.end)))
}

/// By how much a word must be likelier than a foreign name: the more, the more alike the two stand. Letters glued to it
/// that complete a word, or ASCII as part of it, are what a name never has.
fn margin_over_name(language: &Language, best: &Supposition) -> f64 {
    let marked = best.glued || best.head + best.tail > 0;
    let alone = language.word(best.word).is_some_and(|word| word.alone);
    match (alone, marked) {
        (true, false) => MARGIN_ALONE,
        (true, true) => MARGIN_ALONE_MARKED,
        (false, true) => MARGIN_MARKED,
        (false, false) if best.word.starts_with(char::is_uppercase) => MARGIN_CAPITAL,
        (false, false) => MARGIN_BARE,
    }
}

fn suppose(
    language: &Language,
    settings: &[Setting<'_>],
    word: &'static str,
    head: usize,
    tail: usize,
) -> Option<Supposition> {
    let mut score = 0.0;
    let mut reading = String::new();
    let mut glued = false;
    for setting in settings {
        let start = reading.len();
        let last = setting.pieces.len() - 1;
        for (index, piece) in setting.pieces.iter().enumerate() {
            let from = if index == 0 { 0 } else { tail };
            let to = piece
                .len()
                .checked_sub(if index == last { 0 } else { head })?;
            reading.push_str(piece.get(from..to)?);
            if index < last {
                reading.push_str(word);
            }
        }
        let whole = &reading[start..];
        score += language.between(whole, &setting.around);
        glued |= whole.len() > word.len() && language.knows(whole);
        reading.push(' ');
    }
    Some(Supposition {
        word,
        head,
        tail,
        score,
        reading,
        glued,
    })
}

/// The score of the supposition that a foreign name stands there.
fn name_score(language: &Language, settings: &[Setting<'_>], heads: usize, tails: usize) -> f64 {
    let mut rate = NAME_RATE;
    let places: f64 = settings
        .iter()
        .map(|setting| {
            let pieces = &setting.pieces;
            let glued = pieces.len() > 2 || pieces[0].len() > heads || pieces[1].len() > tails;
            let base = language.of_name(&setting.around) + rate.ln();
            rate = NAME_AGAIN;
            let enclosed = matches!(
                setting.around.nearest,
                ("(", ")") | ("[", "]") | ("“", "”") | ("‘", "’") | ("\"", "\"")
            );
            base - if glued { NAME_GLUED } else { 0.0 } + if enclosed { NAME_ENCLOSED } else { 0.0 }
        })
        .sum();
    places - if heads + tails > 0 { NAME_TAIL } else { 0.0 }
}

/// The length, up to [`ASCII_PART`], over which the pieces on one side of every place agree.
fn common<'a>(
    settings: &[Setting<'a>],
    side: impl for<'b> Fn(&'b [&'a str]) -> &'b [&'a str],
    part: impl Fn(&'a str, usize) -> Option<&'a str>,
) -> usize {
    let pieces: Vec<&'a str> = settings
        .iter()
        .flat_map(|setting| side(&setting.pieces).iter().copied())
        .collect();
    let Some(first) = pieces.first() else {
        return 0;
    };
    (0..=ASCII_PART)
        .rev()
        .find(|n| {
            let of_first = part(first, *n);
            of_first.is_some() && pieces.iter().all(|piece| part(piece, *n) == of_first)
        })
        .unwrap_or(0)
}

/// The words that hold the places.
fn settings<'a>(language: &Language, text: &'a str, places: &[Place]) -> Vec<Setting<'a>> {
    let is_glue = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let mut settings = Vec::with_capacity(places.len());
    let mut rest = places;
    while let Some(first) = rest.first() {
        let prefix = bytes[..first.start]
            .iter()
            .rev()
            .take_while(|byte| is_glue(byte))
            .count();
        let start = first.start - prefix;
        let mut pieces = vec![&text[start..first.start]];
        let mut end = first.end;
        let mut used = 1;
        for next in &rest[1..] {
            if !bytes[end..next.start].iter().all(is_glue) {
                break;
            }
            pieces.push(&text[end..next.start]);
            end = next.end;
            used += 1;
        }
        let suffix = bytes[end..].iter().take_while(|byte| is_glue(byte)).count();
        pieces.push(&text[end..end + suffix]);
        let before = before(&text[..start]);
        let after = after(&text[end + suffix..]);
        settings.push(Setting {
            pieces,
            around: language.around(before, after),
        });
        rest = &rest[used..];
    }
    settings
}

/// The symbols of the two tokens that end `text`; a beginning of a sentence after a stop or a line feed.
fn before(text: &str) -> [&str; 2] {
    let (near, rest) = last(text);
    if near == "<s>" {
        return ["", near];
    }
    [last(rest).0, near]
}

/// The symbol of the token that ends `text`, and what stands before it.
fn last(text: &str) -> (&str, &str) {
    let text = text.trim_end_matches([' ', '\u{a0}', '\t']);
    let Some(end) = text.chars().next_back() else {
        return ("<s>", text);
    };
    let part_of = |c: char| {
        if end.is_alphabetic() {
            c.is_alphabetic()
        } else {
            end.is_ascii_digit() && c.is_ascii_digit()
        }
    };
    let start = match text.rfind(|c| !part_of(c)) {
        _ if matches!(end, '\n' | '.' | '!' | '?') => return ("<s>", text),
        Some(at) if part_of(end) => at + text[at..].chars().next().map_or(1, char::len_utf8),
        None => 0,
        Some(_) => text.len() - end.len_utf8(),
    };
    (&text[start..], &text[..start])
}

/// The symbols of the two tokens that begin `text`.
fn after(text: &str) -> [&str; 2] {
    let line = text.trim_start_matches([' ', '\u{a0}', '\t']);
    let line = line.split('\n').next().unwrap_or("");
    let mut tokens = tokens(line);
    let near = tokens.next().unwrap_or("</s>");
    if matches!(near, "</s>" | "." | "!" | "?") {
        return [near, ""];
    }
    [near, tokens.next().unwrap_or("</s>")]
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
