//! Two accounts side by side.

use chancery_record::{
    Comparison, ContactQuery, DocumentKey, EngagementKey, Pair, PairQuery, compare as set_beside,
};
use serde::Serialize;

use super::names;
use crate::fault::Fault;
use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// Pairs that are offered.
const OFFERED: usize = 20;
/// The newest contacts, among which pairs are looked for.
const NEWEST: usize = 300;

/// What can be compared.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Contacts of which the record has two accounts, the newest first.
    pub pairs: Vec<Pair>,
    /// Names by id.
    pub names: Names,
}

/// Two accounts.
#[derive(Debug, Serialize)]
pub struct Compared {
    /// The number of the first document.
    pub a: i64,
    /// That of the second.
    pub b: i64,
    /// What they share and what not.
    pub comparison: Comparison,
}

/// Compares two documents, or offers pairs.
pub fn compare(question: &Question<'_>) -> Answer {
    let asked = question.asked;
    let record = question.record;
    let (a, b) = match (asked.number("a"), asked.number("b"), asked.one("contact")) {
        (Some(a), Some(b), None) => (a, b),
        (None, None, Some(key)) => {
            let key: EngagementKey = key
                .parse()
                .map_err(|why| Fault::Bad(vec![format!("contact: {why}")]))?;
            let unknown = || Fault::Unknown(format!("There is no engagement {key}."));
            let contact = record.contact(key)?.ok_or_else(unknown)?;
            let other = record.counterparts(contact.id)?.into_iter().next();
            let other = other.ok_or_else(|| {
                Fault::Unknown("The record has no account of it by another publisher.".to_owned())
            })?;
            (key.document, other.b.document)
        }
        (None, None, None) => return choice(question),
        _ => {
            return Err(Fault::Bad(vec![
                "Give two documents with a and b, or one contact.".to_owned(),
            ]));
        }
    };
    if a == b {
        return Err(Fault::Bad(vec!["a, b: are the same document".to_owned()]));
    }
    let reading = |id: i64| {
        let found = record.document(&DocumentKey::Number(id))?;
        found.ok_or_else(|| Fault::Unknown(format!("There is no document {id}.")))
    };
    let comparison = set_beside(&reading(a)?, &reading(b)?);
    Ok(Box::new(Compared { a, b, comparison }))
}

fn choice(question: &Question<'_>) -> Answer {
    let newest = question.record.engagements(&ContactQuery {
        limit: NEWEST,
        ..ContactQuery::default()
    })?;
    let last = newest.last().filter(|_| newest.len() == NEWEST);
    let since = last.and_then(|last| match &last.engagement.date {
        Some(date) => Some(date.from.clone()),
        None => last.published.clone(),
    });
    let query = PairQuery {
        since,
        limit: OFFERED,
        ..PairQuery::default()
    };
    let pairs = question.record.pairs(&query)?;
    let contacts: Vec<_> = pairs
        .iter()
        .flat_map(|pair| [pair.a.clone(), pair.b.clone()])
        .collect();
    let names = names(question.record, &[], &contacts)?;
    Ok(Box::new(Choice { pairs, names }))
}
