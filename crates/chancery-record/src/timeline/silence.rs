//! Accounts of contacts that do not name a matter.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chancery::Reading;

use super::SUBSTANCE;
use super::track::Track;
use crate::readings::{Citation, Readings};
use crate::{Contact, ContactQuery, DocumentKey, Error, QUOTES, Query, Record};

/// Contacts of two sides, asked for once.
pub(super) struct Contacts<'a> {
    record: &'a Record,
    since: Option<String>,
    until: Option<String>,
    known: BTreeMap<(String, String), Rc<[Contact]>>,
    accounts: BTreeMap<i64, Option<Rc<Account>>>,
}

/// What has to be known of an account to tell whether it is silent.
struct Account {
    /// How many statements of each side it reports.
    said: BTreeMap<String, usize>,
    topics: BTreeSet<String>,
    /// Whether it names the matter of the query anywhere.
    names_matter: bool,
}

impl Account {
    fn of(reading: &Reading, query: &Query) -> Self {
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        for one in &reading.statements {
            for side in one.sides.iter().collect::<BTreeSet<_>>() {
                *said.entry(side.clone()).or_default() += 1;
            }
        }
        let topics = reading.statements.iter().flat_map(|said| &said.topics);
        let topics = topics.cloned().collect();
        Self {
            names_matter: names(query, reading, &topics),
            said,
            topics,
        }
    }

    /// Whether it reports enough of what a side said.
    fn has_substance(&self, side: &str) -> bool {
        self.said.get(side).is_some_and(|said| *said >= SUBSTANCE)
    }

    /// Whether it names the matter of a track, whoever speaks; in doubt it does.
    fn names(&self, track: &Track) -> bool {
        match &track.topic {
            Some(topic) => self.topics.contains(topic),
            None => self.names_matter,
        }
    }
}

impl<'a> Contacts<'a> {
    pub fn of(record: &'a Record, since: Option<String>, until: Option<String>) -> Self {
        Self {
            record,
            since,
            until,
            known: BTreeMap::new(),
            accounts: BTreeMap::new(),
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

    fn account(&mut self, document: i64, query: &Query) -> Result<Option<Rc<Account>>, Error> {
        if let Some(known) = self.accounts.get(&document) {
            return Ok(known.clone());
        }
        let reading = self.record.document(&DocumentKey::Number(document))?;
        let account = reading.map(|reading| Rc::new(Account::of(&reading, query)));
        self.accounts.insert(document, account.clone());
        Ok(account)
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
            let Some(account) = self.account(contact.document, query)? else {
                continue;
            };
            if account.names(track) {
                return Ok(None);
            }
            if account.has_substance(side) {
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
        query: &Query,
        from: &str,
        to: &str,
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
                && let Some(account) = self.account(contact.document, query)?
            {
                accounts += usize::from(account.has_substance(side));
            }
        }
        Ok(accounts)
    }
}

/// Whether a document names the matter of a query anywhere, whoever speaks; in doubt it does.
fn names(query: &Query, reading: &Reading, told: &BTreeSet<String>) -> bool {
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
    let by_topic = (!topics.is_empty()).then(|| topics.iter().any(|topic| told.contains(topic)));
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
