//! The command `timeline`.

mod chart;
mod flags;
mod page;

use std::process::ExitCode;

use chancery_record::timeline::Entry;
use chancery_record::{Record, Timeline};
use serde::Serialize;

use crate::Failure;
use crate::args::{Rows, TimelineArgs};
use crate::asked::{self, Asked};
use crate::output::Destination;
use crate::record::{page as answers, rows};

pub use flags::words as change_in_words;

/// `chancery timeline`.
pub fn run(args: &TimelineArgs) -> Result<ExitCode, Failure> {
    let query = Asked::default().query(&args.filters)?;
    let record = Record::read(&args.record.path)?;
    let timeline = record.timeline(&query)?;
    if timeline.entries.is_empty() {
        asked::strangers(&record, &[query.speaker.as_deref(), query.name.as_deref()])?;
    }
    let mut destination = Destination::open(None)?;
    let printed = match args.format {
        Rows::Json => rows::json(&timeline, Rows::Json)?,
        Rows::Jsonl => {
            let flagged: Vec<Flagged<'_>> = flagged(&timeline).collect();
            rows::lines(&flagged)?
        }
        Rows::Csv => table(&timeline)?,
        Rows::Text if timeline.entries.is_empty() => answers::NOTHING.to_owned(),
        Rows::Text => {
            let look = destination.look(args.color);
            page::write(&timeline, args.limit, look, chart::Signs::of_locale())
        }
    };
    destination.write(printed.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// An entry with the names of what changed at it.
#[derive(Serialize)]
struct Flagged<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    flags: Vec<String>,
}

fn flagged(timeline: &Timeline) -> impl Iterator<Item = Flagged<'_>> {
    timeline.entries.iter().map(|entry| {
        let changes = timeline.changes.iter();
        let of_it = changes.filter(|change| change.at.statement == entry.statement);
        Flagged {
            entry,
            flags: of_it.map(change_in_words).collect(),
        }
    })
}

fn table(timeline: &Timeline) -> Result<String, Failure> {
    let ids = |named: &[chancery_record::timeline::Named]| {
        let ids: Vec<&str> = named.iter().map(|named| named.id.as_str()).collect();
        ids.join("|")
    };
    let head = [
        "day",
        "by",
        "to",
        "speakers",
        "family",
        "act",
        "strength",
        "joint",
        "reiterated",
        "negated",
        "topics",
        "about",
        "names",
        "words",
        "evidence",
        "flags",
        "publisher",
        "title",
        "source",
        "document",
        "sentence",
    ];
    let row = |Flagged { entry, flags }: Flagged<'_>| {
        [
            entry.day.clone().unwrap_or_default(),
            entry.sides.join("|"),
            entry.addressee_sides.join("|"),
            ids(&entry.speakers),
            entry.family.clone(),
            entry.act.clone(),
            entry.strength.to_string(),
            entry.joint.to_string(),
            entry.reiterated.to_string(),
            entry.negated.to_string(),
            entry.topics.join("|"),
            entry.about.join("|"),
            ids(&entry.names),
            entry.words.quote.clone(),
            entry.evidence.quote.clone(),
            flags.join("; "),
            entry.publisher.clone().unwrap_or_default(),
            entry.title.clone(),
            entry.source.clone().unwrap_or_default(),
            entry.evidence.document.to_string(),
            entry.evidence.sentence.to_string(),
        ]
    };
    rows::table(head, flagged(timeline).map(row))
}
