//! Statements: one for each cue that is said of a party.

use crate::complements::{Complemented, complemented, family, has_finite_verb, head_noun};
use crate::contacts::Contact;
use crate::cues;
use crate::discourse::{Discourse, Resolved, push};
use crate::entities::Entities;
use crate::knowledge::Code;
use crate::mentions::Kind;
use crate::parties::{Member, Party, party_at};
use crate::predicates::{Form, Place, Predicate};
use crate::view::View;
use crate::words::Class;
use chancery_lexicon::{Addressee, Complement, Family};
use chancery_text::Tag;
use std::ops::Range;

/// A statement in tokens, before its content is cut where the next clause begins.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub act: usize,
    /// The act's name, if it is not the lexicon's: the verb of a purpose or a promise.
    pub act_name: Option<String>,
    pub strength: u8,
    pub family: Family,
    pub cue: Range<usize>,
    pub subject: Resolved,
    pub addressees: Resolved,
    pub content: Option<Range<usize>>,
    /// The content was fixed when the statement was made (a passive's subject, a quotation before the cue).
    pub fixed: bool,
    pub condition: Option<Range<usize>>,
    /// A fronted phrase that tells what it is about: “On Burma, …”.
    pub frame: Option<Range<usize>>,
    pub negated: bool,
    pub reiterated: bool,
    pub contacts: Vec<usize>,
    pub sentence: usize,
    pub from_lexicon: bool,
    /// Token of the verb.
    pub verb: usize,
}

