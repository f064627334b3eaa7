//! Lines of a Latin code page that were read as windows-1252: `Tomáš Nìmec`, `ostrze¿enie`, `ortamý`.
//!
//! No structure of bytes tells them from clean text, and often a single letter is amiss. What tells is the language of
//! all other words: whether it writes the letter that stands there or the one that stands in its place in another page.

use super::channel::{self, Channel, Channels};
use super::charset::Charset;
use crate::characters::latin::{self, fold};
use std::sync::LazyLock;

/// What it costs a word to be of another language than its line, in tenths of a bit.
const FOREIGN: i32 = 100;
/// From here on it speaks against a page, in tenths of a bit, that the other words are likelier in another language.
const ELSEWHERE: i32 = 60;
/// The same where a page is supposed: it is the language of the other words that speaks for the page.
const FOREIGN_OF_PAGE: i32 = 140;
/// What it costs to suppose a page.
const PAGE: i32 = 10;
/// What must speak for it beyond that, where no other line does.
const DOUBT: i32 = 52;
/// What each letter that a short line lacks to `SAID` of them costs more: little text is of any language.
const SHORT: i32 = 2;
const SAID: usize = 26;
/// What must speak for it beyond that where a line has fewer than `LETTERS`.
const FEW: i32 = 30;
const LETTERS: usize = 8;
/// In lines of so few letters the language of the other words counts twice.
const BRIEF: usize = 16;
/// What a sign other than a letter costs in a word, and at its edge.
const SIGN_WITHIN: i32 = 220;
const SIGN_BESIDE: i32 = 160;
/// What signs that are letters in other pages cost between two small letters.
const SIGN_BETWEEN: i32 = 300;
/// What the number of a note costs behind a word.
const SIGN_NOTE: i32 = 110;
/// What a sign costs where it is usual.
const SIGN_USUAL: i32 = 60;
/// What the sign `©` costs that is glued to a small letter.
const SIGN_GLUED: i32 = 160;
/// What the capital `İ` costs in a language without the small `ı`.
const DOTTED: i32 = 200;
/// What a control character costs.
const CONTROL: i32 = 300;
/// A word of more letters is cut.
const LONGEST: usize = 40;

/// Whether a line has characters that another page might have letters for.
pub(super) fn is_suspect(line: &str) -> bool {
    let other = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '¡'..='\u{24f}');
    line.contains(other)
}

/// If one of so many of the likeliest has all letters of a line, nothing seems amiss.
const LIKELIEST: usize = 2;

/// What a page makes of a line.
pub(super) struct Reading {
    /// The index of its channel.
    pub channel: usize,
    /// How much likelier the line is in it, and by how much it must be if nothing else speaks for the page, in
    /// tenths of a bit.
    pub gain: i32,
    pub doubt: i32,
}

/// So many languages are asked, the likeliest by the letters of ASCII, if these are so many pairs: the letters beyond it
/// are in question.
const ASKED: usize = 48;
const TELLING: i32 = 48;
/// The same of a line among many of a text.
const ASKED_AMONG: usize = 16;

/// The pages among some channels in which a line says something likelier than what stands there.
///
/// A line among many of a text is not asked further if it is short or nothing is amiss in it: others will tell.
pub(super) fn readings(line: &str, channels: Channels, alone: bool) -> Vec<Reading> {
    let words: Vec<&str> = words(line).collect();
    let pages: Vec<(usize, Vec<Option<String>>)> = channel::all()
        .iter()
        .enumerate()
        .filter(|(index, channel)| channels & (1 << index) != 0 && is_latin(channel))
        .filter_map(|(index, channel)| Some((index, rereadings(channel, &words)?)))
        .collect();
    if pages.is_empty() {
        return Vec::new();
    }
    let (count, few) = if alone {
        (ASKED, TELLING)
    } else {
        (ASKED_AMONG, latin::ORDINARY)
    };
    let asked = latin::likely(line, count, few);
    let languages = asked.iter().filter_map(|index| latin::all().get(*index));
    let mut likeliest = languages.take(LIKELIEST);
    let short = asked.len() > count;
    if !alone && (short || likeliest.any(|language| language.has_all(line))) {
        return Vec::new();
    }
    let quoted = line.contains('«');
    let mut pages = pages;
    pages.retain(|(index, said)| gain_at_most(*index, said, &words, quoted, &asked) > PAGE);
    if pages.is_empty() {
        return Vec::new();
    }
    let as_is: Vec<Vec<i32>> = words
        .iter()
        .map(|word| costs(word, quoted, &asked))
        .collect();
    let clean = best(&as_is, &asked);
    let doubt = doubt(&words);
    let brief = letters(&words) <= BRIEF;
    let reading = |(index, said): (usize, Vec<Option<String>>)| {
        let (cost, strange) = page_cost(index, &said, &as_is, &asked)?;
        let gain = clean - cost - PAGE;
        (gain > 0).then_some(Reading {
            channel: index,
            gain,
            doubt: if brief {
                doubt + (strange - ELSEWHERE).max(0) * 6 / 10
            } else {
                doubt
            },
        })
    };
    pages.into_iter().filter_map(reading).collect()
}

