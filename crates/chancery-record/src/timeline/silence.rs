//! Accounts of contacts that do not name a matter.

use std::collections::BTreeMap;
use std::rc::Rc;

use chancery::Reading;

use super::SUBSTANCE;
use super::track::Track;
use crate::readings::{Citation, Readings};
use crate::{Contact, ContactQuery, Error, QUOTES, Query, Record};

/// Contacts of two sides, asked for once.
pub(super) struct Contacts<'a> {
    record: &'a Record,
    since: Option<String>,
    until: Option<String>,
    known: BTreeMap<(String, String), Rc<[Contact]>>,
}

impl<'a> Contacts<'a> {
    pub fn of(record: &'a Record, since: Option<String>, until: Option<String>) -> Self {
        Self {
            record,
            since,
            until,
            known: BTreeMap::new(),
        }
    }

    fn between(&mut self, side: &str, other: &str) -> Result<Rc<[Contact]>, Error> {
        let (a, b) = if side < other {
            (side, other)
        } else {
            (other, side)
        };
        let pair = (a.to_owned(), b.to_owned());
        if let Some(known) = self.known.get(&pair) {
            return Ok(Rc::clone(known));
        }
        let mut contacts = self.record.engagements(&ContactQuery {
            sides: vec![pair.0.clone(), pair.1.clone()],
            since: self.since.clone(),
            until: self.until.clone(),
            ..ContactQuery::default()
        })?;
        // Where more sides meet, each is not asked for everything. What was not out yet on the last day is not known.
        let until = self.until.as_ref();
        contacts.retain(|contact| {
            let out = until.is_none_or(|until| {
                let day = contact.published.as_ref();
                day.is_some_and(|day| day <= until)
            });
            let mut parties = contact.engagement.participants.iter();
            out && parties.all(|party| party.side == pair.0 || party.side == pair.1)
                && contact.engagement.kind != "multilateral"
        });
        contacts.sort_by(|x, y| {
            (&x.published, x.document, x.engagement.id).cmp(&(
                &y.published,
                y.document,
                y.engagement.id,
            ))
        });
        contacts.dedup_by_key(|contact| contact.document);
        let contacts: Rc<[Contact]> = contacts.into();
        self.known.insert(pair, Rc::clone(&contacts));
        Ok(contacts)
    }

    /// The accounts on a track's side, of days after `since` and before `until`, that could have named the matter and do
    /// not; `None` if one of them does, or if the track is not of two sides.
    pub fn silent(
        &mut self,
        track: &Track,
        query: &Query,
        since: &str,
        until: Option<&str>,
        readings: &mut Readings<'_>,
    ) -> Result<Option<Vec<Citation>>, Error> {
        let Some((side, other)) = track.pair() else {
            return Ok(None);
        };
        let contacts = self.between(side, other)?;
        let mut silent = Vec::new();
        for contact in contacts.iter() {
            let day = contact.published.as_deref().unwrap_or_default();
            let after = day > since && until.is_none_or(|until| day < until);
            if !after || contact.publisher != track.publisher {
                continue;
            }
            let Some(reading) = readings.get(contact.document)? else {
                continue;
            };
            if names(track, query, &reading) {
                return Ok(None);
            }
            if has_substance(&reading, side) {
                silent.push(readings.cite(contact.document, &contact.engagement.evidence)?);
            }
        }
        Ok(Some(silent))
    }
}

impl Contacts<'_> {
    /// How many accounts there are on a track's side from one day to another that could name any matter.
    pub fn accounts(
        &mut self,
        track: &Track,
        from: &str,
        to: &str,
        readings: &mut Readings<'_>,
    ) -> Result<usize, Error> {
        let Some((side, other)) = track.pair() else {
            return Ok(0);
        };
        let contacts = self.between(side, other)?;
        let mut accounts = 0;
        for contact in contacts.iter() {
            let day = contact.published.as_deref().unwrap_or_default();
            let within = (from..=to).contains(&day);
            if within
                && contact.publisher == track.publisher
                && let Some(reading) = readings.get(contact.document)?
            {
                accounts += usize::from(has_substance(&reading, side));
            }
        }
        Ok(accounts)
    }
}

/// Whether a document reports enough of what a side said.
fn has_substance(reading: &Reading, side: &str) -> bool {
    let statements = reading.statements.iter();
    let of_side = statements.filter(|said| said.sides.iter().any(|code| code == side));
    of_side.count() >= SUBSTANCE
}

/// Whether a document names the matter anywhere, whoever speaks; in doubt it does.
fn names(track: &Track, query: &Query, reading: &Reading) -> bool {
    if let Some(topic) = &track.topic {
        return has_topic(reading, topic);
    }
    let lower = reading.document.text.to_lowercase();
    let by_name = query.name.as_ref().map(|name| {
        let name = name.to_lowercase();
        let mut entities = reading.entities.iter();
        lower.contains(&name) || entities.any(|entity| entity.name.to_lowercase().contains(&name))
    });
    let by_words = query.words.as_ref().map(|words| {
        let words = words.replace(QUOTES, " ").to_lowercase();
        let mut words = words.split_whitespace();
        words.any(|word| lower.contains(word.trim_end_matches('*')))
    });
    let topics = &query.topics;
    let by_topic =
        (!topics.is_empty()).then(|| topics.iter().any(|topic| has_topic(reading, topic)));
    let about = &query.about;
    let by_country = (!about.is_empty()).then(|| {
        let statements = reading.statements.iter();
        let mut countries = statements
            .flat_map(|said| &said.about)
            .chain(reading.entities.iter().filter_map(|e| e.country.as_ref()));
        countries.any(|code| about.contains(code))
    });
    let asked = [by_name, by_words, by_topic, by_country];
    asked.into_iter().flatten().all(|named| named)
}

fn has_topic(reading: &Reading, topic: &str) -> bool {
    let statements = reading.statements.iter();
    let mut topics = statements.flat_map(|said| &said.topics);
    topics.any(|told| told == topic)
}
