//! Finding engagements.

use chancery::reading::Engagement;
use rusqlite::Row;
use serde::Serialize;

use crate::facet::{Of, any};
use crate::walk::{Over, Walk};
use crate::{Error, Record, Subject, number, stored};

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

/// What an engagement is asked for by: its document's number in the record and its own in the reading, `17.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EngagementKey {
    /// The document's number in the record.
    pub document: i64,
    /// Its number in the reading.
    pub number: usize,
}

impl std::fmt::Display for EngagementKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.document, self.number)
    }
}

impl std::str::FromStr for EngagementKey {
    type Err = String;

    fn from_str(key: &str) -> Result<Self, String> {
        let parts = key.split_once('.');
        let parsed = parts.and_then(|(document, number)| {
            Some(Self {
                document: document.parse().ok()?,
                number: number.parse().ok()?,
            })
        });
        parsed.ok_or_else(|| {
            "an engagement is written as chancery engagements prints it, 17.0".to_owned()
        })
    }
}

impl Contact {
    /// What it can be asked for by.
    pub fn key(&self) -> EngagementKey {
        EngagementKey {
            document: self.document,
            number: self.engagement.id,
        }
    }
}

/// The longest engagement, in days: one of which only the year is known.
const LONGEST: i64 = 366;

impl Record {
    /// The engagements that a query asks for, the newest first. One without a date counts on the day of its release.
    pub fn engagements(&self, query: &ContactQuery) -> Result<Vec<Contact>, Error> {
        self.engagements_of(query, None, None)
    }

    /// The same of those in which a subject took part, before the one of a number. Of a topic there are none.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn engagements_of(
        &self,
        query: &ContactQuery,
        subject: Option<&Subject>,
        before: Option<i64>,
    ) -> Result<Vec<Contact>, Error> {
        let Some(mut index) = self.contact_index(query)? else {
            return Ok(Vec::new());
        };
        if let Some(subject) = subject {
            let part = match subject {
                Subject::Side(code) => any(Of::Side, std::slice::from_ref(code)),
                Subject::Entity(id) => any(Of::Person, &self.spellings(id)?),
                Subject::Topic(_) => None,
            };
            let Some(part) = part else {
                return Ok(Vec::new());
            };
            index = match index.is_empty() {
                true => part,
                false => format!("{part} AND {index}"),
            };
        }
        let columns = "r.id, d.id, d.source, d.title, d.publisher, d.published, r.json";
        let mut walk = Walk::new(Over::Engagements, columns, &index);
        if let Some(since) = &query.since {
            walk.from(number::from(since, -LONGEST));
            let day = since.clone().into();
            walk.only("coalesce(r.date_to, d.published) >= ?", [day]);
        }
        if let Some(until) = &query.until {
            walk.below(number::from(until, 1));
            walk.only("coalesce(r.date_from, d.published) IS NOT NULL", []);
        }
        if !query.announced {
            walk.only("r.announced = 0", []);
        }
        if let Some(before) = before {
            walk.below(before);
        }
        walk.take(self, false, query.limit, read)
    }

    /// The question to the index; empty if there is none, `None` if nothing can answer it.
    fn contact_index(&self, query: &ContactQuery) -> Result<Option<String>, Error> {
        let each = |side: &String| any(Of::Side, std::slice::from_ref(side));
        let mut parts: Vec<String> = query.sides.iter().filter_map(each).collect();
        parts.extend(any(Of::Kind, &query.kinds));
        if let Some(person) = &query.person {
            match any(Of::Person, &self.named(person)?) {
                Some(part) => parts.push(part),
                None => return Ok(None),
            }
        }
        Ok(Some(parts.join(" AND ")))
    }
}

fn read(row: &Row<'_>) -> Result<Contact, Error> {
    let document: i64 = row.get(1)?;
    let json = row.get_ref(6)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(Contact {
        id: row.get(0)?,
        document,
        source: row.get(2)?,
        title: row.get(3)?,
        publisher: row.get(4)?,
        published: row.get(5)?,
        engagement: stored::part(document, json)?,
    })
}
