//! One reading against its annotation.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::Range;

use chancery::Reading;
use chancery::reading as read;

use super::annotation::{Annotated, Engagement, Statement};
use super::figures::{Figure, Tally};
use super::folded::{Folded, around, words_of_name};

/// The counts of one document, and what differs, each as cells of a row.
#[derive(Debug, Default)]
pub struct Comparison {
    pub tally: Tally,
    pub errors: Vec<[String; 4]>,
}

/// Compares a reading with the annotation of its document. Where there is none, all that was annotated is missed.
pub fn compare(annotated: &Annotated, reading: Option<&Reading>) -> Comparison {
    let mut comparison = Comparison::default();
    let tally = &mut comparison.tally;
    tally.documents = 1;
    tally.unread = usize::from(reading.is_none());
    for figure in [Figure::Cue, Figure::Strict, Figure::Record] {
        tally.figure_mut(figure).annotated = annotated.statements.len();
        tally.figure_mut(figure).read = reading.map_or(0, |reading| reading.statements.len());
    }
    for figure in [Figure::Engagement, Figure::People] {
        tally.figure_mut(figure).annotated = annotated.engagements.len();
        tally.figure_mut(figure).read = reading.map_or(0, |reading| reading.engagements.len());
    }
    if let Some(reading) = reading {
        comparison.statements(annotated, reading);
        comparison.engagements(annotated, reading);
    }
    comparison
}

impl Comparison {
    /// Each annotated statement is, in order, the one not yet taken whose cue shares most characters with its own.
    fn statements(&mut self, annotated: &Annotated, reading: &Reading) {
        let text = Folded::new(&reading.document.text);
        let spans = reading
            .statements
            .iter()
            .map(|statement| text.span(statement.cue.span));
        let mut left: Vec<_> = spans.zip(&reading.statements).collect();
        for wanted in &annotated.statements {
            let cue = text.cue(&wanted.sentence, &wanted.cue);
            let nearest = cue.and_then(|cue| most_shared(&cue, left.iter().map(|(span, _)| span)));
            match nearest {
                Some(number) => self.statement(&annotated.doc, wanted, left.remove(number).1),
                None => self.error(
                    &annotated.doc,
                    "missed",
                    &wanted.cue,
                    start(&wanted.sentence),
                ),
            }
        }
        for (span, statement) in left {
            let place = format!("{}: {}", statement.family, around(&text, &span, 40));
            self.error(&annotated.doc, "extra", &statement.cue.quote, place);
        }
    }

    /// A statement whose cue is found.
    fn statement(&mut self, doc: &str, wanted: &Statement, found: &read::Statement) {
        let family = found.family == wanted.family;
        let sides = set(&found.sides) == wanted.sides;
        let addressees = set(&found.addressee_sides) == wanted.to;
        let joint = found.joint == wanted.joint;
        let strict = family && sides;

        let tally = &mut self.tally;
        tally.figure_mut(Figure::Cue).right += 1;
        tally.figure_mut(Figure::Strict).right += usize::from(strict);
        tally.figure_mut(Figure::Record).right += usize::from(strict && addressees && joint);
        for (figure, found, wanted) in [
            (Figure::Topics, set(&found.topics), &wanted.topics),
            (Figure::About, set(&found.about), &wanted.about),
        ] {
            let ratio = tally.figure_mut(figure);
            ratio.right += found.intersection(wanted).count();
            ratio.read += found.len();
            ratio.annotated += wanted.len();
        }
        let found_content = found.content.as_ref().map_or("", |content| &content.quote);
        let content = likeness(found_content, wanted.content.as_deref().unwrap_or_default());
        let right = [family, sides, addressees, joint].map(|right| f64::from(u8::from(right)));
        for (sum, one) in tally
            .parts
            .iter_mut()
            .zip(right.into_iter().chain([content]))
        {
            *sum += one;
        }
        if !strict {
            let difference = format!(
                "family {} for {}, sides {} for {}: {}",
                found.family,
                wanted.family,
                list(&found.sides),
                list(&wanted.sides),
                start(&wanted.sentence)
            );
            self.error(doc, "wrong", &wanted.cue, difference);
        }
    }

