//! The tokeniser: one pass over the bytes.

use crate::abbreviations::Abbreviation;
use crate::token::{Mark, Stop, Token, TokenKind};
use crate::{Span, Tag};

/// What a byte begins, for those below 128.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Space,
    Newline,
    Letter,
    Digit,
    Punct,
    Symbol,
    /// The first byte of a longer character.
    Wide,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Space; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        table[i] = match byte {
            b'\n' | b'\r' => Class::Newline,
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            b'!' | b'"' | b'\'' | b'(' | b')' | b',' | b'-' | b'.' | b'/' | b':' | b';' | b'?'
            | b'[' | b']' | b'{' | b'}' => Class::Punct,
            0..=32 | 127 => Class::Space,
            33..=126 => Class::Symbol,
            128.. => Class::Wide,
        };
        i += 1;
    }
    table
}

pub(crate) fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// White space that is not ASCII, and characters without width that separate nothing but belong to no word.
fn is_wide_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'
                ..='\u{202e}'
        )
}

/// Characters that go on with a word although they are no letters: combining marks, joiners, the soft hyphen.
pub(crate) fn joins_word(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}')
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// The state of the pass.
pub(crate) struct Scanner<'t> {
    pub(crate) text: &'t str,
    pub(crate) bytes: &'t [u8],
    pub(crate) pos: usize,
    pub(crate) tokens: Vec<Token>,
    pub(crate) open_double: bool,
    pub(crate) open_single: bool,
    /// Whether the text holds anything like an address at all.
    pub(crate) addresses: bool,
    space: bool,
    newlines: u8,
}

