//! Positions by topic, what was agreed, and what only the other side tells.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contacts::Contacted;
use super::gather::{Gathered, Said};
use super::{Claim, due};
use crate::timeline::{self, Change, ChangeKind, Entry};
use crate::{Error, Query};

/// From here on a statement repeats another.
pub(super) const REPEATS: f64 = 0.45;
/// From here on one account has what the other has.
const TOLD_BY_BOTH: f64 = 0.2;
/// The least strength of an intention that is a promise: below are hopes and wishes.
const PROMISE: u8 = 3;
/// Statements that the last document is told by.
const STRONGEST: usize = 3;

/// What the two say on a topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Position {
    /// The topic.
    pub topic: String,
    /// How many documents speak of it.
    pub documents: usize,
    /// In how many of them somebody raises, presses, criticises, warns or rejects.
    pub contested: usize,
    /// The first day of release.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
    /// What we said in the last release that has a position of ours, the strongest first.
    pub ours: Vec<Entry>,
    /// What they said.
    pub theirs: Vec<Entry>,
    /// What both said together.
    pub together: Vec<Entry>,
    /// How the language moved, the newest first; other words of the same strength behind all else.
    pub changes: Vec<Change>,
}

/// The topics: what is contested most often first, then what most documents speak of.
pub(super) fn of(all: &mut Gathered<'_>) -> Result<Vec<Position>, Error> {
    let query = Query {
        until: all.query.until.clone(),
        ..Query::default()
    };
    let mut changes = timeline::changes::of(
        &query,
        all.query.begins.as_deref(),
        &all.context,
        &mut all.readings,
    )?;
    let selected: BTreeSet<i64> = all.statements.iter().map(|said| said.found.id).collect();
    changes.retain(|change| {
        change.kind != ChangeKind::First && selected.contains(&change.at.statement)
    });
    let mut topics: BTreeMap<&str, Vec<&Said>> = BTreeMap::new();
    for said in &all.statements {
        let first = said.entry.topics.first();
        if let Some(topic) = first.filter(|_| is_position(&said.entry)) {
            topics.entry(topic).or_default().push(said);
        }
    }
    let mut positions: Vec<Position> = topics
        .into_iter()
        .map(|(topic, said)| position(all, topic, &said, &changes))
        .collect();
    positions.sort_by(|a, b| {
        let key = |position: &Position| {
            (
                position.contested,
                position.documents,
                position.last.clone(),
            )
        };
        key(b).cmp(&key(a)).then(a.topic.cmp(&b.topic))
    });
    Ok(positions)
}

/// Courtesies are no positions.
fn is_position(entry: &Entry) -> bool {
    entry.family != "courtesy"
}

fn position(all: &Gathered<'_>, topic: &str, said: &[&Said], changes: &[Change]) -> Position {
    let documents: BTreeSet<i64> = said.iter().map(|said| said.document()).collect();
    let contested = said.iter().filter(|said| {
        let family = said.entry.family.as_str();
        matches!(family, "raise" | "press" | "criticise" | "warn" | "reject")
    });
    let contested: BTreeSet<i64> = contested.map(|said| said.document()).collect();
    let of = |which: &dyn Fn(&Said) -> bool| {
        let said: Vec<&Said> = said.iter().copied().filter(|said| which(said)).collect();
        last_release(&said)
    };
    let mut moved: Vec<Change> = changes
        .iter()
        .filter(|change| change.topic.as_deref() == Some(topic))
        .cloned()
        .collect();
    moved.sort_by(|a, b| {
        let words =
            |change: &Change| matches!(change.kind, ChangeKind::Reworded | ChangeKind::NewAct);
        let newest = b.at.evidence.day.cmp(&a.at.evidence.day);
        words(a)
            .cmp(&words(b))
            .then(newest)
            .then(a.at.statement.cmp(&b.at.statement))
    });
    // Of a chain of rewordings the newest step is told: it shows both ends that matter.
    let mut told: BTreeSet<i64> = BTreeSet::new();
    moved.retain(|change| {
        let before = change.before.as_ref().map(|before| before.statement);
        let news = !told.contains(&change.at.statement);
        told.insert(change.at.statement);
        told.extend(before);
        news
    });
    Position {
        topic: topic.to_owned(),
        documents: documents.len(),
        contested: contested.len(),
        first: said.first().and_then(|said| said.entry.day.clone()),
        last: said.last().and_then(|said| said.entry.day.clone()),
        ours: of(&|said| said.by(&all.query.us)),
        theirs: of(&|said| said.by(&all.query.them)),
        together: of(&|said| said.entry.joint),
        changes: moved,
    }
}

