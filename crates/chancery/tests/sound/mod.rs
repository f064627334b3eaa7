//! What holds of every reading, whatever was read. Also asked by the fuzz target `read`.

use std::collections::HashSet;

use chancery::Reading;
use chancery::reading::{CharSpan, Quote, SCHEMA};

/// Panics with what does not hold of a reading.
pub fn assert_sound(reading: &Reading) {
    assert_eq!(reading.schema, SCHEMA);
    let text = Text(reading.document.text.chars().collect());
    repairs(reading, &text);
    for sentence in &reading.sentences {
        text.at(sentence.span);
    }
    let ids: HashSet<&str> = reading
        .entities
        .iter()
        .map(|entity| entity.id.as_str())
        .collect();
    assert_eq!(
        ids.len(),
        reading.entities.len(),
        "an entity is listed twice"
    );
    for entity in &reading.entities {
        entity
            .mentions
            .iter()
            .for_each(|mention| assert!(!text.at(*mention).is_empty()));
    }
    let known = |entities: &[String]| entities.iter().all(|entity| ids.contains(entity.as_str()));
    for (id, engagement) in reading.engagements.iter().enumerate() {
        assert_eq!(engagement.id, id);
        text.holds(&engagement.evidence);
        let participants: Vec<String> = engagement
            .participants
            .iter()
            .filter_map(|one| one.entity.clone())
            .collect();
        assert!(
            known(&participants),
            "a participant is no entity of the reading: {engagement:?}"
        );
        assert!(
            engagement
                .within
                .is_none_or(|within| within != id && within < reading.engagements.len())
        );
    }
    for (id, statement) in reading.statements.iter().enumerate() {
        assert_eq!(statement.id, id);
        text.holds(&statement.cue);
        text.holds(&statement.evidence);
        statement
            .content
            .iter()
            .chain(&statement.condition)
            .for_each(|quote| text.holds(quote));
        let (cue, evidence) = (statement.cue.span, statement.evidence.span);
        assert!(
            evidence.0 <= cue.0 && cue.1 <= evidence.1,
            "the cue is not in the sentence: {statement:?}"
        );
        assert!((1..=5).contains(&statement.strength));
        assert!(
            known(&statement.speakers) && known(&statement.addressees),
            "a party is no entity: {statement:?}"
        );
        assert!(
            statement
                .engagements
                .iter()
                .all(|engagement| *engagement < reading.engagements.len())
        );
    }
    for diagnostic in &reading.diagnostics {
        diagnostic.span.iter().for_each(|span| drop(text.at(*span)));
    }
}

/// Repairs are in order and apart, say what stands in the text, and lead back to the places that they name.
fn repairs(reading: &Reading, text: &Text) {
    let (mut end, mut raw_end) = (0, 0);
    for repair in &reading.repairs {
        assert_eq!(text.at(repair.span), repair.after, "{repair:?}");
        assert!(repair.span.0 >= end, "repairs overlap: {repair:?}");
        let untouched = repair.span.0 - end;
        assert_eq!(repair.raw_span.0, raw_end + untouched, "{repair:?}");
        assert_eq!(
            repair.raw_span.1 - repair.raw_span.0,
            repair.before.chars().count(),
            "{repair:?}"
        );
        assert!(
            repair.certainty == "exact" || repair.reason.is_some(),
            "a guess without a reason: {repair:?}"
        );
        (end, raw_end) = (repair.span.1, repair.raw_span.1);
    }
}

/// The text in code points, which spans count.
struct Text(Vec<char>);

impl Text {
    fn at(&self, span: CharSpan) -> String {
        assert!(
            span.0 <= span.1 && span.1 <= self.0.len(),
            "{span:?} is not in a text of {}",
            self.0.len()
        );
        self.0[span.0..span.1].iter().collect()
    }

    fn holds(&self, quote: &Quote) {
        assert_eq!(self.at(quote.span), quote.quote);
        // An empty quote proves nothing; only a release that is a title and no text has no better.
        let blank = self.0.iter().all(|c| c.is_whitespace());
        assert!(blank || !quote.quote.is_empty(), "an empty quote");
    }
}
