//! What the two did together: one contact for all accounts of it.

use serde::Serialize;

use super::gather::Gathered;
use crate::readings::Citation;
use crate::{Contact, Error};

/// A contact of the two sides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contacted {
    /// `meeting`, `call`, `visit` and so on.
    pub kind: String,
    /// The first day of it, where a day is known; else the first of the month or year.
    pub from: Option<String>,
    /// The last one.
    pub to: Option<String>,
    /// `day`, `month` or `year`; null where only the day of release is known.
    pub precision: Option<String>,
    /// The last day on which an account of it was released.
    pub released: Option<String>,
    /// The city, else the country.
    pub place: Option<String>,
    /// Who took part, as far as they are named.
    pub parties: Vec<Party>,
    /// The sides that took part.
    pub sides: Vec<String>,
    /// The text says that it will happen.
    pub announced: bool,
    /// Whose accounts there are.
    pub publishers: Vec<String>,
    /// The words of each account that report it.
    pub evidence: Vec<Citation>,
}

/// Someone who took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    /// The person's id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The code of the side.
    pub side: String,
}

/// Those that took place and those that are still to come, each the newest first.
pub(super) fn of(all: &mut Gathered<'_>) -> Result<(Vec<Contacted>, Vec<Contacted>), Error> {
    let contacts = std::mem::take(&mut all.contacts);
    let mut merged: Vec<Contacted> = Vec::new();
    for contact in &contacts {
        let evidence = all
            .readings
            .cite(contact.document, &contact.engagement.evidence)?;
        let told = told(contact, all, evidence);
        match merged.iter_mut().find(|other| is_same(other, &told)) {
            Some(same) => same.add(told),
            None => merged.push(told),
        }
    }
    all.contacts = contacts;
    for contact in &mut merged {
        ours_first(contact, all)?;
    }
    merged.sort_by(|a, b| b.last_day().cmp(&a.last_day()));
    let (announced, held): (Vec<_>, Vec<_>) =
        merged.into_iter().partition(|contact| contact.announced);
    let last = held.iter().filter_map(Contacted::last_day).max();
    let last = last.map(str::to_owned);
    let to_come = announced.into_iter().filter(|contact| {
        let day = contact.to.as_deref().or(contact.released.as_deref());
        last.as_deref().is_none_or(|last| day > Some(last))
    });
    let to_come = to_come.collect();
    Ok((held, to_come))
}

/// The account of the side that is briefed is cited before others.
fn ours_first(contact: &mut Contacted, all: &mut Gathered<'_>) -> Result<(), Error> {
    let mut ranked = Vec::with_capacity(contact.evidence.len());
    for citation in contact.evidence.drain(..) {
        let reading = all.readings.get(citation.document)?;
        let publisher = reading.and_then(|reading| reading.document.publisher.clone());
        ranked.push((publisher.as_ref() != Some(&all.query.us), citation));
    }
    ranked.sort_by_key(|(others, _)| *others);
    contact.evidence = ranked.into_iter().map(|(_, citation)| citation).collect();
    let us = &all.query.us;
    contact
        .publishers
        .sort_by_key(|publisher| (publisher != us, publisher.clone()));
    Ok(())
}

fn told(contact: &Contact, all: &Gathered<'_>, evidence: Citation) -> Contacted {
    let engagement = &contact.engagement;
    let date = engagement.date.as_ref();
    let participants = &engagement.participants;
    let named = participants.iter().filter_map(|party| {
        let id = party.entity.as_ref()?;
        let named = all.names.named(id);
        id.starts_with("person:").then(|| Party {
            id: named.id,
            name: named.name,
            side: party.side.clone(),
        })
    });
    let mut sides: Vec<String> = participants.iter().map(|p| p.side.clone()).collect();
    sides.sort();
    sides.dedup();
    Contacted {
        kind: engagement.kind.clone(),
        from: date.map(|date| date.from.clone()),
        to: date.map(|date| date.to.clone()),
        precision: date.map(|date| date.precision.clone()),
        released: contact.published.clone(),
        place: engagement.place.clone(),
        parties: named.collect(),
        sides,
        announced: engagement.announced,
        publishers: contact.publisher.iter().cloned().collect(),
        evidence: vec![evidence],
    }
}

/// Of one kind, on one day, and with somebody in both or nobody named in one.
fn is_same(a: &Contacted, b: &Contacted) -> bool {
    let one_day = |contact: &Contacted| {
        let day = contact.precision.as_deref() == Some("day") && contact.from == contact.to;
        contact.from.clone().filter(|_| day)
    };
    let days = one_day(a).is_some() && one_day(a) == one_day(b);
    let shared = a
        .parties
        .iter()
        .any(|party| b.parties.iter().any(|other| other.id == party.id));
    let both = |contact: &Contacted| contact.parties.len() >= 2;
    // Where both name the people of both sides, it is the counterpart that tells two meetings of one day apart.
    let people = if both(a) && both(b) {
        let ids = |contact: &Contacted| {
            let mut ids: Vec<String> = contact.parties.iter().map(|p| p.id.clone()).collect();
            ids.sort();
            ids.dedup();
            ids
        };
        ids(a) == ids(b)
    } else {
        shared || a.parties.is_empty() || b.parties.is_empty()
    };
    a.kind == b.kind && days && people
}

impl Contacted {
    /// The last day of it that is known, else that of release.
    pub fn last_day(&self) -> Option<&str> {
        let exact = self.precision.as_deref() == Some("day");
        let day = self.to.as_deref().filter(|_| exact);
        // A month of which the account is already out was over by then.
        day.or(self.released.as_deref()).or(self.to.as_deref())
    }

    fn add(&mut self, other: Contacted) {
        for party in other.parties {
            if !self.parties.iter().any(|known| known.id == party.id) {
                self.parties.push(party);
            }
        }
        for publisher in other.publishers {
            if !self.publishers.contains(&publisher) {
                self.publishers.push(publisher);
            }
        }
        self.place = self.place.take().or(other.place);
        self.released = self.released.take().max(other.released);
        // What took place is no announcement any more: only who tells that it did is a witness of it.
        if self.announced && !other.announced {
            self.evidence = other.evidence;
            self.announced = false;
        } else if self.announced == other.announced {
            self.evidence.extend(other.evidence);
        }
    }
}