    /// Each annotated engagement is, in order, the first not yet taken that could be the same.
    fn engagements(&mut self, annotated: &Annotated, reading: &Reading) {
        let names = reading
            .entities
            .iter()
            .map(|entity| (entity.id.as_str(), entity.name.as_str()));
        let names: HashMap<&str, &str> = names.collect();
        let people = |engagement: &read::Engagement| -> Vec<Vec<String>> {
            let ids = engagement
                .participants
                .iter()
                .filter_map(|one| one.entity.as_deref());
            let named = ids
                .filter_map(|id| names.get(id))
                .filter(|name| !name.is_empty());
            named.map(|name| words_of_name(name)).collect()
        };
        let mut left: Vec<_> = reading
            .engagements
            .iter()
            .map(|one| (one, people(one)))
            .collect();
        for wanted in &annotated.engagements {
            let same =
                |(found, people): &(&read::Engagement, Vec<_>)| is_same(wanted, found, people);
            if let Some(number) = left.iter().position(same) {
                let (_, people) = left.remove(number);
                let all = wanted.people().all(|name| is_among(name, &people));
                self.tally.figure_mut(Figure::Engagement).right += 1;
                self.tally.figure_mut(Figure::People).right += usize::from(all);
            } else {
                let date = wanted.date.as_deref().unwrap_or("no date");
                let place = format!("{} {date}: {}", list(wanted.sides()), start(&wanted.quote));
                self.error(&annotated.doc, "engagement missed", &wanted.kind, place);
            }
        }
        for (found, _) in left {
            let date = date(found).unwrap_or_else(|| "no date".to_owned());
            let place = format!(
                "{} {date}: {}",
                list(sides(found)),
                start(&found.evidence.quote)
            );
            self.error(&annotated.doc, "engagement extra", &found.kind, place);
        }
    }

    fn error(&mut self, doc: &str, what: &str, quote: &str, why: String) {
        self.errors
            .push([doc.to_owned(), what.to_owned(), quote.to_owned(), why]);
    }
}

/// The span that shares most characters with `cue`, the first of equals; none where none shares any.
fn most_shared<'a>(
    cue: &Range<usize>,
    spans: impl Iterator<Item = &'a Range<usize>>,
) -> Option<usize> {
    let shared = spans.map(|span| {
        span.end
            .min(cue.end)
            .saturating_sub(span.start.max(cue.start))
    });
    let most = shared
        .enumerate()
        .reduce(|best, one| if one.1 > best.1 { one } else { best })?;
    (most.1 > 0).then_some(most.0)
}

/// Kind and sides are the same, the dates can be, and where both name persons they have one in common.
fn is_same(wanted: &Engagement, found: &read::Engagement, people: &[Vec<String>]) -> bool {
    let dates = date(found).zip(wanted.date.as_deref().filter(|date| !date.is_empty()));
    let mut names = wanted.people().peekable();
    let strangers =
        names.peek().is_some() && !people.is_empty() && !names.any(|name| is_among(name, people));
    found.kind == wanted.kind
        && sides(found) == wanted.sides()
        && dates.is_none_or(|(a, b)| a.starts_with(b) || b.starts_with(&a))
        && !strangers
}

fn sides(found: &read::Engagement) -> BTreeSet<&str> {
    let sides = found.participants.iter().map(|one| one.side.as_str());
    sides.filter(|side| !side.is_empty()).collect()
}

/// The first day, as precisely as it is known: `2024-05` of a month.
fn date(found: &read::Engagement) -> Option<String> {
    let date = found.date.as_ref()?;
    let length = match date.precision.as_str() {
        "year" => 4,
        "month" => 7,
        _ => 10,
    };
    Some(date.from.chars().take(length).collect())
}

/// Whether somebody has this name, or its last word as last word.
fn is_among(name: &str, people: &[Vec<String>]) -> bool {
    let name = words_of_name(name);
    people
        .iter()
        .any(|other| *other == name || other.last() == name.last())
}

/// Twice the words that two texts have in common, as a share of all their words; 1 of two texts without words.
fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (counted(words(a)), counted(words(b)));
    let total: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    let common: usize = a
        .iter()
        .map(|(word, n)| b.get(word).map_or(0, |m| *n.min(m)))
        .sum();
    if total == 0 {
        1.0
    } else {
        2.0 * common as f64 / total as f64
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

fn counted<T: Hash + Eq>(items: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

fn set(codes: &[String]) -> BTreeSet<String> {
    codes.iter().cloned().collect()
}

/// Codes for people: `GB,CN`.
fn list<T: AsRef<str>>(codes: impl IntoIterator<Item = T>) -> String {
    let codes: Vec<T> = codes.into_iter().collect();
    let codes: Vec<&str> = codes.iter().map(AsRef::as_ref).collect();
    if codes.is_empty() {
        "none".to_owned()
    } else {
        codes.join(",")
    }
}

/// As much of a quotation as a line has room for.
fn start(quote: &str) -> String {
    quote.chars().take(90).collect()
}
