//! What a record holds, seen from above: its documents and entities by row, who engages whom, topics by time.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, Row, params, params_from_iter};
use serde::Serialize;

use crate::counts::Tallied;
use crate::{Error, FacetCount, Record, Subject, number, same};

/// A document without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRow {
    /// Its number in the record.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Its URL, if it has one, else its name.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// The day of release.
    pub published: Option<String>,
    /// From 1; a source that changed has several.
    pub revision: i64,
    /// Whether it is the newest revision.
    pub current: bool,
}

/// One of the revisions of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// The document's number in the record.
    pub document: i64,
    /// From 1.
    pub revision: i64,
}

/// Someone or something that the record names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntityRow {
    /// Its id, `person:james-cleverly`.
    pub id: String,
    /// `person`, `office`, `country` …
    #[serde(rename = "type")]
    pub kind: String,
    /// The name that most documents give it.
    pub name: String,
    /// The code of the country or organisation that it belongs to.
    pub country: Option<String>,
}

/// How often the record has accounts of contacts between two sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The code that comes first by letters.
    pub a: String,
    /// The other one.
    pub b: String,
    /// How many accounts.
    pub accounts: u64,
    /// How many of them are of meetings and visits.
    pub in_person: u64,
}

/// How often a topic was spoken of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicCount {
    /// Its id.
    pub topic: String,
    /// Statements of the time asked for.
    pub statements: u64,
    /// Statements of as much time before it.
    pub before: u64,
}

const DOCUMENT: &str = "id, name, source, title, publisher, published, revision, current";

fn document(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        id: row.get(0)?,
        name: row.get(1)?,
        source: row.get(2)?,
        title: row.get(3)?,
        publisher: row.get(4)?,
        published: row.get(5)?,
        revision: row.get(6)?,
        current: row.get(7)?,
    })
}

fn entity(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        id: row.get(0)?,
        kind: row.get(1)?,
        name: row.get(2)?,
        country: row.get(3)?,
    })
}

fn count(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at)
        .map(|count| u64::try_from(count).unwrap_or(0))
}

impl Record {
    /// A number that grows with every document that is added: as long as it is the same, all answers are.
    ///
    /// # Errors
    /// The record cannot be read. The same of all others here.
    pub fn version(&self) -> Result<i64, Error> {
        let sql = "SELECT coalesce(max(id), 0) FROM documents";
        let mut version = self.connection.prepare_cached(sql)?;
        Ok(version.query_row([], |row| row.get(0))?)
    }

    /// The first and the last day of release.
    pub fn days(&self) -> Result<Option<(String, String)>, Error> {
        let one = |order: &str| {
            let sql = format!(
                "SELECT published FROM documents WHERE published IS NOT NULL AND current = 1 ORDER BY published {order} LIMIT 1"
            );
            let mut day = self.connection.prepare_cached(&sql)?;
            day.query_row([], |row| row.get(0)).optional()
        };
        Ok(one("ASC")?.zip(one("DESC")?))
    }

    /// A document by its number, without its text.
    pub fn document_row(&self, id: i64) -> Result<Option<DocumentRow>, Error> {
        let sql = format!("SELECT {DOCUMENT} FROM documents WHERE id = ?1");
        let mut row = self.connection.prepare_cached(&sql)?;
        Ok(row.query_row([id], document).optional()?)
    }

    /// The number of the newest revision of a document, by its URL, else its name.
    pub fn number_of(&self, key: &str) -> Result<Option<i64>, Error> {
        let mut row = self
            .connection
            .prepare_cached("SELECT id FROM documents WHERE key = ?1 AND current = 1")?;
        Ok(row.query_row([key], |row| row.get(0)).optional()?)
    }

