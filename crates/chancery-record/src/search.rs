//! Finding statements.

use std::collections::{BTreeMap, BTreeSet};

use chancery::reading::Statement;
use rusqlite::Row;
use serde::Serialize;

use crate::facet::{self, Of, any};
use crate::walk::{Over, Walk};
use crate::{Error, Record, number, same, stored, vocabulary};

/// The greatest strength of an act.
const STRONGEST: u8 = 5;

/// Statements that are set in order of their strengths when they were found, and not by the index.
const FEW: usize = 500;

/// What is asked of the record: everything that is given must hold; of several values, any one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words of the evidence, all of them; those between quotation marks as they stand together, and one that ends with
    /// `*` for all that begin with it.
    pub words: Option<String>,
    /// Codes of the sides that speak.
    pub by: Vec<String>,
    /// Codes of the sides addressed.
    pub to: Vec<String>,
    /// A name of the speaker, or a part of one.
    pub speaker: Option<String>,
    /// Families of acts.
    pub families: Vec<String>,
    /// Acts.
    pub acts: Vec<String>,
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Codes of countries, territories and organisations that it is about.
    pub about: Vec<String>,
    /// A name that the statement names, or a part of one.
    pub name: Option<String>,
    /// Kinds of the engagement.
    pub kinds: Vec<String>,
    /// The least strength.
    pub min_strength: Option<u8>,
    /// Joint statements only.
    pub joint: bool,
    /// The first day of release.
    pub since: Option<String>,
    /// The last day of release.
    pub until: Option<String>,
    /// The order.
    pub sort: Sort,
    /// How many at most; 0 for all.
    pub limit: usize,
}

/// The order of what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// The strongest first, then the newest.
    Strongest,
}

/// A statement with where it was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Its number in the record.
    pub id: i64,
    /// The document's number in the record.
    pub document: i64,
    /// The document's name.
    pub name: String,
    /// Its URL, if it has one, else its name.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// The day of release.
    pub published: Option<String>,
    /// The statement, as it was read.
    pub statement: Statement,
}

/// How much of what a question finds is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// Behind the statement of this number, in the order of the query.
    pub before: Option<i64>,
    /// At most so many; 0 for all.
    pub limit: usize,
}

impl Record {
    /// The statements that a query asks for, of the newest revisions.
    pub fn search(&self, query: &Query) -> Result<Vec<Found>, Error> {
        let Some(index) = self.index_query(query)? else {
            return Ok(Vec::new());
        };
        let reach = Reach {
            before: None,
            limit: query.limit,
        };
        self.search_in(&index, query, reach)
    }

    /// What a question to the index finds, in the order of the query.
    pub(crate) fn search_in(
        &self,
        index: &str,
        query: &Query,
        reach: Reach,
    ) -> Result<Vec<Found>, Error> {
        if query.sort != Sort::Strongest {
            return self.search_index(index, query, reach);
        }
        // A few are set in order here: the index would have to go through all that it has for each strength.
        let mut numbers = Walk::numbers(Over::Statements, index);
        within_days(&mut numbers, query);
        if numbers.is_few(self, FEW)? {
            let all = Reach {
                before: None,
                limit: 0,
            };
            let mut found = self.search_index(index, query, all)?;
            found.sort_by_key(|found| std::cmp::Reverse((found.statement.strength, found.id)));
            if reach.limit > 0 {
                found.truncate(reach.limit);
            }
            return Ok(found);
        }
        // The strongest come first, and of one strength the newest: one question for each strength.
        let mut found = Vec::new();
        for strength in (1..=STRONGEST).rev() {
            let left = reach.limit.saturating_sub(found.len());
            if reach.limit > 0 && left == 0 {
                break;
            }
            let index = of_strength(index, strength);
            let reach = Reach {
                before: None,
                limit: left,
            };
            found.extend(self.search_index(&index, query, reach)?);
        }
        Ok(found)
    }