/// Tries a cue at `verb`; the subject is resolved already.
#[allow(clippy::too_many_arguments)]
pub(crate) fn at_cue(
    view: &View<'_>,
    verb: usize,
    limit: usize,
    place: &Place,
    subject: &Resolved,
    subject_party: Option<&Party>,
    discourse: &Discourse,
    contacts: &[Contact],
    entities: &Entities,
    purpose_of_contact: bool,
) -> Option<(Said, bool, usize, Resolved)> {
    let passive = place.form == Form::Passive;
    let inverted = subject_party.is_some_and(|p| p.start == verb + 1);
    let found = if passive {
        passive_cue(view, verb, limit, place)?
    } else if inverted {
        quoting(view, verb, limit)?
    } else {
        complemented(view, verb, limit, false)?
    };
    let act = cues::act(view, &found.cue);
    if passive && !passive_family(found.family) {
        return None;
    }
    // Issues and cases are raised; so are flags and taxes.
    let raised = found.family != Family::Raise
        || found.cue.noun.is_some()
        || passive_subject(view, place).any(|i| view.is(i, Class::MatterNoun));
    if passive && !raised {
        return None;
    }
    // “met X to follow up on their meeting” puts no matter on the table.
    let bare_contact = act.verb == "follow"
        && head_noun(view, found.content..limit)
            .is_some_and(|head| view.is(head, Class::ContactNoun));
    if bare_contact {
        return None;
    }
    let mut subject = subject.clone();
    let mut told = None;
    if place.form == Form::Told {
        // “The Ambassador was told that …”: somebody of the other side told them.
        if !matches!(
            act.addressee,
            Some(Addressee::Told | Addressee::Object | Addressee::On)
        ) {
            return None;
        }
        let mut others = Resolved::default();
        for (entity, side) in discourse.participants(contacts) {
            if !subject.sides.contains(&side) {
                push(&mut others.sides, side);
                if let Some(e) = entity {
                    push(&mut others.entities, e);
                }
            }
        }
        if others.sides.len() != 1 {
            return None;
        }
        told = Some(std::mem::replace(&mut subject, others));
    }
    // “X met Y to discuss Z” is an act of both, “X met Y to thank them” of X alone.
    if place.form == Form::Passive && subject.sides.is_empty() && found.family == Family::Criticise
    {
        // A protest that “was lodged” is the narrator's.
        subject.sides.extend(discourse.publisher);
    }
    // In a summons only one side speaks.
    let summons = discourse
        .current
        .iter()
        .any(|&c| contacts[c].kind == "summons");
    if place.form == Form::Passive && subject.sides.is_empty() && summons {
        subject.sides.extend(discourse.publisher);
    }
    if (purpose_of_contact && found.family == Family::Discuss)
        || place.form == Form::Passive && subject.sides.is_empty()
    {
        let everyone = Party {
            start: verb,
            end: verb,
            members: vec![Member::Everyone],
            tail: None,
        };
        subject = discourse.resolve(&everyone, entities, contacts, view.k);
    }
    let own_subject = subject.clone();
    if found.family == Family::Agree
        && !subject.joint
        && !one_sided_agreement(view, &found, limit)
        && (act.verb == "agree" || found.addressee.is_some())
    {
        let mut all = subject.clone();
        if let Some(a) = &found.addressee {
            let other = discourse.resolve(a, entities, contacts, view.k);
            other
                .entities
                .iter()
                .for_each(|e| push(&mut all.entities, *e));
            other.sides.iter().for_each(|s| push(&mut all.sides, *s));
        } else {
            for (e, side) in discourse.participants(contacts) {
                if let Some(e) = e {
                    push(&mut all.entities, e);
                }
                push(&mut all.sides, side);
            }
        }
        all.joint = all.sides.len() > 1;
        subject = all;
    }
    if subject.sides.is_empty() {
        return None;
    }
    // A meeting does not thank or urge.
    if subject_party.is_some_and(|p| p.members == [Member::Contact])
        && matches!(
            found.family,
            Family::Courtesy | Family::Press | Family::Warn | Family::Reject
        )
        && found.family != Family::Press
    {
        return None;
    }
    let addressees = match told {
        Some(told) => told,
        None => addressees(view, &found, &subject, discourse, contacts, entities),
    };
    let cue_start = if verb >= 2
        && view.is_hyphen(verb - 1)
        && place.group + 2 <= verb
        && view.reads(verb - 2, "re")
    {
        verb - 2
    } else {
        verb
    };
    let cue_end = match found.cue.noun {
        Some(n) if !found.noun_in_content => n + 1,
        _ => found.cue.verb_end,
    };
    let mut content = (found.content < limit).then_some(found.content..limit);
    let mut fixed = false;
    if passive && let Some(subject) = passive_content(view, &found, place, limit) {
        content = Some(subject);
        fixed = true;
    } else if let Some(quote) = quote_before(view, place, subject_party, verb, content.is_some()) {
        content = Some(quote);
        fixed = true;
    }
    let clausal = matches!(found.kind, Complement::That | Complement::Wh)
        || found.kind == Complement::Np
            && !act.complement.contains(&Complement::Np)
            && has_finite_verb(view, found.content, limit);
    let again = view.k.words.is(view.id(verb), Class::Again)
        || (place.group..cue_end.min(limit) + 1)
            .any(|i| i < limit && (view.reads(i, "again") || view.reads(i, "reiterated")));
    let said = Said {
        act: found.cue.act,
        act_name: None,
        strength: act.strength,
        family: found.family,
        cue: cue_start..cue_end,
        subject,
        addressees,
        content,
        fixed,
        condition: None,
        frame: None,
        negated: place.negated,
        reiterated: again,
        contacts: discourse.current.clone(),
        sentence: 0,
        from_lexicon: true,
        verb,
    };
    Some((said, clausal, found.content, own_subject))
}

/// “…”, said the Minister: the quotation before the verb is its complement.
fn quoting(view: &View<'_>, verb: usize, limit: usize) -> Option<Complemented> {
    let acts = &view.k.lexicon.acts;
    let plain = |cue: &cues::CueMatch| cue.noun.is_none() && cue.verb_end == verb + 1;
    let cue = view
        .k
        .cues
        .at(view, verb, limit)
        .into_iter()
        .find(|cue| plain(cue) && acts[cue.act].complement.contains(&Complement::Quote))?;
    Some(Complemented {
        family: acts[cue.act].family,
        kind: Complement::Quote,
        content: limit,
        addressee: None,
        noun_in_content: false,
        cue,
    })
}

