//! One pass over the sentences: engagements and statements in the order of the text.

mod told_otherwise;

use crate::contacts::{Contact, Reporter};
use crate::dates::{When, dates_in};
use crate::discourse::{Discourse, Resolved};
use crate::entities::{Circumstances, Entities};
use crate::parties::{Member, Party, parties_in};
use crate::predicates::{Clauses, Form, Place, Predicate, Subject, is_past};
use crate::statements::{Said, at_cue, finish_contents, predicate};
use crate::view::View;
use crate::words::Class;
use chancery_lexicon::Family;
use chancery_text::{SentenceKind, Tag};
use std::ops::Range;

/// Everything read from a document, in tokens.
pub(crate) struct Pass<'v, 'a> {
    pub view: &'v View<'a>,
    pub entities: &'v mut Entities,
    pub around: Circumstances,
    pub discourse: Discourse,
    pub contacts: Vec<Contact>,
    pub said: Vec<Said>,
    pub title_month: Option<When>,
    /// Tokens of pronouns and collectives whose antecedent was not found.
    pub unresolved: Vec<Range<usize>>,
}

impl<'v, 'a> Pass<'v, 'a> {
    /// Reads every sentence that is part of the report.
    pub fn run(&mut self, kinds: &[SentenceKind]) {
        for (i, sentence) in self.view.text.sentences.iter().enumerate() {
            if matches!(
                kinds[i],
                SentenceKind::Boilerplate | SentenceKind::Title | SentenceKind::Caption
            ) {
                continue;
            }
            let mut range = sentence.tokens.clone();
            while range.end > range.start
                && matches!(self.view.word(range.end - 1), "." | "!" | "?" | "…")
            {
                range.end -= 1;
            }
            while range.start < range.end
                && matches!(
                    self.view.word(range.start),
                    "-" | "•" | "–" | "*" | "·" | "—" | "▪" | "●"
                )
            {
                range.start += 1;
            }
            if !range.is_empty() {
                self.sentence(i, range, kinds[i] == SentenceKind::Summary);
            }
        }
    }

    /// Adds what the title alone reports; statements without a contact belong to it.
    pub fn add_title_contacts(&mut self, title: Option<&View<'_>>) {
        let Some(title) = title.filter(|_| self.view.len() > 0) else {
            return;
        };
        let known = self.contacts.len();
        let expected = self.discourse.expected.clone();
        self.reporter(|r, _, c| r.by_title(title, &expected, c));
        for s in self.said.iter_mut().filter(|s| s.contacts.is_empty()) {
            s.contacts = (known..self.contacts.len()).collect();
        }
    }

    fn sentence(&mut self, index: usize, range: Range<usize>, summary: bool) {
        let view = self.view;
        let parties = parties_in(view, range.clone());
        let mut chain: Vec<Predicate> = Vec::new();
        let mut said: Vec<Said> = Vec::new();
        let mut boundaries: Vec<usize> = Vec::new();
        let mut fronted: Vec<(usize, Place)> = Vec::new();
        let main_subject = self.main_subject(&parties, &range);
        let noun_end =
            self.reporter(|r, d, c| r.by_noun(range.clone(), main_subject.as_ref(), d, c));
        self.reporter(|r, d, c| {
            r.settings(range.clone(), main_subject.as_ref(), d, c);
        });
        let mut i = noun_end.unwrap_or(range.start).max(range.start);
        while i < range.end {
            let id = view.id(i);
            let verb_form = id != 0
                && !view.is_quoted(i)
                && (view.k.cues.is_verb_form(id)
                    || view.k.triggers.is_verb_form(id)
                    || view.is(i, Class::Modal)
                    || view.is(i, Class::PurposeVerb)
                    || view.is(i, Class::Be)
                    || view.is(i, Class::ComprisingVerb)
                    || view.is(i, Class::HeadingVerb))
                || !view.is_quoted(i) && matches!(view.tag(i), Tag::VerbPast | Tag::VerbThird);
            let covered = view.mention_at(i).is_some() && !matches!(view.lower(i), "will");
            if !verb_form || covered {
                i += 1;
                continue;
            }
            let clauses = Clauses {
                view,
                range: range.clone(),
                parties: &parties,
                chain: &chain,
            };
            let place = clauses.place(i).or_else(|| clauses.bare(i));
            let Some(place) = place else {
                i += 1;
                continue;
            };
            if matches!(place.subject, Subject::Later) {
                fronted.push((i, place.clone()));
                let filler = Predicate {
                    verb: i,
                    form: Form::Fronted,
                    past: false,
                    subject: Resolved::default(),
                    is_contact: false,
                    clausal: false,
                    content: i + 1,
                };
                chain.push(filler);
                i += 1;
                continue;
            }
            let (subject, party) = self.subject(&place, &parties, &chain);
            let silent = subject.clone();
            if let Some(next) = self.predicate(
                i,
                index,
                &range,
                &place,
                subject,
                party,
                &mut chain,
                &mut said,
                &mut boundaries,
            ) {
                i = next;
            } else {
                // “jointly inaugurated X and hailed it”: a verb that is no act still hands its subject on.
                // “…, provided that …” hands nothing on: a subject or an “and” must stand before it.
                let joined = matches!(place.subject, Subject::Party(_))
                    || place
                        .group
                        .checked_sub(1)
                        .is_some_and(|p| matches!(view.lower(p), "and" | "but"));
                if joined
                    && matches!(view.tag(i), Tag::VerbPast | Tag::VerbThird)
                    && place.form == Form::Finite
                    && chain.last().is_none_or(|l| !l.clausal)
                {
                    let filler = Predicate {
                        verb: i,
                        form: Form::Finite,
                        past: view.tag(i) == Tag::VerbPast,
                        subject: silent,
                        is_contact: false,
                        clausal: false,
                        content: i + 1,
                    };
                    chain.push(filler);
                    boundaries.push(place.boundary);
                }
                i += 1;
            }
        }
        if said.is_empty() {
            said.extend(self.nominal(index, &range));
            said.extend(self.according(index, &range, &parties));
        }
        self.fronted(
            index,
            &fronted,
            &chain,
            &parties,
            &mut said,
            &mut boundaries,
        );
        if summary {
            return; // its news is told again below
        }
        said.sort_by_key(|s| s.verb);
        finish_contents(view, &mut said, &boundaries, range.clone(), |from| {
            quote_end(view, from)
        });
        let frame = self.frame(&range, &parties, &said);
        for mut s in said {
            s.sentence = index;
            s.frame = frame
                .clone()
                .filter(|f| f.end <= s.verb && s.content.as_ref().is_none_or(|c| c.start >= f.end));
            self.said.push(s);
        }
    }

