//! The knowledge that was asked for, and the reader with it.

use std::path::Path;

use chancery::Reader;
use chancery_lexicon::Lexicon;

use crate::Failure;

/// The reader with what the program carries, or with the tables in a folder.
pub fn reader(data: Option<&Path>) -> Result<Reader, Failure> {
    match data {
        None => Reader::shipped().map_err(|error| Failure::Told(error.to_string())),
        Some(_) => lexicon(data).map(Reader::new),
    }
}

/// The lexicon that the program carries, or the one in a folder.
pub fn lexicon(data: Option<&Path>) -> Result<Lexicon, Failure> {
    let Some(folder) = data else {
        return Lexicon::shipped().map_err(|error| Failure::Told(error.to_string()));
    };
    chancery_ingest::lexicon(folder).map_err(|error| Failure::Told(error.to_string()))
}
