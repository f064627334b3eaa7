//! What each account says of a contact itself: its kind, day, place, number, people, who sought it and who was host.

use std::collections::BTreeSet;

use chancery::reading::{DateRange, Engagement, Entity, Sentence};

use super::comparison::{Evidence, Fact, Told, Verdict};
use super::contacts::day_number;
use super::initiative;
use super::people::same_person;
use super::side::Side;

/// An engagement in its account.
#[derive(Clone, Copy)]
pub(super) struct Contact<'a, 'b> {
    pub side: &'b Side<'a>,
    pub engagement: &'a Engagement,
}

impl<'a> Contact<'a, '_> {
    /// The sentence that reports it.
    pub(super) fn sentence(&self) -> Option<&'a Sentence> {
        self.side.sentence_at(self.engagement.evidence.span.0)
    }

    fn evidence(&self) -> Evidence {
        match self.sentence() {
            Some(sentence) => self.side.sentence(sentence),
            None => self.side.evidence(&self.engagement.evidence),
        }
    }

    fn told(&self, value: impl Into<String>) -> Told {
        Told {
            value: value.into(),
            evidence: self.evidence(),
        }
    }

    /// The sentence that names a place: the one that reports the contact, if it does, else the first that does.
    fn told_place(&self, place: &str) -> Told {
        let evidence = self.evidence();
        let names = |evidence: &Evidence| evidence.quote.contains(place);
        if names(&evidence) {
            return self.told(place);
        }
        let sentences = self.side.reading.sentences.iter();
        let (titles, others): (Vec<_>, Vec<_>) =
            sentences.partition(|sentence| sentence.kind == "title");
        let found = others.into_iter().chain(titles).find_map(|sentence| {
            let evidence = self.side.sentence(sentence);
            names(&evidence).then_some(evidence)
        });
        Told {
            value: place.to_owned(),
            evidence: found.unwrap_or(evidence),
        }
    }

    /// The side with a role.
    pub(super) fn role(&self, role: &str) -> Option<&'a str> {
        let mut parties = self.engagement.participants.iter();
        let party = parties.find(|party| party.role.as_deref() == Some(role));
        party.map(|party| party.side.as_str())
    }

    /// The ids of the people of a side.
    fn people(&self, side: &str) -> Vec<&'a str> {
        let parties = self.engagement.participants.iter();
        let ids = parties
            .filter(|party| party.side == side)
            .filter_map(|party| party.entity.as_deref());
        ids.filter(|id| id.starts_with("person:")).collect()
    }

    fn entity_of_place(&self) -> Option<&'a Entity> {
        let place = self.engagement.place.as_deref()?;
        let mut entities = self.side.reading.entities.iter();
        let kinds = ["place", "country", "territory"];
        entities.find(|entity| {
            let named = || {
                let mut mentions = entity.mentions.iter();
                mentions.any(|span| {
                    let text = self.side.reading.document.text.chars();
                    let length = span.1.saturating_sub(span.0);
                    text.skip(span.0).take(length).eq(place.chars())
                })
            };
            kinds.contains(&entity.kind.as_str()) && (entity.name == place || named())
        })
    }
}

/// All facts of which at least one of the accounts says something.
pub(super) fn facts(a: Contact<'_, '_>, b: Contact<'_, '_>) -> Vec<Fact> {
    let mut facts = vec![kind(a, b)];
    facts.extend(date(a, b));
    facts.extend(place(a, b));
    let ordinal = |contact: Contact<'_, '_>| {
        let ordinal = contact.engagement.ordinal;
        ordinal.map(|number| contact.told(number.to_string()))
    };
    facts.extend(plain("ordinal", ordinal(a), ordinal(b)));
    let sought = |contact: Contact<'_, '_>| initiative::sought_by(contact);
    facts.extend(plain("initiative", sought(a), sought(b)));
    let host = |contact: Contact<'_, '_>| contact.role("host").map(|side| contact.told(side));
    facts.extend(plain("host", host(a), host(b)));
    let sides: BTreeSet<&str> = [a, b]
        .iter()
        .flat_map(|contact| &contact.engagement.participants)
        .map(|party| party.side.as_str())
        .collect();
    facts.extend(sides.into_iter().filter_map(|side| people(a, b, side)));
    facts
}

/// A fact whose values are equal or not.
fn plain(what: &str, a: Option<Told>, b: Option<Told>) -> Option<Fact> {
    fact(what, a, b, |a, b| (a.value == b.value, None))
}

