//! What a headline or an opening says of parties, apart from what it only names as a matter or a setting.

use crate::dates::{DateWords, Precision, When, dates_in};
use crate::entities::{Circumstances, Entities};
use crate::knowledge::Code;
use crate::mentions::Mention;
use crate::view::View;
use crate::words::Class;
use chancery_text::{Tag, TokenKind};
use std::ops::Range;

/// The month that a title names, if it names no day.
pub(crate) fn month_of_title(
    view: &View<'_>,
    range: Range<usize>,
    around: Circumstances,
) -> Option<When> {
    let dates: Vec<DateWords> = dates_in(view, range, around.date);
    let month = dates
        .iter()
        .find(|d| d.when.precision == Precision::Month)?;
    dates
        .iter()
        .all(|d| d.when.precision == Precision::Month)
        .then_some(month.when)
}

/// The participants that a title names: its people and foreign countries, the publisher first.
pub(crate) fn expected(
    view: &View<'_>,
    range: Range<usize>,
    entities: &Entities,
    publisher: Option<Code>,
) -> Vec<(Option<usize>, Code)> {
    let mut found: Vec<(Option<usize>, Code)> = Vec::new();
    for m in parties(view, range) {
        let Some(e) = m.entity else { continue };
        let entity = &entities.list[e];
        let Some(side) = entity.side.or(publisher) else {
            continue;
        };
        // Who reads a statement out is no party to what it tells.
        if entity.speaks_for_others() || publisher.is_some_and(|p| lies_in(view, side, p)) {
            continue;
        }
        let person = matches!(entity.kind, "person" | "office");
        let state = matches!(entity.kind, "country" | "organisation" | "territory")
            || entity.kind == "group" && is_counterpart(view, m);
        if (person || state)
            && !found
                .iter()
                .any(|f| f.1 == side && (f.0.is_some() || !person))
        {
            found.retain(|f| f.1 != side || f.0.is_some());
            found.push((person.then_some(e), side));
        }
    }
    if let Some(own) = publisher
        && found.iter().all(|f| f.1 != own)
    {
        found.insert(0, (None, own));
    }
    found
}

/// Whether a code is that of a part of a country: `US-DE` of `US`.
fn lies_in(view: &View<'_>, part: Code, country: Code) -> bool {
    let country = view.k.code(country);
    view.k
        .code(part)
        .strip_prefix(country)
        .is_some_and(|rest| rest.starts_with('-'))
}

/// Whether a title is that of a text in which several parties say “we”: “Joint statement by …”.
pub(crate) fn is_joint_text(view: &View<'_>, mut range: Range<usize>) -> bool {
    range.any(|i| {
        view.reads(i, "joint")
            && (i + 1..view.len().min(i + 4)).any(|t| view.is(t, Class::JointText))
    })
}

/// Whether a mention stands behind “with” or “between”.
fn is_counterpart(view: &View<'_>, m: &Mention) -> bool {
    (m.start.saturating_sub(2)..m.start).any(|i| view.reads(i, "with") || view.reads(i, "between"))
}

/// The mentions of `range` that may be parties: all but those of a matter or a setting.
pub(crate) fn parties<'v>(
    view: &'v View<'_>,
    range: Range<usize>,
) -> impl Iterator<Item = &'v Mention> {
    let aside = aside(view, range.clone());
    view.mentions
        .iter()
        .filter(move |m| m.start >= range.start && m.end <= range.end)
        .filter(move |m| !aside.iter().any(|a| a.contains(&m.start)))
}

/// The words that say what a contact was about or where it was set: “on Ukraine”, “on the margins of the Assembly”.
fn aside(view: &View<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut contact = false;
    let mut i = range.start;
    while i < range.end {
        if let Some(m) = view.mention_at(i) {
            i = m.end;
            continue;
        }
        contact |= view.is(i, Class::ContactNoun) || is_contact_verb(view, i);
        if opens(view, i, range.end, contact) {
            let end = (i + 1..range.end)
                .find(|&t| closes(view, t))
                .unwrap_or(range.end);
            found.push(i..end);
            i = end;
        } else {
            i += 1;
        }
    }
    found
}

