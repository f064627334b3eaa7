//! Who takes part: the people whom headlines and the constructions of contact name, before any office alone is linked.

use super::*;
use crate::contacts::skip_adverbials;
use crate::discourse::push;
use crate::headline;
use crate::triggers::Link;

impl Entities {
    /// Notes whom a headline names, and whom the sentences name as parties to a contact; gives the tokens at which an
    /// office alone stands for such a party.
    pub(super) fn note_parties(&mut self, view: &View<'_>, in_text: bool) -> Vec<usize> {
        let headline = match view.text.sentences.first() {
            Some(first) if !in_text => first.tokens.start..view.len(),
            Some(first) if is_headline(view, first.tokens.clone()) => first.tokens.clone(),
            _ => 0..0,
        };
        for m in headline::parties(view, headline) {
            if let (Some(e), Some(_)) = (m.entity, &m.person) {
                push(&mut self.named_in_headline, e);
            }
        }
        let mut offices = Vec::new();
        for start in engaged(view) {
            match view.mention_at(start).and_then(|m| m.entity) {
                Some(e) => push(&mut self.engaged, e),
                None => offices.push(start),
            }
        }
        offices
    }

    /// How surely a person takes part in what the document reports: 2 a headline says so, 1 a sentence, 0 neither.
    pub(super) fn stake(&self, entity: usize) -> u32 {
        match entity {
            e if self.named_in_headline.contains(&e) => 2,
            e if self.engaged.contains(&e) => 1,
            _ => 0,
        }
    }
}

fn is_headline(view: &View<'_>, tokens: std::ops::Range<usize>) -> bool {
    tokens
        .last()
        .is_some_and(|last| !matches!(view.word(last), "." | "!" | "?" | "…" | ":" | "”"))
}

/// The first tokens of the mentions of people who are the subject of a contact or its other party.
fn engaged(view: &View<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for sentence in &view.text.sentences {
        let (from, limit) = (sentence.tokens.start, sentence.tokens.end);
        for i in from..limit {
            if view.is_quoted(i) || view.mention_at(i).is_some() {
                continue;
            }
            if view.tag(i).is_verb() && view.k.triggers.is_verb_form(view.id(i)) {
                for other in others_of_verb(view, i, limit) {
                    push(&mut found, other);
                }
                people_before(view, i, from, &mut found);
            } else if view.is(i, Class::ContactNoun)
                && (view.reads(i + 1, "with") || view.reads(i + 1, "between"))
            {
                people_at(view, i + 2, limit, &mut found);
            }
        }
    }
    found
}

/// The other party behind a verb of contact: its object, or behind its preposition.
fn others_of_verb(view: &View<'_>, verb: usize, limit: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for m in view.k.triggers.at(view, verb, limit) {
        for link in &view.k.triggers.rows[m.row].links {
            let at = match link {
                Link::Object => Some(skip_adverbials(view, m.end, limit)),
                Link::Preposition(word) => (m.end..limit.min(m.end + REACH))
                    .take_while(|&i| !view.tag(i).is_verb() && view.word(i) != ";")
                    .find(|&i| view.id(i) == *word)
                    .map(|i| i + 1),
                Link::Place => None,
            };
            if let Some(at) = at {
                people_at(view, at, limit, &mut found);
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// How far behind its verb the preposition of the other party may stand.
const REACH: usize = 26;

/// The people of the list that begins at `at`.
fn people_at(view: &View<'_>, at: usize, limit: usize, found: &mut Vec<usize>) {
    let mut i = at;
    let mut any = false;
    while i < limit {
        if let Some(m) = view.mention_at(i) {
            // “the President's envoy” is not the President.
            if m.start != i || m.person.is_none() || view.reads(m.end, "'s") {
                return;
            }
            push(found, i);
            any = true;
            i = m.end;
        } else if joins(view, i) && any
            || !any && (matches!(view.tag(i), Tag::Det | Tag::Adj | Tag::Adv) || is_his(view, i))
        {
            i += 1;
        } else {
            return;
        }
    }
}

/// The people of the list that ends before the verb at `verb`.
fn people_before(view: &View<'_>, verb: usize, from: usize, found: &mut Vec<usize>) {
    let mut i = verb;
    let mut any = false;
    while i > from {
        let before = i - 1;
        if let Some(m) = view.mention_at(before) {
            if m.person.is_none() {
                return;
            }
            push(found, m.start);
            any = true;
            i = m.start;
        } else if any && joins(view, before)
            || !any
                && (view.tag(before).is_aux()
                    || view.is_comma(before)
                    || matches!(view.tag(before), Tag::Adv | Tag::Part)
                    || view.reads(before, "today"))
        {
            i = before;
        } else {
            return;
        }
    }
}

/// Words between the members of a list.
fn joins(view: &View<'_>, i: usize) -> bool {
    view.is_comma(i) || matches!(view.lower(i), "and" | "the" | "&" | "as" | "well" | "also")
}

fn is_his(view: &View<'_>, i: usize) -> bool {
    view.is(i, Class::Possessive) || view.reads(i, "counterpart")
}