/// A fact, unless neither account says anything of it.
fn fact(
    what: &str,
    a: Option<Told>,
    b: Option<Told>,
    agree: impl Fn(&Told, &Told) -> (bool, Option<&'static str>),
) -> Option<Fact> {
    let (verdict, note) = match (&a, &b) {
        (None, None) => return None,
        (Some(_), None) => (Verdict::OnlyA, None),
        (None, Some(_)) => (Verdict::OnlyB, None),
        (Some(one), Some(other)) => match agree(one, other) {
            (true, note) => (Verdict::Agree, note),
            (false, note) => (Verdict::Disagree, note),
        },
    };
    Some(Fact {
        what: what.to_owned(),
        a,
        b,
        verdict,
        note: note.map(str::to_owned),
    })
}

fn kind(a: Contact<'_, '_>, b: Contact<'_, '_>) -> Fact {
    let same = a.engagement.kind == b.engagement.kind;
    // That one side was summoned is a fact; a visit may be told by the meeting that it was for.
    let summons = [a, b]
        .iter()
        .any(|contact| contact.engagement.kind == "summons");
    Fact {
        what: "kind".to_owned(),
        a: Some(a.told(&a.engagement.kind)),
        b: Some(b.told(&b.engagement.kind)),
        verdict: match same || !summons {
            true => Verdict::Agree,
            false => Verdict::Disagree,
        },
        note: (!same && !summons)
            .then(|| "one account tells the occasion, the other what it was for".to_owned()),
    }
}

/// A date as precisely as it is known.
fn written(date: &DateRange) -> String {
    match date.precision.as_str() {
        "month" => date.from.get(..7).unwrap_or(&date.from).to_owned(),
        "year" => date.from.get(..4).unwrap_or(&date.from).to_owned(),
        _ if date.from == date.to => date.from.clone(),
        _ => format!("{} to {}", date.from, date.to),
    }
}

fn date(a: Contact<'_, '_>, b: Contact<'_, '_>) -> Option<Fact> {
    let told = |contact: Contact<'_, '_>| {
        let date = contact.engagement.date.as_ref();
        date.map(|date| contact.told(written(date)))
    };
    let days = |contact: Contact<'_, '_>| {
        let date = contact.engagement.date.as_ref()?;
        Some((day_number(&date.from)?, day_number(&date.to)?))
    };
    let calls = a.engagement.kind == "call";
    fact("date", told(a), told(b), |one, other| {
        if one.value == other.value {
            return (true, None);
        }
        let (Some(one), Some(other)) = (days(a), days(b)) else {
            return (false, None);
        };
        let within =
            |inner: (i32, i32), outer: (i32, i32)| outer.0 <= inner.0 && inner.1 <= outer.1;
        if within(one, other) || within(other, one) {
            return (true, Some("one account is more precise"));
        }
        let gap = one.0.max(other.0) - one.1.min(other.1);
        let note = match calls && gap == 1 {
            true => {
                Some("a day apart: a call has two dates where it is past midnight for one side")
            }
            false => None,
        };
        (false, note)
    })
}

fn place(a: Contact<'_, '_>, b: Contact<'_, '_>) -> Option<Fact> {
    let told = |contact: Contact<'_, '_>| {
        let place = contact.engagement.place.as_deref();
        place.map(|place| contact.told_place(place))
    };
    fact("place", told(a), told(b), |one, other| {
        if one.value.to_lowercase() == other.value.to_lowercase() {
            return (true, None);
        }
        let (of_a, of_b) = (a.entity_of_place(), b.entity_of_place());
        let (Some(of_a), Some(of_b)) = (of_a, of_b) else {
            return (false, Some("one of the places is not known by that name"));
        };
        if of_a.id == of_b.id {
            return (true, None);
        }
        let same_country =
            a.engagement.country.is_some() && a.engagement.country == b.engagement.country;
        let whole = |entity: &Entity| entity.kind != "place";
        if same_country && (whole(of_a) || whole(of_b)) {
            return (true, Some("one account is more precise"));
        }
        (false, None)
    })
}

/// The people of a side.
fn people(a: Contact<'_, '_>, b: Contact<'_, '_>, side: &str) -> Option<Fact> {
    let told = |contact: Contact<'_, '_>| {
        let people = contact.people(side);
        let names: Vec<&str> = people.iter().map(|id| contact.side.name(id)).collect();
        (!names.is_empty()).then(|| contact.told(names.join(", ")))
    };
    let (of_a, of_b) = (a.people(side), b.people(side));
    let known = |id: &&&str, others: &[&str]| others.iter().any(|other| same_person(id, other));
    let only_a = of_a.iter().filter(|id| !known(id, &of_b)).count();
    let only_b = of_b.iter().filter(|id| !known(id, &of_a)).count();
    fact(&format!("people of {side}"), told(a), told(b), |_, _| {
        let (all_a, all_b) = (only_a == of_a.len(), only_b == of_b.len());
        match only_a + only_b {
            0 => (true, None),
            _ if all_a || all_b => (false, None),
            _ => (true, Some("one account names more people")),
        }
    })
}
