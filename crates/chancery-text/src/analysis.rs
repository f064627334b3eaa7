//! A text with its tokens and sentences.

use crate::sentences::{self, Sentence};
use crate::{Span, Tagger, Token, tokenize};

/// A text, its tokens and its sentences.
#[derive(Clone, Debug)]
pub struct Analysis<'t> {
    /// The text that every span refers to.
    pub text: &'t str,
    /// The sentences, in order; together they hold every token once.
    pub sentences: Vec<Sentence>,
    /// The tokens, in order, without overlap.
    pub tokens: Vec<Token>,
    lower: Lowered,
}

/// The words of a text in small letters, in one buffer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lowered {
    buffer: String,
    /// Where each word begins in the buffer, and where the last ends.
    starts: Vec<u32>,
}

impl Lowered {
    fn of(text: &str, tokens: &[Token]) -> Self {
        let mut buffer = String::with_capacity(text.len());
        let mut starts = Vec::with_capacity(tokens.len() + 1);
        for token in tokens {
            starts.push(buffer.len() as u32);
            push_lower(&mut buffer, token.span.slice(text));
        }
        starts.push(buffer.len() as u32);
        Self { buffer, starts }
    }

    pub(crate) fn get(&self, i: usize) -> &str {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(start), Some(end)) => self
                .buffer
                .get(*start as usize..*end as usize)
                .unwrap_or(""),
            _ => "",
        }
    }
}

/// Adds `word` in small letters, with `'` for any apostrophe and without soft hyphens.
fn push_lower(buffer: &mut String, word: &str) {
    if word.is_ascii() {
        let start = buffer.len();
        buffer.push_str(word);
        if let Some(tail) = buffer.get_mut(start..) {
            tail.make_ascii_lowercase();
        }
        return;
    }
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' => buffer.push('\''),
            '\u{ad}' => {}
            _ => buffer.extend(c.to_lowercase()),
        }
    }
}

/// `word` in small letters.
pub(crate) fn lower(word: &str) -> String {
    let mut buffer = String::with_capacity(word.len());
    push_lower(&mut buffer, word);
    buffer
}

impl<'t> Analysis<'t> {
    /// The text of token `i`; empty if there is no such token.
    pub fn word(&self, i: usize) -> &'t str {
        self.tokens
            .get(i)
            .map_or("", |token| token.span.slice(self.text))
    }

    /// The text of token `i` in small letters, with `'` for any apostrophe and without soft hyphens; empty if there is
    /// no such token.
    pub fn lower(&self, i: usize) -> &str {
        self.lower.get(i)
    }

    /// The text of a stretch of it.
    pub fn slice(&self, span: Span) -> &'t str {
        span.slice(self.text)
    }

    /// The index of the sentence that token `i` belongs to.
    pub fn sentence_of(&self, i: usize) -> Option<usize> {
        let at = self
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= i);
        self.sentences
            .get(at)
            .filter(|sentence| sentence.tokens.contains(&i))
            .map(|_| at)
    }

    /// The tokens that a stretch of text touches, as a range of [`Analysis::tokens`].
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        let end = self
            .tokens
            .partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }
}

/// The sentences, tokens and tags of `text`.
///
/// ```
/// use chancery_text::{Tagger, analyse};
/// let text = "The Minister met H.E. Mr. Wang Yi in Beijing. He underscored the UK’s position.";
/// let analysis = analyse(text, &Tagger::shipped());
/// assert_eq!(analysis.sentences.len(), 2);
/// assert_eq!(analysis.lower(14), "'s");
/// ```
pub fn analyse<'t>(text: &'t str, tagger: &Tagger) -> Analysis<'t> {
    let mut tokens = tokenize(text);
    let sentences = sentences::split(text, &tokens);
    let lower = Lowered::of(text, &tokens);
    let mut words = Vec::new();
    for sentence in &sentences {
        tagger.tag(
            text,
            &lower,
            &mut tokens,
            sentence.tokens.clone(),
            &mut words,
        );
    }
    Analysis {
        text,
        sentences,
        tokens,
        lower,
    }
}
