//! Engagements: contacts between parties, from the constructions that report them.

mod circumstances;
mod joining;
mod nouns;
mod parties;
mod visits;

use circumstances::ordinal_value;
pub(crate) use joining::admit;
use joining::split;
pub(crate) use parties::skip_adverbials;
use parties::{named_person, officials_at};
use visits::destinations;

use crate::dates::{DateWords, Precision, When, dates_in};
use crate::discourse::{Discourse, Resolved, push};
use crate::entities::Entities;
use crate::gazetteer::Sense;
use crate::knowledge::Code;
use crate::mentions::Kind;
use crate::parties::{Member, Party, party_at};
use crate::triggers::{Link, Trigger, TriggerMatch};
use crate::view::View;
use crate::words::Class;
use chancery_text::{SentenceKind, Tag};
use jiff::civil::Date;
use std::ops::Range;

/// A party to a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Participant {
    pub entity: Option<usize>,
    pub side: Code,
    pub role: Option<String>,
}

/// A contact that the text reports or announces.
#[derive(Debug, Clone)]
pub(crate) struct Contact {
    pub kind: String,
    pub participants: Vec<Participant>,
    pub when: Option<When>,
    pub place: Option<String>,
    pub country: Option<Code>,
    pub ordinal: Option<u32>,
    pub within: Option<usize>,
    pub announced: bool,
    /// Tokens that report it; `None` if only the title does.
    pub evidence: Option<Range<usize>>,
    /// The day was assumed from the release, not told.
    pub assumed_day: bool,
}

/// What a contact is read from.
pub(crate) struct Reporter<'v, 'a> {
    pub view: &'v View<'a>,
    pub entities: &'v mut Entities,
    pub released: Option<Date>,
    /// The month that the title names, when it names no day.
    pub title_month: Option<When>,
}

/// Where a trigger stood, for the statements of the same sentence.
#[derive(Debug, Clone)]
pub(crate) struct Reported {
    /// End of the construction with the parties behind it.
    pub end: usize,
    pub subject: Resolved,
    pub kind: String,
}

