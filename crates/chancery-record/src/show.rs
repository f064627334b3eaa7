//! One document of the record.

use chancery::Reading;
use rusqlite::OptionalExtension as _;
use serde::de::DeserializeOwned;

use crate::{Error, Record};

/// What a document is asked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentKey {
    /// Its number in the record.
    Number(i64),
    /// Its name or URL: the newest revision.
    Name(String),
}

impl From<&str> for DocumentKey {
    fn from(key: &str) -> Self {
        key.parse()
            .map_or_else(|_| Self::Name(key.to_owned()), Self::Number)
    }
}

impl Record {
    /// The reading of a document, if the record has it.
    pub fn document(&self, key: &DocumentKey) -> Result<Option<Reading>, Error> {
        self.part_of_document(key)
    }

    /// As much of the reading as a type holds.
    pub(crate) fn part_of_document<T: DeserializeOwned>(
        &self,
        key: &DocumentKey,
    ) -> Result<Option<T>, Error> {
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
        let found = match key {
            DocumentKey::Number(id) => self
                .connection
                .prepare_cached("SELECT id, reading FROM documents WHERE id = ?1")?
                .query_row([id], row)
                .optional()?,
            DocumentKey::Name(name) => self
                .connection
                .prepare_cached(
                    "SELECT id, reading FROM documents WHERE name = ?1 OR source = ?1 ORDER BY current DESC, id DESC LIMIT 1",
                )?
                .query_row([name], row)
                .optional()?,
        };
        found
            .map(|(document, packed)| self.unpacker.unpack(document, &packed))
            .transpose()
    }
}
