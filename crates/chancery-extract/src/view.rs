//! One document as the rules see it: tokens with word ids, classes and mentions.

use std::ops::Range;

use crate::knowledge::Knowledge;
use crate::mentions::Mention;
use crate::words::{Class, WordId};
use chancery_text::{Analysis, Span, Tag, TokenKind};

/// Tokens of a document with everything that rules ask of a token.
///
/// A rule may ask of the place past the last token: the empty word stands there, of no class and of no known id.
pub(crate) struct View<'a> {
    pub k: &'a Knowledge,
    pub text: &'a Analysis<'a>,
    ids: Vec<WordId>,
    /// Mentions in order; none overlaps another.
    pub mentions: Vec<Mention>,
    /// For each token the mention that covers it, or `NONE`.
    cover: Vec<u32>,
    /// For each token whether it stands inside a quotation.
    quoted: Vec<bool>,
}

const NONE: u32 = u32::MAX;

impl<'a> View<'a> {
    pub fn new(k: &'a Knowledge, text: &'a Analysis<'a>) -> Self {
        let ids: Vec<WordId> = (0..text.tokens.len())
            .map(|i| k.word(text.lower(i)))
            .collect();
        let cover = vec![NONE; ids.len()];
        let quoted = quoted_tokens(text);
        View {
            k,
            text,
            ids,
            mentions: Vec::new(),
            cover,
            quoted,
        }
    }

    /// Takes the mentions over; they must be in order and not overlap.
    pub fn set_mentions(&mut self, mentions: Vec<Mention>) {
        self.cover.fill(NONE);
        for (i, m) in mentions.iter().enumerate() {
            if let Some(slots) = self.cover.get_mut(m.start..m.end) {
                slots.fill(i as u32);
            }
        }
        self.mentions = mentions;
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn word(&self, i: usize) -> &'a str {
        self.text.word(i)
    }

    pub fn lower(&self, i: usize) -> &str {
        self.text.lower(i)
    }

    pub fn id(&self, i: usize) -> WordId {
        self.ids.get(i).copied().unwrap_or_default()
    }

    /// The ids of the tokens `range`, as far as there are such tokens.
    pub fn ids(&self, range: Range<usize>) -> &[WordId] {
        let end = range.end.min(self.len());
        &self.ids[range.start.min(end)..end]
    }

    pub fn tag(&self, i: usize) -> Tag {
        self.text.tokens.get(i).map_or(Tag::X, |token| token.tag)
    }

    pub fn kind(&self, i: usize) -> TokenKind {
        self.text
            .tokens
            .get(i)
            .map_or(TokenKind::Symbol, |token| token.kind)
    }

    /// Whether white space or the text's beginning stands before token `i`.
    pub fn space_before(&self, i: usize) -> bool {
        self.text
            .tokens
            .get(i)
            .is_some_and(|token| token.space_before)
    }

    /// Whether token `i` stands inside a quotation.
    pub fn is_quoted(&self, i: usize) -> bool {
        self.quoted.get(i).is_some_and(|quoted| *quoted)
    }

    pub fn is(&self, i: usize, class: Class) -> bool {
        self.k.words.is(self.id(i), class)
    }

    /// Whether token `i` exists and reads `word` in lower case.
    pub fn reads(&self, i: usize, word: &str) -> bool {
        i < self.len() && self.lower(i) == word
    }

    pub fn capital(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    pub fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "‐" | "‑")
    }

    pub fn is_comma(&self, i: usize) -> bool {
        self.word(i) == ","
    }

    /// An adverb that may stand between the words of a cue.
    pub fn is_plain_adverb(&self, i: usize) -> bool {
        self.tag(i) == Tag::Adv
            || self.is(i, Class::Again) && self.lower(i) == "again"
            || matches!(self.lower(i), "also" | "once" | "jointly" | "strongly")
    }

    pub fn mention_at(&self, i: usize) -> Option<&Mention> {
        match self.cover.get(i) {
            Some(&m) if m != NONE => Some(&self.mentions[m as usize]),
            _ => None,
        }
    }

    /// The span of tokens `start..end`, which must not be empty.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let last = end.max(start + 1) - 1;
        Span::new(
            self.text.tokens[start].span.start,
            self.text.tokens[last].span.end,
        )
    }
}

/// Which tokens stand between quotation marks, paragraph by paragraph: a quotation may run over sentences.
fn quoted_tokens(text: &Analysis<'_>) -> Vec<bool> {
    let mut quoted = vec![false; text.tokens.len()];
    let (mut open, mut paragraph) = (false, usize::MAX);
    for sentence in &text.sentences {
        if sentence.paragraph != paragraph {
            paragraph = sentence.paragraph;
            open = false;
        }
        for i in sentence.tokens.clone() {
            match text.word(i) {
                "“" | "„" | "«" => open = true,
                "”" | "»" => open = false,
                "\"" | "``" | "''" => open = !open,
                _ => quoted[i] = open,
            }
        }
    }
    quoted
}
