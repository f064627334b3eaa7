//! Sentences, tokens and parts of speech of English official prose.
//!
//! [`analyse`] takes a text through three phases: the tokeniser ([`tokenize`]) makes one pass over the bytes and knows
//! which full stops belong to a word; the splitter cuts the tokens into sentences by layout, punctuation and
//! abbreviations; the [`Tagger`] gives each token its [`Tag`]. Nothing is copied but the lower-cased words, which one
//! buffer holds; every place is a [`Span`] in bytes of the text.
//!
//! It knows nothing of diplomacy. It never fails and never panics: any text has an analysis, an empty one has no tokens.
//! What it does not do: it does not parse, does not mend damaged text, and treats other languages as if they were English.

mod abbreviations;
mod analysis;
mod boundaries;
mod error;
mod features;
mod layout;
mod model;
mod quotes;
mod scan;
mod sentences;
mod span;
mod tag;
mod tagger;
mod token;
pub mod training;
mod words;

pub use abbreviations::Abbreviation;
pub use analysis::{Analysis, analyse};
pub use error::Error;
pub use sentences::{Sentence, SentenceKind};
pub use span::Span;
pub use tag::{Tag, VerbForm};
pub use tagger::Tagger;
pub use token::{Mark, Token, TokenKind};

/// The tokens of `text`, untagged: the same that [`analyse`] finds.
///
/// ```
/// let words: Vec<_> = chancery_text::tokenize("the U.S.-China talks").iter().map(|t| t.span.len()).collect();
/// assert_eq!(words, [3, 4, 1, 5, 5]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token> {
    scan::Scanner::new(text).run()
}
