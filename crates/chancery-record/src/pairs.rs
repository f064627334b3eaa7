//! Contacts of which the record has accounts of several sides.

use std::collections::BTreeMap;

use chancery::Reading;
use jiff::ToSpan as _;
use jiff::civil::Date;
use rusqlite::params;
use serde::Serialize;

use crate::compare::Likeness;
use crate::compare::contacts::{Outline, day_number, likeness};
use crate::{Contact, ContactQuery, EngagementKey, Error, Record};

/// Days within which the accounts of one contact begin: a month, where no more is known, and some for the release.
const APART: i32 = 45;

/// A pair that is less alike by so much than another one with the same account is not told.
const BETTER: u8 = 10;

/// What is asked of the pairs of the record; everything that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairQuery {
    /// Codes of sides, each of which took part.
    pub sides: Vec<String>,
    /// Kinds, of which it is any, in either account.
    pub kinds: Vec<String>,
    /// The first day.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// How many at most; 0 for all.
    pub limit: usize,
}

/// Two accounts of one contact, by different publishers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The contact in the account of the publisher that the query names first, else of the first code by letters.
    pub a: Contact,
    /// The contact in the other account.
    pub b: Contact,
    /// How surely they are the same.
    pub likeness: Likeness,
}

/// An engagement as the tables have it.
struct Entry {
    id: i64,
    publisher: String,
    outline: Outline,
}

/// Two entries, by their places, and how alike they are.
#[derive(Clone, Copy)]
struct Match {
    one: usize,
    other: usize,
    score: u8,
}

impl Record {
    /// The contacts of which the record has accounts by two publishers, the newest first. One that has three is in the
    /// list three times, once for each two. What was only announced has no accounts.
    pub fn pairs(&self, query: &PairQuery) -> Result<Vec<Pair>, Error> {
        let entries = self.entries(&query.sides, query.since.as_deref(), query.until.as_deref())?;
        let mut matches = matches(&entries);
        matches.retain(|pair| asked_for(query, [&entries[pair.one], &entries[pair.other]]));
        let newest = |pair: &Match| {
            let days = [pair.one, pair.other].map(|at| entries[at].outline.last_day());
            std::cmp::Reverse(days.into_iter().max().flatten())
        };
        matches.sort_by_key(|pair| (newest(pair), entries[pair.one].id, entries[pair.other].id));
        if query.limit > 0 {
            matches.truncate(query.limit);
        }
        let mut pairs = Vec::with_capacity(matches.len());
        for pair in matches {
            let (one, other) = (&entries[pair.one], &entries[pair.other]);
            let rank = |entry: &Entry| {
                let mut sides = query.sides.iter();
                let named = sides.position(|side| *side == entry.publisher);
                (named.unwrap_or(usize::MAX), entry.publisher.clone())
            };
            let (a, b) = match rank(one) <= rank(other) {
                true => (one.id, other.id),
                false => (other.id, one.id),
            };
            pairs.extend(self.pair(a, b)?);
        }
        Ok(pairs)
    }

    /// The accounts that other publishers give of a contact, the surest first. `a` is the contact itself.
    pub fn counterparts(&self, engagement: i64) -> Result<Vec<Pair>, Error> {
        let Some((contact, _)) = self.contact_with_reading(engagement)? else {
            return Ok(Vec::new());
        };
        let mut sides: Vec<String> = Vec::new();
        if contact.engagement.kind != "multilateral" {
            let parties = contact.engagement.participants.iter();
            sides = parties.map(|party| party.side.clone()).collect();
            sides.sort();
            sides.dedup();
        }
        let outline = Outline::of(contact.published.clone(), &contact.engagement);
        let (since, until) = (outline.first_day().map(day), outline.last_day().map(day));
        let entries = self.entries(&sides, since.as_deref(), until.as_deref())?;
        let Some(at) = entries.iter().position(|entry| entry.id == engagement) else {
            return Ok(Vec::new());
        };
        let mut found = matches(&entries);
        found.retain(|pair| pair.one == at || pair.other == at);
        found.sort_by_key(|pair| {
            let other = if pair.one == at { pair.other } else { pair.one };
            (std::cmp::Reverse(pair.score), entries[other].id)
        });
        let mut pairs = Vec::with_capacity(found.len());
        for pair in found {
            let other = if pair.one == at { pair.other } else { pair.one };
            pairs.extend(self.pair(engagement, entries[other].id)?);
        }
        Ok(pairs)
    }

    /// An engagement by its key.
    pub fn contact(&self, key: EngagementKey) -> Result<Option<Contact>, Error> {
        let mut number = self
            .connection
            .prepare_cached("SELECT id FROM engagements WHERE document = ?1 AND number = ?2")?;
        let mut rows = number.query(params![key.document, key.number as i64])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let found = self.contact_with_reading(row.get(0)?)?;
        Ok(found.map(|(contact, _)| contact))
    }

    fn pair(&self, a: i64, b: i64) -> Result<Option<Pair>, Error> {
        let found = self
            .contact_with_reading(a)?
            .zip(self.contact_with_reading(b)?);
        let Some(((a, of_a), (b, of_b))) = found else {
            return Ok(None);
        };
        // With the names that the texts give.
        let alike = likeness(
            &Outline::new(&of_a, &a.engagement),
            &Outline::new(&of_b, &b.engagement),
        );
        Ok(alike.ok().map(|likeness| Pair { a, b, likeness }))
    }

