//! Words and numbers: where they end, and which full stops are theirs.

use crate::abbreviations::{self, Abbreviation, SentenceWord};
use crate::scan::{Class, Scanner, class, is_apostrophe, joins_word};
use crate::token::{Mark, TokenKind};

impl Scanner<'_> {
    /// A word from `pos` on.
    pub(crate) fn word(&mut self) {
        let mut end = self.pos;
        let mut segment = self.pos;
        loop {
            let byte = self.byte(end);
            match class(byte) {
                Class::Letter | Class::Digit => end += 1,
                Class::Wide => match self.char_at(end) {
                    Some(c) if c.is_alphanumeric() && c != 'ʼ' || joins_word(c) => {
                        end += c.len_utf8()
                    }
                    Some(c) if is_apostrophe(c) => match self.inner_apostrophe(end, c) {
                        Some(after) => end = after,
                        None => break,
                    },
                    _ => break,
                },
                _ => match byte {
                    b'\'' | b'`' => match self.inner_apostrophe(end, '\'') {
                        Some(after) => end = after,
                        None => break,
                    },
                    b'.' if self.inner_stop(segment, end) => {
                        end += 1;
                        segment = end;
                    }
                    b'&' if self.byte(end - 1).is_ascii_uppercase()
                        && self.byte(end + 1).is_ascii_uppercase() =>
                    {
                        end += 1
                    }
                    b'+' if self.byte(end - 1).is_ascii_alphanumeric()
                        && self.byte(end + 1).is_ascii_digit() =>
                    {
                        end += 1
                    }
                    _ => break,
                },
            }
        }
        // A mark that joins but has nothing to join still has to move the scan on.
        end = end.max(self.pos + self.char_at(self.pos).map_or(1, char::len_utf8));
        if self.byte(end) == b'$' && end - self.pos <= 3 && self.byte(end + 1).is_ascii_digit() {
            self.push(end + 1, TokenKind::Symbol);
            return;
        }
        self.finish_word(end, segment);
    }

    fn finish_word(&mut self, end: usize, segment: usize) {
        if self.byte(end) == b'.' && self.byte(end + 1) != b'.' {
            let kind = self.abbreviation(end, segment);
            if kind != Abbreviation::None {
                self.push_marked(end + 1, TokenKind::Word, Mark::None, kind);
                return;
            }
        }
        if let Some(stem) = self.negated_stem(end) {
            self.push(stem, TokenKind::Word);
        }
        self.push(end, TokenKind::Word);
    }

    /// Where the scan goes on if the apostrophe `c` at `at` belongs to the word (`O’Brien`, `Sana’a`, `don’t`);
    /// `None` if the word ends before it.
    fn inner_apostrophe(&self, at: usize, c: char) -> Option<usize> {
        let after = at + self.char_at(at).map_or(1, char::len_utf8);
        let next_joins = self.char_at(after).is_some_and(|next| next.is_alphabetic());
        let _ = c;
        (next_joins && self.clitic(after).is_none()).then_some(after)
    }

    /// In `don’t`, which ends at `end`: where `n’t` begins.
    fn negated_stem(&self, end: usize) -> Option<usize> {
        let word = self.text.get(self.pos..end)?;
        let head = word.strip_suffix(['t', 'T'])?.strip_suffix(is_apostrophe)?;
        let stem = head.strip_suffix(['n', 'N'])?;
        (!stem.is_empty()).then_some(self.pos + stem.len())
    }

    /// Whether the full stop at `at` stands inside the word whose last part began at `segment`: `U.S`, `state.gov`.
    fn inner_stop(&self, segment: usize, at: usize) -> bool {
        let (next, after) = (self.byte(at + 1), self.byte(at + 2));
        if !self.alnum_at(at + 1) || at == segment {
            return false;
        }
        let begins_word = next.is_ascii_uppercase() && after.is_ascii_lowercase() && after != b'.';
        if at - segment == 1 {
            return !begins_word;
        }
        !(begins_word
            || next >= 128
            || next.is_ascii_uppercase() && self.byte(at - 1).is_ascii_lowercase() && after != b'.')
    }

    /// The kind of abbreviation that the word from `pos` to `end` makes with the full stop that stands at `end`.
    fn abbreviation(&self, end: usize, segment: usize) -> Abbreviation {
        let word = &self.text[self.pos..end];
        let dotted = segment > self.pos;
        if !dotted && word.chars().count() == 1 && !word.starts_with(char::is_lowercase) {
            return self.initial(word, end + 1);
        }
        match abbreviations::kind_of(word) {
            Some(Abbreviation::BeforeNumber) if !self.number_follows(end + 1) => Abbreviation::None,
            Some(kind) => kind,
            None if dotted && word.split('.').all(|part| part.chars().count() == 1) => {
                Abbreviation::Place
            }
            None => Abbreviation::None,
        }
    }

    /// One letter with a full stop: an initial if a name goes on after it.
    fn initial(&self, letter: &str, after: usize) -> Abbreviation {
        if !letter.starts_with(char::is_uppercase) {
            return Abbreviation::None;
        }
        let (breaks, at) = self.skip_space(after);
        let next = self.char_at(at);
        let goes_on = match next {
            Some(',' | '-' | '‑') => true,
            Some(c) if c.is_uppercase() && breaks < 2 => {
                let word = self.plain_word(at);
                abbreviations::sentence_word(word) != Some(SentenceWord::Opener)
                    || (word.len() == 1 && self.byte(at + 1) == b'.')
            }
            Some(c) => c.is_lowercase() && breaks == 0 && letter != "I",
            None => false,
        };
        if goes_on {
            Abbreviation::Initial
        } else {
            Abbreviation::None
        }
    }

    /// The letters and digits from `at` on.
    fn plain_word(&self, at: usize) -> &str {
        let rest = &self.text[at..];
        &rest[..rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len())]
    }

    /// Line breaks skipped and where the text goes on, from `at`.
    fn skip_space(&self, mut at: usize) -> (usize, usize) {
        let mut breaks = 0;
        while let Some(c) = self.char_at(at).filter(|c| c.is_whitespace()) {
            breaks += usize::from(c == '\n');
            at += c.len_utf8();
        }
        (breaks, at)
    }

    fn number_follows(&self, at: usize) -> bool {
        let (breaks, at) = self.skip_space(at);
        breaks < 2 && self.byte(at).is_ascii_digit()
    }

    /// A number from `pos` on, with what is glued to it (`8th`, `1.2bn`).
    pub(crate) fn number(&mut self) {
        if let Some(end) = self.iso_date() {
            self.push(end, TokenKind::Number);
            return;
        }
        let mut end = self.pos;
        loop {
            let byte = self.byte(end);
            match class(byte) {
                Class::Letter | Class::Digit => end += 1,
                Class::Wide => match self.char_at(end) {
                    Some(c) if c.is_alphanumeric() && c != 'ʼ' || joins_word(c) => {
                        end += c.len_utf8()
                    }
                    _ => break,
                },
                _ => {
                    let next_digit =
                        self.byte(end + 1).is_ascii_digit() && self.byte(end - 1).is_ascii_digit();
                    let joins = matches!(byte, b'.' | b',' | b':' | b'/' | b'+') && next_digit;
                    if !joins {
                        break;
                    }
                    end += 1;
                }
            }
        }
        if self.at_line_start()
            && end - self.pos <= 3
            && self.byte(end) == b'.'
            && self.byte(end + 1) == b' '
        {
            end += 1; // `1.` that opens an item of a list
        }
        self.push(end, TokenKind::Number);
    }

    /// The end of a date like `2023-08-30` at `pos`.
    fn iso_date(&self) -> Option<usize> {
        let date = self.bytes.get(self.pos..self.pos + 10)?;
        let fits = date.iter().enumerate().all(|(i, b)| {
            if i == 4 || i == 7 {
                *b == b'-'
            } else {
                b.is_ascii_digit()
            }
        });
        (fits && !self.alnum_at(self.pos + 10) && self.byte(self.pos + 10) != b'-')
            .then_some(self.pos + 10)
    }
}