/// More than this a page cannot gain: what its words gain in the language in which they gain most.
fn gain_at_most(
    index: usize,
    said: &[Option<String>],
    words: &[&str],
    quoted: bool,
    asked: &[usize],
) -> i32 {
    let Some(written) = WRITTEN.get(index) else {
        return 0;
    };
    let writes = |language: &usize| written.get(*language).is_some_and(|writes| *writes);
    let asked: Vec<usize> = asked.iter().copied().filter(writes).collect();
    let mut gains = vec![0; asked.len()];
    for (word, said) in words.iter().zip(said) {
        let Some(said) = said else { continue };
        let costs = costs(word, quoted, &asked).into_iter();
        let costs = costs.zip(self::costs(said, false, &asked));
        for (gain, (as_is, said)) in gains.iter_mut().zip(costs) {
            *gain += as_is - said;
        }
    }
    gains.into_iter().max().unwrap_or(0)
}

/// What each word says in a page, if that is not what stands there; `None` if no word says anything else, or one has
/// characters without bytes or meaning.
fn rereadings(channel: &Channel, words: &[&str]) -> Option<Vec<Option<String>>> {
    let said = words.iter().map(|word| {
        if word.is_ascii() {
            return Some(None);
        }
        let said = reread(channel, word)?;
        Some((said != **word).then_some(said))
    });
    let said: Vec<Option<String>> = said.collect::<Option<_>>()?;
    said.iter().any(Option::is_some).then_some(said)
}

/// By how much a page must be likelier where the line alone speaks for it.
fn doubt(words: &[&str]) -> i32 {
    let letters = letters(words);
    let lacking = |usual: usize| usual.saturating_sub(letters) as i32;
    DOUBT + SHORT * lacking(SAID) + if letters < LETTERS { FEW } else { 0 }
}

fn letters(words: &[&str]) -> usize {
    words.iter().map(|word| word.chars().count()).sum()
}

/// What words cost in a page and the language that they cost least in, and how much more those that the page leaves as
/// they are cost in it than in any other.
fn page_cost(
    index: usize,
    said: &[Option<String>],
    as_is: &[Vec<i32>],
    asked: &[usize],
) -> Option<(i32, i32)> {
    let mut totals = vec![0; asked.len()];
    let mut strange = vec![0; asked.len()];
    for (said, costs_as_is) in said.iter().zip(as_is) {
        match said {
            None => {
                add_foreign(&mut totals, costs_as_is, FOREIGN_OF_PAGE);
                let least = costs_as_is.iter().min().copied().unwrap_or(0);
                for (strange, cost) in strange.iter_mut().zip(costs_as_is) {
                    *strange += (*cost - least).min(FOREIGN_OF_PAGE);
                }
            }
            Some(said) => {
                for (total, cost) in totals.iter_mut().zip(costs(said, false, asked)) {
                    *total += cost;
                }
            }
        }
    }
    let written = WRITTEN.get(index)?;
    let totals = totals.into_iter().zip(strange).zip(asked);
    let totals =
        totals.filter(|(_, language)| written.get(**language).is_some_and(|written| *written));
    totals.map(|(total, _)| total).min()
}

/// Which languages each channel's page can write, by index of the channel.
static WRITTEN: LazyLock<Vec<Vec<bool>>> = LazyLock::new(|| {
    let written = |channel: &Channel| {
        if !is_latin(channel) {
            return Vec::new();
        }
        let has = |c: char| c.is_ascii() || channel.written.unit(c).is_some();
        let languages = latin::all().iter();
        languages
            .map(|language| language.letters().all(has))
            .collect()
    };
    channel::all().iter().map(written).collect()
});

/// All channels of such a page.
pub(super) fn latin() -> Channels {
    static ALL: LazyLock<Channels> = LazyLock::new(|| {
        let channels = channel::all().iter().enumerate();
        channels
            .filter(|(_, channel)| is_latin(channel))
            .fold(0, |all, (index, _)| all | 1 << index)
    });
    *ALL
}

/// Whether a channel is a page of Latin letters read as windows-1252.
pub(super) fn is_latin(channel: &Channel) -> bool {
    let Charset::Single(page) = &**channel.written else {
        return false;
    };
    matches!(
        page.name,
        "windows-1250" | "windows-1254" | "windows-1257" | "iso-8859-2"
    ) && channel.read.name() == "windows-1252"
}

