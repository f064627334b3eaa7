//! Whether a sentence ends at a place: punctuation, closing marks, abbreviations, and the word that follows.

use crate::abbreviations::{self, Abbreviation, SentenceWord};
use crate::sentences::Splitter;
use crate::token::{Mark, Stop, Token, TokenKind};

impl<'t> Splitter<'_, 't> {
    /// Whether a sentence ends after token `i`, as far as the words tell.
    pub(crate) fn ends_after(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        let next = self.tokens.get(i + 1);
        if token.closer || matches!(token.mark, Mark::Close | Mark::CloseSingle) {
            return self.ends_after_closers(i) || self.ends_after_note(i);
        }
        if next.is_some_and(|next| self.is_closer(next)) {
            return false;
        }
        match token.stop {
            Some(stop) => self.stop_ends(stop, i, i),
            None => token.abbreviation != Abbreviation::None && self.abbreviation_ends(i, i),
        }
    }

    /// Whether the closing marks and brackets that end with token `i` follow what ends a sentence.
    fn ends_after_closers(&self, i: usize) -> bool {
        if self
            .tokens
            .get(i + 1)
            .is_some_and(|next| self.is_closer(next))
        {
            return false;
        }
        let mut last = i;
        while last > 0 && last + 6 > i && self.is_closer(&self.tokens[last]) {
            last -= 1;
        }
        let token = &self.tokens[last];
        match token.stop {
            Some(stop) => self.stop_ends(stop, last, i),
            None => token.abbreviation != Abbreviation::None && self.abbreviation_ends(last, i),
        }
    }

    /// Whether token `i` closes the number of a note, right after the full stop of a sentence: `….[1]`.
    fn ends_after_note(&self, i: usize) -> bool {
        let Some([stop, open, number, close]) = i
            .checked_sub(3)
            .and_then(|first| self.tokens.get(first..=i))
        else {
            return false;
        };
        let note = self.word(i - 2) == "[" && number.kind == TokenKind::Number;
        note && stop.stop == Some(Stop::Full)
            && ![open, number, close].iter().any(|token| token.space_before)
            && self.opens_sentence(i + 1)
    }

    /// A closing mark or bracket that touches what stands before it.
    fn is_closer(&self, token: &Token) -> bool {
        !token.space_before
            && (token.closer || matches!(token.mark, Mark::Close | Mark::CloseSingle))
    }

    /// Whether the final punctuation at token `at` ends a sentence, with closers up to token `last`.
    fn stop_ends(&self, stop: Stop, at: usize, last: usize) -> bool {
        let Some(next) = self.tokens.get(last + 1) else {
            return true;
        };
        match stop {
            Stop::Colon => false,
            Stop::Wide => true,
            Stop::Ellipsis => next.space_before && self.opens_sentence(last + 1),
            Stop::Full => {
                let label = self.tokens[at].span.start == self.tokens[self.start].span.start;
                !label && self.opens_sentence(last + 1)
            }
            Stop::Question => self.opens_sentence(last + 1),
        }
    }

    /// Whether token `i` can be the first of a sentence: no small letter, no comma, no dash.
    fn opens_sentence(&self, i: usize) -> bool {
        let Some(token) = self.tokens.get(i) else {
            return true;
        };
        match token.kind {
            // A suffix (`Yahoo! Inc.`) belongs to what stands before it.
            TokenKind::Word => {
                !self.starts_lower(i)
                    && self.word(i) != "’"
                    && token.abbreviation != Abbreviation::Suffix
            }
            TokenKind::Number => token.space_before,
            TokenKind::Punct if matches!(token.mark, Mark::Open | Mark::OpenSingle) => {
                !self.starts_lower(i + 1)
            }
            TokenKind::Punct => match self.word(i) {
                "(" | "[" => token.space_before && !self.starts_lower(i + 1),
                "•" | "▪" | "■" | "●" | "…" | "..." => true,
                "-" | "–" | "—" => {
                    token.space_before && self.spaced(i + 1) && self.starts_upper(i + 1)
                }
                _ => false,
            },
            TokenKind::Symbol => token.space_before,
        }
    }

    /// Whether a sentence ends with the abbreviation `at`, closers up to token `last` included.
    fn abbreviation_ends(&self, at: usize, last: usize) -> bool {
        let kind = self.tokens[at].abbreviation;
        let mut next = last + 1;
        if self
            .tokens
            .get(next)
            .is_some_and(|token| matches!(token.mark, Mark::Open | Mark::OpenSingle))
        {
            next += 1;
        }
        let Some(token) = self.tokens.get(next) else {
            return true;
        };
        if !token.space_before && next == last + 1 {
            return false;
        }
        let word = abbreviations::sentence_word(self.word(next));
        let opens =
            word == Some(SentenceWord::Opener) || token.abbreviation == Abbreviation::Honorific;
        match kind {
            Abbreviation::Suffix | Abbreviation::Place | Abbreviation::Month => opens,
            Abbreviation::Address => {
                opens || (self.starts_upper(next) && self.after_preposition(at))
            }
            Abbreviation::Time => {
                opens
                    || (self.starts_upper(next)
                        && word != Some(SentenceWord::AfterTime)
                        && !self.in_capitals(next))
            }
            _ => false,
        }
    }

    /// Whether a preposition or article stands shortly before token `at`.
    fn after_preposition(&self, at: usize) -> bool {
        let near = at.saturating_sub(4).max(self.start)..at;
        near.rev()
            .any(|i| abbreviations::sentence_word(self.word(i)) == Some(SentenceWord::Unfinished))
    }

    pub(crate) fn word(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .map_or("", |token| token.span.slice(self.text))
    }

    fn starts_lower(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_lowercase)
    }

    pub(crate) fn starts_upper(&self, i: usize) -> bool {
        self.word(i)
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    }

    fn in_capitals(&self, i: usize) -> bool {
        self.word(i).len() > 1 && self.word(i).bytes().all(|b| b.is_ascii_uppercase())
    }

    pub(crate) fn spaced(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|token| token.space_before && token.newlines_before == 0)
    }
}
