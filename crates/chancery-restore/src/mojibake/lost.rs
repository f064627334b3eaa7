//! Characters of which the misreading destroyed the last byte, inferred from the text itself.

use super::channel::{Channel, Pending};
use super::style::{self, Dash};


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
    dash: Dash,
}

/// What stands around a lost character.
struct Place<'a> {
    /// The paragraph up to it, restored.
    left: &'a str,
    /// The character before it.
    before: Option<char>,
    /// The character after it, `None` at the end of the text, or if a `?` swallowed it.
    after: Option<char>,
    /// The first character after it that is no space, within the line.
    next: Option<char>,
    marked: bool,
    /// Whether the line holds another mark that may close a quotation.
    closes_later: bool,
}

impl<'a> Resolver<'a> {
    pub fn new(text: &'a str, exact: &str, region: Option<&str>) -> Self {
        Self {
            text,
            dash: style::dash(text, exact, region),
        }
    }

    /// The lost character, given what is restored to the left of it and the damaged text to the right.
    pub fn guess(&self, channel: &Channel, lost: &Lost, left: &str, right: &str) -> Guess {
        let paragraph = left.rsplit('\n').next().unwrap_or(left);
        let place = Place {
            left: paragraph,
            before: paragraph.chars().next_back(),
            after: right.chars().next(),
            next: right
                .split('\n')
                .next()
                .unwrap_or("")
                .chars()
                .find(|c| *c != ' '),
            marked: lost.marked,
            closes_later: closes_later(channel, right),
        };
        let mut guess = match lost.pending.bytes() {
            [0xe2, 0x80] => self.punctuation(channel, &place),
            [0xe3, 0x80] => east_asian(&place, '。', '、'),
            [0xef, 0xbc] => east_asian(&place, '：', '，'),
            _ => self.letter(channel, lost, left, right),
        };
        if lost.marked {
            swallowed(&mut guess, &place);
        }
        guess
    }

    /// One of the characters of U+2000 to U+203F.
    fn punctuation(&self, channel: &Channel, place: &Place<'_>) -> Guess {
        let only: Vec<char> = "‘’“”–—…•"
            .chars()
            .filter(|c| channel.may_lose(last_byte(*c)))
            .collect();
        if let [c] = only[..] {
            return guess(
                c,
                "of the characters that begin with these bytes only this one loses its last byte here",
            );
        }
        let starts = place.before.is_none();
        let spaced_left = starts || matches!(place.before, Some(' ' | '\u{a0}' | '\t'));
        let spaced_right =
            place.marked || matches!(place.after, None | Some(' ' | '\n' | '\r' | '\t'));
        let digit_right = !place.marked && place.after.is_some_and(|c| c.is_ascii_digit());
        let digit_left = place.before.is_some_and(|c| c.is_ascii_digit());
        if digit_left && digit_right {
            return guess('–', "between two numbers stands an en dash");
        }
        let bracket = matches!(place.before, Some('(' | '['));
        if (spaced_left || bracket) && digit_right {
            return guess('“', "before a number, after a space, a quotation opens");
        }
        if starts && spaced_right && place.next.is_some() {
            return guess(
                '•',
                "alone at the start of a line, it is the mark of a list",
            );
        }
        if spaced_left && spaced_right {
            return guess(self.dash.dash, &self.dash.reason);
        }
        closing(place)
    }

    /// A letter: the one that the same word has elsewhere in the text, or U+FFFD if the text does not tell.
    fn letter(&self, channel: &Channel, lost: &Lost, left: &str, right: &str) -> Guess {
        let head = left
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or("");
        let tail = right
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or("");
        let candidates = (0x80..=0xbfu8)
            .filter(|byte| channel.may_lose(*byte))
            .filter_map(|byte| lost.pending.completed(byte));
        let candidates: Vec<char> = candidates.filter(|c| c.is_alphabetic()).collect();
        if let [c] = candidates[..] {
            return guess(c, "the only letter that loses its last byte here");
        }
        if !lost.marked && head.chars().count() + tail.chars().count() >= 2 {
            let mut seen = candidates
                .iter()
                .filter(|c| self.text.contains(&format!("{head}{c}{tail}")));
            if let (Some(c), None) = (seen.next(), seen.next()) {
                return guess(*c, "the text has the same word with this letter elsewhere");
            }
        }
        guess(
            char::REPLACEMENT_CHARACTER,
            "a byte of this character is lost and the text does not tell which",
        )
    }
}

/// Whether the line goes on with a closing mark, whole or damaged, before another one opens.
fn closes_later(channel: &Channel, right: &str) -> bool {
    let line = right.split('\n').next().unwrap_or("");
    let damaged = if channel.is_gb() {
        ["鈥\u{fffd}", "鈥?"]
    } else {
        ["â€\u{fffd}", "â€\u{9d}"]
    };
    line.contains('”') || damaged.iter().any(|mark| line.contains(mark))
}

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

/// What closes: a quotation that is open, else an apostrophe.
fn closing(place: &Place<'_>) -> Guess {
    let (double, single) = open_quotes(place.left);
    let plural = place.before == Some('s');
    let continues = place.next.is_some_and(|c| c.is_lowercase());
    if double && !(plural && continues && place.closes_later) {
        return guess('”', "a quotation is open");
    }
    if single {
        return guess('’', "a quotation in single marks is open");
    }
    if plural {
        return guess('’', "after a plural stands the apostrophe of the genitive");
    }
    let letter = place.before.is_some_and(char::is_alphanumeric);
    if letter {
        return guess(
            '…',
            "after a word that takes no apostrophe, with no quotation open, a sentence breaks off",
        );
    }
    guess('”', "after punctuation a quotation closes")
}

/// Whether a quotation in double marks, and one in single marks, is open at the end of `left`.
fn open_quotes(left: &str) -> (bool, bool) {
    let (mut double, mut single) = (0i32, 0i32);
    let mut before = ' ';
    for c in left.chars() {
        match c {
            '“' | '„' => double += 1,
            '”' => double = 0,
            '‘' => single += 1,
            '’' if single > 0 && !before.is_alphanumeric() => single = 0,
            _ => {}
        }
        before = c;
    }
    (double > 0, single > 0)
}

/// A mark of East Asian punctuation: one ends lines, the other stands within them.
fn east_asian(place: &Place<'_>, at_end: char, within: char) -> Guess {
    match place.after {
        None | Some('\n' | '\r') => {
            guess(at_end, "the commonest of its marks at the end of a line")
        }
        _ => guess(within, "the commonest of its marks within a line"),
    }
}

/// Adds the ASCII character that a `?` swallowed together with the lost byte.
fn swallowed(guess: &mut Guess, place: &Place<'_>) {
    match place.after {
        None | Some('\n' | '\r') => {}
        Some(' ') => {
            let mark = if place.next.is_some_and(char::is_uppercase) {
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