/// A passive cue: the noun that carries the act stands in the subject, “concern was expressed”.
fn passive_cue(view: &View<'_>, verb: usize, limit: usize, place: &Place) -> Option<Complemented> {
    let subject = passive_subject(view, place);
    let head = head_noun(view, subject.clone());
    let nominal = view.k.cues.nominal(view, verb, subject.clone());
    if let Some(cue) = nominal.filter(|cue| cue.noun == head) {
        let family = cues::act(view, &cue).family;
        return Some(Complemented {
            content: cue.content,
            cue,
            kind: Complement::Np,
            addressee: None,
            family,
            noun_in_content: true,
        });
    }
    let mut found =
        complemented(view, verb, limit, true).filter(|found| found.cue.noun.is_none())?;
    // “The importance of … was confirmed”: the subject is the complement.
    if found.kind == Complement::Np && !subject.is_empty() {
        found.family = family(view, &found.cue, Complement::Np, subject.start, subject.end);
    }
    Some(found)
}

/// The grammatical subject of a passive, without conjunctions and a fronted phrase before it.
fn passive_subject(view: &View<'_>, place: &Place) -> Range<usize> {
    let end = place.group;
    let mut start = place.boundary;
    while start < end
        && (view.is_comma(start)
            || matches!(view.lower(start), "and" | "while" | "also")
            || view.word(start) == ";")
    {
        start += 1;
    }
    // “During the talks, issues of … were discussed”
    if let Some(comma) = (start..end).find(|&i| view.is_comma(i))
        && (matches!(view.tag(start), Tag::Adp | Tag::Sconj) || view.tag(start) == Tag::VerbGerund)
        && comma < start + 14
    {
        start = comma + 1;
    }
    start.min(end)..end
}

fn passive_family(family: Family) -> bool {
    !matches!(
        family,
        Family::Courtesy | Family::Support | Family::Press | Family::Warn
    )
}

/// “Accepted the invitation”, “agreed to visit”: one side's consent.
fn one_sided_agreement(view: &View<'_>, found: &Complemented, limit: usize) -> bool {
    let verb = view.lower(found.cue.verb);
    // “agreed to Nepal's request”: consent to what the other asked for.
    let request = (found.content..limit.min(found.content + 6))
        .any(|i| matches!(view.lower(i), "request" | "proposal" | "invitation"));
    verb.starts_with("accept")
        || request && view.reads(found.content.saturating_sub(1), "to")
        || found.kind == Complement::To
            && found.content + 1 < limit
            && view.lower(found.content + 1).starts_with("visit")
}

/// The grammatical subject of a passive, or what follows it behind the act's preposition.
fn passive_content(
    view: &View<'_>,
    found: &Complemented,
    place: &Place,
    limit: usize,
) -> Option<Range<usize>> {
    if found.kind == Complement::That || found.kind == Complement::To {
        return None;
    }
    if found.cue.noun.is_some() && found.content < limit {
        return None;
    }
    let subject = passive_subject(view, place);
    let pronoun = subject.len() == 1 && matches!(view.tag(subject.start), Tag::Pron | Tag::Det);
    (!subject.is_empty() && !pronoun).then_some(subject)
}

