//! What is needed to train weights for the [`Tagger`](crate::Tagger): the features it sees and the format it reads.

pub use crate::features::{FEATURES, State, Word, features, hash, key, shape};
pub use crate::model::{Entry, to_bytes};

/// A word in small letters, as the tagger reads it.
pub fn lower(word: &str) -> String {
    crate::analysis::lower(word)
}
