//! Engagements: contacts between parties, from the constructions that report them.

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
use chancery_text::Tag;
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
                groups = split(&own, others, subject_party.members.len(), view.k.private);
            }
            None if own.len() > 1
                && own.iter().any(|p| p.side != own[0].side)
                && !subject_party.members.iter().all(|m| {
                    matches!(
                        m,
                        Member::Everyone | Member::They | Member::Contact | Member::Holders(_)
                    )
                }) =>
            {
                end = m.end;
                groups.push(own);
            }
            None => return None,
        }
        let clause = m.verb.saturating_sub(3).max(sentence.start)..(end + 14).min(sentence.end);
        kind = self.refine_kind(kind, m, clause, &groups);
        let dates = dates_in(view, sentence.clone(), self.released);
        let when = self.when(&dates, m.verb, end, announced, &kind, contacts);
        let (place, country) = self.place(sentence, m.verb, end);
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
        discourse.current = made.clone();
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
        let when = self.when(&dates, verb, verb + 1, announced, &trigger.kind, contacts);
        let (place, country) = self.place(&sentence, verb, verb + 1);
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
        discourse.current = made;
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

    /// The phrase that names the other party.
    fn counterpart(&self, m: &TriggerMatch, trigger: &Trigger, limit: usize) -> Option<Party> {
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
                        if view.ids[i] == *word
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
    fn continue_list(&self, party: &mut Party, limit: usize) {
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

    fn people(
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
    fn members(
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

    /// The country where the sentence is set, else the foreign one that the title expects.
    fn side_of_setting(&self, before: usize, own: Option<Code>) -> Option<Code> {
        let view = self.view;
        for i in (0..before).rev() {
            if before - i > 90 {
                break;
            }
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

    /// When it was; the flag tells that the day of release was assumed.
    fn when(
        &self,
        dates: &[DateWords],
        verb: usize,
        end: usize,
        announced: bool,
        kind: &str,
        contacts: &[Contact],
    ) -> Option<(When, bool)> {
        let near = dates
            .iter()
            .filter(|d| d.tokens.start < verb || d.tokens.start <= end + 25)
            .min_by_key(|d| {
                if d.tokens.start >= verb {
                    d.tokens.start - verb
                } else {
                    verb - d.tokens.start + 4
                }
            });
        if let Some(d) = near {
            let several = d.when.from != d.when.to && d.when.precision == Precision::Day;
            return Some((
                if several && kind != "visit" {
                    When::month_of(d.when.from)
                } else {
                    d.when
                },
                false,
            ));
        }
        let visit = contacts
            .iter()
            .find(|c| c.kind == "visit" && !c.assumed_day)
            .and_then(|c| c.when);
        if let Some(w) = visit
            && kind != "visit"
            && w.from != w.to
        {
            return Some((When::month_of(w.from), false));
        }
        if announced {
            return visit.map(|w| (When::month_of(w.from), false));
        }
        self.default_day()
    }

    fn default_day(&self) -> Option<(When, bool)> {
        self.title_month
            .map(|m| (m, false))
            .or_else(|| self.released.map(|d| (When::day(d), true)))
    }

    /// City and country behind `in` in this sentence.
    fn place(
        &self,
        sentence: &Range<usize>,
        verb: usize,
        end: usize,
    ) -> (Option<String>, Option<Code>) {
        let view = self.view;
        let spoken = |i: usize| {
            i > verb
                && view.lower(i) == "to"
                && i + 1 < sentence.end
                && view.tag(i + 1) == Tag::VerbBase
        };
        let stop = (end..sentence.end)
            .find(|&i| spoken(i))
            .unwrap_or(sentence.end);
        let mut fallback = (None, None);
        for i in sentence.start..stop {
            if !matches!(view.lower(i), "in" | "at") || i + 1 >= sentence.end {
                continue;
            }
            let p = if view.reads(i + 1, "the") {
                i + 2
            } else {
                i + 1
            };
            let Some(m) = view.mention_at(p).filter(|m| m.start == p) else {
                if view.lower(i) == "in"
                    && p < sentence.end
                    && view.capital(p)
                    && !view.is(p, Class::Month)
                {
                    // A town that the lexicon does not know, with its country behind a comma.
                    let q = (p..(p + 4).min(sentence.end)).find(|&q| view.is_comma(q));
                    if let Some(q) = q
                        && let Some(c) = view
                            .mention_at(q + 1)
                            .filter(|c| c.start == q + 1 && c.kind == Kind::Country)
                    {
                        return (
                            Some(view.span(p, q).slice(view.text.text).to_owned()),
                            c.codes.first().copied(),
                        );
                    }
                }
                continue;
            };
            if m.end < sentence.end
                && (view.reads(m.end, "'s")
                    || view.tag(m.end) == Tag::Noun
                        && view.mention_at(m.end).is_none()
                        && m.kind != Kind::Place)
            {
                continue;
            }
            let name = view.span(m.start, m.end).slice(view.text.text).to_owned();
            match (m.kind, m.sense) {
                (Kind::Capital, _) => return (Some(name), m.codes.first().copied()),
                (Kind::Place, Some(Sense::Place(at))) => {
                    let place = &view.k.lexicon.places[at];
                    let country = place.country.as_deref().and_then(|c| view.k.code_id(c));
                    if format!("{:?}", place.kind) == "City" {
                        return (Some(name), country);
                    }
                    if fallback.0.is_none() && country.is_some() {
                        fallback = (Some(name), country);
                    }
                }
                (Kind::Country, _) if fallback.0.is_none() && (i < verb || i >= end) => {
                    fallback = (Some(name), m.codes.first().copied())
                }
                _ => {}
            }
        }
        fallback
    }

    /// `for the third time` behind a participant, `the eighth round`.
    fn ordinal(&self, participants: &[Participant], m: &TriggerMatch, limit: usize) -> Option<u32> {
        let view = self.view;
        if let Some(noun) = m.noun {
            let told = (m.verb + 1..noun).find_map(|i| ordinal_value(view, i));
            if told.is_some() {
                return told;
            }
        }
        let last = participants.iter().filter_map(|p| p.entity).next_back();
        let after = (m.verb..limit)
            .filter(|&i| {
                view.mention_at(i)
                    .is_some_and(|men| men.start == i && men.entity.is_some() && men.entity == last)
            })
            .map(|i| view.mention_at(i).map_or(i, |men| men.end))
            .next_back()?;
        (after..limit.min(after + 12)).find_map(|i| {
            let told =
                view.reads(i, "for") && view.reads(i + 1, "the") && view.reads(i + 3, "time");
            let next_party = view
                .mention_at(i)
                .is_some_and(|men| men.person.is_some() && men.start == i);
            if next_party {
                Some(None)
            } else if told {
                Some(ordinal_value(view, i + 2))
            } else {
                None
            }
        })?
    }

    #[allow(clippy::too_many_arguments)]
    fn visit(
        &mut self,
        m: &TriggerMatch,
        trigger: &Trigger,
        sentence: &Range<usize>,
        subject: Option<(&Party, Resolved)>,
        announced: bool,
        discourse: &mut Discourse,
        contacts: &mut Vec<Contact>,
    ) -> Option<Reported> {
        let (subject_party, subject) = subject?;
        if subject.joint || subject.sides.len() != 1 {
            return None;
        }
        let view = self.view;
        let own = self.people(&subject, &trigger.subject, discourse, contacts);
        let mut at = m.end;
        if m.noun.is_some() || trigger.verb == "depart" {
            at = (m.end..sentence.end.min(m.end + 8)).find(|&i| view.reads(i, "to"))? + 1;
        }
        let destinations = destinations(view, at, sentence.end);
        let mut end = destinations.last().map(|d| d.2)?;
        let mut made = Vec::new();
        let dates = dates_in(view, sentence.clone(), self.released);
        let (when, assumed) = match dates.first() {
            Some(d) => (Some(d.when), false),
            None if announced => (None, false),
            None => self
                .default_day()
                .map_or((None, true), |(w, a)| (Some(w), a)),
        };
        for (code, place, _) in &destinations {
            if own.iter().any(|p| p.side == *code) {
                continue;
            }
            let mut participants = own.clone();
            participants.push(Participant {
                entity: None,
                side: *code,
                role: trigger.other.clone(),
            });
            let contact = Contact {
                kind: "visit".to_owned(),
                participants,
                when,
                place: Some(place.clone()),
                country: Some(*code),
                ordinal: None,
                within: None,
                announced,
                evidence: Some(subject_party.start..end),
                assumed_day: assumed,
            };
            made.push(admit(contact, contacts));
        }
        if made.is_empty() {
            return None;
        }
        discourse.current = made.clone();
        if let Some((met, after)) =
            self.meetings_behind(end, sentence, &own, announced, discourse, contacts)
        {
            made = met;
            end = after;
            discourse.current = made.clone();
        }
        Some(Reported {
            end,
            subject,
            kind: "visit".to_owned(),
        })
    }

    /// `… for meetings with President X and Foreign Minister Y` behind a destination.
    fn meetings_behind(
        &mut self,
        from: usize,
        sentence: &Range<usize>,
        own: &[Participant],
        announced: bool,
        discourse: &Discourse,
        contacts: &mut Vec<Contact>,
    ) -> Option<(Vec<usize>, usize)> {
        let view = self.view;
        let noun = (from..sentence.end.min(from + 8))
            .find(|&i| view.is(i, Class::ContactNoun) && view.reads(i + 1, "with"))?;
        if !(from..noun).any(|i| matches!(view.lower(i), "for" | "hold" | "have")) {
            return None;
        }
        let party = officials_at(view, noun + 2, sentence.end)?;
        let others = self.members(&party, own, &None, discourse, contacts);
        if others.is_empty() {
            return None;
        }
        let dates = dates_in(view, sentence.clone(), self.released);
        let when = self.when(&dates, noun, party.end, announced, "meeting", contacts);
        let (place, country) = contacts
            .last()
            .map_or((None, None), |v| (v.place.clone(), v.country));
        let made = split(own, others, 1, view.k.private)
            .into_iter()
            .map(|participants| {
                let contact = Contact {
                    kind: "meeting".to_owned(),
                    participants,
                    when: when.map(|w| w.0),
                    place: place.clone(),
                    country,
                    ordinal: None,
                    within: None,
                    announced,
                    evidence: Some(noun..party.end),
                    assumed_day: when.is_none_or(|w| w.1),
                };
                admit(contact, contacts)
            })
            .collect();
        Some((made, party.end))
    }

    /// What a title alone reports: a visit to a country, or a contact with those whom it names.
    pub fn by_title(
        &mut self,
        title: &View<'_>,
        expected: &[(Option<usize>, Code)],
        contacts: &mut Vec<Contact>,
    ) {
        let has = |words: &[&str]| (0..title.len()).any(|i| words.contains(&title.lower(i)));
        let travels = (0..title.len()).find(|&i| {
            matches!(
                title.lower(i),
                "visit" | "trip" | "travel" | "visits" | "travels"
            ) && title.reads(i + 1, "to")
        });
        let default = self.default_day();
        let contact = |kind: &str,
                       participants: Vec<Participant>,
                       country: Option<Code>,
                       place: Option<String>| Contact {
            kind: kind.to_owned(),
            participants,
            when: default.map(|w| w.0),
            place,
            country,
            ordinal: None,
            within: None,
            announced: false,
            evidence: None,
            assumed_day: default.is_none_or(|w| w.1),
        };
        let Some(&(own, side)) = expected.first() else {
            return;
        };
        if let Some(verb) = travels {
            if contacts.iter().any(|c| c.kind == "visit") {
                return;
            }
            for (code, place, _) in destinations(title, verb + 2, title.len()) {
                if code != side {
                    let participants = vec![
                        Participant {
                            entity: own,
                            side,
                            role: Some("visitor".to_owned()),
                        },
                        Participant {
                            entity: None,
                            side: code,
                            role: Some("host".to_owned()),
                        },
                    ];
                    admit(
                        contact("visit", participants, Some(code), Some(place)),
                        contacts,
                    );
                }
            }
            return;
        }
        if !contacts.is_empty() || expected.len() < 2 {
            return;
        }
        let kind = if has(&["call", "telephone", "phone", "calls", "spoke", "speaks"]) {
            "call"
        } else if has(&[
            "meeting",
            "meets",
            "met",
            "meet",
            "talks",
            "bilateral",
            "consultations",
            "meetings",
            "lunch",
            "visit",
            "receives",
            "hosts",
        ]) {
            "meeting"
        } else {
            return;
        };
        let participants = expected
            .iter()
            .map(|&(entity, side)| Participant {
                entity,
                side,
                role: None,
            })
            .collect();
        admit(contact(kind, participants, None, None), contacts);
    }

    /// `During his visit to Beijing`, `on a working visit to Astana`: a visit as the setting.
    pub fn settings(
        &mut self,
        sentence: Range<usize>,
        visitor: Option<&Resolved>,
        discourse: &Discourse,
        contacts: &mut Vec<Contact>,
    ) {
        let view = self.view;
        let Some(visitor) = visitor.filter(|v| v.sides.len() == 1 && !v.joint) else {
            return;
        };
        for i in sentence.clone() {
            if !matches!(view.lower(i), "visit" | "trip" | "travel" | "tour")
                || view.quoted[i]
                || !view.reads(i + 1, "to")
            {
                continue;
            }
            let from = i.saturating_sub(6).max(sentence.start);
            let Some(p) = (from..i)
                .rev()
                .find(|&p| matches!(view.lower(p), "during" | "on" | "of" | "as" | "within"))
            else {
                continue;
            };
            let mine = (p + 1..i).all(|q| {
                matches!(
                    view.tag(q),
                    Tag::Det | Tag::Adj | Tag::Noun | Tag::Num | Tag::VerbGerund | Tag::Adp
                ) || matches!(view.lower(q), "his" | "her" | "their" | "a" | "an" | "the")
            }) && !(p + 1..i).any(|q| view.mention_at(q).is_some());
            if !mine
                || matches!(view.lower(p), "of" | "as")
                    && !view.reads(p.saturating_sub(1), "course")
                    && !view.reads(p + 1, "part")
                    && !view.reads(p.saturating_sub(1), "part")
            {
                continue;
            }
            // “President X, who was on a working visit to Y”: the visitor is the one before “who”.
            let relative = (from..p).rev().find(|&q| view.reads(q, "who"));
            let antecedent = relative.and_then(|q| {
                (q.saturating_sub(3)..q).rev().find_map(|t| {
                    view.mention_at(t)
                        .filter(|m| m.person.is_some())
                        .and_then(|m| m.entity)
                })
            });
            let visitor = match antecedent {
                Some(e) => &Resolved {
                    entities: vec![e],
                    sides: discourse
                        .side_of(e, self.entities, contacts)
                        .into_iter()
                        .collect(),
                    ..Resolved::default()
                },
                None => visitor,
            };
            let own = self.people(visitor, &Some("visitor".to_owned()), discourse, contacts);
            let dates = dates_in(view, sentence.clone(), self.released);
            let (when, assumed) = match dates.first() {
                Some(d) => (Some(d.when), false),
                None => self
                    .default_day()
                    .map_or((None, true), |(w, a)| (Some(w), a)),
            };
            for (code, place, end) in destinations(view, i + 2, sentence.end) {
                if own.iter().any(|o| o.side == code) {
                    continue;
                }
                let mut participants = own.clone();
                participants.push(Participant {
                    entity: None,
                    side: code,
                    role: Some("host".to_owned()),
                });
                let contact = Contact {
                    kind: "visit".to_owned(),
                    participants,
                    when,
                    place: Some(place),
                    country: Some(code),
                    ordinal: None,
                    within: None,
                    announced: false,
                    evidence: Some(p..end),
                    assumed_day: assumed,
                };
                admit(contact, contacts);
            }
        }
    }

    /// `In her meeting with Foreign Minister X, …`: a contact named by a noun at the head of a sentence.
    pub fn by_noun(
        &mut self,
        sentence: Range<usize>,
        own: Option<&Resolved>,
        discourse: &mut Discourse,
        contacts: &mut Vec<Contact>,
    ) -> Option<usize> {
        let view = self.view;
        let framed = matches!(view.lower(sentence.start), "in" | "during" | "at" | "on");
        for i in sentence.start..sentence.end.min(sentence.start + 9) {
            if !view.is(i, Class::ContactNoun)
                || i + 2 >= sentence.end
                || !matches!(view.lower(i + 1), "with" | "between")
                || view.mention_at(i).is_some()
            {
                continue;
            }
            let party = officials_at(view, i + 2, sentence.end)?;
            // “The second round of consultations between A and B was held in …”
            let took_place = (party.end..sentence.end.min(party.end + 10))
                .any(|t| matches!(view.lower(t), "held" | "convened" | "concluded" | "place"));
            if !framed && !took_place {
                return None;
            }
            let own = if framed { own } else { None };
            let between = view.reads(i + 1, "between");
            let own_people = own
                .map(|o| self.people(o, &None, discourse, contacts))
                .unwrap_or_default();
            let own_people = if own_people.is_empty() {
                if between {
                    Vec::new()
                } else {
                    vec![Participant {
                        entity: None,
                        side: discourse.publisher?,
                        role: None,
                    }]
                }
            } else {
                own_people
            };
            let others: Vec<Participant> = self
                .members(&party, &own_people, &None, discourse, contacts)
                .into_iter()
                .filter(|o| {
                    own_people
                        .iter()
                        .all(|p| p.side != o.side || p.entity != o.entity)
                })
                .collect();
            if others.is_empty() {
                return None;
            }
            let wire = (sentence.start..=i).any(|q| view.is(q, Class::CallWord));
            let kind = if wire {
                "call"
            } else if matches!(view.lower(i), "visit" | "trip" | "tour") {
                return None;
            } else {
                "meeting"
            };
            let mut made = Vec::new();
            let groups = if between && own_people.is_empty() {
                vec![others]
            } else {
                split(&own_people, others, 1, view.k.private)
            };
            for participants in groups {
                if participants.len() < 2 {
                    return None;
                }
                let ordinal = (sentence.start..i)
                    .find_map(|t| ordinal_value(view, t))
                    .filter(|_| took_place);
                let dates = dates_in(
                    view,
                    sentence.start..if took_place {
                        sentence.end
                    } else {
                        party.end.max(i)
                    },
                    self.released,
                );
                let when = dates
                    .first()
                    .map(|d| (d.when, false))
                    .or_else(|| self.default_day());
                let contact = Contact {
                    kind: kind.to_owned(),
                    participants,
                    when: when.map(|w| w.0),
                    place: if took_place {
                        self.place(&sentence, i, party.end).0
                    } else {
                        None
                    },
                    country: if took_place {
                        self.place(&sentence, i, party.end).1
                    } else {
                        None
                    },
                    ordinal,
                    within: None,
                    announced: false,
                    evidence: Some(sentence.start..party.end),
                    assumed_day: when.is_none_or(|w| w.1),
                };
                made.push(admit(contact, contacts));
            }
            discourse.current = made;
            return Some(party.end);
        }
        None
    }
}

/// A party phrase of people who can be met; a country or organisation alone cannot be met, but spoken to.
fn officials_at(view: &View<'_>, at: usize, limit: usize) -> Option<Party> {
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

fn named_person(party: &Party, entities: &Entities) -> bool {
    party
        .members
        .iter()
        .any(|m| matches!(m, Member::Entity(e) if entities.list[*e].kind == "person"))
}

/// Skips “today”, “by phone”, “separately”, “in New York” before an object.
fn skip_adverbials(view: &View<'_>, mut at: usize, limit: usize) -> usize {
    while at < limit
        && (view.is_plain_adverb(at)
            || matches!(view.lower(at), "today" | "yesterday" | "separately" | ","))
    {
        at += 1;
    }
    at
}

/// One contact for each separate counterpart of one person; one for a group, or for counterparts of several sides.
fn split(
    own: &[Participant],
    others: Vec<Participant>,
    subjects: usize,
    private: Code,
) -> Vec<Vec<Participant>> {
    let mut sides = Vec::new();
    others.iter().for_each(|o| push(&mut sides, o.side));
    let public: Vec<Code> = sides.iter().copied().filter(|s| *s != private).collect();
    let together = |others: Vec<Participant>| {
        let mut all = own.to_vec();
        all.extend(others);
        all
    };
    if others.len() == 1 || subjects > 1 || public.len() > 1 {
        return vec![together(others)];
    }
    others.into_iter().map(|o| together(vec![o])).collect()
}

/// Adds a contact, or joins it with the one that it names again.
pub(crate) fn admit(contact: Contact, contacts: &mut Vec<Contact>) -> usize {
    let same = contacts.iter().position(|c| same_contact(c, &contact));
    let Some(i) = same else {
        contacts.push(contact);
        return contacts.len() - 1;
    };
    let known = &mut contacts[i];
    if known.participants.iter().any(|p| p.entity.is_none())
        && contact
            .participants
            .iter()
            .filter(|p| p.entity.is_some())
            .count()
            > known
                .participants
                .iter()
                .filter(|p| p.entity.is_some())
                .count()
    {
        known.participants = contact.participants;
        known.evidence = contact.evidence.clone();
    }
    known.place = known.place.take().or(contact.place);
    known.country = known.country.or(contact.country);
    known.ordinal = known.ordinal.or(contact.ordinal);
    if known.assumed_day && !contact.assumed_day {
        known.when = contact.when;
        known.assumed_day = false;
    }
    if known.evidence.is_none() {
        known.evidence = contact.evidence;
    }
    i
}

fn same_contact(a: &Contact, b: &Contact) -> bool {
    if a.kind != b.kind {
        return false;
    }
    let dates = a.assumed_day
        || b.assumed_day
        || match (a.when, b.when) {
            (Some(x), Some(y)) => x.overlaps(&y),
            _ => true,
        };
    let sides = |c: &Contact| {
        let mut s: Vec<Code> = Vec::new();
        c.participants.iter().for_each(|p| push(&mut s, p.side));
        s.sort_unstable();
        s
    };
    let named = |c: &Contact| {
        c.participants
            .iter()
            .filter_map(|p| p.entity)
            .collect::<Vec<_>>()
    };
    let (x, y) = (named(a), named(b));
    let one_names_nobody_else = x.iter().all(|e| y.contains(e)) || y.iter().all(|e| x.contains(e));
    dates && sides(a) == sides(b) && one_names_nobody_else
}

/// The countries that a list of destinations names, with the place as written and where its words end.
fn destinations(view: &View<'_>, at: usize, limit: usize) -> Vec<(Code, String, usize)> {
    let mut found: Vec<(Code, String, usize)> = Vec::new();
    let mut p = at;
    while p < limit {
        if view.reads(p, "the")
            || view.reads(p, "and")
            || view.reads(p, "both")
            || view.is_comma(p) && !found.is_empty()
        {
            p += 1;
            continue;
        }
        let Some(m) = view
            .mention_at(p)
            .filter(|m| m.start == p && m.person.is_none())
        else {
            break;
        };
        let code = match (m.kind, m.sense) {
            (Kind::Place, Some(Sense::Place(i))) => {
                let place = &view.k.lexicon.places[i];
                place
                    .country
                    .as_deref()
                    .and_then(|c| view.k.code_id(c))
                    .or(m.codes.first().copied())
            }
            (Kind::Country | Kind::Capital, _) => m.codes.first().copied(),
            _ => None,
        };
        let Some(code) = code else { break };
        let name = view.span(m.start, m.end).slice(view.text.text).to_owned();
        match found.iter_mut().find(|f| f.0 == code) {
            Some(f) => f.2 = m.end,
            None => found.push((code, name, m.end)),
        }
        p = m.end;
    }
    found
}

fn ordinal_value(view: &View<'_>, i: usize) -> Option<u32> {
    if i >= view.len() {
        return None;
    }
    let word = view.lower(i);
    if view.is(i, Class::Ordinal) {
        return view
            .k
            .lexicon
            .classes
            .words("ordinal")
            .iter()
            .position(|w| w == word)
            .map(|n| n as u32 + 1);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[digits.len()..];
    (matches!(tail, "st" | "nd" | "rd" | "th") && !digits.is_empty())
        .then(|| digits.parse().ok())
        .flatten()
}
