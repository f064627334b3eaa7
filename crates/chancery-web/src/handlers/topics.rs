//! Topics.

use chancery::lexicon::TOPICS;
use chancery_record::{Facets, Found, Query, Subject, TopicCount};
use serde::Serialize;

use super::entities::PLOTTED;
use super::{COUNTED, PAGE, names};
use crate::fault::Fault;
use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// All topics.
#[derive(Debug, Serialize)]
pub struct Topics {
    /// Each with the number of its statements, the most first.
    pub topics: Vec<TopicCount>,
}

/// One topic.
#[derive(Debug, Serialize)]
pub struct Topic {
    /// Its id.
    pub topic: String,
    /// Statements, the newest first.
    pub statements: Vec<Found>,
    /// What `before` is for those that follow.
    pub next: Option<i64>,
    /// How many there are.
    pub total: u64,
    /// Counts over the newest of them.
    pub facets: Facets,
    /// The newest of them, for the plot.
    #[serde(skip)]
    pub plotted: Vec<Found>,
    /// Names by id.
    pub names: Names,
}

/// The list.
pub fn list(question: &Question<'_>) -> Answer {
    let mut topics = Vec::new();
    for topic in &TOPICS {
        topics.push(TopicCount {
            topic: (*topic).to_owned(),
            statements: question
                .record
                .on_topic(topic, "0001-01-01", "9998-12-31")?,
            before: 0,
        });
    }
    topics.sort_by_key(|one| std::cmp::Reverse(one.statements));
    Ok(Box::new(Topics { topics }))
}

/// One of them.
pub fn one(question: &Question<'_>) -> Answer {
    if !TOPICS.contains(&question.id) {
        return Err(Fault::Unknown(format!(
            "There is no topic {}.",
            question.id
        )));
    }
    let record = question.record;
    let subject = Subject::Topic(question.id.to_owned());
    let limit = |limit| Query {
        limit,
        ..Query::default()
    };
    let facets = record.facets(&Query::default(), Some(&subject), COUNTED)?;
    let plotted = record.browse(&limit(PLOTTED), Some(&subject), None)?.found;
    let browsed = record.browse(
        &limit(PAGE),
        Some(&subject),
        question.asked.number("before"),
    )?;
    let names = names(record, &browsed.found, &[])?;
    Ok(Box::new(Topic {
        topic: question.id.to_owned(),
        statements: browsed.found,
        next: browsed.next,
        total: record.total(&subject)?.unwrap_or(0),
        facets,
        plotted,
        names,
    }))
}