/// “…”, the President said: the quotation is the content.
fn quote_before(
    view: &View<'_>,
    place: &Place,
    subject: Option<&Party>,
    verb: usize,
    has_content: bool,
) -> Option<Range<usize>> {
    let clause = subject
        .map_or(place.group, |p| p.start.min(verb))
        .min(place.group);
    let mut close = clause.checked_sub(1)?;
    if view.is_comma(close) {
        close = close.checked_sub(1)?;
    }
    if !matches!(view.word(close), "”" | "\"" | "»") {
        return None;
    }
    // “… our friends.” They discussed trade: the quotation ended, and the verb has a matter of its own.
    if has_content && close > 0 && view.word(close - 1) == "." {
        return None;
    }
    let open = (0..close).rev().take(400).find(|&i| {
        matches!(view.word(i), "“" | "„" | "«") || view.word(i) == "\"" && !view.is_quoted(i)
    })?;
    (open + 1 < close).then_some(open + 1..close)
}

/// Whom a statement addresses.
fn addressees(
    view: &View<'_>,
    found: &Complemented,
    subject: &Resolved,
    discourse: &Discourse,
    contacts: &[Contact],
    entities: &Entities,
) -> Resolved {
    if subject.joint {
        return Resolved::default();
    }
    if let Some(party) = &found.addressee {
        let told = discourse.resolve(party, entities, contacts, view.k);
        let others: Vec<Code> = told
            .sides
            .iter()
            .copied()
            .filter(|s| !subject.sides.contains(s))
            .collect();
        if !others.is_empty() {
            let entities = told
                .entities
                .iter()
                .copied()
                .filter(|e| !subject.entities.contains(e))
                .collect();
            return Resolved {
                entities,
                sides: others,
                joint: false,
                unresolved: false,
            };
        }
    }
    let all = discourse.participants(contacts);
    let mut r = Resolved::default();
    for (entity, side) in &all {
        if !subject.sides.contains(side) {
            push(&mut r.sides, *side);
            if let Some(e) = entity {
                push(&mut r.entities, *e);
            }
        }
    }
    // Within one side the others of that side are addressed.
    if r.sides.is_empty() && all.len() > 1 && all.iter().all(|p| subject.sides.contains(&p.1)) {
        for (entity, side) in all {
            if entity.is_none_or(|e| !subject.entities.contains(&e)) {
                push(&mut r.sides, side);
                if let Some(e) = entity {
                    push(&mut r.entities, e);
                }
            }
        }
    }
    r
}

/// The predicate that a statement is for what follows it.
pub(crate) fn predicate(
    said: &Said,
    subject: Resolved,
    place: &Place,
    past: bool,
    clausal: bool,
    content: usize,
) -> Predicate {
    Predicate {
        verb: said.verb,
        form: place.form,
        past,
        subject,
        is_contact: false,
        clausal,
        content,
    }
}

/// Cuts each content where the next clause begins, and finds conditions and frames.
pub(crate) fn finish_contents(
    view: &View<'_>,
    said: &mut [Said],
    boundaries: &[usize],
    sentence: Range<usize>,
    quote_end: impl Fn(usize) -> Option<usize>,
) {
    for s in said.iter_mut() {
        if s.fixed {
            continue;
        }
        let Some(content) = &s.content else { continue };
        let mut start = content.start;
        let mut end = sentence.end;
        if let Some(&b) = boundaries
            .iter()
            .filter(|&&b| b > s.verb && b >= start)
            .min()
        {
            end = b;
        }
        while start < end && matches!(view.word(start), "“" | "\"" | ":" | "," | "«" | "„") {
            let quoted = matches!(view.word(start), "“" | "\"" | "«" | "„");
            start += 1;
            if quoted && let Some(close) = quote_end(start) {
                end = if close > sentence.end { close } else { end };
            }
        }
        end = trim(view, start, end);
        s.content = (start < end).then_some(start..end);
        if s.family == Family::Discuss
            && let Some(c) = s.content.clone()
            && let Some(with) = partner(view, c.clone())
        {
            s.content = Some(c.start..with);
        }
        if let Some(c) = s.content.clone() {
            s.condition = condition(view, c);
        }
    }
}

