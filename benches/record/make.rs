//! A record of any size: documents repeated under new names and days.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use chancery::{Reader, Reading};
use chancery_ingest::{Given, Input, Sources};
use chancery_record::{Entry, Record};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::Failure;

/// Readings written together, as the program does.
const BATCH: usize = 1024;
/// The days over which documents are spread.
const FIRST: Date = date(2005, 1, 1);
const DAYS: usize = 7_500;
/// Whose accounts they are.
const PUBLISHERS: &[&str] = &["NO", "CL", "KE", "JP", "GB", "PT", "LK", "EU"];

pub fn record(path: &Path, from: Option<&Path>, statements: u64) -> Result<(), Failure> {
    let reader = Reader::shipped()?;
    let readings = read(&reader, from)?;
    let begun = Instant::now();
    let mut record = Record::open(path)?;
    let mut added = (0, 0);
    // As in the program, one thread makes ready and another one writes.
    std::thread::scope(|scope| -> Result<(), Failure> {
        let (queue, batches) = sync_channel::<Result<(Vec<Entry>, u64), String>>(4);
        scope.spawn(move || {
            let mut ready = 0;
            let mut number = 0;
            while ready < statements {
                let batch = batch(&readings, &mut number);
                ready += batch.as_ref().map_or(statements, |(_, said)| *said);
                if queue.send(batch).is_err() {
                    return;
                }
            }
        });
        for batch in batches {
            let (entries, said) = batch?;
            record.add_entries(&entries)?;
            added = (added.0 + entries.len(), added.1 + said);
        }
        Ok(())
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    drop(record);
    let (documents, statements) = added;
    println!(
        "added {documents} documents with {statements} statements in {seconds:.0} s: {:.0} statements/s, {:.0} documents/s",
        statements as f64 / seconds,
        documents as f64 / seconds
    );
    println!(
        "size {:.0} MB, {:.0} bytes a statement",
        std::fs::metadata(path)?.len() as f64 / 1e6,
        std::fs::metadata(path)?.len() as f64 / statements as f64
    );
    Ok(())
}

fn read(reader: &Reader, from: Option<&Path>) -> Result<Vec<Reading>, Failure> {
    let Some(from) = from else {
        let made = chancery_benches::readouts(1_000);
        return Ok(made.iter().map(|release| reader.read(release)).collect());
    };
    let given = Given {
        publishers: reader.lexicon().publishers.clone(),
        ..Given::default()
    };
    let mut readings = Vec::new();
    for item in Sources::new([Input::Path(from.to_path_buf())]) {
        readings.push(reader.read(&item?.release(&given)?));
    }
    Ok(readings)
}

/// The next documents, each with a name and a day of its own, and how many statements they hold.
fn batch(readings: &[Reading], number: &mut usize) -> Result<(Vec<Entry>, u64), String> {
    let mut entries = Vec::with_capacity(BATCH);
    let mut statements = 0;
    for _ in 0..BATCH {
        let mut reading = readings[*number % readings.len()].clone();
        // A step that has no divisor in common with the days: neighbours are years apart.
        let day = FIRST + ((*number * 2_741 % DAYS) as i64).days();
        reading.document.id = format!("copy-{number}");
        reading.document.source = Some(format!("https://example.org/{number}"));
        reading.document.published = Some(day.to_string());
        reading.document.publisher = Some(PUBLISHERS[*number % PUBLISHERS.len()].to_owned());
        // What took place on the day of release took place on this one.
        for date in reading
            .engagements
            .iter_mut()
            .filter_map(|one| one.date.as_mut())
        {
            if date.precision == "day" {
                date.from = day.to_string();
                date.to = day.to_string();
            }
        }
        statements += reading.statements.len() as u64;
        entries.push(Entry::new(&reading).map_err(|error| error.to_string())?);
        *number += 1;
    }
    Ok((entries, statements))
}
