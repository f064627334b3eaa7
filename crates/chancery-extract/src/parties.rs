//! Noun phrases that stand for parties: named, by office, by pronoun, together.

use crate::knowledge::Code;
use crate::mentions::Kind;
use crate::view::View;
use crate::words::Class;
use chancery_text::{Tag, TokenKind};

/// One member of a noun phrase, before it is known whom a pronoun or a collective means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Member {
    /// An entity of the document.
    Entity(usize),
    /// Somebody unnamed of a side: `the Ukrainian side`, `Chinese officials`.
    Side(Code),
    /// `the two leaders`, `both sides`.
    Everyone,
    /// `the two Presidents`: those of the contact who hold such an office; with the plural as the text has it.
    Holders(String),
    /// `he`, `she`.
    Singular,
    /// `they`.
    They,
    /// `it`: a side that spoke last.
    It,
    /// `we`.
    We,
    /// `the Ministry`, `the Government`: those whose account it is.
    Publisher,
    /// `I`.
    I,
    /// `his counterpart`, with the side if an adjective tells it.
    Counterpart(Option<Code>),
    /// `participants`, `business leaders`: people who stand for no government.
    Private,
    /// `the participants`: those of the contact.
    Participants,
    /// `the meeting`, `the talks`.
    Contact,
    /// `the main topic of the talks`.
    Matter,
    /// `the delegation`: the visitor's.
    Delegation,
    /// `other senior officials`: more of those named before.
    Unnamed,
}

/// A noun phrase that stands for one or several parties.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    pub start: usize,
    /// End of the words, exclusive; a closing comma of an apposition is included.
    pub end: usize,
    pub members: Vec<Member>,
    /// The last member of a list as a phrase of its own: the list may have begun as the object of a preposition.
    pub tail: Option<Box<Party>>,
}

/// All party phrases of `range`, in order, none overlapping another.
pub(crate) fn parties_in(view: &View<'_>, range: std::ops::Range<usize>) -> Vec<Party> {
    let mut found = Vec::new();
    let mut i = range.start;
    while i < range.end {
        match party_at(view, i, range.end) {
            Some(party) => {
                i = party.end;
                let tail = party.tail.clone();
                found.push(party);
                found.extend(tail.map(|t| *t));
            }
            None => i += 1,
        }
    }
    found
}

/// The party phrase that begins at `at`, with all that is coordinated with it.
pub(crate) fn party_at(view: &View<'_>, at: usize, limit: usize) -> Option<Party> {
    let start = at;
    let at = if matches!(view.lower(at), "both" | "together")
        && at + 1 < limit
        && one_at(view, at + 1, limit).is_some_and(|p| !matches!(p.members[0], Member::Everyone))
    {
        at + 1
    } else {
        at
    };
    let mut party = one_at(view, at, limit)?;
    party.start = start;
    loop {
        let Some(next) = next_in_list(view, party.end, limit) else {
            return Some(party);
        };
        match one_at(view, next, limit) {
            Some(more) if !matches!(more.members[0], Member::Contact) => {
                party.tail = Some(Box::new(more.clone()));
                party.end = more.end;
                party.members.extend(more.members);
            }
            _ => return Some(party),
        }
    }
}

/// Where the next member of a list begins: behind `and`, or behind a comma if the list goes on to an `and`.
fn next_in_list(view: &View<'_>, end: usize, limit: usize) -> Option<usize> {
    if end >= limit {
        return None;
    }
    let comma_before = end > 0 && view.is_comma(end - 1);
    match view.lower(end) {
        "and" | "&" => Some(end + 1),
        "," if view.reads(end + 1, "and") => Some(end + 2),
        "," => Some(end + 1),
        "as" if view.reads(end + 1, "well") && view.reads(end + 2, "as") => {
            Some(end + 3 + usize::from(view.reads(end + 3, "with")))
        }
        "together" | "along" if view.reads(end + 1, "with") => Some(end + 2),
        _ if comma_before => Some(end),
        _ => None,
    }
    .filter(|&n| n < limit)
    .filter(|&n| {
        !matches!(view.lower(end), ",") && !comma_before
            || view.reads(end + 1, "and")
            || list_goes_on(view, n, limit)
    })
}

/// Whether a list that continues at `n` behind a comma is a list: another member and then `and`, or a further comma.
fn list_goes_on(view: &View<'_>, n: usize, limit: usize) -> bool {
    match one_at(view, n, limit) {
        Some(p) => {
            p.end < limit
                && (view.lower(p.end) == "and" || view.is_comma(p.end) || view.is_comma(p.end - 1))
        }
        None => false,
    }
}

fn single(start: usize, end: usize, member: Member) -> Option<Party> {
    Some(Party {
        start,
        end,
        members: vec![member],
        tail: None,
    })
}

