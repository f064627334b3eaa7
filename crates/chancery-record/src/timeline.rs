//! How the language on a matter moved: statements in the order of their days, and what changed between them.
//!
//! # What is compared
//! A *track* is what one side says to the same counterpart, on the same matter, as the same publisher tells it: a house
//! has its own words, and what the other side's account lets somebody say is a track of its own. The matter is what the
//! query asks for by name, words, topic or country; if it asks for none of these, each topic is one.
//!
//! Strength is of the act. It is compared only between acts of one direction: those that insist (state, stress, raise,
//! press, criticise, warn, reject) and those that approve (welcome, support, intend, agree). A discussion and a courtesy
//! take no position, and what is negated says nothing of how strongly the rest is meant; none of them is ever weaker or
//! stronger than another. What is only stated (“reiterated that it opposes …”) has its position in the content: it is
//! compared with what was stated before. What is said again is not weaker. A joint statement is compared with joint statements of the same sides only.
//!
//! Where the query names the matter by a name or by words, the strongest act of a release is compared with that of the
//! release before. A topic or a country is too wide for this: there, a statement is compared with the last one before it
//! that says nearly the same, told by the words that they share.
//!
//! # What is enough for a silence
//! *Dropped* needs [`MENTIONS`] releases that name the matter, the last of them with a position, and then [`SILENT`] accounts by the same publisher of
//! later contacts of the two sides alone, none of which names it anywhere. An account counts if it reports at least
//! [`SUBSTANCE`] statements of that side; a short one proves nothing. A topic or a country must in addition have been
//! regular: more than [`MENTIONS`] releases, and one in [`SHARE`] of the accounts from its first mention to its last. What
//! stood once in a long communiqué is not dropped by the short readout of a call. *Resumed* needs [`GAP`] days, and [`BETWEEN`] such
//! accounts in them.

mod alike;
pub(crate) mod changes;
mod silence;
mod track;

use std::collections::BTreeSet;

use chancery::reading::{CharSpan, Quote};
use serde::Serialize;

pub use crate::readings::{Citation, Named};
use crate::readings::{Names, Readings};
use crate::{Error, Found, Query, Record, Sort};

pub(crate) use alike::{Likeness, Stems};

/// Releases that must have named a matter before it can be called dropped.
pub const MENTIONS: usize = 2;
/// Later accounts without it before it is called dropped.
pub const SILENT: usize = 3;
/// Statements of the side that make an account one that could have named it.
pub const SUBSTANCE: usize = 3;
/// A topic that stands in one of so many accounts is regular.
pub const SHARE: usize = 3;
/// Days without a mention before the next one is called resumed.
pub const GAP: i64 = 365;
/// Accounts without it in these days.
pub const BETWEEN: usize = 2;

/// Statements in the order of their days, and what changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Timeline {
    /// The statements, the oldest first; those without a day before all others.
    pub entries: Vec<Entry>,
    /// The same, one point for what a release says of the matter by the same sides to the same sides.
    pub points: Vec<Point>,
    /// What changed, in the order of days.
    pub changes: Vec<Change>,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Its number in the record.
    pub statement: i64,
    /// The day of release.
    pub day: Option<String>,
    /// Who speaks.
    pub speakers: Vec<Named>,
    /// The codes of their sides.
    pub sides: Vec<String>,
    /// Who is addressed.
    pub addressees: Vec<Named>,
    /// The codes of the sides addressed.
    pub addressee_sides: Vec<String>,
    /// One of the 13 families.
    pub family: String,
    /// The act.
    pub act: String,
    /// 1 (courteous) to 5 (strongest).
    pub strength: u8,
    /// Said by several sides together.
    pub joint: bool,
    /// Said again, as the text itself says.
    pub reiterated: bool,
    /// Denied: “did not agree”.
    pub negated: bool,
    /// Topics, the surest first.
    pub topics: Vec<String>,
    /// Codes of what it is about.
    pub about: Vec<String>,
    /// Instruments, cases and persons that it names.
    pub names: Vec<Named>,
    /// The predicate and its complement, as far as the sentence has them: “called for the release of …”.
    pub words: Quote,
    /// A condition set on it.
    pub condition: Option<Quote>,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// True where nobody but another side's account says so.
    pub told_by_other: bool,
    /// The document's title, else its name.
    pub title: String,
    /// Its URL, if it has one, else its name.
    pub source: Option<String>,
    /// The sentence that proves it.
    pub evidence: Citation,
}

