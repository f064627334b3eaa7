//! `chancery export`.

mod place;
mod schema;
mod sinks;

use std::process::ExitCode;

use chancery_arrow::{Format, Table};
use chancery_record::Record;

use crate::args::{ExportArgs, ExportFormat};
use crate::asked::Asked;
use crate::output::Destination;
use crate::progress::Progress;
use crate::{Failure, knowledge};

use place::{Folder, Place};
use sinks::{Annotations, EventRecords, Readings, Sink, Tables};

/// Runs the command.
pub fn run(args: &ExportArgs) -> Result<ExitCode, Failure> {
    let (Some(format), false) = (args.format, args.schema) else {
        Destination::open(None)?.write(schema::page(&args.table).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    };
    let tables = match format {
        ExportFormat::Jsonl => Some(Format::Jsonl),
        ExportFormat::Csv => Some(Format::Csv),
        ExportFormat::Parquet => Some(Format::Parquet),
        ExportFormat::Annotations | ExportFormat::Events => None,
    };
    if tables.is_none() && !args.table.is_empty() {
        return Err(Failure::Usage(
            "--table is for jsonl, csv and parquet; annotations and events are one file".to_owned(),
        ));
    }
    // Before any file is begun, so that a wrong name leaves none.
    let record = Record::read(&args.record.path)?;
    let output = args.output.as_deref();
    match (tables, format) {
        (Some(_), ExportFormat::Jsonl) if args.table.is_empty() => {
            fill(args, &record, Readings::to(Place::open(output)?))
        }
        (Some(format), _) => {
            let tables = chosen(&args.table);
            let folder = Folder::open(output, &tables, format)?;
            fill(args, &record, Tables::to(folder, format)?)
        }
        (None, ExportFormat::Annotations) => {
            fill(args, &record, Annotations::to(Place::open(output)?))
        }
        (None, _) => {
            let reader = knowledge::reader(None)?;
            let place = Place::open(output)?;
            fill(args, &record, EventRecords::to(place, reader.lexicon())?)
        }
    }
}

/// The tables asked for, in their order and each once; all if none is named.
fn chosen(asked: &[Table]) -> Vec<Table> {
    let wanted = |table: &Table| asked.is_empty() || asked.contains(table);
    Table::ALL.into_iter().filter(wanted).collect()
}

fn fill(args: &ExportArgs, record: &Record, mut sink: impl Sink) -> Result<ExitCode, Failure> {
    let progress = Progress::over(record.status()?.documents);
    let query = Asked::default().query(&args.filters)?;
    let written = record.for_each_reading(&query, |selected| {
        progress.advance(1, 1);
        sink.take(selected)
    });
    let told = written.and_then(|()| sink.finish());
    progress.finish();
    anstream::eprintln!("chancery: {}", told?);
    Ok(ExitCode::SUCCESS)
}
