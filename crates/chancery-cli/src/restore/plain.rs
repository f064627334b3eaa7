//! The way of a document from a reader to a writer.

use std::io::{self, Read};

use chancery_restore::{Options, Restored, restore};

use crate::Failure;

/// Why a document did not get to its end.
pub enum Broken {
    /// It cannot be read.
    Reading(io::Error),
    /// It cannot be written.
    Writing(Failure),
}

/// Restores what `reader` gives and hands it on in pieces, in order. Their texts, one behind the other, are the document's.
pub fn stream(
    mut reader: impl Read,
    options: &Options,
    mut piece: impl FnMut(&Restored<'_>) -> Result<(), Failure>,
) -> Result<(), Broken> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(Broken::Reading)?;
    piece(&restore(&bytes, options)).map_err(Broken::Writing)
}
