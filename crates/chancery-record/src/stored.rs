//! A reading as it lies in the file: JSON, compressed.

use chancery::Reading;
use serde::de::DeserializeOwned;

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

/// The reading of a document, or as much of it as a type holds.
pub(crate) fn unpack<T: DeserializeOwned>(document: i64, packed: &[u8]) -> Result<T, Error> {
    let json = match zstd::bulk::Decompressor::upper_bound(packed) {
        // Into a buffer of its own size: the buffers of a stream are large, and would be made anew for each document.
        Some(size) if size <= LARGEST => zstd::bulk::decompress(packed, size),
        _ => zstd::decode_all(packed),
    };
    let json = json.map_err(|error| unreadable(document, &error))?;
    serde_json::from_slice(&json).map_err(|error| unreadable(document, &error))
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
