//! Where a verb stands in its sentence: its form, its subject, and whether it is said of a party or only reported
//! inside what a party said.

mod nonfinite;
mod subjects;

use crate::discourse::Resolved;
use crate::parties::{Member, Party};
use crate::view::View;
use crate::words::Class;
use chancery_text::Tag;
use std::ops::Range;

/// The grammatical place of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `stressed`, `has stressed`, `stresses`.
    Finite,
    /// `will stress` and the base forms coordinated with it.
    Modal,
    /// `to stress`, the purpose of a contact.
    Purpose,
    /// `, stressing`.
    Participle,
    /// `Stressing …, the Minister …`
    Fronted,
    /// `was stressed`.
    Passive,
    /// `the Ambassador was told`: the subject is the one addressed.
    Told,
}

/// Who a predicate is said of.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    /// A party phrase of the sentence, by its index.
    Party(usize),
    /// The subject of an earlier predicate of the chain, by its index.
    Same(usize),
    /// The subject of the main clause, which comes later.
    Later,
    /// Nobody is named.
    Nobody,
}

/// A verb's place in the sentence.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub form: Form,
    pub subject: Subject,
    /// Where its clause begins: what was said before ends here.
    pub boundary: usize,
    /// First token of the verb group, auxiliaries included.
    pub group: usize,
    pub negated: bool,
    pub announced: bool,
    /// In the past perfect: what had happened before.
    pub earlier: bool,
}

/// A predicate of the sentence that was accepted.
#[derive(Debug, Clone)]
pub(crate) struct Predicate {
    pub verb: usize,
    pub form: Form,
    pub past: bool,
    pub subject: Resolved,
    /// Reports a contact and not an act.
    pub is_contact: bool,
    /// Its content is a clause with a subject of its own.
    pub clausal: bool,
    /// Where its content begins.
    pub content: usize,
}

/// Whether a finite verb stands in the past, by its form where the tagger errs.
pub(crate) fn is_past(view: &View<'_>, verb: usize) -> bool {
    let third = view.lower(verb).ends_with('s') && !view.lower(verb).ends_with("ss");
    let tagged = matches!(
        view.tag(verb),
        Tag::VerbPresent | Tag::VerbThird | Tag::AuxPresent | Tag::AuxThird
    );
    !(third && !matches!(view.lower(verb), "was") || tagged)
}

/// What the search for a verb's place looks at.
pub(crate) struct Clauses<'v, 'a> {
    pub view: &'v View<'a>,
    pub range: Range<usize>,
    pub parties: &'v [Party],
    pub chain: &'v [Predicate],
}

/// The auxiliaries before a verb.
#[derive(Debug, Default)]
struct Group {
    start: usize,
    have: bool,
    /// The past perfect: told as background.
    had: bool,
    be: bool,
    will: bool,
    other_modal: bool,
    to: bool,
    negated: bool,
}

impl Clauses<'_, '_> {
    /// The place of the verb at `verb`, or nothing if it is not said of a party here.
    pub fn place(&self, verb: usize) -> Option<Place> {
        let view = self.view;
        let mut first = verb;
        if verb >= self.range.start + 2 && view.is_hyphen(verb - 1) {
            if view.reads(verb - 2, "re") || view.reads(verb - 2, "co") {
                first = verb - 2;
            } else {
                return None;
            }
        }
        if view.reads(verb + 1, "-") && !view.space_before(verb + 1) {
            return None;
        }
        let group = self.group(first);
        let gerund = view.lower(verb).ends_with("ing");
        if group.other_modal {
            return None;
        }
        if gerund && !group.be {
            return self.participle(first, verb);
        }
        if group.to {
            return self.infinitive(&group);
        }
        if group.be && !gerund && !view.is(verb, Class::Be) {
            return self.passive(verb, &group);
        }
        if group.will {
            return self.modal(&group);
        }
        self.finite(verb, &group)
    }

    fn is_adverb(&self, i: usize) -> bool {
        let view = self.view;
        view.is_plain_adverb(i)
            && !matches!(
                view.lower(i),
                "when" | "where" | "how" | "why" | "so" | "there" | "here" | "that"
            )
            || matches!(
                view.lower(i),
                "both"
                    | "each"
                    | "all"
                    | "also"
                    | "then"
                    | "further"
                    | "jointly"
                    | "mutually"
                    | "either"
                    | "today"
                    | "yesterday"
                    | "in-person"
            )
    }

