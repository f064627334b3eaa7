//! Where sentences end.

use std::ops::Range;

use crate::Span;
use crate::abbreviations::{self, Abbreviation, SentenceWord};
use crate::layout::{Gap, Layout, item_label};
use crate::token::{Mark, Stop, Token, TokenKind};

/// What a sentence is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    /// The headline.
    Title,
    /// Running text.
    Body,
    /// An item of a list, its label included.
    ListItem,
    /// A quotation that stands for itself.
    Quote,
    /// The caption of a picture.
    Caption,
    /// The lead that sums up what follows.
    Summary,
    /// Furniture of the page or the release.
    Boilerplate,
}

/// One sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// What it is. Sentence splitting tells [`SentenceKind::Title`], [`SentenceKind::ListItem`] and
    /// [`SentenceKind::Body`] apart, by layout alone; later stages may refine it.
    pub kind: SentenceKind,
    /// Its tokens, as a range of [`Analysis::tokens`](crate::Analysis::tokens); never empty.
    pub tokens: Range<usize>,
    /// The paragraph it stands in, counted from 0; an item of a list is a paragraph.
    pub paragraph: usize,
    /// Whether a quotation in double marks is open where it begins.
    pub inside_quote: bool,
}

/// Cuts tokens into sentences.
pub(crate) struct Splitter<'a, 't> {
    text: &'t str,
    tokens: &'a [Token],
    layout: Layout<'t>,
    sentences: Vec<Sentence>,
    start: usize,
    paragraph: usize,
    kind: SentenceKind,
    /// The bullet that separates the items of a list within the line, if one opened it.
    bullet: &'t str,
    quote: bool,
    quote_at_start: bool,
}

pub(crate) fn split(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut splitter = Splitter {
        text,
        tokens,
        layout: Layout::of(text, tokens),
        sentences: Vec::with_capacity(tokens.len() / 16 + 2),
        start: 0,
        paragraph: 0,
        kind: SentenceKind::Body,
        bullet: "",
        quote: false,
        quote_at_start: false,
    };
    splitter.run();
    let mut sentences = splitter.sentences;
    mark_title(tokens, &mut sentences);
    sentences
}

impl<'t> Splitter<'_, 't> {
    fn run(&mut self) {
        let mut ended = false;
        for i in 0..self.tokens.len() {
            match if i == 0 {
                Gap::Inline
            } else {
                self.layout.gap(self.tokens, i)
            } {
                Gap::Paragraph => {
                    self.cut(i);
                    self.begin_paragraph(i);
                }
                Gap::Line => self.cut(i),
                Gap::Inline if i == 0 => self.begin_paragraph(0),
                Gap::Inline if ended || self.inline_item(i) => self.cut(i),
                Gap::Inline => {}
            }
            match self.tokens[i].mark {
                Mark::Open => self.quote = true,
                Mark::Close => self.quote = false,
                _ => {}
            }
            ended = self.ends_after(i);
        }
        self.cut(self.tokens.len());
    }

    /// Ends the sentence before token `i`.
    fn cut(&mut self, i: usize) {
        if let (Some(first), Some(last)) = (
            self.tokens.get(self.start),
            i.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) && self.start < i
        {
            self.sentences.push(Sentence {
                span: first.span.cover(last.span),
                kind: self.kind,
                tokens: self.start..i,
                paragraph: self.paragraph,
                inside_quote: self.quote_at_start,
            });
        }
        self.start = i;
        self.quote_at_start = self.quote;
    }

    fn begin_paragraph(&mut self, i: usize) {
        if i > 0 {
            self.paragraph += 1;
        }
        // A quotation goes on over a blank line only if the next paragraph says so with an opening mark of its own.
        if self.tokens[i].newlines_before == 2 {
            self.quote = self.quote && self.tokens[i].mark == Mark::Open;
            self.quote_at_start = self.quote;
        }
        self.bullet = "";
        self.kind = SentenceKind::Body;
        if let Some(length) = item_label(self.tokens, i, self.text) {
            self.kind = SentenceKind::ListItem;
            if length == 1 && self.tokens[i].kind != TokenKind::Number {
                self.bullet = self.word(i);
            }
        }
    }

    /// Whether token `i` is a bullet that opens the next item within a line.
    fn inline_item(&mut self, i: usize) -> bool {
        let token = &self.tokens[i];
        if !token.space_before
            || token.span.len() > 3
            || token.kind == TokenKind::Word
            || !self.spaced(i + 1)
        {
            return false;
        }
        let word = self.word(i);
        let opens = match word {
            "•" | "▪" | "■" | "●" | "◦" | "‣" => true,
            "-" | "–" | "—" | "*" => {
                (word == self.bullet || self.word(i - 1) == ":") && self.starts_upper(i + 1)
            }
            _ => false,
        };
        if opens {
            self.bullet = word;
            self.cut(i);
            self.paragraph += 1;
            self.kind = SentenceKind::ListItem;
        }
        opens
    }

    /// Whether a sentence ends after token `i`, as far as the words tell.
    fn ends_after(&self, i: usize) -> bool {
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

    fn word(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .map_or("", |token| token.span.slice(self.text))
    }

    fn starts_lower(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_lowercase)
    }

    fn starts_upper(&self, i: usize) -> bool {
        self.word(i)
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    }

    fn in_capitals(&self, i: usize) -> bool {
        self.word(i).len() > 1 && self.word(i).bytes().all(|b| b.is_ascii_uppercase())
    }

    fn spaced(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|token| token.space_before && token.newlines_before == 0)
    }
}

/// The first sentence is the title if it is a paragraph of its own and no full stop ends it.
fn mark_title(tokens: &[Token], sentences: &mut [Sentence]) {
    let alone = sentences.get(1).is_none_or(|next| next.paragraph > 0);
    if let Some(first) = sentences.first_mut()
        && alone
        && first.kind == SentenceKind::Body
        && !crate::layout::is_terminal(tokens, first.tokens.end - 1)
    {
        first.kind = SentenceKind::Title;
    }
}
