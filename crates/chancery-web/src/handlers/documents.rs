//! Documents.

use chancery::Reading;
use chancery_record::{DocumentKey, DocumentRow, Revision};
use serde::Serialize;

use crate::fault::Fault;
use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// Documents on a page.
const ROWS: usize = 50;

/// The documents of the record.
#[derive(Debug, Serialize)]
pub struct Documents {
    /// The documents.
    pub documents: Vec<DocumentRow>,
    /// What `before` is for those that follow.
    pub next: Option<i64>,
}

/// A document with all that was read of it.
#[derive(Debug, Serialize)]
pub struct Document {
    /// Where it stands in the record.
    #[serde(flatten)]
    pub row: DocumentRow,
    /// Its revisions, where there are several.
    pub revisions: Vec<Revision>,
    /// The reading.
    pub reading: Reading,
    /// Names by id.
    #[serde(skip)]
    pub names: Names,
}

/// The list.
pub fn list(question: &Question<'_>) -> Answer {
    let publisher = question.asked.one("publisher");
    let before = question.asked.number("before");
    let mut documents = question.record.documents(publisher, before, ROWS + 1)?;
    let more = documents.len() > ROWS;
    documents.truncate(ROWS);
    let next = documents.last().map(|row| row.id).filter(|_| more);
    Ok(Box::new(Documents { documents, next }))
}

/// One of them.
pub fn one(question: &Question<'_>) -> Answer {
    let unknown = || Fault::Unknown(format!("There is no document {}.", question.id));
    let id: i64 = question.id.parse().map_err(|_| unknown())?;
    let row = question.record.document_row(id)?.ok_or_else(unknown)?;
    let reading = question
        .record
        .document(&DocumentKey::Number(id))?
        .ok_or_else(unknown)?;
    let mut revisions = question.record.revisions(id)?;
    if revisions.len() < 2 {
        revisions.clear();
    }
    let names = names(&reading);
    Ok(Box::new(Document {
        row,
        revisions,
        reading,
        names,
    }))
}

/// The names that a reading gives.
pub fn names(reading: &Reading) -> Names {
    let entities = reading.entities.iter();
    entities
        .map(|one| (one.id.clone(), one.name.clone()))
        .collect()
}
