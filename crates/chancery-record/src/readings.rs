//! The readings behind an answer: of each is fetched once what names and the places of sentences need.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use chancery::reading::{CharSpan, Quote};
use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// Its id: `person:james-cleverly`.
    pub id: String,
    /// The name that most documents of the answer give it.
    pub name: String,
}

/// What an answer needs of a reading, without its text and all that is kept in rows of their own.
#[derive(Debug, Deserialize)]
pub(crate) struct Outline {
    /// Where the document comes from.
    pub document: Origin,
    sentences: Vec<Placed>,
    entities: Vec<Named>,
}

/// Where a document comes from.
#[derive(Debug, Deserialize)]
pub(crate) struct Origin {
    /// Its name.
    pub id: String,
    /// Its URL, if it has one, else its name.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// The day of release.
    pub published: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Placed {
    span: CharSpan,
}

/// Readings that were fetched.
pub(crate) struct Readings<'a> {
    record: &'a Record,
    known: BTreeMap<i64, Option<Rc<Outline>>>,
    /// How many of them give an entity which name.
    told: BTreeMap<String, BTreeMap<String, usize>>,
}

impl<'a> Readings<'a> {
    pub(crate) fn of(record: &'a Record) -> Self {
        Self {
            record,
            known: BTreeMap::new(),
            told: BTreeMap::new(),
        }
    }

    /// The record that they are of.
    pub(crate) fn record(&self) -> &'a Record {
        self.record
    }

    /// The outline of a document of the record.
    pub(crate) fn get(&mut self, document: i64) -> Result<Option<Rc<Outline>>, Error> {
        if let Some(known) = self.known.get(&document) {
            return Ok(known.clone());
        }
        let key = DocumentKey::Number(document);
        let mut outline: Option<Outline> = self.record.part_of_document(&key)?;
        let entities = outline.iter_mut().flat_map(|one| one.entities.drain(..));
        for entity in entities {
            let names = self.told.entry(entity.id).or_default();
            *names.entry(entity.name).or_default() += 1;
        }
        let outline = outline.map(Rc::new);
        self.known.insert(document, outline.clone());
        Ok(outline)
    }

    /// Where words of a document stand.
    pub(crate) fn cite(&mut self, document: i64, quote: &Quote) -> Result<Citation, Error> {
        let outline = self.get(document)?;
        let sentence = outline.as_ref().map_or(0, |outline| {
            let sentences = &outline.sentences;
            sentences.partition_point(|sentence| sentence.span.0 <= quote.span.0)
        });
        Ok(Citation {
            document,
            sentence,
            quote: quote.quote.clone(),
            span: quote.span,
            day: outline.and_then(|outline| outline.document.published.clone()),
        })
    }

    /// The names of all that the fetched readings name. A heading can lend a name words that are not of it, so the one
    /// that most documents give is taken, and of those the shortest; of a person, a full name before a surname.
    pub(crate) fn names(&self) -> Names {
        let best = |id: &str, names: &BTreeMap<String, usize>| {
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
            name.map(|(name, _)| name.clone()).unwrap_or_default()
        };
        let told = self.told.iter();
        Names(
            told.map(|(id, names)| (id.clone(), best(id, names)))
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