/// What a release says of the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The day of release.
    pub day: Option<String>,
    /// The document's number in the record.
    pub document: i64,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// The sides that speak.
    pub sides: Vec<String>,
    /// The sides addressed.
    pub to: Vec<String>,
    /// Said together.
    pub joint: bool,
    /// The strength of the strongest statement that is not negated; 0 if all are.
    pub strength: u8,
    /// Places in [`Timeline::entries`].
    pub entries: Vec<usize>,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The first mention in the record; of a topic, only where there are earlier accounts of the two.
    First,
    /// Named again after a gap.
    Resumed,
    /// A stronger act than before.
    Stronger,
    /// A weaker act than before.
    Weaker,
    /// Another act of the same strength: other words for the same matter.
    NewAct,
    /// The same act with words added or left out.
    Reworded,
    /// Not named since, though there was occasion.
    Dropped,
}

impl ChangeKind {
    /// Its name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Resumed => "resumed",
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::NewAct => "new-act",
            Self::Reworded => "reworded",
            Self::Dropped => "dropped",
        }
    }
}

/// A change, with the sentences on both sides of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What changed.
    pub kind: ChangeKind,
    /// The sides that speak.
    pub sides: Vec<String>,
    /// The sides addressed.
    pub to: Vec<String>,
    /// Said together.
    pub joint: bool,
    /// Whose accounts are compared.
    pub publisher: Option<String>,
    /// The topic, where the matter is one.
    pub topic: Option<String>,
    /// The statement that is new; for [`ChangeKind::Dropped`] the last one.
    pub at: Mention,
    /// The statement that it is compared with.
    pub before: Option<Mention>,
    /// Words that are new, for [`ChangeKind::Reworded`].
    pub added: Vec<String>,
    /// Words that are gone.
    pub removed: Vec<String>,
    /// Days without a mention, for [`ChangeKind::Resumed`].
    pub gap_days: Option<i64>,
    /// Releases of this track that name the matter, up to `at`.
    pub mentions: usize,
    /// Accounts of contacts that do not name it: where each reports the contact.
    pub silent: Vec<Citation>,
}

/// An act with its sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mention {
    /// The statement's number in the record.
    pub statement: i64,
    /// Its family.
    pub family: String,
    /// The act.
    pub act: String,
    /// Its strength.
    pub strength: u8,
    /// The predicate with its complement.
    pub words: Quote,
    /// The sentence.
    pub evidence: Citation,
}

impl Record {
    /// The timeline of what a query asks for. Its order and limit do not matter.
    ///
    /// What changed is found out from all that the record has on the matter up to the query's last day, also from what
    /// the query leaves out: a first mention is the first of the record, not of the selection.
    pub fn timeline(&self, query: &Query) -> Result<Timeline, Error> {
        self.timeline_from(query, None)
    }

    /// The same without what was released before a day, as if the record began there; so no first mention is told.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn timeline_from(&self, query: &Query, begins: Option<&str>) -> Result<Timeline, Error> {
        let whole = Query {
            sort: Sort::Oldest,
            limit: 0,
            since: later(query.since.as_deref(), begins),
            ..query.clone()
        };
        let selected = self.search(&whole)?;
        if selected.is_empty() {
            return Ok(Timeline::default());
        }
        let wider = Query {
            since: begins.map(str::to_owned),
            ..track::context(&whole)
        };
        let context = if wider == whole {
            None
        } else {
            Some(self.search(&wider)?)
        };
        let mut readings = Readings::of(self);
        for found in &selected {
            readings.get(found.document)?;
        }
        let names = readings.names();
        let entries = selected
            .iter()
            .map(|found| Entry::of(found, &names, &mut readings))
            .collect::<Result<Vec<_>, _>>()?;
        let context = context.as_deref().unwrap_or(&selected);
        let mut changes = changes::of(&whole, begins, context, &mut readings)?;
        let told: BTreeSet<i64> = entries.iter().map(|entry| entry.statement).collect();
        changes.retain(|change| {
            let known = begins.is_none() || change.kind != ChangeKind::First;
            known && told.contains(&change.at.statement)
        });
        Ok(Timeline {
            points: points(&entries),
            entries,
            changes,
        })
    }
}

