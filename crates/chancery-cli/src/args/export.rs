//! The command that writes the record out.

use std::path::PathBuf;

use chancery_arrow::Table;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::{Filters, RecordFile};

const EXAMPLES: &str = "\
Examples:
  chancery export --format parquet --output tables/           one file a table
  chancery export --format csv --table statements --to CN     one table on standard output
  chancery export --format parquet --table statements --since 2024-01-01 --output raised.parquet
  chancery export --format jsonl --output record.jsonl        the whole record, one reading a line
  chancery export --format annotations > annotations.jsonl    W3C Web Annotations, one a line
  chancery export --format events --output events.tsv         PLOVER and CAMEO event records
  chancery export --schema                                    what each table and column holds

Filters are those of `chancery search`. They choose statements: `statements`, annotations and events hold these alone, the \
other tables and the readings of jsonl what belongs to their documents. With days alone, documents without statements are \
among them.

Rows come by day of release, then by URL, whatever the order in which documents were added: the same documents give the \
same bytes. A file appears under its name when it is whole; one that is being written has a name that begins with a dot and \
ends in .part, and can be deleted if its export was stopped.

Exit status: 0 when everything was written; 1 when the record cannot be read or a file not be written; 2 when the command \
line is wrong.";

/// Write the record as tables, annotations or event records
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExportArgs {
    #[command(flatten)]
    pub record: RecordFile,

    /// What to write
    #[arg(long, value_enum, required_unless_present = "schema")]
    pub format: Option<ExportFormat>,

    /// These tables only, several separated by commas; for jsonl, csv and parquet
    #[arg(long, value_name = "TABLE", value_delimiter = ',', value_parser = tables())]
    pub table: Vec<Table>,

    /// Write to this file, or with several tables into this folder, instead of standard output
    #[arg(long, short, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,

    /// Print what each table and column holds, and write nothing
    #[arg(long)]
    pub schema: bool,

    #[command(flatten)]
    pub filters: Filters,
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Whole readings, one a line; with --table, rows of a table
    Jsonl,
    /// Tables of comma-separated values; lists are joined by |
    Csv,
    /// Tables in Parquet files
    Parquet,
    /// W3C Web Annotations, JSON-LD, one a line
    Annotations,
    /// Event records, tab-separated: PLOVER and CAMEO
    Events,
}

fn tables() -> impl TypedValueParser<Value = Table> {
    let names = Table::ALL
        .map(|table| PossibleValue::new(table.name()).help(table.meaning().trim_end_matches('.')));
    PossibleValuesParser::new(names).try_map(|name| Table::from_name(&name).ok_or("no such table"))
}
