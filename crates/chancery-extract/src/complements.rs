//! What follows a cue: whether it makes the act, which family the act then has, whom it addresses.

use crate::cues::{CueMatch, act};
use crate::mentions::Kind;
use crate::parties::{Party, party_at};
use crate::view::View;
use crate::words::Class;
use chancery_lexicon::{Addressee, Complement, Family};
use chancery_text::{Tag, TokenKind};

/// A cue with what follows it.
#[derive(Debug, Clone)]
pub(crate) struct Complemented {
    pub cue: CueMatch,
    pub kind: Complement,
    /// Where the content begins; the limit if there is none.
    pub content: usize,
    /// The party that is addressed, if the words name it.
    pub addressee: Option<Party>,
    pub family: Family,
    /// The noun of the cue begins the content instead, as it stands too far from its verb.
    pub noun_in_content: bool,
}

/// The best act whose words and complement fit at `verb`.
pub(crate) fn complemented(
    view: &View<'_>,
    verb: usize,
    limit: usize,
    passive: bool,
) -> Option<Complemented> {
    view.k
        .cues
        .at(view, verb, limit)
        .into_iter()
        .find_map(|cue| fit(view, cue, limit, passive))
}

fn fit(view: &View<'_>, cue: CueMatch, limit: usize, passive: bool) -> Option<Complemented> {
    let act = act(view, &cue);
    let mut at = cue.content;
    let mut linked = cue.linked;
    let mut addressee = None;
    match act.addressee {
        Some(Addressee::Told) => {
            at = skip_adverbs(view, at, limit);
            let party = if cue.linked {
                None
            } else {
                told_party(view, at, limit)
            };
            if let Some((end, party)) = party {
                at = clause_behind(view, end, limit).unwrap_or(end);
                addressee = party;
                for phrase in ["that", "about", "on", "of", "regarding", "concerning"] {
                    if view.reads(at, phrase) && at < limit {
                        if phrase != "that" {
                            at += 1;
                            linked = true;
                        }
                        break;
                    }
                }
            }
        }
        Some(Addressee::Object | Addressee::On) => {
            at = skip_adverbs(view, at, limit);
            addressee = (at < limit).then(|| party_at(view, at, limit)).flatten();
        }
        Some(Addressee::To | Addressee::With | Addressee::From) | None => {}
    }
    if !matches!(
        act.addressee,
        Some(Addressee::Object | Addressee::Told | Addressee::On)
    ) {
        let (next, party) = skip_addressed(view, at, limit);
        // “agreed with X on Y”: the preposition of the act stands behind the party.
        at = next;
        addressee = party;
        // “lodged representations with the Embassy over …”
        if cue.linked
            && view.reads(cue.content - 1, "with")
            && let Some(party) = party_at(view, cue.content, limit)
            && act
                .after
                .iter()
                .any(|a| a != "with" && view.reads(party.end, a))
        {
            at = party.end + 1;
            addressee = Some(party);
            return finish(view, cue, at, limit, addressee, true, passive);
        }
        if addressee.is_none()
            && act.complement.contains(&Complement::That)
            && let Some(that) = clause_behind(view, at, limit)
        {
            at = that;
        }
        if next != cue.content {
            let after = act.after.iter().find(|a| view.reads(at, a)).is_some();
            if after
                || act.complement.contains(&Complement::On)
                    && matches!(view.lower(at.min(view.len() - 1)), "on" | "about")
            {
                at += 1;
                return finish(view, cue, at, limit, addressee, true, passive);
            }
        }
    }
    finish(view, cue, at, limit, addressee, linked, passive)
}

