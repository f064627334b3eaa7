//! The readings behind an answer: each is fetched once, for names, sentences and engagements.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use chancery::Reading;
use chancery::reading::{CharSpan, Quote};
use serde::Serialize;

use crate::{DocumentKey, Error, Record};

/// Where a claim is proved: a sentence of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The document's number in the record.
    pub document: i64,
    /// The sentence's number in its reading, from 1.
    pub sentence: usize,
    /// The words that prove it, as they stand in the document; for a statement, the whole sentence.
    pub quote: String,
    /// Where they stand.
    pub span: CharSpan,
    /// The day of release.
    pub day: Option<String>,
}

/// An entity with its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Its id: `person:james-cleverly`.
    pub id: String,
    /// The name that most documents of the answer give it.
    pub name: String,
}

/// Readings that were fetched.
pub(crate) struct Readings<'a> {
    record: &'a Record,
    known: BTreeMap<i64, Option<Rc<Reading>>>,
}

impl<'a> Readings<'a> {
    pub(crate) fn of(record: &'a Record) -> Self {
        Self {
            record,
            known: BTreeMap::new(),
        }
    }

    /// The record that they are of.
    pub(crate) fn record(&self) -> &'a Record {
        self.record
    }

    /// The reading of a document of the record.
    pub(crate) fn get(&mut self, document: i64) -> Result<Option<Rc<Reading>>, Error> {
        if let Some(known) = self.known.get(&document) {
            return Ok(known.clone());
        }
        let reading = self.record.document(&DocumentKey::Number(document))?;
        let reading = reading.map(Rc::new);
        self.known.insert(document, reading.clone());
        Ok(reading)
    }

    /// Where words of a document stand.
    pub(crate) fn cite(&mut self, document: i64, quote: &Quote) -> Result<Citation, Error> {
        let reading = self.get(document)?;
        let sentence = reading.as_ref().map_or(0, |reading| {
            let sentences = &reading.sentences;
            sentences.partition_point(|sentence| sentence.span.0 <= quote.span.0)
        });
        Ok(Citation {
            document,
            sentence,
            quote: quote.quote.clone(),
            span: quote.span,
            day: reading.and_then(|reading| reading.document.published.clone()),
        })
    }

    /// The names of all that the fetched readings name. A heading can lend a name words that are not of it, so the one
    /// that most documents give is taken, and of those the shortest; of a person, a full name before a surname.
    pub(crate) fn names(&self) -> Names {
        let mut told: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for entity in self.known.values().flatten().flat_map(|r| &r.entities) {
            let names = told.entry(&entity.id).or_default();
            *names.entry(&entity.name).or_default() += 1;
        }
        let best = |id: &str, names: &BTreeMap<&str, usize>| {
            let name = names.iter().max_by(|(a, n), (b, m)| {
                let full = a.contains(' ').cmp(&b.contains(' '));
                let full = if id.starts_with("person:") {
                    full
                } else {
                    Ordering::Equal
                };
                let shorter = b.chars().count().cmp(&a.chars().count());
                full.then(n.cmp(m)).then(shorter).then(b.cmp(a))
            });
            name.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
        };
        Names(
            told.iter()
                .map(|(id, names)| ((*id).to_owned(), best(id, names)))
                .collect(),
        )
    }
}

/// Names by id.
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    pub(crate) fn named(&self, id: &str) -> Named {
        Named {
            id: id.to_owned(),
            name: self.0.get(id).map_or(id, String::as_str).to_owned(),
        }
    }

    pub(crate) fn all(&self, ids: &[String]) -> Vec<Named> {
        ids.iter().map(|id| self.named(id)).collect()
    }
}