fn one_at(view: &View<'_>, at: usize, limit: usize) -> Option<Party> {
    if at >= limit || view.kind(at) == TokenKind::Punct {
        return None;
    }
    // “His Holiness Pope Francis”, “He Lifeng”: a name before a pronoun
    if let Some(m) = view.mention_at(at)
        && m.start == at
        && matches!(m.kind, Kind::Person | Kind::Office)
        && !view.reads(m.end, "'s")
        && !view.reads(m.end, "'")
    {
        return single(at, m.end, Member::Entity(m.entity?));
    }
    if view.is(at, Class::ThirdSingular) {
        return single(at, at + 1, Member::Singular);
    }
    if view.reads(at, "it") {
        return single(at, at + 1, Member::It);
    }
    // “Both agreed”, “both sides” is a collective
    if view.reads(at, "both")
        && at + 1 < limit
        && (view.tag(at + 1).is_verb() || view.tag(at + 1).is_aux() || view.tag(at + 1) == Tag::Adv)
    {
        return single(at, at + 1, Member::Everyone);
    }
    if view.is(at, Class::ThirdPlural) {
        return single(at, at + 1, Member::They);
    }
    if view.is(at, Class::FirstPlural) {
        return single(at, at + 1, Member::We);
    }
    // The minister who publishes: “I met …”.
    if view.word(at) == "I" {
        return single(at, at + 1, Member::I);
    }
    let mut p = at;
    let determined = matches!(view.lower(p), "the" | "both" | "these" | "those" | "all")
        || view.is(p, Class::Possessive);
    if determined {
        p += 1;
        if p < limit && view.reads(p - 1, "both") && view.reads(p, "the") {
            p += 1;
        }
    }
    if p >= limit {
        return None;
    }
    // “The Ministry of Foreign Affairs”: the publisher's own
    if view.reads(at, "the")
        && view.capital(p)
        && view.is(p, Class::Institution)
        && view.mention_at(p).is_none()
        && let Some(end) = institution(view, p, limit)
    {
        return single(at, end, Member::Publisher);
    }
    if view.reads(at, "other")
        && let Some(end) = (at + 1..limit.min(at + 6))
            .find(|&i| view.is(i, Class::DelegationNoun) || view.is(i, Class::JointNoun))
        && !(at + 1..end).any(|i| view.tag(i).is_verb() || view.is_comma(i))
    {
        return single(at, end + 1, Member::Unnamed);
    }
    if view.is(at, Class::Possessive)
        && let Some(found) = counterpart(view, at, p, limit)
    {
        return Some(found);
    }
    // A mention that acts as a party, unless it only modifies what follows.
    if let Some(m) = view.mention_at(p)
        && m.start == p
    {
        let end = m.end;
        match m.kind {
            Kind::Person | Kind::Office => {
                let entity = m.entity?;
                if view.reads(end, "'s") || view.reads(end, "'") {
                    return owned_contact(view, at, end + 1, limit);
                }
                return single(at, end, Member::Entity(entity));
            }
            Kind::Country | Kind::Organisation | Kind::Metonym | Kind::Capital => {
                if view.reads(end, "'s") || view.reads(end, "'") {
                    return owned_contact(view, at, end + 1, limit)
                        .or_else(|| collective(view, at, p, limit, determined));
                }
                let modifies = end < limit
                    && ((view.tag(end).is_noun() || view.is(end, Class::OfficeWord))
                        && view.mention_at(end).is_none()
                        || view.is_hyphen(end));
                if !modifies {
                    return single(at, end, Member::Entity(m.entity?));
                }
                if let Some(end) = institution(view, end, limit) {
                    return single(at, end, Member::Side(*m.codes.first()?));
                }
            }
            Kind::Group if m.sense.is_some() => return single(at, end, Member::Entity(m.entity?)),
            _ => {}
        }
    }
    collective(view, at, p, limit, determined)
}

/// The end of an institution's name behind its owner: `White House` `Office of Public Engagement`.
fn institution(view: &View<'_>, from: usize, limit: usize) -> Option<usize> {
    let mut end = None;
    let mut p = from;
    while p < limit && p < from + 8 {
        let joint = matches!(view.lower(p), "of" | "for" | "and")
            && p > from
            && end.is_some()
            && p + 1 < limit
            && view.capital(p + 1);
        if !joint && !view.capital(p) || view.mention_at(p).is_some_and(|m| m.person.is_some()) {
            break;
        }
        if view.is(p, Class::Institution) || end.is_some() && !joint {
            end = Some(p + 1);
        }
        p += 1;
    }
    end.filter(|&e| !view.reads(e, "'s"))
}

