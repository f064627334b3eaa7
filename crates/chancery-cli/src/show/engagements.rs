//! The engagements of a reading.

use chancery::reading::{DateRange, Engagement};

use super::{Look, View, heading, ordinal};
use crate::paint::Paint;
use crate::wrap::Paragraph;

/// Writes the section, or nothing if the text reports no contact.
pub(super) fn write(page: &mut String, view: &View<'_>, look: Look) {
    let engagements = &view.reading.engagements;
    if engagements.is_empty() {
        return;
    }
    heading(page, &format!("Engagements ({})", engagements.len()), look);
    for engagement in engagements {
        let mut line = Paragraph::default();
        describe(&mut line, engagement, view);
        line.write(page, &format!("{:>4}  ", engagement.id), 6, look);
        let mut quote = Paragraph::default();
        quote
            .push(&format!("“{}”", engagement.evidence.quote), Paint::Faint)
            .write(page, "      ", 6, look);
    }
}

fn describe(line: &mut Paragraph, engagement: &Engagement, view: &View<'_>) {
    if engagement.announced {
        line.push("announced ", Paint::Kind);
    }
    line.push(&engagement.kind, Paint::Kind);
    for (at, participant) in engagement.participants.iter().enumerate() {
        line.push(if at == 0 { "  " } else { ", " }, Paint::Plain);
        let name = participant.entity.as_deref().map(|id| view.name(id));
        // Who, and in brackets what else is known: `James Cleverly (GB, visitor)`, `CN (host)`.
        let (who, side) = match name {
            Some(name) => (name, Some(participant.side.as_str())),
            None => (participant.side.as_str(), None),
        };
        let more: Vec<&str> = side
            .into_iter()
            .chain(participant.role.as_deref())
            .collect();
        line.push(who, Paint::Party);
        if !more.is_empty() {
            line.push(&format!(" ({})", more.join(", ")), Paint::Party);
        }
    }
    let place = engagement
        .place
        .as_deref()
        .or(engagement.country.as_deref());
    let facts = [
        engagement.date.as_ref().map(date),
        place.map(|place| format!("in {place}")),
        engagement
            .ordinal
            .map(|number| format!("the {} time", ordinal(number))),
        engagement.within.map(|id| format!("during {id}")),
    ];
    for fact in facts.into_iter().flatten() {
        line.push(" · ", Paint::Faint).push(&fact, Paint::Plain);
    }
}

/// A date as precisely as it is known.
fn date(range: &DateRange) -> String {
    match range.precision.as_str() {
        "month" => range.from.get(..7).unwrap_or(&range.from).to_owned(),
        "year" => range.from.get(..4).unwrap_or(&range.from).to_owned(),
        _ if range.from == range.to => range.from.clone(),
        _ => format!("{} to {}", range.from, range.to),
    }
}
