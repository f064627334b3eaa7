//! Writing tables to streams.

use std::io::{self, Write};

use chancery::Reading;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use crate::cell::cell;
use crate::columns::{Column, Row};
use crate::{Error, Table};

/// Rows of a group of a Parquet file at most: what DuckDB reads at once.
const GROUP_ROWS: usize = 122_880;
/// Bytes of a group at most, so that texts, too, are written in bounded memory.
const GROUP_BYTES: usize = 32 << 20;
/// A fair trade of size for time; higher levels gain little on text in columns.
const LEVEL: i32 = 3;

/// A form in which tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One object a line; every column is there, null where it has no value.
    Jsonl,
    /// Comma-separated values (RFC 4180) with a head; lists are joined by `|`, null is nothing.
    ///
    /// Cells are written as they are. A spreadsheet may take one that begins with `=`, `+`, `-` or `@` for a formula;
    /// changing it would make quotes differ from the text that they quote.
    Csv,
    /// Parquet, compressed with Zstandard.
    Parquet,
}

impl Format {
    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
        }
    }
}

/// The rows of a table as objects of JSON: what [`Format::Jsonl`] writes.
pub struct Rows<'r> {
    table: Table,
    rows: Vec<Row<'r>>,
}

impl<'r> Rows<'r> {
    /// The rows of a reading.
    pub fn of(table: Table, reading: &'r Reading) -> Self {
        Self {
            table,
            rows: table.rows(reading),
        }
    }

    /// Each as an object with the columns of the table.
    pub fn iter(&self) -> impl Iterator<Item = impl Serialize> {
        let columns = self.table.columns();
        self.rows.iter().map(|row| Object { columns, row })
    }
}

struct Object<'a, 'r> {
    columns: &'static [Column],
    row: &'a Row<'r>,
}

impl Serialize for Object<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            map.serialize_entry(column.name, &cell(column, self.row))?;
        }
        map.end()
    }
}

/// Writes one table to a stream, in memory that the number of rows does not change.
pub struct Writer<W: Write + Send> {
    table: Table,
    inner: Inner<W>,
    rows: u64,
}

enum Inner<W: Write + Send> {
    Jsonl(W),
    Csv(Box<csv::Writer<W>>),
    Parquet(Box<ArrowWriter<Lent<W>>>),
}

/// A stream that can be taken back once the file is finished: asking Parquet for it hides why it could not be written.
struct Lent<W>(Option<W>);

impl<W: Write> Write for Lent<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl<W: Write + Send> Writer<W> {
    /// A writer; the head of the table is written at once.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn new(table: Table, format: Format, out: W) -> Result<Self, Error> {
        let inner = match format {
            Format::Jsonl => Inner::Jsonl(out),
            Format::Csv => {
                let mut csv = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .from_writer(out);
                csv.write_record(table.columns().iter().map(|column| column.name))?;
                Inner::Csv(Box::new(csv))
            }
            Format::Parquet => {
                let level = ZstdLevel::try_new(LEVEL)?;
                let properties = WriterProperties::builder()
                    .set_created_by(concat!("chancery ", env!("CARGO_PKG_VERSION")).to_owned())
                    .set_compression(Compression::ZSTD(level))
                    .set_max_row_group_row_count(Some(GROUP_ROWS))
                    .set_max_row_group_bytes(Some(GROUP_BYTES))
                    .build();
                let writer =
                    ArrowWriter::try_new(Lent(Some(out)), table.schema(), Some(properties))?;
                Inner::Parquet(Box::new(writer))
            }
        };
        Ok(Self {
            table,
            inner,
            rows: 0,
        })
    }

    /// Writes the rows of readings, in their order.
    ///
    /// # Errors
    /// If the stream cannot be written, or a batch is too long for Arrow.
    pub fn write<'r>(
        &mut self,
        readings: impl IntoIterator<Item = &'r Reading>,
    ) -> Result<(), Error> {
        match &mut self.inner {
            Inner::Jsonl(out) => {
                for reading in readings {
                    for row in Rows::of(self.table, reading).iter() {
                        serde_json::to_writer(&mut *out, &row)?;
                        out.write_all(b"\n")?;
                        self.rows += 1;
                    }
                }
            }
            Inner::Csv(csv) => {
                for reading in readings {
                    for row in self.table.rows(reading) {
                        let columns = self.table.columns().iter();
                        csv.write_record(columns.map(|column| cell(column, &row).csv()))?;
                        self.rows += 1;
                    }
                }
            }
            Inner::Parquet(writer) => {
                let batch = self.table.batch(readings)?;
                self.rows += batch.num_rows() as u64;
                writer.write(&batch)?;
            }
        }
        Ok(())
    }

    /// How many rows were written.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Ends the table and gives the stream back, with everything written to it.
    ///
    /// # Errors
    /// If the stream cannot be written.
    pub fn finish(self) -> Result<W, Error> {
        let mut out = match self.inner {
            Inner::Jsonl(out) => out,
            Inner::Csv(csv) => csv
                .into_inner()
                .map_err(|error| Error::Write(error.into_error()))?,
            Inner::Parquet(mut writer) => {
                writer.finish()?;
                let lent = writer.inner_mut().0.take();
                lent.ok_or_else(|| Error::Write(io::ErrorKind::NotFound.into()))?
            }
        };
        out.flush()?;
        Ok(out)
    }
}
