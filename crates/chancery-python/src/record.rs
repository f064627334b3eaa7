//! `Record`.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chancery_record::{
    Ask, BriefQuery, ContactQuery, DocumentKey, EngagementKey, Error, Framework, PairQuery, Period,
    Query, Sort, shipped_frameworks,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde::Deserialize;

use crate::batch::{self, Batch};
use crate::failure;
use crate::reading::{self, Reading, json, key, only};

/// A record, open until it is closed. One thread asks it at a time.
#[pyclass(frozen, module = "chancery._native")]
pub(crate) struct Record {
    inner: Mutex<Option<chancery_record::Record>>,
    path: PathBuf,
}

/// What statements are asked for by, as Python gives it.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Filters {
    words: Option<String>,
    by: Vec<String>,
    to: Vec<String>,
    speaker: Option<String>,
    family: Vec<String>,
    act: Vec<String>,
    topic: Vec<String>,
    about: Vec<String>,
    name: Option<String>,
    kind: Vec<String>,
    min_strength: Option<u8>,
    joint: bool,
    since: Option<String>,
    until: Option<String>,
    sort: Option<String>,
    limit: usize,
}

/// What engagements are asked for by.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Contacts {
    sides: Vec<String>,
    person: Option<String>,
    kind: Vec<String>,
    since: Option<String>,
    until: Option<String>,
    announced: bool,
    limit: usize,
}

fn parsed<'q, Q: Deserialize<'q>>(query: &'q str) -> PyResult<Q> {
    serde_json::from_str(query).map_err(|error| PyValueError::new_err(error.to_string()))
}

fn query(filters: &str) -> PyResult<Query> {
    let filters: Filters = parsed(filters)?;
    let sort = match filters.sort.as_deref() {
        None | Some("newest") => Sort::Newest,
        Some("oldest") => Sort::Oldest,
        Some("strongest") => Sort::Strongest,
        Some(other) => {
            return Err(PyValueError::new_err(format!(
                "sort is {other:?} — write newest, oldest or strongest"
            )));
        }
    };
    Ok(Query {
        words: filters.words.filter(|words| !words.trim().is_empty()),
        by: filters.by,
        to: filters.to,
        speaker: filters.speaker,
        families: filters.family,
        acts: filters.act,
        topics: filters.topic,
        about: filters.about,
        name: filters.name,
        kinds: filters.kind,
        min_strength: filters.min_strength,
        joint: filters.joint,
        since: filters.since,
        until: filters.until,
        sort,
        limit: filters.limit,
    })
}

impl Record {
    /// Does something with the record, without the interpreter's lock.
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        what: impl FnOnce(&mut chancery_record::Record) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        let done = py.detach(|| {
            let mut open = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            open.as_mut().map(what)
        });
        match done {
            Some(done) => done.map_err(|error| failure::record(py, &error)),
            None => Err(failure::of_record(
                py,
                format!("{}: is closed", self.path.display()),
            )),
        }
    }
}

#[pymethods]
impl Record {
    #[new]
    fn new(py: Python<'_>, path: PathBuf, writable: bool) -> PyResult<Self> {
        let opened = py.detach(|| {
            if writable {
                chancery_record::Record::open(&path)
            } else {
                chancery_record::Record::read(&path)
            }
        });
        match opened {
            Ok(record) => Ok(Record {
                inner: Mutex::new(Some(record)),
                path,
            }),
            Err(error) => Err(failure::record(py, &error)),
        }
    }

    fn close(&self, py: Python<'_>) {
        py.detach(|| {
            let mut open = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            drop(open.take());
        });
    }

    /// Adds readings in one transaction: how many were new, revised, known.
    fn add(&self, py: Python<'_>, readings: Vec<PyRef<'_, Reading>>) -> PyResult<(u64, u64, u64)> {
        let readings: Vec<Arc<chancery::Reading>> = readings
            .iter()
            .map(|reading| reading.inner().clone())
            .collect();
        let added = self.with(py, |record| {
            let entries = readings
                .iter()
                .map(|reading| chancery_record::Entry::new(reading));
            record.add_entries(&entries.collect::<Result<Vec<_>, _>>()?)
        })?;
        Ok((added.new, added.revised, added.known))
    }

    /// Counts of what is in it.
    fn status(&self, py: Python<'_>) -> PyResult<String> {
        json(&self.with(py, |record| record.status())?)
    }

    /// What is wrong in it.
    fn check(&self, py: Python<'_>) -> PyResult<String> {
        json(&self.with(py, |record| record.check())?)
    }

    /// Statements.
    fn search(&self, py: Python<'_>, filters: &str) -> PyResult<String> {
        let query = query(filters)?;
        json(&self.with(py, |record| record.search(&query))?)
    }

    /// Statements in the order of their days, and what changed.
    fn timeline(&self, py: Python<'_>, filters: &str) -> PyResult<String> {
        let query = query(filters)?;
        json(&self.with(py, |record| record.timeline(&query))?)
    }

