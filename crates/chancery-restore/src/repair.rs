//! What one repair says of itself.

use crate::span::{RawSpan, TextSpan};
use std::borrow::Cow;
use std::fmt;

/// The damage that a repair undoes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// Bytes of one encoding read as another.
    Mojibake,
    /// A word replaced by foreign text.
    InjectedText,
    /// A character left as an HTML character reference.
    Entity,
    /// A character that no reader sees: a control, a zero-width space, a soft hyphen.
    Control,
    /// A line end of another system.
    Layout,
    /// Bytes that the encoding of the rest has no meaning for.
    Charset,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Mojibake,
        Self::InjectedText,
        Self::Entity,
        Self::Control,
        Self::Layout,
        Self::Charset,
    ];

    /// The kind of a name; the inverse of [`Kind::as_str`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The name of the kind in records: `mojibake`, `injected-text`, `entity`, `control`, `layout`, `charset`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mojibake => "mojibake",
            Self::InjectedText => "injected-text",
            Self::Entity => "entity",
            Self::Control => "control",
            Self::Layout => "layout",
            Self::Charset => "charset",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kinds(u8);

impl Kinds {
    /// Every kind.
    pub const ALL: Self = Self((1 << Kind::ALL.len()) - 1);

    /// Whether the set holds `kind`.
    #[must_use]
    pub fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self::ALL
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |set, kind| set | 1 << kind as u8))
    }
}

/// How far a repair is from a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// The damaged text holds all that is needed: the repair is an inversion.
    Exact,
    /// Something was lost and is inferred from evidence; [`Repair::reason`] says from which.
    Inferred,
}

impl Certainty {
    /// The name of the certainty in records: `exact`, `inferred`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Inferred => "inferred",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One difference between the decoded input and the restored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was wrong.
    pub kind: Kind,
    /// Where `after` stands, in bytes of the restored text. Empty if something was removed.
    pub span: TextSpan,
    /// Where `before` stood, in bytes of the decoded input.
    pub raw_span: RawSpan,
    /// The decoded input there.
    pub before: String,
    /// The restored text there.
    pub after: String,
    /// How the damage came about, if known, such as `utf-8 read as gb18030`.
    pub channel: Option<Cow<'static, str>>,
    /// Inversion or inference.
    pub certainty: Certainty,
    /// Why this is held to be damage and this to be its repair.
    pub reason: Cow<'static, str>,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} -> {:?}", self.kind, self.before, self.after)
    }
}
