//! Contacts that a noun or the title reports: “In her meeting with X, …”, “Call with Y”.

use super::*;

impl Reporter<'_, '_> {
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
            let planned = (party.end..sentence.end.min(party.end + 6))
                .any(|t| matches!(view.lower(t), "planned" | "scheduled"));
            if !framed && !took_place && !planned {
                return None;
            }
            let took_place = took_place || planned;
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
                    announced: planned,
                    evidence: Some(sentence.start..party.end),
                    assumed_day: when.is_none_or(|w| w.1),
                };
                made.push(admit(contact, contacts));
            }
            discourse.turn_to(made, contacts);
            return Some(party.end);
        }
        None
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
        let ahead = self.looks_ahead();
        let default = match &ahead {
            Some(when) => when.map(|w| (w, false)),
            None => self.default_day(),
        };
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
            announced: ahead.is_some(),
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
            for stay in destinations(title, verb + 2, title.len(), self.released) {
                let (code, place) = (stay.country, stay.place);
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

    /// Whether the first sentence tells of what is still to come, and when, if it says so.
    fn looks_ahead(&self) -> Option<Option<When>> {
        let view = self.view;
        let lead = view
            .text
            .sentences
            .iter()
            .find(|s| matches!(s.kind, SentenceKind::Body))?
            .tokens
            .clone();
        let first = lead.clone().find(|&i| {
            matches!(view.tag(i), Tag::VerbPast | Tag::VerbThird | Tag::AuxModal)
                && view.mention_at(i).is_none()
        })?;
        let to_come = view.reads(first, "will")
            || view.reads(first, "looks") && view.reads(first + 1, "forward");
        to_come.then(|| dates_in(view, lead, self.released).first().map(|d| d.when))
    }
}
