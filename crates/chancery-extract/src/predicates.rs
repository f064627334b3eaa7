//! Where a verb stands in its sentence: its form, its subject, and whether it is said of a party or only reported
//! inside what a party said.

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
        if view.reads(verb + 1, "-") && !view.text.tokens[verb + 1].space_before {
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
            return self.modal(verb, &group);
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
                g.negated = true;
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

    fn party_covers(&self, i: usize) -> bool {
        self.parties.iter().any(|p| p.start <= i && i < p.end)
    }

    /// The party phrase that is the subject of a verb group that begins at `at`.
    fn subject_before(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let ending: Vec<usize> = (0..self.parties.len())
            .filter(|&i| self.parties[i].end == at)
            .collect();
        if !ending.is_empty() {
            return ending.into_iter().find(|&i| self.can_be_subject(i));
        }
        if at <= self.range.start + 1 {
            return None;
        }
        let before = at - 1;
        // “The President of X, Y, hosted …”: the comma closes an apposition.
        if view.is_comma(before)
            && let Some(i) = self
                .parties
                .iter()
                .position(|p| p.end == before && (p.start..before).any(|t| view.is_comma(t)))
        {
            return self.can_be_subject(i).then_some(i);
        }
        // “The President, in turn, …”, “Mr X, who was in Y, …”
        if matches!(view.word(before), "," | "–" | "—" | ")") {
            let mark = if view.word(before) == ")" {
                "("
            } else {
                view.word(before)
            };
            let from = before.saturating_sub(30).max(self.range.start);
            for open in (from..before).rev() {
                if view.word(open) != mark {
                    continue;
                }
                if let Some(i) = self
                    .parties
                    .iter()
                    .position(|p| p.end == open || p.end == open + 1 && mark == ",")
                {
                    let inside = open + 1..before;
                    let another = self.chain.iter().any(|c| inside.contains(&c.verb));
                    return (!another && self.can_be_subject(i)).then_some(i);
                }
                break;
            }
            return None;
        }
        // “The leaders of both countries”, “The President during the meeting”
        let i = self
            .parties
            .iter()
            .rposition(|p| p.end < at && p.end + 9 > at)?;
        let p = &self.parties[i];
        let between = p.end..at;
        let phrase = matches!(
            view.lower(p.end),
            "of" | "from" | "in" | "at" | "on" | "during" | "for" | "present" | "with"
        ) && !between.clone().any(|t| {
            view.tag(t).is_verb()
                || view.is_comma(t)
                || matches!(view.lower(t), "and" | "but" | "or")
                || view.tag(t).is_aux()
                || view.tag(t) == Tag::Sconj
                || matches!(view.lower(t), "that" | "which" | "who")
        });
        let other = self.parties.iter().enumerate().any(|(j, q)| {
            j != i
                && between.contains(&q.start)
                && !matches!(view.lower(p.end), "of" | "from" | "with")
        });
        (phrase && !other && self.can_be_subject(i)).then_some(i)
    }

    /// A phrase behind a preposition is no subject.
    fn can_be_subject(&self, party: usize) -> bool {
        let start = self.parties[party].start;
        if start == self.range.start {
            return true;
        }
        let before = self.view.lower(start - 1);
        !matches!(self.view.tag(start - 1), Tag::Adp)
            && !matches!(
                before,
                "of" | "with"
                    | "by"
                    | "between"
                    | "to"
                    | "for"
                    | "from"
                    | "on"
                    | "in"
                    | "at"
                    | "than"
                    | "'s"
                    | "including"
                    | "like"
            )
            || matches!(
                before,
                "while" | "as" | "where" | "after" | "before" | "since" | "until" | "that"
            )
    }

    /// Whether a clause whose subject begins at `start` stands at the level of the report; where its clause begins.
    fn top_level(&self, party: &Party, past: bool) -> Option<usize> {
        let view = self.view;
        let mut b = party.start;
        if b > self.range.start
            && matches!(view.lower(b - 1), "both" | "also" | "then" | "additionally")
        {
            b -= 1;
        }
        if b == self.range.start {
            return Some(b);
        }
        let t = b - 1;
        let last = self.chain.last();
        match view.lower(t) {
            "which" | "whom" => {
                let preposition = t > self.range.start
                    && matches!(
                        view.lower(t - 1),
                        "during"
                            | "in"
                            | "at"
                            | "on"
                            | "where"
                            | "through"
                            | "following"
                            | "after"
                            | "to"
                    );
                if !preposition {
                    return None;
                }
                Some(if t > self.range.start + 1 && view.is_comma(t - 2) {
                    t - 2
                } else {
                    t - 1
                })
            }
            "where" | "while" | "whereas" | "wherein" | "when"
                if view.lower(t) != "when" || last.is_some_and(|l| l.is_contact) =>
            {
                Some(self.with_comma(t))
            }
            ";" | ":" | "—" | "–" | "“" | "\"" | "”" | ")" => Some(t),
            "," => {
                let Some(last) = last else { return Some(b) };
                if last.form == Form::Fronted || last.is_contact {
                    return Some(t);
                }
                // “…, the President said” behind a quotation.
                if t > self.range.start && matches!(view.word(t - 1), "”" | "\"" | "»") {
                    return Some(t);
                }
                // A comma splice at the level of the report is rare; inside a that-clause it is common.
                (!last.clausal && self.fronted_phrase(last, t)).then_some(t)
            }
            "and" | "but" | "or" => {
                let comma = t > self.range.start && view.is_comma(t - 1);
                let Some(last) = last else {
                    return Some(self.with_comma(t));
                };
                let pronoun = party.members.iter().all(|m| {
                    matches!(
                        m,
                        Member::They | Member::Everyone | Member::Singular | Member::Holders(_)
                    )
                });
                let allowed = !last.clausal || comma && past || pronoun && past;
                allowed.then_some(self.with_comma(t))
            }
            _ if view.kind(t) == chancery_text::TokenKind::Punct && last.is_none() => Some(b),
            // “In Kabul the delegation …”: a fronted phrase without a comma.
            _ if last.is_none()
                && !view.tag(t).is_verb()
                && !view.is(t, Class::Subordinator)
                && view.tag(t) != Tag::Sconj
                && t < self.range.start + 9 =>
            {
                Some(b)
            }
            _ => None,
        }
    }

    /// Whether what stands between the last predicate and the comma at `comma` leaves room for a new main clause.
    fn fronted_phrase(&self, last: &Predicate, comma: usize) -> bool {
        let view = self.view;
        (last.content..comma)
            .rev()
            .take(20)
            .any(|i| view.word(i) == ";" || view.is_comma(i) && view.reads(i + 1, "and"))
            || last.form == Form::Purpose
            || last.form == Form::Finite
                && comma > last.content + 2
                && matches!(view.lower(comma + 1), "the" | "they" | "he" | "she")
    }

    fn with_comma(&self, t: usize) -> usize {
        if t > self.range.start && self.view.is_comma(t - 1) {
            t - 1
        } else {
            t
        }
    }

    fn finite(&self, verb: usize, group: &Group) -> Option<Place> {
        let view = self.view;
        let tag = view.tag(verb);
        let present = view.lower(verb).ends_with('s') && !view.lower(verb).ends_with("ss")
            || matches!(
                tag,
                Tag::VerbPresent | Tag::VerbThird | Tag::AuxPresent | Tag::AuxThird
            );
        let past = !present;
        let place = |subject, boundary| {
            Some(Place {
                form: Form::Finite,
                subject,
                boundary,
                group: group.start,
                negated: group.negated,
                announced: false,
            })
        };
        if let Some(i) = self.subject_before(group.start) {
            if !tag.is_verb()
                && !tag.is_aux()
                && !view.lower(verb).ends_with("ed")
                && view.lower(verb).ends_with('s')
                && view.tag(verb) == Tag::Noun
            {
                return None;
            }
            // Of “…, by Prime Minister A, and Minister B noted” the last member alone is the subject.
            let own: Vec<usize> = (0..self.parties.len())
                .filter(|&j| self.parties[j].end == self.parties[i].end)
                .collect();
            let (i, boundary) = own
                .into_iter()
                .filter(|&j| self.can_be_subject(j))
                .find_map(|j| Some((j, self.top_level(&self.parties[j], past)?)))?;
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
                if !matches!(
                    tag,
                    Tag::VerbPast
                        | Tag::VerbParticiple
                        | Tag::VerbThird
                        | Tag::VerbPresent
                        | Tag::AuxPast
                        | Tag::AuxThird
                        | Tag::AuxPresent
                ) && !(view.lower(verb).ends_with("ed") && view.lower(prev) == "and")
                {
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
                && view.k.cues.is_verb_form(view.ids[next])
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
        })
    }

    fn modal(&self, verb: usize, group: &Group) -> Option<Place> {
        let i = self.subject_before(group.start);
        let place = |subject, boundary| {
            Some(Place {
                form: Form::Modal,
                subject,
                boundary,
                group: group.start,
                negated: group.negated,
                announced: true,
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
            let _ = verb;
            return place(Subject::Same(at), self.with_comma(prev));
        }
        None
    }

    /// `to` + verb: the purpose of a contact, or behind a verb that only carries it on (“continued to urge”).
    fn infinitive(&self, group: &Group) -> Option<Place> {
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
                return self.modal(prev, &g).map(|p| Place {
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
            })
        };
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

    /// `will continue to`.
    fn carried(&self, verb: usize) -> Option<Place> {
        let g = self.group(verb);
        if g.will {
            self.modal(verb, &g)
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
        })
    }

    fn participle(&self, first: usize, verb: usize) -> Option<Place> {
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
        if let Some(i) = self.parties.iter().position(|p| p.end == start)
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
            "while" | "whilst" => place(
                Form::Participle,
                Subject::Same(last_at?),
                self.with_comma(prev),
            ),
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
                if last.content < self.range.end
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
            });
        }
        let agent = (verb + 1..self.range.end.min(verb + 4))
            .find(|&i| view.reads(i, "by"))
            .and_then(|by| self.parties.iter().position(|p| p.start == by + 1));
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
        })
    }
}
