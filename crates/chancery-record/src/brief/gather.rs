//! Everything of the record that a brief is told from.

use jiff::ToSpan as _;
use std::collections::{BTreeMap, BTreeSet};

use super::BriefQuery;
use crate::facet::{Of, any};
use crate::readings::{Names, Readings};
use crate::search::Reach;
use crate::timeline::{Entry, Likeness, Stems};
use crate::{Contact, ContactQuery, Error, Found, Query, Record, Sort};

/// A statement in both of its forms.
pub(super) struct Said {
    pub found: Found,
    pub entry: Entry,
    stems: Stems,
}

impl Said {
    pub fn by(&self, side: &str) -> bool {
        !self.entry.joint && self.entry.sides == [side]
    }

    pub fn day(&self) -> &str {
        self.entry.day.as_deref().unwrap_or_default()
    }

    pub fn document(&self) -> i64 {
        self.entry.evidence.document
    }
}

/// What was gathered.
pub(super) struct Gathered<'a> {
    pub query: BriefQuery,
    /// By the two sides alone, the oldest first.
    pub statements: Vec<Said>,
    /// What is before the first day of the query, too: to compare with.
    pub context: Vec<Found>,
    /// The contacts of the two, also announced ones.
    pub contacts: Vec<Contact>,
    /// The documents of statements and contacts.
    pub documents: BTreeSet<i64>,
    /// Statements of both with further sides.
    pub with_others: usize,
    pub likeness: Likeness,
    pub readings: Readings<'a>,
    pub names: Names,
}

/// Asks the record for it.
pub(super) fn all<'a>(record: &'a Record, query: &BriefQuery) -> Result<Gathered<'a>, Error> {
    let mut readings = Readings::of(record);
    let contacts = contacts(record, query, &mut readings)?;
    let (context, with_others) = statements(record, query, &contacts)?;
    let after = |found: &&Found| match &query.since {
        Some(since) => found.published.as_ref().is_some_and(|day| day >= since),
        None => true,
    };
    let selected: Vec<Found> = context.iter().filter(after).cloned().collect();
    for found in &selected {
        readings.get(found.document)?;
    }
    let names = readings.names();
    let likeness = Likeness::among(&context);
    let mut statements = Vec::with_capacity(selected.len());
    for found in selected {
        statements.push(Said {
            entry: Entry::of(&found, &names, &mut readings)?,
            stems: likeness.stems(&found),
            found,
        });
    }
    let of_contacts = contacts.iter().map(|contact| contact.document);
    let documents = of_contacts.chain(statements.iter().map(Said::document));
    Ok(Gathered {
        query: query.clone(),
        documents: documents.collect(),
        likeness,
        statements,
        context,
        contacts,
        with_others,
        readings,
        names,
    })
}

/// The questions to the index for what one side says to the other, and for what both say together.
fn ways(us: &str, them: &str) -> [String; 3] {
    let all = |facets: &[(Of, &str)]| {
        let facets = facets.iter();
        let parts = facets.filter_map(|(of, value)| any(*of, &[(*value).to_owned()]));
        parts.collect::<Vec<_>>().join(" AND ")
    };
    [
        all(&[(Of::Side, us), (Of::Addressee, them)]),
        all(&[(Of::Side, them), (Of::Addressee, us)]),
        all(&[(Of::Side, us), (Of::Side, them), (Of::Joint, "")]),
    ]
}

/// See [`Record::brief_begins`].
pub(super) fn begins(
    record: &Record,
    query: &BriefQuery,
    statements: usize,
    contacts: usize,
) -> Result<Option<String>, Error> {
    let newest = record.engagements(&ContactQuery {
        sides: vec![query.us.clone(), query.them.clone()],
        until: query.until.clone(),
        limit: contacts.max(1),
        ..ContactQuery::default()
    })?;
    let last = newest.last().filter(|_| newest.len() >= contacts);
    let mut begins = last.and_then(|contact| contact.published.clone());
    for index in ways(&query.us, &query.them) {
        // What is before the day that was found already cannot make it later: that much of the index is not read.
        let days = Query {
            since: begins.clone(),
            until: query.until.clone(),
            ..Query::default()
        };
        begins = begins.max(record.day_in(&index, &days, statements)?);
    }
    let since = query.since.as_ref();
    Ok(begins.filter(|day| since.is_none_or(|since| day > since)))
}

