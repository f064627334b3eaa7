//! What can go wrong with a table.

use arrow_schema::ArrowError;
use parquet::errors::ParquetError;

/// Why a table could not be made or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text of one column of one batch is longer than Arrow's offsets reach.
    #[error(
        "the column {column} of {table} holds more than 2 GiB in one batch — pass fewer readings at a time"
    )]
    TooLong {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// Arrow did not accept the columns.
    #[error("the table cannot be built ({0})")]
    Arrow(#[from] ArrowError),
    /// The Parquet file could not be written.
    #[error("{0}")]
    Parquet(ParquetError),
    /// The stream could not be written.
    #[error("{0}")]
    Write(#[from] std::io::Error),
}

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Self {
        match error {
            // What the stream said is what a user can do something about.
            ParquetError::External(cause) => match cause.downcast::<std::io::Error>() {
                Ok(cause) => Self::Write(*cause),
                Err(cause) => Self::Parquet(ParquetError::External(cause)),
            },
            other => Self::Parquet(other),
        }
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Write(error),
            other => Self::Write(std::io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
