//! Spans that cannot be used on the wrong text.

use std::fmt;
use std::ops::Range;

/// A half-open range of bytes of [`Restored::text`](crate::Restored::text).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A half-open range of bytes of the decoded input, [`Restored::raw`](crate::Restored::raw), as UTF-8.
///
/// [`Restored::code_points`](crate::Restored::code_points) gives it in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RawSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

macro_rules! span {
    ($name:ident) => {
        impl $name {
            /// The span from `start` up to `end`.
            #[must_use]
            pub fn new(start: usize, end: usize) -> Self {
                Self { start, end }
            }

            /// Its length in bytes.
            #[must_use]
            pub fn len(self) -> usize {
                self.end.saturating_sub(self.start)
            }

            /// Whether it holds nothing.
            #[must_use]
            pub fn is_empty(self) -> bool {
                self.end <= self.start
            }

            /// As a range, for slicing.
            #[must_use]
            pub fn range(self) -> Range<usize> {
                self.start..self.end
            }
        }

        impl From<Range<usize>> for $name {
            fn from(range: Range<usize>) -> Self {
                Self::new(range.start, range.end)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }
    };
}

span!(TextSpan);
span!(RawSpan);
