//! Quotation marks and apostrophes: which is which.

use crate::abbreviations::Abbreviation;
use crate::scan::{Scanner, is_apostrophe};
use crate::token::{Mark, TokenKind};

/// How far ahead, in bytes, a closing single mark is looked for.
const REACH: usize = 600;

/// What may follow an apostrophe as a clitic of its own (the `’s` of `China’s`).
const CLITICS: [&str; 6] = ["s", "m", "d", "re", "ve", "ll"];

impl Scanner<'_> {
    /// What the straight double mark at `pos` does.
    pub(crate) fn double_mark(&mut self) -> Mark {
        let before_word = !self.char_at(self.pos + 1).is_none_or(char::is_whitespace);
        let after_space = self.after_space()
            || self
                .char_before(self.pos)
                .is_some_and(|c| "([{—–-".contains(c));
        let open = match (after_space, before_word) {
            (true, true) => true,
            (false, false) => false,
            _ => !self.open_double,
        };
        self.open_double = open;
        if open { Mark::Open } else { Mark::Close }
    }

    /// What a typographic double mark does: what its shape says, unless it cannot stand so.
    pub(crate) fn curly_mark(&mut self, c: char) -> Mark {
        let next = self.char_at(self.pos + c.len_utf8());
        let before_word = next.is_some_and(char::is_alphanumeric);
        let open = match c {
            '“' | '„' | '«' => !(self.open_double && !self.after_space() && !before_word),
            _ => self.after_space() && before_word && !self.open_double,
        };
        self.open_double = open;
        if open { Mark::Open } else { Mark::Close }
    }

    /// The apostrophe or single mark `c` at `pos`, where no word scan took it.
    pub(crate) fn apostrophe(&mut self, c: char) {
        let end = self.pos + c.len_utf8();
        let clitic = self.clitic(end);
        let touches_word = !self.after_space()
            && self
                .tokens
                .last()
                .is_some_and(|t| t.span.end == self.pos && t.kind != TokenKind::Punct);
        if let Some(clitic_end) = clitic.filter(|_| touches_word) {
            self.push(clitic_end, TokenKind::Word);
        } else if touches_word && self.is_possessive(self.pos, end) {
            self.push(end, TokenKind::Word);
        } else if self.byte(end).is_ascii_digit()
            && self.byte(end + 1).is_ascii_digit()
            && !touches_word
            && c != '‘'
        {
            let mut stop = end;
            while self.byte(stop).is_ascii_alphanumeric() {
                stop += 1;
            }
            self.push(stop, TokenKind::Number);
        } else {
            let opens = self.after_space()
                || self
                    .char_before(self.pos)
                    .is_some_and(|c| "([{—–-“\"".contains(c));
            let before_word = !self.char_at(end).is_none_or(char::is_whitespace);
            let mark = if opens && before_word {
                Mark::OpenSingle
            } else {
                Mark::CloseSingle
            };
            self.open_single = mark == Mark::OpenSingle;
            self.push_marked(end, TokenKind::Punct, mark, Abbreviation::None);
        }
    }

    /// Where a clitic whose letters begin at `at` ends, if one stands there.
    pub(crate) fn clitic(&self, at: usize) -> Option<usize> {
        CLITICS.iter().find_map(|clitic| {
            let end = at + clitic.len();
            let letters = self.bytes.get(at..end)?;
            (letters.eq_ignore_ascii_case(clitic.as_bytes()) && !self.alnum_at(end)).then_some(end)
        })
    }

    /// Whether the mark from `at` to `end`, right after a word, is the possessive of `leaders’` and not a closing mark.
    pub(crate) fn is_possessive(&self, at: usize, end: usize) -> bool {
        let sibilant = matches!(
            self.byte(at.wrapping_sub(1)),
            b's' | b'S' | b'x' | b'z' | b'.'
        );
        if !sibilant || self.alnum_at(end) {
            return false;
        }
        if !self.open_single {
            return self
                .char_at(end)
                .is_some_and(|c| c == ' ' || c == '-' || c == '\n')
                || self.closes_nothing(end);
        }
        self.char_at(end) == Some(' ') && self.closed_later(end)
    }

    /// With no single mark open, a mark after a word in -s can only be a possessive, unless the text ends with it.
    fn closes_nothing(&self, end: usize) -> bool {
        self.char_at(end).is_some_and(|c| c != '.')
    }

    /// Whether a closing single mark follows before the next one opens or the line ends.
    fn closed_later(&self, from: usize) -> bool {
        let mut previous = ' ';
        for (at, c) in self.text[from..]
            .char_indices()
            .take_while(|(at, c)| *at < REACH && *c != '\n')
        {
            if is_apostrophe(c) {
                let next = self.char_at(from + at + c.len_utf8());
                let next_joins = next.is_some_and(char::is_alphanumeric);
                if c == '‘' || (previous == ' ' && next_joins) {
                    return false;
                }
                if !next_joins {
                    return true;
                }
            }
            previous = c;
        }
        false
    }
}