    fn group(&self, verb: usize) -> Group {
        let view = self.view;
        let mut g = Group {
            start: verb,
            ..Group::default()
        };
        let mut i = verb;
        while i > self.range.start {
            let q = i - 1;
            if view.is(q, Class::Have) {
                g.have = true;
                g.had |= matches!(view.lower(q), "had");
            } else if view.is(q, Class::Be) && view.lower(q) != "'s" {
                g.be = true;
            } else if view.is(q, Class::Modal) && (view.tag(q).is_aux() || !view.capital(q)) {
                if matches!(view.lower(q), "will" | "would" | "shall") {
                    g.will = true;
                } else {
                    g.other_modal = true;
                }
            } else if matches!(view.lower(q), "did" | "does" | "do") && g.negated {
            } else if matches!(view.lower(q), "not" | "n't" | "never") {
                // “not only met X but also …” is met.
                g.negated = !view.reads(q + 1, "only");
            } else if view.reads(q, "to") && !g.have && !g.be {
                g.to = true;
                g.start = q;
                return g;
            } else if self.is_adverb(q)
                && !(q > self.range.start && view.is_comma(q - 1) && view.capital(q))
                && !self.party_covers(q)
            {
                i = q;
                continue;
            } else {
                break;
            }
            i = q;
            g.start = q;
        }
        if g.start == verb {
            // Only adverbs stood before it; they belong to the group when a subject stands before them.
            let mut i = verb;
            while i > self.range.start && self.is_adverb(i - 1) && !self.party_covers(i - 1) {
                i -= 1;
            }
            g.start = i;
        } else {
            while g.start > self.range.start
                && self.is_adverb(g.start - 1)
                && !self.party_covers(g.start - 1)
            {
                g.start -= 1;
            }
        }
        g
    }

    fn finite(&self, verb: usize, group: &Group) -> Option<Place> {
        let view = self.view;
        let tag = view.tag(verb);
        let past = is_past(view, verb);
        let place = |subject, boundary| {
            Some(Place {
                form: Form::Finite,
                subject,
                boundary,
                group: group.start,
                negated: group.negated,
                announced: false,
                earlier: group.had,
            })
        };
        if let Some(i) = self.subject_before(group.start) {
            // “It was agreed”: the passive behind it tells the act.
            if self.parties[i].members == [Member::It] && view.is(verb, Class::Be) {
                return None;
            }
            if !tag.is_verb()
                && !tag.is_aux()
                && !view.lower(verb).ends_with("ed")
                && view.lower(verb).ends_with('s')
                && view.tag(verb) == Tag::Noun
            {
                return None;
            }
            // Of “…, by Prime Minister A, and Minister B noted” the last member alone is the subject.
            let mut own: Vec<usize> = (0..self.parties.len())
                .filter(|&j| self.parties[j].end == self.parties[i].end)
                .collect();
            // “reflected on the Summit of A and B, and the President noted”: behind an act the comma parts them.
            let parted = |j: usize| {
                let start = self.parties[j].start;
                start >= 2 && view.is_comma(start - 2) && view.reads(start - 1, "and")
            };
            if self.chain.last().is_some_and(|l| !l.is_contact) {
                own.sort_by_key(|&j| !parted(j));
            }
            let (i, boundary) = own
                .into_iter()
                .filter(|&j| self.can_be_subject(j))
                .find_map(|j| Some((j, self.top_level(&self.parties[j], past)?)))?;
            // What was said between the subject and its verb ends where the verb takes over.
            let between = self.parties[i].end..group.start;
            let interrupted = self.chain.iter().any(|c| between.contains(&c.verb));
            let boundary = if interrupted {
                group.start - 1
            } else {
                boundary
            };
            return place(Subject::Party(i), boundary);
        }
        if group.start == self.range.start {
            return None;
        }
        if let Some(found) = self.inverted(verb, group) {
            return Some(found);
        }
        let prev = group.start - 1;
        match view.lower(prev) {
            "who" | "which" if prev > self.range.start => {
                let end = if view.is_comma(prev - 1) {
                    prev - 1
                } else {
                    prev
                };
                let i = self
                    .parties
                    .iter()
                    .position(|p| p.end == end || p.end == prev)?;
                if view.lower(prev) == "which" || !past {
                    return None;
                }
                place(Subject::Party(i), end)
            }
            "and" | "but" | "," | ";" | "or" => {
                let tagged_finite = matches!(
                    tag,
                    Tag::VerbPast
                        | Tag::VerbParticiple
                        | Tag::VerbThird
                        | Tag::VerbPresent
                        | Tag::AuxPast
                        | Tag::AuxThird
                        | Tag::AuxPresent
                );
                let past_by_form =
                    view.lower(prev) == "and" && view.k.cues.is_past_form(view.id(verb));
                // “condemns all attacks … and calls for a halt”: the preposition of the act tells the verb.
                let third = view.lower(verb).ends_with('s')
                    && matches!(
                        view.lower((verb + 1).min(view.len() - 1)),
                        "for" | "on" | "upon"
                    )
                    && view.lower(prev) == "and";
                if !tagged_finite && !past_by_form && !third {
                    return None;
                }
                let at = self.chain.iter().rposition(|c| c.form == Form::Finite)?;
                let last = &self.chain[at];
                if last.past != past {
                    return None;
                }
                let latest = self.chain.last()?;
                let comma_only = view.lower(prev) == ",";
                // “expressed A, rejected B and urged C”: a list goes on to an “and” with another verb.
                let listed = tag == Tag::VerbParticiple && self.list_of_verbs(verb);
                if comma_only
                    && (tag != Tag::VerbPast && tag != Tag::VerbThird && !listed
                        || latest.clausal && !listed)
                {
                    return None;
                }
                if tag == Tag::VerbParticiple
                    && !matches!(view.lower(prev), "and" | "but")
                    && !listed
                {
                    return None;
                }
                if tag == Tag::VerbParticiple
                    && (view.reads(verb + 1, "by") || view.reads(verb + 1, "in"))
                {
                    return None;
                }
                // “…, both of which … and …”: a relative clause of the content keeps its coordination.
                let own_relative = (latest.content..prev)
                    .rev()
                    .take(14)
                    .any(|i| matches!(view.lower(i), "which" | "who"))
                    && !view.is_comma(prev.saturating_sub(1));
                if own_relative
                    && latest.content < prev
                    && (latest.content..prev)
                        .any(|i| view.tag(i) == Tag::VerbPast && !view.is_comma(prev - 1))
                {
                    return None;
                }
                place(Subject::Same(at), self.with_comma(prev))
            }
            _ => None,
        }
    }