/// The later one of two days.
fn later(one: Option<&str>, other: Option<&str>) -> Option<String> {
    one.max(other).map(str::to_owned)
}

impl Entry {
    pub(crate) fn of(
        found: &Found,
        names: &Names,
        readings: &mut Readings<'_>,
    ) -> Result<Self, Error> {
        let said = &found.statement;
        let publisher = found.publisher.clone();
        let told_by_other = publisher
            .as_ref()
            .is_some_and(|publisher| !said.sides.is_empty() && !said.sides.contains(publisher));
        Ok(Self {
            statement: found.id,
            day: found.published.clone(),
            speakers: names.all(&said.speakers),
            sides: said.sides.clone(),
            addressees: names.all(&said.addressees),
            addressee_sides: said.addressee_sides.clone(),
            family: said.family.clone(),
            act: said.act.clone(),
            strength: said.strength,
            joint: said.joint,
            reiterated: said.reiterated,
            negated: said.negated,
            topics: said.topics.clone(),
            about: said.about.clone(),
            names: names.all(&said.names),
            words: words(found),
            condition: said.condition.clone(),
            publisher,
            told_by_other,
            title: found.title.clone().unwrap_or_else(|| found.name.clone()),
            source: found.source.clone(),
            evidence: readings.cite(found.document, &said.evidence)?,
        })
    }
}

impl Mention {
    pub(crate) fn of(found: &Found, readings: &mut Readings<'_>) -> Result<Self, Error> {
        let said = &found.statement;
        Ok(Self {
            statement: found.id,
            family: said.family.clone(),
            act: said.act.clone(),
            strength: said.strength,
            words: words(found),
            evidence: readings.cite(found.document, &said.evidence)?,
        })
    }
}

/// From the cue to the end of the content, as far as they stand in the sentence of the evidence.
pub(crate) fn words(found: &Found) -> Quote {
    let said = &found.statement;
    let within = said.evidence.span;
    let content = said.content.as_ref().map(|content| content.span);
    let spans = [Some(said.cue.span), content];
    let span = spans
        .into_iter()
        .flatten()
        .map(|span| {
            CharSpan(
                span.0.clamp(within.0, within.1),
                span.1.clamp(within.0, within.1),
            )
        })
        .filter(|span| span.0 < span.1)
        .reduce(|a, b| CharSpan(a.0.min(b.0), a.1.max(b.1)))
        .unwrap_or(within);
    let quote = said.evidence.quote.chars();
    Quote {
        quote: quote
            .skip(span.0 - within.0)
            .take(span.1 - span.0)
            .collect(),
        span,
    }
}

fn points(entries: &[Entry]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        // What one document says stands together.
        let of_document = points.iter_mut().rev();
        let mut of_document =
            of_document.take_while(|point| point.document == entry.evidence.document);
        let of_same = of_document.find(|point| {
            point.sides == entry.sides
                && point.to == entry.addressee_sides
                && point.joint == entry.joint
        });
        let strength = if entry.negated { 0 } else { entry.strength };
        if let Some(point) = of_same {
            point.entries.push(place);
            point.strength = point.strength.max(strength);
        } else {
            points.push(Point {
                day: entry.day.clone(),
                document: entry.evidence.document,
                publisher: entry.publisher.clone(),
                sides: entry.sides.clone(),
                to: entry.addressee_sides.clone(),
                joint: entry.joint,
                strength,
                entries: vec![place],
            });
        }
    }
    points
}