/// A word in another page; `None` if its characters have no bytes or these no meaning.
fn reread(channel: &Channel, word: &str) -> Option<String> {
    let Charset::Single(page) = &**channel.written else {
        return None;
    };
    word.chars()
        .map(|c| {
            if c.is_ascii() {
                return Some(c);
            }
            let unit = channel.read.unit(c)?;
            let said = page.char(*unit.bytes().first()?)?;
            // What is a letter in both may be another one; no letter becomes a sign.
            (said.is_alphabetic() || !c.is_alphabetic()).then_some(said)
        })
        .collect()
}

/// The words of a line. Signs that are letters in another page are of the word; placeholders and short names in
/// capitals tell nothing.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| {
        if c.is_ascii() {
            !c.is_ascii_alphabetic() && c != '%'
        } else {
            matches!(c, '\u{a0}' | '\u{2010}'..='\u{206f}')
        }
    };
    line.split(ends)
        .filter(|word| !word.is_empty() && !word.contains('%') && !is_acronym(word))
}

fn is_acronym(word: &str) -> bool {
    word.len() < 5 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What a word costs in each of some languages.
fn costs(word: &str, quoted: bool, asked: &[usize]) -> Vec<i32> {
    let mut parts: Vec<Vec<char>> = vec![Vec::new()];
    let mut signs = 0;
    let mut chars = word.chars().map(fold).take(LONGEST).enumerate().peekable();
    let small = |at: usize| word.chars().nth(at).is_some_and(char::is_lowercase);
    while let Some((at, c)) = chars.next() {
        let Some(part) = parts.last_mut() else { break };
        if is_letter(c) {
            part.push(c);
            continue;
        }
        let within = !part.is_empty() && chars.peek().is_some_and(|(_, c)| is_letter(*c));
        signs += match c {
            '©' if part.is_empty() && small(1) => SIGN_GLUED,
            '¹' | '»' | '¾' | '¿' if within && small(at - 1) && small(at + 1) => SIGN_BETWEEN,
            _ => sign(c, within, part.is_empty(), quoted),
        };
        parts.push(Vec::new());
    }
    let languages = asked.iter().filter_map(|index| latin::all().get(*index));
    // The models know small letters, where it would be a mere `i`.
    let dotted = word.contains('İ');
    languages
        .map(|language| {
            let parts = parts.iter().filter(|part| !part.is_empty());
            let strange = i32::from(dotted && !language.has_all("ı")) * DOTTED;
            signs + strange + parts.map(|part| language.cost(part)).sum::<i32>()
        })
        .collect()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º')
}

/// What a sign costs at the edge of a word or within it.
fn sign(c: char, within: bool, first: bool, quoted: bool) -> i32 {
    match c {
        '\u{80}'..='\u{9f}' => CONTROL,
        _ if within => SIGN_WITHIN,
        '«' | '¿' | '¡' | '£' | '§' | '©' if first => SIGN_USUAL,
        'ª' | 'º' | '°' | '®' if !first => SIGN_USUAL,
        '»' if !first && quoted => SIGN_USUAL,
        '¹' | '²' | '³' if !first => SIGN_NOTE,
        _ => SIGN_BESIDE,
    }
}

/// What words cost in the language that they cost least in, where some may be of others.
fn best(words: &[Vec<i32>], asked: &[usize]) -> i32 {
    let mut totals = vec![0; asked.len()];
    for costs in words {
        add_foreign(&mut totals, costs, FOREIGN);
    }
    totals.into_iter().min().unwrap_or(0)
}

/// Adds what a word costs in each language, or in another one.
fn add_foreign(totals: &mut [i32], costs: &[i32], more: i32) {
    let foreign = costs.iter().min().map_or(0, |least| least + more);
    for (total, cost) in totals.iter_mut().zip(costs) {
        *total += (*cost).min(foreign);
    }
}

#[cfg(test)]
mod tests {
    fn restored(line: &str) -> String {
        let options = crate::Options::default();
        crate::restore_text(line, &options).text.into_owned()
    }

    #[test]
    fn the_language_of_the_line_tells_the_page_of_a_letter() {
        for (misread, written) in [
            (
                "Tomáš Nìmec, ministr zahranièí",
                "Tomáš Němec, ministr zahraničí",
            ),
            (
                "Az elnök errõl késõbb egyeztet a vezetõkkel",
                "Az elnök erről később egyeztet a vezetőkkel",
            ),
            (
                "Sreèanje je bilo koristno za obe strani",
                "Srečanje je bilo koristno za obe strani",
            ),
        ] {
            assert_eq!(restored(misread), written);
        }
    }

    #[test]
    fn what_a_language_writes_itself_stays() {
        for line in [
            "O zâl al è colât jerì sul jôf di mont",
            "Predsednica se je sestala z gospo Hélène Lefèvre",
        ] {
            assert_eq!(restored(line), line);
        }
    }
}
