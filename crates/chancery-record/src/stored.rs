//! A reading as it lies in the file: JSON, compressed.

use std::cell::Cell;

use chancery::Reading;
use serde::de::DeserializeOwned;
use zstd::bulk::Decompressor;

use crate::Error;

/// Of the levels of zstd the one behind which more time gains little room.
const LEVEL: i32 = 3;

/// Bytes up to which a file is believed that says how large a reading is.
const LARGEST: usize = 64 << 20;

/// The reading as it is kept.
pub(crate) fn pack(reading: &Reading) -> Result<Vec<u8>, Error> {
    let json = serde_json::to_vec(reading).map_err(|error| unreadable(0, &error))?;
    zstd::bulk::compress(&json, LEVEL).map_err(|error| unreadable(0, &error))
}

/// Takes readings out of what is kept. What that needs is made once: for thousands of documents it costs as much as the work.
#[derive(Default)]
pub(crate) struct Unpacker(Cell<Option<Decompressor<'static>>>);

impl Unpacker {
    /// The reading of a document, or as much of it as a type holds.
    pub fn unpack<T: DeserializeOwned>(&self, document: i64, packed: &[u8]) -> Result<T, Error> {
        let json = self.json(packed);
        let json = json.map_err(|error| unreadable(document, &error))?;
        serde_json::from_slice(&json).map_err(|error| unreadable(document, &error))
    }

    fn json(&self, packed: &[u8]) -> std::io::Result<Vec<u8>> {
        match Decompressor::upper_bound(packed) {
            // Into a buffer of its own size: those of a stream are large.
            Some(size) if size <= LARGEST => {
                let mut unpacker = self.0.take().map_or_else(Decompressor::new, Ok)?;
                let json = unpacker.decompress(packed, size);
                self.0.set(Some(unpacker));
                json
            }
            _ => zstd::decode_all(packed),
        }
    }
}

impl std::fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unpacker")
    }
}

/// One part of a reading, which has a row of its own.
pub(crate) fn part<T: DeserializeOwned>(document: i64, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| unreadable(document, &error))
}

pub(crate) fn unreadable(document: i64, error: &impl ToString) -> Error {
    Error::Reading {
        document,
        why: error.to_string(),
    }
}
