//! Who is meant, as the text goes on: the state that pronouns and collectives are resolved with.

use crate::contacts::Contact;
use crate::entities::Entities;
use crate::knowledge::{Code, Knowledge};
use crate::parties::{Member, Party};

/// Parties resolved: people or organisations, and the sides that they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub entities: Vec<usize>,
    pub sides: Vec<Code>,
    /// Several parties act together.
    pub joint: bool,
    /// A pronoun or collective whose antecedent was not found.
    pub unresolved: bool,
}

/// The state of the discourse.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    pub publisher: Option<Code>,
    /// Indices of the contacts that are being reported.
    pub current: Vec<usize>,
    /// The text is that of a joint statement: “we” are all whom its title names.
    pub joint_text: bool,
    /// Somebody has said “I”: the account is a person's own.
    pub first_person: bool,
    /// The last single person that acted.
    pub last_single: Option<usize>,
    /// The last side that acted as such: “the Chinese side”, “India”.
    pub last_side: Option<Code>,
    /// The last plural subject.
    pub last_plural: Option<Resolved>,
    /// Participants that the title names, until a contact is known.
    pub expected: Vec<(Option<usize>, Code)>,
}

impl Discourse {
    /// Goes on to other contacts; who acted together elsewhere is “they” no more.
    pub fn turn_to(&mut self, made: Vec<usize>, contacts: &[Contact]) {
        let takes_part = |entity: usize| {
            made.iter()
                .flat_map(|&c| &contacts[c].participants)
                .any(|p| p.entity == Some(entity))
        };
        let elsewhere = self
            .last_plural
            .as_ref()
            .is_some_and(|last| last.entities.iter().any(|&e| !takes_part(e)));
        if elsewhere {
            self.last_plural = None;
        }
        self.current = made;
    }

    /// The participants of what is being reported.
    pub fn participants(&self, contacts: &[Contact]) -> Vec<(Option<usize>, Code)> {
        let mut all: Vec<(Option<usize>, Code)> = Vec::new();
        for &c in &self.current {
            for p in &contacts[c].participants {
                if !all.contains(&(p.entity, p.side)) {
                    all.push((p.entity, p.side));
                }
            }
        }
        if all.is_empty() {
            self.expected.clone()
        } else {
            all
        }
    }

    /// The sides of what is being reported, each once.
    pub fn sides(&self, contacts: &[Contact]) -> Vec<Code> {
        let mut sides = Vec::new();
        for (_, side) in self.participants(contacts) {
            push(&mut sides, side);
        }
        sides
    }

    /// Whom a party phrase means here.
    pub fn resolve(
        &self,
        party: &Party,
        entities: &Entities,
        contacts: &[Contact],
        k: &Knowledge,
    ) -> Resolved {
        let mut r = Resolved::default();
        for member in &party.members {
            match member {
                Member::Entity(e) => {
                    push(&mut r.entities, *e);
                    match self.side_of(*e, entities, contacts) {
                        Some(side) => push(&mut r.sides, side),
                        None => r.unresolved = true,
                    }
                }
                Member::Side(code) => push(&mut r.sides, *code),
                // Private people speak in a readout only where they were met.
                Member::Private => {
                    let met = self.participants(contacts).iter().any(|p| p.1 == k.private);
                    if met {
                        push(&mut r.sides, k.private);
                    } else {
                        r.unresolved = true;
                    }
                }
                Member::Unnamed => {}
                // “I met X. We discussed …”: those who met.
                Member::We if self.first_person && self.sides(contacts).len() > 1 => {
                    self.add_everyone(&mut r, contacts);
                }
                // “We, the leaders of …”: those whose statement it is.
                Member::We if self.joint_text => {
                    add_all(&mut r, &self.expected);
                }
                Member::I | Member::We | Member::Publisher => match self.publisher {
                    Some(side) => push(&mut r.sides, side),
                    None => r.unresolved = true,
                },
                Member::Singular => match self.last_single.or_else(|| self.own_person(contacts)) {
                    Some(e) => {
                        push(&mut r.entities, e);
                        match self.side_of(e, entities, contacts) {
                            Some(side) => push(&mut r.sides, side),
                            None => r.unresolved = true,
                        }
                    }
                    None => match self.publisher {
                        Some(side) => push(&mut r.sides, side),
                        None => r.unresolved = true,
                    },
                },
                Member::Counterpart(side) => self.add_others(&mut r, *side, contacts),
                Member::Delegation => match self.own_person(contacts) {
                    Some(e) => {
                        push(&mut r.entities, e);
                        r.sides.extend(self.publisher);
                    }
                    None => r.sides.extend(self.publisher),
                },
                Member::Participants => {
                    let all = self.participants(contacts);
                    let private: Vec<_> = all.iter().filter(|p| p.1 == k.private).collect();
                    if private.is_empty() {
                        self.add_everyone(&mut r, contacts);
                    } else {
                        private.iter().for_each(|p| push(&mut r.sides, p.1));
                    }
                }
                Member::They => match &self.last_plural {
                    Some(last)
                        if self.current.is_empty()
                            || last.sides.len() > 1
                            || self.sides(contacts).len() < 2 =>
                    {
                        last.entities.iter().for_each(|e| push(&mut r.entities, *e));
                        last.sides.iter().for_each(|s| push(&mut r.sides, *s));
                        r.joint |= last.joint;
                    }
                    _ => self.add_everyone(&mut r, contacts),
                },
                Member::Holders(plural) => {
                    let singular = if plural.ends_with("ies") {
                        plural.trim_end_matches("ies").to_owned() + "y"
                    } else {
                        plural.trim_end_matches('s').to_owned()
                    };
                    let holders: Vec<(Option<usize>, Code)> = self
                        .participants(contacts)
                        .into_iter()
                        .filter(|p| p.0.is_some_and(|e| entities.list[e].holds(&singular)))
                        .collect();
                    if holders.len() >= 2 {
                        for (entity, side) in holders {
                            r.entities.extend(entity);
                            push(&mut r.sides, side);
                        }
                        r.joint = r.sides.len() > 1;
                    } else {
                        self.add_everyone(&mut r, contacts);
                    }
                }
                Member::It => match self.last_side {
                    Some(side) => push(&mut r.sides, side),
                    None => r.unresolved = true,
                },
                Member::Everyone | Member::Contact | Member::Matter => {
                    self.add_everyone(&mut r, contacts)
                }
            }
        }
        let collective = party.members.iter().any(|m| {
            matches!(
                m,
                Member::Everyone
                    | Member::They
                    | Member::Contact
                    | Member::Matter
                    | Member::Holders(_)
            )
        });
        r.joint = r.sides.len() > 1 || collective && r.joint;
        r.unresolved |= r.sides.is_empty();
        r
    }