impl Reporter<'_, '_> {
    /// A contact reported by a verb at `verb` with its subject.
    #[allow(clippy::too_many_arguments)]
    pub fn at_verb(
        &mut self,
        verb: usize,
        sentence: Range<usize>,
        subject: Option<(&Party, Resolved)>,
        announced: bool,
        discourse: &mut Discourse,
        contacts: &mut Vec<Contact>,
    ) -> Option<Reported> {
        let view = self.view;
        for m in view.k.triggers.at(view, verb, sentence.end) {
            let trigger = &view.k.triggers.rows[m.row];
            let found = match trigger.kind.as_str() {
                "visit" => self.visit(
                    &m,
                    trigger,
                    &sentence,
                    subject.clone(),
                    announced,
                    discourse,
                    contacts,
                ),
                _ => self.encounter(
                    &m,
                    trigger,
                    &sentence,
                    subject.clone(),
                    announced,
                    discourse,
                    contacts,
                ),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    #[allow(clippy::too_many_arguments)]
    fn encounter(
        &mut self,
        m: &TriggerMatch,
        trigger: &Trigger,
        sentence: &Range<usize>,
        subject: Option<(&Party, Resolved)>,
        announced: bool,
        discourse: &mut Discourse,
        contacts: &mut Vec<Contact>,
    ) -> Option<Reported> {
        let view = self.view;
        let (subject_party, subject) = subject?;
        if subject.unresolved && subject.sides.is_empty() {
            return None;
        }
        let other = self.counterpart(m, trigger, sentence.end);
        let mut kind = trigger.kind.clone();
        let mut groups: Vec<Vec<Participant>> = Vec::new();
        let own = self.people(&subject, &trigger.subject, discourse, contacts);
        let end;
        match other {
            Some(mut party) => {
                self.continue_list(&mut party, sentence.end);
                end = party.end;
                if trigger.verb == "call"
                    && m.noun.is_none()
                    && !named_person(&party, self.entities)
                {
                    return None;
                }
                if trigger.verb == "call" && (view.reads(end, "to") && m.end > m.verb + 1) {
                    return None; // “called on X to act” asks, it does not visit
                }
                if matches!(trigger.verb.as_str(), "speak" | "talk")
                    && party
                        .members
                        .iter()
                        .all(|p| matches!(p, Member::Private | Member::Participants))
                {
                    return None;
                }
                let others = self.members(&party, &own, &trigger.other, discourse, contacts);
                if others.is_empty()
                    || party.members.iter().all(|m| {
                        matches!(
                            m,
                            Member::Everyone | Member::They | Member::Contact | Member::Holders(_)
                        )
                    })
                {
                    return None;
                }
                // “held separate meetings with A, B and C”
                let apart = (m.verb..m.end + 2)
                    .any(|i| view.reads(i, "separate") || view.reads(i, "separately"))
                    || m.noun
                        .is_some_and(|n| matches!(view.lower(n), "meetings" | "calls"));
                if apart && own.iter().all(|o| o.side == own[0].side) {
                    groups = others
                        .into_iter()
                        .map(|o| own.iter().cloned().chain([o]).collect())
                        .collect();
                } else {
                    groups = split(&own, others, subject_party.members.len(), view.k.private);
                }
            }
            // “They met” tells the contact at hand again; “they will meet in September” announces another.
            None if own.len() > 1
                && (trigger.verb == "meet" || m.noun.is_some())
                && own.iter().any(|p| p.side != own[0].side)
                && (!subject_party.members.iter().all(|m| {
                    matches!(
                        m,
                        Member::Everyone | Member::They | Member::Contact | Member::Holders(_)
                    )
                }) || announced
                    && !dates_in(view, sentence.clone(), self.released).is_empty()) =>
            {
                end = m.end;
                groups.push(own);
            }
            None => return None,
        }
        let clause = m.verb.saturating_sub(3).max(sentence.start)..(end + 14).min(sentence.end);
        kind = self.refine_kind(kind, m, clause, &groups);
        let dates = dates_in(view, sentence.clone(), self.released);
        // A call has no place.
        let (place, country) = match kind.as_str() {
            "call" => (None, None),
            _ => self.place(sentence, m.verb, end),
        };
        let at = where_and_whose(country, groups.iter().flatten());
        let when = self.when(&dates, m.verb, end, announced, &kind, &at, contacts);
        let mut made = Vec::new();
        for participants in groups {
            let ordinal = self.ordinal(&participants, m, sentence.end);
            let contact = Contact {
                kind: kind.clone(),
                participants,
                when: when.map(|w| w.0),
                place: place.clone(),
                country,
                ordinal,
                within: None,
                announced,
                evidence: Some(subject_party.start.max(sentence.start)..end),
                assumed_day: when.is_none_or(|w| w.1),
            };
            made.push(admit(contact, contacts));
        }
        discourse.turn_to(made, contacts);
        Some(Reported { end, subject, kind })
    }

    /// `The Ambassador was summoned`, `X was received by Y`: the subject is the counterpart.
    #[allow(clippy::too_many_arguments)]
    pub fn passive(
        &mut self,
        verb: usize,
        sentence: Range<usize>,
        met: &Party,
        agent: Option<Resolved>,
        announced: bool,
        discourse: &mut Discourse,
        contacts: &mut Vec<Contact>,
    ) -> Option<Reported> {
        let view = self.view;
        let m = view
            .k
            .triggers
            .at(view, verb, sentence.end)
            .into_iter()
            .find(|m| {
                let row = &view.k.triggers.rows[m.row];
                m.noun.is_none()
                    && m.end == verb + 1
                    && row.links.contains(&Link::Object)
                    && matches!(row.kind.as_str(), "meeting" | "summons")
            })?;
        let trigger = &view.k.triggers.rows[m.row];
        if trigger.kind == "meeting" && agent.is_none() {
            return None;
        }
        let host = match agent {
            Some(agent) => agent,
            None => Resolved {
                sides: vec![discourse.publisher?],
                ..Resolved::default()
            },
        };
        let own = self.people(&host, &trigger.subject, discourse, contacts);
        let others = self.members(met, &own, &trigger.other, discourse, contacts);
        if others.is_empty() || others.iter().any(|o| own.iter().any(|p| p.side == o.side)) {
            return None;
        }
        let dates = dates_in(view, sentence.clone(), self.released);
        let (place, country) = self.place(&sentence, verb, verb + 1);
        let at = where_and_whose(country, own.iter().chain(&others));
        let when = self.when(
            &dates,
            verb,
            verb + 1,
            announced,
            &trigger.kind,
            &at,
            contacts,
        );
        let contact = Contact {
            kind: trigger.kind.clone(),
            participants: own.into_iter().chain(others).collect(),
            when: when.map(|w| w.0),
            place,
            country,
            ordinal: None,
            within: None,
            announced,
            evidence: Some(met.start..verb + 1),
            assumed_day: when.is_none_or(|w| w.1),
        };
        let made = vec![admit(contact, contacts)];
        discourse.turn_to(made, contacts);
        Some(Reported {
            end: verb + 1,
            subject: host,
            kind: trigger.kind.clone(),
        })
    }

    /// Contacts that a group call or a meeting of three sides is.
    fn refine_kind(
        &self,
        kind: String,
        m: &TriggerMatch,
        clause: Range<usize>,
        groups: &[Vec<Participant>],
    ) -> String {
        let view = self.view;
        let sides = |g: &Vec<Participant>| {
            let mut s = Vec::new();
            g.iter().for_each(|p| push(&mut s, p.side));
            s.len()
        };
        if matches!(kind.as_str(), "meeting" | "call")
            && groups.len() == 1
            && sides(&groups[0]) >= 3
            && groups[0].iter().all(|p| p.side != view.k.private)
        {
            return "multilateral".to_owned();
        }
        // A courtesy call is paid in person.
        let courtesy = m
            .noun
            .is_some_and(|n| view.reads(n.saturating_sub(1), "courtesy"));
        if courtesy {
            return "meeting".to_owned();
        }
        let by_wire = |i: usize| {
            view.is(i, Class::CallWord) && !(view.lower(i) == "call" && view.tag(i).is_verb())
        };
        if kind == "meeting"
            && (m.verb..clause.end)
                .any(|i| by_wire(i) && !view.reads(i + 1, "on") && view.lower(i) != "call")
            && !clause.clone().any(|i| view.reads(i, "person"))
        {
            return "call".to_owned();
        }
        let face_to_face = |i: usize| {
            view.reads(i, "margins")
                || view.reads(i, "sidelines")
                || view.reads(i, "person") && view.reads(i.saturating_sub(1), "in")
        };
        if kind == "call" && m.noun.is_none() && clause.clone().any(face_to_face) {
            return "meeting".to_owned();
        }
        kind
    }
}

/// The country of a contact, and else those of its parties.
fn where_and_whose<'p>(
    country: Option<Code>,
    parties: impl Iterator<Item = &'p Participant>,
) -> Vec<Code> {
    match country {
        Some(country) => vec![country],
        None => parties.map(|p| p.side).collect(),
    }
}
