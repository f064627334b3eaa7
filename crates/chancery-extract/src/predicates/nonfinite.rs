//! Infinitives, bare forms and participles.

use super::*;

impl Clauses<'_, '_> {
    /// `to` + verb: the purpose of a contact, or behind a verb that only carries it on (“continued to urge”).
    pub(super) fn infinitive(&self, group: &Group) -> Option<Place> {
        let view = self.view;
        if group.start == self.range.start {
            return None;
        }
        let prev = group.start - 1;
        match view.lower(prev) {
            "continue" | "continued" | "continues" | "wished" | "wishes" | "wish" | "began"
            | "proceeded" | "went" | "hastened" => {
                let mut place = if view.lower(prev) == "continue" {
                    self.carried(prev)?
                } else {
                    self.finite(prev, &self.group(prev))?
                };
                place.group = place.group.min(prev);
                return Some(place);
            }
            // “is scheduled to meet”, “is to meet”, “is expected to visit”
            word if self.is_prospect(prev, word) => {
                let mut be = prev;
                while be > self.range.start && !view.is(be, Class::Be) {
                    be -= 1;
                }
                let place = self.finite(be, &self.group(be))?;
                return Some(Place {
                    form: Form::Modal,
                    announced: true,
                    ..place
                });
            }
            "on" if view.reads(prev.saturating_sub(1), "went") => {
                return self.finite(prev - 1, &self.group(prev - 1));
            }
            "opportunity" | "occasion" => {
                let took = (prev.saturating_sub(4)..prev).rev().find(|&i| {
                    matches!(
                        view.lower(i),
                        "took"
                            | "used"
                            | "had"
                            | "takes"
                            | "seized"
                            | "provided"
                            | "offered"
                            | "was"
                            | "gave"
                            | "served"
                            | "presented"
                            | "provides"
                            | "is"
                    )
                })?;
                return self.finite(took, &self.group(took));
            }
            "like" if view.reads(prev.saturating_sub(1), "would") => {
                let g = self.group(prev);
                return self.modal(&g).map(|p| Place {
                    announced: false,
                    form: Form::Finite,
                    ..p
                });
            }
            _ => {}
        }
        let last_at = self.chain.len().checked_sub(1)?;
        let last = &self.chain[last_at];
        let joined = matches!(view.lower(prev), "and" | "," | "as") || view.is_comma(prev);
        let place = |subject, boundary| {
            Some(Place {
                form: Form::Purpose,
                subject,
                boundary,
                group: group.start,
                negated: group.negated,
                announced: false,
                earlier: false,
            })
        };
        // “in support of their desire to advance …”: what is desired, not what the contact was for.
        if view.is(prev, Class::InfinitiveNoun) {
            return None;
        }
        if last.is_contact {
            let clause_between = (last.content.min(group.start)..group.start).any(|i| {
                matches!(
                    view.tag(i),
                    Tag::VerbPast | Tag::VerbThird | Tag::VerbPresent
                ) && self.view.mention_at(i).is_none()
            });
            if clause_between {
                return None;
            }
            // “a meeting to discuss”, “travelled to X to meet Y to …” — nearest contact.
            return place(Subject::Same(last_at), group.start);
        }
        if last.form == Form::Purpose && joined {
            let start = if view.lower(prev) == "as" && prev >= 2 {
                prev - 2
            } else {
                prev
            };
            return place(Subject::Same(last_at), self.with_comma(start));
        }
        None
    }

    /// Whether `be` with or without `scheduled`, `expected`, `due` stands before an infinitive.
    fn is_prospect(&self, at: usize, word: &str) -> bool {
        let view = self.view;
        if view.is(at, Class::Be) {
            return matches!(word, "is" | "are");
        }
        matches!(
            word,
            "scheduled" | "expected" | "due" | "set" | "planned" | "going" | "slated"
        ) && (at.saturating_sub(2).max(self.range.start)..at).any(|i| view.is(i, Class::Be))
    }

    /// `will continue to`.
    pub(super) fn carried(&self, verb: usize) -> Option<Place> {
        let g = self.group(verb);
        if g.will {
            self.modal(&g)
        } else {
            self.finite(verb, &g)
        }
    }