fn finish(
    view: &View<'_>,
    cue: CueMatch,
    at: usize,
    limit: usize,
    addressee: Option<Party>,
    linked: bool,
    passive: bool,
) -> Option<Complemented> {
    let act = act(view, &cue);
    let allowed = &act.complement;
    let mut kind = if passive {
        passive_kind(view, at, limit)
    } else {
        kind_at(view, at, limit)
    };
    // “committed to continue”: the preposition of the act turned out to open an infinitive.
    if view.reads(at.saturating_sub(1), "to")
        && at < limit
        && matches!(view.tag(at), Tag::VerbBase | Tag::AuxBase)
    {
        kind = Complement::To;
    }
    let fits = match kind {
        _ if passive => {
            cue.forms.participle
                && !cue.forms.base
                && (linked || allowed.contains(&kind) || allowed.contains(&Complement::Np))
        }
        _ if linked => {
            kind != Complement::None
                && (allowed.contains(&Complement::On)
                    || allowed.contains(&Complement::Np)
                    || allowed.contains(&kind))
        }
        Complement::None => allowed.contains(&Complement::None),
        // “directed officials to conclude”, “asked the Ministry that …”: the object is nobody whom the text names.
        Complement::Np
            if matches!(act.addressee, Some(Addressee::Object))
                && allowed.contains(&Complement::To)
                && errand(view, at, limit).is_some() =>
        {
            true
        }
        Complement::Np if !allowed.contains(&Complement::Np) => {
            // A clause without “that”: its verb comes before any comma.
            let clause = (at..limit).find(|&i| view.is_comma(i)).unwrap_or(limit);
            allowed.contains(&Complement::That) && has_finite_verb(view, at, clause)
                || allowed.contains(&Complement::None) && cue.noun.is_some()
        }
        Complement::Ing if !allowed.contains(&Complement::Ing) => allowed.contains(&Complement::Np),
        Complement::Wh if !allowed.contains(&Complement::Wh) => false,
        kind => allowed.contains(&kind),
    };
    // “supported each other” tells a relation, not an act.
    let mutual = at + 1 < limit
        && (view.reads(at, "each") && view.reads(at + 1, "other")
            || view.reads(at, "one") && view.reads(at + 1, "another"));
    // “we ask you to fill in the form”: the reader is no party.
    let reader = at < limit && view.reads(at, "you") || view.reads(cue.verb_end, "you");
    if !fits || mutual || reader {
        return None;
    }
    let that = kind == Complement::That && view.reads(at, "that");
    let content = if that { at + 1 } else { at };
    let gap = cue.noun.map_or(0, |n| n - cue.verb_end);
    let noun_in_content = cue.noun.is_some()
        && gap > 1
        && !(gap == 2
            && view.tag(cue.verb_end) != Tag::Propn
            && view.mention_at(cue.verb_end).is_none()
            && short(view, &cue));
    // “conveyed his greetings and best wishes”: the noun has company.
    let company = cue
        .noun
        .is_some_and(|n| n + 2 < limit && view.reads(n + 1, "and") && !view.tag(n + 2).is_verb())
        && content <= cue.content;
    let noun_in_content = noun_in_content || company;
    let family = family(view, &cue, kind, at, limit);
    let content = if noun_in_content {
        cue.verb_end
    } else {
        content
    };
    Some(Complemented {
        cue,
        kind,
        content,
        addressee,
        family,
        noun_in_content,
    })
}

/// Whether what stands between verb and noun is one short word or possessive.
fn short(view: &View<'_>, cue: &CueMatch) -> bool {
    cue.noun
        .is_some_and(|n| (cue.verb_end..n).all(|i| view.word(i).len() <= 5))
}

fn skip_adverbs(view: &View<'_>, mut at: usize, limit: usize) -> usize {
    while at < limit && (view.is_plain_adverb(at) || matches!(view.lower(at), "today")) {
        at += 1;
    }
    at
}

/// The party told of something, or any noun phrase up to `that` or `about`.
fn told_party(view: &View<'_>, at: usize, limit: usize) -> Option<(usize, Option<Party>)> {
    if at >= limit {
        return None;
    }
    if let Some(p) = party_at(view, at, limit) {
        return Some((p.end, Some(p)));
    }
    if matches!(view.lower(at), "him" | "her" | "them" | "us" | "me" | "you") {
        return Some((at + 1, None));
    }
    if view.reads(at, "that") || matches!(view.word(at), "“" | "\"" | ",") {
        return None;
    }
    // “told the Attorneys General that”, “briefed journalists on”
    let end = (at..limit.min(at + 9)).find(|&i| {
        matches!(
            view.lower(i),
            "that" | "about" | "on" | "of" | "regarding" | "how"
        ) && i > at
    })?;
    let noun_phrase = (at..end).all(|i| !view.tag(i).is_verb() && view.kind(i) != TokenKind::Punct);
    noun_phrase.then_some((end, None))
}

/// Skips `with Foreign Minister X`, `to the President`, `again`, `in this regard`; gives whom it addressed.
fn skip_addressed(view: &View<'_>, from: usize, limit: usize) -> (usize, Option<Party>) {
    let mut at = from;
    let mut addressee = None;
    for _ in 0..3 {
        at = skip_adverbs(view, at, limit);
        if at + 1 >= limit {
            return (at.min(limit), addressee);
        }
        if matches!(
            view.lower(at),
            "with" | "to" | "between" | "before" | "from"
        ) {
            let q = if view.reads(at + 1, "all") && view.reads(at + 2, "of") {
                at + 3
            } else {
                at + 1
            };
            let party = (q < limit).then(|| party_at(view, q, limit)).flatten();
            match party {
                Some(p) => {
                    at = p.end;
                    addressee = Some(p);
                }
                None if matches!(view.lower(at + 1), "him" | "her" | "them") => at += 2,
                // “with partners on”, “to all of the leaders he meets that”: nobody whom the text names.
                None => match unnamed_end(view, at + 1, limit) {
                    Some(end) => at = end,
                    None => return (at, addressee),
                },
            }
            continue;
        }
        // “, in this regard,” / “, inter alia,”
        if view.is_comma(at)
            && let Some(close) = (at + 1..limit.min(at + 9)).find(|&i| view.is_comma(i))
            && close + 1 < limit
            && !(at + 1..close).any(|i| view.tag(i).is_verb())
            && matches!(
                view.lower(at + 1),
                "in" | "inter" | "among" | "for" | "once" | "as" | "on" | "at"
            )
        {
            at = close + 1;
            continue;
        }
        return (at, addressee);
    }
    (at, addressee)
}

