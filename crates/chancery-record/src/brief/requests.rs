//! What each side asked of the other, and what may answer it.

use serde::Serialize;

use super::Claim;
use super::gather::{Gathered, Said};
use super::positions::folded;
use crate::timeline::Entry;

/// From here on an agreement may answer a request.
const MAY_ANSWER: f64 = 0.15;

/// A request.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Request {
    /// What was asked, last.
    pub claim: Claim,
    /// What may answer it; null where none was found in the record.
    pub answer: Option<Entry>,
}

/// Ours and theirs; what has no answer first, then the newest.
pub(super) fn of(all: &Gathered<'_>) -> [Vec<Request>; 2] {
    let (us, them) = (all.query.us.as_str(), all.query.them.as_str());
    [by(all, us, them), by(all, them, us)]
}

fn by(all: &Gathered<'_>, side: &str, other: &str) -> Vec<Request> {
    let asked = all
        .statements
        .iter()
        .rev()
        .filter(|said| said.by(side) && said.entry.family == "press" && !said.entry.negated);
    let mut requests: Vec<Request> = folded(all, asked)
        .into_iter()
        .map(|claim| Request {
            answer: answer(all, &claim, other),
            claim,
        })
        .collect();
    requests.sort_by_key(|request| request.answer.is_some());
    requests
}

/// The likeliest answer: after the first time that it was asked, by the other side or by both.
fn answer(all: &Gathered<'_>, claim: &Claim, other: &str) -> Option<Entry> {
    let of = |statement: i64| {
        let mut statements = all.statements.iter();
        statements.find(|said| said.found.id == statement)
    };
    let request = of(claim.entry.statement)?;
    let first = claim.earlier.iter().filter_map(|e| e.day.as_deref()).min();
    let first = first.unwrap_or(request.day());
    let answers = |said: &&Said| {
        let entry = &said.entry;
        let same_sentence = entry.evidence == claim.entry.evidence;
        (said.by(other) || entry.joint)
            && !entry.negated
            && !same_sentence
            && matches!(
                entry.family.as_str(),
                "agree" | "intend" | "welcome" | "support"
            )
            && said.day() >= first
    };
    let found = all.statements.iter().filter(answers);
    let found = found.map(|said| (said, all.alike(said, request)));
    let found = found.filter(|(_, alike)| *alike >= MAY_ANSWER);
    let best = found.max_by(|(a, x), (b, y)| x.total_cmp(y).then(b.found.id.cmp(&a.found.id)));
    best.map(|(said, _)| said.entry.clone())
}
