//! Expected items against what was read.
//!
//! Each expected item takes the one that was read which agrees best among those told at the same place. What was read is
//! then written the way the expectation is, so that the two differ only where they disagree.

use chancery::Reading;
use chancery::reading::CharSpan;

use super::project::{Read, all, overlap, places};
use super::{Item, Kind, Quoted};
use crate::fold::Folded;

/// The two sides of a comparison, as lines.
pub(crate) struct Comparison {
    pub expected: String,
    pub actual: String,
}

/// Compares `expected` with what was read of some `kinds`, and of those that it mentions.
///
/// # Errors
/// When a quote is not in the text, or is there several times and not numbered.
pub(crate) fn compare(
    expected: &[Item],
    reading: &Reading,
    kinds: &[Kind],
) -> Result<Comparison, String> {
    let text = Folded::new(&reading.document.text);
    let spans: Vec<Option<CharSpan>> = expected
        .iter()
        .map(|item| locate(item, &text))
        .collect::<Result<_, _>>()?;
    let kinds: Vec<Kind> = Kind::ALL
        .into_iter()
        .filter(|kind| kinds.contains(kind) || expected.iter().any(|item| item.kind == *kind))
        .collect();
    let read = all(reading, &kinds);
    let taken = assign(expected, &spans, &read, reading, &text);

    let mut actual = Vec::new();
    for (item, (span, taken)) in expected.iter().zip(spans.iter().zip(&taken)) {
        if let Some(at) = *taken {
            actual.push(written(item, *span, read[at], reading, &text).to_string());
        }
    }
    let extra = read
        .iter()
        .enumerate()
        .filter(|(at, _)| !taken.contains(&Some(*at)));
    actual.extend(extra.map(|(_, read)| read.item(reading, &text, None).to_string()));
    Ok(Comparison {
        expected: block(expected.iter().map(Item::to_string)),
        actual: block(actual.into_iter()),
    })
}

fn block(lines: impl Iterator<Item = String>) -> String {
    let block: String = lines.map(|line| line + "\n").collect();
    if block.is_empty() {
        "nothing\n".into()
    } else {
        block
    }
}

/// Where an item's quote stands; an entity's name is no quote.
fn locate(item: &Item, text: &Folded) -> Result<Option<CharSpan>, String> {
    let quotes = item
        .participants
        .iter()
        .flatten()
        .filter_map(|participant| participant.quote.as_ref());
    quotes
        .map(|quote| place(quote, text))
        .collect::<Result<Vec<_>, _>>()?;
    match &item.quote {
        Some(quote) if item.kind != Kind::Entity => place(quote, text).map(Some),
        _ => Ok(None),
    }
}

fn place(quote: &Quoted, text: &Folded) -> Result<CharSpan, String> {
    let mut places: Vec<CharSpan> = places(quote, text).collect();
    match (places.len(), quote.number) {
        (0, None) => Err(format!("{quote} is not in the text")),
        (0, Some(number)) => Err(format!("{quote}: there are not {number} of it in the text")),
        (1, _) => Ok(places.remove(0)),
        (count, _) => Err(format!(
            "{quote} is in the text {count} times; number it, {quote}#1"
        )),
    }
}

