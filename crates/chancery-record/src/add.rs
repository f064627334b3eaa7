//! Writing readings.

use chancery::Reading;
use chancery::reading::{Engagement, Statement};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde::Serialize;

use crate::{Error, Record, facet};

/// What became of the readings of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Added {
    /// Documents that the record did not have.
    pub new: u64,
    /// Documents of which it had another revision.
    pub revised: u64,
    /// Documents that it had.
    pub known: u64,
}

impl Added {
    /// Adds what became of another batch.
    pub fn and(self, other: Self) -> Self {
        Self {
            new: self.new + other.new,
            revised: self.revised + other.revised,
            known: self.known + other.known,
        }
    }
}

impl Record {
    /// Adds readings, all of them or, if it fails, none.
    pub fn add(&mut self, readings: &[Reading]) -> Result<Added, Error> {
        let writing = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(writing)?;
        let mut added = Added::default();
        for reading in readings {
            document(&transaction, reading, &mut added)?;
        }
        transaction.commit()?;
        Ok(added)
    }
}

/// What a revision is told from another by.
fn hash(reading: &Reading) -> [u8; 32] {
    let document = &reading.document;
    let mut hasher = blake3::Hasher::new();
    let told = [
        Some(key(reading)),
        document.title.as_deref(),
        document.publisher.as_deref(),
        document.published.as_deref(),
        Some(document.text.as_str()),
    ];
    for told in told {
        let told = told.unwrap_or_default();
        hasher.update(&(told.len() as u64).to_le_bytes());
        hasher.update(told.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// What the revisions of a document share: its URL, else its name.
fn key(reading: &Reading) -> &str {
    let source = reading.document.source.as_deref();
    source
        .filter(|source| source.contains("://"))
        .unwrap_or(&reading.document.id)
}

fn document(
    transaction: &Transaction<'_>,
    reading: &Reading,
    added: &mut Added,
) -> Result<(), Error> {
    let hash = hash(reading);
    let known = transaction
        .prepare_cached("SELECT id, current FROM documents WHERE hash = ?1")?
        .query_row([&hash[..]], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
        })
        .optional()?;
    if known.is_some() {
        added.known += 1;
        return Ok(());
    }
    let last = transaction
        .prepare_cached("SELECT id, revision FROM documents WHERE source = ?1 AND current = 1")?
        .query_row([key(reading)], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    match last {
        Some((id, _)) => {
            supersede(transaction, id)?;
            added.revised += 1;
        }
        None => added.new += 1,
    }
    let revision = last.map_or(1, |(_, revision)| revision + 1);
    let json = serde_json::to_string(reading).map_err(|source| Error::Reading {
        document: 0,
        source,
    })?;
    let document = &reading.document;
    transaction
        .prepare_cached(
            "INSERT INTO documents (name, source, revision, current, hash, title, publisher, published, language, reading)
             VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            document.id,
            key(reading),
            revision,
            &hash[..],
            document.title,
            document.publisher,
            document.published,
            document.language,
            json
        ])?;
    let id = transaction.last_insert_rowid();
    entities(transaction, id, reading)?;
    for contact in &reading.engagements {
        engagement(transaction, id, contact)?;
    }
    for said in &reading.statements {
        statement(transaction, id, reading, said)?;
    }
    Ok(())
}

/// Takes a revision out of what searches answer from.
fn supersede(transaction: &Transaction<'_>, id: i64) -> Result<(), Error> {
    transaction.execute("UPDATE documents SET current = 0 WHERE id = ?1", [id])?;
    transaction.execute(
        "DELETE FROM words WHERE rowid IN (SELECT id FROM statements WHERE document = ?1)",
        [id],
    )?;
    Ok(())
}

/// The named are one each over all documents. Of two names the longer one is kept: it is the fuller one.
fn entities(transaction: &Transaction<'_>, document: i64, reading: &Reading) -> Result<(), Error> {
    let mut named = transaction.prepare_cached(
        "INSERT INTO entities (id, type, name, country) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET
             name = CASE WHEN length(excluded.name) > length(name) THEN excluded.name ELSE name END,
             country = coalesce(country, excluded.country)",
    )?;
    let mut mentioned = transaction.prepare_cached(
        "INSERT INTO mentions (entity, document, times) VALUES (?1, ?2, ?3)
         ON CONFLICT (entity, document) DO UPDATE SET times = times + excluded.times",
    )?;
    for entity in &reading.entities {
        named.execute(params![entity.id, entity.kind, entity.name, entity.country])?;
        mentioned.execute(params![entity.id, document, entity.mentions.len() as i64])?;
    }
    Ok(())
}

fn engagement(
    transaction: &Transaction<'_>,
    document: i64,
    engagement: &Engagement,
) -> Result<(), Error> {
    let date = engagement.date.as_ref();
    transaction
        .prepare_cached(
            "INSERT INTO engagements (document, number, kind, date_from, date_to, precision, place, country, ordinal,
                 announced, quote, span_start, span_end)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            document,
            engagement.id as i64,
            engagement.kind,
            date.map(|date| &date.from),
            date.map(|date| &date.to),
            date.map(|date| &date.precision),
            engagement.place,
            engagement.country,
            engagement.ordinal,
            engagement.announced,
            engagement.evidence.quote,
            engagement.evidence.span.0 as i64,
            engagement.evidence.span.1 as i64
        ])?;
    let id = transaction.last_insert_rowid();
    let mut participant = transaction.prepare_cached(
        "INSERT INTO participants (engagement, position, entity, side, role) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (position, party) in engagement.participants.iter().enumerate() {
        participant.execute(params![
            id,
            position as i64,
            party.entity,
            party.side,
            party.role
        ])?;
    }
    Ok(())
}

fn statement(
    transaction: &Transaction<'_>,
    document: i64,
    reading: &Reading,
    statement: &Statement,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO statements (document, number, day, family, act, strength, joint, content, quote, span_start,
                 span_end)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            document,
            statement.id as i64,
            reading.document.published,
            statement.family,
            statement.act,
            statement.strength,
            statement.joint,
            statement.content.as_ref().map(|content| &content.quote),
            statement.evidence.quote,
            statement.evidence.span.0 as i64,
            statement.evidence.span.1 as i64
        ])?;
    let id = transaction.last_insert_rowid();
    transaction
        .prepare_cached("INSERT INTO words (rowid, evidence, facets) VALUES (?1, ?2, ?3)")?
        .execute(params![
            id,
            statement.evidence.quote,
            facet::of_statement(statement, &reading.engagements)
        ])?;
    Ok(())
}