/// `his Israeli counterpart`, and the name behind it.
fn counterpart(view: &View<'_>, at: usize, mut p: usize, limit: usize) -> Option<Party> {
    let mut side = None;
    for _ in 0..5 {
        if p >= limit {
            return None;
        }
        if matches!(
            view.lower(p),
            "counterpart" | "counterparts" | "interlocutor" | "host" | "guest" | "colleague"
        ) {
            let mut q = p + 1;
            if view.reads(q, ",") {
                q += 1;
            }
            if let Some(m) = view.mention_at(q)
                && m.start == q
                && m.kind == Kind::Person
            {
                let end = if view.reads(m.end, ",") && view.is_comma(q - 1) {
                    m.end + 1
                } else {
                    m.end
                };
                return single(at, end, Member::Entity(m.entity?));
            }
            if matches!(view.lower((p + 1).min(view.len() - 1)), "from" | "of") {
                let found = owner_behind(view, at, p + 1, limit, Member::Counterpart(None));
                if let Some(listed) = found.filter(|f| f.end > p + 1) {
                    return Some(listed);
                }
            }
            return single(at, p + 1, Member::Counterpart(side));
        }
        if let Some(m) = view.mention_at(p) {
            side = m.codes.first().copied();
            p = m.end;
        } else if matches!(view.tag(p), Tag::Adj | Tag::Noun | Tag::Num) || view.is_hyphen(p) {
            p += 1;
        } else {
            return None;
        }
    }
    None
}

/// `the Secretary's visit`, `China's leaders`.
fn owned_contact(view: &View<'_>, at: usize, mut p: usize, limit: usize) -> Option<Party> {
    for _ in 0..4 {
        if p >= limit {
            return None;
        }
        if view.is(p, Class::ContactNoun)
            && view.tag(p).is_noun()
            && !(p + 1 < limit && view.tag(p + 1).is_noun())
        {
            return single(at, p + 1, Member::Contact);
        }
        if !matches!(view.tag(p), Tag::Adj | Tag::Noun | Tag::Num | Tag::Propn)
            && !view.is_hyphen(p)
        {
            return None;
        }
        p += 1;
    }
    None
}

/// `the two leaders`, `the Ukrainian side`, `the Government of Egypt`, `senior Chinese officials`, `the meeting`.
fn collective(
    view: &View<'_>,
    at: usize,
    mut p: usize,
    limit: usize,
    determined: bool,
) -> Option<Party> {
    let mut code = None;
    let mut private = false;
    let mut counted = view.reads(at, "both");
    for step in 0..8 {
        if p >= limit {
            return None;
        }
        if let Some(m) = view.mention_at(p) {
            let owner = matches!(
                m.kind,
                Kind::Adjective
                    | Kind::Country
                    | Kind::Organisation
                    | Kind::Metonym
                    | Kind::People
                    | Kind::Subdivision
                    | Kind::Capital
            );
            if !owner || m.start != p {
                return None;
            }
            if m.kind == Kind::People && m.end < limit && !view.tag(m.end).is_noun() {
                return single(at, m.end, Member::Side(*m.codes.first()?));
            }
            code = code.or(m.codes.first().copied());
            p = m.end;
            if view.reads(p, "'s") {
                p += 1;
            }
            continue;
        }
        let last = p + 1 >= limit
            || !(view.tag(p + 1).is_noun()
                && view.mention_at(p + 1).is_none()
                && (view.is(p + 1, Class::JointNoun)
                    || view.is(p + 1, Class::SideNoun)
                    || view.is(p + 1, Class::ContactNoun)
                    || view.is(p + 1, Class::ParticipantNoun)
                    || view.is(p + 1, Class::DelegationNoun)));
        private |= view.is(p, Class::PrivateNoun);
        if view.reads(p, "two") || view.reads(p, "three") || view.reads(p, "four") {
            counted = true;
            // “the two discussed”
            if determined
                && !(p + 1 < limit
                    && (view.tag(p + 1).is_noun()
                        || view.tag(p + 1) == Tag::Adj
                        || view.is(p + 1, Class::JointNoun)))
            {
                return single(at, p + 1, Member::Everyone);
            }
            p += 1;
            continue;
        }
        if let Some(end) = matter(view, p, limit) {
            return single(at, end, Member::Matter);
        }
        if last && let Some(member) = head(view, p, code, private, determined, counted) {
            return owner_behind(view, at, p + 1, limit, member);
        }
        let modifier = matches!(
            view.tag(p),
            Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::VerbParticiple | Tag::VerbGerund
        ) || view.is_hyphen(p)
            || view.is(p, Class::OfficeWord)
            || view.lower(p) == "and" && step > 0;
        if !modifier {
            return None;
        }
        p += 1;
    }
    None
}

