//! Characters of which the misreading destroyed the last byte, inferred from the text itself.

mod paragraph;
mod place;

use super::channel::{Channel, Pending};
use super::style::Style;
use memchr::memmem;
use paragraph::Ranking;
use place::{Mark, Place};
use std::cell::OnceCell;

/// A character without its last byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lost {
    /// The bytes that are left.
    pub pending: Pending,
    /// Whether a `?` stands for the byte and the ASCII character after it.
    pub marked: bool,
}

/// What is inferred.
#[derive(Debug)]
pub(super) struct Guess {
    pub text: String,
    pub reason: String,
}

/// Infers lost characters of one text.
#[derive(Debug)]
pub(super) struct Resolver<'a> {
    text: &'a str,
    /// What is restored exactly elsewhere in it.
    exact: &'a str,
    region: Option<&'a str>,
    /// Its style, once it is asked.
    style: OnceCell<Style>,
}

impl<'a> Resolver<'a> {
    pub fn new(text: &'a str, exact: &'a str, region: Option<&'a str>) -> Self {
        Self {
            text,
            exact,
            region,
            style: OnceCell::new(),
        }
    }

    fn style(&self) -> &Style {
        self.style
            .get_or_init(|| Style::new(self.text, self.exact, self.region))
    }

    /// The lost character, given what is restored to the left of it and the damaged text to the right.
    pub fn guess(&self, channel: &Channel, lost: &Lost, left: &str, right: &str) -> Guess {
        let mut guess = match lost.pending.bytes() {
            [0xe2, 0x80] => self.punctuation(channel, lost, left, right),
            [0xe2, 0x82] if right.starts_with(|c: char| c.is_ascii_digit()) => {
                guess('€', "before a number it is the currency")
            }
            [0xe3, 0x80] => east_asian(right, '。', '、'),
            [0xef, 0xbc] => east_asian(right, '：', '，'),
            _ => self.letter(channel, lost, left, right),
        };
        if lost.marked {
            swallowed(&mut guess, left, right);
        }
        guess
    }

    /// One of the characters of U+2000 to U+203F.
    fn punctuation(&self, channel: &Channel, lost: &Lost, left: &str, right: &str) -> Guess {
        let may_be = |c: char| channel.may_lose(last_byte(c));
        let only: Vec<char> = "‘’“”–—…•".chars().filter(|c| may_be(*c)).collect();
        if let [c] = only[..] {
            return guess(
                c,
                "of the characters that begin with these bytes only this one loses its last byte here",
            );
        }
        let Ranking { place, marks } = paragraph::rank(left, right, lost.marked);
        let mut ranked: Vec<(char, f32)> = Vec::new();
        for (mark, cost) in marks {
            for (c, cost) in self.characters(mark, cost) {
                if !may_be(c) {
                    continue;
                }
                match ranked.iter_mut().find(|(known, _)| *known == c) {
                    Some((_, known)) => *known = known.min(cost),
                    None => ranked.push((c, cost)),
                }
            }
        }
        ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
        let Some(&(best, cost)) = ranked.first() else {
            return guess(char::REPLACEMENT_CHARACTER, UNKNOWN);
        };
        let others: f32 = ranked.iter().map(|(_, other)| (cost - other).exp()).sum();
        if cost > IMPROBABLE || others > 1.0 / SURE {
            return guess(char::REPLACEMENT_CHARACTER, UNDECIDED);
        }
        guess(best, &self.reason(best, place))
    }

    /// The characters that a mark may be set as, with their costs.
    fn characters(&self, mark: Mark, cost: f32) -> Vec<(char, f32)> {
        match mark {
            Mark::OpenDouble => vec![('“', cost)],
            Mark::OpenSingle => vec![('‘', cost)],
            Mark::CloseDouble => vec![('”', cost)],
            Mark::CloseSingle | Mark::Apostrophe => vec![('’', cost)],
            Mark::EnDash => vec![('–', cost)],
            Mark::EmDash => vec![('—', cost)],
            Mark::Ellipsis => vec![('…', cost)],
            Mark::Bullet => vec![('•', cost)],
            Mark::Dash => {
                let en = self.style().en;
                vec![('–', cost - en.ln()), ('—', cost - (1.0 - en).ln())]
            }
        }
    }

    fn reason(&self, mark: char, place: Place) -> String {
        let reason = match (mark, place) {
            ('–', Place::Range) => "between two numbers stands an en dash",
            ('–' | '—', _) => return self.style().reason.clone(),
            ('•', Place::Item) => "alone at the start of a line, it is the mark of a list",
            ('•', _) => "several such marks, each before a capital, set off the items of a list",
            ('“' | '‘', _) => "after a space, before what is no space, a quotation opens",
            ('”', _) => "a quotation is open, and closes here",
            ('’', Place::PluralWord) => {
                "after a plural stands the apostrophe of the genitive, or a quotation in single marks closes"
            }
            ('’', _) => "a quotation in single marks is open, and closes here",
            ('…', _) => {
                "after a word that takes no apostrophe, with no quotation open, a sentence breaks off"
            }
            _ => "it is the likeliest mark at such a place",
        };
        reason.to_owned()
    }

