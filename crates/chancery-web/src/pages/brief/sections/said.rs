//! What was agreed, asked and named.

use std::collections::BTreeSet;

use chancery_record::brief::{Claim as Said, Raised, RaisedKind, Request};
use chancery_record::timeline::Entry;

use super::{Outline, REQUESTS, counted, day};
use crate::pages::brief::commands::Way;
use crate::pages::brief::line::{Claim, Line};
use crate::pages::brief::parties;

/// How many cases, people, places, groups and instruments a page names.
const CASES: usize = 8;
const NAMES: usize = 4;
const PLACES: usize = 8;

/// `2024-11-16, Joe Biden (US) to CN`
pub(super) fn lead(entry: &Entry) -> String {
    let day = day(entry.day.as_ref());
    let who = parties(&entry.speakers, &entry.sides);
    if entry.joint || entry.addressee_sides.is_empty() {
        format!("{day}, {who}")
    } else {
        format!("{day}, {who} to {}", entry.addressee_sides.join(", "))
    }
}

/// A claim with when it is due and the earlier places that say the same.
pub(super) fn claim(said: &Said) -> Line<'_> {
    let mut claim = Claim::statement(format!("{}:", lead(&said.entry)), &said.entry);
    let mut known: Vec<String> = Vec::new();
    known.extend(said.due.iter().map(|due| format!("due {}", due.quote)));
    match said.earlier.as_slice() {
        [] => {}
        [_] => known.push("said before".to_owned()),
        earlier => known.push(format!("said {} times before", earlier.len())),
    }
    if !known.is_empty() {
        let known = known.join("; ");
        claim.words = match claim.words.strip_suffix(')') {
            Some(words) => format!("{words}; {known})"),
            None => format!("({known})"),
        };
    }
    claim.also = said.earlier.iter().collect();
    claim.into()
}

/// Those without an answer, then those that may have one.
pub(super) fn requests<'a>(
    outline: &Outline<'a, '_>,
    requests: &'a [Request],
    all: &Way,
) -> Vec<Line<'a>> {
    let answered = |request: &&Request| request.answer.is_some();
    let open = requests.iter().filter(|request| !answered(request)).count();
    let (open, answered) = requests.split_at(open);
    let mut lines = Vec::new();
    if !open.is_empty() {
        let head = "No answer found in the record to these, the newest first:";
        lines.push(Line::Remark(head.to_owned()));
        let open = outline.capped(open, REQUESTS, all.clone(), |asked| claim(&asked.claim));
        lines.extend(open);
    }
    if !answered.is_empty() {
        let head = "These may have been answered:";
        lines.push(Line::Remark(head.to_owned()));
        let answered = outline.capped(answered, REQUESTS / 2, all.clone(), |asked| {
            let below = asked.answer.iter().map(|answer| {
                let lead = format!("Possible answer, {}:", lead(answer));
                Claim::statement(lead, answer).into()
            });
            match claim(&asked.claim) {
                Line::Claim { claims, .. } => Line::Claim {
                    claims,
                    below: below.collect(),
                },
                line => line,
            }
        });
        lines.extend(answered);
    }
    lines
}

/// What was named, kind by kind.
pub(super) fn raised<'a>(outline: &Outline<'a, '_>) -> Vec<Line<'a>> {
    let all = &outline.brief.raised;
    let mut lines: Vec<Line<'a>> = Vec::new();
    let mut left = 0;
    let mut quoted: BTreeSet<i64> = BTreeSet::new();
    for kind in all.chunk_by(|a, b| a.kind == b.kind) {
        let most = outline.most(match kind[0].kind {
            RaisedKind::Case => CASES,
            RaisedKind::Place => PLACES,
            _ => NAMES,
        });
        lines.extend(kind.iter().take(most).map(|raised| {
            // Three laws named in one breath need their sentence once.
            named(raised, quoted.insert(raised.strongest.statement))
        }));
        left += kind.len().saturating_sub(most);
    }
    if left > 0 {
        lines.push(Line::More(left, outline.commands.whole()));
    }
    lines
}

fn named(named: &Raised, quoted: bool) -> Line<'_> {
    let kind = match named.kind {
        RaisedKind::Case => " (case)",
        RaisedKind::Person => " (person)",
        RaisedKind::Group => " (group)",
        RaisedKind::Instrument => " (instrument)",
        RaisedKind::Place => "",
    };
    let (first, last) = (day(named.first.day.as_ref()), day(named.last.day.as_ref()));
    let days = if first == last {
        first.to_owned()
    } else {
        format!("{first} to {last}")
    };
    let by = named
        .by
        .iter()
        .map(|(side, count)| format!("{side} {count}"));
    let by: Vec<String> = by.collect();
    let strongest = &named.strongest;
    let strong = format!("{}{kind}:", named.named.name);
    let mut claim = Claim::statement(strong, strongest);
    let known = match claim.words.as_str() {
        "" => String::new(),
        words => format!(" {words}"),
    };
    claim.words = format!(
        "{}, {days}; statements: {}; the strongest, {}{known}{}",
        counted(named.documents, "account"),
        by.join(", "),
        day(strongest.day.as_ref()),
        if quoted { ":" } else { ", as above" }
    );
    if !quoted {
        claim.quote.clear();
    }
    claim.also = vec![&named.first, &named.last];
    claim.into()
}
