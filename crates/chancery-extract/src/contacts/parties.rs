//! Who met: the people on both ends of a contact.

use super::*;

impl Reporter<'_, '_> {
    /// The phrase that names the other party.
    pub(super) fn counterpart(
        &self,
        m: &TriggerMatch,
        trigger: &Trigger,
        limit: usize,
    ) -> Option<Party> {
        let view = self.view;
        for link in &trigger.links {
            match link {
                Link::Object => {
                    let at = skip_adverbials(view, m.end, limit);
                    if let Some(p) = officials_at(view, at, limit) {
                        return Some(p);
                    }
                }
                Link::Preposition(word) => {
                    let mut i = m.end;
                    while i < limit.min(m.end + 26) {
                        if view.id(i) == *word
                            && let Some(p) = officials_at(view, i + 1, limit)
                        {
                            return Some(p);
                        }
                        if view.tag(i).is_verb()
                            && view.tag(i) != Tag::VerbGerund
                            && view.tag(i) != Tag::VerbParticiple
                            || view.word(i) == ";"
                        {
                            break;
                        }
                        i += 1;
                    }
                }
                Link::Place => {}
            }
        }
        None
    }

    /// Goes on with a list that an ordinal interrupts: “met A for the second time, and B for the third”.
    pub(super) fn continue_list(&self, party: &mut Party, limit: usize) {
        let view = self.view;
        let mut p = party.end;
        if view.reads(p, "for") && view.reads(p + 1, "the") && view.reads(p + 3, "time") {
            p += 4;
        }
        if p == party.end || p >= limit {
            return;
        }
        let next = if view.is_comma(p) && view.reads(p + 1, "and") {
            p + 2
        } else if view.reads(p, "and") {
            p + 1
        } else {
            return;
        };
        if next >= limit {
            return;
        }
        let named = view.mention_at(next).is_some_and(|m| m.person.is_some());
        if let Some(more) = party_at(view, next, limit).filter(|_| named)
            && !(more.end < limit && view.tag(more.end).is_verb())
        {
            party.end = more.end;
            party.members.extend(more.members);
        }
    }

    pub(super) fn people(
        &self,
        subject: &Resolved,
        role: &Option<String>,
        discourse: &Discourse,
        contacts: &[Contact],
    ) -> Vec<Participant> {
        let mut people: Vec<Participant> = subject
            .entities
            .iter()
            .filter_map(|&e| {
                let side = discourse.side_of(e, self.entities, contacts)?;
                let entity = matches!(self.entities.list[e].kind, "person" | "office").then_some(e);
                Some(Participant {
                    entity,
                    side,
                    role: role.clone(),
                })
            })
            .collect();
        // “Minister X, Federal Republic of Y”: the country stands for nobody else.
        let named: Vec<Code> = people
            .iter()
            .filter(|p| p.entity.is_some())
            .map(|p| p.side)
            .collect();
        people.retain(|p| p.entity.is_some() || !named.contains(&p.side));
        for &side in &subject.sides {
            if people.iter().all(|p| p.side != side) {
                people.push(Participant {
                    entity: None,
                    side,
                    role: role.clone(),
                });
            }
        }
        people
    }

