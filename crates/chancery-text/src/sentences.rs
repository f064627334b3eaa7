//! Where sentences end.

use std::ops::Range;

use crate::Span;
use crate::layout::{Gap, Layout, item_label};
use crate::token::{Mark, Token, TokenKind};

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
    pub(crate) text: &'t str,
    pub(crate) tokens: &'a [Token],
    layout: Layout<'t>,
    sentences: Vec<Sentence>,
    pub(crate) start: usize,
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
                Gap::Inline if self.inline_item(i) || ended => self.cut(i),
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
