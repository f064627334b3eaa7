//! What was read, written as items.

use chancery::Reading;
use chancery::reading::{CharSpan, DateRange, Diagnostic, Engagement, Entity, Statement};

use super::{Item, Kind, Participant, Quoted};
use crate::fold::{Folded, fold};
use crate::notation::Value;

/// Something that was read.
#[derive(Clone, Copy)]
pub(super) enum Read<'a> {
    Engagement(&'a Engagement),
    Statement(&'a Statement),
    Entity(&'a Entity),
    Diagnostic(&'a Diagnostic),
}

/// All that was read of some kinds, in the order of the record.
pub(super) fn all<'a>(reading: &'a Reading, kinds: &[Kind]) -> Vec<Read<'a>> {
    let has = |kind| kinds.contains(&kind);
    let engagements = reading
        .engagements
        .iter()
        .filter(|_| has(Kind::Engagement))
        .map(Read::Engagement);
    let statements = reading
        .statements
        .iter()
        .filter(|_| has(Kind::Statement))
        .map(Read::Statement);
    let entities = reading
        .entities
        .iter()
        .filter(|_| has(Kind::Entity))
        .map(Read::Entity);
    let diagnostics = reading
        .diagnostics
        .iter()
        .filter(|_| has(Kind::Diagnostic))
        .map(Read::Diagnostic);
    engagements
        .chain(statements)
        .chain(entities)
        .chain(diagnostics)
        .collect()
}

impl Read<'_> {
    pub(super) fn kind(self) -> Kind {
        match self {
            Read::Engagement(_) => Kind::Engagement,
            Read::Statement(_) => Kind::Statement,
            Read::Entity(_) => Kind::Entity,
            Read::Diagnostic(_) => Kind::Diagnostic,
        }
    }

    pub(super) fn name(self) -> String {
        match self {
            Read::Engagement(engagement) => engagement.kind.clone(),
            Read::Statement(statement) => statement.family.clone(),
            Read::Entity(entity) => entity.id.clone(),
            Read::Diagnostic(diagnostic) => diagnostic.code.clone(),
        }
    }

    /// Where it is told.
    pub(super) fn span(self) -> Option<CharSpan> {
        match self {
            Read::Engagement(engagement) => Some(engagement.evidence.span),
            Read::Statement(statement) => Some(statement.cue.span),
            Read::Entity(_) => None,
            Read::Diagnostic(diagnostic) => diagnostic.span,
        }
    }

    /// It as an item that says what `expected` says something about; all that is usual where nothing is expected.
    pub(super) fn item(self, reading: &Reading, text: &Folded, expected: Option<&Item>) -> Item {
        let keys: Vec<&str> = match expected {
            Some(expected) => expected
                .fields
                .iter()
                .map(|(key, _)| key.as_str())
                .collect(),
            None => self.usual(),
        };
        let fields = keys
            .iter()
            .filter_map(|key| Some(((*key).to_owned(), self.value(key, reading)?)))
            .collect();
        let asked = |what: fn(&Item) -> bool| expected.is_none_or(what);
        let mut item = Item {
            kind: self.kind(),
            name: self.name(),
            quote: self.quote(reading, text),
            who: None,
            to: None,
            fields,
            participants: None,
        };
        match self {
            Read::Statement(statement) => {
                item.who = asked(|item| item.who.is_some()).then(|| Value::list(&statement.sides));
                item.to = asked(|item| item.to.is_some())
                    .then(|| Value::list(&statement.addressee_sides));
            }
            Read::Engagement(engagement) if asked(|item| item.participants.is_some()) => {
                let expected = expected.and_then(|item| item.participants.as_deref());
                item.participants = Some(participants(
                    engagement,
                    reading,
                    text,
                    expected.unwrap_or_default(),
                ));
            }
            Read::Entity(entity) => {
                item.who =
                    asked(|item| item.who.is_some()).then(|| Value::word(Some(&entity.kind)));
                if !asked(|item| item.quote.is_some()) {
                    item.quote = None;
                }
            }
            Read::Diagnostic(_) if !asked(|item| item.quote.is_some()) => item.quote = None,
            _ => {}
        }
        item
    }

    /// The words that tell it; an entity's name.
    fn quote(self, reading: &Reading, text: &Folded) -> Option<Quoted> {
        if let Read::Entity(entity) = self {
            return Some(Quoted {
                words: entity.name.clone(),
                number: None,
            });
        }
        let span = self.span()?;
        let words: String = reading
            .document
            .text
            .chars()
            .skip(span.0)
            .take(span.1.saturating_sub(span.0))
            .collect();
        let number = text.number(&words, span.0);
        Some(Quoted {
            words: fold(&words),
            number,
        })
    }

    /// The attributes written when nothing says which are wanted.
    fn usual(self) -> Vec<&'static str> {
        match self {
            Read::Engagement(engagement) => [
                ("date", engagement.date.is_some()),
                ("place", engagement.place.is_some()),
                (
                    "country",
                    engagement.place.is_none() && engagement.country.is_some(),
                ),
                ("ordinal", engagement.ordinal.is_some()),
                ("within", engagement.within.is_some()),
                ("announced", engagement.announced),
            ]
            .iter()
            .filter_map(|(key, told)| told.then_some(*key))
            .collect(),
            Read::Statement(statement) => [
                ("joint", statement.joint),
                ("reiterated", statement.reiterated),
                ("negated", statement.negated),
                ("content", true),
                ("condition", statement.condition.is_some()),
                ("topics", true),
                ("about", true),
            ]
            .iter()
            .filter_map(|(key, told)| told.then_some(*key))
            .collect(),
            Read::Entity(entity) => entity.country.iter().map(|_| "country").collect(),
            Read::Diagnostic(_) => Vec::new(),
        }
    }

    fn value(self, key: &str, reading: &Reading) -> Option<Value> {
        Some(match self {
            Read::Engagement(engagement) => engagement_value(engagement, key)?,
            Read::Statement(statement) => statement_value(statement, key)?,
            Read::Entity(entity) => match key {
                "country" => Value::word(entity.country.as_ref()),
                "offices" => match &entity.offices[..] {
                    [office] => Value::quote(Some(office)),
                    offices => Value::list(offices),
                },
                "mentions" => Value::word(Some(entity.mentions.len())),
                _ => return None,
            },
            Read::Diagnostic(diagnostic) => {
                let _ = reading;
                Value::word((key == "severity").then_some(&diagnostic.severity))
            }
        })
    }
}