    /// What a question to the index finds, as far as it is asked for.
    fn search_index(&self, index: &str, query: &Query, reach: Reach) -> Result<Vec<Found>, Error> {
        let columns = "r.id, d.id, d.name, d.source, d.title, d.publisher, d.published, r.json";
        let walk = walk(columns, index, query, reach.before);
        walk.take(self, query.sort == Sort::Oldest, reach.limit, read)
    }

    /// The day from which on a query finds at least so many statements, and has older ones; none if there are no more than
    /// these. The order and the limit of the query do not matter. Nothing but the index is read.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn day_of_newest(&self, query: &Query, most: usize) -> Result<Option<String>, Error> {
        match self.index_query(query)? {
            Some(index) => self.day_in(&index, query, most),
            None => Ok(None),
        }
    }

    /// The same of a question to the index, with the days of a query.
    pub(crate) fn day_in(
        &self,
        index: &str,
        query: &Query,
        most: usize,
    ) -> Result<Option<String>, Error> {
        let mut walk = Walk::numbers(Over::Statements, index);
        within_days(&mut walk, query);
        if walk.is_few(self, most)? {
            return Ok(None);
        }
        let last = walk.newest_but(self, most.saturating_sub(1))?;
        let last = last.filter(|(_, older)| *older);
        Ok(last.and_then(|(number, _)| number::day(number)))
    }

    /// Calls `each` with document, day, family and JSON of the newest statements that a question to the index finds, at most
    /// `limit`; in any order where there are no more than these.
    pub(crate) fn each_row(
        &self,
        index: &str,
        query: &Query,
        limit: usize,
        each: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let newest = Query {
            since: query.since.clone(),
            until: query.until.clone(),
            ..Query::default()
        };
        let walk = walk("r.document, r.day, r.family, r.json", index, &newest, None);
        walk.newest(self, limit, each)
    }

    /// The question to the index; empty if there is none, `None` if nothing can answer it.
    pub(crate) fn index_query(&self, query: &Query) -> Result<Option<String>, Error> {
        let mut parts: Vec<String> = Vec::new();
        if let Some(words) = &query.words {
            let phrases = phrases(words);
            parts.extend(phrases.iter().map(|phrase| format!("evidence : {phrase}")));
        }
        let lists = [
            (Of::Side, &query.by),
            (Of::Addressee, &query.to),
            (Of::Family, &query.families),
            (Of::Act, &query.acts),
            (Of::Topic, &query.topics),
            (Of::About, &query.about),
            (Of::Kind, &query.kinds),
        ];
        parts.extend(lists.iter().filter_map(|(of, values)| any(*of, values)));
        if let Some(name) = &query.speaker {
            match any(Of::Speaker, &self.named(name)?) {
                Some(part) => parts.push(part),
                None => return Ok(None),
            }
        }
        if let Some(name) = &query.name {
            let phrase = format!("evidence : {}", quoted(name));
            let named = any(Of::Name, &self.named(name)?);
            parts.push(match named {
                Some(named) => format!("({phrase} OR {named})"),
                None => phrase,
            });
        }
        if let Some(strength) = query.min_strength {
            parts.extend(any(Of::Strength, &[strength.to_string()]));
        }
        if query.joint {
            parts.extend(any(Of::Joint, &[String::new()]));
        }
        Ok(Some(parts.join(" AND ")))
    }

    /// The names of entities by their ids; of a person whose name is spelled in several ways, that of the fullest one.
    pub fn names(&self, ids: &BTreeSet<&str>) -> Result<BTreeMap<String, String>, Error> {
        let mut name = self.connection.prepare_cached(
            "SELECT one.name FROM entities e JOIN entities one ON one.id = e.same WHERE e.id = ?1",
        )?;
        let mut names = BTreeMap::new();
        for id in ids {
            if let Some(row) = name.query([id])?.next()? {
                names.insert((*id).to_owned(), row.get(0)?);
            }
        }
        Ok(names)
    }

    /// Where nobody and nothing in the record has a name: the names that are most like it, perhaps none. `None` where
    /// the name is known.
    pub fn alike(&self, name: &str) -> Result<Option<Vec<String>>, Error> {
        if !self.named(name)?.is_empty() {
            return Ok(None);
        }
        let mut all = self
            .connection
            .prepare_cached("SELECT name, folded FROM entities WHERE id = same")?;
        let mut rows = all.query([])?;
        let folded = same::fold(name);
        let mut alike: Vec<(f64, String)> = Vec::new();
        while let Some(row) = rows.next()? {
            let known = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            // A surname alone is meant for one, too.
            let surname = known.rsplit(' ').next().unwrap_or(known);
            let likeness = [known, surname]
                .map(|known| strsim::jaro_winkler(&folded, known))
                .into_iter()
                .fold(0.0, f64::max);
            alike.push((likeness, row.get(0)?));
        }
        Ok(Some(vocabulary::nearest(alike, vocabulary::NAME_ALIKE)))
    }

    /// The ids of the entities whose name holds some words, one of them perhaps only begun; with all spellings of each.
    pub(crate) fn named(&self, name: &str) -> Result<Vec<String>, Error> {
        let mut named = self.connection.prepare_cached(
            "SELECT id FROM entities WHERE same IN
                 (SELECT same FROM entities WHERE instr(' ' || folded, ' ' || ?1) > 0 LIMIT 200)
             ORDER BY id",
        )?;
        let folded = same::fold(name);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let ids = named.query_map([folded], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// A question with nothing but the statements of one strength.
fn of_strength(index: &str, strength: u8) -> String {
    let facet = |strength: u8| {
        format!(
            "facets : {}",
            facet::word(Of::Strength, &strength.to_string())
        )
    };
    let mut question = facet(strength);
    if strength < STRONGEST {
        question = format!("({question} NOT {})", facet(strength + 1));
    }
    if !index.is_empty() {
        question = format!("({index}) AND {question}");
    }
    question
}

/// Signs that words which belong together stand between.
pub const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// The words of a search, each quoted for the index, those between quotation marks together. A word that ends with `*`
/// stands for all that begin with it.
pub(crate) fn phrases(words: &str) -> Vec<String> {
    let mut phrases = Vec::new();
    for (number, part) in words.split(QUOTES).enumerate() {
        if number % 2 == 1 {
            phrases.push(quoted(part));
        } else {
            phrases.extend(
                part.split_whitespace()
                    .map(|word| match word.strip_suffix('*') {
                        Some(beginning) => format!("{} *", quoted(beginning)),
                        None => quoted(word),
                    }),
            );
        }
    }
    // What has no letter or digit is no word of the index.
    phrases.retain(|phrase| phrase.chars().any(char::is_alphanumeric));
    phrases
}

/// A phrase as the index wants it: nothing in it is syntax.
pub(crate) fn quoted(phrase: &str) -> String {
    format!("\"{}\"", phrase.replace(['"', '\0'], " "))
}

fn read(row: &Row<'_>) -> Result<Found, Error> {
    let document: i64 = row.get(1)?;
    Ok(Found {
        id: row.get(0)?,
        document,
        name: row.get(2)?,
        source: row.get(3)?,
        title: row.get(4)?,
        publisher: row.get(5)?,
        published: row.get(6)?,
        statement: stored::part(
            document,
            row.get_ref(7)?.as_str().map_err(rusqlite::Error::from)?,
        )?,
    })
}

fn within_days(walk: &mut Walk, query: &Query) {
    if let Some(since) = &query.since {
        walk.from(number::from(since, 0));
    }
    if let Some(until) = &query.until {
        walk.below(number::from(until, 1));
        // Those without a day have the lowest numbers, and are of no time.
        walk.from(number::after_unknown());
    }
}

/// A walk over the statements that a question to the index finds, of the days of a query, behind the one of a number.
fn walk(columns: &str, index: &str, query: &Query, before: Option<i64>) -> Walk {
    let mut walk = Walk::new(Over::Statements, columns, index);
    within_days(&mut walk, query);
    match before {
        Some(before) if query.sort == Sort::Oldest => walk.from(before.saturating_add(1)),
        Some(before) => walk.below(before),
        None => {}
    }
    walk
}