    /// All revisions of a document, the oldest first.
    pub fn revisions(&self, id: i64) -> Result<Vec<Revision>, Error> {
        let mut rows = self.connection.prepare_cached(
            "SELECT id, revision FROM documents WHERE key = (SELECT key FROM documents WHERE id = ?1) ORDER BY revision",
        )?;
        let rows = rows.query_map([id], |row| {
            Ok(Revision {
                document: row.get(0)?,
                revision: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Documents in their newest revision, those of the latest days first; of one publisher, if it is given, and behind
    /// another document of the list.
    pub fn documents(
        &self,
        publisher: Option<&str>,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<DocumentRow>, Error> {
        let mut sql = format!("SELECT {DOCUMENT} FROM documents WHERE current = 1");
        let mut values: Vec<Value> = Vec::new();
        if let Some(publisher) = publisher {
            sql.push_str(" AND publisher = ?");
            values.push(publisher.to_owned().into());
        }
        if let Some(before) = before {
            sql.push_str(
                " AND coalesce(published, '') <= (SELECT coalesce(published, '') FROM documents WHERE id = ?)
                  AND (coalesce(published, ''), id) < (SELECT coalesce(published, ''), id FROM documents WHERE id = ?)",
            );
            values.push(before.into());
            values.push(before.into());
        }
        sql.push_str(" ORDER BY published DESC, id DESC LIMIT ?");
        values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
        let mut rows = self.connection.prepare_cached(&sql)?;
        let rows = rows.query_map(params_from_iter(values), document)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// An entity by its id; of a person that is spelled in several ways, the fullest one.
    pub fn entity(&self, id: &str) -> Result<Option<EntityRow>, Error> {
        let mut row = self.connection.prepare_cached(
            "SELECT one.id, one.type, one.name, one.country FROM entities e JOIN entities one ON one.id = e.same
             WHERE e.id = ?1",
        )?;
        Ok(row.query_row([id], entity).optional()?)
    }

    /// Entities of a type whose name holds some words, one of them perhaps only begun, by name; without words, all.
    pub fn entities(&self, kind: &str, words: &str, limit: usize) -> Result<Vec<EntityRow>, Error> {
        let mut rows = self.connection.prepare_cached(
            "SELECT id, type, name, country FROM entities
             WHERE type = ?1 AND id = same AND instr(' ' || folded, ' ' || ?2) > 0 ORDER BY folded, id LIMIT ?3",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = rows.query_map(params![kind, same::fold(words), limit], entity)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Documents that name an entity under any spelling, those added last first.
    pub fn naming(&self, id: &str, limit: usize) -> Result<Vec<DocumentRow>, Error> {
        let mut found = Vec::new();
        for id in self.spellings(id)? {
            let mut rows = self.connection.prepare_cached(
                "SELECT d.id, d.name, d.source, d.title, d.publisher, d.published, d.revision, d.current
                 FROM mentions m JOIN documents d ON d.id = m.document
                 WHERE m.entity = ?1 AND d.current = 1 ORDER BY m.document DESC LIMIT ?2",
            )?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            for row in rows.query_map(params![id, limit], document)? {
                found.push(row?);
            }
        }
        found.sort_by(|a, b| (&b.published, b.id).cmp(&(&a.published, a.id)));
        found.dedup_by_key(|row| row.id);
        found.truncate(limit);
        Ok(found)
    }

    /// Which sides the record has accounts of contacts between in a year, the most first. What was only announced does not
    /// count; a contact of which both sides tell counts twice.
    pub fn network(&self, year: i16) -> Result<Vec<Link>, Error> {
        let mut links = self.connection.prepare_cached(
            "SELECT a, b, accounts, in_person FROM links WHERE year = ?1 ORDER BY accounts DESC, a, b",
        )?;
        let links = links.query_map([year], |row| {
            Ok(Link {
                a: row.get(0)?,
                b: row.get(1)?,
                accounts: count(row, 2)?,
                in_person: count(row, 3)?,
            })
        })?;
        Ok(links.collect::<Result<_, _>>()?)
    }

    /// How many statements there are on a topic from the first day to the last.
    pub fn on_topic(&self, topic: &str, from: &str, to: &str) -> Result<u64, Error> {
        let days = Some((number::ordinal(Some(from)), number::ordinal(Some(to))));
        self.tally(Tallied::Topic, topic, days)
    }

    /// The sides that speak, with the number of their statements, the most first; of equally many by their code.
    pub fn sides(&self) -> Result<Vec<FacetCount>, Error> {
        let mut sides = self.connection.prepare_cached(
            "SELECT value, sum(statements) FROM tallies WHERE of = ?1 GROUP BY value ORDER BY 2 DESC, 1",
        )?;
        let sides = sides.query_map([Tallied::Side.name()], |row| {
            Ok(FacetCount {
                value: row.get(0)?,
                count: usize::try_from(count(row, 1)?).unwrap_or(usize::MAX),
            })
        })?;
        Ok(sides.collect::<Result<_, _>>()?)
    }

    /// How many statements there are of a topic or by a side; none for other subjects, which are not counted beforehand.
    pub fn total(&self, subject: &Subject) -> Result<Option<u64>, Error> {
        match subject {
            Subject::Topic(id) => self.tally(Tallied::Topic, id, None).map(Some),
            Subject::Side(code) => self.tally(Tallied::Side, code, None).map(Some),
            Subject::Entity(_) => Ok(None),
        }
    }

    fn tally(&self, of: Tallied, value: &str, days: Option<(i64, i64)>) -> Result<u64, Error> {
        let mut tally = self.connection.prepare_cached(
            "SELECT coalesce(sum(statements), 0) FROM tallies WHERE of = ?1 AND value = ?2 AND day BETWEEN ?3 AND ?4",
        )?;
        let (from, to) = days.unwrap_or((0, i64::MAX));
        Ok(tally.query_row(params![of.name(), value, from, to], |row| count(row, 0))?)
    }

    /// What stops a question that takes too long, from another thread: the question then fails.
    pub fn interrupter(&self) -> impl Fn() + Send + Sync + 'static {
        let handle = self.connection.get_interrupt_handle();
        move || handle.interrupt()
    }
}
