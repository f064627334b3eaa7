//! Which line breaks end something, and which only wrap a line.

use crate::abbreviations::{self, Abbreviation, SentenceWord};
use crate::token::{Mark, Token, TokenKind};

/// Lines longer than this are not wrapped by hand, in bytes.
const WIDEST_WRAP: usize = 130;
/// How many letters or digits an item's label has at most: `(viii)`.
const LONGEST_LABEL: usize = 4;

/// What stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing, white space, or the break of a wrapped line.
    Inline,
    /// A line break that ends a sentence within a wrapped paragraph.
    Line,
    /// The end of a paragraph, a heading or an item.
    Paragraph,
}

/// How a text is laid out in lines.
pub(crate) struct Layout<'t> {
    text: &'t str,
    /// The width at which lines are wrapped, in bytes; 0 if they are not.
    width: usize,
}

impl<'t> Layout<'t> {
    pub(crate) fn of(text: &'t str, tokens: &[Token]) -> Self {
        let mut layout = Self { text, width: 0 };
        // A line that goes on in small letters was wrapped; the longest such line tells the width.
        for (i, token) in tokens
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(_, token)| token.newlines_before == 1)
        {
            let previous = tokens[i - 1].span.end;
            if !is_terminal(tokens, i - 1)
                && (starts_lower(text, token) || unfinished(text, &tokens[i - 1]))
            {
                layout.width = layout.width.max(layout.line_length(previous));
            }
        }
        if layout.width > WIDEST_WRAP {
            layout.width = 0;
        }
        layout
    }

    /// The length in bytes of the line up to `end`.
    fn line_length(&self, end: usize) -> usize {
        let start = self.text[..end].rfind('\n').map_or(0, |at| at + 1);
        end - start
    }

    /// What stands before token `i`.
    pub(crate) fn gap(&self, tokens: &[Token], i: usize) -> Gap {
        let (Some(token), Some(previous)) =
            (tokens.get(i), i.checked_sub(1).and_then(|p| tokens.get(p)))
        else {
            return Gap::Paragraph;
        };
        match token.newlines_before {
            0 => return Gap::Inline,
            1 => {}
            _ => return Gap::Paragraph,
        }
        if item_label(tokens, i, self.text).is_some() {
            return Gap::Paragraph;
        }
        let length = self.line_length(previous.span.end);
        let full = self.width > 0 && length + 1 + self.first_word(token) > self.width;
        if is_terminal(tokens, i - 1) {
            return if full && !previous.span.slice(self.text).starts_with(':') {
                Gap::Line
            } else {
                Gap::Paragraph
            };
        }
        if full || unfinished(self.text, previous) || starts_lower(self.text, token) {
            Gap::Inline
        } else {
            Gap::Paragraph
        }
    }

    /// The length of the unbroken run of characters that begins with `token`.
    fn first_word(&self, token: &Token) -> usize {
        let rest = &self.text[token.span.start..];
        rest.find(char::is_whitespace).unwrap_or(rest.len())
    }
}

/// Whether token `i` is punctuation that ends what stands on a line, closing marks and brackets after it included.
pub(crate) fn is_terminal(tokens: &[Token], mut i: usize) -> bool {
    loop {
        let token = &tokens[i];
        let closes = matches!(token.mark, Mark::Close | Mark::CloseSingle)
            || (token.kind == TokenKind::Punct && token.span.len() == 1 && token.closer);
        if closes && i > 0 {
            i -= 1;
            continue;
        }
        return token.stop.is_some();
    }
}

/// Whether a line cannot end with this token unless it was wrapped.
fn unfinished(text: &str, token: &Token) -> bool {
    let word = token.span.slice(text);
    matches!(
        token.abbreviation,
        Abbreviation::Honorific | Abbreviation::Title | Abbreviation::Initial
    ) || matches!(word, "," | "-" | "–" | "—" | "(" | "/" | "&")
        || abbreviations::sentence_word(word) == Some(SentenceWord::Unfinished)
}

fn starts_lower(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Word && token.span.slice(text).starts_with(char::is_lowercase)
}

/// If an item of a list begins with token `i`: the number of tokens its label takes.
pub(crate) fn item_label(tokens: &[Token], i: usize, text: &str) -> Option<usize> {
    let first = tokens.get(i)?;
    let word = first.span.slice(text);
    let spaced = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|t| t.space_before && t.newlines_before == 0)
    };
    let short = |at: usize| {
        tokens.get(at).is_some_and(|t| {
            let label = t.span.slice(text);
            let roman = label.bytes().all(|b| b"ivxIVX".contains(&b));
            t.span.len() <= LONGEST_LABEL
                && (t.kind == TokenKind::Number
                    || (t.kind == TokenKind::Word && (roman || t.span.len() == 1)))
        })
    };
    let is = |at: usize, sign: &str| {
        tokens
            .get(at)
            .is_some_and(|t| !t.space_before && t.span.slice(text) == sign)
    };
    match word {
        "-" | "–" | "—" | "•" | "▪" | "■" | "●" | "○" | "◦" | "‣" | "·" | "*" | "→" | "►" | "➢"
        | "✓" | "¶" => spaced(i + 1).then_some(1),
        "(" => (short(i + 1) && is(i + 2, ")") && spaced(i + 3)).then_some(3),
        _ if first.kind == TokenKind::Number && word.ends_with('.') => spaced(i + 1).then_some(1),
        _ if short(i) => (is(i + 1, ")") && spaced(i + 2)).then_some(2),
        _ => None,
    }
}
