//! The weights of the tagger, and how they lie in a file.
//!
//! All numbers are little-endian. A file is: the magic, the numbers of dictionary slots and of rows (both powers of two),
//! the dictionary, the rows. A slot is a key (`u32`, 0 if empty), a class (`u16`), a tag (255 if it needs a decision) and
//! a byte of padding. A row is a byte for each tag, its weight and 128 more, and then the feature it belongs to (`u32`, 0 if empty). Two
//! rows make a line, as long as a line of the processor's cache; the upper bits of a feature name the line where its row
//! is, if it has one.

use std::borrow::Cow;

use crate::features::{FEATURES, State, Word, features};
use crate::{Error, Tag};

const MAGIC: &[u8; 8] = b"CHTAG\x00\x00\x03";
const HEADER: usize = 16;
const SLOT: usize = 8;
/// Bytes of a row: a weight for each tag, and the feature.
const ROW: usize = Tag::COUNT + 4;
/// Rows in a line.
const LINE: usize = 2;
const UNDECIDED: u8 = 255;

/// One entry of the dictionary of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// See [`crate::training::key`].
    pub key: u32,
    /// The class of the word, below 256.
    pub class: u16,
    /// The tag, if it is always the same.
    pub tag: Option<Tag>,
}

/// A dictionary of words and a table of weights.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    bytes: Cow<'static, [u8]>,
    slots: usize,
    rows: usize,
}

impl Model {
    pub(crate) fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(Error::Weights("they do not begin as weights do"));
        }
        let number = |at: usize| {
            bytes
                .get(at..at + 4)
                .and_then(|b| b.try_into().ok())
                .map(u32::from_le_bytes)
                .unwrap_or(0) as usize
        };
        let (slots, rows) = (number(8), number(12));
        if !slots.is_power_of_two()
            || !rows.is_power_of_two()
            || rows < 2
            || slots > 1 << 24
            || rows > 1 << 24
        {
            return Err(Error::Weights("the tables have no possible size"));
        }
        if bytes.len() != HEADER + slots * SLOT + rows * ROW {
            return Err(Error::Weights("the tables do not fill the file"));
        }
        Ok(Self { bytes, slots, rows })
    }

    /// The class of a word and, if it is always the same, its tag.
    pub(crate) fn known(&self, key: u32) -> Option<(u16, Option<Tag>)> {
        let table = &self.bytes[HEADER..HEADER + self.slots * SLOT];
        let mut at = key as usize;
        // A dictionary is never more than half full; the bound is for files of another making.
        for _ in 0..64 {
            at &= self.slots - 1;
            let slot = &table[at * SLOT..at * SLOT + SLOT];
            let found = u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]);
            if found == key {
                return Some((
                    u16::from_le_bytes([slot[4], slot[5]]) & 255,
                    Tag::from_index(slot[6]),
                ));
            }
            if found == 0 {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The best tag for place `i`.
    pub(crate) fn best(&self, words: &[Word], i: usize, state: State) -> Tag {
        let table = &self.bytes[HEADER + self.slots * SLOT..];
        let shift = 32 - (self.rows / LINE).trailing_zeros();
        // A checked shift, since a table of a single line shifts everything away.
        let line = |feature: u32| feature.checked_shr(shift).unwrap_or(0) as usize * LINE * ROW;
        // First find the rows of all features, without a branch, so that the reads from memory do not wait for each other.
        let places: [u32; FEATURES] = features(words, i, state);
        let mut found = [0; FEATURES + 1];
        let mut count = 0;
        for feature in places {
            let at = line(feature);
            let (rows, _) = table[at..at + LINE * ROW].as_chunks::<ROW>();
            for (k, row) in rows.iter().enumerate() {
                found[count] = at + k * ROW;
                let owner = u32::from_le_bytes([
                    row[Tag::COUNT],
                    row[Tag::COUNT + 1],
                    row[Tag::COUNT + 2],
                    row[Tag::COUNT + 3],
                ]);
                count = (count + usize::from(owner == feature)).min(FEATURES);
            }
        }
        let mut scores = [0u16; ROW];
        for at in &found[..count] {
            let (rows, _) = table[*at..*at + ROW].as_chunks::<ROW>();
            for row in rows {
                // The four bytes of the feature are added too, to places that nobody reads.
                scores = std::array::from_fn(|tag| scores[tag].wrapping_add(u16::from(row[tag])));
            }
        }
        let mut best = 0;
        for tag in 1..Tag::COUNT {
            if scores[tag] > scores[best] {
                best = tag;
            }
        }
        Tag::from_index(best as u8).unwrap_or_default()
    }
}

/// Lays a model out as a file: `entries` of the dictionary, and features with their weights, the most important first,
/// in `rows` rows (a power of two). Features that find no room are left out.
///
/// ```
/// let bytes = chancery_text::training::to_bytes(&[], &[(7, [1; chancery_text::Tag::COUNT])], 4);
/// assert!(chancery_text::Tagger::from_bytes(&bytes).is_ok());
/// ```
pub fn to_bytes(entries: &[Entry], weights: &[(u32, [i8; Tag::COUNT])], rows: usize) -> Vec<u8> {
    let slots = (entries.len() * 2).next_power_of_two().max(2);
    let mut dictionary = vec![0; slots * SLOT];
    for entry in entries {
        let mut at = entry.key as usize & (slots - 1);
        while dictionary[at * SLOT..at * SLOT + 4] != [0; 4] {
            at = (at + 1) & (slots - 1);
        }
        let slot = &mut dictionary[at * SLOT..at * SLOT + SLOT];
        slot[..4].copy_from_slice(&entry.key.to_le_bytes());
        slot[4..6].copy_from_slice(&entry.class.to_le_bytes());
        slot[6] = entry.tag.map_or(UNDECIDED, |tag| tag as u8);
    }
    let rows = rows.next_power_of_two().max(LINE);
    let shift = 32 - (rows / LINE).trailing_zeros();
    let mut table = vec![[0; ROW]; rows];
    for (feature, weights) in weights {
        let line = feature.checked_shr(shift).unwrap_or(0) as usize * LINE;
        if let Some(row) = table[line..line + LINE]
            .iter_mut()
            .find(|row| row[Tag::COUNT..] == [0; 4])
        {
            row[..Tag::COUNT]
                .copy_from_slice(&weights.map(|weight| (i16::from(weight) + 128) as u8));
            row[Tag::COUNT..].copy_from_slice(&feature.to_le_bytes());
        }
    }
    let mut bytes = MAGIC.to_vec();
    bytes.extend((slots as u32).to_le_bytes());
    bytes.extend((rows as u32).to_le_bytes());
    bytes.extend(dictionary);
    bytes.extend(table.into_flattened());
    bytes
}