    /// A base form that shares its modal or its `to` with the verb before: `will meet X and discuss Y`.
    pub fn bare(&self, verb: usize) -> Option<Place> {
        let view = self.view;
        if view.tag(verb) != Tag::VerbBase && view.tag(verb) != Tag::VerbPresent {
            return None;
        }
        let mut first = verb;
        while first > self.range.start && self.is_adverb(first - 1) {
            first -= 1;
        }
        let prev = first.checked_sub(1).filter(|&p| p >= self.range.start)?;
        if !matches!(view.lower(prev), "and" | ",") {
            return None;
        }
        let last_at = self.chain.len().checked_sub(1)?;
        let last = &self.chain[last_at];
        if !matches!(last.form, Form::Modal | Form::Purpose) || last.clausal {
            return None;
        }
        // An infinitive inside the content takes the coordination: “discuss ways to deepen A and support B”.
        let inner = (last.content..prev)
            .any(|i| view.reads(i, "to") && i + 1 < prev && view.tag(i + 1) == Tag::VerbBase);
        if inner {
            return None;
        }
        Some(Place {
            form: last.form,
            subject: Subject::Same(last_at),
            boundary: self.with_comma(prev),
            group: first,
            negated: false,
            announced: last.form == Form::Modal,
            earlier: false,
        })
    }

    pub(super) fn participle(&self, first: usize, verb: usize) -> Option<Place> {
        let view = self.view;
        let mut start = first;
        while start > self.range.start && self.is_adverb(start - 1) && !self.party_covers(start - 1)
        {
            start -= 1;
        }
        let place = |form, subject, boundary| {
            Some(Place {
                form,
                subject,
                boundary,
                group: start,
                negated: false,
                announced: false,
                earlier: false,
            })
        };
        if start == self.range.start {
            return if view.capital(verb) || start < verb {
                place(Form::Fronted, Subject::Later, start)
            } else {
                None
            };
        }
        let prev = start - 1;
        if view.tag(verb) == Tag::Noun && !view.is_comma(prev) {
            return None;
        }
        // “…, with Minister X stressing”, but not “… with Minister X, stressing”
        if !view.is_comma(prev)
            && let Some(i) = self.parties.iter().position(|p| p.end == start)
            && self.parties[i].start > self.range.start
            && view.reads(self.parties[i].start - 1, "with")
        {
            let with = self.parties[i].start - 1;
            return place(Form::Participle, Subject::Party(i), self.with_comma(with));
        }
        let last_at = self.chain.len().checked_sub(1);
        match view.lower(prev) {
            "while" | "by" | "before" | "after" | "besides" | "in" | "when"
                if prev == self.range.start =>
            {
                place(Form::Fronted, Subject::Later, prev)
            }
            "while" | "whilst" => {
                // “Mr X, while thanking Y, …”: the subject stands right before.
                let before = if view.is_comma(prev.saturating_sub(1)) {
                    prev - 1
                } else {
                    prev
                };
                let near = self
                    .parties
                    .iter()
                    .position(|p| p.end == before || p.end == prev);
                let subject = match near.filter(|&i| self.can_be_subject(i)) {
                    Some(i) if last_at.is_none() => Subject::Party(i),
                    _ => Subject::Same(last_at?),
                };
                place(Form::Participle, subject, self.with_comma(prev))
            }
            // “The leaders began by reflecting on …”
            "by" if prev > self.range.start
                && matches!(
                    view.lower(prev - 1),
                    "began"
                        | "started"
                        | "opened"
                        | "concluded"
                        | "closed"
                        | "ended"
                        | "finished"
                        | "begins"
                        | "concludes"
                ) =>
            {
                self.finite(prev - 1, &self.group(prev - 1))
            }
            "by" => {
                let last = &self.chain[last_at?];
                (!last.clausal && !last.is_contact && prev <= last.content + 12).then_some(())?;
                place(
                    Form::Participle,
                    Subject::Same(last_at?),
                    self.with_comma(prev),
                )
            }
            "," | "–" | "—" | ";" | "-" => {
                let at = last_at?;
                let last = &self.chain[at];
                // A list of gerunds is one content: “discussed expanding A, promoting B”.
                if !last.is_contact
                    && last.content < self.range.end
                    && view.lower(last.content).ends_with("ing")
                    && view.tag(last.content) == Tag::VerbGerund
                    && last.form != Form::Participle
                {
                    return None;
                }
                let inside_including = (last.content..prev)
                    .rev()
                    .take(10)
                    .any(|i| view.reads(i, "including"));
                if inside_including
                    && view.reads(prev, ",")
                    && (last.content..prev)
                        .any(|i| view.reads(i, "including") && view.lower(i + 1).ends_with("ing"))
                {
                    return None;
                }
                place(Form::Participle, Subject::Same(at), prev)
            }
            "and" | "but" | "as" => {
                let at = last_at?;
                let comma = prev > self.range.start && view.is_comma(prev - 1);
                (self.chain[at].form == Form::Participle || comma && !self.chain[at].clausal)
                    .then_some(())?;
                place(Form::Participle, Subject::Same(at), self.with_comma(prev))
            }
            _ => None,
        }
    }
}
