//! What the tokeniser yields.

use crate::abbreviations::Abbreviation;
use crate::{Span, Tag};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters; also abbreviations with their full stop, and the clitics `’s`, `’`, `n’t`.
    Word,
    /// Begins with a digit: `1,974.5`, `8th`, `2023-08-30`, and `1.` that opens a list item.
    Number,
    /// Punctuation, brackets, quotation marks, dashes, bullets.
    Punct,
    /// Anything else: `$`, `%`, an address of the web or of mail.
    Symbol,
}

/// What a quotation mark does where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The token is no quotation mark.
    #[default]
    None,
    /// Opens a quotation in double marks (`“`, `"`, `«`).
    Open,
    /// Closes a quotation in double marks.
    Close,
    /// Opens a quotation in single marks.
    OpenSingle,
    /// Closes a quotation in single marks.
    CloseSingle,
}

/// Punctuation that may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// `.`
    Full,
    /// `?`, `!`
    Question,
    /// `…`, `...`
    Ellipsis,
    /// `。` and its like, after which no space stands.
    Wide,
    /// `:`, which ends something at the end of a line only.
    Colon,
}

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands; never empty.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its part of speech; [`Tag::X`] until tagged.
    pub tag: Tag,
    /// Whether white space (or the text's beginning) precedes it.
    pub space_before: bool,
    /// Line breaks between the token before and this one: 0, 1, or 2 for any blank line.
    pub newlines_before: u8,
    /// Whether it opens or closes a quotation.
    pub mark: Mark,
    /// What kind of abbreviation it is, if it ends in its own full stop.
    pub abbreviation: Abbreviation,
    /// What it ends, if it is final punctuation.
    pub(crate) stop: Option<Stop>,
    /// Whether it is a closing bracket.
    pub(crate) closer: bool,
}