/// A contact is told of within so many days.
const TOLD_WITHIN: i64 = 60;

/// The day before which no contact is that was told of on `day` or later.
fn earliest(day: &str) -> Option<String> {
    let day: jiff::civil::Date = day.parse().ok()?;
    let earliest = day.checked_sub(TOLD_WITHIN.days()).ok()?;
    Some(earliest.to_string())
}

fn contacts(
    record: &Record,
    query: &BriefQuery,
    readings: &mut Readings<'_>,
) -> Result<Vec<Contact>, Error> {
    let mut contacts = record.engagements(&ContactQuery {
        sides: vec![query.us.clone(), query.them.clone()],
        person: query.person.clone(),
        since: query.begins.as_deref().and_then(earliest),
        announced: true,
        ..ContactQuery::default()
    })?;
    // The days of a brief are days of release: what was not yet published was not yet known.
    contacts.retain(|contact| {
        let day = contact.published.as_ref();
        let since = query.since.as_ref().max(query.begins.as_ref());
        let until = query.until.as_ref();
        since.is_none_or(|since| day.is_some_and(|day| day >= since))
            && until.is_none_or(|until| day.is_some_and(|day| day <= until))
    });
    for contact in &contacts {
        readings.get(contact.document)?;
    }
    Ok(contacts)
}

/// The statements of the two alone, up to the last day, and how many there are with further sides.
fn statements(
    record: &Record,
    query: &BriefQuery,
    contacts: &[Contact],
) -> Result<(Vec<Found>, usize), Error> {
    let person = query.person.as_deref();
    let person = person.map(|name| record.named(name)).transpose()?;
    let (us, them) = (query.us.as_str(), query.them.as_str());
    let days = Query {
        since: query.begins.clone(),
        until: query.until.clone(),
        sort: Sort::Oldest,
        ..Query::default()
    };
    let all = Reach {
        before: None,
        limit: 0,
    };
    let mut found: BTreeMap<i64, Found> = BTreeMap::new();
    for index in ways(us, them) {
        let answer = record.search_in(&index, &days, all)?;
        found.extend(answer.into_iter().map(|found| (found.id, found)));
    }
    let mut with_others = 0;
    let mut kept: Vec<Found> = Vec::new();
    for found in found.into_values() {
        let said = &found.statement;
        let parties = || said.sides.iter().chain(&said.addressee_sides);
        if !parties().any(|side| side == us) || !parties().any(|side| side == them) {
            continue;
        }
        if let Some(person) = &person
            && !took_part(&found, person, contacts)
        {
            continue;
        }
        if parties().any(|side| side != us && side != them) {
            with_others += 1;
        } else {
            kept.push(found);
        }
    }
    kept.sort_by(|a, b| (&a.published, a.id).cmp(&(&b.published, b.id)));
    Ok((kept, with_others))
}

/// Whether a person, under any spelling, speaks, is addressed, or took part in the contact in which it was said.
fn took_part(found: &Found, person: &[String], contacts: &[Contact]) -> bool {
    let said = &found.statement;
    let mut within = contacts.iter().filter(|contact| {
        contact.document == found.document && said.engagements.contains(&contact.engagement.id)
    });
    let mut parties = said.speakers.iter().chain(&said.addressees);
    within.next().is_some() || parties.any(|party| person.contains(party))
}

impl Gathered<'_> {
    /// The name of a country, territory or organisation, else its code.
    pub fn name(&self, code: &str) -> String {
        let lower = code.to_lowercase();
        let kinds = ["country", "territory", "organisation"];
        let named = kinds.map(|kind| self.names.named(&format!("{kind}:{lower}")));
        let named = named.into_iter().find(|named| named.name != named.id);
        named.map_or_else(|| code.to_owned(), |named| named.name)
    }

    /// Documents by publisher, the most first.
    pub fn publishers(&mut self) -> Result<Vec<(Option<String>, usize)>, Error> {
        let mut counts: BTreeMap<Option<String>, usize> = BTreeMap::new();
        for document in &self.documents {
            if let Some(reading) = self.readings.get(*document)? {
                *counts
                    .entry(reading.document.publisher.clone())
                    .or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(counts)
    }

    /// How alike two statements are, 0 to 1.
    pub fn alike(&self, a: &Said, b: &Said) -> f64 {
        self.likeness.between(&a.stems, &b.stems)
    }
}
