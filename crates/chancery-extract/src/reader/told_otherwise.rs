//! Acts that no verb of the lexicon tells: promises, nouns alone, sources, participles before their subject.

use super::*;
use crate::complements::complemented;
use crate::parties::party_at;

impl Pass<'_, '_> {
    /// `We will continue to …` in a joint text: what the parties will do.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn promise(
        &mut self,
        verb: usize,
        index: usize,
        range: &Range<usize>,
        place: &Place,
        subject: &Resolved,
        party: Option<&Party>,
        chain: &mut Vec<Predicate>,
        said: &mut Vec<Said>,
        boundaries: &mut Vec<usize>,
    ) -> Option<usize> {
        let view = self.view;
        let speaks = party.is_some_and(|p| {
            p.members.iter().all(|m| {
                matches!(
                    m,
                    Member::We | Member::Publisher | Member::Everyone | Member::They
                )
            })
        });
        if !speaks || !view.reads(verb, "will") || subject.sides.is_empty() || verb + 1 >= range.end
        {
            return None;
        }
        let next = (verb + 1..range.end).find(|&i| !view.is_plain_adverb(i))?;
        if view.tag(next) != Tag::VerbBase {
            return None;
        }
        let carries_a_cue = complemented(view, next, range.end, false).is_some()
            || view.k.triggers.is_verb_form(view.id(next));
        if carries_a_cue && !matches!(view.lower(next), "continue" | "work" | "support") {
            return None;
        }
        let s = self.made(
            verb,
            verb..verb + 1,
            "will",
            Family::Intend,
            2,
            subject.clone(),
            Some(verb + 1..range.end),
            index,
        );
        chain.push(predicate(
            &s,
            s.subject.clone(),
            place,
            false,
            true,
            verb + 1,
        ));
        boundaries.push(place.boundary);
        said.push(s);
        Some(verb + 1)
    }

    /// `spoke with X about Y`, `held talks on Y`: what a contact was about.
    pub(super) fn matter(
        &self,
        kind: &str,
        verb: usize,
        end: usize,
        range: &Range<usize>,
    ) -> Option<Range<usize>> {
        let view = self.view;
        if kind == "visit" {
            return None;
        }
        let mut i = end;
        while i < range.end.min(end + 12) {
            match view.lower(i) {
                "about" if view.kind(i + 1) == chancery_text::TokenKind::Number => i += 1,
                "about" | "regarding" | "concerning" => {
                    return (i + 1 < range.end).then_some(i + 1..range.end);
                }
                "on" if matches!(
                    view.lower(verb),
                    "spoke" | "held" | "hold" | "had" | "holds" | "speak"
                ) =>
                {
                    let frame = i + 1 < range.end
                        && (matches!(view.lower(i + 1), "behalf")
                            || matches!(
                                view.lower(i + 2),
                                "margins"
                                    | "sidelines"
                                    | "occasion"
                                    | "phone"
                                    | "telephone"
                                    | "margin"
                            )
                            || view.is(i + 1, Class::Weekday)
                            || view.is(i + 1, Class::Month)
                            || view.lower(i + 1).starts_with(|c: char| c.is_ascii_digit()));
                    if frame || view.mention_at(i + 1).is_some_and(|m| m.person.is_some()) {
                        i += 1;
                        continue;
                    }
                    return (i + 1 < range.end).then_some(i + 1..range.end);
                }
                "to" | "and" | "," | "where" | "while" => return None,
                _ => i += 1,
            }
        }
        None
    }

    /// `The talks were co-chaired by X and Y`: names for sides of the contact that nobody stood for so far.
    pub(super) fn name_heads(&mut self, at: usize, limit: usize) {
        let Some(heads) = party_at(self.view, at, limit) else {
            return;
        };
        for member in &heads.members {
            let Member::Entity(e) = member else { continue };
            if self.entities.list[*e].kind != "person" {
                continue;
            }
            let side = self.entities.list[*e].side;
            let certain = self.entities.list[*e].side_certain;
            for &c in &self.discourse.current {
                let contact = &mut self.contacts[c];
                let known = contact.participants.iter().any(|p| p.entity == Some(*e));
                let free = contact.participants.iter_mut().find(|p| {
                    p.entity.is_none() && (side == Some(p.side) || side.is_none() || !certain)
                });
                if let (false, Some(p)) = (known, free) {
                    p.entity = Some(*e);
                    self.entities.list[*e].side = Some(p.side);
                    self.entities.list[*e].side_certain = true;
                }
            }
        }
    }

    /// `There was a detailed discussion of …`, `An exchange of views took place on …`: an act told by its noun alone.
    pub(super) fn nominal(&self, index: usize, range: &Range<usize>) -> Option<Said> {
        let view = self.view;
        let noun = (range.start..range.end.min(range.start + 14)).find(|&i| {
            view.is(i, Class::DiscussionNoun) && !view.is_quoted(i) && view.mention_at(i).is_none()
        })?;
        let there =
            (range.start..noun).any(|i| view.reads(i, "there") && view.is(i + 1, Class::Be));
        let mut p = noun + 1;
        if view.reads(p, "of")
            && matches!(
                view.lower((p + 1).min(view.len() - 1)),
                "views" | "opinions" | "view" | "opinion"
            )
        {
            p += 2;
        }
        let placed = (p..range.end.min(p + 24)).find(|&i| {
            view.reads(i, "place") && matches!(view.lower(i - 1), "took" | "taken" | "takes")
        });
        let cue = if there {
            noun..p
        } else {
            placed? - 1..placed? + 1
        };
        // “A discussion of X took place”: the matter stands before the verb.
        let before = !there && cue.start > p + 2;
        let from = if there || before { p } else { cue.end };
        let until = if before { cue.start } else { range.end };
        let content = (from..until.min(from + 6)).find(|&i| {
            matches!(
                view.lower(i),
                "on" | "of" | "about" | "regarding" | "concerning"
            )
        })? + 1;
        let everyone = Party {
            start: noun,
            end: p,
            members: vec![Member::Everyone],
            tail: None,
        };
        let all = self
            .discourse
            .resolve(&everyone, self.entities, &self.contacts, view.k);
        if all.sides.is_empty() || content >= range.end {
            return None;
        }
        Some(self.made(
            noun,
            cue,
            "discuss",
            Family::Discuss,
            2,
            all,
            Some(content..until),
            index,
        ))
    }

    /// `According to the Prime Minister, …`.
    pub(super) fn according(
        &self,
        index: usize,
        range: &Range<usize>,
        parties: &[Party],
    ) -> Option<Said> {
        let view = self.view;
        let start = (range.start..range.end.min(range.start + 3))
            .find(|&i| view.reads(i, "according") && view.reads(i + 1, "to"))?;
        let party = parties.iter().find(|p| p.start == start + 2)?;
        let subject = self
            .discourse
            .resolve(party, self.entities, &self.contacts, view.k);
        let comma = (party.end.saturating_sub(1)..range.end.min(party.end + 2))
            .find(|&i| view.is_comma(i))?;
        if subject.sides.len() != 1 || comma + 1 >= range.end {
            return None;
        }
        let mut said = self.made(
            start,
            start..start + 2,
            "according to",
            Family::State,
            2,
            subject,
            Some(comma + 1..range.end),
            index,
        );
        let all = self.discourse.participants(&self.contacts);
        for (entity, side) in all
            .into_iter()
            .filter(|p| !said.subject.sides.contains(&p.1))
        {
            crate::discourse::push(&mut said.addressees.sides, side);
            if let Some(e) = entity {
                crate::discourse::push(&mut said.addressees.entities, e);
            }
        }
        Some(said)
    }

    /// Participles before the subject: “Expressing condolences for …, the Minister …”.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn fronted(
        &mut self,
        index: usize,
        fronted: &[(usize, Place)],
        chain: &[Predicate],
        parties: &[Party],
        said: &mut Vec<Said>,
        boundaries: &mut Vec<usize>,
    ) {
        let view = self.view;
        for (verb, place) in fronted {
            let Some(main) = chain
                .iter()
                .find(|c| c.form != Form::Fronted && c.verb > *verb)
            else {
                continue;
            };
            let subject_start = parties
                .iter()
                .rev()
                .find(|p| p.end <= main.verb && p.start > *verb)
                .map_or(main.verb, |p| p.start);
            let limit = (verb + 1..subject_start)
                .rev()
                .find(|&i| view.is_comma(i))
                .unwrap_or(subject_start);
            let found = at_cue(
                view,
                *verb,
                limit,
                place,
                &main.subject,
                None,
                &self.discourse,
                &self.contacts,
                self.entities,
                false,
            );
            if let Some((mut s, ..)) = found {
                s.sentence = index;
                boundaries.push(limit);
                said.push(s);
            }
        }
    }

    /// `On Burma, the Secretary stressed …`: what a fronted phrase says the sentence is about.
    pub(super) fn frame(
        &self,
        range: &Range<usize>,
        parties: &[Party],
        said: &[Said],
    ) -> Option<Range<usize>> {
        let view = self.view;
        let first = said.first()?;
        let frames = matches!(
            view.lower(range.start),
            "on" | "regarding"
                | "concerning"
                | "turning"
                | "in"
                | "with"
                | "as"
                | "touching"
                | "addressing"
                | "about"
        );
        let subject = parties.iter().rev().find(|p| p.end <= first.verb)?.start;
        let comma = (range.start..subject).rev().find(|&i| view.is_comma(i))?;
        let topical = match view.lower(range.start) {
            "in" => (range.start..comma).any(|i| {
                matches!(
                    view.lower(i),
                    "discussions" | "regard" | "relation" | "terms" | "context"
                ) && (i..comma).any(|j| matches!(view.lower(j), "on" | "to" | "of"))
            }),
            "with" => {
                view.reads(range.start + 1, "regard") || view.reads(range.start + 1, "respect")
            }
            "as" => view.reads(range.start + 1, "for") || view.reads(range.start + 1, "regards"),
            "on" => dates_in(view, range.start..comma, self.around.date).is_empty(),
            _ => true,
        };
        (frames && topical && comma > range.start + 1).then_some(range.start + 1..comma)
    }
}
