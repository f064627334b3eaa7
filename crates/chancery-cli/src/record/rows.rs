//! What the record answers, for people and for programs.

use std::fmt::Write as _;

use chancery_record::{Checked, Contact, Found, Status};
use serde::Serialize;

use crate::Failure;
use crate::args::Rows;

/// What people are told where nothing answers; programs get an empty table.
pub const NOTHING: &str =
    "Nothing in the record answers that. Ask for less, or see what it holds: chancery status.\n";

/// A value as JSON, on one line or indented.
pub fn json(value: &impl Serialize, format: Rows) -> Result<String, Failure> {
    let printed = match format {
        Rows::Jsonl => serde_json::to_string(value),
        _ => serde_json::to_string_pretty(value),
    };
    match printed {
        Ok(printed) => Ok(printed + "\n"),
        Err(error) => Err(Failure::Told(format!(
            "cannot be written as JSON ({error}) — report this"
        ))),
    }
}

/// Values as JSON, one a line.
pub fn lines(values: &[impl Serialize]) -> Result<String, Failure> {
    values
        .iter()
        .map(|value| json(value, Rows::Jsonl))
        .collect()
}

/// A row of comma-separated values (RFC 4180).
pub fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            if cell.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                (*cell).to_owned()
            }
        })
        .collect();
    cells.join(",") + "\r\n"
}

/// The counts.
pub fn status(status: &Status, format: Rows) -> Result<String, Failure> {
    let counts = [
        ("documents", status.documents),
        ("older revisions", status.older_revisions),
        ("statements", status.statements),
        ("engagements", status.engagements),
        ("entities", status.entities),
        ("bytes", status.bytes),
    ];
    Ok(match format {
        Rows::Json | Rows::Jsonl => json(status, format)?,
        Rows::Csv => {
            let head = row(&["what", "count"]);
            let rows = counts
                .iter()
                .map(|(what, count)| row(&[what, &count.to_string()]));
            head + &rows.collect::<String>()
        }
        Rows::Text => {
            let mut page = String::new();
            for (what, count) in counts {
                let _ = writeln!(page, "{count:>12}  {what}");
            }
            if let (Some(first), Some(last)) = (&status.first, &status.last) {
                let _ = writeln!(page, "released {first} to {last}");
            }
            for (publisher, count) in &status.publishers {
                let publisher = publisher.as_deref().unwrap_or("publisher not known");
                let _ = writeln!(page, "{count:>12}  {publisher}");
            }
            page
        }
    })
}

/// What was checked.
pub fn checked(checked: &Checked, format: Rows) -> Result<String, Failure> {
    Ok(match format {
        Rows::Json | Rows::Jsonl => json(checked, format)?,
        Rows::Csv => {
            let faults = checked.faults.iter().map(|fault| {
                let document = fault.document.map(|id| id.to_string()).unwrap_or_default();
                row(&[&document, &fault.message])
            });
            row(&["document", "fault"]) + &faults.collect::<String>()
        }
        Rows::Text => {
            let mut page = String::new();
            for fault in &checked.faults {
                let _ = match fault.document {
                    Some(document) => writeln!(page, "document {document}: {}", fault.message),
                    None => writeln!(page, "{}", fault.message),
                };
            }
            let _ = writeln!(
                page,
                "{} documents, {} quotes: {} faults",
                checked.documents,
                checked.quotes,
                checked.faults.len()
            );
            page
        }
    })
}