/// `the main topic of the conversation`, `other items on the agenda`: stands for what the contact was about.
fn matter(view: &View<'_>, head: usize, limit: usize) -> Option<usize> {
    if !view.is(head, Class::MatterNoun) || head + 1 >= limit {
        return None;
    }
    if !matches!(
        view.lower(head + 1),
        "of" | "on" | "for" | "during" | "at" | "in"
    ) {
        return None;
    }
    let noun = (head + 2..limit.min(head + 7)).find(|&i| view.is(i, Class::ContactNoun))?;
    (head + 2..noun)
        .all(|i| {
            matches!(view.tag(i), Tag::Det | Tag::Adj | Tag::Noun | Tag::Pron)
                || view.is(i, Class::Possessive)
        })
        .then_some(noun + 1)
}

/// What the head noun of a collective means.
fn head(
    view: &View<'_>,
    p: usize,
    code: Option<Code>,
    private: bool,
    determined: bool,
    counted: bool,
) -> Option<Member> {
    let word = view.lower(p);
    let sentence_start = p == 0 || view.text.sentences.iter().any(|s| s.tokens.start == p);
    if let Some(code) = code {
        let fits = private
            || view.is(p, Class::SideNoun)
            || view.is(p, Class::DelegationNoun)
            || view.is(p, Class::JointNoun)
            || view.is(p, Class::ParticipantNoun);
        return fits.then_some(
            if private && !view.is(p, Class::SideNoun) && word != "officials" {
                Member::Private
            } else {
                Member::Side(code)
            },
        );
    }
    if word == "delegation" && determined {
        return Some(Member::Delegation);
    }
    if private && (view.is(p, Class::ParticipantNoun) || view.is(p, Class::PrivateNoun)) && !counted
    {
        return Some(Member::Private);
    }
    if matches!(word, "participants" | "attendees") {
        return Some(Member::Participants);
    }
    if matches!(
        word,
        "presidents"
            | "ministers"
            | "secretaries"
            | "chancellors"
            | "premiers"
            | "ambassadors"
            | "commissioners"
    ) && (determined || counted)
    {
        return Some(Member::Holders(word.to_owned()));
    }
    if view.is(p, Class::JointNoun) && (determined || counted || sentence_start || view.capital(p))
    {
        return Some(Member::Everyone);
    }
    if view.is(p, Class::ParticipantNoun)
        && (determined || sentence_start)
        && !view.is(p, Class::JointNoun)
    {
        return Some(Member::Participants);
    }
    if view.is(p, Class::ContactNoun)
        && view.tag(p).is_noun()
        && (determined || sentence_start || view.tag(p) == Tag::Noun && word.ends_with('s'))
    {
        return Some(Member::Contact);
    }
    if matches!(word, "government" | "administration") && determined {
        return Some(Member::Publisher);
    }
    None
}

/// `of Egypt`, `from seven states`, `between the two sides` behind a collective.
fn owner_behind(
    view: &View<'_>,
    at: usize,
    mut p: usize,
    limit: usize,
    member: Member,
) -> Option<Party> {
    // “heads of state and government”, “heads of delegation”
    if view.reads(p, "of") && p + 1 < limit && view.is(p + 1, Class::RankNoun) {
        p += 2;
        if view.reads(p, "and") && p + 1 < limit && view.is(p + 1, Class::RankNoun) {
            p += 2;
        }
    }
    if p < limit
        && matches!(view.lower(p), "of" | "from")
        && !matches!(member, Member::Contact | Member::Private)
    {
        let q = if view.reads(p + 1, "the") {
            p + 2
        } else {
            p + 1
        };
        if q < limit
            && view.mention_at(q).is_some_and(|m| {
                m.start == q
                    && matches!(
                        m.kind,
                        Kind::Country | Kind::Organisation | Kind::Capital | Kind::Metonym
                    )
            })
        {
            let mut members = Vec::new();
            let mut end = q;
            let mut next = q;
            while next < limit
                && let Some(m) = view.mention_at(next)
                && matches!(
                    m.kind,
                    Kind::Country | Kind::Organisation | Kind::Capital | Kind::Metonym
                )
            {
                members.push(Member::Side(*m.codes.first()?));
                end = m.end;
                next = match view.lower(end.min(limit - 1)) {
                    "," if view.reads(end + 1, "and") => end + 2,
                    "," | "and" => end + 1,
                    _ => break,
                };
                if view.reads(next, "the") {
                    next += 1;
                }
            }
            return Some(Party {
                start: at,
                end,
                members,
                tail: None,
            });
        }
    }
    if matches!(member, Member::Contact)
        && p < limit
        && matches!(view.lower(p), "between" | "with" | "of")
    {
        let inner = (p + 1 < limit)
            .then(|| party_at(view, p + 1, limit))
            .flatten();
        if let Some(inner) = inner {
            return single(at, inner.end, Member::Contact);
        }
    }
    single(at, p, member)
}