    fn contact_with_reading(&self, id: i64) -> Result<Option<(Contact, Reading)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, e.number, d.source, d.title, d.publisher, d.published, d.reading
             FROM engagements e JOIN documents d ON d.id = e.document WHERE e.id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let (document, number): (i64, i64) = (row.get(0)?, row.get(1)?);
        let reading: Reading = self.unpacker.unpack(document, &row.get::<_, Vec<u8>>(6)?)?;
        let mut engagements = reading.engagements.iter();
        let engagement = engagements.find(|engagement| engagement.id as i64 == number);
        let Some(engagement) = engagement.cloned() else {
            return Ok(None);
        };
        let contact = Contact {
            id,
            document,
            source: row.get(2)?,
            title: row.get(3)?,
            publisher: row.get(4)?,
            published: row.get(5)?,
            engagement,
        };
        Ok(Some((contact, reading)))
    }

    /// What took place about that time, in the newest revisions of documents with a publisher, each of the sides taking
    /// part; in the order of their numbers.
    fn entries(
        &self,
        sides: &[String],
        since: Option<&str>,
        until: Option<&str>,
    ) -> Result<Vec<Entry>, Error> {
        // What is paired with an account at the border of the time may lie beyond it.
        let beyond = |border: &str, days: i32| day_number(border).map(|number| day(number + days));
        let query = ContactQuery {
            sides: sides.to_vec(),
            since: since.and_then(|since| beyond(since, -APART)),
            until: until.and_then(|until| beyond(until, APART)),
            ..ContactQuery::default()
        };
        let mut contacts = self.engagements(&query)?;
        contacts.reverse();
        let entries = contacts.into_iter().filter_map(|contact| {
            Some(Entry {
                id: contact.id,
                publisher: contact.publisher?,
                outline: Outline::of(contact.published, &contact.engagement),
            })
        });
        Ok(entries.collect())
    }
}

/// A day by its number.
fn day(number: i32) -> String {
    let epoch = Date::constant(1970, 1, 1);
    epoch.saturating_add(i64::from(number).days()).to_string()
}

/// All pairs of accounts by different publishers of which neither has a much better partner.
fn matches(entries: &[Entry]) -> Vec<Match> {
    let mut like: BTreeMap<String, Vec<(i32, usize)>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(day) = entry.outline.first_day() {
            let alike = like.entry(bucket(&entry.outline)).or_default();
            alike.push((day, at));
        }
    }
    let mut found = Vec::new();
    for bucket in like.values_mut() {
        bucket.sort_unstable();
        for (place, (_, one)) in bucket.iter().enumerate() {
            let end = entries[*one].outline.last_day().unwrap_or(i32::MIN);
            let others = bucket[place + 1..].iter();
            for (_, other) in others.take_while(|(first, _)| *first <= end.saturating_add(1)) {
                found.extend(matched(entries, (*one).min(*other), (*one).max(*other)));
            }
        }
    }
    best(entries, &found)
}

/// What two engagements must have in common to be compared at all: the same parties, but for those of many.
fn bucket(outline: &Outline) -> String {
    if outline.is_multilateral() {
        return String::new();
    }
    let sides: Vec<&str> = outline.sides.keys().map(String::as_str).collect();
    sides.join(" ")
}

fn matched(entries: &[Entry], one: usize, other: usize) -> Option<Match> {
    if entries[one].publisher == entries[other].publisher {
        return None;
    }
    let alike = likeness(&entries[one].outline, &entries[other].outline).ok()?;
    Some(Match {
        one,
        other,
        score: alike.score,
    })
}

/// Drops a pair where one of the two is much more like another account of the same publisher: calls on two days in a row
/// are a day apart, too.
fn best(entries: &[Entry], found: &[Match]) -> Vec<Match> {
    let mut top: BTreeMap<(usize, &str), u8> = BTreeMap::new();
    for pair in found {
        for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
            let best = top
                .entry((one, entries[other].publisher.as_str()))
                .or_default();
            *best = (*best).max(pair.score);
        }
    }
    let good = |pair: &&Match| {
        [(pair.one, pair.other), (pair.other, pair.one)]
            .iter()
            .all(|(one, other)| {
                let best = top.get(&(*one, entries[*other].publisher.as_str()));
                best.is_none_or(|best| best.saturating_sub(pair.score) < BETTER)
            })
    };
    found.iter().filter(good).copied().collect()
}

fn asked_for(query: &PairQuery, entries: [&Entry; 2]) -> bool {
    let day = |day: &Option<String>| day.as_deref().and_then(day_number);
    let (since, until) = (day(&query.since), day(&query.until));
    let in_time = |entry: &Entry| {
        let (first, last) = (entry.outline.first_day(), entry.outline.last_day());
        since.is_none_or(|since| last.is_some_and(|last| last >= since))
            && until.is_none_or(|until| first.is_some_and(|first| first <= until))
    };
    let of_kind =
        |entry: &Entry| query.kinds.is_empty() || query.kinds.contains(&entry.outline.kind);
    entries.iter().any(|entry| in_time(entry)) && entries.iter().any(|entry| of_kind(entry))
}