impl<'t> Scanner<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            tokens: Vec::with_capacity(text.len() / 5 + 4),
            open_double: false,
            open_single: false,
            addresses: text.contains("://") || text.contains("www.") || text.contains('@'),
            space: true,
            newlines: 0,
        }
    }

    pub(crate) fn run(mut self) -> Vec<Token> {
        while let Some(&byte) = self.bytes.get(self.pos) {
            match class(byte) {
                Class::Space => {
                    self.pos += 1;
                    self.space = true;
                }
                Class::Newline => self.newline(),
                Class::Letter if self.addresses && self.space && self.address() => {}
                Class::Letter => self.word(),
                Class::Digit => self.number(),
                Class::Punct => self.punctuation(byte),
                Class::Symbol => self.symbol(byte),
                Class::Wide => self.wide(),
            }
        }
        self.tokens
    }

    /// The character at byte `at`, if one begins there.
    pub(crate) fn char_at(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// The character that ends at byte `at`.
    pub(crate) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// Whether the text at `at` goes on with a letter or digit.
    pub(crate) fn alnum_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphanumeric)
    }

    /// Whether white space precedes what stands at `pos`.
    pub(crate) fn after_space(&self) -> bool {
        self.space
    }

    /// Whether `pos` is the first thing of its line.
    pub(crate) fn at_line_start(&self) -> bool {
        self.newlines > 0 || self.tokens.is_empty()
    }

    fn newline(&mut self) {
        let pair = self.bytes.get(self.pos..self.pos + 2) == Some(b"\r\n");
        self.pos += if pair { 2 } else { 1 };
        self.space = true;
        self.newlines = (self.newlines + 1).min(2);
        // An apostrophe left open does not reach over a line's end.
        self.open_single = false;
        if self.newlines == 2 {
            self.open_double = false;
        }
    }

    /// Adds the token from `pos` to `end` and goes on after it.
    pub(crate) fn push(&mut self, end: usize, kind: TokenKind) {
        self.push_marked(end, kind, Mark::None, Abbreviation::None);
    }

    pub(crate) fn push_marked(
        &mut self,
        end: usize,
        kind: TokenKind,
        mark: Mark,
        abbreviation: Abbreviation,
    ) {
        self.tokens.push(Token {
            span: Span::new(self.pos, end),
            kind,
            tag: Tag::X,
            space_before: self.space,
            newlines_before: self.newlines,
            mark,
            abbreviation,
            stop: if kind == TokenKind::Punct {
                self.stop(end)
            } else {
                None
            },
            closer: kind == TokenKind::Punct && matches!(self.byte(self.pos), b')' | b']' | b'}'),
        });
        self.pos = end;
        self.space = false;
        self.newlines = 0;
    }

    /// What the punctuation from `pos` to `end` may end.
    fn stop(&self, end: usize) -> Option<Stop> {
        Some(match self.char_at(self.pos)? {
            '.' if end - self.pos == 1 => Stop::Full,
            '.' | '…' => Stop::Ellipsis,
            '?' | '!' | '‼' | '⁉' => Stop::Question,
            ':' | '：' => Stop::Colon,
            '。' | '！' | '？' => Stop::Wide,
            _ => return None,
        })
    }

    /// An address of the web or of mail, up to the next white space; false if none stands here.
    fn address(&mut self) -> bool {
        let rest = &self.text[self.pos..];
        let chunk = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        let at_sign = chunk
            .find('@')
            .is_some_and(|at| at > 0 && chunk[at + 1..].contains('.'));
        if !(at_sign || chunk.contains("://") || chunk.starts_with("www.")) {
            return false;
        }
        let trimmed = chunk.trim_end_matches(|c: char| ".,;:!?)]}>\"'’”»".contains(c));
        if trimmed.is_empty() {
            return false;
        }
        self.push(self.pos + trimmed.len(), TokenKind::Symbol);
        true
    }

    fn symbol(&mut self, byte: u8) {
        // A run of the same sign (`***`, `===`) is one token.
        let mut end = self.pos + 1;
        while byte != b'$' && self.bytes.get(end) == Some(&byte) {
            end += 1;
        }
        self.push(end, TokenKind::Symbol);
    }

    fn punctuation(&mut self, byte: u8) {
        match byte {
            b'"' => {
                let mark = self.double_mark();
                self.push_marked(self.pos + 1, TokenKind::Punct, mark, Abbreviation::None);
            }
            b'\'' => self.apostrophe('\''),
            b'.' | b'-' | b'!' | b'?' => {
                let mut end = self.pos + 1;
                while self.bytes.get(end).is_some_and(|b| {
                    *b == byte || (byte != b'-' && byte != b'.' && matches!(b, b'!' | b'?'))
                }) {
                    end += 1;
                }
                self.push(end, TokenKind::Punct);
            }
            _ => self.push(self.pos + 1, TokenKind::Punct),
        }
    }

    fn wide(&mut self) {
        let Some(c) = self.char_at(self.pos) else {
            // Not reached: `pos` is always on a character boundary.
            self.pos += 1;
            return;
        };
        let end = self.pos + c.len_utf8();
        match c {
            '\u{2028}' | '\u{85}' => {
                self.newlines = (self.newlines + 1).min(2);
                self.space = true;
                self.pos = end;
            }
            '\u{2029}' => {
                self.newlines = 2;
                self.space = true;
                self.pos = end;
            }
            _ if is_wide_space(c) => {
                self.space = true;
                self.pos = end;
            }
            '“' | '„' | '«' | '”' | '»' | '‟' | '″' => {
                let mark = self.curly_mark(c);
                self.push_marked(end, TokenKind::Punct, mark, Abbreviation::None);
            }
            '’' | '‘' | 'ʼ' | '´' => self.apostrophe(c),
            _ if c.is_alphanumeric() => self.word(),
            '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{301f}'
            | '·'
            | '¡'
            | '¿'
            | '¶'
            | '§'
            | '▪'
            | '■'
            | '●'
            | '○'
            | '◦'
            | '！'
            | '，'
            | '：'
            | '；'
            | '？'
            | '（'
            | '）' => self.push(end, TokenKind::Punct),
            _ => {
                let mut end = end;
                while let Some(next) = self.char_at(end).filter(|next| joins_word(*next)) {
                    end += next.len_utf8();
                }
                self.push(end, TokenKind::Symbol);
            }
        }
    }
}
