//! One document as the rules see it: tokens with word ids, classes and mentions.

use crate::knowledge::Knowledge;
use crate::mentions::Mention;
use crate::words::{Class, WordId};
use chancery_text::{Analysis, Span, Tag, TokenKind};

/// Tokens of a document with everything that rules ask of a token.
pub(crate) struct View<'a> {
    pub k: &'a Knowledge,
    pub text: &'a Analysis<'a>,
    pub ids: Vec<WordId>,
    /// Mentions in order; none overlaps another.
    pub mentions: Vec<Mention>,
    /// For each token the mention that covers it, or `NONE`.
    cover: Vec<u32>,
    /// For each token whether it stands inside a quotation.
    pub quoted: Vec<bool>,
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
            for slot in &mut self.cover[m.start..m.end] {
                *slot = i as u32;
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

    pub fn tag(&self, i: usize) -> Tag {
        self.text.tokens[i].tag
    }

    pub fn kind(&self, i: usize) -> TokenKind {
        self.text.tokens[i].kind
    }

    pub fn is(&self, i: usize, class: Class) -> bool {
        self.k.words.is(self.ids[i], class)
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
