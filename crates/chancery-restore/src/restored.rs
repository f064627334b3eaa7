//! The result: the text, its repairs, and the way back.

use crate::decode::{Source, Undecoded, encode};
use crate::repair::Repair;
use crate::span::{RawSpan, TextSpan};
use std::borrow::Cow;

/// A restored text with the audit of its restoration.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Restored<'a> {
    /// The text; borrowed from the input if that is UTF-8 and nothing was repaired.
    pub text: Cow<'a, str>,
    /// Every difference between the decoded input and [`text`](Self::text), in order, none overlapping another.
    pub repairs: Vec<Repair>,
    /// The encoding that the input was decoded with, by its WHATWG name, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// Bytes of the input that have no meaning in this encoding, in order. A repair may have given one a meaning;
    /// otherwise the text has U+FFFD in its place.
    pub undecoded: Vec<Undecoded>,
    pub(crate) source: Source,
}

impl Restored<'_> {
    /// The same, independent of the input.
    #[must_use]
    pub fn into_owned(self) -> Restored<'static> {
        Restored {
            text: Cow::Owned(self.text.into_owned()),
            repairs: self.repairs,
            encoding: self.encoding,
            undecoded: self.undecoded,
            source: self.source,
        }
    }

    /// Whether nothing was repaired and nothing was undecodable.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.repairs.is_empty() && self.undecoded.is_empty()
    }

    /// The decoded input: the text with every repair undone.
    #[must_use]
    pub fn raw(&self) -> Cow<'_, str> {
        if self.repairs.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut raw = String::with_capacity(self.text.len() + self.text.len() / 8);
        let mut at = 0;
        for repair in &self.repairs {
            raw.push_str(&self.text[at..repair.span.start]);
            raw.push_str(&repair.before);
            at = repair.span.end;
        }
        raw.push_str(&self.text[at..]);
        Cow::Owned(raw)
    }

    /// The input, byte for byte. (For [`restore_text`](crate::restore_text), the UTF-8 of the text that was given.)
    #[must_use]
    pub fn undo(&self) -> Vec<u8> {
        encode(&self.raw(), &self.source, &self.undecoded)
    }

    /// Where a stretch of the text comes from. A span that ends inside a repair covers the whole of what it replaced;
    /// an empty span gives an empty one.
    #[must_use]
    pub fn to_raw(&self, span: TextSpan) -> RawSpan {
        let start = self.raw_position(span.start, false);
        let end = if span.is_empty() {
            start
        } else {
            self.raw_position(span.end, true)
        };
        RawSpan::new(start, end.max(start))
    }

    /// What became of a stretch of the decoded input. A span that ends inside a repair covers the whole of what replaced it.
    #[must_use]
    pub fn to_text(&self, span: RawSpan) -> TextSpan {
        let start = self.text_position(span.start, false);
        let end = if span.is_empty() {
            start
        } else {
            self.text_position(span.end, true)
        };
        TextSpan::new(start, end.max(start))
    }

    /// A span of the decoded input in code points instead of bytes of UTF-8: first, and one past the last.
    #[must_use]
    pub fn code_points(&self, span: RawSpan) -> (usize, usize) {
        let raw = self.raw();
        let count = |end: usize| raw.char_indices().take_while(|(at, _)| *at < end).count();
        (count(span.start), count(span.end))
    }

    fn raw_position(&self, at: usize, is_end: bool) -> usize {
        // Repairs that begin before the place; one that removed something right at the start of a span is not part of it.
        let index = self.repairs.partition_point(|repair| {
            if is_end {
                repair.span.start < at
            } else {
                repair.span.start < at || repair.span.end == at
            }
        });
        let Some(repair) = index.checked_sub(1).and_then(|last| self.repairs.get(last)) else {
            return at;
        };
        if at < repair.span.end {
            return if is_end {
                repair.raw_span.end
            } else {
                repair.raw_span.start
            };
        }
        at - repair.span.end + repair.raw_span.end
    }

    fn text_position(&self, at: usize, is_end: bool) -> usize {
        let index = self
            .repairs
            .partition_point(|repair| repair.raw_span.start < at);
        let Some(repair) = index.checked_sub(1).and_then(|last| self.repairs.get(last)) else {
            return at;
        };
        if at < repair.raw_span.end {
            return if is_end {
                repair.span.end
            } else {
                repair.span.start
            };
        }
        at - repair.raw_span.end + repair.span.end
    }
}
