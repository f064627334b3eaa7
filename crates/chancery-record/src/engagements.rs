//! Finding engagements.

use chancery::Reading;
use chancery::reading::Engagement;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

use crate::{Error, Record};

/// What is asked of the engagements of the record; everything that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactQuery {
    /// Codes of sides, each of which took part.
    pub sides: Vec<String>,
    /// A name of someone who took part, or a part of one.
    pub person: Option<String>,
    /// Kinds, of which it is any.
    pub kinds: Vec<String>,
    /// The first day.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// Whether those that were only announced count.
    pub announced: bool,
    /// How many at most; 0 for all.
    pub limit: usize,
}

/// An engagement with where it was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contact {
    /// Its number in the record.
    pub id: i64,
    /// The document's number in the record.
    pub document: i64,
    /// The document's URL, if it has one, else its name.
    pub source: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// The day of release.
    pub published: Option<String>,
    /// The engagement, as it was read.
    pub engagement: Engagement,
}

impl Record {
    /// The engagements that a query asks for, the newest first.
    pub fn engagements(&self, query: &ContactQuery) -> Result<Vec<Contact>, Error> {
        let mut sql = String::from(
            "SELECT e.id, d.id, d.source, d.title, d.publisher, d.published, e.number, d.reading
             FROM engagements e JOIN documents d ON d.id = e.document WHERE d.current = 1",
        );
        let mut values: Vec<Value> = Vec::new();
        for side in &query.sides {
            sql.push_str(" AND EXISTS (SELECT 1 FROM participants p WHERE p.engagement = e.id AND p.side = ?)");
            values.push(side.clone().into());
        }
        if let Some(person) = &query.person {
            sql.push_str(
                " AND EXISTS (SELECT 1 FROM participants p JOIN entities n ON n.id = p.entity
                 WHERE p.engagement = e.id AND instr(lower(n.name), lower(?)) > 0)",
            );
            values.push(person.clone().into());
        }
        if !query.kinds.is_empty() {
            let places = vec!["?"; query.kinds.len()].join(", ");
            sql.push_str(&format!(" AND e.kind IN ({places})"));
            values.extend(query.kinds.iter().cloned().map(Value::from));
        }
        // An engagement without a date counts on the day of its release.
        if let Some(since) = &query.since {
            sql.push_str(" AND coalesce(e.date_to, d.published) >= ?");
            values.push(since.clone().into());
        }
        if let Some(until) = &query.until {
            sql.push_str(" AND coalesce(e.date_from, d.published) <= ?");
            values.push(until.clone().into());
        }
        if !query.announced {
            sql.push_str(" AND e.announced = 0");
        }
        sql.push_str(" ORDER BY coalesce(e.date_from, d.published) DESC, e.id DESC");
        if query.limit > 0 {
            sql.push_str(" LIMIT ?");
            values.push((query.limit as i64).into());
        }
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let document: i64 = row.get(1)?;
            let number: i64 = row.get(6)?;
            let json: String = row.get(7)?;
            let reading: Reading = serde_json::from_str(&json)
                .map_err(|source| Error::Reading { document, source })?;
            let mut engagements = reading.engagements.into_iter();
            if let Some(engagement) = engagements.find(|other| other.id as i64 == number) {
                found.push(Contact {
                    id: row.get(0)?,
                    document,
                    source: row.get(2)?,
                    title: row.get(3)?,
                    publisher: row.get(4)?,
                    published: row.get(5)?,
                    engagement,
                });
            }
        }
        Ok(found)
    }
}
