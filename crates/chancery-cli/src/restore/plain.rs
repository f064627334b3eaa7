//! The way of a document from a reader to a writer, in memory that its size does not change.

use std::io::{self, Read};

use chancery_restore::{Options, Restored, Stream};

use crate::Failure;

/// Bytes that are read at a time.
const CHUNK: usize = 1 << 18;

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
    let mut stream = Stream::new(options.clone());
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Broken::Reading(error)),
        };
        for restored in stream.push(&chunk[..read]) {
            piece(&restored).map_err(Broken::Writing)?;
        }
    }
    for restored in stream.finish() {
        piece(&restored).map_err(Broken::Writing)?;
    }
    Ok(())
}
