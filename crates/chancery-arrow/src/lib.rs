//! Readings as flat tables, for programs that work on columns: Arrow record batches, Parquet, CSV and JSON lines.
//!
//! ```
//! use chancery::{Reader, Release};
//! use chancery_arrow::Table;
//!
//! let reader = Reader::shipped()?;
//! let reading = reader.read(&Release::from_text(
//!     "The Foreign Minister of Norway met the Foreign Minister of Chile. She raised fisheries.",
//! ));
//! let statements = Table::Statements.batch(&[reading])?;
//! assert_eq!(statements.num_rows(), 1);
//! assert!(statements.column_by_name("evidence").is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Table`] names the tables; [`Table::schema`] is the Arrow schema, the same in a batch, in a Parquet file and
//!   wherever else batches go. Each field says in its metadata, under `description`, what it holds.
//! - [`columns`] is the one place that says which columns there are, what they mean, and where their values come from.
//! - [`Writer`] writes a table to a stream in memory that the number of rows does not change.
//!
//! Types are few and signed, so that every reader of Arrow knows them: `Utf8`, `Int64`, `Boolean`, `Date32`, and lists
//! of `Utf8` or `Int64`. Spans are `[start, end)` in code points of the document's text, in two columns.

mod batch;
mod cell;
pub mod columns;
mod error;
mod table;
mod write;

pub use columns::Column;
pub use error::Error;
pub use table::Table;
pub use write::{Format, Rows, Writer};