/// Leaves out what does not belong to the end of a content: commas, conjunctions, closing quotation marks.
fn trim(view: &View<'_>, start: usize, mut end: usize) -> usize {
    while end > start {
        let last = end - 1;
        let word = view.word(last);
        let closing =
            matches!(word, "”" | "»") && !(start..last).any(|i| matches!(view.word(i), "“" | "«"));
        if matches!(
            word,
            "," | ";" | "." | ":" | "–" | "—" | "-" | "\"" | "!" | "…"
        ) || closing
            || matches!(view.lower(last), "and" | "but" | "while" | "with")
        {
            end = last;
        } else {
            break;
        }
    }
    end
}

/// `discussed A with Y`: where the partner at the end of a content begins.
fn partner(view: &View<'_>, content: Range<usize>) -> Option<usize> {
    let with = (content.start + 1..content.end)
        .rev()
        .take(12)
        .find(|&i| view.reads(i, "with"))?;
    // “cooperation with Japan” belongs together; people are talked with.
    let people = party_at(view, with + 1, content.end)?;
    let person = people.members.iter().all(|m| match m {
        Member::Entity(_) => view
            .mention_at(people.end - 1)
            .is_some_and(|m| m.person.is_some()),
        Member::Counterpart(_) => true,
        _ => false,
    });
    let noun_before = view.is(with - 1, Class::ContactNoun) || view.reads(with - 1, "cooperation");
    let rest = view
        .mention_at(with + 1)
        .is_some_and(|m| m.start == with + 1)
        || view.is(with + 1, Class::Possessive);
    (person
        && rest
        && !noun_before
        && (people.end == content.end || matches!(people.members[0], Member::Counterpart(_))))
    .then_some(with)
}

/// `…, when this is consistent with …`, `provided that …`, `if …` at the end of a content.
fn condition(view: &View<'_>, content: Range<usize>) -> Option<Range<usize>> {
    (content.start + 1..content.end).find_map(|i| {
        let lower = view.lower(i);
        let after_comma = view.is_comma(i - 1);
        let begins = match lower {
            "if" | "unless" | "provided" => !view.reads(i - 1, "as") && !view.reads(i - 1, "even"),
            "when" => {
                after_comma
                    && i + 1 < content.end
                    && matches!(
                        view.lower(i + 1),
                        "this" | "it" | "these" | "they" | "conditions" | "circumstances"
                    )
            }
            "as" | "so" => {
                (view.reads(i + 1, "long") || view.reads(i + 1, "soon")) && view.reads(i + 2, "as")
            }
            "subject" => view.reads(i + 1, "to"),
            "on" => view.reads(i + 1, "condition"),
            _ => false,
        };
        let provided = lower == "provided" && !(after_comma || view.reads(i + 1, "that"));
        (begins && !provided && has_finite_verb(view, i, content.end)
            || begins && matches!(lower, "subject"))
        .then_some(i..content.end)
    })
}

/// The codes of what a content is about, in order of mention, without the speakers' own unless they are named.
pub(crate) fn about(
    view: &View<'_>,
    entities: &Entities,
    ranges: &[Range<usize>],
) -> (Vec<Code>, Vec<usize>) {
    let mut codes = Vec::new();
    let mut names = Vec::new();
    for range in ranges {
        let mut i = range.start;
        while i < range.end {
            let Some(m) = view.mention_at(i) else {
                i += 1;
                continue;
            };
            let inside = m.start >= range.start;
            if inside {
                for &c in &m.codes {
                    push(&mut codes, c);
                }
                if let Some(e) = m.entity {
                    let entity = &entities.list[e];
                    if m.person.is_some()
                        && let Some(side) = entity.side
                        && (entity.kind == "person" || entity.side_certain)
                    {
                        push(&mut codes, side);
                    }
                    let named = matches!(m.kind, Kind::Instrument | Kind::Case | Kind::Group)
                        || m.kind == Kind::Person;
                    if named {
                        push(&mut names, e);
                    }
                }
            }
            i = m.end;
        }
    }
    (codes, names)
}
