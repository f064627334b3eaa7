//! One of the two accounts while they are compared: its statements with what they are recognised by.

use std::collections::{BTreeMap, BTreeSet};

use chancery::Reading;
use chancery::reading::{CharSpan, Quote, Sentence, Statement};

use super::comparison::{Evidence, Named, Occurrence, Said};
use super::words::{Spread, Stems, Words, of_parties};

/// A statement with what it is recognised by.
pub(super) struct Claim<'a> {
    pub statement: &'a Statement,
    pub stems: Stems,
    /// What it is about, beside the parties.
    pub about: BTreeSet<&'a str>,
    pub topics: BTreeSet<&'a str>,
    /// What it names: the part of the id behind the type, which may differ between accounts.
    pub names: BTreeSet<&'a str>,
}

/// One of the two accounts.
pub(super) struct Side<'a> {
    pub reading: &'a Reading,
    /// The statements that are compared.
    pub claims: Vec<Claim<'a>>,
    /// How many are not.
    pub aside: usize,
    entities: BTreeMap<&'a str, &'a str>,
    parties: Vec<CharSpan>,
}

/// The topic that says only that there are relations.
pub(super) const RELATIONS: &str = "bilateral-relations";

impl<'a> Side<'a> {
    /// The statements of some contacts, and those of none; of all where no contact is given.
    pub(super) fn new(
        reading: &'a Reading,
        contacts: &BTreeSet<usize>,
        sides: &BTreeSet<&str>,
        words: &Words,
    ) -> Self {
        let mut side = Side {
            reading,
            claims: Vec::new(),
            aside: 0,
            entities: reading
                .entities
                .iter()
                .map(|entity| (entity.id.as_str(), entity.name.as_str()))
                .collect(),
            parties: of_parties(reading, sides),
        };
        let meant = with_parts(reading, contacts);
        for statement in &reading.statements {
            let of = &statement.engagements;
            if meant.is_empty() || of.is_empty() || of.iter().any(|id| meant.contains(id)) {
                let claim = side.claim(statement, sides, words);
                side.claims.push(claim);
            } else {
                side.aside += 1;
            }
        }
        side
    }

    fn claim(&self, statement: &'a Statement, sides: &BTreeSet<&str>, words: &Words) -> Claim<'a> {
        let stems = match &statement.content {
            Some(content) => words.stems(&content.quote, content.span.0, &self.parties),
            None => Stems::new(),
        };
        let about = statement.about.iter().map(String::as_str);
        let names = statement.names.iter().map(|id| bare(id));
        Claim {
            statement,
            stems,
            about: about.filter(|code| !sides.contains(code)).collect(),
            topics: statement.topics.iter().map(String::as_str).collect(),
            names: names.collect(),
        }
    }

    /// The words of the document with the name of it.
    pub(super) fn evidence(&self, quote: &Quote) -> Evidence {
        Evidence {
            document: self.reading.document.id.clone(),
            quote: quote.quote.clone(),
            span: quote.span,
        }
    }

    /// A sentence as it stands in the document.
    pub(super) fn sentence(&self, sentence: &Sentence) -> Evidence {
        let CharSpan(from, to) = sentence.span;
        let text = self.reading.document.text.chars();
        Evidence {
            document: self.reading.document.id.clone(),
            quote: text.skip(from).take(to.saturating_sub(from)).collect(),
            span: sentence.span,
        }
    }

    /// The sentence in which a place of the text lies.
    pub(super) fn sentence_at(&self, place: usize) -> Option<&'a Sentence> {
        let mut sentences = self.reading.sentences.iter();
        sentences.find(|sentence| sentence.span.0 <= place && place < sentence.span.1)
    }

    pub(super) fn said(&self, statement: &Statement) -> Said {
        Said {
            statement: statement.id,
            family: statement.family.clone(),
            act: statement.act.clone(),
            strength: statement.strength,
            speakers: self.named(&statement.speakers),
            sides: statement.sides.clone(),
            addressee_sides: statement.addressee_sides.clone(),
            joint: statement.joint,
            negated: statement.negated,
            topics: statement.topics.clone(),
            about: statement.about.clone(),
            names: self.named(&statement.names),
            cue: statement.cue.clone(),
            content: statement.content.clone(),
            condition: statement.condition.clone(),
            evidence: self.evidence(&statement.evidence),
        }
    }

    pub(super) fn occurrence(&self, statement: &Statement) -> Occurrence {
        Occurrence {
            statement: Some(statement.id),
            evidence: self.evidence(&statement.evidence),
        }
    }

    pub(super) fn named(&self, ids: &[String]) -> Vec<Named> {
        let named = ids.iter().map(|id| Named {
            id: id.clone(),
            name: self.name(id).to_owned(),
        });
        named.collect()
    }

    /// The name of an entity, or its id where the reading does not list it.
    pub(super) fn name<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.entities.get(id).copied().unwrap_or(id)
    }

    /// The sentences of running text in which none of the statements stands, with their stems.
    pub(super) fn silent_sentences(&self, words: &Words) -> Vec<(&'a Sentence, Stems)> {
        let spoken = |sentence: &Sentence| {
            let mut statements = self.reading.statements.iter();
            statements.any(|statement| {
                let CharSpan(from, to) = statement.evidence.span;
                from < sentence.span.1 && sentence.span.0 < to
            })
        };
        let running = |sentence: &&Sentence| {
            matches!(
                sentence.kind.as_str(),
                "body" | "quote" | "list-item" | "summary"
            )
        };
        let sentences = self.reading.sentences.iter().filter(running);
        sentences
            .filter(|sentence| !spoken(sentence))
            .map(|sentence| {
                let text = self.sentence(sentence).quote;
                let stems = words.stems(&text, sentence.span.0, &self.parties);
                (sentence, stems)
            })
            .collect()
    }

    pub(super) fn count(&self, spread: &mut Spread, account: usize) {
        for claim in &self.claims {
            spread.count(&claim.stems, account);
        }
    }
}

/// The id without its type: accounts may see a case where another sees a person.
pub(super) fn bare(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, name)| name)
}

/// Contacts with those that were part of them, and with the visit that they were part of.
fn with_parts(reading: &Reading, contacts: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut meant = contacts.clone();
    for engagement in &reading.engagements {
        if let Some(whole) = engagement.within {
            if contacts.contains(&whole) {
                meant.insert(engagement.id);
            }
            if contacts.contains(&engagement.id) {
                meant.insert(whole);
            }
        }
    }
    meant
}