/// The `that` behind a phrase that only tells how or where it was said: “at a press conference”, “over the phone”.
fn clause_behind(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    if at >= limit
        || !matches!(
            view.lower(at),
            "at" | "in" | "during" | "over" | "by" | "on"
        )
    {
        return None;
    }
    let that = (at + 1..limit.min(at + 9)).find(|&i| view.reads(i, "that"))?;
    let plain = !(at..that).any(|i| view.tag(i).is_verb() || view.is_comma(i));
    plain.then_some(that)
}

/// The end of an unnamed addressee's noun phrase: the `on`, `about` or `that` that opens the content.
fn unnamed_end(view: &View<'_>, from: usize, limit: usize) -> Option<usize> {
    let end = (from..limit.min(from + 11))
        .find(|&i| matches!(view.lower(i), "on" | "about" | "that" | "regarding"))?;
    // “agreed to strengthen ties, sharing the view that”: an infinitive, and nobody addressed.
    let infinitive = view.reads(from - 1, "to") && view.tag(from).is_verb();
    let phrase = !(from..end).any(|i| view.is_comma(i));
    let plain = end < from + 6 && !(from..end).any(|i| view.tag(i).is_verb());
    (end > from && !infinitive && phrase && (plain || view.reads(end, "that"))).then_some(end)
}

/// What begins at `at`.
fn kind_at(view: &View<'_>, at: usize, limit: usize) -> Complement {
    if at >= limit {
        return Complement::None;
    }
    let lower = view.lower(at);
    let tag = view.tag(at);
    if matches!(view.word(at), "“" | "\"" | "«" | "„") {
        return Complement::Quote;
    }
    if matches!(view.word(at), ":" | ",") {
        return if at + 1 < limit && matches!(view.word(at + 1), "“" | "\"" | "«" | "„")
            || view.word(at) == ":"
        {
            Complement::Quote
        } else {
            Complement::None
        };
    }
    if lower == "that" {
        let pronoun = at + 1 < limit && matches!(view.tag(at + 1), Tag::Noun) && tag == Tag::Det;
        return if pronoun && !has_finite_verb(view, at, limit) {
            Complement::Np
        } else {
            Complement::That
        };
    }
    if lower == "to" && at + 1 < limit {
        let next = skip_adverbs(view, at + 1, limit);
        let verb = next < limit
            && (view.tag(next) == Tag::VerbBase
                || view.tag(next) == Tag::AuxBase
                || view.tag(next).is_verb());
        return if verb {
            Complement::To
        } else {
            Complement::None
        };
    }
    if matches!(
        lower,
        "how" | "what" | "why" | "whether" | "when" | "where" | "who"
    ) {
        return Complement::Wh;
    }
    if tag == Tag::VerbGerund || tag == Tag::AuxGerund {
        return Complement::Ing;
    }
    let begins_noun_phrase = matches!(
        tag,
        Tag::Det
            | Tag::Adj
            | Tag::Noun
            | Tag::Propn
            | Tag::Pron
            | Tag::Num
            | Tag::VerbParticiple
            | Tag::X
            | Tag::Sym
    ) || view.is(at, Class::Article)
        || view.is(at, Class::Possessive)
        || view.mention_at(at).is_some()
        || matches!(lower, "both" | "all" | "not" | "on-going" | "such")
        || view.word(at).starts_with('$')
        || matches!(view.word(at), "*" | "‘" | "'");
    if begins_noun_phrase {
        return Complement::Np;
    }
    if tag == Tag::Adv
        && at + 1 < limit
        && matches!(view.tag(at + 1), Tag::Adj | Tag::VerbParticiple | Tag::Noun)
    {
        return Complement::Np;
    }
    Complement::None
}

fn passive_kind(view: &View<'_>, at: usize, limit: usize) -> Complement {
    match kind_at(view, at, limit) {
        Complement::That => Complement::That,
        Complement::To => Complement::To,
        _ => Complement::Np,
    }
}

/// Whether a finite verb follows before the clause ends.
pub(crate) fn has_finite_verb(view: &View<'_>, at: usize, limit: usize) -> bool {
    (at..limit.min(at + 25))
        .take_while(|&i| view.word(i) != ";")
        .any(|i| {
            matches!(
                view.tag(i),
                Tag::VerbPast
                    | Tag::VerbPresent
                    | Tag::VerbThird
                    | Tag::AuxModal
                    | Tag::AuxPast
                    | Tag::AuxPresent
                    | Tag::AuxThird
            )
        })
}

