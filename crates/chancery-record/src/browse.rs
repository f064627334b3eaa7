//! Looking through a record page by page: the statements of a person, a side or a matter, the newest first, with counts of
//! what could narrow them.
//!
//! Counts are of the newest statements only, at most as many as the caller says: so that they cost the same on a record of
//! millions. [`Facets::more`] tells whether there are others behind them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::facet::{Of, any};
use crate::search::Reach;
use crate::{Error, Found, Query, Record, stored};

/// Whom or what statements and engagements are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A person, office, case, instrument …, by id: who says it or is named, or took part. All spellings of a person are
    /// one.
    Entity(String),
    /// A side that speaks or took part, by its code.
    Side(String),
    /// A topic, by its id.
    Topic(String),
}

/// Some of what was found, and where the rest begins.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Browsed {
    /// The statements, at most as many as the query's limit if that is not 0.
    pub found: Vec<Found>,
    /// What `before` is for those that follow; none where there are no more.
    pub next: Option<i64>,
}

/// A value that could narrow a search, and how many statements have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetCount {
    /// The value, as a query wants it; of speakers the id.
    pub value: String,
    /// How many of the statements looked at have it.
    pub count: usize,
}

/// What statements have in common, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// How many statements were looked at.
    pub counted: usize,
    /// Whether there are more, older ones.
    pub more: bool,
    /// Sides that speak, the most first; of equally many by their code. The same of the others.
    pub by: Vec<FacetCount>,
    /// Sides addressed.
    pub to: Vec<FacetCount>,
    /// People and offices that speak, by id.
    pub speaker: Vec<FacetCount>,
    /// Families of acts.
    pub family: Vec<FacetCount>,
    /// Topics.
    pub topic: Vec<FacetCount>,
    /// What they are about.
    pub about: Vec<FacetCount>,
    /// Years of release, the latest first.
    pub year: Vec<FacetCount>,
}

/// What of a statement is counted.
#[derive(Deserialize)]
struct Told {
    speakers: Vec<String>,
    sides: Vec<String>,
    addressee_sides: Vec<String>,
    topics: Vec<String>,
    about: Vec<String>,
}

impl Record {
    /// The statements of a query and, if given, of a subject, in the order of the query, those before a number that
    /// [`Browsed::next`] gave. The strongest are not given in parts: there, `before` has no meaning and there is no `next`.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn browse(
        &self,
        query: &Query,
        subject: Option<&Subject>,
        before: Option<i64>,
    ) -> Result<Browsed, Error> {
        let Some(index) = self.index_of(query, subject)? else {
            return Ok(Browsed {
                found: Vec::new(),
                next: None,
            });
        };
        let reach = Reach {
            before,
            // One more tells whether there are more; 0 is all.
            limit: match query.limit {
                0 => 0,
                limit => limit.saturating_add(1),
            },
        };
        let mut found = self.search_in(&index, query, reach)?;
        let more = query.limit > 0 && found.len() > query.limit;
        if more {
            found.truncate(query.limit);
        }
        let next = found.last().map(|last| last.id);
        let in_parts = query.sort != crate::Sort::Strongest;
        Ok(Browsed {
            next: next.filter(|_| more && in_parts),
            found,
        })
    }

    /// Counts what could narrow a query, over the newest statements that it finds, at most `most`.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn facets(
        &self,
        query: &Query,
        subject: Option<&Subject>,
        most: usize,
    ) -> Result<Facets, Error> {
        let Some(index) = self.index_of(query, subject)? else {
            return Ok(Facets::default());
        };
        let mut counts = Counts::default();
        self.each_row(&index, query, most.saturating_add(1), |row| {
            if counts.seen == most {
                counts.more = true;
                return Ok(());
            }
            let day: Option<String> = row.get(1)?;
            let family: String = row.get(2)?;
            let json = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
            counts.add(day.as_deref(), &family, stored::part(row.get(0)?, json)?);
            Ok(())
        })?;
        Ok(counts.facets())
    }

    /// The question to the index for a query within a subject; `None` if nothing can answer it.
    fn index_of(&self, query: &Query, subject: Option<&Subject>) -> Result<Option<String>, Error> {
        let Some(index) = self.index_query(query)? else {
            return Ok(None);
        };
        let Some(subject) = subject else {
            return Ok(Some(index));
        };
        let part = match subject {
            Subject::Side(code) => any(Of::Side, std::slice::from_ref(code)),
            Subject::Topic(id) => any(Of::Topic, std::slice::from_ref(id)),
            Subject::Entity(id) => {
                let ids = self.spellings(id)?;
                let ways = [any(Of::Speaker, &ids), any(Of::Name, &ids)];
                let ways: Vec<String> = ways.into_iter().flatten().collect();
                (!ways.is_empty()).then(|| format!("({})", ways.join(" OR ")))
            }
        };
        Ok(part.map(|part| match index.is_empty() {
            true => part,
            false => format!("{part} AND {index}"),
        }))
    }

    /// The ids under which an entity is known; none if the record has no such entity.
    pub(crate) fn spellings(&self, id: &str) -> Result<Vec<String>, Error> {
        let mut ids = self.connection.prepare_cached(
            "SELECT id FROM entities WHERE same = (SELECT same FROM entities WHERE id = ?1) ORDER BY id",
        )?;
        let ids = ids.query_map([id], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// Counts on their way.
#[derive(Default)]
struct Counts {
    seen: usize,
    more: bool,
    by: BTreeMap<String, usize>,
    to: BTreeMap<String, usize>,
    speaker: BTreeMap<String, usize>,
    family: BTreeMap<String, usize>,
    topic: BTreeMap<String, usize>,
    about: BTreeMap<String, usize>,
    year: BTreeMap<String, usize>,
}

impl Counts {
    fn add(&mut self, day: Option<&str>, family: &str, told: Told) {
        fn count(into: &mut BTreeMap<String, usize>, mut values: Vec<String>) {
            values.sort_unstable();
            values.dedup();
            for value in values {
                *into.entry(value).or_default() += 1;
            }
        }
        self.seen += 1;
        count(&mut self.by, told.sides);
        count(&mut self.to, told.addressee_sides);
        count(&mut self.speaker, told.speakers);
        count(&mut self.topic, told.topics);
        count(&mut self.about, told.about);
        count(&mut self.family, vec![family.to_owned()]);
        let year = day.and_then(|day| day.get(..4)).map(str::to_owned);
        count(&mut self.year, year.into_iter().collect());
    }

    fn facets(self) -> Facets {
        let listed = |counts: BTreeMap<String, usize>| {
            let mut listed: Vec<FacetCount> = counts
                .into_iter()
                .map(|(value, count)| FacetCount { value, count })
                .collect();
            listed.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
            listed
        };
        let mut year = listed(self.year);
        year.sort_by(|a, b| b.value.cmp(&a.value));
        Facets {
            counted: self.seen,
            more: self.more,
            by: listed(self.by),
            to: listed(self.to),
            speaker: listed(self.speaker),
            family: listed(self.family),
            topic: listed(self.topic),
            about: listed(self.about),
            year,
        }
    }
}