    /// The members of the other party; a foreign office without a country takes it from where it was met.
    pub(super) fn members(
        &mut self,
        party: &Party,
        own: &[Participant],
        role: &Option<String>,
        discourse: &Discourse,
        contacts: &[Contact],
    ) -> Vec<Participant> {
        let mut found: Vec<Participant> = Vec::new();
        let k = self.view.k;
        let own_side = own.first().map(|p| p.side);
        for member in &party.members {
            let listed = found
                .iter()
                .map(|f| f.side)
                .find(|s| Some(*s) != own_side && *s != k.private);
            // Whoever is listed with people of one's own is no stranger.
            let abroad = found.iter().all(|f| Some(f.side) != own_side);
            let mut add = |entity: Option<usize>, side: Code| {
                let p = Participant {
                    entity,
                    side,
                    role: role.clone(),
                };
                let same_unnamed = entity.is_none() && found.iter().any(|f| f.side == side);
                if !found.contains(&p) && !same_unnamed {
                    found.push(p);
                }
            };
            match member {
                Member::Entity(e) => {
                    let entity = &self.entities.list[*e];
                    let person = matches!(entity.kind, "person" | "office");
                    let mut side = entity.side;
                    if person && !entity.side_certain {
                        side = listed
                            .or_else(|| self.side_of_setting(party.start, own_side))
                            .or_else(|| other_expected(discourse, own_side).filter(|_| abroad))
                            .or(side)
                            .or(own_side);
                        self.entities.list[*e].side = side;
                        self.entities.list[*e].side_certain = true;
                    }
                    if let Some(side) = side {
                        add(person.then_some(*e), side);
                    }
                }
                Member::Side(code) => add(None, *code),
                Member::Private => add(None, k.private),
                Member::Singular => {
                    if let Some(e) = discourse.last_single
                        && let Some(side) = self.entities.list[e].side
                        && Some(side) != own_side
                    {
                        add(Some(e), side);
                    }
                }
                Member::Counterpart(side) => {
                    let side = side.or_else(|| {
                        discourse
                            .sides(contacts)
                            .into_iter()
                            .find(|s| Some(*s) != own_side)
                    });
                    if let Some(side) = side {
                        add(None, side);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The country where the sentence is set.
    pub(super) fn side_of_setting(&self, before: usize, own: Option<Code>) -> Option<Code> {
        let view = self.view;
        let from = view
            .text
            .sentences
            .iter()
            .map(|s| s.tokens.start)
            .take_while(|&start| start <= before)
            .last()
            .unwrap_or(0);
        for i in (from..before).rev() {
            if let Some(m) = view.mention_at(i)
                && m.start == i
                && matches!(m.kind, Kind::Country | Kind::Capital)
                && i > 0
                && matches!(view.lower(i - 1), "in" | "to" | "the")
                && m.codes.first().copied() != own
            {
                return m.codes.first().copied();
            }
        }
        None
    }
}

/// The one side beside one's own that the title expects.
fn other_expected(discourse: &Discourse, own: Option<Code>) -> Option<Code> {
    let mut others = discourse
        .expected
        .iter()
        .map(|e| e.1)
        .filter(|&side| Some(side) != own);
    let first = others.next()?;
    others.all(|side| side == first).then_some(first)
}

/// A party phrase of people who can be met; a country or organisation alone cannot be met, but spoken to.
pub(super) fn officials_at(view: &View<'_>, at: usize, limit: usize) -> Option<Party> {
    if at >= limit {
        return None;
    }
    let mut p = at;
    for _ in 0..6 {
        if let Some(party) = party_at(view, p, limit) {
            return Some(party);
        }
        // “senior”, “a group of”, “the newly appointed”
        let group = view.is(p, Class::GroupNoun) && view.reads(p + 1, "of");
        if p < limit
            && (group
                || matches!(
                    view.tag(p),
                    Tag::Adj | Tag::Det | Tag::Num | Tag::VerbParticiple | Tag::Adv
                )
                || matches!(view.lower(p), "of" | "the" | "a"))
        {
            p += 1;
        } else {
            return None;
        }
    }
    None
}

pub(super) fn named_person(party: &Party, entities: &Entities) -> bool {
    party
        .members
        .iter()
        .any(|m| matches!(m, Member::Entity(e) if entities.list[*e].kind == "person"))
}

/// Skips “today”, “by phone”, “separately”, “in New York” before an object.
pub(crate) fn skip_adverbials(view: &View<'_>, mut at: usize, limit: usize) -> usize {
    while at < limit
        && (view.is_plain_adverb(at)
            || matches!(view.lower(at), "today" | "yesterday" | "separately" | ","))
    {
        at += 1;
    }
    at
}