/// For each expected item, which of `read` it takes: first those at exactly its place, then those that overlap it.
fn assign(
    expected: &[Item],
    spans: &[Option<CharSpan>],
    read: &[Read<'_>],
    reading: &Reading,
    text: &Folded,
) -> Vec<Option<usize>> {
    let mut taken: Vec<Option<usize>> = vec![None; expected.len()];
    for exactly in [true, false] {
        for (index, (item, span)) in expected.iter().zip(spans).enumerate() {
            if taken[index].is_some() {
                continue;
            }
            let free =
                |at: &usize| !taken.contains(&Some(*at)) && fits(item, *span, read[*at], exactly);
            let best = (0..read.len())
                .filter(free)
                .min_by_key(|at| faults(item, *span, read[*at], reading, text));
            taken[index] = best;
        }
    }
    taken
}

fn fits(item: &Item, span: Option<CharSpan>, read: Read<'_>, exactly: bool) -> bool {
    if item.kind != read.kind() {
        return false;
    }
    let same_place = match (span, read.span()) {
        (Some(expected), Some(actual)) if exactly && item.kind == Kind::Statement => {
            expected == actual
        }
        (Some(expected), Some(actual)) => overlap(expected, actual),
        (Some(_), None) => false,
        (None, _) => item.name == read.name(),
    };
    same_place && (!exactly || item.name == read.name() || item.kind == Kind::Statement)
}

/// How much of an item is not as expected.
fn faults(
    item: &Item,
    span: Option<CharSpan>,
    read: Read<'_>,
    reading: &Reading,
    text: &Folded,
) -> usize {
    let actual = written(item, span, read, reading, text);
    let fields = item
        .fields
        .iter()
        .zip(&actual.fields)
        .filter(|(a, b)| a != b)
        .count();
    let participants = match (&item.participants, &actual.participants) {
        (Some(expected), Some(actual)) => {
            expected.iter().filter(|one| !actual.contains(one)).count()
        }
        _ => 0,
    };
    fields
        + participants
        + usize::from(item.who != actual.who)
        + usize::from(item.to != actual.to)
        + 4 * usize::from(item.name != actual.name)
}

/// What was read in the words of the expectation: values that agree are spelled as they are there.
fn written(
    item: &Item,
    span: Option<CharSpan>,
    read: Read<'_>,
    reading: &Reading,
    text: &Folded,
) -> Item {
    let mut actual = read.item(reading, text, Some(item));
    for (expected, actual) in item.fields.iter().zip(&mut actual.fields) {
        if expected == actual {
            actual.clone_from(expected);
        }
    }
    for (expected, actual) in [(&item.who, &mut actual.who), (&item.to, &mut actual.to)] {
        if expected == actual {
            actual.clone_from(expected);
        }
    }
    // An engagement is told somewhere in its evidence; a statement has exactly its cue.
    let agrees = match (span, read.span()) {
        (Some(expected), Some(actual)) if item.kind == Kind::Statement => expected == actual,
        (Some(expected), Some(actual)) => overlap(expected, actual),
        _ => false,
    };
    if agrees {
        actual.quote.clone_from(&item.quote);
    }
    actual
}

#[cfg(test)]
mod tests {
    use chancery::reading::{Document, Engagement, Quote, SCHEMA, Statement};

    use super::super::items;
    use super::*;

    const TEXT: &str = "He met her. He stressed\nunity and she stressed peace.";

    fn quote(words: &str, from: usize) -> Quote {
        Quote {
            quote: words.into(),
            span: CharSpan(from, from + words.chars().count()),
        }
    }

    fn statement(id: usize, cue: Quote, sides: &[&str], content: Option<Quote>) -> Statement {
        Statement {
            id,
            family: "stress".into(),
            act: "stress".into(),
            strength: 3,
            cue,
            speakers: Vec::new(),
            sides: sides.iter().map(ToString::to_string).collect(),
            joint: false,
            reiterated: false,
            negated: false,
            addressees: Vec::new(),
            addressee_sides: vec!["CN".into()],
            reported_by: None,
            content,
            condition: None,
            topics: vec!["energy".into(), "health".into()],
            about: Vec::new(),
            names: Vec::new(),
            engagements: Vec::new(),
            evidence: quote(TEXT, 0),
            plover: None,
            cameo: None,
        }
    }

    fn reading() -> Reading {
        Reading {
            schema: SCHEMA.into(),
            document: Document {
                id: "x".into(),
                source: None,
                title: None,
                publisher: None,
                published: None,
                language: None,
                text: TEXT.into(),
            },
            repairs: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
            engagements: vec![Engagement {
                id: 0,
                kind: "meeting".into(),
                participants: Vec::new(),
                date: None,
                place: Some("New York".into()),
                country: None,
                ordinal: None,
                within: None,
                announced: false,
                evidence: quote("He met her.", 0),
            }],
            statements: vec![
                statement(0, quote("stressed", 15), &["GB"], Some(quote("unity", 24))),
                statement(1, quote("stressed", 38), &["CN"], None),
            ],
            diagnostics: Vec::new(),
        }
    }

    fn compared(block: &str, kinds: &[Kind]) -> Result<(String, String), String> {
        let comparison = compare(&items(block).expect("items"), &reading(), kinds)?;
        Ok((comparison.expected, comparison.actual))
    }

    #[test]
    fn what_is_not_written_is_not_compared_and_order_means_nothing() {
        let block = "statement stress \"stressed\"#2 CN !joint\nstatement stress \"stressed\"#1 GB -> CN topics=health,energy content=\"unity\"";
        let (expected, actual) = compared(block, &[Kind::Statement]).expect("a comparison");
        assert_eq!(expected, actual);
    }

    #[test]
    fn differences_stand_on_their_line() {
        let (expected, actual) = compared(
            "statement stress \"stressed\"#1 US\nstatement state \"stressed\"#2 CN",
            &[Kind::Statement],
        )
        .expect("a comparison");
        assert_eq!(
            expected,
            "statement stress \"stressed\"#1 US\nstatement state \"stressed\"#2 CN\n"
        );
        assert_eq!(
            actual,
            "statement stress \"stressed\"#1 GB\nstatement stress \"stressed\"#2 CN\n"
        );
    }

    #[test]
    fn what_is_extra_fails_and_is_written_in_full() {
        let (_, actual) = compared("statement stress \"stressed\"#1 GB", &[Kind::Statement])
            .expect("a comparison");
        assert_eq!(
            actual,
            "statement stress \"stressed\"#1 GB\nstatement stress \"stressed\"#2 CN -> CN content=none topics=energy,health about=none\n"
        );
        let (_, actual) = compared("nothing", &[Kind::Engagement]).expect("a comparison");
        assert_eq!(
            actual,
            "engagement meeting \"He met her.\" place=\"New York\"\n"
        );
    }

    #[test]
    fn an_engagement_is_told_anywhere_in_its_evidence() {
        let (expected, actual) = compared(
            "engagement meeting \"met\" place=\"New York\"",
            &[Kind::Engagement],
        )
        .expect("a comparison");
        assert_eq!(expected, actual);
    }

    #[test]
    fn a_quote_must_say_which() {
        assert!(
            compared("statement stress \"stressed\" GB", &[])
                .expect_err("two of them")
                .contains("2 times")
        );
        assert!(
            compared("statement stress \"urged\" GB", &[])
                .expect_err("none")
                .contains("not in the text")
        );
    }
}
