//! Visits: stays in a place, as the news or as the setting of meetings.

use super::*;

impl Reporter<'_, '_> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn visit(
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
        let destinations = destinations(view, at, sentence.end, self.released);
        let mut end = destinations.last().map(|d| d.end)?;
        let mut made = Vec::new();
        let dates = dates_in(view, sentence.clone(), self.released);
        let (when, assumed) = match dates.first() {
            Some(d) => (Some(d.when), false),
            None if announced => (None, false),
            None => self
                .default_day()
                .map_or((None, true), |(w, a)| (Some(w), a)),
        };
        for stay in &destinations {
            if own.iter().any(|p| p.side == stay.country) {
                continue;
            }
            let mut participants = own.clone();
            participants.push(Participant {
                entity: None,
                side: stay.country,
                role: trigger.other.clone(),
            });
            let contact = Contact {
                kind: "visit".to_owned(),
                participants,
                when: stay.when.or(when),
                place: Some(stay.place.clone()),
                country: Some(stay.country),
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
        // “…, who was visiting X, …” tells beside what the sentence reports.
        let aside = (subject_party.end..m.verb).any(|i| view.reads(i, "who"));
        if !aside || discourse.current.is_empty() {
            discourse.turn_to(made.clone(), contacts);
        }
        if let Some((met, after)) =
            self.meetings_behind(end, sentence, &own, announced, discourse, contacts)
        {
            end = after;
            discourse.turn_to(met, contacts);
        }
        Some(Reported {
            end,
            subject,
            kind: "visit".to_owned(),
        })
    }

    /// `… for meetings with President X and Foreign Minister Y` behind a destination.
    pub(super) fn meetings_behind(
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
        let (place, country) = contacts
            .last()
            .map_or((None, None), |v| (v.place.clone(), v.country));
        let at: Vec<Code> = country.into_iter().collect();
        let when = self.when(&dates, noun, party.end, announced, "meeting", &at, contacts);
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
                || view.is_quoted(i)
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
                    || view.is_hyphen(q)
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
            for stay in destinations(view, i + 2, sentence.end, self.released) {
                if own.iter().any(|o| o.side == stay.country) {
                    continue;
                }
                let mut participants = own.clone();
                participants.push(Participant {
                    entity: None,
                    side: stay.country,
                    role: Some("host".to_owned()),
                });
                let contact = Contact {
                    kind: "visit".to_owned(),
                    participants,
                    when: stay.when.or(when),
                    place: Some(stay.place),
                    country: Some(stay.country),
                    ordinal: None,
                    within: None,
                    announced: (sentence.start..i).any(|t| view.reads(t, "will")),
                    evidence: Some(p..stay.end),
                    assumed_day: assumed,
                };
                admit(contact, contacts);
            }
        }
    }
}

/// Where a journey leads.
pub(super) struct Stay {
    pub country: Code,
    /// As the text writes it.
    pub place: String,
    /// Its own days: “to Milan June 20-22, Tirana June 30”.
    pub when: Option<When>,
    /// End of its words.
    pub end: usize,
}

/// The countries that a list of destinations names.
pub(super) fn destinations(
    view: &View<'_>,
    at: usize,
    limit: usize,
    released: Option<Date>,
) -> Vec<Stay> {
    let mut found: Vec<Stay> = Vec::new();
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
        let days = dates_in(view, m.end..limit.min(m.end + 9), released)
            .into_iter()
            .next()
            .filter(|d| {
                d.when.precision == Precision::Day
                    && (m.end..d.tokens.start).all(|t| matches!(view.lower(t), "on" | "from"))
            });
        let end = days.as_ref().map_or(m.end, |d| d.tokens.end);
        let name = view.span(m.start, m.end).slice(view.text.text).to_owned();
        match found.iter_mut().find(|f| f.country == code) {
            Some(f) => f.end = m.end,
            None => found.push(Stay {
                country: code,
                place: name,
                when: days.map(|d| d.when),
                end: m.end,
            }),
        }
        p = end;
    }
    found
}