    /// Whether another cue in the past follows behind `and`.
    fn list_of_verbs(&self, verb: usize) -> bool {
        let view = self.view;
        (verb + 1..self.range.end.saturating_sub(1)).any(|i| {
            let next = if i + 2 < self.range.end && self.is_adverb(i + 1) {
                i + 2
            } else {
                i + 1
            };
            view.reads(i, "and")
                && view.k.cues.is_verb_form(view.id(next))
                && view.lower(next).ends_with("ed")
        })
    }

    /// “…”, said the Minister.
    fn inverted(&self, verb: usize, group: &Group) -> Option<Place> {
        let view = self.view;
        let prev = group.start.checked_sub(1)?;
        let quote_before = matches!(view.word(prev), "”" | "\"" | "»")
            || view.is_comma(prev)
                && prev > self.range.start
                && matches!(view.word(prev - 1), "”" | "\"" | "»");
        if !quote_before {
            return None;
        }
        let i = self.parties.iter().position(|p| p.start == verb + 1)?;
        Some(Place {
            form: Form::Finite,
            subject: Subject::Party(i),
            boundary: prev,
            group: group.start,
            negated: false,
            announced: false,
            earlier: false,
        })
    }

    fn modal(&self, group: &Group) -> Option<Place> {
        let i = self.subject_before(group.start);
        let place = |subject, boundary| {
            Some(Place {
                form: Form::Modal,
                subject,
                boundary,
                group: group.start,
                negated: group.negated,
                announced: true,
                earlier: false,
            })
        };
        if let Some(i) = i {
            let boundary = self.top_level(&self.parties[i], false)?;
            return place(Subject::Party(i), boundary);
        }
        let prev = group.start.checked_sub(1)?;
        if matches!(self.view.lower(prev), "and" | ",") {
            let at = self
                .chain
                .iter()
                .rposition(|c| matches!(c.form, Form::Modal | Form::Finite))?;
            if self.chain.last()?.clausal {
                return None;
            }
            return place(Subject::Same(at), self.with_comma(prev));
        }
        None
    }

    fn passive(&self, verb: usize, group: &Group) -> Option<Place> {
        let view = self.view;
        // A party as the grammatical subject was told something; it did not speak.
        let told = self.subject_before(group.start).filter(|&i| {
            !self.parties[i]
                .members
                .iter()
                .all(|m| matches!(m, Member::Contact | Member::Matter | Member::It))
        });
        if let Some(i) = told {
            let boundary = self.top_level(&self.parties[i], true)?;
            return Some(Place {
                form: Form::Told,
                subject: Subject::Party(i),
                boundary,
                group: group.start,
                negated: group.negated,
                announced: group.will,
                earlier: false,
            });
        }
        let agent = (verb + 1..self.range.end.min(verb + 4))
            .find(|&i| view.reads(i, "by"))
            .map(|by| self.parties.iter().position(|p| p.start == by + 1));
        // “The weather was discussed by fishermen”: an agent who is no party.
        let agent = match agent {
            Some(None) => return None,
            Some(party) => party,
            None => None,
        };
        let last = self.chain.last();
        let mut boundary = self.range.start;
        if let Some(last) = last {
            let joint = (last.verb + 1..group.start)
                .rev()
                .find(|&i| matches!(view.lower(i), "and" | ";" | "while" | ","))?;
            if last.clausal && !view.is_comma(joint.saturating_sub(1)) || view.lower(joint) == "," {
                return None;
            }
            boundary = self.with_comma(joint);
        }
        // A relative or subordinate clause is no report.
        if (boundary..group.start).any(|i| {
            matches!(
                view.lower(i),
                "which" | "who" | "that" | "if" | "as" | "when"
            ) && i > boundary
        }) {
            return None;
        }
        let subject = agent.map_or(Subject::Nobody, Subject::Party);
        Some(Place {
            form: Form::Passive,
            subject,
            boundary,
            group: group.start,
            negated: group.negated,
            announced: group.will,
            earlier: false,
        })
    }
}