/// The family of an act with this complement.
pub(crate) fn family(
    view: &View<'_>,
    cue: &CueMatch,
    kind: Complement,
    at: usize,
    limit: usize,
) -> Family {
    let act = act(view, cue);
    let lexicon = &view.k.lexicon;
    // “welcomed the Minister to London”: a greeting.
    let greeted = act.act == "welcome" && kind == Complement::Np && {
        let end = party_at(view, at, limit).map(|p| p.end).unwrap_or(at + 1);
        view.reads(end, "to")
            && (end + 1..limit.min(end + 3)).any(|i| {
                view.mention_at(i)
                    .is_some_and(|m| matches!(m.kind, Kind::Capital | Kind::Country | Kind::Place))
            })
    };
    if greeted {
        return Family::Courtesy;
    }
    let np = matches!(kind, Complement::Np | Complement::On | Complement::Ing);
    // “invited X to join …”: what the object is to do decides.
    let errand = np
        .then(|| errand(view, at, limit))
        .flatten()
        .filter(|_| matches!(act.addressee, Some(Addressee::Object)));
    if let Some(verb) = errand {
        let rule = lexicon.complements.iter().find(|r| {
            r.act == act.act
                && r.complement == Complement::To
                && (r.heads.is_empty() || r.heads.iter().any(|w| w == view.lower(verb)))
        });
        if let Some(rule) = rule {
            return rule.family;
        }
    }
    let heads = match kind {
        _ if np => heads(view, at, limit),
        // A clause is told apart by its first words: “assured that it would …”.
        Complement::That => (at..limit.min(at + 12)).collect(),
        Complement::To => (at..limit.min(at + 3)).collect(),
        _ => Vec::new(),
    };
    for rule in lexicon.complements.iter().filter(|r| r.act == act.act) {
        let same_kind = rule.complement == kind
            || np && matches!(rule.complement, Complement::Np | Complement::On);
        if same_kind
            && (rule.heads.is_empty()
                || heads
                    .iter()
                    .any(|&h| rule.heads.iter().any(|w| w == view.lower(h))))
        {
            return rule.family;
        }
    }
    act.family
}

/// The head of the noun phrase that begins a range.
pub(crate) fn head_noun(view: &View<'_>, range: std::ops::Range<usize>) -> Option<usize> {
    heads(view, range.start, range.end).first().copied()
}

/// The verb of `to` + infinitive behind an object.
fn errand(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    let to = (at + 1..limit.min(at + 14)).find(|&i| view.reads(i, "to"))?;
    let object = (at..to).all(|i| !view.tag(i).is_verb() && view.word(i) != ";");
    let verb = to + 1;
    // The tagger takes some verbs for nouns: “to fund the repair”.
    let base = verb < limit
        && (view.tag(verb) == Tag::VerbBase
            || view.tag(verb) == Tag::Noun
                && verb + 1 < limit
                && matches!(view.tag(verb + 1), Tag::Det | Tag::Pron));
    (object && base).then_some(verb)
}

/// The head noun of the noun phrase at `at`, and of the one coordinated with it.
fn heads(view: &View<'_>, at: usize, limit: usize) -> Vec<usize> {
    let mut head = None;
    for i in at..limit.min(at + 14) {
        let tag = view.tag(i);
        let lower = view.lower(i);
        let owner = view.reads(i + 1, "'s") || view.reads(i + 1, "'");
        if matches!(lower, "'s" | "'" | "-" | "," | "and" | "/") || owner {
            if lower == "," && head.is_some() {
                break;
            }
            continue;
        }
        if view.mention_at(i).is_some_and(|m| m.person.is_some()) {
            head = Some(i);
            continue;
        }
        match tag {
            Tag::Noun | Tag::Propn => head = Some(i),
            Tag::Adj
            | Tag::Det
            | Tag::Num
            | Tag::Adv
            | Tag::VerbParticiple
            | Tag::VerbGerund
            | Tag::Pron
            | Tag::X
            | Tag::Sym => {
                if head.is_some()
                    && matches!(tag, Tag::VerbParticiple | Tag::Pron | Tag::VerbGerund)
                {
                    break;
                }
                // A word that the tagger calls an adjective but the rules know as a head: “support”, “concern”.
                if head.is_none() && matches!(tag, Tag::Adj | Tag::VerbGerund) {
                    continue;
                }
            }
            _ if view.is(i, Class::Possessive) || view.is(i, Class::Article) => {}
            _ if head.is_none() && tag.is_verb() => head = Some(i),
            _ => break,
        }
    }
    head.into_iter().collect()
}
