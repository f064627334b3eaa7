//! What can go wrong: only the reading of weights.

/// A failure of this crate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no weights of this version.
    #[error("no tagger weights of this version: {0}")]
    Weights(&'static str),
}