/// Statements that were found.
pub fn statements(found: &[Found], format: Rows) -> Result<String, Failure> {
    Ok(match format {
        Rows::Json => json(&found, format)?,
        Rows::Jsonl => lines(found)?,
        Rows::Csv => {
            let mut page = row(&[
                "day",
                "by",
                "to",
                "speakers",
                "family",
                "act",
                "strength",
                "topics",
                "about",
                "names",
                "joint",
                "content",
                "evidence",
                "publisher",
                "title",
                "source",
                "document",
            ]);
            for hit in found {
                let said = &hit.statement;
                page.push_str(&row(&[
                    hit.published.as_deref().unwrap_or_default(),
                    &said.sides.join(" "),
                    &said.addressee_sides.join(" "),
                    &said.speakers.join(" "),
                    &said.family,
                    &said.act,
                    &said.strength.to_string(),
                    &said.topics.join(" "),
                    &said.about.join(" "),
                    &said.names.join(" "),
                    if said.joint { "true" } else { "false" },
                    said.content.as_ref().map_or("", |content| &content.quote),
                    &said.evidence.quote,
                    hit.publisher.as_deref().unwrap_or_default(),
                    hit.title.as_deref().unwrap_or_default(),
                    hit.source.as_deref().unwrap_or_default(),
                    &hit.document.to_string(),
                ]));
            }
            page
        }
        Rows::Text if found.is_empty() => NOTHING.to_owned(),
        Rows::Text => {
            let mut page = String::new();
            for hit in found {
                let said = &hit.statement;
                let day = hit.published.as_deref().unwrap_or("no date");
                let to = if said.addressee_sides.is_empty() {
                    String::new()
                } else {
                    format!(" to {}", said.addressee_sides.join(", "))
                };
                let _ = writeln!(
                    page,
                    "{day}  {}{to}: {} ({}, strength {})",
                    said.sides.join(", "),
                    said.act,
                    said.family,
                    said.strength
                );
                let _ = writeln!(page, "    “{}”", said.evidence.quote);
                let _ = writeln!(
                    page,
                    "    [{}] {}  {}",
                    hit.document,
                    hit.title.as_deref().unwrap_or(&hit.name),
                    hit.source.as_deref().unwrap_or_default()
                );
            }
            page
        }
    })
}

/// Engagements that were found.
pub fn engagements(found: &[Contact], format: Rows) -> Result<String, Failure> {
    let parties = |contact: &Contact| {
        let parties = contact.engagement.participants.iter();
        let parties = parties.map(|party| match &party.entity {
            Some(entity) => format!("{} ({})", entity, party.side),
            None => party.side.clone(),
        });
        parties.collect::<Vec<_>>().join(", ")
    };
    let day = |contact: &Contact| match (&contact.engagement.date, &contact.published) {
        (Some(date), _) if date.from == date.to => date.from.clone(),
        (Some(date), _) => format!("{}/{}", date.from, date.to),
        (None, Some(day)) => format!("before {day}"),
        (None, None) => "no date".to_owned(),
    };
    Ok(match format {
        Rows::Json => json(&found, format)?,
        Rows::Jsonl => lines(found)?,
        Rows::Csv => {
            let mut page = row(&[
                "day",
                "kind",
                "parties",
                "place",
                "country",
                "ordinal",
                "announced",
                "evidence",
                "publisher",
                "title",
                "source",
                "document",
            ]);
            for contact in found {
                let engagement = &contact.engagement;
                let ordinal = engagement.ordinal.map(|number| number.to_string());
                page.push_str(&row(&[
                    &day(contact),
                    &engagement.kind,
                    &parties(contact),
                    engagement.place.as_deref().unwrap_or_default(),
                    engagement.country.as_deref().unwrap_or_default(),
                    ordinal.as_deref().unwrap_or_default(),
                    if engagement.announced {
                        "true"
                    } else {
                        "false"
                    },
                    &engagement.evidence.quote,
                    contact.publisher.as_deref().unwrap_or_default(),
                    contact.title.as_deref().unwrap_or_default(),
                    contact.source.as_deref().unwrap_or_default(),
                    &contact.document.to_string(),
                ]));
            }
            page
        }
        Rows::Text if found.is_empty() => NOTHING.to_owned(),
        Rows::Text => {
            let mut page = String::new();
            for contact in found {
                let place = contact.engagement.place.as_deref();
                let place = place
                    .map(|place| format!(" in {place}"))
                    .unwrap_or_default();
                let _ = writeln!(
                    page,
                    "{}  {}{place}: {}",
                    day(contact),
                    contact.engagement.kind,
                    parties(contact)
                );
                let _ = writeln!(page, "    “{}”", contact.engagement.evidence.quote);
                let _ = writeln!(
                    page,
                    "    [{}] {}  {}",
                    contact.document,
                    contact.title.as_deref().unwrap_or_default(),
                    contact.source.as_deref().unwrap_or_default()
                );
            }
            page
        }
    })
}
