//! Cases, people, instruments and countries that were spoken of.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::gather::{Gathered, Said};
use crate::Error;
use crate::readings::{Citation, Named};
use crate::timeline::Entry;

/// Something that was spoken of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Raised {
    /// What it is.
    pub kind: RaisedKind,
    /// Its id and name.
    pub named: Named,
    /// How many documents name it.
    pub documents: usize,
    /// How many statements each side made on it, joint ones under both; by code.
    pub by: BTreeMap<String, usize>,
    /// The first sentence that names it.
    pub first: Citation,
    /// The last one.
    pub last: Citation,
    /// The strongest statement on it, of equals the newest.
    pub strongest: Entry,
}

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RaisedKind {
    /// A case: a detained person, an incident.
    Case,
    /// A person who is not of those who meet, and whom somebody brought up.
    Person,
    /// A third country, a territory or an organisation.
    Place,
    /// An armed group, a people.
    Group,
    /// A law, a treaty, an agreement.
    Instrument,
}

/// All of it: by kind, then what most documents name.
pub(super) fn of(all: &mut Gathered<'_>) -> Result<Vec<Raised>, Error> {
    let met = all.contacts.iter().flat_map(|c| &c.engagement.participants);
    let met = met.filter_map(|party| party.entity.as_deref());
    let spoke = all.statements.iter().flat_map(|said| {
        let said = &said.found.statement;
        said.speakers.iter().chain(&said.addressees)
    });
    let here: BTreeSet<&str> = met.chain(spoke.map(String::as_str)).collect();
    let mut named: BTreeMap<(RaisedKind, Named), Vec<&Said>> = BTreeMap::new();
    for said in &all.statements {
        for name in &said.entry.names {
            let kind = kind(&name.id).filter(|kind| {
                !here.contains(name.id.as_str()) && (*kind != RaisedKind::Person || brings_up(said))
            });
            if let Some(kind) = kind {
                named.entry((kind, name.clone())).or_default().push(said);
            }
        }
        for code in &said.entry.about {
            if *code == all.query.us || *code == all.query.them {
                continue;
            }
            let named_place = Named {
                id: code.clone(),
                name: all.name(code),
            };
            let key = (RaisedKind::Place, named_place);
            named.entry(key).or_default().push(said);
        }
    }
    let mut raised: Vec<Raised> = named
        .into_iter()
        .filter_map(|((kind, named), said)| told(kind, named, &said))
        .collect();
    raised.sort_by(|a, b| {
        let key = |raised: &Raised| (raised.documents, raised.last.day.clone());
        a.kind
            .cmp(&b.kind)
            .then(key(b).cmp(&key(a)))
            .then(a.named.cmp(&b.named))
    });
    Ok(raised)
}

/// Whoever is welcomed or gives remarks has not been brought up.
fn brings_up(said: &Said) -> bool {
    matches!(
        said.entry.family.as_str(),
        "discuss" | "stress" | "raise" | "press" | "criticise" | "warn" | "reject"
    )
}

fn kind(id: &str) -> Option<RaisedKind> {
    match id.split_once(':')?.0 {
        "case" => Some(RaisedKind::Case),
        "person" => Some(RaisedKind::Person),
        "group" => Some(RaisedKind::Group),
        "instrument" => Some(RaisedKind::Instrument),
        _ => None,
    }
}

fn told(kind: RaisedKind, named: Named, said: &[&Said]) -> Option<Raised> {
    let documents: BTreeSet<i64> = said.iter().map(|said| said.document()).collect();
    let mut by: BTreeMap<String, usize> = BTreeMap::new();
    for side in said.iter().flat_map(|said| &said.entry.sides) {
        *by.entry(side.clone()).or_default() += 1;
    }
    let strongest = said
        .iter()
        .max_by_key(|said| (!said.entry.negated, said.entry.strength, said.day()))?;
    Some(Raised {
        kind,
        named,
        documents: documents.len(),
        by,
        first: said.first()?.entry.evidence.clone(),
        last: said.last()?.entry.evidence.clone(),
        strongest: strongest.entry.clone(),
    })
}
