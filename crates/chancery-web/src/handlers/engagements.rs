//! Engagements.

use chancery_record::{Contact, ContactQuery, EngagementKey, Pair};
use serde::Serialize;

use super::names;
use crate::fault::Fault;
use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// Engagements on a page.
const ROWS: usize = 30;

/// Engagements.
#[derive(Debug, Serialize)]
pub struct Engagements {
    /// The engagements.
    pub engagements: Vec<Contact>,
    /// What `before` is for those that follow.
    pub next: Option<i64>,
    /// Names by id.
    pub names: Names,
}

/// One contact with its accounts.
#[derive(Debug, Serialize)]
pub struct Engagement {
    /// The contact.
    pub contact: Contact,
    /// It and the same contact in the accounts of other publishers.
    pub accounts: Vec<Pair>,
    /// Names by id.
    pub names: Names,
}

/// The list.
pub fn list(question: &Question<'_>) -> Answer {
    let asked = question.asked;
    let one = |name| asked.one(name).map(str::to_owned);
    let query = ContactQuery {
        sides: asked.list("with").to_vec(),
        person: one("person"),
        kinds: asked.list("kind").to_vec(),
        since: one("since"),
        until: one("until"),
        announced: asked.flag("announced"),
        limit: ROWS + 1,
    };
    let (engagements, next) = part(
        question
            .record
            .engagements_of(&query, None, asked.number("before"))?,
        ROWS,
    );
    let names = names(question.record, &[], &engagements)?;
    Ok(Box::new(Engagements {
        engagements,
        next,
        names,
    }))
}

/// So many of a list, and where the rest begins.
pub fn part(mut contacts: Vec<Contact>, most: usize) -> (Vec<Contact>, Option<i64>) {
    let more = contacts.len() > most;
    contacts.truncate(most);
    let next = contacts.last().map(|last| last.id).filter(|_| more);
    (contacts, next)
}

/// One of them.
pub fn one(question: &Question<'_>) -> Answer {
    let unknown = || Fault::Unknown(format!("There is no engagement {}.", question.id));
    let key: EngagementKey = question.id.parse().map_err(|_| unknown())?;
    let contact = question.record.contact(key)?.ok_or_else(unknown)?;
    let accounts = question.record.counterparts(contact.id)?;
    let mut all: Vec<Contact> = accounts.iter().map(|pair| pair.b.clone()).collect();
    all.push(contact.clone());
    let names = names(question.record, &[], &all)?;
    Ok(Box::new(Engagement {
        contact,
        accounts,
        names,
    }))
}