    /// A letter: the one that the same word has elsewhere in the text, or U+FFFD if the text does not tell.
    fn letter(&self, channel: &Channel, lost: &Lost, left: &str, right: &str) -> Guess {
        let candidates = (0x80..=0xbfu8)
            .filter(|byte| channel.may_lose(*byte))
            .filter_map(|byte| lost.pending.completed(byte));
        let mut candidates = candidates.filter(|c| c.is_alphabetic());
        if let (Some(c), None) = (candidates.next(), candidates.next()) {
            return guess(c, "the only letter that loses its last byte here");
        }
        let is_candidate = |c: char| {
            let last = last_byte(c);
            channel.may_lose(last) && lost.pending.completed(last) == Some(c) && c.is_alphabetic()
        };
        let head = word_before(left);
        let tail = word_behind(right);
        if !lost.marked && head.chars().count() + tail.chars().count() >= 2 {
            let seen = self.letters_between(head, tail, is_candidate);
            if let [c] = seen[..] {
                return guess(c, "the text has the same word with this letter elsewhere");
            }
        }
        guess(char::REPLACEMENT_CHARACTER, UNKNOWN)
    }

    /// Which of the candidates stand between `head` and `tail` in the text; one more than one is enough.
    fn letters_between(
        &self,
        head: &str,
        tail: &str,
        is_candidate: impl Fn(char) -> bool,
    ) -> Vec<char> {
        let mut seen = Vec::new();
        // Gives whether more than one was seen, which tells nothing.
        let mut see = |c: Option<char>| {
            if let Some(c) = c.filter(|c| is_candidate(*c) && !seen.contains(c)) {
                seen.push(c);
            }
            seen.len() > 1
        };
        if head.len() >= tail.len() {
            for at in memmem::find_iter(self.text.as_bytes(), head) {
                let mut rest = self.text[at + head.len()..].chars();
                let c = rest.next();
                if see(c.filter(|_| rest.as_str().starts_with(tail))) {
                    break;
                }
            }
        } else {
            for at in memmem::find_iter(self.text.as_bytes(), tail) {
                let mut rest = self.text[..at].chars();
                let c = rest.next_back();
                if see(c.filter(|_| rest.as_str().ends_with(head))) {
                    break;
                }
            }
        }
        seen
    }
}

/// So many letters around a lost one tell its word.
const WORD: usize = 16;

/// The letters at the end of a text.
fn word_before(text: &str) -> &str {
    let letters = text.chars().rev().take_while(|c| c.is_alphabetic());
    let length: usize = letters.take(WORD).map(char::len_utf8).sum();
    &text[text.len() - length..]
}

/// The letters at the beginning of a text.
fn word_behind(text: &str) -> &str {
    let letters = text.chars().take_while(|c| c.is_alphabetic());
    let length: usize = letters.take(WORD).map(char::len_utf8).sum();
    &text[..length]
}

/// From this share on of all that a mark may be it is believed.
const SURE: f32 = 0.6;
/// What costs more is a mark that is not known here.
const IMPROBABLE: f32 = 5.5;
const UNKNOWN: &str = "a byte of this character is lost and the text does not tell which";
const UNDECIDED: &str = "a byte of this mark is lost, and several marks may stand here";

fn guess(c: char, reason: &str) -> Guess {
    Guess {
        text: c.to_string(),
        reason: reason.to_owned(),
    }
}

fn last_byte(c: char) -> u8 {
    let mut buffer = [0; 4];
    c.encode_utf8(&mut buffer).bytes().next_back().unwrap_or(0)
}

/// A mark of East Asian punctuation: one ends lines, the other stands within them.
fn east_asian(right: &str, at_end: char, within: char) -> Guess {
    match right.chars().next() {
        None | Some('\n' | '\r') => {
            guess(at_end, "the commonest of its marks at the end of a line")
        }
        _ => guess(within, "the commonest of its marks within a line"),
    }
}

/// Adds the ASCII character that a `?` swallowed together with the lost byte.
fn swallowed(guess: &mut Guess, left: &str, right: &str) {
    let next = right.trim_start_matches(' ').chars().next();
    match right.chars().next() {
        None | Some('\n' | '\r') => {}
        Some(c)
            if guess.text == "–"
                && left.ends_with(|c: char| c.is_ascii_digit())
                && !c.is_alphabetic() =>
        {
            match swallowed_digit(left, right) {
                Some(digit) => {
                    guess.text.push(digit);
                    guess
                        .reason
                        .push_str("; the digit swallowed with it is that of a range of years");
                }
                None => {
                    guess.text.push(char::REPLACEMENT_CHARACTER);
                    guess
                        .reason
                        .push_str("; the text does not tell the digit swallowed with it");
                }
            }
        }
        Some(c) if c.is_ascii_digit() && guess.text == "€" => {
            guess.text.push(char::REPLACEMENT_CHARACTER);
            guess
                .reason
                .push_str("; the text does not tell the digit swallowed with it");
        }
        Some(' ') => {
            let mark = if next.is_some_and(char::is_uppercase) {
                '.'
            } else {
                ','
            };
            guess.text.push(mark);
            guess
                .reason
                .push_str("; the character swallowed with it was no space, so a stop");
        }
        Some(_) => {
            guess.text.push(' ');
            guess
                .reason
                .push_str("; the space after it was swallowed with it");
        }
    }
}

/// The first digit of the second year of a range, given the first year and the rest of the second.
fn swallowed_digit(left: &str, right: &str) -> Option<char> {
    let digits = left.bytes().rev().take_while(u8::is_ascii_digit).count();
    let first = &left[left.len() - digits..];
    let rest: String = right.chars().take_while(char::is_ascii_digit).collect();
    let year: u32 = first.parse().ok()?;
    if !(1_000..2_200).contains(&year) {
        return None;
    }
    match rest.len() {
        // The same century, or the next year written with two digits.
        3 => first.chars().next(),
        1 => {
            let next = format!("{:02}", (year + 1) % 100);
            next.ends_with(&rest).then(|| next.chars().next())?
        }
        _ => None,
    }
}