    fn reporter<T>(
        &mut self,
        read: impl FnOnce(&mut Reporter<'_, 'a>, &mut Discourse, &mut Vec<Contact>) -> T,
    ) -> T {
        let mut reporter = Reporter {
            view: self.view,
            entities: self.entities,
            released: self.around.date,
            title_month: self.title_month,
        };
        read(&mut reporter, &mut self.discourse, &mut self.contacts)
    }

    /// The subject of the sentence as far as its place tells: the first party that no preposition governs.
    fn main_subject(&self, parties: &[Party], range: &Range<usize>) -> Option<Resolved> {
        let view = self.view;
        let free = parties.iter().find(|p| {
            p.start == range.start
                || !matches!(view.tag(p.start - 1), Tag::Adp)
                    && !matches!(
                        view.lower(p.start - 1),
                        "of" | "with"
                            | "by"
                            | "between"
                            | "to"
                            | "for"
                            | "from"
                            | "on"
                            | "in"
                            | "'s"
                    )
        })?;
        if free.members.iter().any(|m| matches!(m, Member::Contact)) {
            return None;
        }
        Some(
            self.discourse
                .resolve(free, self.entities, &self.contacts, view.k),
        )
    }

    fn subject<'p>(
        &mut self,
        place: &Place,
        parties: &'p [Party],
        chain: &[Predicate],
    ) -> (Resolved, Option<&'p Party>) {
        match place.subject {
            Subject::Party(i) => {
                let party = &parties[i];
                let resolved =
                    self.discourse
                        .resolve(party, self.entities, &self.contacts, self.view.k);
                (resolved, Some(party))
            }
            Subject::Same(i) => (chain[i].subject.clone(), None),
            Subject::Later | Subject::Nobody => (Resolved::default(), None),
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn predicate(
        &mut self,
        verb: usize,
        index: usize,
        range: &Range<usize>,
        place: &Place,
        subject: Resolved,
        party: Option<&Party>,
        chain: &mut Vec<Predicate>,
        said: &mut Vec<Said>,
        boundaries: &mut Vec<usize>,
    ) -> Option<usize> {
        let view = self.view;
        let past = is_past(view, verb);
        // A noun that looks like a verb makes no subject: “… on the biggest global challenges”.
        if let Some(p) = party.filter(|_| view.tag(verb).is_verb() || view.tag(verb).is_aux()) {
            self.discourse.note_subject(p, &subject, self.entities);
        }
        let pseudo = Party {
            start: place.group.min(verb),
            end: verb,
            members: subject
                .entities
                .iter()
                .map(|e| Member::Entity(*e))
                .collect(),
            tail: None,
        };
        let reporting =
            matches!(place.form, Form::Finite | Form::Modal) || place.form == Form::Purpose;
        if reporting
            && !place.negated
            && !place.earlier
            && view.k.triggers.is_verb_form(view.id(verb))
            && (party.is_some() || !subject.sides.is_empty())
        {
            let speaker = party.unwrap_or(&pseudo).clone();
            let announced = place.announced || place.form == Form::Modal;
            let report = self.reporter(|r, d, c| {
                r.at_verb(
                    verb,
                    range.clone(),
                    Some((&speaker, subject.clone())),
                    announced,
                    d,
                    c,
                )
            });
            if let Some(report) = report {
                let content = self.matter(&report.kind, verb, report.end, range);
                chain.push(Predicate {
                    verb,
                    form: place.form,
                    past,
                    subject: report.subject.clone(),
                    is_contact: true,
                    clausal: false,
                    content: report.end,
                });
                boundaries.push(place.boundary);
                if let Some(content) = content {
                    let everyone = Party {
                        start: verb,
                        end: verb,
                        members: vec![Member::Everyone],
                        tail: None,
                    };
                    let all =
                        self.discourse
                            .resolve(&everyone, self.entities, &self.contacts, view.k);
                    said.push(self.made(
                        verb,
                        verb..verb + 1,
                        "speak about",
                        Family::Discuss,
                        2,
                        all,
                        Some(content),
                        index,
                    ));
                }
                return Some(verb + 1);
            }
        }
        if let Some(p) = party
            && p.members == [Member::Matter]
            && place.form == Form::Finite
            && (view.is(verb, Class::Be) || view.is(verb, Class::ComprisingVerb))
            && verb + 1 < range.end
        {
            let s = self.made(
                verb,
                verb..verb + 1,
                "discuss",
                Family::Discuss,
                2,
                subject,
                Some(verb + 1..range.end),
                index,
            );
            chain.push(predicate(
                &s,
                s.subject.clone(),
                place,
                past,
                false,
                verb + 1,
            ));
            boundaries.push(place.boundary);
            said.push(s);
            return Some(verb + 1);
        }
        if subject.sides.is_empty()
            && let Some(p) = party
            && view.k.cues.is_verb_form(view.id(verb))
            && view.tag(verb).is_verb()
            && p.members != [Member::It]
        {
            self.unresolved.push(p.start..p.end);
        }
        if matches!(place.form, Form::Passive | Form::Told)
            && view.is(verb, Class::HeadingVerb)
            && view.reads(verb + 1, "by")
        {
            self.name_heads(verb + 2, range.end);
        }
        if place.form == Form::Told
            && let Some(met) = party
        {
            let agent = view
                .reads(verb + 1, "by")
                .then(|| crate::parties::party_at(view, verb + 2, range.end))
                .flatten();
            let agent = agent.map(|a| {
                self.discourse
                    .resolve(&a, self.entities, &self.contacts, view.k)
            });
            let report = self.reporter(|r, d, c| {
                r.passive(verb, range.clone(), met, agent, place.announced, d, c)
            });
            if let Some(report) = report {
                chain.push(Predicate {
                    verb,
                    form: Form::Finite,
                    past: true,
                    subject,
                    is_contact: true,
                    clausal: false,
                    content: report.end,
                });
                boundaries.push(place.boundary);
                return Some(verb + 1);
            }
        }
        let purpose = place.form == Form::Purpose && chain.iter().any(|c| c.is_contact);
        let found = at_cue(
            view,
            verb,
            range.end,
            place,
            &subject,
            party,
            &self.discourse,
            &self.contacts,
            self.entities,
            purpose,
        );
        if let Some((s, clausal, content, own)) = found {
            chain.push(predicate(&s, own, place, past, clausal, content));
            boundaries.push(place.boundary);
            let next = s.cue.end.max(verb + 1);
            said.push(s);
            return Some(next);
        }
        if purpose
            && place.form == Form::Purpose
            && view.is(verb, Class::PurposeVerb)
            && verb + 1 < range.end
        {
            let everyone = Party {
                start: verb,
                end: verb,
                members: vec![Member::Everyone],
                tail: None,
            };
            let all = self
                .discourse
                .resolve(&everyone, self.entities, &self.contacts, view.k);
            let s = self.made(
                verb,
                verb..verb + 1,
                view.lower(verb),
                Family::Discuss,
                2,
                all,
                Some(verb + 1..range.end),
                index,
            );
            chain.push(predicate(
                &s,
                s.subject.clone(),
                place,
                past,
                false,
                verb + 1,
            ));
            boundaries.push(place.boundary);
            said.push(s);
            return Some(verb + 1);
        }
        self.promise(
            verb, index, range, place, &subject, party, chain, said, boundaries,
        )
    }

    #[allow(clippy::too_many_arguments)]
    fn made(
        &self,
        verb: usize,
        cue: Range<usize>,
        act: &str,
        family: Family,
        strength: u8,
        subject: Resolved,
        content: Option<Range<usize>>,
        sentence: usize,
    ) -> Said {
        Said {
            act: 0,
            act_name: Some(act.to_owned()),
            strength,
            family,
            cue,
            subject,
            addressees: Resolved::default(),
            content,
            fixed: false,
            condition: None,
            frame: None,
            negated: false,
            reiterated: false,
            contacts: self.discourse.current.clone(),
            sentence,
            from_lexicon: false,
            verb,
        }
    }
}

/// The end of the quotation that is open at `from`.
fn quote_end(view: &View<'_>, from: usize) -> Option<usize> {
    (from..view.len().min(from + 600))
        .find(|&i| !view.is_quoted(i) && matches!(view.word(i), "”" | "\"" | "»"))
}
