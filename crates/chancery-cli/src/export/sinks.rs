//! What takes the readings of an export, one after the other.

use std::io::Write as _;

use chancery::Reading;
use chancery_arrow::{Format, Table, Writer};
use chancery_export::{Events, LeftOut, annotations, events};
use chancery_lexicon::Lexicon;
use chancery_record::Selected;

use super::place::{Folder, Place};
use crate::Failure;

/// Takes readings, and says at the end what became of them.
pub trait Sink {
    /// One reading more.
    fn take(&mut self, selected: Selected) -> Result<(), Failure>;
    /// There are no more: files take their names. The answer is one line for people.
    fn finish(self) -> Result<String, Failure>;
}

/// Whole readings, one a line.
pub struct Readings {
    place: Place,
    written: u64,
}

impl Readings {
    pub fn to(place: Place) -> Self {
        Readings { place, written: 0 }
    }
}

impl Sink for Readings {
    fn take(&mut self, selected: Selected) -> Result<(), Failure> {
        self.written += 1;
        line(&mut self.place, &selected.reading)
    }

    fn finish(self) -> Result<String, Failure> {
        self.place.finish()?;
        Ok(format!("{} readings", self.written))
    }
}

/// Statements as annotations, one a line.
pub struct Annotations {
    place: Place,
    written: u64,
}

impl Annotations {
    pub fn to(place: Place) -> Self {
        Annotations { place, written: 0 }
    }
}

impl Sink for Annotations {
    fn take(&mut self, selected: Selected) -> Result<(), Failure> {
        let wanted = &selected.statements;
        let annotations = annotations::of(&selected.reading, |said| wanted.contains(&said.id));
        for annotation in annotations {
            line(&mut self.place, &annotation)?;
            self.written += 1;
        }
        Ok(())
    }

    fn finish(self) -> Result<String, Failure> {
        self.place.finish()?;
        Ok(format!("{} annotations", self.written))
    }
}

fn line(place: &mut Place, value: &impl serde::Serialize) -> Result<(), Failure> {
    let written = serde_json::to_writer(&mut *place, value)
        .map_err(std::io::Error::from)
        .and_then(|()| place.write_all(b"\n"));
    written.map_err(|error| Failure::writing(&error, place.name()))
}

/// Event records, tab-separated.
pub struct EventRecords<'l> {
    table: csv::Writer<Place>,
    name: String,
    events: Events<'l>,
    left_out: LeftOut,
    written: u64,
}

impl<'l> EventRecords<'l> {
    pub fn to(place: Place, lexicon: &'l Lexicon) -> Result<Self, Failure> {
        let name = place.name().to_owned();
        let mut table = csv::WriterBuilder::new()
            .delimiter(b'\t')
            .from_writer(place);
        let head = events::COLUMNS.iter().map(|column| column.name);
        let written = table.write_record(head);
        written.map_err(|error| tsv_failure(error, &name))?;
        Ok(EventRecords {
            table,
            name,
            events: Events::new(lexicon),
            left_out: LeftOut::default(),
            written: 0,
        })
    }
}

impl Sink for EventRecords<'_> {
    fn take(&mut self, selected: Selected) -> Result<(), Failure> {
        let reading = &selected.reading;
        let wanted = |id: &usize| selected.statements.contains(id);
        for said in reading.statements.iter().filter(|said| wanted(&said.id)) {
            for event in self.events.of(reading, said, &mut self.left_out) {
                let cells = events::COLUMNS.iter().map(|column| column.of(&event));
                let written = self.table.write_record(cells.map(Bytes));
                written.map_err(|error| tsv_failure(error, &self.name))?;
                self.written += 1;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<String, Failure> {
        let place = self.table.into_inner();
        let place = place.map_err(|error| Failure::writing(&error.into_error(), &self.name))?;
        place.finish()?;
        let left_out = self.left_out;
        Ok(format!(
            "{} event records; {} statements left out: {} without a code of PLOVER or CAMEO, {} negated, {} of no known side",
            self.written,
            left_out.all(),
            left_out.without_code,
            left_out.negated,
            left_out.without_side
        ))
    }
}

/// What the stream said, where it is that: a reader who has gone is no error.
fn tsv_failure(error: csv::Error, name: &str) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Failure::writing(&error, name),
        other => Failure::Told(format!(
            "{name}: cannot be written ({other:?}) — report this"
        )),
    }
}

/// A cell, as the writer of tables wants it.
struct Bytes<'c>(std::borrow::Cow<'c, str>);

impl AsRef<[u8]> for Bytes<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Readings that are written together.
const BATCH: usize = 512;
/// Bytes of their texts after which they are written even if they are fewer.
const BATCH_BYTES: usize = 16 << 20;

/// Tables, each in a file of its own or one on standard output.
pub struct Tables {
    writers: Vec<(Table, String, Writer<Place>)>,
    waiting: Vec<Reading>,
    /// For each that waits the statements that are wanted, where that is not all of them.
    chosen: Vec<Option<Vec<usize>>>,
    /// The bytes of the texts that wait.
    bytes: usize,
}

impl Tables {
    pub fn to(folder: Folder, format: Format) -> Result<Self, Failure> {
        let writer = |(table, place): (Table, Place)| {
            let name = place.name().to_owned();
            match Writer::new(table, format, place) {
                Ok(writer) => Ok((table, name, writer)),
                Err(error) => Err(failure(error, &name)),
            }
        };
        let writers = folder.places.into_iter().map(writer);
        Ok(Tables {
            writers: writers.collect::<Result<_, _>>()?,
            waiting: Vec::with_capacity(BATCH),
            bytes: 0,
            chosen: Vec::with_capacity(BATCH),
        })
    }

    fn write(&mut self) -> Result<(), Failure> {
        // The statements come last, because those that are not wanted are taken out of the readings for them.
        let (statements, others): (Vec<_>, Vec<_>) = self
            .writers
            .iter_mut()
            .partition(|(table, ..)| *table == Table::Statements);
        for (_, name, writer) in others {
            writer
                .write(&self.waiting)
                .map_err(|error| failure(error, name))?;
        }
        for (reading, chosen) in self.waiting.iter_mut().zip(&self.chosen) {
            if let Some(chosen) = chosen {
                reading.statements.retain(|said| chosen.contains(&said.id));
            }
        }
        for (_, name, writer) in statements {
            writer
                .write(&self.waiting)
                .map_err(|error| failure(error, name))?;
        }
        self.waiting.clear();
        self.chosen.clear();
        self.bytes = 0;
        Ok(())
    }
}

impl Sink for Tables {
    fn take(&mut self, selected: Selected) -> Result<(), Failure> {
        let Selected {
            reading,
            statements,
        } = selected;
        self.bytes += reading.document.text.len();
        let all = statements.len() == reading.statements.len();
        self.chosen.push((!all).then_some(statements));
        self.waiting.push(reading);
        if self.waiting.len() >= BATCH || self.bytes >= BATCH_BYTES {
            self.write()?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<String, Failure> {
        self.write()?;
        let mut told = Vec::new();
        let mut places = Vec::new();
        for (table, name, writer) in self.writers {
            told.push(format!("{} {table}", writer.rows()));
            places.push(writer.finish().map_err(|error| failure(error, &name))?);
        }
        // None takes its name before all are whole.
        for place in places {
            place.finish()?;
        }
        Ok(told.join(", "))
    }
}

fn failure(error: chancery_arrow::Error, name: &str) -> Failure {
    match error {
        chancery_arrow::Error::Write(error) => Failure::writing(&error, name),
        other => Failure::Told(format!("{name}: cannot be written ({other})")),
    }
}