/// What the last release says, the strongest first. A discussion is told only where it has nothing else.
fn last_release(said: &[&Said]) -> Vec<Entry> {
    let takes_position = |said: &&&Said| said.entry.family != "discuss";
    let last = said.iter().rev().find(takes_position).or(said.last());
    let Some(last) = last else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = said
        .iter()
        .filter(|said| said.document() == last.document())
        .filter(|said| said.entry.family != "discuss" || last.entry.family == "discuss")
        .map(|said| said.entry.clone())
        .collect();
    entries.sort_by(|a, b| {
        b.strength
            .cmp(&a.strength)
            .then(a.statement.cmp(&b.statement))
    });
    one_a_sentence(&mut entries);
    entries
}

/// Of several statements in one sentence the first is kept: the others would show the same words.
fn one_a_sentence(entries: &mut Vec<Entry>) {
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert((entry.evidence.document, entry.evidence.span)));
}

/// The strongest statements of the last release.
pub(super) fn strongest(all: &Gathered<'_>) -> Vec<Entry> {
    let said = all.statements.iter();
    let positions: Vec<&Said> = said
        .filter(|said| is_position(&said.entry) && !said.entry.negated && said.entry.day.is_some())
        .collect();
    let mut strongest = last_release(&positions);
    strongest.truncate(STRONGEST);
    strongest
}

/// What was agreed or promised, the newest first, what is repeated once.
pub(super) fn agreed(all: &Gathered<'_>) -> Vec<Claim> {
    let said = all.statements.iter().rev().filter(|said| {
        let entry = &said.entry;
        let promise = entry.family == "intend" && entry.strength >= PROMISE;
        !entry.negated && (entry.family == "agree" || promise)
    });
    folded(all, said)
}

/// Statements, the newest first, each with the earlier ones that it repeats.
pub(super) fn folded<'s>(
    all: &Gathered<'_>,
    newest_first: impl Iterator<Item = &'s Said>,
) -> Vec<Claim> {
    let mut claims: Vec<(Claim, &Said)> = Vec::new();
    for said in newest_first {
        let same = claims.iter_mut().find(|(claim, other)| {
            claim.entry.sides == said.entry.sides
                && claim.entry.family == said.entry.family
                && (claim.entry.evidence.span == said.entry.evidence.span
                    && claim.entry.evidence.document == said.entry.evidence.document
                    || all.alike(other, said) >= REPEATS)
        });
        match same {
            Some((claim, _)) => {
                let evidence = &said.entry.evidence;
                if *evidence != claim.entry.evidence && !claim.earlier.contains(evidence) {
                    claim.earlier.push(evidence.clone());
                }
            }
            None => claims.push((
                Claim {
                    entry: said.entry.clone(),
                    due: due::of(&said.entry.words, said.entry.day.as_deref()),
                    earlier: Vec::new(),
                },
                said,
            )),
        }
    }
    claims.into_iter().map(|(claim, _)| claim).collect()
}

/// What their accounts say of a contact that ours of the same contact do not, the newest first.
pub(super) fn only_theirs(all: &Gathered<'_>, contacts: &[Contacted]) -> Vec<Claim> {
    let (us, them) = (&all.query.us, &all.query.them);
    let mut only: Vec<&Said> = Vec::new();
    for contact in contacts {
        let documents: BTreeSet<i64> = contact.evidence.iter().map(|e| e.document).collect();
        let told_by = |publisher: &str| -> Vec<&Said> {
            let said = all.statements.iter().filter(|said| {
                documents.contains(&said.document())
                    && said.entry.publisher.as_deref() == Some(publisher)
            });
            said.collect()
        };
        let ours = told_by(us);
        // Where we told nothing, everything would be theirs alone.
        if ours.is_empty() {
            continue;
        }
        only.extend(told_by(them).into_iter().filter(|said| {
            is_position(&said.entry)
                && said.entry.family != "discuss"
                && !ours
                    .iter()
                    .any(|other| all.alike(other, said) >= TOLD_BY_BOTH)
        }));
    }
    only.sort_by(|a, b| b.day().cmp(a.day()).then(a.found.id.cmp(&b.found.id)));
    only.dedup_by_key(|said| said.found.id);
    folded(all, only.into_iter())
}