    fn add_everyone(&self, r: &mut Resolved, contacts: &[Contact]) {
        let all = self.participants(contacts);
        if all.len() < 2 {
            r.unresolved = true;
        }
        add_all(r, &all);
        r.joint = true;
    }

    fn add_others(&self, r: &mut Resolved, side: Option<Code>, contacts: &[Contact]) {
        let own = self.publisher;
        for (entity, code) in self.participants(contacts) {
            if Some(code) != own && side.is_none_or(|s| s == code) {
                if let Some(e) = entity {
                    push(&mut r.entities, e);
                }
                push(&mut r.sides, code);
            }
        }
        if r.sides.is_empty() {
            r.sides.extend(side);
        }
    }

    /// The side of an entity: its own, or the one it has in the contact at hand.
    pub fn side_of(
        &self,
        entity: usize,
        entities: &Entities,
        contacts: &[Contact],
    ) -> Option<Code> {
        let in_contact = self
            .current
            .iter()
            .flat_map(|&c| &contacts[c].participants)
            .find(|p| p.entity == Some(entity))
            .map(|p| p.side);
        in_contact.or(entities.list[entity].side).or(self.publisher)
    }

    /// The publisher's principal.
    fn own_person(&self, contacts: &[Contact]) -> Option<usize> {
        self.participants(contacts)
            .into_iter()
            .find(|p| Some(p.1) == self.publisher && p.0.is_some())
            .and_then(|p| p.0)
    }

    /// Remembers a subject for the pronouns that follow.
    pub fn note_subject(&mut self, party: &Party, resolved: &Resolved, entities: &Entities) {
        self.first_person |= party.members.contains(&Member::I);
        let person = |e: usize| matches!(entities.list[e].kind, "person" | "office");
        if resolved.joint || party.members.len() > 1 {
            self.last_plural = Some(resolved.clone());
        } else if let ([Member::Side(_) | Member::Entity(_)], [side]) =
            (&party.members[..], &resolved.sides[..])
            && resolved.entities.iter().all(|&e| !person(e))
        {
            self.last_side = Some(*side);
            if matches!(party.members[0], Member::Side(_)) {
                self.last_plural = Some(resolved.clone());
            }
        } else if let [e] = resolved.entities[..]
            && person(e)
        {
            self.last_single = Some(e);
        } else if resolved.entities.is_empty()
            && resolved.sides.len() == 1
            && matches!(
                party.members[0],
                Member::Private | Member::Participants | Member::Side(_)
            )
        {
            self.last_plural = Some(resolved.clone());
        }
    }
}

fn add_all(r: &mut Resolved, all: &[(Option<usize>, Code)]) {
    for &(entity, side) in all {
        if let Some(e) = entity {
            push(&mut r.entities, e);
        }
        push(&mut r.sides, side);
    }
}

pub(crate) fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
