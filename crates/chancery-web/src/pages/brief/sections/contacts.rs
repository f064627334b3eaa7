//! The contacts of the two, and the first lines of the page.

use chancery_record::Brief;
use chancery_record::brief::{Contacted, Request};

use super::{counted, said};
use crate::pages::brief::line::{Claim, Line};

/// Words that prove a contact.
const WORDS: usize = 14;
/// People of a contact who are named.
const PEOPLE: usize = 4;

/// When they met last and how often, what was strongest, what is open, what is to come.
pub(super) fn glance(brief: &Brief) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    if let (Some(last), Some(first)) = (brief.contacts.first(), brief.contacts.last()) {
        let mut claim = self::claim(last);
        claim.strong = format!("Last contact, {}:", claim.strong);
        claim.quote.clear();
        lines.push(claim.into());
        if brief.contacts.len() > 1 {
            let days = format!("from {} to {}", when(first), when(last));
            let mut claim = Claim::quoting(String::new(), days, "", &first.evidence[0]);
            claim.strong = counted(brief.contacts.len(), "contact");
            claim.also = vec![&last.evidence[0]];
            lines.push(claim.into());
        }
    }
    if let Some(first) = brief.strongest.first() {
        let lead = said::lead(first);
        let rest = brief.strongest.iter().skip(1).map(|entry| {
            let other = said::lead(entry);
            let strong = if other == lead {
                String::new()
            } else {
                format!("{other}:")
            };
            Claim::statement(strong, entry).into()
        });
        lines.push(Line::Claim {
            claims: vec![Claim::statement(
                format!("Strongest in the last account, {lead}:"),
                first,
            )],
            below: rest.collect(),
        });
    }
    for (who, requests) in [
        (&brief.query.us, &brief.our_requests),
        (&brief.query.them, &brief.their_requests),
    ] {
        lines.extend(open(who, requests));
    }
    for contact in &brief.announced {
        let mut claim = self::claim(contact);
        claim.strong = format!("Announced, {}:", claim.strong);
        lines.push(claim.into());
    }
    lines
}

fn open<'a>(who: &str, requests: &'a [Request]) -> Option<Line<'a>> {
    let open = requests.iter().filter(|request| request.answer.is_none());
    let count = open.clone().count();
    let last = &open.clone().next()?.claim.entry;
    let strong = format!(
        "{} of {who} without an answer found in the record; the last, {}:",
        counted(count, "request"),
        super::day(last.day.as_ref())
    );
    Some(Claim::statement(strong, last).into())
}

/// A contact: when, what, where, who.
pub(super) fn claim(contact: &Contacted) -> Claim<'_> {
    let people = contact.parties.iter().take(PEOPLE);
    let mut people: Vec<String> = people
        .map(|party| format!("{} ({})", party.name, party.side))
        .collect();
    if contact.parties.len() > PEOPLE {
        people.push(format!("{} more", contact.parties.len() - PEOPLE));
    }
    // Of some sides nobody is named.
    let is_named = |side: &&String| contact.parties.iter().any(|party| party.side == **side);
    let unnamed = contact.sides.iter().filter(|side| !is_named(side));
    people.extend(unnamed.cloned());
    let place = contact.place.as_deref();
    let place = place.map(|place| format!(", {place}")).unwrap_or_default();
    let people = people.join(", ");
    let told = match contact.publishers.as_slice() {
        [] | [_] => String::new(),
        publishers => format!(" – accounts of {}", publishers.join(" and ")),
    };
    let words = format!("{}{place}: {people}{told}", contact.kind);
    let first = &contact.evidence[0];
    let mut claim = Claim::quoting(when(contact), words, "", first);
    claim.quote = crate::pages::brief::line::cut(&first.quote, WORDS);
    claim.also = contact.evidence.iter().skip(1).collect();
    claim
}

/// As precisely as it is known.
fn when(contact: &Contacted) -> String {
    let part = |day: &Option<String>, end: usize| {
        let day = day.as_deref().unwrap_or_default();
        day.get(..end).unwrap_or(day).to_owned()
    };
    let reported = match &contact.released {
        Some(day) => format!("reported {day}"),
        None => "day not known".to_owned(),
    };
    match contact.precision.as_deref() {
        Some("month") => format!("{} ({reported})", part(&contact.from, 7)),
        Some("year") => format!("{} ({reported})", part(&contact.from, 4)),
        Some(_) if contact.from == contact.to => part(&contact.from, 10),
        Some(_) => format!("{} to {}", part(&contact.from, 10), part(&contact.to, 10)),
        None => reported,
    }
}
