//! What is asked of the record for each page, by noun.

pub mod brief;
pub mod compare;
pub mod coverage;
pub mod documents;
pub mod engagements;
pub mod entities;
pub mod home;
pub mod network;
pub mod reading;
pub mod search;
pub mod topics;

use chancery_record::{Contact, Found, Record};

use crate::fault::Fault;
use crate::views::parts::Names;

/// The most statements over which counts and plots are made.
pub const COUNTED: usize = 1_000;
/// Statements on a page.
pub const PAGE: usize = 20;

/// The names of everybody in some statements and contacts.
pub fn names(record: &Record, found: &[Found], contacts: &[Contact]) -> Result<Names, Fault> {
    let said = found.iter().map(|found| &found.statement);
    let said = said.flat_map(|said| {
        said.speakers
            .iter()
            .chain(&said.addressees)
            .chain(&said.names)
    });
    let parties = contacts
        .iter()
        .flat_map(|contact| &contact.engagement.participants);
    let people = parties.filter_map(|party| party.entity.as_ref());
    Ok(record.names(&said.chain(people).map(String::as_str).collect())?)
}
