//! What is new.

use chancery::lexicon::TOPICS;
use chancery_record::{Contact, ContactQuery, Link, TopicCount};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use super::names;
use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// How much of each list.
const LATEST: usize = 8;
const LINKS: usize = 12;
const TOPICS_SHOWN: usize = 10;

/// What is new in the record.
#[derive(Debug, Serialize)]
pub struct Home {
    /// The first and the last day of release.
    pub days: Option<(String, String)>,
    /// The latest engagements.
    pub latest: Vec<Contact>,
    /// The year of the last release.
    pub year: Option<i16>,
    /// Who met whom in it.
    pub links: Vec<Link>,
    /// Topics, those first of which there is most more than before.
    pub topics: Vec<TopicCount>,
    /// Names by id.
    pub names: Names,
}

/// The first page.
pub fn home(question: &Question<'_>) -> Answer {
    let record = question.record;
    let days = record.days()?;
    let last: Option<Date> = days.as_ref().and_then(|(_, last)| last.parse().ok());
    let latest = record.engagements(&ContactQuery {
        // An account can be of a contact to come.
        until: last.map(|day| day.to_string()),
        limit: LATEST,
        ..ContactQuery::default()
    })?;
    let mut links = match last {
        Some(day) => record.network(day.year())?,
        None => Vec::new(),
    };
    links.truncate(LINKS);
    Ok(Box::new(Home {
        names: names(record, &[], &latest)?,
        days,
        latest,
        year: last.map(Date::year),
        links,
        topics: last
            .map(|day| in_motion(question, day))
            .transpose()?
            .unwrap_or_default(),
    }))
}

/// Topics by how much more they were spoken of in the last year than in the one before.
fn in_motion(question: &Question<'_>, last: Date) -> Result<Vec<TopicCount>, crate::fault::Fault> {
    let back = |day: Date, span| day.checked_sub(span).unwrap_or(Date::MIN);
    let begun = back(back(last, 1.year()), -1_i64.days());
    let before = back(begun, 1.year());
    let ended = back(begun, 1.day());
    let mut topics = Vec::new();
    for topic in &TOPICS {
        topics.push(TopicCount {
            topic: (*topic).to_owned(),
            statements: question
                .record
                .on_topic(topic, &begun.to_string(), &last.to_string())?,
            before: question
                .record
                .on_topic(topic, &before.to_string(), &ended.to_string())?,
        });
    }
    topics.retain(|one| one.statements > 0 || one.before > 0);
    topics.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.statements.abs_diff(one.before)),
            std::cmp::Reverse(one.statements),
        )
    });
    topics.truncate(TOPICS_SHOWN);
    Ok(topics)
}