fn is_contact_verb(view: &View<'_>, i: usize) -> bool {
    view.tag(i).is_verb() && view.k.triggers.is_verb_form(view.id(i))
}

/// Whether a matter or a setting begins at `i`; `contact` tells that a contact has been named before.
fn opens(view: &View<'_>, i: usize, limit: usize, contact: bool) -> bool {
    if view.is(i, Class::DiscussingVerb) {
        return true;
    }
    if let Some(noun) = frame(view, i) {
        return view.is(noun, Class::SettingNoun);
    }
    if view.is(i, Class::SettingPreposition) {
        return true;
    }
    view.is(i, Class::MatterPreposition)
        && !somebodys_contact(view, i + 1, limit)
        && (contact || !reports_contact(view, i + 1, limit))
}

/// Whether the words from `at` on are those of a contact: “(Statement on) the meeting of the Working Group”, “(Joint
/// statement on) the Norway-Chile partnership”.
fn reports_contact(view: &View<'_>, at: usize, limit: usize) -> bool {
    let end = (at..limit)
        .find(|&i| view.is(i, Class::SettingPreposition))
        .unwrap_or(limit);
    (at..end).any(|i| match view.mention_at(i) {
        Some(m) => m.start == i && view.is_hyphen(m.end) && view.mention_at(m.end + 1).is_some(),
        None => view.is(i, Class::ContactNoun) || view.is(i, Class::SummitNoun),
    })
}

/// Whether the words from `at` on name whose contact it was: “(Briefing call on) President X's trip to Y”.
fn somebodys_contact(view: &View<'_>, at: usize, limit: usize) -> bool {
    (at..limit).any(|i| {
        let owned = view
            .mention_at(i)
            .is_some_and(|m| m.start == i && m.person.is_some() && view.reads(m.end, "'s"));
        owned
            && view.mention_at(i).is_some_and(|m| {
                (m.end + 1..limit.min(m.end + 5))
                    .any(|t| view.is(t, Class::ContactNoun) || view.reads(t, "travel"))
            })
    })
}

/// Whether the words at `i` lead from a matter back to the parties.
fn closes(view: &View<'_>, i: usize) -> bool {
    matches!(
        view.lower(i),
        "with" | "between" | "by" | ";" | ":" | "–" | "—" | "|"
    ) || view.mention_at(i).is_none() && is_contact_verb(view, i)
}

/// The noun of a phrase that tells by what way, for whom or on what occasion: “on the *margins* of”, “on *behalf* of”,
/// “on a working *visit*”, “over the *phone*”; or the day in “on Monday”. What follows such an “on” is no matter.
pub(crate) fn frame(view: &View<'_>, on: usize) -> Option<usize> {
    if !view.is(on, Class::MatterPreposition) && !view.is(on, Class::SettingPreposition) {
        return None;
    }
    let mut i = on + 1;
    while i < view.len().min(on + 5) {
        let dated = i == on + 1
            && (view.is(i, Class::Weekday)
                || view.is(i, Class::Month)
                || view.kind(i) == TokenKind::Number
                || view.lower(i).starts_with(|c: char| c.is_ascii_digit()));
        if dated || view.is(i, Class::SettingNoun) || view.is(i, Class::FrameNoun) {
            return Some(i);
        }
        let before_the_noun = matches!(
            view.tag(i),
            Tag::Det | Tag::Adj | Tag::VerbGerund | Tag::Num | Tag::Propn | Tag::Noun
        ) || view.is(i, Class::Possessive)
            || view.is(i, Class::Article);
        if !before_the_noun || view.mention_at(i).is_some() {
            return None;
        }
        i += 1;
    }
    None
}
