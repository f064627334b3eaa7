//! Who sought a contact: “at the request of the Norwegian side”, “the call was initiated by Kenya”, or a caller.

use chancery::reading::{CharSpan, Entity, Sentence};

use super::comparison::Told;
use super::facts::Contact;

/// What one side does so that a contact comes about, behind `at the`, `on the` or `upon the`, or a name with `’s`.
const SOUGHT: [&str; 4] = ["request", "initiative", "invitation", "suggestion"];
/// The words before that, and what a sentence of its own speaks of.
const BEFORE: [&str; 3] = ["at", "on", "upon"];
const CONTACTS: [&str; 9] = [
    "meeting",
    "call",
    "conversation",
    "talk",
    "talks",
    "visit",
    "discussion",
    "consultations",
    "phone",
];
/// So many words may stand between `at` and `request`: “at the German Foreign Minister’s request”.
const REACH: usize = 6;

struct Word {
    text: String,
    at: usize,
}

/// The side that sought a contact, with the sentence that says so.
pub(super) fn sought_by(contact: Contact<'_, '_>) -> Option<Told> {
    let engagements = &contact.side.reading.engagements;
    let alike = |kind: &str| {
        let held = engagements.iter().filter(|other| !other.announced);
        held.filter(|other| other.kind == kind).count()
    };
    let own = contact.sentence();
    // A sentence of its own can mean any contact of the text, unless there is one only.
    let alone = !contact.engagement.announced && alike(&contact.engagement.kind) == 1;
    let sentences = contact.side.reading.sentences.iter();
    for sentence in sentences.filter(|sentence| sentence.kind != "title") {
        let reports = own.is_some_and(|own| own.span == sentence.span);
        if !reports && !alone {
            continue;
        }
        if let Some(side) = told_in(contact, sentence, reports) {
            return Some(Told {
                value: side,
                evidence: contact.side.sentence(sentence),
            });
        }
    }
    let caller = contact.role("caller")?;
    let own = own?;
    Some(Told {
        value: caller.to_owned(),
        evidence: contact.side.sentence(own),
    })
}

fn told_in(contact: Contact<'_, '_>, sentence: &Sentence, reports: bool) -> Option<String> {
    let text = contact.side.sentence(sentence).quote;
    let words = words(&text, sentence.span.0);
    for (at, word) in words.iter().enumerate() {
        let initiated = word.text == "initiated" && follows(&words, at, "by");
        if !initiated && !SOUGHT.contains(&word.text.as_str()) {
            continue;
        }
        let start = match initiated {
            true => at,
            false => (at.saturating_sub(REACH)..at)
                .rev()
                .find(|before| BEFORE.contains(&words[*before].text.as_str()))?,
        };
        let mut before = words[..start].iter();
        let of_contact = before.any(|word| CONTACTS.contains(&word.text.as_str()));
        if (initiated || !reports) && !of_contact {
            continue;
        }
        if is_said(contact, word.at) {
            continue;
        }
        let behind = initiated || follows(&words, at, "of");
        let place = if behind {
            at + 2..at + 5
        } else {
            start + 1..at
        };
        let side = place
            .filter_map(|at| words.get(at))
            .find_map(|word| side_at(contact, word.at));
        if side.is_some() {
            return side;
        }
    }
    None
}

fn follows(words: &[Word], at: usize, next: &str) -> bool {
    words.get(at + 1).is_some_and(|word| word.text == next)
}

/// Whether a place is part of what a party said: a request for something else than the contact.
fn is_said(contact: Contact<'_, '_>, place: usize) -> bool {
    let mut statements = contact.side.reading.statements.iter();
    statements.any(|statement| {
        let content = statement.content.as_ref().map(|content| content.span);
        content.is_some_and(|CharSpan(from, to)| from <= place && place < to)
    })
}

/// The side that is named at a place, if it is one of the contact's.
fn side_at(contact: Contact<'_, '_>, place: usize) -> Option<String> {
    let covers = |entity: &&Entity| {
        let mut mentions = entity.mentions.iter();
        mentions.any(|span| span.0 <= place && place < span.1)
    };
    let mut entities = contact.side.reading.entities.iter();
    let sides = &contact.engagement.participants;
    entities
        .find(|entity| {
            let code = entity.country.as_deref();
            covers(entity) && sides.iter().any(|party| Some(party.side.as_str()) == code)
        })
        .and_then(|entity| entity.country.clone())
}

fn words(text: &str, start: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut within = false;
    for (at, c) in (start..).zip(text.chars()) {
        if !c.is_alphanumeric() {
            within = false;
            continue;
        }
        match words.last_mut() {
            Some(word) if within => word.text.extend(c.to_lowercase()),
            _ => words.push(Word {
                text: c.to_lowercase().collect(),
                at,
            }),
        }
        within = true;
    }
    words
}
