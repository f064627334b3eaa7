//! What the record answers, for people and for programs.

use std::fmt::Write as _;

use chancery_record::{Checked, Contact, Found, Status};
use serde::Serialize;

use super::page::{self, Names};
use crate::Failure;
use crate::args::Rows;

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

/// A table of comma-separated values (RFC 4180), as `chancery export` writes them: cells as they are, lists joined by `|`.
pub fn table<R>(
    head: impl IntoIterator<Item = impl AsRef<[u8]>>,
    rows: impl IntoIterator<Item = R>,
) -> Result<String, Failure>
where
    R: IntoIterator<Item: AsRef<[u8]>>,
{
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let told = |error: &dyn std::fmt::Display| {
        Failure::Told(format!("cannot be written as CSV ({error}) — report this"))
    };
    csv.write_record(head).map_err(|error| told(&error))?;
    for row in rows {
        csv.write_record(row).map_err(|error| told(&error))?;
    }
    let page = csv.into_inner().map_err(|error| told(error.error()))?;
    String::from_utf8(page).map_err(|error| told(&error))
}

fn list(values: &[String]) -> String {
    values.join("|")
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
            let rows = counts.map(|(what, count)| [what.to_owned(), count.to_string()]);
            table(["what", "count"], rows)?
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
                [document, fault.message.clone()]
            });
            table(["document", "fault"], faults)?
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
pub fn statements(found: &[Found], names: &Names, format: Rows) -> Result<String, Failure> {
    Ok(match format {
        Rows::Json => json(&found, format)?,
        Rows::Jsonl => lines(found)?,
        Rows::Csv => {
            let head = [
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
            ];
            let rows = found.iter().map(|hit| {
                let said = &hit.statement;
                let content = said.content.as_ref().map(|content| content.quote.clone());
                [
                    hit.published.clone().unwrap_or_default(),
                    list(&said.sides),
                    list(&said.addressee_sides),
                    list(&said.speakers),
                    said.family.clone(),
                    said.act.clone(),
                    said.strength.to_string(),
                    list(&said.topics),
                    list(&said.about),
                    list(&said.names),
                    said.joint.to_string(),
                    content.unwrap_or_default(),
                    said.evidence.quote.clone(),
                    hit.publisher.clone().unwrap_or_default(),
                    hit.title.clone().unwrap_or_default(),
                    hit.source.clone().unwrap_or_default(),
                    hit.document.to_string(),
                ]
            });
            table(head, rows)?
        }
        Rows::Text => page::statements(found, names),
    })
}

/// Engagements that were found.
pub fn engagements(found: &[Contact], names: &Names, format: Rows) -> Result<String, Failure> {
    let parties = |contact: &Contact| -> Vec<String> {
        let parties = contact.engagement.participants.iter();
        let parties = parties.map(|party| match &party.entity {
            Some(entity) => format!("{} ({})", entity, party.side),
            None => party.side.clone(),
        });
        parties.collect()
    };
    Ok(match format {
        Rows::Json => json(&found, format)?,
        Rows::Jsonl => lines(found)?,
        Rows::Csv => {
            let head = [
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
                "engagement",
            ];
            let rows = found.iter().map(|contact| {
                let engagement = &contact.engagement;
                let ordinal = engagement.ordinal.map(|number| number.to_string());
                [
                    page::day(contact),
                    engagement.kind.clone(),
                    list(&parties(contact)),
                    engagement.place.clone().unwrap_or_default(),
                    engagement.country.clone().unwrap_or_default(),
                    ordinal.unwrap_or_default(),
                    engagement.announced.to_string(),
                    engagement.evidence.quote.clone(),
                    contact.publisher.clone().unwrap_or_default(),
                    contact.title.clone().unwrap_or_default(),
                    contact.source.clone().unwrap_or_default(),
                    contact.document.to_string(),
                    contact.key().to_string(),
                ]
            });
            table(head, rows)?
        }
        Rows::Text => page::engagements(found, names),
    })
}
