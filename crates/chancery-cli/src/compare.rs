//! `chancery compare`.

mod columns;
mod list;
mod page;
mod said;
mod table;

use std::path::Path;
use std::process::ExitCode;

use chancery::{Reader, Reading};
use chancery_ingest::{Given, Sources};
use chancery_record::{
    Comparison, DocumentKey, EngagementKey, Pair, PairQuery, Record, compare, compare_contact,
};

use crate::args::{CompareArgs, Rows};
use crate::asked::{self, Asked};
use crate::output::Destination;
use crate::record::rows;
use crate::{Failure, knowledge, read};

/// Compares two accounts, all of one contact, or lists what can be compared.
pub fn run(args: &CompareArgs) -> Result<ExitCode, Failure> {
    if args.list {
        return listed(args);
    }
    let comparisons = match args.engagement {
        Some(key) => of_contact(args, key)?,
        None => vec![of_accounts(args)?],
    };
    let mut destination = Destination::open(None)?;
    let printed = match (args.format, &comparisons[..]) {
        (Rows::Csv, comparisons) => table::print(comparisons)?,
        (Rows::Jsonl, comparisons) => rows::lines(comparisons)?,
        (Rows::Json, [comparison]) if args.engagement.is_none() => {
            rows::json(comparison, Rows::Json)?
        }
        (Rows::Json, comparisons) => rows::json(&comparisons, Rows::Json)?,
        (Rows::Text, []) => {
            "No other publisher's account of that contact is in the record. See which contacts have two: chancery \
             compare --list.\n"
                .to_owned()
        }
        (Rows::Text, comparisons) => {
            let look = destination.wide_look(args.color);
            let pages: Vec<String> = comparisons
                .iter()
                .map(|comparison| page::print(comparison, look))
                .collect();
            pages.join(&format!("\n{}\n\n", "─".repeat(look.width)))
        }
    };
    destination.write(printed.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn listed(args: &CompareArgs) -> Result<ExitCode, Failure> {
    let (since, until) = asked::days(args.since, args.until)?;
    let query = PairQuery {
        sides: Asked::default().sides("--with", &args.with)?,
        kinds: args.kind.clone(),
        since,
        until,
        limit: asked::one_more(args.limit),
    };
    let pairs = Record::read(&args.record.path)?.pairs(&query)?;
    let pairs = asked::shown(pairs, args.limit, "pairs");
    let mut destination = Destination::open(None)?;
    let look = destination.look(args.color);
    destination.write(list::print(&pairs, args.format, look)?.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn of_contact(args: &CompareArgs, key: EngagementKey) -> Result<Vec<Comparison>, Failure> {
    let record = Record::read(&args.record.path)?;
    let Some(contact) = record.contact(key)? else {
        return Err(Failure::Told(format!(
            "{key}: there is no such engagement in {} — give the number that chancery engagements prints",
            args.record.path.display()
        )));
    };
    let mut comparisons = Vec::new();
    for Pair { a, b, .. } in record.counterparts(contact.id)? {
        let document = |id: i64| record.document(&DocumentKey::Number(id));
        if let (Some(of_a), Some(of_b)) = (document(a.document)?, document(b.document)?) {
            let (a, b) = (a.engagement.id, b.engagement.id);
            comparisons.push(compare_contact(&of_a, &of_b, a, b));
        }
    }
    Ok(comparisons)
}

fn of_accounts(args: &CompareArgs) -> Result<Comparison, Failure> {
    let mut accounts = Accounts {
        args,
        reader: None,
        record: None,
    };
    let mut readings = Vec::with_capacity(2);
    for at in 0..2 {
        readings.push(accounts.reading(at)?);
    }
    match &readings[..] {
        [a, b] => Ok(compare(a, b)),
        _ => Err(Failure::Usage("name two accounts".to_owned())),
    }
}

/// Where accounts come from; what is not needed is not opened.
struct Accounts<'a> {
    args: &'a CompareArgs,
    reader: Option<Reader>,
    record: Option<Record>,
}

impl Accounts<'_> {
    fn reading(&mut self, at: usize) -> Result<Reading, Failure> {
        let name = self.args.accounts.get(at).map_or("", String::as_str);
        let number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        if name == "-" || (!number && Path::new(name).exists()) {
            return self.read(at, name);
        }
        let path = &self.args.record.path;
        if !path.exists() {
            return Err(Failure::Told(format!(
                "{name}: there is no such file, and no record {} — name a file, or a record with --record",
                path.display()
            )));
        }
        if self.record.is_none() {
            self.record = Some(Record::read(path)?);
        }
        let found = match &self.record {
            Some(record) => record.document(&DocumentKey::from(name))?,
            None => None,
        };
        found.ok_or_else(|| {
            Failure::Told(format!(
                "{name}: neither a file nor a document of {} — give a file, or the number, name or URL that chancery \
                 search prints",
                path.display()
            ))
        })
    }

    /// Reads a file, in which there must be one document.
    fn read(&mut self, at: usize, name: &str) -> Result<Reading, Failure> {
        if self.reader.is_none() {
            self.reader = Some(knowledge::reader(None)?);
        }
        let Some(reader) = &self.reader else {
            return Err(Failure::Told("the knowledge cannot be loaded".to_owned()));
        };
        let publisher = self.args.publisher.get(at).filter(|code| !code.is_empty());
        let publisher = publisher.map(|code| read::publisher(code, reader.lexicon()));
        let given = Given {
            published: self.args.date.get(at).copied(),
            publisher: publisher.transpose()?,
            publishers: reader.lexicon().publishers.clone(),
            ..Given::default()
        };
        if Path::new(name).is_dir() {
            return Err(Failure::Told(format!(
                "{name}: is a folder — name one document, or add the folder to a record: chancery add"
            )));
        }
        let mut items = Sources::new([read::input(Path::new(name))]);
        let told = |error: chancery_ingest::Error| Failure::Told(error.to_string());
        let first = items.next().transpose().map_err(told)?;
        let Some(item) = first else {
            return Err(Failure::Told(format!("{name}: holds no document")));
        };
        if items.next().is_some() {
            return Err(Failure::Told(format!(
                "{name}: holds several documents — add them to a record (chancery add) and name two of them"
            )));
        }
        let release = item.release(&given).map_err(told)?;
        let reading = reader.read(&release);
        let mut diagnostics = reading.diagnostics.iter();
        match diagnostics.find(|diagnostic| diagnostic.severity == "error") {
            Some(error) => Err(Failure::Told(format!("{name}: {}", error.message))),
            None => Ok(reading),
        }
    }
}
