//! Writing readings.

use chancery::Reading;
use chancery_lexicon::GivenNames;
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde::Serialize;

use crate::counts::Counts;
use crate::entry::{EngagementRow, Named, StatementRow};
use crate::stored::Unpacker;
use crate::{Entry, Error, Record, number, same};

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
        let entries = readings.iter().map(Entry::new);
        self.add_entries(&entries.collect::<Result<Vec<_>, _>>()?)
    }

    /// Adds readings that were made ready, all of them or, if it fails, none.
    pub fn add_entries(&mut self, entries: &[Entry]) -> Result<Added, Error> {
        let writing = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(writing)?;
        let added = write(&transaction, entries, &self.given_names)?;
        transaction.commit()?;
        Ok(added)
    }
}

/// Rows of the full-text indexes, and counts. They are written at the end of a batch in the order of their numbers: the index
/// begins a new segment at each number below the last one.
#[derive(Default)]
struct Index<'e> {
    statements: Vec<(i64, &'e StatementRow)>,
    engagements: Vec<(i64, &'e EngagementRow)>,
    counts: Counts,
}

pub(crate) fn write(
    transaction: &Transaction<'_>,
    entries: &[Entry],
    forms: &GivenNames,
) -> Result<Added, Error> {
    let mut added = Added::default();
    let mut index = Index::default();
    for entry in entries {
        document(transaction, entry, forms, &mut added, &mut index)?;
    }
    index.write(transaction)?;
    Ok(added)
}

fn document<'e>(
    transaction: &Transaction<'_>,
    entry: &'e Entry,
    forms: &GivenNames,
    added: &mut Added,
    index: &mut Index<'e>,
) -> Result<(), Error> {
    let known = transaction
        .prepare_cached("SELECT 1 FROM documents WHERE hash = ?1")?
        .exists([&entry.hash[..]])?;
    if known {
        added.known += 1;
        return Ok(());
    }
    let last = transaction
        .prepare_cached("SELECT id, revision FROM documents WHERE key = ?1 AND current = 1")?
        .query_row([&entry.key], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .optional()?;
    match last {
        Some((id, _)) => {
            // What this batch wrote must be in the index before it can be taken out.
            std::mem::take(index).write(transaction)?;
            supersede(transaction, id, &mut index.counts)?;
            added.revised += 1;
        }
        None => added.new += 1,
    }
    transaction
        .prepare_cached(
            "INSERT INTO documents (name, source, key, revision, current, hash, title, publisher, published, language,
                 reading)
             VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            entry.name,
            entry.source,
            entry.key,
            last.map_or(1, |(_, revision)| revision + 1),
            &entry.hash[..],
            entry.title,
            entry.publisher,
            entry.published,
            entry.language,
            entry.reading
        ])?;
    let id = transaction.last_insert_rowid();
    for named in &entry.entities {
        entity(transaction, id, named, forms)?;
    }
    let first = take_numbers(transaction, "engagement", entry.engagements.len())?;
    for (running, row) in (first..).zip(&entry.engagements) {
        let day = row.date_from.as_deref().or(entry.published.as_deref());
        let number = number::of(day, running);
        engagement(transaction, id, number, row)?;
        index.engagements.push((number, row));
    }
    let first = take_numbers(transaction, "statement", entry.statements.len())?;
    for (running, row) in (first..).zip(&entry.statements) {
        let number = number::of(entry.published.as_deref(), running);
        statement(transaction, id, number, entry, row)?;
        index.statements.push((number, row));
    }
    index.counts.add(&entry.counts, 1);
    Ok(())
}

/// The first of as many running numbers that nothing has yet.
fn take_numbers(transaction: &Transaction<'_>, of: &str, count: usize) -> Result<i64, Error> {
    let last: i64 = transaction
        .prepare_cached("UPDATE numbers SET last = last + ?2 WHERE of = ?1 RETURNING last")?
        .query_row(params![of, count as i64], |row| row.get(0))?;
    Ok(last - count as i64 + 1)
}

/// Takes a revision out of what searches answer from, and out of the counts.
fn supersede(transaction: &Transaction<'_>, id: i64, counts: &mut Counts) -> Result<(), Error> {
    let reading: Vec<u8> = transaction
        .prepare_cached("SELECT reading FROM documents WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let reading = Unpacker::default().unpack(id, &reading)?;
    counts.add(&Counts::of(&reading), -1);
    for sql in [
        "UPDATE documents SET current = 0 WHERE id = ?1",
        "DELETE FROM words WHERE rowid IN (SELECT id FROM statements WHERE document = ?1)",
        "DELETE FROM contacts WHERE rowid IN (SELECT id FROM engagements WHERE document = ?1)",
    ] {
        transaction.execute(sql, [id])?;
    }
    Ok(())
}

fn entity(
    transaction: &Transaction<'_>,
    document: i64,
    named: &Named,
    forms: &GivenNames,
) -> Result<(), Error> {
    let renamed = same::insert(transaction, named, forms)?;
    transaction
        .prepare_cached(
            "INSERT INTO mentions (entity, document, times) VALUES (?1, ?2, ?3)
             ON CONFLICT (entity, document) DO UPDATE SET times = times + excluded.times",
        )?
        .execute(params![named.id, document, named.times])?;
    transaction
        .prepare_cached(
            "INSERT INTO names (entity, name, documents) VALUES (?1, ?2, 1)
             ON CONFLICT (entity, name) DO UPDATE SET documents = documents + 1",
        )?
        .execute(params![named.id, named.name])?;
    if renamed {
        same::rename(transaction, &named.id)?;
    }
    Ok(())
}

fn engagement(
    transaction: &Transaction<'_>,
    document: i64,
    number: i64,
    row: &EngagementRow,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO engagements (id, document, number, kind, date_from, date_to, announced, json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            number,
            document,
            row.number,
            row.kind,
            row.date_from,
            row.date_to,
            row.announced,
            row.json
        ])?;
    let mut participant = transaction.prepare_cached(
        "INSERT INTO participants (engagement, position, entity, side, role) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (position, party) in row.participants.iter().enumerate() {
        participant.execute(params![
            number,
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
    number: i64,
    entry: &Entry,
    row: &StatementRow,
) -> Result<(), Error> {
    transaction
        .prepare_cached(
            "INSERT INTO statements (id, document, number, day, family, act, strength, json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            number,
            document,
            row.number,
            entry.published,
            row.family,
            row.act,
            row.strength,
            row.json
        ])?;
    Ok(())
}

impl Index<'_> {
    fn write(mut self, transaction: &Transaction<'_>) -> Result<(), Error> {
        self.statements.sort_unstable_by_key(|(number, _)| *number);
        self.engagements.sort_unstable_by_key(|(number, _)| *number);
        let mut words = transaction
            .prepare_cached("INSERT INTO words (rowid, evidence, facets) VALUES (?1, ?2, ?3)")?;
        for (number, row) in &self.statements {
            words.execute(params![number, row.evidence, row.facets])?;
        }
        let mut contacts = transaction
            .prepare_cached("INSERT INTO contacts (rowid, evidence, facets) VALUES (?1, ?2, ?3)")?;
        for (number, row) in &self.engagements {
            contacts.execute(params![number, row.evidence, row.facets])?;
        }
        self.counts.write(transaction)
    }
}
