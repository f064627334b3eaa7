//! What the record answers, for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chancery_record::{Contact, Found};

/// What people are told where nothing answers; programs get an empty table.
pub const NOTHING: &str =
    "Nothing in the record answers that. Ask for less, or see what it holds: chancery status.\n";

/// Names of entities by their ids.
pub type Names = BTreeMap<String, String>;

/// Statements, each with its sentence and source.
pub fn statements(found: &[Found], names: &Names) -> String {
    if found.is_empty() {
        return NOTHING.to_owned();
    }
    let mut page = String::new();
    // What one sentence says stands above it together.
    let of_one_sentence = |a: &Found, b: &Found| {
        a.document == b.document && a.statement.evidence == b.statement.evidence
    };
    for hits in found.chunk_by(of_one_sentence) {
        let Some(hit) = hits.first() else { continue };
        let mut hits: Vec<&Found> = hits.iter().collect();
        hits.sort_by_key(|hit| hit.statement.id);
        let day = hit.published.as_deref().unwrap_or("no date");
        let mut before = String::new();
        for hit in hits {
            let parties = parties(hit, names);
            let act = act(hit);
            if parties == before {
                let _ = write!(page, "; {act}");
                continue;
            }
            let end = if before.is_empty() { "" } else { "\n" };
            let _ = write!(page, "{end}{day}  {parties}: {act}");
            before = parties;
        }
        let quote = on_one_line(&hit.statement.evidence.quote);
        let _ = writeln!(page, "\n    “{quote}”");
        let _ = writeln!(
            page,
            "    [{}] {}  {}",
            hit.document,
            hit.title.as_deref().unwrap_or(&hit.name),
            hit.source.as_deref().unwrap_or_default()
        );
    }
    page
}

/// Who says it to whom.
fn parties(hit: &Found, names: &Names) -> String {
    let said = &hit.statement;
    let mut parties = party(&said.speakers, &said.sides, names);
    if !(said.addressees.is_empty() && said.addressee_sides.is_empty()) {
        parties += " → ";
        parties += &party(&said.addressees, &said.addressee_sides, names);
    }
    parties
}

/// `call for (press, strength 4)`
fn act(hit: &Found) -> String {
    let said = &hit.statement;
    let (act, strength) = (&said.act, said.strength);
    let denied = if said.negated { "not " } else { "" };
    let family = match said.family == said.act {
        true => String::new(),
        false => format!("{}, ", said.family),
    };
    format!("{denied}{act} ({family}strength {strength})")
}

/// Engagements, each with the words that report it and its source.
pub fn engagements(found: &[Contact], names: &Names) -> String {
    if found.is_empty() {
        return NOTHING.to_owned();
    }
    let mut page = String::new();
    for contact in found {
        let engagement = &contact.engagement;
        let parties = engagement.participants.iter().map(|party| {
            let entity = party.entity.as_ref();
            entity.map_or_else(
                || party.side.clone(),
                |id| format!("{} ({})", named(id, names), party.side),
            )
        });
        let parties = parties.collect::<Vec<_>>().join(", ");
        let place = engagement.place.as_deref();
        let place = place
            .map(|place| format!(" in {place}"))
            .unwrap_or_default();
        let announced = if engagement.announced {
            "announced "
        } else {
            ""
        };
        let kind = &engagement.kind;
        let _ = writeln!(
            page,
            "{}  {announced}{kind}{place}: {parties}",
            spelled(contact)
        );
        let _ = writeln!(page, "    “{}”", on_one_line(&engagement.evidence.quote));
        let _ = writeln!(
            page,
            "    [{}] {}  {}  (engagement {})",
            contact.document,
            contact.title.as_deref().unwrap_or_default(),
            contact.source.as_deref().unwrap_or_default(),
            contact.key()
        );
    }
    page
}

/// Words as they stand in running text.
fn on_one_line(quote: &str) -> String {
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// When it took place, for people: a whole month or year by its name.
fn spelled(contact: &Contact) -> String {
    let Some(date) = &contact.engagement.date else {
        return day(contact);
    };
    let part = match date.precision.as_str() {
        "month" => 7,
        "year" => 4,
        _ => return day(contact).replace('/', " to "),
    };
    date.from.get(..part).unwrap_or(&date.from).to_owned()
}

/// When it took place; else that it was before the release.
pub fn day(contact: &Contact) -> String {
    match (&contact.engagement.date, &contact.published) {
        (Some(date), _) if date.from == date.to => date.from.clone(),
        (Some(date), _) => format!("{}/{}", date.from, date.to),
        (None, Some(day)) => format!("before {day}"),
        (None, None) => "no date".to_owned(),
    }
}

/// People and the sides that they stand for; sides alone where nobody is named.
fn party(people: &[String], sides: &[String], names: &Names) -> String {
    let people: Vec<&str> = people.iter().map(|id| named(id, names)).collect();
    let sides = sides.join(", ");
    match (people.is_empty(), sides.is_empty()) {
        (true, _) => sides,
        (false, true) => people.join(", "),
        (false, false) => format!("{} ({sides})", people.join(", ")),
    }
}

fn named<'a>(id: &'a str, names: &'a Names) -> &'a str {
    names.get(id).map_or(id, String::as_str)
}
