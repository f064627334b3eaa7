//! Finding statements, and how the language on a matter moved.

use chancery_record::{Browsed, Facets, Found, Query, Timeline};
use serde::Serialize;

use super::{COUNTED, PAGE, names};
use crate::fault::Fault;
use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// The statements up to which changes are looked for.
const COMPARED: usize = 200;

/// Statements, and what narrows them.
#[derive(Debug, Serialize)]
pub struct Search {
    /// The statements.
    pub found: Vec<Found>,
    /// What `before` is for those that follow.
    pub next: Option<i64>,
    /// Counts of what narrows them.
    pub facets: Facets,
    /// Names by id.
    pub names: Names,
}

/// A search.
pub fn search(question: &Question<'_>) -> Answer {
    let record = question.record;
    let query = question.asked.query(PAGE);
    let facets = record.facets(&query, None, COUNTED)?;
    let browsed = match facets.counted {
        0 => Browsed::default(),
        _ => record.browse(&query, None, question.asked.number("before"))?,
    };
    let mut names = names(record, &browsed.found, &[])?;
    let speakers = facets.speaker.iter().map(|one| one.value.as_str());
    names.extend(record.names(&speakers.take(20).collect())?);
    Ok(Box::new(Search {
        found: browsed.found,
        next: browsed.next,
        facets,
        names,
    }))
}

/// How the language moved.
#[derive(Debug, Serialize)]
pub struct Moves {
    /// Statements, points and changes.
    #[serde(flatten)]
    pub timeline: Timeline,
    /// The first day that was looked at, where not all could be.
    pub since: Option<String>,
}

/// The changes on a matter. Of very many statements the newest are looked at.
pub fn moves(question: &Question<'_>) -> Answer {
    let query = question.asked.query(0);
    if question.asked.is_empty() {
        return Err(Fault::Bad(vec![
            "Say on what: a side with by and to, a topic, a name, or words with q.".to_owned(),
        ]));
    }
    // What is compared with is the matter by whomever.
    let matter = Query {
        words: query.words.clone(),
        topics: query.topics.clone(),
        about: query.about.clone(),
        name: query.name.clone(),
        until: query.until.clone(),
        ..Query::default()
    };
    let anything = Query {
        until: query.until.clone(),
        ..Query::default()
    };
    let mut since = question.record.day_of_newest(&query, COMPARED)?;
    if matter != anything {
        let matter = question.record.day_of_newest(&matter, COMPARED * 5)?;
        since = since.max(matter);
    }
    let timeline = question.record.timeline_from(&query, since.as_deref())?;
    Ok(Box::new(Moves { timeline, since }))
}
