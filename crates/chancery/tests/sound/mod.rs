//! What holds of every reading, whatever was read. Asked by the property tests, by the fuzz target `read`, and of whole
//! folders by `cargo run -p xtask -- sound`.

use std::collections::HashSet;

use chancery::Reading;
use chancery::reading::{CharSpan, Engagement, Quote, SCHEMA, Statement};

/// What does not hold of a reading, a line each; none of a sound one.
///
/// - Spans lie in the text, and what is quoted is the text at its span; a cue stands in its sentence.
/// - Engagements and statements are numbered from 0; who and what they refer to is there.
/// - No side is without a code, and an act of somebody whose country is known has a side.
/// - Repairs are in order and apart, and lead back to the places that they name.
pub fn violations(reading: &Reading) -> Vec<String> {
    let mut audit = Audit {
        reading,
        text: reading.document.text.chars().collect(),
        entities: reading
            .entities
            .iter()
            .map(|entity| entity.id.as_str())
            .collect(),
        found: Vec::new(),
    };
    audit.ask(reading.schema == SCHEMA, || {
        format!("the schema is {}", reading.schema)
    });
    audit.repairs();
    for sentence in &reading.sentences {
        audit.at(sentence.span);
    }
    audit.entities();
    for (number, engagement) in reading.engagements.iter().enumerate() {
        audit.engagement(number, engagement);
    }
    for (number, statement) in reading.statements.iter().enumerate() {
        audit.statement(number, statement);
    }
    for span in reading.diagnostics.iter().filter_map(|told| told.span) {
        audit.at(span);
    }
    audit.found
}

/// A reading under examination.
struct Audit<'a> {
    reading: &'a Reading,
    /// The text in code points, which spans count.
    text: Vec<char>,
    /// The ids of the reading's entities.
    entities: HashSet<&'a str>,
    found: Vec<String>,
}

impl Audit<'_> {
    fn ask(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.found.push(otherwise());
        }
    }

    /// The text at a span; nothing where there is no such place.
    fn at(&mut self, span: CharSpan) -> String {
        let length = self.text.len();
        self.ask(span.0 <= span.1 && span.1 <= length, || {
            format!("{span:?} is not in a text of {length}")
        });
        self.text
            .get(span.0..span.1)
            .map(|text| text.iter().collect())
            .unwrap_or_default()
    }

    fn quote(&mut self, quote: &Quote) {
        let text = self.at(quote.span);
        self.ask(text == quote.quote, || {
            format!("the text has {text:?} where {quote:?} is quoted")
        });
        // An empty quote proves nothing; only a release that is a title and no text has no better.
        let blank = self.text.iter().all(|c| c.is_whitespace());
        self.ask(blank || !quote.quote.is_empty(), || {
            format!("an empty quote: {quote:?}")
        });
    }

    fn known<'b>(&mut self, entities: impl IntoIterator<Item = &'b String>, of: &str) {
        for entity in entities {
            let known = self.entities.contains(entity.as_str());
            self.ask(known, || format!("{of}: {entity} is no entity"));
        }
    }

    fn repairs(&mut self) {
        let (mut end, mut raw_end) = (0, 0);
        for repair in &self.reading.repairs {
            let text = self.at(repair.span);
            self.ask(text == repair.after, || {
                format!("the text has {text:?} after {repair:?}")
            });
            let in_order = repair.span.0 >= end && repair.raw_span.0 >= raw_end;
            self.ask(in_order, || format!("repairs overlap: {repair:?}"));
            let untouched = repair.span.0.saturating_sub(end);
            let length = repair.before.chars().count();
            let raw_start = raw_end + untouched;
            self.ask(
                repair.raw_span == CharSpan(raw_start, raw_start + length),
                || format!("leads back elsewhere, not to {raw_start}: {repair:?}"),
            );
            self.ask(
                repair.certainty == "exact" || repair.reason.is_some(),
                || format!("a guess without a reason: {repair:?}"),
            );
            (end, raw_end) = (repair.span.1, repair.raw_span.1);
        }
    }

    fn entities(&mut self) {
        let (listed, ids) = (self.reading.entities.len(), self.entities.len());
        self.ask(listed == ids, || "an entity is listed twice".to_owned());
        for entity in &self.reading.entities {
            for mention in &entity.mentions {
                let text = self.at(*mention);
                self.ask(!text.is_empty(), || format!("an empty mention: {entity:?}"));
            }
        }
    }

    fn engagement(&mut self, number: usize, engagement: &Engagement) {
        let of = format!("engagement {number}");
        self.ask(engagement.id == number, || {
            format!("{of} has the id {}", engagement.id)
        });
        self.quote(&engagement.evidence);
        let participants = &engagement.participants;
        self.known(
            participants.iter().filter_map(|one| one.entity.as_ref()),
            &of,
        );
        self.ask(participants.iter().all(|one| !one.side.is_empty()), || {
            format!("{of}: a participant's side has no code")
        });
        let count = self.reading.engagements.len();
        let within = engagement.within;
        self.ask(
            within.is_none_or(|outer| outer != number && outer < count),
            || format!("{of} is within {within:?} of {count}"),
        );
    }

    fn statement(&mut self, number: usize, statement: &Statement) {
        let of = format!("statement {number}");
        self.ask(statement.id == number, || {
            format!("{of} has the id {}", statement.id)
        });
        let quotes = [&statement.cue, &statement.evidence].into_iter();
        for quote in quotes.chain(&statement.content).chain(&statement.condition) {
            self.quote(quote);
        }
        let (cue, sentence) = (statement.cue.span, statement.evidence.span);
        self.ask(sentence.0 <= cue.0 && cue.1 <= sentence.1, || {
            format!("{of}: the cue {cue:?} is not in the sentence {sentence:?}")
        });
        let strength = statement.strength;
        self.ask((1..=5).contains(&strength), || {
            format!("{of} has the strength {strength}")
        });
        let parties = statement.speakers.iter().chain(&statement.addressees);
        self.known(parties.chain(&statement.names), &of);
        self.sides(&of, statement);
        let count = self.reading.engagements.len();
        self.ask(statement.engagements.iter().all(|id| *id < count), || {
            format!(
                "{of} is of {:?} of {count} engagements",
                statement.engagements
            )
        });
    }

    fn sides(&mut self, of: &str, statement: &Statement) {
        let mut sides = statement.sides.iter().chain(&statement.addressee_sides);
        self.ask(sides.all(|side| !side.is_empty()), || {
            format!("{of}: a side has no code")
        });
        let speakers = &statement.speakers;
        let somebody = self.reading.entities.iter().find(|entity| {
            entity.country.as_ref().is_some_and(|code| !code.is_empty())
                && speakers.contains(&entity.id)
        });
        self.ask(somebody.is_none() || !statement.sides.is_empty(), || {
            format!("{of} is of no side, though a speaker's is known: {somebody:?}")
        });
    }
}
