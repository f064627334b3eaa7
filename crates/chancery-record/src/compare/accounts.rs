//! What one account reports and the other does not, and what each says the other side said.

use super::comparison::{Account, Attributed, Confirmed, Occurrence, Unshared, Whose};
use super::matters::{Group, near};
use super::side::{Claim, RELATIONS, Side};
use super::words::{Spread, Words};

/// A sentence of which so much is the same as of a content speaks of it, though no statement was read there.
const SPOKEN_OF: f64 = 0.5;

/// One account beside the other one.
pub(super) struct Beside<'a, 'b> {
    pub here: &'b Side<'a>,
    pub there: &'b Side<'a>,
    /// The groups, each with the statements here and there.
    pub groups: Vec<(&'b [usize], &'b [usize])>,
    pub spread: &'b Spread,
    pub words: &'b Words,
}

impl<'a, 'b> Beside<'a, 'b> {
    /// The first account beside the second one.
    pub(super) fn new(
        here: &'b Side<'a>,
        there: &'b Side<'a>,
        groups: &'b [Group],
        swapped: bool,
        spread: &'b Spread,
        words: &'b Words,
    ) -> Self {
        let groups = groups.iter().map(|group| match swapped {
            false => (&group.a[..], &group.b[..]),
            true => (&group.b[..], &group.a[..]),
        });
        Beside {
            here,
            there,
            groups: groups.collect(),
            spread,
            words,
        }
    }

    pub(super) fn account(&self) -> Account {
        let document = &self.here.reading.document;
        let silent = self.there.silent_sentences(self.words);
        let mut account = Account {
            document: document.id.clone(),
            source: document.source.clone(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            published: document.published.clone(),
            compared: self.here.claims.len(),
            aside: self.here.aside,
            attributed: Vec::new(),
            only_here: Vec::new(),
        };
        for (at, claim) in self.here.claims.iter().enumerate() {
            let there = self.matched(at);
            let near = match there.is_empty() {
                true => self.nearest(claim, &silent),
                false => Vec::new(),
            };
            let whose = self.whose(claim);
            if whose == Whose::Other {
                account.attributed.push(Attributed {
                    said: self.here.said(claim.statement),
                    confirmed: self.confirmed(&there),
                    by: there
                        .iter()
                        .map(|claim| self.there.said(claim.statement))
                        .collect(),
                    near: near.clone(),
                });
            }
            if there.is_empty() {
                account.only_here.push(Unshared {
                    said: self.here.said(claim.statement),
                    whose,
                    near,
                    topics_there: self.topics_there(claim),
                });
            }
        }
        account
    }

    /// The statements there that report the same.
    fn matched(&self, at: usize) -> Vec<&'b Claim<'a>> {
        let group = self.groups.iter().find(|(here, _)| here.contains(&at));
        let there = group.map_or(&[][..], |(_, there)| there);
        there
            .iter()
            .filter_map(|at| self.there.claims.get(*at))
            .collect()
    }

    /// Other acts there on the same matter, and sentences that speak of it.
    fn nearest(
        &self,
        claim: &Claim<'_>,
        silent: &[(&chancery::reading::Sentence, super::words::Stems)],
    ) -> Vec<Occurrence> {
        let acts = self.there.claims.iter();
        let acts = acts
            .filter(|other| near(claim, other, self.spread))
            .map(|other| self.there.occurrence(other.statement));
        let sentences = silent.iter().filter(|(_, stems)| {
            let shared = claim.stems.keys().filter(|stem| stems.contains_key(*stem));
            shared.count() > 1 && self.spread.overlap(&claim.stems, stems) >= SPOKEN_OF
        });
        let sentences = sentences.map(|(sentence, _)| Occurrence {
            statement: None,
            evidence: self.there.sentence(sentence),
        });
        let mut near: Vec<Occurrence> = acts.chain(sentences).collect();
        near.sort_by_key(|occurrence| occurrence.evidence.span);
        // Two acts of one sentence are one sentence.
        near.dedup_by_key(|occurrence| occurrence.evidence.span);
        near
    }

    fn whose(&self, claim: &Claim<'_>) -> Whose {
        let publisher = |side: &Side<'a>| side.reading.document.publisher.clone();
        let sides = &claim.statement.sides;
        match &sides[..] {
            [_, _, ..] => Whose::Joint,
            [side] if Some(side) == publisher(self.here).as_ref() => Whose::Own,
            [side] if Some(side) == publisher(self.there).as_ref() => Whose::Other,
            _ => Whose::Third,
        }
    }

    fn confirmed(&self, there: &[&Claim<'_>]) -> Confirmed {
        let own = self.there.reading.document.publisher.as_deref();
        let by_own = |claim: &&&Claim<'_>| {
            let mut sides = claim.statement.sides.iter();
            sides.any(|side| Some(side.as_str()) == own)
        };
        if there.is_empty() {
            return Confirmed::No;
        }
        let alone = |claim: &&Claim<'_>| claim.statement.sides.len() == 1;
        let own: Vec<&&Claim<'_>> = there.iter().filter(by_own).collect();
        match own.is_empty() {
            true => Confirmed::Otherwise,
            false if own.iter().any(|claim| alone(claim)) => Confirmed::Itself,
            false => Confirmed::Jointly,
        }
    }

    fn topics_there(&self, claim: &Claim<'_>) -> Vec<String> {
        let topics = claim.topics.iter().filter(|topic| **topic != RELATIONS);
        let there = |topic: &&&str| {
            let mut claims = self.there.claims.iter();
            claims.any(|other| other.topics.contains(**topic))
        };
        topics
            .filter(there)
            .map(|topic| (*topic).to_owned())
            .collect()
    }
}
