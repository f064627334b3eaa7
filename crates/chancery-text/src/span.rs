//! A stretch of one document's text.

/// A half-open stretch `start..end` of a document's text, in bytes.
///
/// Both ends lie on character boundaries of the text it was made for. A span is meaningless on any other text; use
/// [`Span::slice`] with the text the analysis was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the stretch.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; `end` is taken as `start` if it is smaller.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte offset `at` lies within it.
    pub fn contains_offset(self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The text it covers; empty if the span was made for another text and does not fit this one.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}