fn engagement_value(engagement: &Engagement, key: &str) -> Option<Value> {
    Some(match key {
        "date" => Value::word(engagement.date.as_ref().map(date)),
        "place" => Value::word(engagement.place.as_ref()),
        "country" => Value::word(engagement.country.as_ref()),
        "ordinal" => Value::word(engagement.ordinal),
        "within" => Value::word(engagement.within),
        "announced" => Value::Flag(engagement.announced),
        "sides" => {
            let mut sides: Vec<String> = engagement
                .participants
                .iter()
                .map(|participant| participant.side.clone())
                .collect();
            sides.sort();
            sides.dedup();
            Value::list(&sides)
        }
        _ => return None,
    })
}

fn statement_value(statement: &Statement, key: &str) -> Option<Value> {
    Some(match key {
        "joint" => Value::Flag(statement.joint),
        "reiterated" => Value::Flag(statement.reiterated),
        "negated" => Value::Flag(statement.negated),
        "content" => Value::quote(
            statement
                .content
                .as_ref()
                .map(|content| content.quote.as_str()),
        ),
        "condition" => Value::quote(
            statement
                .condition
                .as_ref()
                .map(|condition| condition.quote.as_str()),
        ),
        "topics" => Value::list(&statement.topics),
        "about" => Value::list(&statement.about),
        "names" => Value::list(&statement.names),
        "speaker" => Value::list(&statement.speakers),
        "addressee" => Value::list(&statement.addressees),
        "act" => Value::word(Some(&statement.act)),
        "strength" => Value::word(Some(statement.strength)),
        "in" => Value::list(
            &statement
                .engagements
                .iter()
                .map(usize::to_string)
                .collect::<Vec<_>>(),
        ),
        "plover" => Value::word(statement.plover.as_ref()),
        "cameo" => Value::word(statement.cameo.as_ref()),
        _ => return None,
    })
}

/// A date as precisely as it is known: `2023`, `2023-08`, `2023-08-30`, `2023-08-28..2023-08-30`.
fn date(range: &DateRange) -> String {
    match range.precision.as_str() {
        "year" => range.from.chars().take(4).collect(),
        "month" => range.from.chars().take(7).collect(),
        _ if range.from == range.to => range.from.clone(),
        _ => format!("{}..{}", range.from, range.to),
    }
}

/// The participants, those expected first and in that order, saying of each what is expected of it.
fn participants(
    engagement: &Engagement,
    reading: &Reading,
    text: &Folded,
    expected: &[Participant],
) -> Vec<Participant> {
    let mut left: Vec<_> = engagement.participants.iter().collect();
    let mut participants = Vec::new();
    for expected in expected {
        let same = |entity: &Option<String>| entity.as_deref().unwrap_or("-") == expected.entity;
        let at = left
            .iter()
            .position(|participant| same(&participant.entity) && participant.side == expected.side);
        let Some(participant) = at.map(|at| left.remove(at)) else {
            continue;
        };
        let quote = expected.quote.as_ref().filter(|quote| {
            let named = reading
                .entities
                .iter()
                .find(|entity| Some(&entity.id) == participant.entity.as_ref());
            named.is_some_and(|entity| {
                entity
                    .mentions
                    .iter()
                    .any(|mention| places(quote, text).any(|place| overlap(place, *mention)))
            })
        });
        let role = expected
            .role
            .as_ref()
            .map(|_| Value::word(participant.role.as_ref()));
        participants.push(Participant {
            quote: quote.cloned(),
            role,
            ..expected.clone()
        });
    }
    participants.extend(left.iter().map(|participant| Participant {
        entity: participant.entity.clone().unwrap_or_else(|| "-".into()),
        side: participant.side.clone(),
        quote: None,
        role: None,
    }));
    participants
}

/// Where a quote stands: the occurrence that it names, or all of them.
pub(super) fn places<'a>(
    quote: &'a Quoted,
    text: &Folded,
) -> impl Iterator<Item = CharSpan> + use<'a> {
    let number = quote.number;
    let found = text.find(&quote.words).into_iter().enumerate();
    found
        .filter(move |(at, _)| number.is_none_or(|number| number == at + 1))
        .map(|(_, span)| CharSpan(span.0, span.1))
}

pub(super) fn overlap(a: CharSpan, b: CharSpan) -> bool {
    a.0 < b.1 && b.0 < a.1
}