    /// Statements as a table: each is named by its document's number and its own; `changes` is a column more.
    #[pyo3(signature = (rows, changes=None))]
    fn statements(
        &self,
        py: Python<'_>,
        rows: Vec<(i64, usize)>,
        changes: Option<Vec<Vec<String>>>,
    ) -> PyResult<Batch> {
        let readings = self.with(py, |record| {
            let mut readings = Vec::with_capacity(rows.len());
            let mut last: Option<(i64, chancery::Reading)> = None;
            for (document, statement) in rows {
                if last.as_ref().is_none_or(|(of, _)| *of != document) {
                    let found = record.document(&DocumentKey::Number(document))?;
                    last = found.map(|reading| (document, reading));
                }
                let reading = last.as_ref().map(|(_, reading)| reading);
                readings.extend(reading.and_then(|reading| only(reading, statement)));
            }
            Ok(readings)
        })?;
        let more = changes.map(|changes| {
            let meaning = "What changed at this statement: first, resumed, stronger, weaker, new-act, reworded, dropped.";
            batch::lists("changes", meaning, &changes)
        });
        let made = batch::statements(&readings, more.into_iter().collect());
        made.map_err(|message| failure::schema(py, message))
    }

    /// Engagements.
    fn engagements(&self, py: Python<'_>, filters: &str) -> PyResult<String> {
        let filters: Contacts = parsed(filters)?;
        let query = ContactQuery {
            sides: filters.sides,
            person: filters.person,
            kinds: filters.kind,
            since: filters.since,
            until: filters.until,
            announced: filters.announced,
            limit: filters.limit,
        };
        json(&self.with(py, |record| record.engagements(&query))?)
    }

    /// Engagements as a table: each is named by its document's number and its own.
    fn contacts(&self, py: Python<'_>, rows: Vec<(i64, usize)>) -> PyResult<Batch> {
        let readings = self.with(py, |record| {
            let mut readings = Vec::with_capacity(rows.len());
            for (document, number) in rows {
                if let Some(mut reading) = record.document(&DocumentKey::Number(document))? {
                    reading
                        .engagements
                        .retain(|engagement| engagement.id == number);
                    readings.push(reading);
                }
            }
            Ok(readings)
        })?;
        let made = chancery_arrow::Table::Engagements.batch(&readings);
        made.map(Batch)
            .map_err(|error| failure::schema(py, error.to_string()))
    }

    /// Contacts with accounts of two publishers.
    fn pairs(&self, py: Python<'_>, filters: &str) -> PyResult<String> {
        let filters: Contacts = parsed(filters)?;
        let query = PairQuery {
            sides: filters.sides,
            kinds: filters.kind,
            since: filters.since,
            until: filters.until,
            limit: filters.limit,
        };
        json(&self.with(py, |record| record.pairs(&query))?)
    }

    /// The other publishers' accounts of a contact: the two documents' numbers and the contact's numbers in them.
    fn counterparts(
        &self,
        py: Python<'_>,
        engagement: &str,
    ) -> PyResult<Vec<(i64, i64, usize, usize)>> {
        let asked: EngagementKey = engagement.parse().map_err(PyValueError::new_err)?;
        let pairs = self.with(py, |record| match record.contact(asked)? {
            Some(contact) => record.counterparts(contact.id).map(Some),
            None => Ok(None),
        })?;
        let Some(pairs) = pairs else {
            return Err(failure::of_record(
                py,
                format!(
                    "{engagement}: there is no such engagement in {}",
                    self.path.display()
                ),
            ));
        };
        let numbers = pairs.iter().map(|pair| {
            let (a, b) = (&pair.a, &pair.b);
            (a.document, b.document, a.engagement.id, b.engagement.id)
        });
        Ok(numbers.collect())
    }

    /// A document by its number, name or URL.
    fn document(&self, py: Python<'_>, name: &str) -> PyResult<Option<Reading>> {
        let asked = key(name);
        let found = self.with(py, |record| record.document(&asked))?;
        Ok(found.map(reading::Reading::from))
    }

    /// What two sides said to each other.
    #[pyo3(signature = (us, them, person=None, since=None, until=None))]
    fn brief(
        &self,
        py: Python<'_>,
        us: String,
        them: String,
        person: Option<String>,
        since: Option<String>,
        until: Option<String>,
    ) -> PyResult<String> {
        let query = BriefQuery {
            us,
            them,
            person,
            since,
            until,
            begins: None,
        };
        json(&self.with(py, |record| record.brief(&query))?)
    }

    /// Statements by the pillars of a strategy: one of those that the package carries, or a TOML file's text.
    #[pyo3(signature = (name, text, filters, period, silence))]
    fn coverage(
        &self,
        py: Python<'_>,
        name: &str,
        text: Option<&str>,
        filters: &str,
        period: &str,
        silence: usize,
    ) -> PyResult<String> {
        let query = query(filters)?;
        let period = match period {
            "month" => Period::Month,
            "quarter" => Period::Quarter,
            "year" => Period::Year,
            other => {
                return Err(PyValueError::new_err(format!(
                    "period is {other:?} — write month, quarter or year"
                )));
            }
        };
        let shipped = shipped_frameworks()
            .iter()
            .find(|(known, _)| *known == name);
        let Some(text) = text.or(shipped.map(|(_, text)| *text)) else {
            let known: Vec<&str> = shipped_frameworks()
                .iter()
                .map(|(known, _)| *known)
                .collect();
            return Err(PyValueError::new_err(format!(
                "{name}: is no file and no framework that the package carries — name a .toml file, or one of {}",
                known.join(", ")
            )));
        };
        let ask = Ask {
            named: query.limit,
            query,
            period,
            silence: silence.max(1),
        };
        let coverage = self.with(py, |record| {
            let lexicon = chancery_lexicon::Lexicon::shipped()?;
            let framework = Framework::parse(name, text, &lexicon)?;
            record.coverage(&framework, &ask)
        })?;
        json(&coverage)
    }
}
