//! The commands of the record: `add`, `status`, `check`, `search`, `engagements`, `show`.

pub(crate) mod page;
pub(crate) mod rows;

use std::ops::ControlFlow;
use std::process::ExitCode;

use chancery::Reader;
use chancery_ingest::{Error, Given, Input, Item, Sources};
use chancery_record::{Added, ContactQuery, DocumentKey, Entry, Query, Record, Sort};

use crate::args::{
    AddArgs, CheckArgs, EngagementsArgs, Format, Order, Rows, SearchArgs, ShowArgs, StatusArgs,
};
use crate::asked::{self, Asked};
use crate::output::Destination;
use crate::progress::Progress;
use crate::{Failure, batch, knowledge, read, show as shown};

impl From<chancery_record::Error> for Failure {
    fn from(error: chancery_record::Error) -> Self {
        Failure::Told(error.to_string())
    }
}

/// Readings that are written together: one transaction each.
const BATCH: usize = 1024;

/// `chancery add`.
pub fn add(args: &AddArgs) -> Result<ExitCode, Failure> {
    let reader = knowledge::reader(None)?;
    let publisher = args.publisher.as_deref();
    let publisher = publisher
        .map(|code| read::publisher(code, reader.lexicon()))
        .transpose()?;
    let given = Given {
        url: None,
        title: None,
        published: args.date,
        publisher,
        charset: None,
        publishers: reader.lexicon().publishers.clone(),
    };
    let mut record = Record::open(&args.record.path)?;
    let inputs: Vec<Input> = args.inputs.iter().map(|path| read::input(path)).collect();
    let mut destination = Destination::open(None)?;
    let progress = Progress::beside(&inputs);
    let mut waiting: Vec<Entry> = Vec::with_capacity(BATCH);
    let (mut added, mut failed) = (Added::default(), 0_u64);
    let mut broken = None;
    let work = |item: Result<Item, Error>| {
        let size = item.as_ref().map_or(0, |item| progress.size(item));
        (entry(item, &given, &reader), size)
    };
    batch::in_order(
        batch::jobs(args.jobs),
        Sources::new(inputs),
        work,
        |(outcome, size)| {
            progress.advance(1, size);
            match outcome {
                Ok(entry) => waiting.push(entry),
                Err(line) => {
                    failed += 1;
                    progress.aside(|| anstream::eprintln!("chancery: {line}"));
                }
            }
            if waiting.len() < BATCH {
                return ControlFlow::Continue(());
            }
            match record.add_entries(&waiting) {
                Ok(more) => added = added.and(more),
                Err(error) => {
                    broken = Some(error);
                    return ControlFlow::Break(());
                }
            }
            waiting.clear();
            ControlFlow::Continue(())
        },
    );
    progress.finish();
    if let Some(error) = broken {
        return Err(error.into());
    }
    added = added.and(record.add_entries(&waiting)?);
    let line = format!(
        "{} added, {} revised, {} known, {failed} failed\n",
        added.new, added.revised, added.known
    );
    destination.write(line.as_bytes())?;
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The reading of an item, ready to be written, or why there is none, on one line.
fn entry(item: Result<Item, Error>, given: &Given, reader: &Reader) -> Result<Entry, String> {
    let item = item.map_err(|error| error.to_string())?;
    let origin = item.origin().clone();
    let release = item.release(given).map_err(|error| error.to_string())?;
    let reading = reader.read(&release);
    let mut diagnostics = reading.diagnostics.iter();
    match diagnostics.find(|diagnostic| diagnostic.severity == "error") {
        Some(error) => Err(format!("{origin}: {}", error.message)),
        None => Entry::new(&reading).map_err(|error| format!("{origin}: {error}")),
    }
}

/// `chancery status`.
pub fn status(args: &StatusArgs) -> Result<ExitCode, Failure> {
    let status = Record::read(&args.record.path)?.status()?;
    print(&rows::status(&status, args.format)?)?;
    Ok(ExitCode::SUCCESS)
}

/// `chancery check`.
pub fn check(args: &CheckArgs) -> Result<ExitCode, Failure> {
    let checked = Record::read(&args.record.path)?.check()?;
    print(&rows::checked(&checked, args.format)?)?;
    Ok(if checked.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// `chancery search`.
pub fn search(args: &SearchArgs) -> Result<ExitCode, Failure> {
    let query = Query {
        sort: match args.sort {
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
            Order::Strongest => Sort::Strongest,
        },
        limit: asked::one_more(args.limit),
        ..Asked::default().query(&args.filters)?
    };
    let record = Record::read(&args.record.path)?;
    let found = asked::shown(record.search(&query)?, args.limit, "statements");
    if found.is_empty() {
        asked::strangers(&record, &[query.speaker.as_deref(), query.name.as_deref()])?;
    }
    let said = found.iter().map(|hit| &hit.statement);
    let people = said.flat_map(|said| said.speakers.iter().chain(&said.addressees));
    let names = record.names(&people.map(String::as_str).collect())?;
    print(&rows::statements(&found, &names, args.format)?)?;
    Ok(ExitCode::SUCCESS)
}

/// `chancery engagements`.
pub fn engagements(args: &EngagementsArgs) -> Result<ExitCode, Failure> {
    let (since, until) = asked::days(args.since, args.until)?;
    let query = ContactQuery {
        sides: Asked::default().sides("--with", &args.with)?,
        person: args.person.clone(),
        kinds: args.kind.clone(),
        since,
        until,
        announced: args.announced,
        limit: asked::one_more(args.limit),
    };
    let record = Record::read(&args.record.path)?;
    let found = asked::shown(record.engagements(&query)?, args.limit, "engagements");
    if found.is_empty() {
        asked::strangers(&record, &[query.person.as_deref()])?;
    }
    let parties = found
        .iter()
        .flat_map(|contact| &contact.engagement.participants);
    let people = parties.filter_map(|party| party.entity.as_deref());
    let names = record.names(&people.collect())?;
    print(&rows::engagements(&found, &names, args.format)?)?;
    Ok(ExitCode::SUCCESS)
}

/// `chancery show`.
pub fn show(args: &ShowArgs) -> Result<ExitCode, Failure> {
    let record = Record::read(&args.record.path)?;
    let Some(reading) = record.document(&DocumentKey::from(args.id.as_str()))? else {
        return Err(Failure::Told(format!(
            "{}: there is no such document in {} — give the number, name or URL that chancery search prints",
            args.id,
            args.record.path.display()
        )));
    };
    let mut destination = Destination::open(None)?;
    let printed = match args.format {
        Format::Text => shown::reading(&reading, destination.look(args.color)),
        Format::Json => rows::json(&reading, Rows::Json)?,
        Format::Jsonl => rows::json(&reading, Rows::Jsonl)?,
    };
    destination.write(printed.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn print(page: &str) -> Result<(), Failure> {
    Destination::open(None)?.write(page.as_bytes())
}
